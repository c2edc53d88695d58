"""The rounds that an article speaks of: phrases that speak of talks are gathered, in text order, into one mention for each round.

A phrase begins a mention only where it is tied to something of its own: an ordinal, a day, a day of talks. "Das Treffen", "die Gespräche" carry on the
round that was spoken of last. A wish for talks, a refusal, a call between others, "soon a further round" begin none.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from streams import lexicon
from streams.contract.base import Span, span
from streams.contract.claim import Claim
from streams.contract.ids import make_id
from streams.contract.mention import Mention, Next, PartyWord, Person
from streams.events import states, talks
from streams.events.talks import Talk
from streams.text import edtf, labels, verbs
from streams.text.model import DateSpan, Document, Name, Sentence

MOST_SPANS = 12
BOTH = "group.both"
_ACHIEVED = frozenset(("ergebnislos", "erfolglos"))


@dataclass(slots=True)
class Ref:
    """A round in the making: what the phrases so far tell of it."""

    parties: tuple[str, ...]
    ordinal: int | None = None
    basis: str | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    country: str | None = None
    format: str = "unknown"
    level: str = "unknown"
    status: str | None = None
    plural: int | None = None
    no_result: bool = False
    mediators: set[str] = field(default_factory=set)
    words: dict[str, PartyWord] = field(default_factory=dict)
    heads: dict[str, Person] = field(default_factory=dict)
    agenda: list[str] = field(default_factory=list)
    next: Next | None = None
    spans: list[Span] = field(default_factory=list)
    evidence: dict[str, list[Span]] = field(default_factory=dict)
    rule: str = ""

    def tell(self, name: str, value: object, sentence: Span) -> None:
        """Sets an attribute that is still open, and keeps the sentence where it says the same."""
        if value in (None, "unknown", False):
            return
        if getattr(self, name) in (None, "unknown", False):
            setattr(self, name, value)
        if getattr(self, name) == value and sentence not in (bears := self.evidence.setdefault(name, [])) and len(bears) < 3:
            bears.append(sentence)


@dataclass(slots=True)
class Reading:
    """One article's reading for rounds."""

    document: Document
    main: tuple[str, ...]
    refs: list[Ref] = field(default_factory=list)
    current: Ref | None = None
    several: tuple[int, Ref] | None = None  # the plural spoken of last, and in which sentence
    turns: list[tuple[int, Ref]] = field(default_factory=list)  # from which offset on which round is spoken of

    def span(self, talk: Talk) -> Span:
        tokens = talk.sentence.tokens
        clause = [i for i in talk.clause if talk.sentence.tokens[i].kind != "punct"] or [talk.first]
        low, high = min(clause[0], talk.first), max(clause[-1] + 1, talk.last)
        return span(self.document.text, tokens[low].start, tokens[high - 1].end)

    def sentence(self, s: Sentence) -> Span:
        return span(self.document.text, s.start, s.end)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The mentions of an article, in the order in which they are first spoken of, and its turns: from which offset on which of them is spoken of."""

    mentions: tuple[Mention, ...] = ()
    turns: tuple[tuple[int, int], ...] = ()


def mentions(document: Document, uri: str, claims: Iterable[Claim]) -> Spoken:
    """One mention for each round that the document speaks of, with its node still open."""
    found = [t for s in document.sentences for t in talks.find(s)]
    reading = Reading(document, _main_parties(document, found))
    if len(reading.main) < 2:
        return Spoken()
    for talk in found:
        _read(reading, talk)
    _words_by_party(reading, list(claims), frozenset(t.sentence.index for t in found))
    for s in document.sentences:
        _heads(reading, s)
        _level(reading, s)
        _mediators(reading, s)
        _venue(reading, s)
    _count(reading)
    _bound(reading)
    _next(reading)
    index = {id(ref): k for k, ref in enumerate(reading.refs)}
    turns = tuple((offset, index[id(ref)]) for offset, ref in sorted(reading.turns, key=lambda turn: turn[0]))
    return Spoken(tuple(_mention(reading, ref, uri, k) for k, ref in enumerate(reading.refs)), turns)


def _main_parties(document: Document, found: list[Talk]) -> tuple[str, ...]:
    """The parties that the article's talks are between: named with talks most often, the earlier first; else the two named most often at all."""
    told = Counter[tuple[str, ...]]()
    for t in found:
        if len(t.parties) > 1 and t.sense != "call" and not states.only_wished(t):
            told[t.parties] += 2
    for s in document.sentences:
        for parties in talks.agreeing(s):
            told[parties] += 1
    if told:
        order = list(told)
        return max(told, key=lambda parties: (told[parties] * (1 if len(parties) < 4 else 0.5), -order.index(parties)))
    if not any(t.ordinal or t.dates for t in found):
        return ()
    named = Counter(n.party for s in document.sentences for n in s.names if n.party and n.kind != "medium")
    return tuple(sorted(str(code) for code, count in named.most_common(2) if count > 1))


