"""A mention: a round that an article speaks of, with what this article alone gives of it."""

from typing import Any, Literal

from streams.contract.base import Confidence, Edtf, Party, Record, Span

Format = Literal["in_person", "video", "phone", "indirect", "unknown"]
Level = Literal["leaders", "ministers", "delegations", "experts", "unknown"]
RoundStatus = Literal["proposed", "announced", "confirmed", "underway", "ended", "postponed", "cancelled"]
PartyStatus = Literal["proposed", "announced", "confirmed", "underway", "ended", "postponed", "cancelled", "accepted_in_principle", "not_confirmed", "denied"]


class PartyWord(Record):
    """What one side, or a host, says of the round's status."""

    party: Party
    status: PartyStatus
    claim: str | None = None
    sentence: Span


class Person(Record):
    """Somebody taking part for a party."""

    party: Party
    name: str
    role: str | None = None
    sentence: Span


class Next(Record):
    """What the text says of the meeting after this one."""

    date: Edtf | None = None
    place: str | None = None
    format: Format | None = None
    sentence: Span


class Mention(Record):
    """One per round and article. `evidence` names for each attribute the sentences that bear it."""

    id: str
    spans: tuple[Span, ...]
    node: str
    parties: tuple[Party, ...]
    mediators: tuple[Party, ...] = ()
    series: str | None = None
    ordinal: int | None = None
    ordinal_basis: Literal["stated", "counted"] | None = None
    start: Edtf | None = None
    end: Edtf | None = None
    place: str | None = None
    country: str | None = None
    format: Format = "unknown"
    level: Level = "unknown"
    status: RoundStatus | None = None
    status_by_party: tuple[PartyWord, ...] = ()
    heads: tuple[Person, ...] = ()
    participants: tuple[Person, ...] = ()
    agenda: tuple[str, ...] = ()
    next: Next | None = None
    plural: int | None = None
    no_result: bool = False  # the text says that it ended without any
    evidence: dict[str, tuple[Span, ...]] = {}
    rule: str
    confidence: Confidence

    def facts(self) -> dict[str, Any]:
        """The attributes that make the node: the mention without its article."""
        return {name: getattr(self, name) for name in ("series", "ordinal", "start", "place", "format", "level")}


class Mentions(Record):
    """Value of `mentions`, key uri: the rounds that the version that stands speaks of."""

    article: str
    version: str | None
    extractor: int
    mentions: tuple[Mention, ...]
