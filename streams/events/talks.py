"""What in a sentence speaks of talks: the noun or verb, and what hangs on it: number, turn, parties, day, place, how and at which level they meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from streams import lexicon
from streams.text import dates, verbs
from streams.text.model import Clause, DateSpan, Name, Sentence, Verb

Sense = Literal["round", "talks", "meeting", "day", "call", "verb"]
Turn = Literal["next", "previous", "same"] | None

_DETERMINERS = frozenset(["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "ihr", "ihre", "ihren", "ihrem", "ihrer", "sein", "seine", "seiner", "kein", "keine", "keinen", "keiner"])
REACH = 60  # tokens to either side of a noun that its clause is read for
_DAY = frozenset(("tag", "tages", "tags"))  # "der zweite Tag der Gespräche"
_MEANS = frozenset(("per", "via", "mittels", "qua"))  # "per Videoschalte": how they meet, and no meeting of its own
_JOINS = frozenset(("und", "bereits", "schon", "inzwischen", "mittlerweile", "bislang", "bisher", "insgesamt", "jeweils"))
_IN = frozenset(("in", "im", "nahe", "bei", "nach", "aus"))


class TalkRow(lexicon.Row):
    """talks.tsv"""

    endings: tuple[str, ...]
    sense: str
    format: str = "unknown"
    level: str = "unknown"
    whole: bool = False


class VerbRow(lexicon.Row):
    """talk_verbs.tsv"""

    lemmas: tuple[str, ...]
    needs: tuple[str, ...] = ()
    alone: bool = False
    persons: bool = False


class WordsRow(lexicon.Row):
    """A table of words that share one meaning: numbers, turns, formats, levels, blocks."""

    words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    kind: str = ""
    value: int = 0
    turn: str = ""
    format: str = ""
    level: str = ""


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
    turn: Turn
    definite: bool
    plural: bool
    format: str
    level: str
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    names: tuple[Name, ...]
    dates: tuple[DateSpan, ...]
    place: Name | None
    rule: str

    @property
    def groups(self) -> frozenset[str]:
        """The groups of the clause's verbs: end, begin, plan, postpone, cancel, confirm, continue, propose …"""
        return frozenset(g for v in self.verbs for g in verbs.groups(v))


@lexicon.derived
def _nouns() -> dict[str, TalkRow]:
    return {ending: row for row in lexicon.rows("talks", TalkRow) for ending in row.endings}


@lexicon.derived
def _verbs() -> dict[str, VerbRow]:
    return {lemma: row for row in lexicon.rows("talk_verbs", VerbRow) for lemma in row.lemmas}


@lexicon.derived
def _blocked() -> frozenset[str]:
    return frozenset(w for row in lexicon.rows("talk_blocks", WordsRow) for w in row.words)


@lexicon.derived
def _ordinals() -> dict[str, int]:
    return {stem: row.value for row in lexicon.rows("numbers", WordsRow) if row.kind == "ordinal" for stem in row.words}


@lexicon.derived
def _cardinals() -> dict[str, int]:
    return {word: row.value for row in lexicon.rows("numbers", WordsRow) if row.kind == "cardinal" for word in row.words}


@lexicon.derived
def _turns() -> dict[str, str]:
    return {stem: row.turn for row in lexicon.rows("turns", WordsRow) for stem in row.stems}


@lexicon.derived
def _formats() -> dict[str, str]:
    return {word: row.format for row in lexicon.rows("formats", WordsRow) for word in row.words}


@lexicon.derived
def _levels() -> dict[str, str]:
    return {word: row.level for row in lexicon.rows("levels", WordsRow) for word in row.words}


def level_of(word: str) -> str | None:
    """The level that a single word tells: delegations for "unterhändler"."""
    return _levels().get(word)


def mediating(sentence: Sentence) -> list[Name]:
    """The names that stand beside a word of mediation."""
    return [n for n in sentence.names if n.party and n.kind != "medium" and _mediates(sentence, n)]


