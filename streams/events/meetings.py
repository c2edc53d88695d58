"""Talks as events: what is held is CONSULT, what lies ahead is AGREE planned (PLOVER), dated by the meeting."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from streams.contract.event import EventState, EventType, Place
from streams.events import modality, states
from streams.events.scopes import Scope
from streams.events.talks import Talk

AHEAD = ("announced", "confirmed", "postponed")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as one sentence tells it."""

    type: EventType
    state: EventState
    mode: str | None
    talk: Talk
    date: str | None
    actors: tuple[str, ...]


def find(spoken: Iterable[Talk], clauses: Sequence[Scope], main: Sequence[str], dated: str | None) -> Iterator[Meeting]:
    """The meetings that a sentence tells as held, under way, planned or called off; wishes, refusals and mere names of talks give none.

    `spoken` are the sentence's talks, `clauses` its clauses, `main` the sides that are understood where the sentence names none.
    """
    for talk in spoken:
        actors = _actors(talk, main)
        if len(actors) < 2 or states.only_wished(talk) or states.internal(talk) or _unreal(talk, clauses):
            continue
        days = _days(talk)
        for day in days or (None,):
            status = states.status(talk, day, dated)
            if status and _tells(talk, status, day) and not (status in AHEAD and _denied(talk, clauses)):
                yield Meeting(*_kind(status), mode(talk, actors), talk, day, actors)


def _unreal(talk: Talk, clauses: Sequence[Scope]) -> bool:
    """Whether the clause only thinks of the meeting, or says that nobody confirmed it."""
    scope = _scope(talk, clauses)
    if scope is None:
        return False
    verb = next((v for v in scope.verbs if v.at == talk.first), None)
    return modality.state(scope, verb) == "thought" or (modality.negated(scope) and "confirm" in scope.groups)


def _denied(talk: Talk, clauses: Sequence[Scope]) -> bool:
    """Whether the clause says that there will be no meeting."""
    scope = _scope(talk, clauses)
    return scope is not None and modality.negated(scope)


def _scope(talk: Talk, clauses: Sequence[Scope]) -> Scope | None:
    return next((c for c in clauses if talk.first in c.inside), None)


def mode(talk: Talk, actors: Sequence[str]) -> str | None:
    """PLOVER's mode of a meeting."""
    if states.status(talk, None, None) == "cancelled":
        return "meet"
    if talk.format == "phone" or talk.sense == "call":
        return "phone"
    if talk.format == "indirect" and talk.mediators:
        return "third-party"
    return "multilateral" if len(actors) > 2 else None


def place(meeting: Meeting) -> Place | None:
    """Where the talks are."""
    name = meeting.talk.place
    return Place(name=name.name, country=name.country) if name else None


def topics(meeting: Meeting) -> tuple[str, ...]:
    """A meeting ahead is the parties' next round."""
    return ("next_round",) if meeting.type == "AGREE" and meeting.talk.sense != "call" else ()


def _actors(talk: Talk, main: Sequence[str]) -> tuple[str, ...]:
    """The sides of the talks; where the clause names fewer than two, the article's, if it speaks of talks that are known or dated."""
    named = set(talk.parties) - _hosts(talk)
    known = talk.definite or talk.ordinal is not None or talk.turn is not None or talk.dates or talk.plural
    return tuple(sorted(named | set(main) if len(named) < 2 and named <= set(main) and known else named))


def _hosts(talk: Talk) -> set[str | None]:
    """Parties that only say where a place lies: "im türkischen Antalya"."""
    places = {p.first for p in talk.names if p.kind == "place"}
    return {n.party for n in talk.names if n.last in places and talk.sentence.tokens[n.first].text.islower()}


def _days(talk: Talk) -> tuple[str, ...]:
    """The days of a clause that tells nothing else; of "im Mai und Juni" both."""
    if states.says(talk) and talk.sense != "verb":
        return ()
    found = tuple(dict.fromkeys(day for d in talk.dates if (day := d.resolve(states.direction(talk)))))
    return found if talk.plural else found[:1]


HELD = frozenset(("happen", "end", "begin", "continue", "plan", "meet", "adjourn", "postpone", "cancel", "negotiate", "phone", "expect", "announce"))
BEHIND = frozenset(("nach", "bei", "beim", "während", "seit", "in", "im"))


def _tells(talk: Talk, status: str, day: str | None) -> bool:
    """Whether the clause tells of the meeting itself: it takes place, begins, ends, is planned; it is the subject; or "bei den Gesprächen am Montag"."""
    subject = talk.first - talk.clause[0] <= 1
    if talk.sense == "verb" or talk.groups & HELD or ("lead" in talk.groups and not subject):
        return True
    if talk.ordinal is not None and status == "ended":
        return True
    before = talk.sentence.tokens[talk.first - 1].lower if talk.first else ""
    return day is not None and (subject or before in BEHIND)


def _kind(status: str) -> tuple[EventType, EventState]:
    if status in AHEAD:
        return "AGREE", "planned"
    if status == "cancelled":
        return "REJECT", "occurred"
    return "CONSULT", "ongoing" if status == "underway" else "occurred"