def _read(reading: Reading, talk: Talk) -> None:
    """Takes one phrase in: to a round that is known, to a new one, or to none."""
    parties = talk.parties if len(talk.parties) > 1 else reading.main
    if talk.sense == "call" or states.internal(talk) or not _same_table(parties, reading, talk):
        return
    if states.only_wished(talk):
        return
    if reading.several and reading.several[0] == talk.sentence.index and talk.ordinal is None and talk.definite and talk.turn is None:
        _take(reading, reading.several[1], talk, None, None)
        return
    if talk.count is not None and talk.plural and talk.sense != "day":
        _read_plural(reading, talk, parties)
        return
    moments = _moments(reading, talk)
    if len(moments) > 1 and (talk.plural or (talk.sense == "verb" and not any(edtf.precision(m) == "day" for m in moments))):
        _read_enumerated(reading, talk, parties, moments)
        return
    day = moments[0] if moments else None
    status = states.status(talk, day, reading.document.dated)
    if _is_outlook(reading, talk, day, status):
        _outlook(reading, talk, day)
        return
    ref = _known(reading, talk, parties, day, status)
    if ref is None or (not ref.spans and talk.ordinal is None and states.negated(talk)):
        if ref is not None:
            reading.refs.remove(ref)
        return
    _take(reading, ref, talk, day, status)
    if not _looks_back(reading, ref):
        _turn(reading, talk, ref)


def _turn(reading: Reading, talk: Talk, ref: Ref) -> None:
    """From here on, a round is the one spoken of."""
    reading.turns.append((reading.span(talk).start, ref))
    if ref.plural is None:
        reading.current = ref
    else:
        reading.several = (talk.sentence.index, ref)


def _looks_back(reading: Reading, ref: Ref) -> bool:
    """Whether a round is told as the one before the round that the article is about: "nachdem sie sich am Montag bei ersten Gesprächen …"."""
    now = reading.current
    if now is None or now is ref:
        return False
    numbers = ref.ordinal is not None and now.ordinal is not None and ref.ordinal < now.ordinal
    return numbers or bool(now.ordinal and ref.ordinal is None and ref.start and now.start and ref.start < now.start and now.status != "ended")


def _same_table(parties: tuple[str, ...], reading: Reading, talk: Talk) -> bool:
    """Whether the phrase's parties sit at the article's table; talks of others count only where they are told as a round of their own."""
    mine, main = set(parties), set(reading.main)
    return mine <= main or main <= mine or (talk.sense in ("round", "talks") and len(mine) > 1 and (talk.ordinal is not None or bool(talk.dates)))


def _moments(reading: Reading, talk: Talk) -> list[str]:
    """The days that the phrase's clause gives to the talks, EDTF: those in a row behind the noun, else those of a clause that doesn't tell who says so."""
    direction = states.direction(talk)
    row = _in_a_row(talk)
    days = row if row and talk.plural else [d for d in talk.dates if _near(d, talk) or not states.says(talk)]
    resolved = [r for d in days if (r := d.resolve(direction)) is not None]
    return _joined(list(dict.fromkeys(resolved))) if not talk.plural else list(dict.fromkeys(resolved))