def agreeing(sentence: Sentence) -> list[tuple[str, ...]]:
    """The sides of clauses that tell an agreement or a negotiation between two or more, without a word for talks."""
    found = []
    for clause in sentence.clauses:
        if any(verbs.groups(v) & {"agree", "negotiate"} for v in clause.verbs):
            inside = [n for n in sentence.names if clause.first <= n.first < clause.last]
            parties, _ = _parties(sentence, clause.first, clause.first, inside)
            found += [parties] * (len(parties) > 1)
    return found


def times(word: str) -> int | None:
    """3 for "dreimal"."""
    return _times().get(word.lower())


@lexicon.derived
def _times() -> dict[str, int]:
    return {word: row.value for row in lexicon.rows("numbers", WordsRow) if row.kind == "times" for word in row.words}


_ENDINGS = ("", "e", "er", "en", "em", "es", "s")


def stem_of(word: str, stems: dict[str, object]) -> object | None:
    """What a table of stems holds for an inflected adjective: "dritten" → the row of "dritt"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and (found := stems.get(word[: len(word) - len(ending)])) is not None:
            return found
    return None


def ordinal(word: str) -> int | None:
    """3 for "dritten", "3." and "Dritte"; None for what is no ordinal."""
    bare = word.lower()
    if bare.rstrip(".").isdigit() and bare.endswith("."):
        return int(bare[:-1]) if len(bare) <= 3 else None
    found = stem_of(bare, _ordinals()) if bare not in _ordinals() else None  # type: ignore[arg-type]
    return int(found) if isinstance(found, int) else None


def cardinal(word: str) -> int | None:
    """3 for "drei" and "3"."""
    return int(word) if word.isdigit() and len(word) < 3 else _cardinals().get(word.lower())


def noun(word: str) -> TalkRow | None:
    """The row of a noun that ends like talks, the longest ending first; None for the blocked ones and for words that only look like it."""
    lower = word.lower()
    if not word[:1].isupper() or lower in _blocked():
        return None
    for start in range(len(lower)):
        row = _nouns().get(lower[start:])
        if row is not None:
            return row if start == 0 or not row.whole else None
    return None


def find(sentence: Sentence) -> list[Talk]:
    """The talks that a sentence speaks of, in text order."""
    return sorted([*_by_noun(sentence), *_by_verb(sentence)], key=lambda t: t.first)


def _by_noun(sentence: Sentence) -> Iterator[Talk]:
    """Talks called by a noun; "die Runde der Gespräche" is one."""
    skip = -1
    for at, token in enumerate(sentence.tokens):
        if at <= skip or token.kind != "word" or (row := noun(token.text)) is None or _before(sentence, at) in _MEANS:
            continue
        skip = _genitive_talks(sentence, at)
        yield _talk(sentence, at, max(at, skip) + 1, row)


def _genitive_talks(sentence: Sentence, at: int) -> int:
    """The position of the second noun in "Runde der Gespräche", "Runde von Verhandlungen", "Verhandlungstag bei den trilateralen Gesprächen"; else -1."""
    words = sentence.tokens[at + 1 : at + 5]
    if words and words[0].lower in ("der", "von", "bei", "in", "an"):
        for k, token in enumerate(words):
            if noun(token.text):
                return at + 1 + k
            if token.kind != "word" or (token.text[:1].isupper() and k):
                break
    return -1


def _clause(sentence: Sentence, at: int) -> tuple[tuple[int, ...], tuple[Verb, ...]]:
    """The clause around a token, with its other part where an insertion splits it: positions and verbs."""
    home = next((k for k, c in enumerate(sentence.clauses) if c.first <= at < c.last), None)
    if home is None:
        return tuple(range(max(0, at - REACH), min(len(sentence.tokens), at + REACH))), ()
    part, seen = home, {home}
    while (parent := sentence.clauses[part].parent) is not None and sentence.clauses[part].kind in ("main", "fragment") and parent not in seen:
        part = parent
        seen.add(part)
    family = [k for k, c in enumerate(sentence.clauses) if k == part or k in seen or (c.parent == part and c.kind in ("main", "fragment"))]
    joined = [sentence.clauses[k] for k in family]
    near = range(at - REACH, at + REACH)
    return tuple(i for c in joined for i in range(c.first, c.last) if i in near), tuple(v for c in joined for v in c.verbs)


def _talk(sentence: Sentence, at: int, last: int, row: TalkRow) -> Talk:
    first = _phrase_start(sentence, at)
    if first > 0 and _before(sentence, first) in _DAY:
        first, row = _phrase_start(sentence, first - 1), row.model_copy(update={"sense": "day"})
    before = [t.lower for t in sentence.tokens[first:at]] + [t.lower for t in sentence.tokens[at + 1 : last]]
    clause, forms = _clause(sentence, at)
    word = sentence.tokens[at].lower
    number = next((n for w in before if (n := ordinal(w)) is not None), None)
    count = next((n for w in before if (n := cardinal(w)) is not None), None)
    turn = next((t for w in before if (t := stem_of(w, _turns())) is not None), None)  # type: ignore[arg-type]
    if number == 1 and "seit" in [t.lower for t in sentence.tokens[last : last + 6]]:
        number = None  # "das erste Treffen seit anderthalb Jahren"
    plural = word.endswith(("runden", "gespräche", "gesprächen", "verhandlungen", "beratungen", "konsultationen", "begegnungen", "künfte", "künften"))
    return _make(
        sentence, first, last, row.sense, clause, forms, row.id,
        ordinal=number, count=count if plural or (word.endswith("treffen") and count) else None, turn=turn,
        definite=any((w in _DETERMINERS and not w.startswith(("ein", "kein"))) or w.startswith("dies") for w in before)
        or (first > 0 and sentence.tokens[first - 1].lower in ("beim", "im", "zum", "vom", "am", "zur")),
        plural=plural or bool(count and word.endswith("treffen")), format=row.format, level=row.level,
    )  # fmt: skip


def _phrase_start(sentence: Sentence, at: int) -> int:
    """Where the noun phrase begins: back over adjectives, numbers and the determiner."""
    first = at
    while first > 0 and at - first < 8:
        token = sentence.tokens[first - 1]
        lower = token.lower
        if token.kind == "punct" or (token.text[:1].isupper() and first - 1 > 0 and ordinal(lower) is None and not lower.endswith(("ischen", "ische", "er"))):
            break
        if lower in _DETERMINERS or lower.startswith(("dies", "jene")):
            return first - 1
        if not (_adjective(lower) or ordinal(lower) is not None or cardinal(lower) is not None or lower in _JOINS):
            break
        first -= 1
    return first


def _adjective(lower: str) -> bool:
    return lower.endswith(("e", "en", "er", "es", "em")) and len(lower) > 3 and lower not in _STOPS


_STOPS = frozenset(["bei", "nach", "über", "unter", "ohne", "hatten", "haben", "wurden", "werden", "waren", "seien", "hätten", "sollen", "wollen", "können", "müssen", "aber", "oder", "einer"])


def _make(sentence: Sentence, first: int, last: int, sense: str, clause: tuple[int, ...], forms: tuple[Verb, ...], rule: str, **told: object) -> Talk:
    here = frozenset(clause)
    inside = [n for n in sentence.names if n.first in here or any(n.first <= i < n.last for i in (first, last - 1))]
    parties, mediators = _parties(sentence, first, last, inside)
    format_ = _word_of(sentence, clause, _formats()) if told["format"] in ("unknown", "") else str(told["format"])
    level = _word_of(sentence, clause, _levels()) if told["level"] in ("unknown", "") else str(told["level"])
    return Talk(
        sentence=sentence, first=first, last=last, sense=sense, clause=clause, verbs=forms, rule=rule, parties=parties, mediators=mediators,  # type: ignore[arg-type]
        names=tuple(inside), dates=_dates(sentence, clause, first), place=_place(sentence, inside, last),
        **{**told, "format": format_ or "unknown", "level": level or "unknown"},  # type: ignore[arg-type]
    )  # fmt: skip


def _dates(sentence: Sentence, clause: tuple[int, ...], at: int) -> tuple[DateSpan, ...]:
    """The dates of the clause, no limits such as "seit Freitag"; of a clause without any, those of the clause that it hangs on: "am Dienstag, als …"."""
    days = [d for d in sentence.dates if dates.limit(d.rule) is None]
    here = tuple(d for d in days if d.first in clause)
    home = next((c for c in sentence.clauses if c.first <= at < c.last), None)
    if here or home is None or home.kind not in ("adverbial", "relative") or home.parent is None:
        return here
    above, forms = _clause(sentence, sentence.clauses[home.parent].first)
    said = any(verbs.groups(v) & {"say", "report", "announce"} for v in forms)
    return () if said else tuple(d for d in days if d.first in above)


def _word_of(sentence: Sentence, clause: Sequence[int], table: dict[str, str]) -> str | None:
    """The first word, or pair or triple of words, of the clause that a table knows."""
    words = [sentence.tokens[i].lower for i in clause]
    for size in (4, 3, 2, 1):
        for k in range(len(words) - size + 1):
            if (found := table.get(" ".join(words[k : k + size]))) is not None:
                return found
    return None


def _place(sentence: Sentence, names: Sequence[Name], last: int) -> Name | None:
    """The place right behind the noun, else one in the clause behind "in"; where somebody travels to or speaks from is none."""
    places = [n for n in names if n.kind == "place" or (n.kind == "state" and _before(sentence, n.first) in ("in", "im"))]
    near = [n for n in places if 0 <= n.first - last <= 3]
    stays = [n for n in places if _before(sentence, n.first) in ("in", "im", "nahe", "bei", "an") or _before(sentence, n.first - 1) in ("in", "im", "nahe", "bei", "an")]
    return next(iter(near or stays), None)


def _before(sentence: Sentence, at: int) -> str:
    return sentence.tokens[at - 1].lower if at > 0 else ""


_SOURCE = frozenset(("angaben", "worten", "aussage", "aussagen", "darstellung", "informationen", "ansicht", "laut", "zufolge", "sprecher", "sprecherin"))
_MEDIATION = frozenset(("vermittlung", "vermittler", "vermittlern", "vermittlers", "vermittelt", "vermitteln", "vermittelte", "vermittelten", "schlichter"))


def _parties(sentence: Sentence, first: int, last: int, names: Sequence[Name]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(parties, mediators) that the clause names: those "zwischen …", else adjectives of the noun, else who does something; sources are none."""
    sided = [n for n in names if n.party and n.kind in ("state", "organisation", "person", "group") and not _is_where(sentence, n)]
    mediators = [n for n in sided if _mediates(sentence, n)]
    sided = [n for n in sided if n not in mediators and not _is_source(sentence, n)]
    between = _between(sentence, last, sided)
    told = between or sided
    return tuple(sorted({str(n.party) for n in told})), tuple(sorted({str(n.party) for n in mediators} - {str(n.party) for n in told}))


