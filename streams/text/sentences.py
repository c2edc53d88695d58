"""Regions of a text → sentences, and the quotation spans within them. Linear in the text: one pass for the quotation marks, one for the ends.

Sentences inside one pair of quotation marks stay together with their frame („A. B.“, sagte X.) if the quote is shorter than KEPT characters. A mark that
is never closed holds nothing together: it counts as closed where its paragraph ends.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from streams.text import words
from streams.text.tokens import following, may_end, owns_dot

KEPT = 1500  # characters
WRAPPED = 100  # a text whose lines are all shorter was wrapped by a machine: its line ends mean nothing

CLOSERS = {"„": '“”"', "“": '”“"', "”": "”", "»": "«", "«": "»", '"': '"“”', ",,": "''“”\"", "‚": "‘’", "‘": "’", "›": "‹", "‹": "›", "<<": ">>", ">>": "<<"}
SINGLE = frozenset("‚‘›‹")
MARK = re.compile(r"[„“”\"»«‚‘’›‹]|,,(?=\w)|''|<<|>>")
#: A final mark with what closes behind it, one before a capital without space, and the crosses of a ticker. A class comes first: so the search is fast.
FINAL = re.compile(
    r"[.!?…+](?:(?<![.!?…][.!?…])(?<!\+)[.!?…]*+(?:''|[“”\"»«‘’›‹)\]]*+)(?=\s|\Z)|(?<=[a-zäöüß]{2}[.!?])(?=[A-ZÄÖÜ][a-zäöüß])|(?<=(?<!\+)\+)\+\+(?!\+))"
)
#: A headline in capitals at the beginning of a line that goes on as text.
CAPITALS = re.compile(r"(?=[^a-zäöüß]{0,200}?[A-ZÄÖÜ]{5})(?:[A-ZÄÖÜ0-9][A-ZÄÖÜ0-9/-]*+[,:]?[ \t]){3,30}+(?=[„»«“\"]?[A-ZÄÖÜ][a-zäöüß])")
TICKER = "+++"
BREAK = re.compile(r"\n\s*")


class Region(Protocol):
    """A part of the text that is read on its own."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...


class Quote(NamedTuple):
    """Offsets of a quotation, marks included. One that no mark closes ends where the next begins, or where the stretch ends."""

    start: int
    end: int
    closed: bool


def split(text: str, regions: Iterable[Region]) -> list[tuple[int, int, int]]:
    """The sentences of the regions as (start, end, paragraph), in order, without white space at their ends; paragraphs are counted through the text."""
    found: list[tuple[int, int, int]] = []
    paragraph = 0
    for region in regions:
        for start, end in _paragraphs(text, region.start, region.end):
            found += [(first, last, paragraph) for first, last in _sentences(text, start, end)]
            paragraph += 1
    return found


