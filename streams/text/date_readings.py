"""What a date phrase means: the functions that date_rules.tsv names as its readings. Each gives one resolver, or one for each member of a list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final, Literal

from streams.text import days, edtf
from streams.text.date_items import Item
from streams.text.days import Anchor, Lean

Resolver = Callable[[Lean], str | None]
Maker = Callable[[int], str | None]  # of a year

OPEN: Final = 0  # the year of a date that names none
CLOSE = 31  # days: see days.yearly
TURN = 150  # days: members of a list that seem to go back further cross New Year ("im Dezember und Januar")
UNITS = ("DAY", "WEEK", "WEEKS", "MONTHWORD", "MONTHS", "YEARWORD", "YEARS")
WEEKDAYS = ("WEEKDAY", "NAMEDAY", "WEEKTIME", "OFDAY")
NUMBERED = ("YEAR", "ROUND", "SPLITYEAR")
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


def nothing(_: Phrase) -> tuple[Resolver, ...]:
    """What only looks like a date."""
    return ()


def weekday(p: Phrase) -> tuple[Resolver, ...]:
    """ "am kommenden Montag"."""
    return (partial(days.weekday, p.anchor, p.number(*WEEKDAYS) or 0, p.number("REL")),)


def weekday_of_week(p: Phrase) -> tuple[Resolver, ...]:
    """ "Montag letzter Woche"."""
    return (_always(days.weekday_in_week(p.anchor, p.number(*WEEKDAYS) or 0, p.number("REL", "LASTWEEK") or 0)),)


def weekday_beyond(p: Phrase) -> tuple[Resolver, ...]:
    """ "Montag vor zwei Wochen"."""
    weeks = (p.number("NUM", "ONE") or 0) * (-1 if p.has("BEFORE") else 1)
    return (_always(days.weekday_beyond(p.anchor, p.number(*WEEKDAYS) or 0, weeks)),)


def weekdays(p: Phrase) -> tuple[Resolver, ...]:
    """ "am Montag und Dienstag", "von Montag bis Mittwoch nächster Woche"."""
    wanted = [part.number(*WEEKDAYS) or 0 for part in p.phrases()]
    relative = p.number("REL", "LASTWEEK")
    if p.has("WEEK", "LASTWEEK"):
        fixed = [days.weekday_in_week(p.anchor, d, relative or 0) for d in wanted]
        return _joined(p, lambda _: fixed, len(wanted))
    return _joined(p, lambda lean: days.weekdays(p.anchor, wanted, relative, lean), len(wanted))


def moved_weekdays(p: Phrase) -> tuple[Resolver, ...]:
    """ "von Dienstag auf Donnerstag verschoben": the new day is ahead, the old one before it."""
    old, new = (part.number(*WEEKDAYS) or 0 for part in p.phrases())
    return _joined(p, lambda _: days.moved(p.anchor, old, new), 2)


def night(p: Phrase) -> tuple[Resolver, ...]:
    """ "in der Nacht von Sonntag auf Montag" is dated by the Monday, as "in der Nacht zum Montag" is."""
    last = [i for i in p.items if i.kind in WEEKDAYS][-1]
    return (partial(days.weekday, p.anchor, int(last.value), None),)


def last_night(p: Phrase) -> tuple[Resolver, ...]:
    """ "in der vergangenen Nacht": that to the article's day; the coming one is that to the next."""
    return (_always(days.near_day(p.anchor, max(p.number("REL") or 0, 0))),)


def day(p: Phrase) -> tuple[Resolver, ...]:
    """ "gestern", "das gestrige Treffen"."""
    return (_always(days.near_day(p.anchor, p.number("DAYWORD", "DAYADJ", "TODAYADJ") or 0)),)


def checked_day(p: Phrase) -> tuple[Resolver, ...]:
    """ "am gestrigen Sonntag"."""
    return (_always(days.checked_day(p.anchor, p.number("DAYWORD", "DAYADJ", "TODAYADJ") or 0, p.number(*WEEKDAYS) or 0)),)


