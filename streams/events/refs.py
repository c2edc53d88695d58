"""A round in the making: what the phrases that speak of it have told so far, and what a further phrase adds."""

from dataclasses import dataclass, field
from datetime import timedelta

from streams.contract.base import Span, span
from streams.contract.mention import Format, Level, Next, PartyWord, Person, RoundStatus
from streams.events import states
from streams.events.talk_words import use
from streams.events.talks import Talk
from streams.text import edtf, labels
from streams.text.model import Document, Name, Sentence

MOST_SPANS = 12
MOST_BEARING = 3  # sentences that bear one attribute
SHORT = 4  # days that one meeting may last beyond its first
NEXT_ROUND = "next_round"  # "die nächste Runde" is what one speaks of, not what the talks are about
OPEN = (None, "unknown", False)


@dataclass(slots=True)
class Ref:
    """A round in the making. Dates are EDTF."""

    parties: tuple[str, ...]
    rule: str
    ordinal: int | None = None
    counted: bool = False
    start: str | None = None
    end: str | None = None
    place: str | None = None
    country: str | None = None
    format: Format = "unknown"
    level: Level = "unknown"
    status: RoundStatus | None = None
    plural: int | None = None
    no_result: bool = False
    mediators: set[str] = field(default_factory=set)
    words: dict[str, PartyWord] = field(default_factory=dict)
    heads: dict[str, Person] = field(default_factory=dict)
    agenda: list[str] = field(default_factory=list)
    next: Next | None = None
    spans: list[Span] = field(default_factory=list)
    evidence: dict[str, list[Span]] = field(default_factory=dict)

    def tell(self, name: str, value: object, sentence: Span) -> None:
        """Sets an attribute that is still open, and keeps the sentence where it says the same."""
        if value in OPEN:
            return
        if getattr(self, name) in OPEN:
            setattr(self, name, value)
        if getattr(self, name) == value:
            self.bear(name, sentence)

    def bear(self, name: str, sentence: Span) -> None:
        """Keeps a sentence as evidence of an attribute."""
        bearing = self.evidence.setdefault(name, [])
        if sentence not in bearing and len(bearing) < MOST_BEARING:
            bearing.append(sentence)

    def take_place(self, place: Name, sentence: Span) -> None:
        """ "In Genf" tells place and country, "im Oman" the country alone."""
        if place.kind == "place":
            self.tell("place", place.name, sentence)
        self.tell("country", place.country or place.party, sentence)


@dataclass(slots=True)
class Reading:
    """One article's reading for rounds. `main` are the parties whose talks it is about."""

    document: Document
    main: tuple[str, ...]
    refs: list[Ref] = field(default_factory=list)
    current: Ref | None = None
    several: tuple[int, Ref] | None = None  # the plural spoken of last, and in which sentence
    turns: list[tuple[int, Ref]] = field(default_factory=list)  # from which offset on which round is spoken of

    @property
    def single(self) -> list[Ref]:
        """The rounds that are spoken of one by one."""
        return [r for r in self.refs if r.plural is None]

    @property
    def held(self) -> list[Ref]:
        """Those told as held or under way."""
        return [r for r in self.single if r.status in states.HELD]

    def new(self, talk: Talk, parties: tuple[str, ...]) -> Ref:
        """A round that wasn't spoken of before."""
        ref = Ref(parties, talk.rule)
        self.refs.append(ref)
        return ref

    def turn(self, talk: Talk, ref: Ref) -> None:
        """From the phrase on, a round is the one spoken of."""
        self.turns.append((self.span(talk).start, ref))
        if ref.plural is None:
            self.current = ref
        else:
            self.several = (talk.sentence.index, ref)

    def span(self, talk: Talk) -> Span:
        """The phrase with its clause."""
        tokens = talk.sentence.tokens
        clause = [i for i in talk.clause if tokens[i].kind != "punct"] or [talk.first]
        low, high = min(clause[0], talk.first), max(clause[-1] + 1, talk.last)
        return span(self.document.text, tokens[low].start, tokens[high - 1].end)

    def sentence(self, s: Sentence) -> Span:
        """A whole sentence."""
        return span(self.document.text, s.start, s.end)


