"""`extract` and `fold`: no broker, no clock; the same files give the same bytes on every machine."""

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from streams.contract.article import Article
from streams.contract.base import canonical
from streams.contract.internal import Extraction
from streams.errors import Refused
from streams.extract import extract as extract_article
from streams.ingest import files, formats
from streams.rounds.fold import fold as fold_extractions
from streams.settings import Settings
from streams.text import edtf


def extract(settings: Settings, paths: Sequence[str]) -> int:
    """One JSON line for every version that is taken, in the order of the input; what is refused goes to standard error, and the exit code is 1."""
    refused = Refusals()
    for e in _extractions(settings.zone, paths, refused):
        line = {"uri": e.uri, "version": e.version, "text": "" if e.skipped else e.text}
        found = e.model_dump(include={"claims", "events", "mentions"})
        sys.stdout.buffer.write(canonical({**line, **found}) + b"\n")
    sys.stdout.buffer.flush()
    return refused.exit_code


def fold(settings: Settings, paths: Sequence[str], as_of: datetime | None = None) -> int:
    """The table of rounds as JSON lines. `as_of`: of the versions whose own time is not later, and of embargoed ones those that were due."""
    refused = Refusals()
    known = _until(as_of.replace(tzinfo=as_of.tzinfo or settings.zone)) if as_of else None
    for row in fold_extractions(_extractions(settings.zone, paths, refused, known)):
        sys.stdout.buffer.write(row.canonical() + b"\n")
    sys.stdout.buffer.flush()
    return refused.exit_code


def _until(instant: datetime) -> Callable[[Article], bool]:
    latest = edtf.instant_order(instant.isoformat())

    def known(article: Article) -> bool:
        times = [t for t in (article.version_created or article.published, article.embargoed) if t]
        return all(edtf.instant_order(t) <= latest for t in times)

    return known


class Refusals:
    """Tells what was refused, and remembers that something was."""

    exit_code = 0

    def tell(self, name: str, refusal: Refused) -> None:
        self.exit_code = 1
        print(f"roundwire: {name}: {refusal}", file=sys.stderr)


def articles(zone: ZoneInfo, paths: Sequence[str], refused: Refusals, *, sentences: bool = False) -> Iterator[Article]:
    """The articles that are taken, in the order of the input. `sentences`: a line of standard input that is no JSON object is text, an article of its own."""
    for delivery in files.deliveries(paths, sys.stdin.buffer):
        try:
            yield formats.decode(_as_text(delivery) if sentences else delivery.value, zone)
        except Refused as refusal:
            refused.tell(delivery.name, refusal)


def _as_text(delivery: files.Delivery) -> bytes:
    """The plain form for a bare sentence; bytes that are not UTF-8 stay as they are, and are refused for that."""
    if not delivery.name.startswith("stdin:") or delivery.value.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return delivery.value
    try:
        return canonical({"uri": delivery.name, "text": delivery.value.decode()})
    except UnicodeDecodeError:
        return delivery.value


def _extractions(zone: ZoneInfo, paths: Sequence[str], refused: Refusals, known: Callable[[Article], bool] | None = None) -> Iterator[Extraction]:
    for article in articles(zone, paths, refused):
        if known is None or known(article):
            yield extract_article(article, zone)