def away(p: Phrase) -> tuple[Resolver, ...]:
    """ "vor zwei Wochen", "in drei Tagen"; the latter is a duration where the clause looks back ("in drei Tagen erreicht")."""
    back = p.has("BEFORE")
    count = (p.number("NUM", "ONE") or 0) * (-1 if back else 1)
    found = days.away(p.anchor, count, p.number(*UNITS) or 1, p.has("ABOUT"))
    return (lambda lean: found if back or lean != "past" else None,)


def away_exactly(p: Phrase) -> tuple[Resolver, ...]:
    """ "heute vor einer Woche"."""
    count = (p.number("NUM", "ONE") or 0) * (-1 if p.has("BEFORE") else 1)
    return (_always(days.away_exactly(p.anchor, p.number("DAYWORD") or 0, count, p.number(*UNITS) or 1)),)


def week(p: Phrase) -> tuple[Resolver, ...]:
    """ "in der nächsten Woche"."""
    return (_always(days.week(p.anchor, p.number("REL", "LASTWEEK") or 0)),)


def weeks(p: Phrase) -> tuple[Resolver, ...]:
    """ "in dieser oder der kommenden Woche"."""
    found = [days.week(p.anchor, part.number("REL") or 0) for part in p.phrases()]
    return _joined(p, lambda _: found, len(found))


def weekend(p: Phrase) -> tuple[Resolver, ...]:
    """ "am Wochenende"."""
    return (partial(days.weekend, p.anchor, p.number("REL")),)


def part_of_period(p: Phrase) -> tuple[Resolver, ...]:
    """ "Ende der Woche", "Anfang kommenden Monats", "zum Jahresende"."""
    part, away = p.number("PART", "WEEKPART", "MONTHPART", "YEARPART") or 0, p.number("REL", "LASTWEEK", "LASTMONTH", "LASTYEAR") or 0
    if p.has("WEEK", "LASTWEEK", "WEEKPART"):
        return (_always(days.week(p.anchor, away, part)),)
    if p.has("MONTHWORD", "LASTMONTH", "MONTHPART"):
        return (_always(days.part_of_month(days.months_from(p.anchor, away), part)),)
    named = p.year() if p.has(*NUMBERED) else days.year_from(p.anchor, away)
    return (_always(days.part_of_year(named, part)),)


def part_of_month(p: Phrase) -> tuple[Resolver, ...]:
    """ "Anfang Mai"."""
    (month,), part = months(p), p.number("PART") or 0
    return (lambda lean: days.part_of_month(month(lean), part),)


def part_of_year(p: Phrase) -> tuple[Resolver, ...]:
    """ "Ende 2022"."""
    return (_always(days.part_of_year(p.year(), p.number("PART") or 0)),)


def months(p: Phrase) -> tuple[Resolver, ...]:
    """ "im Mai", "im Februar und März 2022"."""
    makes: list[Maker] = [partial(_month, part.number("MONTH") or 1) for part in p.phrases()]
    named = [OPEN] * (len(makes) - 1) + [p.year()]
    return _joined(p, lambda lean: _in_turn(p, makes, named, lean, 0), len(makes))


def month_from(p: Phrase) -> tuple[Resolver, ...]:
    """ "im kommenden Monat"."""
    return (_always(days.months_from(p.anchor, p.number("REL", "LASTMONTH") or 0)),)


def season(p: Phrase) -> tuple[Resolver, ...]:
    """ "im Frühjahr 2025"."""
    make = partial(_month, p.number("SEASON") or 0)
    return (lambda lean: _in_turn(p, [make], [p.year()], lean, 0)[0],)


def years(p: Phrase) -> tuple[Resolver, ...]:
    """ "2022", "im vergangenen Jahr", "zwischen 2015 und 2018"."""
    found = [f"{year:04}" if (year := part.year()) else None for part in p.phrases()]
    return _joined(p, lambda _: found, len(found))


