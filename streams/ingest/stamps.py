"""Where a text says of which day it is: "Stand: 07.03.2022 19:45 Uhr", an agency's dateline. A date is never invented: what names no year is no date."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from streams import lexicon
from streams.ingest import blocks
from streams.ingest.blocks import Block

#: A stamp stands within so many characters of its block's beginning; before it there is at most a headline.
REACH = 250
#: In how many of the first blocks a stamp of a kind may stand; labels stand anywhere.
HEAD = {"lead": 1, "opening": 2, "dateline": 4, "line": 4}

_PLACEHOLDER = re.compile(r"(?<!\?P)<([a-z]+)>")
_BETWEEN = re.compile(r"[\s|,;·•*–—-]*")


class StampRow(lexicon.Row):
    """A row of stamps.tsv."""

    kind: Literal["part", "label", "line", "dateline", "opening", "lead"]
    pattern: str
    example: str = ""


class DateWord(lexicon.Row):
    """A row of dates.tsv."""

    kind: str
    value: str = ""
    case: str = ""
    forms: tuple[str, ...] = ()


class Rule(NamedTuple):
    """A row ready for use; `rank` is its place in the table."""

    id: str
    rank: int
    kind: str
    pattern: re.Pattern[str]


class Stamp(NamedTuple):
    """What to leave out of the text, and where and how it says the date."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]


def own_date(text: str, zone: ZoneInfo) -> str | None:
    """The day, month or instant that the text itself bears as its own (EDTF, an instant with the offset of `zone`), or None."""
    all_blocks = blocks.split(text)
    found = [s for index, block in enumerate(all_blocks) for s in stamps(text, block, index)]
    dated = [(s.rule.rank, s.start, date) for s in found if (date := _date(s.match, zone)) and not _is_chronicle(text, all_blocks, s)]
    return min(dated)[2] if dated else None


def stamps(text: str, block: Block, index: int) -> list[Stamp]:
    """The stamps of a block, one behind the other: at its beginning, behind a headline, or as its end. `index`: which block of the text it is."""
    found: list[Stamp] = []
    stamp = _first(text, block, index)
    while stamp:
        found.append(stamp)
        stamp = next(_at(text, Block(_behind(text, stamp.end, block.end), block.end), index), None)
    return found


def text_after(text: str, stamp: Stamp, block: Block) -> int:
    """Where the text goes on behind a stamp and the strokes and dashes that follow it."""
    return _behind(text, stamp.end, block.end)


def _first(text: str, block: Block, index: int) -> Stamp | None:
    bracketed = [Block(block.start + 1, block.end)] if text[block.start] in "([" else []
    at = (stamp for begin in (block, *bracketed) for stamp in _at(text, begin, index))
    return next(at, None) or next(_within(text, block, index), None)


def _at(text: str, block: Block, index: int) -> Iterator[Stamp]:
    """Stamps that begin where the block does."""
    for rule in _rules():
        if rule.kind in HEAD and index >= HEAD[rule.kind]:
            continue
        match = rule.pattern.match(text, block.start, block.end)
        if match and (rule.kind == "lead" or not _goes_on(text, match.end(), block.end)) and (rule.kind != "line" or _ends(text, match.end(), block.end)):
            yield _stamp(text, rule, match, block.end)


def _within(text: str, block: Block, index: int) -> Iterator[Stamp]:
    """Stamps with a label behind a headline, or, in a later block, at the end of a line of such. One in brackets dates what stands before it."""
    reach = min(block.end, block.start + REACH)
    for rule in _rules():
        match = rule.pattern.search(text, block.start, reach) if rule.kind == "label" else None
        if not match or _goes_on(text, match.end(), block.end) or not (":" in match.group() or match["hour"]):
            continue
        before = text[block.start : match.start()]
        if not before.rstrip().endswith("(") and not blocks.holds_sentence_end(before) and (index == 0 or _ends(text, match.end(), block.end)):
            yield _stamp(text, rule, match, block.end)


def _is_chronicle(text: str, all_blocks: list[Block], stamp: Stamp) -> bool:
    """Whether several blocks open with a place and a date: then those are the days of what happened."""
    return stamp.rule.kind == "opening" and sum(1 for b in all_blocks if stamp.rule.pattern.match(text, b.start, b.end)) > 1


def _stamp(text: str, rule: Rule, match: re.Match[str], end: int) -> Stamp:
    closing = match.end() + 1 if match.end() < end and text[match.end()] in ")]" else match.end()
    return Stamp(match.start(), closing, rule, match)


def _behind(text: str, at: int, end: int) -> int:
    match = _BETWEEN.match(text, at, end)
    return match.end() if match else at


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether a sentence runs on behind the date: then it is part of the sentence and no stamp."""
    at = _behind(text, at, end)
    return at < end and text[at].islower()


def _ends(text: str, at: int, end: int) -> bool:
    return _behind(text, at, end) >= end - 1


def _date(match: re.Match[str], zone: ZoneInfo) -> str | None:
    """The date of a stamp; None if it has none, or one that the calendar doesn't have."""
    named = match.groupdict()
    day = named.get("iso") or _month(named) or _day(named)
    if not day:
        return None
    hour, minute = named.get("hour"), named.get("minute") or named.get("minutes") or "0"
    try:
        if len(day) < len("2022-03-07"):
            datetime.strptime(day, "%Y-%m" if "-" in day else "%Y")
            return day
        at = datetime.fromisoformat(day)
        return at.replace(hour=int(hour), minute=int(minute), tzinfo=zone).isoformat() if hour and int(hour) < 24 else day
    except ValueError:
        return None


def _day(named: dict[str, str | None]) -> str | None:
    day, year = named.get("day"), named.get("year")
    month = named.get("month") or _month_number(named.get("name"))
    if not (day and month and year):
        return None
    return f"{year if len(year) == 4 else '20' + year}-{int(month):02}-{int(day):02}"


def _month(named: dict[str, str | None]) -> str | None:
    month, year = _month_number(named.get("monthname")), named.get("monthyear")
    return f"{year}-{int(month):02}" if month and year else None


def _month_number(name: str | None) -> str | None:
    return _months()[name.lower()] if name else None


@lexicon.derived
def _months() -> dict[str, str]:
    return {form: row.value for row in _words("MONTH") for form in row.forms}


@lexicon.derived
def _rules() -> tuple[Rule, ...]:
    rows = lexicon.rows("stamps", StampRow)
    parts = {row.id: row.pattern for row in rows if row.kind == "part"}
    parts["month"] = _any_of(list(_months()))
    parts["weekday"] = _any_of([form for row in _words("WEEKDAY", "NAMEDAY") for form in row.forms] + ["mo", "di", "mi", "do", "fr", "sa", "so"])
    return tuple(Rule(row.id, rank, row.kind, _compiled(row, parts)) for rank, row in enumerate(rows) if row.kind != "part")


def _compiled(row: StampRow, parts: dict[str, str]) -> re.Pattern[str]:
    """The pattern with its parts put in, and theirs. A label begins a word."""
    pattern = row.pattern
    while placeholder := _PLACEHOLDER.search(pattern):
        pattern = pattern[: placeholder.start()] + parts[placeholder[1]] + pattern[placeholder.end() :]
    return re.compile(r"\b" + pattern if row.kind == "label" else pattern)


def _words(*kinds: str) -> list[DateWord]:
    return [row for row in lexicon.rows("dates", DateWord) if row.kind in kinds]


def _any_of(forms: list[str]) -> str:
    """The longest form first, in any case."""
    return f"(?i:{'|'.join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f)))})"
