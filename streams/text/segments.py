"""Tokens → segments: what stands between two places where one clause may end and the next begin. clauses.py says which segments are clauses, and of which kind.

A segment ends behind a comma, semicolon, colon, dash, bracket or final mark; at the marks of a quotation that has a finite verb of its own; and before und,
oder, aber, sondern, doch, denn where there is a finite verb on both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from streams.text import words
from streams.text.model import Name, Token, Verb

HARD = frozenset(".!?;:") | {"…"}  # behind these nothing waits for its rest
SOFT = frozenset(",–—()") | {"--"}


@dataclass(frozen=True, slots=True)
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
    unquoted: bool  # follows a quotation that was a clause
    finite: Verb | None  # the last one where there are several

    @property
    def verb_first(self) -> bool:
        """Whether it begins with its finite verb."""
        return any(v.form == "finite" and v.at == self.begin for v in self.verbs)

    @property
    def verb_last(self) -> bool:
        """Whether only verbs stand behind the finite one, as in a subordinate clause."""
        at = self.finite.at if self.finite else None
        return at is not None and self.end - at == sum(1 for v in self.verbs if v.at >= at)


def find(tokens: Sequence[Token], verbs: Sequence[Verb], names: Sequence[Name], quoted: Sequence[tuple[int, int]]) -> list[Segment]:
    """The segments of a sentence in order; together they cover its tokens."""
    cuts, closing = _cuts(tokens, verbs, names, quoted)
    found: list[Segment] = []
    v = 0
    for first, last in zip(cuts, [*cuts[1:], len(tokens)], strict=True):
        mine: list[Verb] = []
        while v < len(verbs) and verbs[v].at < last:
            mine.append(verbs[v])
            v += 1
        found.append(_segment(tokens, first, last, tuple(mine), closing))
    return found


def _segment(tokens: Sequence[Token], first: int, last: int, verbs: tuple[Verb, ...], closing: frozenset[int]) -> Segment:
    begin, end = first, last
    while begin < last and tokens[begin].kind == "punct":
        begin += 1
    while end > begin and tokens[end - 1].kind == "punct":
        end -= 1
    joined = begin < end and tokens[begin].lower in words.classes()["coordinator"]
    near = range(max(0, first - 2), first)  # the mark, and perhaps a closing quotation mark
    before = {tokens[i].text for i in near}
    fresh = first == 0 or bool(before & HARD)
    finite = next((v for v in reversed(verbs) if v.form == "finite"), None)
    return Segment(first, last, begin + (joined and begin + 1 < end), end, verbs, joined, fresh, "," in before, any(i in closing for i in near), finite)


def _cuts(tokens: Sequence[Token], verbs: Sequence[Verb], names: Sequence[Name], quoted: Sequence[tuple[int, int]]) -> tuple[list[int], frozenset[int]]:
    """Where segments begin, and where quotations that are clauses end."""
    finite = [False] * len(tokens)
    for verb in verbs:
        finite[verb.at] = finite[verb.at] or verb.form == "finite"
    opening, closing = _quotes(tokens, finite, quoted)
    closers = {end for _, end in quoted}
    marks = _marks(tokens, names)
    ahead = _ahead(finite, marks, opening)
    cuts: list[int] = []
    behind, seen = False, False  # behind a mark that ends a segment; a finite verb seen since
    for i, token in enumerate(tokens):
        bracket, trails = token.text == "(" and i in marks, (i in marks and token.text != "(") or token.end in closers
        coordinates = seen and ahead[i] and token.lower in words.classes()["coordinator"]
        if not cuts or i in opening or bracket or coordinates or (behind and not trails):
            cuts.append(i)
            behind = seen = False
        behind, seen = behind or (i in marks and not bracket) or i in closing, seen or finite[i]
    return cuts, closing


def _quotes(tokens: Sequence[Token], finite: Sequence[bool], quoted: Sequence[tuple[int, int]]) -> tuple[frozenset[int], frozenset[int]]:
    """Positions of the marks around quotations that are clauses of their own."""
    opening, closing = set(), set()
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
    return frozenset(opening), frozenset(closing)


def _marks(tokens: Sequence[Token], names: Sequence[Name]) -> frozenset[int]:
    """Positions of the marks that may end a clause; not those inside a name."""
    within = {i for name in names for i in range(name.first, name.last)}
    return frozenset(i for i, t in enumerate(tokens) if t.kind == "punct" and i not in within and (t.text in SOFT or t.text in HARD or _dash(tokens, i)))


def _dash(tokens: Sequence[Token], i: int) -> bool:
    """Whether a hyphen stands for a dash: with space on both sides. An ellipsis counts as a final mark."""
    text = tokens[i].text
    spaced = 0 < i < len(tokens) - 1 and tokens[i - 1].end < tokens[i].start and tokens[i].end < tokens[i + 1].start
    return (text == "-" and spaced) or text.startswith("..")


def _ahead(finite: Sequence[bool], marks: frozenset[int], opening: frozenset[int]) -> list[bool]:
    """For each position, whether a finite verb comes before the next mark."""
    found = [False] * (len(finite) + 1)
    for i in range(len(finite) - 1, -1, -1):
        found[i] = finite[i] or (found[i + 1] and i not in marks and i not in opening)
    return found