def take(reading: Reading, ref: Ref, talk: Talk, day: str | None, status: RoundStatus | None) -> None:
    """Adds what a phrase tells to a round; `day`, EDTF, and `status` are the meeting's by the phrase's clause."""
    sentence, here = reading.sentence(talk.sentence), reading.span(talk)
    if len(ref.spans) < MOST_SPANS and here not in ref.spans:
        ref.spans.append(here)
    _take_sides(ref, talk, sentence)
    if talk.ordinal is not None and talk.sense != "day":
        ref.tell("ordinal", talk.ordinal, sentence)
        ref.counted = False
    _take_when(reading, ref, talk, day, status)
    if talk.place:
        ref.take_place(talk.place, sentence)
    ref.tell("format", talk.format, sentence)
    if not states.says(talk):
        ref.tell("level", talk.level, sentence)
    _take_status(ref, talk, day, status, sentence)
    for label in _subject_matter(talk):
        if label not in ref.agenda:
            ref.agenda.append(label)
            ref.bear("agenda", sentence)


def day_of(dated: str | None) -> str | None:
    """The day of an instant or a day; None for anything vaguer."""
    day = edtf.day_of(dated) if dated and edtf.precision(dated) in ("instant", "day") else None
    return day.isoformat() if day else None


def _take_sides(ref: Ref, talk: Talk, sentence: Span) -> None:
    """Parties that the phrase names beyond those known, and mediators."""
    if set(talk.parties) > set(ref.parties):
        ref.parties = talk.parties
    if talk.parties and set(talk.parties) == set(ref.parties):
        ref.bear("parties", sentence)
    ref.mediators |= set(talk.mediators) - set(ref.parties)


def _take_when(reading: Reading, ref: Ref, talk: Talk, day: str | None, status: RoundStatus | None) -> None:
    """ "Am Samstag und Sonntag" tells start and end, "noch am selben Abend beendet" the end."""
    sentence = reading.sentence(talk.sentence)
    if states.told_ended(talk) and "same_day" in talk.uses and ref.start and edtf.precision(ref.start) == "day":
        ref.tell("end", ref.start, sentence)
    if "hours" in talk.uses or _lasting(talk):
        ref.bear("hours", sentence)
    if talk.sense == "day":
        _take_day(reading, ref, talk, day)
    elif day and edtf.precision(day) == "interval":
        ref.tell("start", day.split("/")[0] if status != "announced" or _short(day) else day, sentence)
        if _short(day):
            ref.tell("end", day.split("/")[1], sentence)
    else:
        ref.tell("start", day, sentence)
        if day and states.closed(talk) and states.status(talk, day, reading.document.dated) == "ended" and edtf.precision(day) == "day":
            ref.tell("end", day, sentence)


def _lasting(talk: Talk) -> bool:
    """ "Die vierstündigen Beratungen": what lasts hours is over on the day of its beginning."""
    return any("stündig" in w for w in talk.sentence.words(talk.first, talk.last))


def _take_day(reading: Reading, ref: Ref, talk: Talk, day: str | None) -> None:
    """ "Der zweite Verhandlungstag ist beendet": the round began the day before; it ends today where the text says that it is over."""
    today, sentence = day or day_of(reading.document.dated), reading.sentence(talk.sentence)
    bounds = edtf.bounds(today) if today else None
    if bounds is None or bounds[0] != bounds[1] or talk.ordinal is None:
        return
    ref.tell("start", (bounds[0] - timedelta(days=talk.ordinal - 1)).isoformat(), sentence)
    if states.closed(talk) and states.status(talk, day, reading.document.dated) == "ended":
        ref.tell("end", bounds[0].isoformat(), sentence)


def _take_status(ref: Ref, talk: Talk, day: str | None, status: RoundStatus | None, sentence: Span) -> None:
    """A later status replaces an earlier one where the phrase is tied to the round; a mere name of talks changes nothing."""
    own = day is not None or talk.ordinal is not None or talk.sense == "day" or states.told_ended(talk)
    own = own and (ref.status not in states.MOVED or states.told_ended(talk))  # what was called off isn't held by a mere tense
    if status and (ref.status is None or (own and states.later(status, ref.status))):
        ref.status = status
        ref.evidence["status"] = [sentence]
    if states.has(talk.sentence, "no_result"):
        ref.tell("no_result", True, sentence)


def _short(interval: str) -> bool:
    bounds = edtf.bounds(interval)
    return bool(bounds and (bounds[1] - bounds[0]).days <= SHORT)


def _subject_matter(talk: Talk) -> tuple[str, ...]:
    """Labels of what the talks are about: behind "über" in their clause, and in the noun itself ("Atomgespräche")."""
    tokens = talk.sentence.tokens
    about = next((i for i in talk.clause if (i >= talk.last or talk.sense == "verb") and tokens[i].lower in use("about")), None)
    told = labels.find(tokens[about : talk.clause[-1] + 1]) if about is not None else ()
    return tuple(label for label in dict.fromkeys((*told, *labels.find(tokens[talk.first : talk.last]))) if label != NEXT_ROUND)