def dates(p: Phrase) -> tuple[Resolver, ...]:
    """ "am 3. März 2022", "vom 12. bis 14. April": a member without a month has that of the next."""
    makes: list[Maker] = []
    month = 0
    for part in reversed(p.phrases()):
        month, day = part.month_and_day(month)
        makes.insert(0, partial(days.calendar_day, month=month, day=day))
    named = [part.year() for part in p.phrases()]
    if named[-1] == OPEN:
        makes[-1] = _on_weekday(p.anchor, makes[-1], p.phrases()[-1].number(*WEEKDAYS))
    return _joined(p, lambda lean: _in_turn(p, makes, named, lean, CLOSE), len(makes))


def holiday(p: Phrase) -> tuple[Resolver, ...]:
    """ "zu Ostern", "Karfreitag 2022"."""
    make = partial(_holiday, p.value("HOLIDAY") or "")
    return (lambda lean: _in_turn(p, [make], [p.year()], lean, CLOSE)[0],)


READINGS: Final[dict[str, Callable[[Phrase], tuple[Resolver, ...]]]] = {
    f.__name__: f
    for f in (nothing, weekday, weekday_of_week, weekday_beyond, weekdays, moved_weekdays, night, last_night, day, checked_day, away, away_exactly, week,
              weeks, weekend, part_of_period, part_of_month, part_of_year, months, month_from, season, years, dates, holiday)
}  # fmt: skip


def _always(found: str | None) -> Resolver:
    """What means the same wherever the clause looks."""
    return lambda _: found


def _joined(p: Phrase, members: Callable[[Lean], list[str | None]], count: int) -> tuple[Resolver, ...]:
    """The members each for itself, or as an interval, or as a one-of-set."""
    if count == 1 or p.joint() == "list":
        return tuple(partial(lambda at, lean: members(lean)[at], at) for at in range(count))
    return (lambda lean: _combined(members(lean), p.joint() == "range"),)


def _combined(members: list[str | None], as_range: bool) -> str | None:
    known = [m for m in members if m]
    if len(known) < len(members):
        return None
    text = f"{known[0]}/{known[-1]}" if as_range else f"[{','.join(known).replace('/', '..')}]"
    return known[0] if len(set(known)) == 1 else text if edtf.valid(text) else None


def _in_turn(p: Phrase, makes: list[Maker], named: list[int | None], lean: Lean, close: int) -> list[str | None]:
    """Yearly dates one after the other: the last decides on the year of those before it that name none."""
    relative = None if p.has("YEARWORD") else p.number("REL")
    found: list[str | None] = []
    for make, year in zip(reversed(makes), reversed(named), strict=True):
        if year == OPEN:
            found.append(_before(found[-1], make, p.joint() == "list") if found else _last(p.anchor, make, relative, lean, close))
        else:
            found.append(make(year) if year else None)
    return found[::-1]


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


def _on_weekday(a: Anchor | None, make: Maker, weekday: int | None) -> Maker:
    """Of "Montag, 14. März" the years beside the article's in which that is a Monday, if there are any; else the weekday is a slip."""
    if a is None or weekday is None:
        return make
    around = range(a.first.year - 1, a.first.year + 2)
    right = [y for y in around if (text := make(y)) and date.fromisoformat(text).weekday() == weekday]
    return (lambda year: make(year) if year in right else None) if right else make


def _month(month: int, year: int) -> str | None:
    """A month or a season as EDTF."""
    return f"{year:04}-{month:02}"


def _holiday(rule: str, year: int) -> str | None:
    """A day or an interval, by month-day or by days from Easter Sunday: "12-24/12-26", "E+49"."""
    return "/".join((days.easter(year) + timedelta(days=int(end[1:]))).isoformat() if end[0] == "E" else f"{year:04}-{end}" for end in rule.split("/"))
