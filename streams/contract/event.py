"""An event: who did what to whom (PLOVER)."""

from typing import Literal

from streams.contract.base import Confidence, Edtf, Party, Record, Span

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
EventState = Literal["planned", "ongoing", "occurred", "denied"]


class Quantity(Record):
    """A counted thing: 35 getötet."""

    value: float | int
    unit: str


class Place(Record):
    """Where it happened."""

    name: str
    country: str | None = None


class Event(Record):
    """`date` is EDTF or null; `claim` is the claim that reported it, where it is only said."""

    id: str
    sentence: Span
    also_in: tuple[Span, ...] = ()
    type: EventType
    mode: str | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Place | None = None
    date: Edtf | None = None
    state: EventState
    quantities: tuple[Quantity, ...] = ()
    topics: tuple[str, ...] = ()
    claim: str | None = None
    node: str | None = None
    rule: str
    confidence: Confidence


class Events(Record):
    """Value of `events`, key uri: all events of the version that stands."""

    article: str
    version: str | None
    extractor: int
    events: tuple[Event, ...]
