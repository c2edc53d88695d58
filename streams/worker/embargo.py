"""Embargoed versions wait in the table `embargoed`, one for each uri, until they are due. Here is the one clock of the system."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from streams.contract.article import Article, Order
from streams.contract.base import Record
from streams.contract.internal import Extraction

#: The header that tells a waiting version from an extraction.
HEADER = "waiting"

#: The row of a uri of which nothing waits. Never null: a null that compaction removed would come back from a worker's memory.
NOTHING = b"{}"

#: How long it takes until a version that was published, but has not come back as an extraction, is published again.
_AGAIN = timedelta(seconds=60)


class Waiting(Record):
    """A version that waits: when it is due, where it stands in the order of its uri's versions, and the original bytes in base64."""

    due: datetime
    order: Order
    value: str

    @classmethod
    def of(cls, article: Article, extraction: Extraction, original: bytes) -> "Waiting":
        """The record of an article that has an embargo."""
        return cls(due=datetime.fromisoformat(article.embargoed or ""), order=extraction.order, value=b64encode(original).decode())

    def original(self) -> bytes:
        """The article as it was delivered."""
        return b64decode(self.value)


def is_due(article: Article, now: datetime) -> bool:
    """Whether an article may pass: no embargo, or one that is over."""
    return article.embargoed is None or datetime.fromisoformat(article.embargoed) <= now


def now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)


def keep(row: bytes | None, coming: bytes, settled: Order | None) -> bytes | None:
    """The row when another version waits: the highest in order stays, unless one as high has passed already (`settled`). None if nothing changes.

    Raises pydantic.ValidationError for what is no waiting version.
    """
    waiting, held = Waiting.parse(coming), _held(row)
    passed = settled is not None and waiting.order.key() <= settled.key()
    newest = held is None or held.order.key() <= waiting.order.key()
    return coming if newest and not passed else None


def clear(row: bytes | None, taken: Order) -> bytes | None:
    """The row when a version of order `taken` has passed: what waits and is not newer need not wait any more. None if nothing changes."""
    held = _held(row)
    return NOTHING if held is not None and held.order.key() <= taken.key() else None


def _held(row: bytes | None) -> Waiting | None:
    return Waiting.parse(row) if row and row != NOTHING else None


class Releases:
    """What of a worker's rows has to be published now, and what was published a moment ago."""

    def __init__(self) -> None:
        self._published: dict[bytes, tuple[bytes, datetime]] = {}

    def due(self, rows: Mapping[bytes, bytes], at: datetime) -> list[tuple[bytes, bytes]]:
        """Key and original of every row that is due and was not published within the last minute."""
        waiting = {key: row for key, row in rows.items() if row != NOTHING}
        self._published = {key: last for key, last in self._published.items() if key in waiting}
        parsed = {key: Waiting.parse(row) for key, row in waiting.items() if self._ripe(key, row, at)}
        return [(key, held.original()) for key, held in parsed.items() if held.due <= at]

    def note(self, key: bytes, row: bytes, at: datetime) -> None:
        """A row's version was published."""
        self._published[key] = (row, at)

    def _ripe(self, key: bytes, row: bytes, at: datetime) -> bool:
        last = self._published.get(key)
        return last is None or last[0] != row or last[1] + _AGAIN <= at
