"""A text → its blocks: paragraphs, or lines where every line is a paragraph of its own."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

#: A text set in columns has lines that are all at most this long, and at least the longest of them this long.
WIDEST, NARROWEST = 100, 50

_LINE = re.compile(r"[^\n]+")
_FINAL = re.compile(r"[.!?…:][\"'“”‘’»«›‹)\]]*\s*\Z")

_WITHIN = re.compile(r"\w{4}[.!?][\"“”»«)]*\s")  # four letters: no ordinal, hardly an abbreviation


class Block(NamedTuple):
    """Offsets in the text, without white space at the edges."""

    start: int
    end: int


def split(text: str) -> list[Block]:
    """The blocks of a text in order; blank ones are none."""
    return [block for chunk in _chunks(text) for block in ([Block(chunk[0].start, chunk[-1].end)] if _is_wrapped(text, chunk) else chunk)]


def ends_sentence(part: str) -> bool:
    """Whether the last thing is a mark that ends a sentence, or a colon; closing quotation marks and brackets may follow it."""
    return bool(_FINAL.search(part[-20:]))


def holds_sentence_end(part: str) -> bool:
    """Whether a sentence ends within it, so that it is no headline."""
    return bool(_WITHIN.search(part))


def _chunks(text: str) -> Iterator[list[Block]]:
    """Lines between blank lines."""
    chunk: list[Block] = []
    behind = 0
    for match in _LINE.finditer(text):
        line = _trimmed(text, match.start(), match.end())
        if chunk and (line is None or match.start() > behind + 1):
            yield chunk
            chunk = []
        if line:
            chunk.append(line)
        behind = match.end()
    if chunk:
        yield chunk


def _trimmed(text: str, start: int, end: int) -> Block | None:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return Block(start, start + len(part.strip())) if part.strip() else None


def _is_wrapped(text: str, lines: list[Block]) -> bool:
    """Whether a machine broke the lines: no first word of a line would have fitted on the line before it."""
    widest = max(line.end - line.start for line in lines)
    if len(lines) < 2 or not NARROWEST <= widest <= WIDEST or all(ends_sentence(text[line.start : line.end]) for line in lines):
        return False
    return all(above.end - above.start + 1 + _first_word(text, below) > widest for above, below in pairwise(lines))


def _first_word(text: str, line: Block) -> int:
    return len(text[line.start : line.end].split(maxsplit=1)[0])