def _in_a_row(talk: Talk) -> list[DateSpan]:
    """ "Runden im November und im Januar"."""
    row: list[DateSpan] = []
    for d in talk.dates:
        if d.first >= talk.last and d.first - (row[-1].last if row else talk.last) <= (1 if row else 2):
            row.append(d)
    return row


def _joined(days: list[str]) -> list[str]:
    """Two neighbouring days of one meeting are a span: "am Samstag und Sonntag"."""
    if len(days) == 2 and all(edtf.precision(d) == "day" for d in days) and date.fromisoformat(days[1]) - date.fromisoformat(days[0]) == timedelta(days=1):
        return [f"{days[0]}/{days[1]}"]
    return days


def _near(d: DateSpan, talk: Talk) -> bool:
    """ "Gespräche am Montag", "die Gespräche in Genf am Montag", "das für Mittwoch geplante Treffen"."""
    words = talk.sentence.words(max(0, d.first - 1), d.last)
    return 0 <= d.first - talk.last <= 3 or (0 <= talk.first - d.last <= 1 and bool({"für", "vom"} & set(words)))


def _known(reading: Reading, talk: Talk, parties: tuple[str, ...], day: str | None, status: str | None) -> Ref | None:
    """The round that the phrase speaks of: known by its number, its day, or as the one spoken of last; a new one where the phrase is tied to its own."""
    single = [r for r in reading.refs if r.plural is None and (set(r.parties) <= set(parties) or set(parties) <= set(r.parties))]
    if talk.ordinal is not None and talk.sense != "day":
        same = [r for r in single if r.ordinal == talk.ordinal]
        mine = [r for r in single if r.ordinal is None and (r is reading.current or r.start is None)]
        open_ = [r for r in mine if (day is None or r.start in (None, day)) and talk.turn != "next"]
        return (same or open_[-1:] or [_new(reading, talk, parties)])[0]
    if day is not None and talk.sense != "day":
        same = [r for r in single if r.start == day or _within(day, r)]
        undated = [r for r in single if r.start is None and r is reading.current and (r.status in states.AHEAD) == (status in states.AHEAD)]
        return (same or undated or [_new(reading, talk, parties)])[0]
    if talk.sense == "day":
        fits = [r for r in single if r is reading.current]
        return (fits or [_new(reading, talk, parties)])[0]
    held = [r for r in single if r.status in ("ended", "underway")]
    ahead = [r for r in single if r.status in states.AHEAD]
    if talk.turn == "previous" or (status in ("ended", "underway") and not states.told_ended(talk)):
        fits = held or ([] if talk.turn == "previous" else [r for r in single if r.status is None or not r.start])
    elif talk.turn == "next" or status in states.AHEAD:
        fits = ahead
    else:
        fits = single
    if reading.current in fits:
        return reading.current
    if fits:
        return fits[-1]
    opens = talk.place is not None and status in ("ended", "underway") and not single and talk.sense != "day"
    return _new(reading, talk, parties) if opens else None


def _within(day: str, ref: Ref) -> bool:
    a, b = edtf.bounds(day), edtf.bounds(f"{ref.start}/{ref.end}") if ref.start and ref.end else None
    return bool(a and b and b[0] <= a[0] <= b[1])


def _new(reading: Reading, talk: Talk, parties: tuple[str, ...]) -> Ref:
    ref = Ref(parties=parties, rule=talk.rule)
    reading.refs.append(ref)
    return ref


