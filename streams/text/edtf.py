"""Dates that may be uncertain, as EDTF strings (ISO 8601-2): how far they reach, how precise they are, how they compare.

What the project writes and takes: instants, days, months, years, seasons (`2025-21` is spring), intervals `a/b` with open ends, one-of-sets `[a..b]` and
`[a,b,c]`, and `~` for "about". Everything here is pure and cached. A time without an offset is German time.
"""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

Precision = Literal["instant", "day", "month", "year", "interval", "set"]
Days = tuple[date, date]

ZONE = "Europe/Berlin"
REACH = timedelta(days=3)  # of a day with "~": "vor zwei Wochen" is seldom the same weekday. A month or a year is vague enough by itself.
SPRING = 21  # the first of the four seasons; each begins three months after the other

_UNIT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%])?", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d(:?\d\d)?)?", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def bounds(edtf: str) -> Days | None:
    """The first and the last day that a date may mean; open ends are date.min and date.max. An instant is a day in Germany. None: not EDTF."""
    spans = _spans(edtf)
    return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None


@lru_cache(maxsize=8192)
def precision(edtf: str) -> Precision:
    """What kind of date it is; a season counts as an interval. Raises ValueError for what is not EDTF."""
    if not valid(edtf):
        raise ValueError(f"{edtf!r} is not a date in EDTF")
    if edtf.startswith("["):
        return "set"
    if "/" in edtf:
        return "interval"
    if "T" in edtf:
        return "instant"
    parts = edtf.rstrip("~?%").split("-")
    if len(parts) == 2:
        return "interval" if int(parts[1]) >= SPRING else "month"
    return "year" if len(parts) == 1 else "day"


@lru_cache(maxsize=8192)
def day_of(edtf_or_instant: str, zone: str = ZONE) -> date | None:
    """The day of an instant in a time zone, or of a date that names one day (also "about" it). None where it names none."""
    moment = _instant(edtf_or_instant)
    if moment:
        return moment.astimezone(ZoneInfo(zone)).date()
    unit = _unit(edtf_or_instant.rstrip("~?%"))
    return unit[0] if unit and unit[0] == unit[1] else None


def overlaps(a: str, b: str) -> bool:
    """Whether two dates may mean a common day. The gaps of a one-of-set don't count; what is not EDTF overlaps nothing."""
    return any(x[0] <= y[1] and y[0] <= x[1] for x in _spans(a) for y in _spans(b))


def valid(edtf: str) -> bool:
    """Whether it is a date as this project writes them; the 31st of February is none."""
    return bool(_spans(edtf))


@lru_cache(maxsize=8192)
def instant_order(edtf: str) -> int:
    """Microseconds from 1970 (UTC) to the earliest moment it may mean; a day begins at midnight in Germany. Raises ValueError for what is not EDTF."""
    days = bounds(edtf)
    if not days:
        raise ValueError(f"{edtf!r} is not a date in EDTF")
    moment = _instant(edtf) or _midnight(days[0])
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _midnight(day: date) -> datetime:
    zone = UTC if day.year == date.min.year else ZoneInfo(ZONE)  # there is no earlier day to which an offset could lead
    return datetime(day.year, day.month, day.day, tzinfo=zone)


@lru_cache(maxsize=8192)
def _spans(edtf: str) -> tuple[Days, ...]:
    """The days it may mean, as spans; of a one-of-set one a member. Empty: not EDTF."""
    if edtf.startswith("[") and edtf.endswith("]"):
        members = [_span(m.strip(), "..") for m in edtf[1:-1].split(",")]
        spans = tuple(m for m in members if m)
        return spans if len(spans) == len(members) else ()
    span = _span(edtf, "/")
    return (span,) if span else ()


def _span(edtf: str, joint: str) -> Days | None:
    """A unit, or two with a joint between them, of which one may be open."""
    first, met, last = edtf.partition(joint)
    if not met:
        return _unit(edtf)
    start, end = _end(first, date.min), _end(last, date.max)
    if not start or not end or start[0] > end[1] or (start[0], end[1]) == (date.min, date.max):
        return None
    return start[0], end[1]


def _end(edtf: str, open_: date) -> Days | None:
    return (open_, open_) if edtf in ("", "..") else _unit(edtf)


def _unit(edtf: str) -> Days | None:
    """An instant, a day, a month, a season or a year, with or without a qualifier."""
    moment = _instant(edtf)
    if moment:
        day = moment.astimezone(ZoneInfo(ZONE)).date()
        return day, day
    match = _UNIT.fullmatch(edtf)
    return _calendar(int(match[1]), int(match[2] or 0), int(match[3] or 0), bool(match[4])) if match else None


def _calendar(year: int, month: int, day: int, about: bool) -> Days | None:
    """The days of a calendar unit; a month or a day of 0 is not named. Months from 21 on are seasons."""
    try:
        if day:
            middle = date(year, month, day)
            return (middle - REACH, middle + REACH) if about else (middle, middle)
        if SPRING <= month < SPRING + 4:
            start = 3 * (month - SPRING + 1)  # meteorological: spring begins in March, winter in December and ends in the next year
            return date(year, start, 1), _last_day(year, start + 2)
        return date(year, month or 1, 1), _last_day(year, month or 12)
    except (ValueError, OverflowError):
        return None


def _last_day(year: int, month: int) -> date:
    """The last day of a month; months beyond 12 run into the next year."""
    if (year, month) >= (date.max.year, 12):
        return date.max
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@lru_cache(maxsize=8192)
def _instant(edtf: str) -> datetime | None:
    """A moment with its offset; the German one where it names none. None: not an instant."""
    if not _INSTANT.fullmatch(edtf):
        return None
    try:
        moment = datetime.fromisoformat(edtf.replace(",", "."))
        aware = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(ZONE))
        aware.astimezone(UTC)
        return aware if date.min < aware.date() < date.max else None
    except (ValueError, OverflowError):
        return None