def quoted(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """What stands in quotation marks within text[start:end], marks included, in order, quotes within quotes left out. Never closed: up to `end`."""
    return tuple((q.start, q.end) for q in _quotes(text, start, end))


def _quotes(text: str, start: int, end: int) -> Iterator[Quote]:
    """Pairs of marks. One pair is open at a time; the same opening mark again means that the first was never closed."""
    opened: tuple[str, int] | None = None
    for match in MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        opening, closing = _sides(text, at, match.end(), start, end)
        if opened is None:
            opened = (mark, at) if mark in CLOSERS and (opening or mark in "„‚") else None
        elif _closes(mark, opened[0], opening, closing):
            yield Quote(opened[1], match.end(), True)
            opened = None
        elif _reopens(mark, opened[0], opening):
            if opened[0] not in SINGLE:
                yield Quote(opened[1], at, False)
            opened = (mark, at)
    if opened and opened[0] not in SINGLE:  # an unclosed single mark is an apostrophe
        yield Quote(opened[1], end, False)


def _sides(text: str, at: int, after: int, start: int, end: int) -> tuple[bool, bool]:
    """Whether a mark can open (something follows at once, nothing stands right before) and whether it can close."""
    before, behind = text[at - 1] if at > start else " ", text[after] if after < end else " "
    return not behind.isspace() and not before.isalnum() and before not in ".!?,", not before.isspace() or behind.isspace()


def _closes(mark: str, opener: str, opening: bool, closing: bool) -> bool:
    """Whether `mark` closes a pair that `opener` began. An apostrophe inside ‚…’ has a letter on both sides and neither opens nor closes."""
    if mark not in CLOSERS[opener] and not (len(mark) > 1 and mark == CLOSERS[opener][:2]):
        return False
    return closing and not (opening and mark == opener)


def _reopens(mark: str, opener: str, opening: bool) -> bool:
    """A second „ or a second opening " while one is open; or a double mark inside a single one, which then was none."""
    return (mark == opener and (opening or mark == "„")) or (opener in SINGLE and mark in CLOSERS and mark not in SINGLE and opening)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between line ends that mean something: blank lines, ends after a final mark; where no machine wrapped the text, ends before a capital too."""
    breaks = list(BREAK.finditer(text, start, end))
    wrapped = _wrapped(text, start, end, breaks)
    first = start
    for match in breaks:
        if match.group().count("\n") > 1 or _final(text, start, match.start()) or not (wrapped or text[match.end() : match.end() + 1].islower()):
            yield first, match.start()
            first = match.end()
    yield first, end


def _wrapped(text: str, start: int, end: int, breaks: list[re.Match[str]]) -> bool:
    """Whether lines end where a column ends: none is long, and of those that stop within a sentence a fourth go on with a small letter."""
    firsts, lasts = [start, *(m.end() for m in breaks)], [*(m.start() for m in breaks), end]
    loose = [text[m.end() : m.end() + 1] for m in breaks if m.group().count("\n") == 1 and not _final(text, start, m.start())]
    small = sum(1 for letter in loose if letter.islower())
    return len(loose) > 1 and small * 4 >= len(loose) and all(last - first <= WRAPPED for first, last in zip(firsts, lasts, strict=True))


def _final(text: str, start: int, at: int) -> bool:
    """Whether a sentence's last mark stands right before `at`."""
    return text[max(start, at - 8) : at].rstrip(" \t\r“”\"»«‘’›‹)]'")[-1:] in tuple(".!?…")


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph."""
    pairs = [(q.start, q.end) for q in _quotes(text, start, end) if q.closed and q.end - q.start < KEPT]
    first, pair = _behind_capitals(text, start, end), 0
    yield from _trimmed(text, start, first)
    for match in FINAL.finditer(text, start, end):
        while pair < len(pairs) and pairs[pair][1] <= match.start():
            pair += 1
        held = pair < len(pairs) and pairs[pair][0] < match.start() and match.end() < pairs[pair][1]
        if not held and _ends(text, match, first, end):
            cut = match.start() if match.group() == TICKER else match.end()
            yield from _trimmed(text, first, cut)
            first = cut
    yield from _trimmed(text, first, end)


def _behind_capitals(text: str, start: int, end: int) -> int:
    """Where the text begins behind a headline in capitals: "GESPRÄCHE IN WIEN GESCHEITERT Die Unterhändler …"; `start` where there is none."""
    match = CAPITALS.match(text, start, end)
    return match.end() if match else start


def _ends(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a final mark ends a sentence here, or the crosses of a ticker begin one."""
    follower = following(text, match.end(), end)
    if follower[:1].islower() or (not follower and _goes_on(text, match.end(), end)):
        return False
    if match.group() == TICKER:
        return bool(follower)
    at = match.start()
    if match.group() != "." or not owns_dot(text, at, start, end):
        return True
    return may_end(text, at, start) and (not follower or follower.lower() in words.openers())


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether a mark follows that never begins a sentence: „Wann?“, fragte sie."""
    while at < end and text[at].isspace():
        at += 1
    return at < end and text[at] in ",;:–—-&/"


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without white space at its ends; nothing if that is all of it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
