"""Which of two versions of an article is newer: one total order (CONTRACT), never arrival."""

import re
from decimal import Decimal
from zoneinfo import ZoneInfo

from streams.contract.article import Article, Order
from streams.contract.ids import digest
from streams.ingest.dates import microseconds

WORD, NUMBER, FINAL = 1, 2, 3
STATUSES = ("usable", "withheld", "canceled")

#: What counts as a number. Longer ones are words: an absurd number must cost nothing.
MAX_DIGITS = 40
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def canonical(version: str | int | float) -> str:
    """A version in the one writing that its value has, so that 2, "2", "2.0" and "002" are the same version; what is no number stays as it is."""
    written = _fixed(version) if isinstance(version, float) else str(version).strip()
    if not _is_number(written):
        return written
    number = format(Decimal(written), "f")
    number = number.rstrip("0").rstrip(".") if "." in number else number
    return "0" if number == "-0" else number


def order(article: Article, extractor: int, zone: ZoneInfo) -> Order:
    """Where a version stands. Its own time is `version_created`, else `published`; a day or month counts from its first moment in `zone`."""
    version = canonical(article.version) if article.version is not None else None
    numeric = version is not None and _is_number(version)
    time = article.version_created or article.published
    given = {"time": microseconds(time, zone)} if time else {}
    return Order(
        rank=_rank(article, numeric),
        number=version if version is not None and numeric else "0",
        word=version if version is not None and not numeric else "",
        status=STATUSES.index(article.status), digest=content_digest(article), extractor=extractor, **given,
    )  # fmt: skip


def content_digest(article: Article) -> str:
    """Digest of what of the article reaches a record; uri, version, status and time stand in the order by themselves."""
    return digest(article.headline, article.provider, article.published, article.language, article.text)


def _rank(article: Article, numeric: bool) -> int:
    if article.version is None:
        return FINAL if article.status == "canceled" else 0
    return NUMBER if numeric else WORD


def _is_number(version: str) -> bool:
    return len(version) <= MAX_DIGITS + 2 and bool(_NUMBER.fullmatch(version)) and sum(c.isdigit() for c in version) <= MAX_DIGITS


def _fixed(version: float) -> str:
    """A JSON number with all its digits: 1e+20 is 100000000000000000000; one with too many of them stays 1e+300, a word."""
    written = repr(version)
    fixed = format(Decimal(written), "f")
    return fixed if _is_number(fixed) else written
