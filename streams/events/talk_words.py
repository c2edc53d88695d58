"""The words by which talks are told: nouns, verbs, numbers, turns, formats, levels, looked up in the lexicon."""

from collections.abc import Mapping, Sequence
from typing import Literal, TypeVar

from streams import lexicon
from streams.contract.mention import Format, Level
from streams.text import forms, words
from streams.text.model import Token
from streams.text.patterns import Patterns

Sense = Literal["round", "talks", "meeting", "day", "call", "verb"]
Turn = Literal["next", "previous", "same"]

T = TypeVar("T")

_ENDINGS = ("", "e", "er", "en", "em", "es", "s")
_LONGEST = 4  # words of a phrase in formats.tsv or levels.tsv


class TalkRow(lexicon.Row):
    """talks.tsv"""

    endings: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    sense: Sense
    format: Format = "unknown"
    level: Level = "unknown"
    whole: bool = False


class VerbRow(lexicon.Row):
    """talk_verbs.tsv"""

    lemmas: tuple[str, ...]
    needs: tuple[str, ...] = ()
    alone: bool = False
    persons: bool = False


class BlockRow(lexicon.Row):
    """talk_blocks.tsv"""

    words: tuple[str, ...]


class NumberRow(lexicon.Row):
    """numbers.tsv"""

    kind: Literal["ordinal", "cardinal", "times"]
    value: int
    words: tuple[str, ...]


class TurnRow(lexicon.Row):
    """turns.tsv"""

    turn: Turn
    stems: tuple[str, ...]


class FormatRow(lexicon.Row):
    """formats.tsv"""

    format: Format
    words: tuple[str, ...]


class LevelRow(lexicon.Row):
    """levels.tsv"""

    level: Level
    words: tuple[str, ...]


class UseRow(lexicon.Row):
    """meeting_words.tsv: words, or cues of several words, by what they are used for."""

    use: str
    words: tuple[str, ...]


def use(name: str) -> frozenset[str]:
    """The words of a use in meeting_words.tsv."""
    return _uses()[name]


def uses(tokens: Sequence[Token]) -> frozenset[str]:
    """The uses of all words and cues of meeting_words.tsv that stand in a stretch of text: ended for "ging … zu Ende"."""
    return frozenset(hit.key for hit in _cues().find(tokens))


def noun(word: str) -> TalkRow | None:
    """The row of a noun that ends like talks ("Atomgespräche"), the longest ending first; None for the blocked ones and for what only looks like it."""
    lower = word.lower()
    if not word[:1].isupper() or lower in _blocked():
        return None
    row, start = next(((row, k) for k in range(len(lower)) if (row := _nouns().get(lower[k:]))), (None, 0))
    return row if row and (start == 0 or not row.whole) else None


def plural(word: str) -> bool:
    """Whether a noun for talks can only be plural: "Gespräche", not "Treffen"."""
    lower = word.lower()
    return any(lower[k:] in _plurals() for k in range(len(lower)))


def verb(lemma: str) -> VerbRow | None:
    """The row of a verb that tells talks without a noun: "zusammenkommen"."""
    return _verbs().get(lemma)


def ordinal(word: str) -> int | None:
    """3 for "dritten", "3." and "Dritte"; None for what is no ordinal."""
    lower = word.lower()
    if lower.endswith(".") and lower[:-1].isdigit():
        return int(lower[:-1]) if len(lower) <= 3 else None
    return inflected(lower, _ordinals()) if lower not in _ordinals() else None


def cardinal(word: str) -> int | None:
    """3 for "drei" and "3"."""
    return int(word) if word.isdigit() and len(word) < 3 else _cardinals().get(word.lower())


def times(word: str) -> int | None:
    """3 for "dreimal"."""
    return _times().get(word.lower())


def turn(word: str) -> Turn | None:
    """Which of several rounds an adjective means: next for "weiteren"."""
    return inflected(word, _turns())


def adverb_turn(word: str) -> Turn | None:
    """The same of an adverb: next for "erneut"."""
    return _turns().get(word)


def level_of(word: str) -> Level | None:
    """The level that a single word tells: delegations for "unterhändler"."""
    return _levels().get(word)


