"""Parts of a year as a newspaper calls them: halves of a month, quarters, decades, weeks by number, holidays. All functions give EDTF, or None for none."""

from datetime import date, timedelta

from streams.text import edtf
from streams.text.days import WEEK, Anchor


def part_of_month(month: str | None, part: int) -> str | None:
    """Anfang, Mitte, Ende of a month: the days 1–10, 11–20, and from the 21st."""
    days = edtf.bounds(month) if month else None
    if not days:
        return None
    first, last = days
    return _range(first.replace(day=1 + 10 * part), last if part == 2 else first.replace(day=10 + 10 * part))


def part_of_year(year: int | None, part: int) -> str | None:
    """Anfang, Mitte, Ende of a year: its first quarter, May to August, its last quarter."""
    first, last = ((1, 3), (5, 8), (10, 12))[part]
    return f"{year:04}-{first:02}/{year:04}-{last:02}" if year else None


def half_of_month(year: int, month: int, half: int) -> str | None:
    """ "in der ersten Maihälfte": the days 1–15, or from the 16th."""
    days = edtf.bounds(f"{year:04}-{month:02}")
    if not days or half not in (1, 2):
        return None
    return _range(days[0], days[0].replace(day=15)) if half == 1 else _range(days[0].replace(day=16), days[1])


def term(year: int, months: int, number: int) -> str | None:
    """ "im ersten Quartal" (3, 1), "im zweiten Halbjahr" (6, 2)."""
    last = number * months
    return f"{year:04}-{last - months + 1:02}/{year:04}-{last:02}" if 1 <= last <= 12 else None


def term_from(a: Anchor | None, months: int, terms: int) -> str | None:
    """ "im vergangenen Quartal" (3, -1)."""
    if a is None or a.month is None:
        return None
    year, number = divmod(a.first.year * (12 // months) + (a.first.month - 1) // months + terms, 12 // months)
    return term(year, months, number + 1)


def part_of_decade(first: int, part: int | None) -> str:
    """The years of a decade; or its beginning (0–3), middle (4–6), end (7–9)."""
    begin, end = (0, 9) if part is None else ((0, 3), (4, 6), (7, 9))[part]
    return f"{first + begin:04}/{first + end:04}"


def weekday_of_month(year: int, month: int, day: int, count: int) -> str | None:
    """ "am ersten Dienstag im November" (1), "am letzten Sonntag im Mai" (-1)."""
    bounds = edtf.bounds(f"{year:04}-{month:02}")
    if not bounds or not count:
        return None
    first, last = bounds
    if count > 0:
        found = first + timedelta(days=(day - first.weekday()) % 7) + (count - 1) * WEEK
    else:
        found = last - timedelta(days=(last.weekday() - day) % 7) + (count + 1) * WEEK
    return found.isoformat() if first <= found <= last else None


def calendar_week(year: int, number: int) -> str | None:
    """The week of this number (ISO 8601), Monday to Sunday."""
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return _range(monday, monday + timedelta(days=6))


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Butcher's algorithm, in Meeus, Astronomical Algorithms, 1991)."""
    cycle, (century, of_century) = year % 19, divmod(year, 100)
    leap, rest = divmod(century, 4)
    moon = (19 * cycle + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (cycle + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> str:
    """A day or an interval, by month-day (with "+": of the next year) or by days from Easter Sunday: "12-24/12-26", "E+49", "12-31/+01-01"."""
    return "/".join(_holiday_end(end, year) for end in rule.split("/"))


def _holiday_end(end: str, year: int) -> str:
    if end[0] == "E":
        return (easter(year) + timedelta(days=int(end[1:]))).isoformat()
    return f"{year + end.startswith('+'):04}-{end.lstrip('+')}"


def weekday_of_holiday(rule: str, weekday: int, after: bool, year: int) -> str:
    """The first such weekday after a holiday, or the last before it."""
    first, _, last = holiday(rule, year).partition("/")
    if after:
        end = date.fromisoformat(last or first)
        return (end + timedelta(days=(weekday - end.weekday() - 1) % 7 + 1)).isoformat()
    begin = date.fromisoformat(first)
    return (begin - timedelta(days=(begin.weekday() - weekday - 1) % 7 + 1)).isoformat()


def _range(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"
