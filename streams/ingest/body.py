"""The text of an article: from HTML, and which parts of it are to be read. Offsets are fixed here once: parts are left out, nothing is cut out of the text."""

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from streams.ingest import blocks, furniture
from streams.ingest.blocks import Block, ends_sentence, holds_sentence_end
from streams.ingest.html import html_to_text
from streams.ingest.stamps import own_date, stamps, text_after

__all__ = ["Region", "html_to_text", "own_date", "readable"]

#: Text that stands twice in a file counts once if it has so many characters; what is shorter may be said twice.
TWICE = 60
HEADLINE = 120

_LIST_ITEM = re.compile(r"[-–—•*·+]\s?|\d+[.)]\s")


@dataclass(frozen=True, slots=True)
class Region:
    """`text[start:end]`, without white space at its edges. Only kind text is read; a headline may support the reading, a stamp says when."""

    start: int
    end: int
    kind: Literal["text", "stamp", "headline"]


def readable(text: str) -> list[Region]:
    """What of a text is to be read, in order, a region a paragraph: without boilerplate, and without what is printed a second time. Linear time."""
    found = [region for index, block in _articles_own(text) for region in _regions(text, block, index)]
    return _with_crossheads(text, _once(text, found))


def _articles_own(text: str) -> list[tuple[int, Block]]:
    """The blocks that are the article's, with their place among all blocks, credits cut off their ends."""
    all_blocks = blocks.split(text)
    rules = [furniture.rule(text[b.start : b.end]) for b in all_blocks]
    is_furniture = [r is not None and r[1] != "note" for r in rules]
    rest = next((index for index, r in enumerate(rules) if r and r[1] == "rest"), len(rules))
    end = min(rest, furniture.tail(is_furniture, [b.end - b.start for b in all_blocks]))
    own = [(index, b) for index, (b, r) in enumerate(zip(all_blocks[:end], rules, strict=False)) if r is None]
    cut = [(index, Block(b.start, b.start + furniture.without_credit(text[b.start : b.end]))) for index, b in own]
    return [(index, b) for index, b in cut if b.end > b.start]


def _regions(text: str, block: Block, index: int) -> list[Region]:
    """A block in its parts: a headline before a stamp, the stamps, the text."""
    found = stamps(text, block, index)
    if not found:
        return [Region(block.start, block.end, "text")]
    first, last = found[0], found[-1]
    headline = _region(text, block.start, first.start, "headline")
    return [*headline, *(Region(s.start, s.end, "stamp") for s in found), *_region(text, text_after(text, last, block), block.end, "text")]


def _region(text: str, start: int, end: int, kind: Literal["text", "headline"]) -> list[Region]:
    part = text[start:end].rstrip("|·•–—- \t\n(")
    return [Region(start, start + len(part), kind)] if any(c.isalnum() for c in part) else []


def _once(text: str, regions: list[Region]) -> list[Region]:
    """Without what stands before already: long parts, and short ones within a second printing."""
    seen: set[str] = set()
    kept: list[Region] = []
    repeating = False
    for region in regions:
        folded = " ".join(text[region.start : region.end].split())
        repeating = folded in seen and (len(folded) >= TWICE or repeating)
        if not repeating:
            kept.append(region)
        seen.add(folded)
    return kept


def _with_crossheads(text: str, regions: list[Region]) -> list[Region]:
    """Short paragraphs without a final mark, between others, are headlines."""
    marked: list[Region] = []
    for region, following in zip_longest(regions, regions[1:]):
        before = text[marked[-1].end - 1] if marked else ""
        is_headline = following is not None and _is_headline(text, region, before, text[following.start])
        marked.append(replace(region, kind="headline") if is_headline else region)
    return marked


def _is_headline(text: str, region: Region, before: str, behind: str) -> bool:
    """`before` and `behind` are the characters next to it: behind a colon stands an item of a list, and before a small letter the sentence goes on."""
    part = text[region.start : region.end]
    return (
        region.kind == "text"
        and len(part) <= HEADLINE
        and before != ":"
        and not (part[0].islower() or behind.islower() or part[-1] in ",;-–—")
        and not (ends_sentence(part) or holds_sentence_end(part) or _LIST_ITEM.match(part))
    )