def _take(reading: Reading, ref: Ref, talk: Talk, day: str | None, status: str | None) -> None:
    """Adds what the phrase tells to a round."""
    sentence = reading.sentence(talk.sentence)
    here = reading.span(talk)
    if len(ref.spans) < MOST_SPANS and here not in ref.spans:
        ref.spans.append(here)
    if states.told_ended(talk) and states.same_day(talk) and ref.start and edtf.precision(ref.start) == "day":
        ref.tell("end", ref.start, sentence)
    if set(talk.parties) > set(ref.parties):
        ref.parties = talk.parties
    if talk.parties and set(talk.parties) == set(ref.parties):
        ref.evidence.setdefault("parties", []).append(sentence)
    ref.mediators |= set(talk.mediators) - set(ref.parties)
    if talk.ordinal is not None and talk.sense != "day":
        ref.tell("ordinal", talk.ordinal, sentence)
        ref.basis = "stated"
    if talk.sense == "day":
        _take_day(reading, ref, talk, day, sentence)
    elif day and "/" in day and edtf.precision(day) == "interval":
        ref.tell("start", day.split("/")[0] if status != "announced" or _short(day) else day, sentence)
        if _short(day):
            ref.tell("end", day.split("/")[1], sentence)
    else:
        ref.tell("start", day, sentence)
    if talk.place:
        _take_place(ref, talk.place, sentence)
    ref.tell("format", talk.format, sentence)
    if not states.says(talk):
        ref.tell("level", talk.level, sentence)
    own = day is not None or talk.ordinal is not None or talk.sense == "day" or states.told_ended(talk)
    if status and (ref.status is None or (own and states.later(status, ref.status))):
        ref.status = status
        ref.evidence["status"] = [sentence]
    if any(w in _ACHIEVED for w in talk.sentence.words(0, len(talk.sentence.tokens))):
        ref.tell("no_result", True, sentence)
    for label in _subject_matter(talk):
        if label not in ref.agenda:
            ref.agenda.append(label)
            ref.evidence.setdefault("agenda", []).append(sentence)


def _short(interval: str) -> bool:
    bounds = edtf.bounds(interval)
    return bool(bounds and (bounds[1] - bounds[0]).days <= 4)


def _take_place(ref: Ref, place: Name, sentence: Span) -> None:
    if place.kind == "place":
        ref.tell("place", place.name, sentence)
        ref.tell("country", place.country, sentence)
    else:
        ref.tell("country", place.country or place.party, sentence)


def _take_day(reading: Reading, ref: Ref, talk: Talk, day: str | None, sentence: Span) -> None:
    """ "Der zweite Verhandlungstag ist beendet": the round began the day before; it ends today where the text says that it is over."""
    today = day or _day_of(reading.document.dated)
    bounds = edtf.bounds(today) if today else None
    if bounds is None or bounds[0] != bounds[1] or talk.ordinal is None:
        return
    ref.tell("start", (bounds[0] - timedelta(days=talk.ordinal - 1)).isoformat(), sentence)
    if states.status(talk, day, reading.document.dated) == "ended":
        ref.tell("end", bounds[0].isoformat(), sentence)


def _day_of(dated: str | None) -> str | None:
    """The day of an instant or a day; None for anything vaguer."""
    day = edtf.day_of(dated) if dated and edtf.precision(dated) in ("instant", "day") else None
    return day.isoformat() if day else None


def _read_plural(reading: Reading, talk: Talk, parties: tuple[str, ...]) -> None:
    """ "Drei Gesprächsrunden in Belarus, zuletzt am vergangenen Montag": one plural mention, and the last of them where its day is told."""
    sentence, count = reading.sentence(talk.sentence), talk.count or 0
    moments = _moments(reading, talk)
    if len(moments) == count:
        _read_enumerated(reading, talk, parties, moments)
        return
    last = moments[-1] if moments and "zuletzt" in talk.sentence.words(0, len(talk.sentence.tokens)) else None
    if last:
        same = [r for r in reading.refs if r.plural is None and r.start == last]
        ref = same[0] if same else _new(reading, talk, parties)
        if ref.ordinal is None:
            ref.basis = "counted"
        ref.tell("ordinal", count, sentence)
        _take(reading, ref, replace(talk, ordinal=None, plural=False), last, "ended")
        _turn(reading, talk, ref)
    several = Ref(parties=parties, plural=count, status="ended", rule=talk.rule)
    _take(reading, several, replace(talk, ordinal=None), None, "ended")
    reading.refs.append(several)
    _turn(reading, talk, several)


