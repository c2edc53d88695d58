"""Days, weeks and months as a newspaper counts them: from the day of the article, backwards in a past tense and ahead in a future one.

Every function gives EDTF or None; None where the article's own date does not settle it. A `Lean` is where to look: past and future as the clause's tense
says, near where a preposition outweighs the tense ("für Montag geplant"), None where nothing tells.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from streams.text import edtf

Lean = Literal["past", "future", "near"] | None

SAME_SEASON = 92  # days: nearer than this, a date without a year is the nearest one, even across New Year; beyond it is in the article's own year
EXACT = 6  # "vor sechs Tagen" is meant as counted, "vor zehn Tagen" is about then
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The days on which the article may have been written."""

    first: date
    last: date

    @property
    def day(self) -> date | None:
        """Its day, if it is known."""
        return self.first if self.first == self.last else None

    @property
    def month(self) -> str | None:
        """Its month as EDTF, if it is known."""
        return f"{self.first:%Y-%m}" if (self.first.year, self.first.month) == (self.last.year, self.last.month) else None


@lru_cache(64)
def anchor(dated: str | None) -> Anchor | None:
    """The anchor that an article's date gives; None for no date, and for one that leaves the year open."""
    days = edtf.bounds(dated) if dated else None
    inside = days and 1000 < days[0].year == days[1].year < 9000  # room for centuries beside it
    return Anchor(*days) if days and inside else None


def near_day(a: Anchor | None, offset: int) -> str | None:
    """heute 0, gestern -1: of an article that is dated by the month alone, the month."""
    if a is None:
        return None
    return _iso(a.day + timedelta(days=offset)) if a.day else a.month


def weekday(a: Anchor | None, day: int, relative: int | None, lean: Lean) -> str | None:
    """ "am Montag" (day 0 is Monday), with relative -1 "am vergangenen", 0 "an diesem", 1 "am kommenden"; today counts unless relative says otherwise."""
    if a is None or a.day is None:
        return a.month if a else None
    ahead = (day - a.day.weekday()) % 7  # 0 to 6
    if relative:
        nearest = (ahead or 7) - 7 if relative > 0 else ahead
        return _iso(a.day + timedelta(days=nearest) + relative * WEEK)
    if lean == "near":
        return _iso(a.day + timedelta(days=ahead if ahead <= 3 else ahead - 7))
    forward = lean == "future" or (lean is None and relative == 0)
    return _iso(a.day + timedelta(days=ahead if forward or not ahead else ahead - 7))


def weekdays(a: Anchor | None, days: Iterable[int], relative: int | None, lean: Lean) -> list[str | None]:
    """ "am Montag und Dienstag": as `weekday`, but one after the other."""
    wanted = list(days)
    if a is None or a.day is None:
        return [weekday(a, d, relative, lean) for d in wanted]
    ahead = (relative or 0) > 0 or (not relative and (lean == "future" or (lean is None and relative == 0)))
    start = wanted[0] if ahead else wanted[-1]
    fixed = date.fromisoformat(weekday(a, start, relative, lean) or "")
    steps = [(d - start) % 7 if ahead else -((start - d) % 7) for d in wanted]
    return [_iso(fixed + timedelta(days=s)) for s in steps]


def moved(a: Anchor | None, old: int, new: int) -> list[str | None]:
    """ "von Dienstag auf Donnerstag": the coming one of the new weekday, and the last one of the old before it."""
    there = weekday(a, new, None, "future")
    if a is None or a.day is None or there is None:
        return [there, there]
    return [_iso(date.fromisoformat(there) - timedelta(days=(new - old) % 7)), there]


def weekday_in_week(a: Anchor | None, day: int, weeks: int) -> str | None:
    """ "Montag letzter Woche": the weekday of the week so many weeks from this one."""
    return _iso(_monday(a.day) + weeks * WEEK + timedelta(days=day)) if a and a.day else None


def weekday_beyond(a: Anchor | None, day: int, weeks: int) -> str | None:
    """ "Montag vor zwei Wochen" (-2), "Freitag in einer Woche" (1): so many weeks beyond the nearest in that direction."""
    if a is None or a.day is None:
        return None
    ahead = (day - a.day.weekday()) % 7
    return _iso(a.day + timedelta(days=ahead if weeks > 0 or not ahead else ahead - 7) + weeks * WEEK)


def checked_day(a: Anchor | None, offset: int, day: int) -> str | None:
    """ "am gestrigen Sonntag": None where yesterday was another weekday, for then the article's date can't be right."""
    if a and a.day and (a.day + timedelta(days=offset)).weekday() != day:
        return None
    return near_day(a, offset)


def week(a: Anchor | None, weeks: int, part: int | None = None) -> str | None:
    """The week so many weeks from this one, Monday to Sunday; or its beginning (Mo/Tu), middle (Tu–Th), end (Fr–Su)."""
    if a is None or a.day is None:
        return None
    first, last = (0, 6) if part is None else ((0, 1), (1, 3), (4, 6))[part]
    monday = _monday(a.day) + weeks * WEEK
    return _range(monday + timedelta(days=first), monday + timedelta(days=last))


