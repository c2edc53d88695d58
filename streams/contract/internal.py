"""What flows between the stages: not part of the public contract, free to change with the code.

`Extraction` is one version of an article and all that was read out of it; `Contribution` is what one article gives to one family of rounds.
"""

from typing import Any

from streams.contract.article import Order
from streams.contract.base import Edtf, Party, Record, Span, Status
from streams.contract.claim import Claim
from streams.contract.event import Event
from streams.contract.mention import Mention


class Extraction(Record):
    """Value of `extractions`, key uri. `dated` is the day or instant from which the text's relative dates were counted, its own or `published`."""

    uri: str
    version: str | None
    status: Status
    order: Order
    digest: str
    extractor: int
    headline: str | None = None
    provider: str | None = None
    published: Edtf | None = None
    dated: Edtf | None = None
    language: str | None = None
    text: str = ""
    skipped: str | None = None
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    mentions: tuple[Mention, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()  # offsets, for evidence and fingerprints


class Fact(Record):
    """One value that an article gives to one field of a round, and the sentence behind it (an index into the contribution's sentences)."""

    field: str
    value: Any
    by: Party | None = None
    speaker: str | None = None
    weight: int = 0  # 3 own side, named · 2 named · 1 the article itself · 0 unnamed or hearsay
    at: Edtf | None = None
    claim: str | None = None
    sentence: int


class NodePart(Record):
    """A node as one article speaks of it."""

    node: str
    parties: tuple[Party, ...]
    mediators: tuple[Party, ...] = ()
    series: str | None = None
    ordinal: int | None = None
    start: Edtf | None = None
    place: str | None = None
    country: str | None = None
    format: str = "unknown"
    level: str = "unknown"
    plural: int | None = None
    facts: tuple[Fact, ...] = ()
    claims: int = 0
    events: int = 0


class Contribution(Record):
    """Value of `contributions`, key family: one article's whole word on the family. Without nodes it takes back what the article had given."""

    family: str
    uri: str
    version: str | None
    status: Status
    order: Order
    reported: Edtf | None = None
    provider: str | None = None
    extractor: int
    sentences: tuple[Span, ...] = ()
    nodes: tuple[NodePart, ...] = ()
    fingerprints: tuple[str, ...] = ()
