"""What in a sentence speaks of talks: the noun or verb, and what hangs on it: number, turn, parties, day, place, how and at which level they meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from streams.contract.mention import Format, Level
from streams.events import sides, talk_words
from streams.events.talk_words import Sense, TalkRow, Turn, noun, use
from streams.text import dates, verbs
from streams.text.model import Clause, DateSpan, Name, Sentence, Verb

__all__ = ["Talk", "find", "noun"]

REACH = 60  # tokens to either side of a noun that its clause is read for
LONG = 8  # words of a noun phrase before its noun
RELATIVE = 8  # words between a noun and the clause that hangs on it: "die Runde zwischen Indien und Pakistan, die …"
SECOND = 4  # words behind a noun among which the noun stands that hangs on it
HAPPENS = frozenset(("happen", "begin", "end", "continue", "plan", "cancel", "postpone"))  # groups of what meetings do
_OF_PLACES = ("ischen", "ische", "er")  # "die Genfer Gespräche"


@dataclass(frozen=True, slots=True)
class Around:
    """The clause around a token, with its other part where an insertion splits it: positions and verbs."""

    positions: tuple[int, ...]
    verbs: tuple[Verb, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the noun phrase, or the verb with its adverbs, tells by itself. `first` and `last` are token positions."""

    first: int
    last: int
    sense: Sense
    rule: str
    ordinal: int | None = None
    count: int | None = None
    turn: Turn | None = None
    definite: bool = False
    plural: bool = False
    format: Format = "unknown"
    level: Level = "unknown"


@dataclass(frozen=True, slots=True)
class Talk:
    """A phrase that speaks of talks. Token positions count within the sentence; `clause` are the positions of the clause it stands in."""

    sentence: Sentence
    first: int
    last: int
    sense: Sense
    clause: tuple[int, ...]
    verbs: tuple[Verb, ...]
    ordinal: int | None
    count: int | None
    turn: Turn | None
    definite: bool
    plural: bool
    format: Format
    level: Level
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    names: tuple[Name, ...]
    dates: tuple[DateSpan, ...]
    place: Name | None
    uses: frozenset[str]  # of the words from the first to the last of the clause, with what is inserted between (meeting_words.tsv)
    rule: str

    @property
    def groups(self) -> frozenset[str]:
        """The groups of the clause's verbs: end, begin, plan, postpone, cancel, confirm, continue, propose …"""
        return frozenset(g for v in self.verbs for g in verbs.groups(v))


def find(sentence: Sentence) -> list[Talk]:
    """The talks that a sentence speaks of, in text order."""
    return sorted([*_by_noun(sentence), *_by_number(sentence), *_by_verb(sentence)], key=lambda t: t.first)


def _by_noun(sentence: Sentence) -> Iterator[Talk]:
    """Talks called by a noun; "die Runde der Gespräche" is one, "per Videoschalte" none."""
    skip = -1
    for at, token in enumerate(sentence.tokens):
        if at <= skip or token.kind != "word" or (row := noun(token.text)) is None or sides.before(sentence, at) in use("means"):
            continue
        skip = _second(sentence, at)
        phrase = _noun_phrase(sentence, at, max(at, skip) + 1, row)
        yield from _by_relative(sentence, phrase)
        yield _talk(sentence, phrase, around(sentence, at))


def _by_relative(sentence: Sentence, phrase: Phrase) -> Iterator[Talk]:
    """ "Die dritte Runde, die am Montag in Hanoi begonnen hatte": the clause that hangs on the noun tells its day."""
    home = next((c for c in sentence.clauses if c.first <= phrase.first < c.last), None)
    for clause in (c for c in sentence.clauses if home and c.kind == "relative" and c.first == home.last and c.parent is not None):
        meets = any(verbs.groups(v) & HAPPENS for v in clause.verbs)
        dated = any(clause.first <= d.first < clause.last for d in sentence.dates)
        apart = clause.first - phrase.last
        if meets and dated and apart <= RELATIVE and sentence.clauses[clause.parent or 0] is home:
            yield _talk(sentence, phrase, Around(tuple(range(clause.first, clause.last)), clause.verbs))


def _by_number(sentence: Sentence) -> Iterator[Talk]:
    """A round called by its number alone, as the subject of what happens to meetings: "die zweite folgte am 3. März"."""
    verbal = {v.at for clause in sentence.clauses for v in clause.verbs if v.form == "finite"}
    listed = bool(sentence.dates) and any(noun(t.text) for t in sentence.tokens)
    dated = {d.first for d in sentence.dates} if listed else set()  # "die dritte Runde ist am 3. März, die vierte am 17."
    for at in sorted(verbal | dated):
        number = talk_words.ordinal(sides.before(sentence, at))
        if number is None or sides.before(sentence, at - 1) not in use("ellipsis"):
            continue
        clause = around(sentence, at)
        if at in dated or any(verbs.groups(v) & HAPPENS for v in clause.verbs):
            yield _talk(sentence, Phrase(at - 2, at, "round", "talk.runde", ordinal=number, definite=True), clause)


