"""TABLE OF CONTENTS: a document → its events. Each sentence's talks and frames, then what is told twice becomes one."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from streams.contract.base import Span, span
from streams.contract.claim import Claim
from streams.contract.event import Event
from streams.events import about, frames, meetings, merge, modality, roles, scopes, stances, states, talks
from streams.events.frames import Told
from streams.events.meetings import Meeting
from streams.events.roles import Cast, Sides
from streams.events.talks import Talk
from streams.text.labels import Match
from streams.text.model import Document, Sentence

NAMELESS = frozenset(("ASSAULT", "PROTEST"))  # what can be told without saying who did it
SURE, FAIR, WEAK = 0.9, 0.7, 0.5


def find(document: Document, uri: str, claims: tuple[Claim, ...]) -> tuple[Event, ...]:
    """The events that a document tells, in text order, each once with its further tellings in `also_in`; `node` is still open.

    `claims` are the document's own: an event that stands in one's quote names it.
    """
    spoken = {s.index: tuple(talks.find(s)) for s in document.sentences}
    reading = _Reading(document, spoken, claims)
    found = [event for sentence in document.sentences for event in reading.sentence(sentence)]
    return merge.once(found, uri)


class _Reading:
    """One document's reading: what a sentence leaves behind for the next one."""

    def __init__(self, document: Document, spoken: Mapping[int, Sequence[Talk]], claims: Sequence[Claim]) -> None:
        self.document, self.spoken = document, spoken
        self.sides = _sides(document, spoken)
        self.claims, self.reporter = stances.Claims(claims), _reporter(claims)
        self.before: Sequence[Match] = ()

    def sentence(self, sentence: Sentence) -> Iterator[Event]:
        """The events of one sentence: its talks, what its clauses tell, and what its claims do."""
        where = span(self.document.text, sentence.start, sentence.end)
        told = list(self._told(sentence, where))
        self._learn(told)
        yield from told
        yield from stances.find(self.claims.within(where), where, told)

    def _told(self, sentence: Sentence, where: Span) -> Iterator[Event]:
        clauses, cues = scopes.split(sentence), frames.cues(sentence)
        if any(c.has("elsewhere") for c in clauses):
            return
        known = about.Labels(sentence, clauses, self.before)
        self.before = known.all
        met = [self._of_meeting(m, where) for m in meetings.find(self.spoken[sentence.index], clauses, self.sides.understood, self.document.dated)]
        yield from met
        for scope in clauses:
            for told in frames.find(scope, cues):
                if not (met and told.frame.type == "CONSULT"):  # the same meeting by another word
                    yield from self._of_frame(told, known, where)
            self.sides = replace(self.sides, before=roles.subject(scope) or self.sides.before)

    def _learn(self, told: Sequence[Event]) -> None:
        """Where no talks tell who the sides are, those who agreed or met are meant from then on."""
        if not self.sides.talking:
            met = next((e.actors for e in told if e.type in ("AGREE", "CONSULT") and len(e.actors) > 1), None)
            self.sides = replace(self.sides, main=met, talking=True) if met else self.sides

    def _of_meeting(self, meeting: Meeting, where: Span) -> Event:
        claim = self.reporter(meeting.talk.sentence.tokens[meeting.talk.first].start)
        return Event(
            id="", sentence=where, type=meeting.type, mode=meeting.mode, actors=meeting.actors, place=meetings.place(meeting), date=meeting.date,
            state=meeting.state, topics=meetings.topics(meeting), claim=claim.id if claim else None, rule=meeting.talk.rule,
            confidence=SURE if meeting.date else FAIR,
        )  # fmt: skip

    def _of_frame(self, told: Told, known: about.Labels, where: Span) -> Iterator[Event]:
        topics = about.find(told, known)
        claim = self.reporter(told.scope.sentence.tokens[told.at].start)
        who = roles.cast(told, replace(self.sides, speaker=claim.speaker.party if claim and claim.speaker else None))
        quantities = roles.quantities(told)
        place = roles.place(told)
        if told.frame.topics == "need" and not topics:
            return
        if not _somebody(told, who) and not (told.type in NAMELESS and told.frame.words and (place or quantities)):
            return
        if told.type == "ASSAULT" and not told.frame.words and roles.personal(told.scope):
            return
        event = Event(
            id="", sentence=where, type=told.type, mode=_mode(told, who), actors=who.actors, recipients=who.recipients, place=place, date=_date(told),
            state=told.state, quantities=quantities, topics=topics, claim=claim.id if claim else None, rule=told.frame.id,
            confidence=_confidence(told, who),
        )  # fmt: skip
        yield event.model_copy(update={"topics": stances.topics(event, claim)})


def _mode(told: Told, who: Cast) -> str | None:
    """The frame's mode; talks of more than two are multilateral."""
    if told.type != told.frame.type:
        return None
    return told.frame.mode or ("multilateral" if told.type == "CONSULT" and len(who.actors) > 2 else None)


def _somebody(told: Told, who: Cast) -> bool:
    """Whether an event has those it can't be without."""
    if told.frame.subject == "both":
        return len(who.actors) > 1
    return bool(who.actors or who.recipients)


def _date(told: Told) -> str | None:
    """The first date of the clause; of a clause of saying it is the day of saying, which is no day of the event's."""
    if modality.told(told.scope) and told.frame.type not in ("REQUEST", "ACCUSE", "THREATEN", "REJECT"):
        return None
    looks = "future" if told.state == "planned" else "past" if told.state == "occurred" else modality.counting(told.scope)
    return next((day for d in told.scope.dates if (day := d.resolve(looks))), None)


def _confidence(told: Told, who: Cast) -> float:
    if told.trigger is None:
        return WEAK
    return SURE if who.actors and told.frame.words else FAIR


def _reporter(claims: Sequence[Claim]) -> Callable[[int], Claim | None]:
    """A function from an offset to the claim whose quote holds it."""
    spans = sorted(((q.start, q.end, c) for c in claims for q in c.quote), key=lambda s: s[:2])
    starts = [start for start, _, _ in spans]

    def at(offset: int) -> Claim | None:
        k = bisect_right(starts, offset) - 1
        return next((spans[i][2] for i in range(k, max(-1, k - 3), -1) if spans[i][0] <= offset < spans[i][1]), None)

    return at


def _sides(document: Document, spoken: Mapping[int, Sequence[Talk]]) -> Sides:
    """The parties that "beide Seiten" are: those whom the text's talks are between most often, else two that are named far more often than others."""
    between = Counter(t.parties for found in spoken.values() for t in found if len(t.parties) > 1 and t.sense != "call" and not states.only_wished(t))
    if between:
        return Sides(max(between, key=lambda parties: (between[parties] * (1 if len(parties) < 4 else 0.5), -list(between).index(parties))), talking=True)
    named = Counter(str(n.party) for s in document.sentences for n in s.names if n.party and n.kind not in ("medium", "place")).most_common(3)
    clear = len(named) > 1 and (len(named) == 2 or named[2][1] * 2 <= named[1][1])
    return Sides(tuple(sorted(code for code, _ in named[:2])) if clear else (), talking=False)