def weekend(a: Anchor | None, relative: int | None, lean: Lean) -> str | None:
    """Saturday and Sunday: in the past the one before, ahead the coming one, this one while it lasts; where nothing tells, the nearer one."""
    if a is None or a.day is None:
        return None
    coming = _monday(a.day) + timedelta(days=5)  # or the present one
    now = a.day >= coming
    if relative:
        weeks = relative if relative < 0 or now else relative - 1
    elif relative == 0 or now:
        weeks = 0
    else:
        weeks = 0 if lean == "future" or (lean != "past" and a.day.weekday() >= 3) else -1
    saturday = coming + weeks * WEEK
    return _range(saturday, saturday + timedelta(days=1))


def months_from(a: Anchor | None, months: int) -> str | None:
    """ "im kommenden Monat" (1); of an article whose month is known."""
    if a is None or a.month is None:
        return None
    year, month = divmod(a.first.year * 12 + a.first.month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}"


def year_from(a: Anchor | None, years: int) -> int | None:
    """ "im vergangenen Jahr" (-1)."""
    return a.first.year + years if a else None


def away(a: Anchor | None, count: int, unit: int, about: bool) -> str | None:
    """ "vor zwei Wochen" (-2, 7), "in drei Tagen" (3, 1); `unit` is 1, 7, 30 or 365 days. As vague as its unit is."""
    if a is None or abs(count) * unit > 365 * 500:
        return None
    if unit >= 365:
        return f"{a.first.year + count * (unit // 365):04}~"
    if unit == 30:
        there = months_from(a, count)
        return f"{there}~" if there else None
    if a.day is None:
        return None
    exact = unit == 1 and abs(count) <= EXACT and not about
    return _iso(a.day + timedelta(days=count * unit)) + ("" if exact else "~")


def away_half(a: Anchor | None, halves: int, unit: int) -> str | None:
    """ "vor anderthalb Jahren" (-3, 365), "in einem halben Jahr" (1, 365): so many halves of the unit."""
    if unit >= 365:
        return away(a, halves * 6 * (unit // 365), 30, True)
    return away(a, round(halves * unit / 2), 1, True)


def away_exactly(a: Anchor | None, start: int, count: int, unit: int) -> str | None:
    """ "heute vor einem Jahr" (0, -1, 365): the same day of the month, or of the year."""
    if a is None or a.day is None:
        return None
    day = a.day + timedelta(days=start)
    if unit < 30:
        return _iso(day + timedelta(days=count * unit))
    year, month = divmod(day.year * 12 + day.month - 1 + count * (12 if unit == 365 else 1), 12)
    return calendar_day(year, month + 1, day.day)


def calendar_day(year: int, month: int, day: int) -> str | None:
    """A day as EDTF; None for the 31st of February."""
    text = f"{year:04}-{month:02}-{day:02}"
    return text if edtf.valid(text) else None


def yearly(a: Anchor | None, make: Callable[[int], str | None], relative: int | None, lean: Lean, *, close: int = 0) -> str | None:
    """What comes every year ("im Mai", "am 12. April", "im Sommer"), in the year that is meant. `make` gives it for a year.

    Nobody calls a day of almost a year ago "12. April" alone: within `close` days of the article it is the nearest one, whatever the tense.
    """
    if a is None:
        return None
    years = range(a.first.year - 8, a.first.year + 9)  # a 29th of February is up to eight years away
    found = [(days, text) for y in years if 0 < y < date.max.year and (text := make(y)) and (days := edtf.bounds(text))]
    if not found:
        return None
    if relative is not None:
        return _by_relation(a, found, relative)
    nearest = min(found, key=lambda f: _distance(a, f[0]))
    distance = _distance(a, nearest[0])
    if distance <= close or lean == "near" or (lean is None and distance <= SAME_SEASON):
        return nearest[1]
    if lean is None:
        return next((text for days, text in found if days[0].year == a.first.year), nearest[1])
    return _by_relation(a, found, None, past=lean == "past")


Found = tuple[edtf.Days, str]


def _by_relation(a: Anchor, found: list[Found], relative: int | None, *, past: bool = False) -> str | None:
    """Of yearly dates the one meant: -1 the last that is over, 1 the next that has not begun; without a relation the present one counts too."""
    if relative == 0:
        return min(found, key=lambda f: (f[0][0].year != a.first.year, _distance(a, f[0])))[1]
    if past or (relative or 0) < 0:
        before = [text for days, text in found if (days[1] < a.first if relative else days[0] <= a.last)]
        return before[relative or -1] if len(before) >= abs(relative or -1) else None
    after = [text for days, text in found if (days[0] > a.last if relative else days[1] >= a.first)]
    return after[(relative or 1) - 1] if len(after) >= (relative or 1) else None


def _distance(a: Anchor, days: edtf.Days) -> int:
    """Days between the article and a date; 0 if the one lies in the other."""
    return max((days[0] - a.last).days, (a.first - days[1]).days, 0)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _iso(day: date) -> str:
    return day.isoformat()


def _range(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"