def _between(sentence: Sentence, last: int, sided: Sequence[Name]) -> list[Name]:
    """The sides behind "zwischen", up to the next verb or comma; empty unless there are two."""
    start = next((i for i in range(max(0, last - 1), len(sentence.tokens)) if sentence.tokens[i].lower == "zwischen"), None)
    if start is None:
        start = next((i for i, t in enumerate(sentence.tokens[:last]) if t.lower == "zwischen"), None)
    if start is None:
        return []
    found: list[Name] = []
    for n in sorted((n for n in sided if n.first > start), key=lambda n: n.first):
        gap = sentence.tokens[(found[-1].last if found else start + 1) : n.first]
        if len(gap) > 6 or any(t.lower in ("über", "in", "am", "zur", "um") for t in gap):
            break
        found.append(n)
    return found if len({n.party for n in found}) > 1 else []


def _mediates(sentence: Sentence, n: Name) -> bool:
    around = sentence.tokens[max(0, n.first - 4) : n.last + 4]
    return any(t.lower in _MEDIATION for t in around)


def _is_where(sentence: Sentence, n: Name) -> bool:
    """ "In Belarus", "nach Polen", "nahe der polnischen Grenze": where, and no side."""
    tokens = sentence.tokens
    behind = tokens[n.last].lower if n.last < len(tokens) else ""
    near = {t.lower for t in tokens[max(0, n.first - 4) : n.first]}
    return n.kind == "state" and (_before(sentence, n.first) in ("in", "im", "nach") or behind.startswith("grenz") or bool(near & {"grenze", "grenzgebiet"}))