def _read_enumerated(reading: Reading, talk: Talk, parties: tuple[str, ...], moments: list[str]) -> None:
    """ "im Mai und Juni": a round each."""
    for day in moments:
        same = [r for r in reading.refs if r.start == day and r.plural is None]
        ref = same[0] if same else _new(reading, talk, parties)
        _take(reading, ref, replace(talk, ordinal=None), day, states.status(talk, day, reading.document.dated))
    several = Ref(parties=parties, plural=len(moments), start=_span_of(moments), rule=talk.rule)
    _take(reading, several, replace(talk, ordinal=None), None, states.status(talk, moments[0], reading.document.dated))
    reading.refs.append(several)
    _turn(reading, talk, several)


def _span_of(moments: list[str]) -> str | None:
    """From the first to the last of some dates, as an EDTF interval."""
    ends = [b for m in moments if (b := edtf.bounds(m))]
    return f"{min(b[0] for b in ends)}/{max(b[1] for b in ends)}" if ends else None


def _is_outlook(reading: Reading, talk: Talk, day: str | None, status: str | None) -> bool:
    """Whether the phrase only looks ahead to a further meeting, without a day or a number of its own: "soon", "in the coming week"."""
    if talk.ordinal is not None or talk.sense == "day" or (day is not None and not _vague(day)) or status in ("postponed", "cancelled"):
        return False
    ahead = talk.turn == "next" or (status == "announced" and ("continue" in talk.groups or not talk.definite))
    known = any(r.status in states.AHEAD for r in reading.refs if r.plural is None)
    return ahead and not known and any(r.status in ("ended", "underway") for r in reading.refs)


def _vague(day: str) -> bool:
    bounds = edtf.bounds(day)
    return bounds is None or (bounds[1] - bounds[0]).days > 4


def _outlook(reading: Reading, talk: Talk, day: str | None) -> None:
    """What is said of a further meeting is `next` of the round that the article tells as held."""
    held = [r for r in reading.refs if r.plural is None and r.status in ("ended", "underway")]
    ref = reading.current if reading.current in held else next(iter(held[::-1]), None)
    if ref is not None and ref.next is None:
        format_ = talk.format if talk.format != "unknown" else None
        ref.next = Next(date=day, place=talk.place.name if talk.place else None, format=format_, sentence=reading.sentence(talk.sentence))  # type: ignore[arg-type]


def _count(reading: Reading) -> None:
    """ "Nach zwei Runden in Istanbul … erneut": the one ahead is the third, counted; enumerated ones are counted in the order of their dates."""
    plural = next((r for r in reading.refs if r.plural), None)
    if plural is None or plural.plural is None:
        return
    single = [r for r in reading.refs if r.plural is None and set(r.parties) == set(plural.parties)]
    alike = ("unknown", "delegations", plural.level)
    past = sorted((r for r in single if r.status == "ended" and r.start and r.level in alike), key=lambda r: str(r.start))
    if len(past) == plural.plural and all(r.ordinal is None for r in past):
        for k, ref in enumerate(past):
            _number(ref, k + 1, plural)
    ahead = [r for r in single if r.ordinal is None and r.status in ("announced", "confirmed", "proposed") and r.level in alike]
    if len(ahead) == 1:
        _number(ahead[0], plural.plural + 1, plural)


def _number(ref: Ref, number: int, plural: Ref) -> None:
    ref.ordinal, ref.basis = number, "counted"
    ref.evidence["ordinal"] = plural.spans[:1] + ref.spans[:1]


