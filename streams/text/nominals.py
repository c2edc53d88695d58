"""The core of a base phrase: article, adjectives and participles with what hangs on them, noun, name; or a pronoun.

Reads from left to right and looks a bounded number of words ahead. Positions count in the line, which is the sentence without its quotation marks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from streams.text import noun_runs
from streams.text.agreement import ALL, GEN, PLURAL, SINGULAR, slots
from streams.text.model import Name
from streams.text.phrase_words import ADJECTIVE, ADVERB, ARTICLE, COMMA, JOIN, NOUN, NUMBER, PREPOSITION, PRONOUN, STOP, TRUNCATED, Word

WITHIN = 12  # words of an attribute that stands before a participle: "die am Montag von Kiew vorgelegten …"
ATTRIBUTES = (ADJECTIVE, NOUN, NUMBER, TRUNCATED)


@dataclass(slots=True)
class Line:
    """A sentence without its quotation marks. `names` and `dates` (first → last) by position; `kinds` are the words' own, STOP at verbs."""

    texts: Sequence[str]
    words: Sequence[Word]
    kinds: list[int]
    names: Mapping[int, Name]
    dates: Mapping[int, int]


@dataclass(slots=True)
class Core:
    """A noun phrase without preposition: the position behind it, its head, and what agreement leaves open."""

    end: int
    head: int
    mask: int
    article: bool = False  # an article, number or adjective stands before the noun
    dated: bool = False


def read(line: Line, i: int, last: int, mask: int = ALL, weak: bool = False) -> Core | None:
    """The phrase that begins at i, None where none does. `mask` and `weak`: what a contraction's article shows ("im")."""
    kind = line.kinds[i]
    if kind == PRONOUN:
        return _pronoun(line, i, last)
    start = i
    if kind == ARTICLE:
        mask, weak, i = line.words[i].mask, line.words[i].weak, i + 1
        if i < last and line.kinds[i] == ARTICLE and line.texts[start][:3].lower() == "all" and line.words[i].mask & mask:
            mask, weak, i = mask & line.words[i].mask, line.words[i].weak, i + 1  # "all diese"
        counted = i < last and line.kinds[i] == NUMBER and i not in line.dates
        i = _extended(line, i + counted, last, counted)
    i, mask = _attributes(line, i, last, mask, weak)
    if i < last and i in line.dates and line.dates[i] <= last and i > start:
        return _dated(line, i, mask)
    if kind == ARTICLE and line.kinds[i : i + 3] == [ADJECTIVE, JOIN, ARTICLE]:
        return Core(i + 1, i, mask & (line.words[i].weakly if weak else line.words[i].strong) or mask, True)  # "der russischen und der ukrainischen Seite"
    if i < last and (line.kinds[i] == NOUN or (line.kinds[i] == ADJECTIVE and line.texts[i][0].isupper())):
        return _headed(line, i, last, mask, start)
    return _alone(line, start, i)


def _pronoun(line: Line, i: int, last: int) -> Core:
    """ "er", "niemand"; "nichts Neues" with the adjective."""
    end = i + 1
    thing = end < last and line.kinds[end] in (NOUN, ADJECTIVE) and line.texts[end][0].isupper() and line.texts[end].endswith("es")
    return Core(end + (thing and line.texts[i].lower() in ("nichts", "etwas")), i, line.words[i].alone)


def _alone(line: Line, start: int, i: int) -> Core | None:
    """An article or number that stands for a noun: "einer der Verletzten", "die beiden", "zwei starben"."""
    head = i - 1
    if head < start or line.kinds[head] not in (ARTICLE, NUMBER) or line.kinds[start] not in (ARTICLE, NUMBER):
        return _alone(line, start, start + 1) if i > start + 1 and line.kinds[start] == ARTICLE else None
    word = line.words[head]
    if line.kinds[head] == NUMBER:
        return Core(i, head, word.mask & PLURAL or PLURAL) if head > start or line.texts[head].isalpha() else None
    alone = word.alone if head == start else word.alone and line.words[start].mask & PLURAL
    return Core(i, head, alone) if alone else None


def _attributes(line: Line, i: int, last: int, mask: int, weak: bool) -> tuple[int, int]:
    """Behind adjectives, numbers and first parts of compounds, with what they leave open."""
    kinds, words = line.kinds, line.words
    while i < last and i not in line.dates:
        kind = kinds[i]
        if kind == ADJECTIVE or (kind == ARTICLE and words[i].adjective):
            if not _goes_on(line, i + 1, last):
                break
            mask = mask & (words[i].weakly if weak else words[i].strong) or mask
        elif kind == NUMBER:
            mask = mask & words[i].mask or mask
        elif kind == TRUNCATED:
            i = _truncated(line, i, last)
            if not i:
                break
            continue
        elif kind in (ADVERB, JOIN, COMMA) and _between(line, i, last):
            pass
        else:
            break
        i += 1
    return i, mask


