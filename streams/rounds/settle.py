"""One row per uri remembers the version that stands. A newer version replaces all records of the older; an equal one is sent again, which heals a crash."""

from streams.contract.article import Order, Text
from streams.contract.base import Record
from streams.contract.claim import Claims
from streams.contract.event import Events
from streams.contract.internal import Extraction
from streams.contract.mention import Mentions
from streams.rounds.facts import contributions, empty
from streams.rounds.step import Output, Step


class Settled(Record):
    """The row: what orders the version that stands, and the families that it contributed to. At most 300 bytes but for the families."""

    order: Order
    families: tuple[str, ...] = ()


def settle(row: bytes | None, extraction: Extraction) -> Step:
    """What an extraction changes, given the row of its uri: nothing if it is older than the row; else every record anew, the row last.

    A family that only the older version spoke of gets an empty contribution. That is why the row is written last: written first, a crash in between would
    lose the empty contribution for good, since the replay would see nothing to take back.
    """
    held = Settled.parse(row) if row else None
    if held and held.order.key() > extraction.order.key():
        return Step()
    given = contributions(extraction)
    left = [name for name in (held.families if held else ()) if name not in given]
    outputs = [
        *_records(extraction),
        *(Output("contributions", name.encode(), c.canonical()) for name, c in given.items()),
        *(Output("contributions", name.encode(), empty(extraction, name).canonical()) for name in left),
    ]
    return Step(tuple(outputs), ((extraction.uri.encode(), Settled(order=extraction.order, families=tuple(given)).canonical()),))


def _records(e: Extraction) -> list[Output]:
    """The records of the result topics that are keyed by uri; null where the version withdraws what there was."""
    key, time = e.uri.encode(), e.dated or e.published
    values: dict[str, Record] = {
        "claims": Claims(article=e.uri, version=e.version, extractor=e.extractor, claims=e.claims),
        "events": Events(article=e.uri, version=e.version, extractor=e.extractor, events=e.events),
        "mentions": Mentions(article=e.uri, version=e.version, extractor=e.extractor, mentions=e.mentions),
    }
    withdrawn = e.status != "usable"
    return [Output("texts", key, text_record(e).canonical(), time), *(Output(n, key, None if withdrawn else v.canonical(), time) for n, v in values.items())]


def text_record(e: Extraction) -> Text:
    """The record of `texts`; of a killed article only uri, version and status, and what orders it."""
    if e.status != "usable":
        return Text(uri=e.uri, version=e.version, status=e.status, digest=e.digest, extractor=e.extractor, order=e.order)
    return Text(
        uri=e.uri, version=e.version, status=e.status, headline=e.headline, provider=e.provider, published=e.published, language=e.language,
        digest=e.digest, extractor=e.extractor, text=e.text, skipped=e.skipped, order=e.order,
    )  # fmt: skip
