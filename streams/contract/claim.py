"""A claim: who said what, through whom."""

from typing import Literal

from streams.contract.base import Confidence, Party, Record, Span

ClaimType = Literal["direct", "indirect", "reported", "free_indirect", "indirect_free_indirect"]
Stance = Literal["demands", "rejects", "offers", "accepts", "confirms", "denies", "expects", "accuses", "assesses_positive", "assesses_negative", "states"]
SpeakerKind = Literal["person", "institution", "group", "anonymous"]


class Speaker(Record):
    """Whose words they are; `name` is canonical."""

    spans: tuple[Span, ...] = ()
    name: str
    role: str | None = None
    party: Party | None = None
    kind: SpeakerKind = "person"


class Relay(Record):
    """Somebody between the article and the speaker."""

    name: str
    spans: tuple[Span, ...] = ()


class Claim(Record):
    """Types as in Petersen-Frey & Biemann 2024; `source_chain` without the speaker, outermost first."""

    id: str
    quote: tuple[Span, ...]
    type: ClaimType
    cue: tuple[Span, ...] = ()
    speaker: Speaker | None = None
    addressee: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    source_chain: tuple[Relay, ...] = ()
    topics: tuple[str, ...] = ()
    stance: Stance = "states"
    negated_topics: tuple[str, ...] = ()
    node: str | None = None
    rule: str
    confidence: Confidence


class Claims(Record):
    """Value of `claims`, key uri: all claims of the version that stands."""

    article: str
    version: str | None
    extractor: int
    claims: tuple[Claim, ...]