def _second(sentence: Sentence, at: int) -> int:
    """The position of the second noun in "Runde der Gespräche", "Runde von Verhandlungen", "Verhandlungstag bei den trilateralen Gesprächen"; else -1."""
    words = sentence.tokens[at + 1 : at + 1 + SECOND]
    if not words or words[0].lower not in use("hangs_on"):
        return -1
    for k, token in enumerate(words):
        if noun(token.text):
            return at + 1 + k
        if token.kind != "word" or (token.text[:1].isupper() and k):
            break
    return -1


def _noun_phrase(sentence: Sentence, at: int, last: int, row: TalkRow) -> Phrase:
    """What stands before a noun, and between it and a second one, tells its number: "die dritte Runde", "drei Runden"."""
    first, sense = _phrase_start(sentence, at), row.sense
    if sides.before(sentence, first) in use("day"):
        first, sense = _phrase_start(sentence, first - 1), "day"
    beside = [*sentence.words(first, at), *sentence.words(at + 1, last)]
    count = next((n for w in beside if (n := talk_words.cardinal(w)) is not None), None)
    plural = talk_words.plural(sentence.tokens[at].text) or bool(count and sentence.tokens[at].lower.endswith("treffen"))
    return Phrase(
        first, last, sense, row.id, ordinal=_number(sentence, beside, last), count=count if plural else None,
        turn=next((t for w in beside if (t := talk_words.turn(w))), None), plural=plural, format=row.format, level=row.level,
        definite=any(map(talk_words.definite, beside)) or sides.before(sentence, first) in use("definite_before"),
    )  # fmt: skip


def _number(sentence: Sentence, beside: list[str], last: int) -> int | None:
    """The round's number; "das erste Treffen seit anderthalb Jahren" is none."""
    number = next((n for w in beside if (n := talk_words.ordinal(w)) is not None), None)
    return None if number == 1 and "seit" in sentence.words(last, last + 6) else number


def _phrase_start(sentence: Sentence, at: int) -> int:
    """Where the noun phrase begins: back over adjectives, numbers and the determiner."""
    for first in range(at, max(0, at - LONG), -1):
        token = sentence.tokens[first - 1]
        if token.kind == "punct" or _another_noun(sentence, first - 1):
            return first
        if talk_words.determiner(token.lower):
            return first - 1
        if not talk_words.within_phrase(token.lower):
            return first
    return max(0, at - LONG)


def _another_noun(sentence: Sentence, at: int) -> bool:
    """Whether a word with a capital is a noun, not "Dritte" and not "Genfer"."""
    token = sentence.tokens[at]
    return at > 0 and token.text[:1].isupper() and talk_words.ordinal(token.text) is None and not token.lower.endswith(_OF_PLACES)


def around(sentence: Sentence, at: int) -> Around:
    """The clause around a token; where an insertion splits it, all its parts."""
    home = next((k for k, c in enumerate(sentence.clauses) if c.first <= at < c.last), None)
    near = range(max(0, at - REACH), min(len(sentence.tokens), at + REACH))
    if home is None:
        return Around(tuple(near))
    line = _up(sentence.clauses, home)
    parts = [c for k, c in enumerate(sentence.clauses) if k in line or (c.parent == line[-1] and c.kind in ("main", "fragment"))]
    return Around(tuple(i for c in parts for i in range(c.first, c.last) if i in near), tuple(v for c in parts for v in c.verbs))


def _up(clauses: tuple[Clause, ...], at: int) -> list[int]:
    """From a clause, or from an apposition in it, to its first part."""
    line = [at]
    while (above := clauses[line[-1]].parent) is not None and clauses[line[-1]].kind in ("main", "fragment") and above not in line:
        line.append(above)
    return line


