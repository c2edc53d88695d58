"""An article as it came in, and the record of `texts` that tells which version of it stands."""

from decimal import Decimal
from typing import Any

from streams.contract.base import Edtf, Record, Status

MAX_TEXT_BYTES = 1_000_000
MAX_URI_BYTES = 1_024


class Article(Record):
    """One version of an article, decoded and checked (`streams.ingest`).

    `published` is an instant, or an EDTF day, month or year; `version_created` and `embargoed` are instants in UTC. `text` is NFC, and the text in
    which all offsets count.
    """

    uri: str
    version: str | None = None
    status: Status = "usable"
    text: str = ""
    headline: str | None = None
    provider: str | None = None
    published: Edtf | None = None
    version_created: str | None = None
    language: str | None = None
    embargoed: str | None = None


class Order(Record):
    """Where a version stands in the one total order of the versions of a uri (CONTRACT): compared as `key()`, never by arrival."""

    rank: int  # 0 no version, 1 a word, 2 a number, 3 a cancellation without a version, which is final
    number: str = "0"  # the version as a number, written out (decimal)
    word: str = ""
    time: int = -(2**62)  # the version's own time, microseconds since 1970 in UTC; the default stands for none
    status: int = 0  # 0 usable, 1 withheld, 2 canceled
    digest: str = ""
    extractor: int = 0

    def key(self) -> tuple[Any, ...]:
        """The sort key; equal keys are the same version read by the same extractor."""
        return (self.rank, Decimal(self.number), self.word, self.time, self.status, self.digest, self.extractor)


class Text(Record):
    """Value of `texts`, key uri: the version that stands; of a killed article only uri, version, status and what orders it."""

    uri: str
    version: str | None
    status: Status
    headline: str | None = None
    provider: str | None = None
    published: Edtf | None = None
    language: str | None = None
    digest: str = ""
    extractor: int = 0
    text: str = ""
    skipped: str | None = None  # why nothing was read of it, e.g. "language:en"
    order: Order