def _is_source(sentence: Sentence, n: Name) -> bool:
    around = sentence.tokens[max(0, n.first - 4) : n.first]
    return any(t.lower in _SOURCE for t in around) or (n.last < len(sentence.tokens) and sentence.tokens[n.last].lower == "zufolge")


def _by_verb(sentence: Sentence) -> Iterator[Talk]:
    """Talks told by a verb alone: "kamen in Wien zusammen", "werden am Donnerstag miteinander sprechen"; only with two sides, or a number, in the clause."""
    done: set[int] = set()
    for clause in sentence.clauses:
        for verb in clause.verbs:
            positions, forms = _clause(sentence, verb.at)
            if verb.at in done or not _tells_talks(sentence, verb, positions):
                continue
            done.update(v.at for v in forms)
            made = _verb_talk(sentence, verb, positions, forms)
            if _has_sides(made, _verbs()[verb.lemma]):
                yield made


def _has_sides(talk: Talk, row: VerbRow) -> bool:
    """Whether the clause tells who talks: two sides, "beide Seiten", delegations; a number or, of some verbs, a day will do."""
    if row.persons:
        return len({n.party for n in talk.names if n.kind == "person" and n.party in talk.parties}) > 1 and bool(talk.dates)
    both = any(n.row == "group.both" for n in talk.names) or (talk.level == "delegations" and not talk.parties)
    return len(talk.parties) > 1 or both or talk.ordinal is not None or (row.alone and bool(talk.dates))