def _bound(reading: Reading) -> None:
    """A held round without a day of its own lies between the day after the one before it and the article's day; both bounds have their sentences."""
    today = _day_of(reading.document.dated)
    for ref in reading.refs:
        if ref.start or ref.plural or ref.status != "ended" or ref.ordinal is None or today is None:
            continue
        before = next((r for r in reading.refs if r.ordinal == ref.ordinal - 1 and r.start and edtf.precision(r.start) == "day"), None)
        if before and before.start and before.start < today:
            ref.start = f"[{date.fromisoformat(before.start) + timedelta(days=1)}..{today}]"
            ref.evidence["start"] = [*ref.spans[:1], *before.evidence.get("start", [])[:1]]


def _words_by_party(reading: Reading, claims: list[Claim], meeting: frozenset[int]) -> None:
    """What the sides and the hosts say of the meeting: confirmed, not confirmed, agreed to in principle."""
    for s in reading.document.sentences:
        for word in states.words_by_party(s, reading.sentence(s), reading.main, claims, meeting=s.index in meeting):
            ref = _spoken_of_at(reading, s)
            if ref is not None and ref.status != "ended":
                ref.words[word.party] = word


def _spoken_of_at(reading: Reading, s: Sentence) -> Ref | None:
    """The round ahead that a sentence speaks of, or the last one ahead spoken of before it."""
    ahead = [r for _, r in reading.turns if r.plural is None and r.status in states.AHEAD and r.spans and r.spans[0].start < s.end]
    return next(iter(ahead[::-1]), None)


def _at(reading: Reading, s: Sentence) -> Ref | None:
    """The single round that is spoken of in a sentence or before it, else the first one of the article."""
    before = [r for offset, r in reading.turns if offset < s.end and r.plural is None]
    return before[-1] if before else next((r for r in reading.refs if r.plural is None), None)


def _level(reading: Reading, s: Sentence) -> None:
    """Delegations, negotiators, delegation heads named beside a round tell its level where its own phrases do not."""
    ref = _at(reading, s)
    if ref is not None and ref.level == "unknown" and any(talks.level_of(t.lower) == "delegations" for t in s.tokens):
        ref.tell("level", "delegations", reading.sentence(s))


def _venue(reading: Reading, s: Sentence) -> None:
    """ "Genf wird zum Schauplatz", "Wien als Verhandlungsort": the place of the round spoken of, where its own phrases give none."""
    ref = _at(reading, s)
    place = next((n for n in s.names if n.kind == "place"), None)
    if ref is not None and place is not None and ref.place is None and states.has(s, "venue"):
        _take_place(ref, place, reading.sentence(s))


def _mediators(reading: Reading, s: Sentence) -> None:
    """ "Die USA wollen als Vermittler …", "unter Vermittlung des Oman": who mediates in the round spoken of."""
    ref = _at(reading, s)
    for n in talks.mediating(s) if ref is not None else ():
        if ref is not None and n.party and (n.party not in ref.parties or len(ref.parties) > 2):
            ref.mediators.add(n.party)
            ref.evidence.setdefault("mediators", []).append(reading.sentence(s))


def _next(reading: Reading) -> None:
    """A meeting ahead is `next` of the one numbered before it, else of the last one held."""
    held = [r for r in reading.refs if r.plural is None and r.status in ("ended", "underway")]
    for ahead in (r for r in reading.refs if r.plural is None and r.status in states.AHEAD and r.start and held):
        numbered = [r for r in held if r.ordinal and ahead.ordinal and r.ordinal == ahead.ordinal - 1]
        alike = [r for r in held if "unknown" in (r.level, ahead.level) or r.level == ahead.level]
        ref = next(iter(numbered or sorted(alike, key=lambda r: r.start or "")[::-1]), None)
        if ref is not None and (ref.next is None or ref.next.date is None):
            format_ = ahead.format if ahead.format != "unknown" else None
            sentence = (ahead.evidence.get("start") or ahead.spans)[0]
            ref.next = Next(date=ahead.start, place=ahead.place, format=format_, sentence=sentence)  # type: ignore[arg-type]