def _goes_on(line: Line, i: int, last: int) -> bool:
    """Whether an attribute before i has a noun to come: "große Sorge", "große, berechtigte Sorge", "große und sehr berechtigte Sorge"."""
    kinds, limit = line.kinds, min(last, i + WITHIN)
    while i < limit:
        if kinds[i] in (JOIN, COMMA):
            i += 1
            if i == limit or kinds[i] != ADJECTIVE:
                return False
        while i < limit and kinds[i] == ADVERB:
            i += 1
        if i == limit:
            return False
        if kinds[i] != ADJECTIVE or line.texts[i][0].isupper():
            return kinds[i] in ATTRIBUTES or (kinds[i] == ARTICLE and line.words[i].adjective)
        i += 1
    return False


def _between(line: Line, i: int, last: int) -> bool:
    """Whether an adverb, comma or "und" stands within attributes: "eine sehr große, aber …"."""
    before = line.kinds[i - 1] if i else 0
    if line.kinds[i] != ADVERB:
        return before == ADJECTIVE and i + 1 < last and line.kinds[i + 1] == ADJECTIVE and _goes_on(line, i + 2, last)
    k = i
    while k < last and line.kinds[k] == ADVERB and k - i < WITHIN:
        k += 1
    return before in (ARTICLE, ADJECTIVE, PREPOSITION, JOIN) and k < last and line.kinds[k] == ADJECTIVE and _goes_on(line, k + 1, last)


def _truncated(line: Line, i: int, last: int) -> int:
    """Behind "Außen- und", "Wirtschafts-, Finanz- und"; 0 where no such pair stands."""
    k = i + 1
    while k + 1 < min(last, i + WITHIN) and line.kinds[k] in (COMMA, JOIN) and line.kinds[k + 1] in (TRUNCATED, NOUN, ADJECTIVE):
        if line.kinds[k + 1] != TRUNCATED:
            return k + 1
        k += 2
    return 0


def _extended(line: Line, i: int, last: int, counted: bool) -> int:
    """The participle of "die [von Russland] besetzten Gebiete", "eine 20 [Jahre] alte Frau" (`counted`); i where there is no such attribute."""
    k, limit = i, min(last, i + WITHIN)
    while k < limit:
        kind = line.kinds[k]
        if k > i and kind == ADJECTIVE and _goes_on(line, k + 1, last):
            return k
        if k in line.dates:
            k = line.dates[k]
        elif kind == PREPOSITION and k + 1 < limit:
            entry = line.words[k].preposition
            inner = read(line, k + 1, limit, entry.article if entry else ALL, line.words[k].weak)
            k = inner.end if inner else k + 1
        elif kind == ARTICLE and k == i and not line.words[k].adjective and (given := read(line, k, limit)) is not None:
            k = given.end  # "die [dem Präsidenten] nahestehende Zeitung"
        elif k > i and kind == JOIN and k + 1 < limit and line.kinds[k + 1] in (ARTICLE, NOUN):
            inner = read(line, k + 1, limit)
            k = inner.end if inner else k + 1
        elif kind == ADVERB or line.words[k].use == "reflexive" or (kind == NOUN and (k > i or (counted and "time" in line.words[k].kinds))):
            k += 1
        else:
            return i
    return i


def _dated(line: Line, i: int, mask: int) -> Core:
    """ "der 3. März", "den ganzen Montag": a date as the noun."""
    end = line.dates[i]
    head = next((k for k in range(end - 1, i - 1, -1) if line.kinds[k] == NOUN), end - 1)
    return Core(end, head, mask & line.words[head].mask or mask, True, True)


def _headed(line: Line, i: int, last: int, mask: int, start: int) -> Core:
    """The noun at i, and the nouns and names that belong to it: "Außenminister Sergej Lawrow", "40 Prozent Zölle"."""
    head, end = i, i + 1
    if i == start and end < last and line.kinds[end] in ATTRIBUTES and not line.words[end].proper and noun_runs.owner(line.words, line.texts, line.names, i):
        return Core(end, i, GEN & SINGULAR)
    while end < last and (line.kinds[end] == NOUN or end in line.names) and line.kinds[end] != STOP:
        joined = noun_runs.joins(line.words, line.texts, line.names, end - 1, end)
        if not joined:
            break
        head = end if joined == "head" and line.kinds[end] == NOUN else head
        end += 1
    word = line.words[head]
    if word.kinds and end < last:
        end = _measured(line, end, last, word)
    name = line.names.get(end - 1)
    shown = noun_runs.shows(word, name if head == end - 1 else line.names.get(head), i > start)
    if i == start and end > head + 1 and name is not None and name.kind == "person":
        shown = slots(shown) & ~GEN  # "Präsident Putin" stays so in all cases
    return Core(end, head, mask & shown or mask, line.kinds[start] in (ARTICLE, NUMBER))


def _measured(line: Line, end: int, last: int, word: Word) -> int:
    """The end with what goes on behind a measure: "acht Prozent mehr Lohn", "vier Tage lang"."""
    text = line.texts[end]
    if text in ("mehr", "weniger") and "measure" in word.kinds and end + 1 < last and line.kinds[end + 1] == NOUN:
        return end + 2
    return end + (text == "lang" and "time" in word.kinds)