def _talk(sentence: Sentence, phrase: Phrase, clause: Around) -> Talk:
    """The phrase with what its clause adds."""
    here = frozenset(clause.positions)
    names = [n for n in sentence.names if n.first in here or any(n.first <= i < n.last for i in (phrase.first, phrase.last - 1))]
    parties, mediators = sides.parties(sentence, phrase.last, names)
    words = [sentence.tokens[i].lower for i in clause.positions]
    return Talk(
        sentence=sentence, first=phrase.first, last=phrase.last, sense=phrase.sense, clause=clause.positions, verbs=clause.verbs, rule=phrase.rule,
        ordinal=phrase.ordinal, count=phrase.count, turn=phrase.turn, definite=phrase.definite, plural=phrase.plural,
        format=talk_words.format_told(words) if phrase.format == "unknown" else phrase.format,
        level=talk_words.level_told(words) if phrase.level == "unknown" else phrase.level,
        parties=parties, mediators=mediators, names=tuple(names), dates=_dates(sentence, clause, phrase.first),
        place=sides.place(sentence, clause.positions, names, phrase.last, near=_behind(sentence, phrase)),
        uses=talk_words.uses(sentence.tokens[clause.positions[0] : clause.positions[-1] + 1]),
    )  # fmt: skip


def _behind(sentence: Sentence, phrase: Phrase) -> bool:
    """ "Nach zwei Runden in Genf": what lies behind has only what stands right by it; the rest of the clause tells of something else."""
    return phrase.sense != "verb" and sides.before(sentence, phrase.first) in use("behind")


def _dates(sentence: Sentence, clause: Around, at: int) -> tuple[DateSpan, ...]:
    """The dates of the clause, no limits such as "seit Freitag"; of a clause without any, those of the clause that it hangs on: "am Dienstag, als …"."""
    days = [d for d in sentence.dates if dates.limit(d.rule) is None]
    here = tuple(d for d in days if d.first in clause.positions)
    home = next((c for c in sentence.clauses if c.first <= at < c.last), None)
    if here or home is None or home.kind not in ("adverbial", "relative") or home.parent is None:
        return here
    above = around(sentence, sentence.clauses[home.parent].first)
    said = any(verbs.groups(v) & {"say", "report", "announce"} for v in above.verbs)
    return () if said else tuple(d for d in days if d.first in above.positions)


def _by_verb(sentence: Sentence) -> Iterator[Talk]:
    """Talks told by a verb alone: "kamen in Wien zusammen", "werden am Donnerstag miteinander sprechen"; only with two sides, or a number, in the clause."""
    done: set[int] = set()
    for verb in (v for clause in sentence.clauses for v in clause.verbs):
        if verb.at in done or (row := talk_words.verb(verb.lemma)) is None:
            continue
        clause = around(sentence, verb.at)
        if _tells_talks(sentence, row, clause.positions):
            done.update(v.at for v in clause.verbs)
            made = _talk(sentence, _verb_phrase(sentence, verb, clause, row), clause)
            if _has_sides(made, row):
                yield made


def _tells_talks(sentence: Sentence, row: talk_words.VerbRow, positions: tuple[int, ...]) -> bool:
    """Whether the verb tells talks that no noun of its clause tells; "nach zwei Runden … hatten sie sich erneut eingefunden" tells another."""
    if any(noun(sentence.tokens[i].text) and not _aside(sentence, i) for i in positions):
        return False
    return not row.needs or any(sentence.tokens[i].lower in row.needs for i in positions)


def _aside(sentence: Sentence, at: int) -> bool:
    """ "Nach zwei Runden", "per Videoschalte": a noun that only counts what lies behind, or tells how they meet."""
    if sides.before(sentence, at) in use("means"):
        return True
    return "nach" in sentence.words(max(0, at - 4), at) and any(talk_words.cardinal(w) for w in sentence.words(max(0, at - 3), at))


def _verb_phrase(sentence: Sentence, verb: Verb, clause: Around, row: talk_words.VerbRow) -> Phrase:
    """ "Zum fünften Mal", "dreimal", "erneut": what adverbs tell of talks without a noun."""
    words = [sentence.tokens[i].lower for i in clause.positions]
    numbered = (talk_words.ordinal(w) for w, after in pairwise(words) if after in ("mal", "male"))
    count = next((n for w in words if (n := talk_words.times(w)) is not None), None)
    turn = next((t for w in words if (t := talk_words.adverb_turn(w))), None)
    return Phrase(verb.at, verb.at + 1, "verb", row.id, ordinal=next(numbered, None), count=count, turn=turn, plural=count is not None)


def _has_sides(talk: Talk, row: talk_words.VerbRow) -> bool:
    """Whether the clause tells who talks: two sides, "beide Seiten", delegations; a number or, of some verbs, a day will do."""
    if row.persons:
        return len({n.party for n in talk.names if n.kind == "person" and n.party in talk.parties}) > 1 and bool(talk.dates)
    both = any(n.row == "group.both" for n in talk.names) or (talk.level == "delegations" and not talk.parties)
    both = both or ("they" in talk.uses and bool(talk.dates) and not talk.parties)
    return len(talk.parties) > 1 or both or talk.ordinal is not None or (row.alone and bool(talk.dates))