class HeadRow(lexicon.Row):
    """heads.tsv: offices that lead a delegation."""

    words: tuple[str, ...]


@lexicon.derived
def _head_words() -> frozenset[str]:
    return frozenset(w for row in lexicon.rows("heads", HeadRow) for w in row.words)


def _heads(reading: Reading, s: Sentence) -> None:
    """Delegation heads by their office or by "leitet die Delegation"; at ministers' talks, the ministers that the sentence names."""
    ref = _at(reading, s)
    if ref is None:
        return
    here = ref.level == "ministers" and any(s.start <= p.start < s.end for p in ref.spans)
    named = [(n.party, n) for n in s.names if n.kind == "person" and n.name != n.role and n.role and _leads(n.role.lower(), minister=here)]
    for party, n in [*named, *_leaders(s)]:
        if party in ref.parties and party not in ref.heads:
            ref.heads[party] = Person(party=party, name=n.name, role=n.role, sentence=reading.sentence(s))


def _leads(role: str, *, minister: bool) -> bool:
    return any(w in role for w in _head_words()) or (minister and "minister" in role)


def _leaders(s: Sentence) -> list[tuple[str, Name]]:
    """ "Die indische Delegation wurde von Rajan Mehrotra geleitet, die pakistanische von Samina Qadri": sides and persons in the order of the sentence."""
    for clause in s.clauses:
        words = s.words(clause.first, clause.last)
        leads = any("lead" in verbs.groups(v) for v in clause.verbs) or bool({"leiter", "leiterin", "chef", "chefin"} & set(words))
        if leads and any(talks.level_of(w) == "delegations" for w in words):
            last = next((c.last for c in s.clauses if c.first == clause.last and c.kind == "fragment"), clause.last)
            near = [n for n in s.names if clause.first - 4 <= n.first < last]
            sides = dict.fromkeys(n.party for n in near if n.party and n.kind != "person")
            people = [n for n in near if n.kind == "person" and n.name != n.role]
            return [(side, n) for side, n in zip(sides, people, strict=False) if n.party in (None, side)]
    return []


def _subject_matter(talk: Talk) -> tuple[str, ...]:
    """Labels of what the talks are about: behind "über" in their clause."""
    tokens = talk.sentence.tokens
    about = next((i for i in talk.clause if i >= talk.last and tokens[i].lower == "über"), None)
    return labels.find(tokens[about : talk.clause[-1] + 1]) if about is not None else ()


def _mention(reading: Reading, ref: Ref, uri: str, number: int) -> Mention:
    year = edtf.bounds(ref.start or reading.document.dated or "")
    in_room = ref.format == "unknown" and (ref.place or ref.country) and ref.plural is None
    if in_room:
        ref.format, ref.evidence["format"] = "in_person", ref.evidence.get("place") or ref.evidence.get("country") or []
    return Mention(
        id=make_id("mention", uri, number, ref.parties, ref.ordinal, ref.start, ref.plural), spans=tuple(ref.spans), node="", parties=ref.parties,
        mediators=tuple(sorted(ref.mediators)), series=str(year[0].year) if year and year[0].year > 1 else None, ordinal=ref.ordinal,
        ordinal_basis=ref.basis, start=ref.start, end=ref.end, place=ref.place, country=ref.country, format=ref.format, level=ref.level,  # type: ignore[arg-type]
        status=ref.status, status_by_party=tuple(w for _, w in sorted(ref.words.items())), heads=tuple(p for _, p in sorted(ref.heads.items())),  # type: ignore[arg-type]
        agenda=tuple(ref.agenda), next=ref.next, plural=ref.plural, no_result=ref.no_result,
        evidence={name: tuple(spans[:3]) for name, spans in sorted(ref.evidence.items()) if spans}, rule=ref.rule,
        confidence=0.9 if ref.ordinal and ref.start else 0.75 if ref.ordinal or ref.start else 0.5,
    )  # fmt: skip
