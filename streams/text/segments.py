"""Tokens → segments: what stands between two places where one clause may end and the next begin. clause_parts.py makes clauses of them.

A segment ends behind a comma, semicolon, colon, dash, bracket or final mark; at the marks of a quotation that has a finite verb of its own; and before und,
oder, aber, sondern, doch, denn where there is a finite verb on both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from streams import lexicon
from streams.text import words
from streams.text.line import DASHES
from streams.text.model import Name, Token, Verb

HARD = frozenset(".!?;:") | {"…"}  # behind these nothing waits for its rest
SOFT = frozenset(",–—()") | {"--"}
ENDING = HARD | SOFT


@dataclass(slots=True, eq=False)
class Segment:
    """Tokens [first, last) with their verbs. `begin` is the first word that is neither a mark nor a coordinator, `end` lies behind the last word."""

    first: int
    last: int
    begin: int
    end: int
    verbs: tuple[Verb, ...]
    joined: bool  # begins with a coordinator
    fresh: bool  # follows a hard mark, or begins the sentence
    comma: bool  # follows a comma
    closed: bool  # follows a closing bracket, or the second of two dashes
    unquoted: bool  # follows a quotation that was a clause
    finite: Verb | None  # the last one where there are several
    verb_first: bool  # begins with its finite verb
    verb_last: bool  # only verbs stand behind the finite one, as in a subordinate clause


def find(tokens: Sequence[Token], verbs: Sequence[Verb], names: Sequence[Name], quoted: Sequence[tuple[int, int]]) -> list[Segment]:
    """The segments of a sentence in order; together they cover its tokens."""
    cuts, closing = _cuts(tokens, verbs, names, quoted)
    found: list[Segment] = []
    v, dashed = 0, False
    for first, last in zip(cuts, [*cuts[1:], len(tokens)], strict=True):
        mine: list[Verb] = []
        while v < len(verbs) and verbs[v].at < last:
            mine.append(verbs[v])
            v += 1
        mark = tokens[first - 1].text if first else ""
        closed = mark == ")" or (mark in DASHES and dashed)
        dashed = (mark in DASHES and not dashed) or (dashed and mark not in DASHES and mark not in HARD)
        found.append(_segment(tokens, first, last, tuple(mine), closing, closed))
    return found


def _segment(tokens: Sequence[Token], first: int, last: int, verbs: tuple[Verb, ...], closing: set[int], closed: bool) -> Segment:
    begin, end = first, last
    while begin < last and tokens[begin].kind == "punct":
        begin += 1
    while end > begin and tokens[end - 1].kind == "punct":
        end -= 1
    finites = [v for v in verbs if v.form == "finite"]
    places = [v.at for v in finites]
    joined = begin < end and tokens[begin].lower in _coordinating()
    if joined and tokens[begin].lower == "doch" and begin + 1 in places:
        joined = False  # "Doch blieb der Erfolg aus"
    begin += joined and begin + 1 < end
    comma, fresh, unquoted = False, first == 0, False
    for i in (first - 1, first - 2):  # the mark before, and perhaps a quotation mark
        if i < 0 or tokens[i].kind != "punct":
            break
        comma, fresh, unquoted = comma or tokens[i].text == ",", fresh or tokens[i].text in HARD, unquoted or i in closing
    finite = finites[-1] if finites else None
    return Segment(first, last, begin, end, verbs, joined, fresh, comma, closed, unquoted, finite, begin in places, _last(verbs, finite, end))


def _last(verbs: Sequence[Verb], finite: Verb | None, end: int) -> bool:
    """Whether a finite verb stands as in a subordinate clause: last, or before two infinitives ("hätte verhandeln sollen")."""
    if finite is None:
        return False
    if end - finite.at > len(verbs):
        return False
    rest = [v for v in verbs if v.at > finite.at]
    return end - finite.at == len(rest) + 1 and (not rest or (len(rest) > 1 and rest[-1].form == "infinitive" and rest[-1].kind != "aux"))


def _cuts(tokens: Sequence[Token], verbs: Sequence[Verb], names: Sequence[Name], quoted: Sequence[tuple[int, int]]) -> tuple[list[int], set[int]]:
    """Where segments begin, and where quotations that are clauses end."""
    finite = [False] * len(tokens)
    for verb in verbs:
        if verb.form == "finite":
            finite[verb.at] = True
    opening, closing = _quotes(tokens, finite, quoted) if quoted else (set(), set())
    closers = {end for _, end in quoted}
    marks = _marks(tokens, names)
    coordinators = _coordinators(tokens, finite, marks, opening)
    cuts: list[int] = []
    behind, done = True, 0  # behind a mark that ends a segment, as the sentence's beginning is; up to where it was looked at
    for i in sorted(marks | opening | closing | coordinators):
        while behind and done < i and tokens[done].end in closers and cuts:
            done += 1
        if behind and done < i:
            cuts.append(done)
            behind = False
        mark = i in marks
        bracket = mark and tokens[i].text == "("
        if not cuts or i in opening or bracket or i in coordinators or (behind and not mark and tokens[i].end not in closers):
            cuts.append(i)
            behind = False
        behind, done = behind or (mark and not bracket) or i in closing, i + 1
    while behind and done < len(tokens) and tokens[done].end in closers and cuts:
        done += 1
    return cuts + [done] * (behind and done < len(tokens)), closing


def _quotes(tokens: Sequence[Token], finite: Sequence[bool], quoted: Sequence[tuple[int, int]]) -> tuple[set[int], set[int]]:
    """Positions of the marks around quotations that are clauses of their own."""
    opening: set[int] = set()
    closing: set[int] = set()
    i = 0
    for start, end in quoted:
        while i < len(tokens) and tokens[i].start < start:
            i += 1
        first = i
        while i < len(tokens) and tokens[i].end <= end:
            i += 1
        if any(finite[first:i]):
            opening.add(first)
            closing.add(i - 1)
    return opening, closing


def _marks(tokens: Sequence[Token], names: Sequence[Name]) -> set[int]:
    """Positions of the marks that may end a clause; not those inside a name."""
    punctuation = [i for i, token in enumerate(tokens) if token[3] == "punct"]
    found = {i for i in punctuation if tokens[i].text in ENDING or _dash(tokens, i)}
    for name in names if found else ():
        if name.last - name.first > 2:
            found.difference_update(range(name.first, name.last))
    return found


def _dash(tokens: Sequence[Token], i: int) -> bool:
    """Whether a hyphen stands for a dash: with space on both sides. An ellipsis counts as a final mark."""
    text = tokens[i].text
    if text != "-":
        return text.startswith("..")
    return 0 < i < len(tokens) - 1 and tokens[i - 1].end < tokens[i].start and tokens[i].end < tokens[i + 1].start


@lexicon.derived
def _subordinators() -> frozenset[str]:
    """Words that always begin a clause."""
    found = words.classes()
    return found["that"] | found["whether"] | found["subordinator"]


@lexicon.derived
def _coordinating() -> frozenset[str]:
    return words.classes()["coordinator"]


def _coordinators(tokens: Sequence[Token], finite: Sequence[bool], marks: set[int], opening: set[int]) -> set[int]:
    """Positions of the coordinators with a finite verb on both sides before the next mark."""
    known, opening_words = _coordinating(), _subordinators()
    found: set[int] = set()
    if known.isdisjoint([token[4] for token in tokens]):
        return found
    waiting: list[int] = []  # coordinators since the last finite verb
    seen = False
    for i, token in enumerate(tokens):
        if finite[i]:
            if waiting:  # "traf Merz und Macron und reiste ab", "meldet Angriffe und Moskau und Minsk dementieren"
                found.add(i - 1 if waiting[-1] == i - 1 else waiting[0])
            waiting, seen = [], True
        elif i in marks or i in opening:
            waiting, seen = [], False
        elif seen and token.lower in known:
            if i + 1 < len(tokens) and tokens[i + 1].lower in opening_words:
                found.add(i)  # "… und dass …"
            else:
                waiting.append(i)
    return found