def _tells_talks(sentence: Sentence, verb: Verb, positions: tuple[int, ...]) -> bool:
    """Whether the verb tells talks that no noun of its clause tells; "nach zwei Runden … hatten sie sich erneut eingefunden" tells another."""
    row = _verbs().get(verb.lemma)
    if row is None or any(noun(sentence.tokens[i].text) and not _behind_them(sentence, i) for i in positions):
        return False
    return not row.needs or any(sentence.tokens[i].lower in row.needs for i in positions)


def _behind_them(sentence: Sentence, at: int) -> bool:
    return any(t.lower == "nach" for t in sentence.tokens[max(0, at - 4) : at]) and any(cardinal(t.text) for t in sentence.tokens[max(0, at - 3) : at])


def _verb_talk(sentence: Sentence, verb: Verb, positions: tuple[int, ...], forms: tuple[Verb, ...]) -> Talk:
    words = [sentence.tokens[i].lower for i in positions]
    numbered = [ordinal(w) for w, after in zip(words, words[1:], strict=False) if after in ("mal", "male")]
    count = next((n for w in words if (n := times(w)) is not None), None)
    turn = next((t for w in words if (t := _turns().get(w)) is not None), None)
    return _make(
        sentence, verb.at, verb.at + 1, "verb", positions, forms, _verbs()[verb.lemma].id,
        ordinal=next(iter(numbered), None), count=count, turn=turn, definite=False, plural=count is not None, format="unknown", level="unknown",
    )  # fmt: skip
