"""What date readings are built from: a matched phrase, and how the members of a list hang together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final, Literal

from streams.text import days, edtf
from streams.text.date_items import Item
from streams.text.days import Anchor, Lean

Resolver = Callable[[Lean], str | None]
Maker = Callable[[int], str | None]  # of a year

CLOSE = 31  # days: see days.yearly
OPEN: Final = 0  # the year of a date that names none
TURN = 150  # days: members of a list that seem to go back further cross New Year ("im Dezember und Januar")
WEEKDAYS = ("WEEKDAY", "NAMEDAY", "WEEKTIME", "OFDAY")
NUMBERED = ("YEAR", "ROUND", "OLDYEAR", "SPLITYEAR")
JOINTS = ("AND", "OR", "UNTIL", "DASH", "SLASH", "COMMA", "ONTO")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The items of a match, and the article's day."""

    items: tuple[Item, ...]
    anchor: Anchor | None

    def value(self, *kinds: str) -> str | None:
        """The value of the first item of one of the kinds."""
        return next((i.value for i in self.items if i.kind in kinds), None)

    def number(self, *kinds: str) -> int | None:
        """The same as a number."""
        value = self.value(*kinds)
        return int(value) if value else None

    def has(self, *kinds: str) -> bool:
        """Whether there is an item of one of the kinds."""
        return any(i.kind in kinds for i in self.items)

    def year(self) -> int | None:
        """The year it names; OPEN if it names none, None for one that can't be known ("desselben Jahres")."""
        full = self.value("FULL")
        if full or self.has(*NUMBERED):
            return int(full[:4]) if full else self.number(*NUMBERED)
        if self.has("LASTYEAR", "HEUER"):
            return days.year_from(self.anchor, -1 if self.has("LASTYEAR") else 0)
        if self.has("OTHERYEAR", "OTHER"):
            return None
        if self.has("YEARWORD"):
            return days.year_from(self.anchor, self.number("REL") or 0) if self.has("REL") else None
        return OPEN

    def month_and_day(self, next_month: int) -> tuple[int, int]:
        """Of a day; without a month of its own it has that of the next ("12. bis 14. April")."""
        numeric = self.value("FULL", "SHORT")
        if numeric:
            month, day = numeric.split("-")[-2:]
            return int(month), int(day)
        ordinals = [int(i.value) for i in self.items if i.kind == "ORD"]
        if len(ordinals) == 2:  # "3. 4. 2022"
            return ordinals[1], ordinals[0]
        return self.number("MONTH") or next_month, self.number("ORD", "NTH") or 0

    def parts(self) -> list[tuple[Item, ...]]:
        """The members of a list, the joints left out. A joint parts only what has a day, a month or a year before it: not "Montag, den 3. Mai"."""
        core = ("ORD", "NTH", "SHORT", "FULL") if self.has("ORD", "NTH", "SHORT", "FULL") else (*WEEKDAYS, "MONTH", "YEAR", "ROUND", "REL", "HOLIDAY")
        parts: list[list[Item]] = [[]]
        for item in self.items:
            if item.kind in JOINTS and any(i.kind in core for i in parts[-1]):
                parts.append([])
            else:
                parts[-1].append(item)
        return [tuple(p) for p in parts]

    def phrases(self) -> list["Phrase"]:
        """The members as phrases of their own."""
        return [Phrase(p, self.anchor) for p in self.parts()]

    def joint(self) -> Literal["range", "choice", "list"]:
        """How the members hang together: from–to, one of them, or each."""
        if self.has("BETWEEN", "DASH", "SLASH") or any(i.kind == "UNTIL" for i in self.items[1:]):
            return "range"
        return "choice" if self.has("OR") else "list"


def always(found: str | None) -> Resolver:
    """What means the same wherever the clause looks."""
    return lambda _: found


def joined(p: Phrase, members: Callable[[Lean], list[str | None]], count: int) -> tuple[Resolver, ...]:
    """The members each for itself, or as an interval, or as a one-of-set."""
    if count == 1 or p.joint() == "list":
        return tuple(partial(lambda at, lean: members(lean)[at], at) for at in range(count))
    return (lambda lean: combined(members(lean), p.joint() == "range"),)


def combined(members: list[str | None], as_range: bool) -> str | None:
    known = [m for m in members if m]
    if len(known) < len(members):
        return None
    text = f"{known[0].partition('/')[0]}/{known[-1].rpartition('/')[2]}" if as_range else f"[{','.join(known).replace('/', '..')}]"
    return known[0] if len(set(known)) == 1 else text if edtf.valid(text) else None


def in_turn(p: Phrase, makes: list[Maker], named: list[int | None], lean: Lean, close: int) -> list[str | None]:
    """Yearly dates one after the other: the last decides on the year of those before it that name none."""
    relative = None if p.has("YEARWORD") else p.number("REL")
    found: list[str | None] = []
    for make, year in zip(reversed(makes), reversed(named), strict=True):
        if year == OPEN:
            found.append(_before(found[-1], make, p.joint() == "list") if found else _last(p.anchor, make, relative, lean, close))
        else:
            found.append(make(year) if year else None)
    return found[::-1]


def one(a: Anchor | None, make: Maker, year: int | None, close: int = 0, relative: int | None = None) -> tuple[Resolver, ...]:
    """The resolver of a single yearly date: in its year if it names one, else in the direction of the tense."""
    if year != OPEN:
        return (always(make(year) if year else None),)
    return (lambda lean: _last(a, make, relative, lean, close),)


def _last(a: Anchor | None, make: Maker, relative: int | None, lean: Lean, close: int) -> str | None:
    """A yearly date, in the direction of the tense if it is there at all: a named weekday may leave only the other."""
    return days.yearly(a, make, relative, lean, close=close) or days.yearly(a, make, relative, "near")


def _before(later: str | None, make: Maker, loose: bool) -> str | None:
    """A yearly date that goes before another, "28. Dezember bis 2. Januar"; the members of a loose list may stand in any order."""
    if later is None:
        return None
    year = int(later[:4])
    own, end = make(year), edtf.bounds(later)
    start = edtf.bounds(own) if own else None
    if start and end and start[0] - end[0] > timedelta(days=TURN if loose else 0):
        return make(year - 1)
    return own