def format_told(told: Sequence[str]) -> Format:
    """How they meet by the words of a clause: video for "per Videoschalte"."""
    return _phrase(told, _formats()) or "unknown"


def level_told(told: Sequence[str]) -> Level:
    """Who meets by the words of a clause: ministers for "die Aussenminister"."""
    return _phrase(told, _levels()) or "unknown"


def determiner(lower: str) -> bool:
    """Whether a noun phrase begins with the word: "die", "ihrer", "keine", "mehrere", but not "zwei"."""
    return lower in _determiners() and cardinal(lower) is None


def definite(lower: str) -> bool:
    """Whether a determiner points to something known: "die", "ihren", "dieses", "beim"."""
    return lower in use("definite")


def within_phrase(lower: str) -> bool:
    """Whether a word may stand between determiner and noun: an adjective, a number, "bereits", "und"."""
    number = ordinal(lower) is not None or cardinal(lower) is not None
    return number or lower in use("phrase") or (len(lower) > 3 and lower.endswith(_ENDINGS[1:-1]) and lower not in _closed())


def inflected(word: str, stems: Mapping[str, T]) -> T | None:
    """What a table of stems holds for an inflected adjective: "dritten" → the value of "dritt"."""
    found = (stems.get(word[: len(word) - len(ending)]) for ending in _ENDINGS if word.endswith(ending))
    return next((value for value in found if value is not None), None)


def _phrase(told: Sequence[str], table: Mapping[str, T]) -> T | None:
    """The longest phrase, then the first, of the words that a table knows."""
    for size in range(_LONGEST, 0, -1):
        for k in range(len(told) - size + 1):
            if (found := table.get(" ".join(told[k : k + size]))) is not None:
                return found
    return None


@lexicon.derived
def _uses() -> dict[str, frozenset[str]]:
    return lexicon.gathered((row.use, row.words) for row in lexicon.rows("meeting_words", UseRow))


@lexicon.derived
def _cues() -> Patterns[str]:
    return Patterns((row.use, word) for row in lexicon.rows("meeting_words", UseRow) for word in row.words)


@lexicon.derived
def _nouns() -> dict[str, TalkRow]:
    return {ending: row for row in lexicon.rows("talks", TalkRow) for ending in (*row.endings, *row.plural)}


@lexicon.derived
def _plurals() -> frozenset[str]:
    return frozenset(ending for row in lexicon.rows("talks", TalkRow) for ending in row.plural)


@lexicon.derived
def _verbs() -> dict[str, VerbRow]:
    return {lemma: row for row in lexicon.rows("talk_verbs", VerbRow) for lemma in row.lemmas}


@lexicon.derived
def _blocked() -> frozenset[str]:
    return frozenset(word for row in lexicon.rows("talk_blocks", BlockRow) for word in row.words)


def _numbers(kind: str) -> dict[str, int]:
    return {word: row.value for row in lexicon.rows("numbers", NumberRow) if row.kind == kind for word in row.words}


@lexicon.derived
def _ordinals() -> dict[str, int]:
    return _numbers("ordinal")


@lexicon.derived
def _cardinals() -> dict[str, int]:
    return _numbers("cardinal")


@lexicon.derived
def _times() -> dict[str, int]:
    return _numbers("times")


@lexicon.derived
def _turns() -> dict[str, Turn]:
    return {stem: row.turn for row in lexicon.rows("turns", TurnRow) for stem in row.stems}


@lexicon.derived
def _formats() -> dict[str, Format]:
    return {word: row.format for row in lexicon.rows("formats", FormatRow) for word in row.words}


@lexicon.derived
def _levels() -> dict[str, Level]:
    return {word: row.level for row in lexicon.rows("levels", LevelRow) for word in row.words}


@lexicon.derived
def _determiners() -> frozenset[str]:
    return words.classes()["article"] | words.classes()["determiner"]


@lexicon.derived
def _closed() -> frozenset[str]:
    """Words that end like an adjective and end a noun phrase to the left: "unter", "haben", "sollen"."""
    helpers = frozenset(row.form for row in lexicon.rows("auxiliaries", forms.AuxiliaryRow))
    return helpers | words.classes()["preposition"] | words.classes()["coordinator"]
