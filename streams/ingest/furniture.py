"""What a broadcaster or a newspaper puts around an article: players, teasers, notes, credits. The rules are rows of boilerplate.tsv."""

import re
from collections.abc import Sequence
from typing import Literal

from streams import lexicon

#: No longer block is furniture by how it begins: then it is an article printed as one paragraph.
LONGEST = 700
#: A block ends in a credit or an agency's number within so many characters.
CREDIT = 160
#: The end of an article has turned into furniture where so many blocks of it follow each other; before those, so many are enough …
RUN, EARLIER_RUN = 3, 2
#: … and between them stand at most so many others, none longer than a teaser.
GAP, TEASER = 2, 300

Where = Literal["whole", "start", "end", "note", "rest"]


class BoilerplateRow(lexicon.Row):
    """A row of boilerplate.tsv.

    where: whole = the pattern is the block; start = it begins the block, which is furniture as a whole; end = it is cut off the block's end; note = as whole,
    but it stands within articles too, so it tells nothing about what surrounds it; rest = nothing from here on is meant for readers.
    """

    where: Where
    pattern: str
    example: str


def rule(block: str) -> tuple[str, Where] | None:
    """Id and kind of the row by which a block is no text, or None. The kind is whole, start, note or rest."""
    if len(block) <= LONGEST:
        for where in ("rest", "start", "whole", "note"):
            match = _patterns()[where].match(block) if where in ("rest", "start") else _patterns()[where].fullmatch(block)
            if match and match.lastgroup:
                return _ids()[match.lastgroup], where
    return None


def without_credit(block: str) -> int:
    """The length of a block without credits and agency numbers at its end."""
    end = len(block)
    while match := _patterns()["end"].search(block, max(0, end - CREDIT), end):
        shorter = len(block[: match.start()].rstrip())
        if shorter == end:
            break
        end = shorter
    return end


def tail(furniture: Sequence[bool], sizes: Sequence[int]) -> int:
    """The index of the block from which an article is all furniture and teasers; the number of blocks if there is no such tail.

    What it takes with it must be less than what stands before it, so that a bar of buttons above an article doesn't swallow the article.
    """
    begin, run, gap = len(furniture), 0, 0
    for index in reversed(range(len(furniture))):
        run, gap = (run + 1, 0) if furniture[index] else (0, gap + 1)
        if gap > GAP or (gap and sizes[index] > TEASER):
            break
        if run >= RUN or (run >= EARLIER_RUN and begin < len(furniture)):
            begin = index
    text = [0 if is_furniture else size for is_furniture, size in zip(furniture, sizes, strict=True)]
    return begin if sum(text[begin:]) < sum(text[:begin]) else len(furniture)


@lexicon.derived
def _rows() -> tuple[BoilerplateRow, ...]:
    return lexicon.rows("boilerplate", BoilerplateRow)


@lexicon.derived
def _ids() -> dict[str, str]:
    return {f"r{index}": row.id for index, row in enumerate(_rows())}


@lexicon.derived
def _patterns() -> dict[str, re.Pattern[str]]:
    """One pattern for all rows of a kind: the first that fits is the group that matched."""
    wheres: tuple[Where, ...] = ("whole", "start", "end", "note", "rest")
    return {where: re.compile(_alternatives(where)) for where in wheres}


def _alternatives(where: Where) -> str:
    alternatives = "|".join(f"(?P<r{index}>{row.pattern})" for index, row in enumerate(_rows()) if row.where == where)
    return f"(?:{alternatives or '(?!)'})" + (r"\s*\Z" if where == "end" else "")
