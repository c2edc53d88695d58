"""A round: one row of the table. And what is told of its changes."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from streams.contract.base import Edtf, Party, Record
from streams.contract.claim import Stance
from streams.contract.mention import Format, Level, PartyStatus, RoundStatus


class Negotiation(Record):
    """`id` is the family; `parties` and `mediators` are this round's own."""

    id: str
    parties: tuple[Party, ...]
    mediators: tuple[Party, ...] = ()


class PartyView(Record):
    """What one side, or a host, said of the status."""

    status: PartyStatus
    claim: str | None = None
    text: str = ""


class Named(Record):
    """A person at the table."""

    name: str
    role: str | None = None


class Participant(Record):
    """A person taking part, and for whom."""

    party: Party
    name: str
    role: str | None = None


class Outcome(Record):
    """What was agreed, not what was demanded. `shared`: the text gives it to several rounds together."""

    kind: str
    quantity: float | int | None = None
    unit: str | None = None
    detail: str = ""
    state: Literal["agreed", "carried_out", "failed"] = "agreed"
    shared: bool = False


class Position(Record):
    """What a party demands, rejects, offers or accepts of a label."""

    topic: str
    stance: Stance
    negated: bool = False
    at: Edtf | None = None
    claim: str | None = None
    text: str = ""


class Assessment(Record):
    """How somebody on a side judges the round."""

    party: Party
    speaker: str
    polarity: Literal["positive", "negative"]
    at: Edtf | None = None
    claim: str | None = None
    text: str = ""


class NextRound(Record):
    """The text's word on the meeting after this one; `round` once there is one."""

    date: Edtf | None = None
    place: str | None = None
    format: Format | None = None
    round: str | None = None


class Disputed(Record):
    """A field in which sources contradict each other."""

    field: str
    values: tuple[dict[str, Any], ...]


class Evidence(Record):
    """A sentence that bears a cell."""

    article: str
    version: str | None
    start: int
    end: int
    text: str


class Articles(Record):
    """How many articles speak of the round, and the first and latest three of them."""

    count: int
    first: tuple[str, ...]
    latest: tuple[str, ...]


class Round(Record):
    """Value of `rounds`, key the round's id: its whole state."""

    id: str
    label: str
    negotiation: Negotiation
    series: str | None = None
    ordinal: int | None = None
    ordinal_basis: Literal["stated", "counted"] | None = None
    start: Edtf | None = None
    end: Edtf | None = None
    previous_start: Edtf | None = None
    place: str | None = None
    country: str | None = None
    format: Format = "unknown"
    level: Level = "unknown"
    status: RoundStatus | None = None
    status_by_party: dict[Party, PartyView] = {}
    heads: dict[Party, Named] = {}
    participants: tuple[Participant, ...] = ()
    agenda: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    not_achieved: tuple[str, ...] = ()
    positions: dict[Party, tuple[Position, ...]] = {}
    assessments: tuple[Assessment, ...] = ()
    next: NextRound | None = None
    disputed: tuple[Disputed, ...] = ()
    evidence: dict[str, tuple[Evidence, ...]] = {}
    articles: Articles
    independent_sources: int
    claims: int
    events: int
    first_reported: Edtf | None = None
    last_reported: Edtf | None = None
    more: dict[str, int] = {}
    extractor: int
    revision: int = 0


class Link(Record):
    """Value of `links`, key a node: the round it belongs to today."""

    round: str


Kind = Literal["created", "changed", "merged", "split", "moved", "gone"]


class Because(Record):
    """The version that brought a change about."""

    uri: str
    version: str | None
    status: str


class FieldChange(Record):
    """One field's way from one value to the next. The contract calls the two `from` and `to`; `from` is no name in Python."""

    model_config = ConfigDict(populate_by_name=True)

    field: str
    before: Any = Field(default=None, alias="from")
    after: Any = Field(default=None, alias="to")
    evidence: tuple[Evidence, ...] = ()


class Change(Record):
    """Value of `round-changes`, key the round's id: a log, repeated after a crash, outside the byte promise."""

    id: str
    round: str
    kind: Kind
    because: Because
    changes: tuple[FieldChange, ...] = ()
    successors: tuple[str, ...] = ()
    summary: dict[str, str] = {}
    extractor: int
