"""Dates as producers write them → EDTF days, months, years, or instants with offset; and the moment at which one begins."""

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

#: Years that an article can be of. Outside them a date is a slip, and calendar arithmetic would leave the calendar.
YEARS = range(1000, 9999)

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_INSTANT = re.compile(r"(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([Zz]|[+-]\d{2}(?::?\d{2})?))?", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def normal(written: str, zone: ZoneInfo) -> str:
    """An EDTF day, month or year as it is; an instant with the offset that was given, or with the one of `zone`. Raises ValueError for anything else."""
    if day := _DATE.fullmatch(written):
        _first_day(day)
        return written
    return _instant(written, zone).isoformat()


def moment(date: str, zone: ZoneInfo) -> datetime:
    """The instant itself, or the first moment of the day, month or year in `zone`. Raises ValueError."""
    day = _DATE.fullmatch(date)
    return _first_day(day).replace(tzinfo=zone) if day else _instant(date, zone)


def utc(date: str, zone: ZoneInfo) -> str:
    """`moment` in UTC, written out. Raises ValueError."""
    return moment(date, zone).astimezone(UTC).isoformat()


def microseconds(date: str, zone: ZoneInfo) -> int:
    """`moment` in microseconds since 1970. Raises ValueError."""
    return (moment(date, zone) - _EPOCH) // timedelta(microseconds=1)


def _first_day(match: re.Match[str]) -> datetime:
    year, month, day = match.groups()
    return _in_years(datetime(int(year), int(month or 1), int(day or 1)))


def _instant(written: str, zone: ZoneInfo) -> datetime:
    match = _INSTANT.fullmatch(written)
    if not match:
        raise ValueError(written)
    *clock, fraction, offset = match.groups()
    year, month, day, hour, minute, second = (int(part or 0) for part in clock)
    micro = int((fraction or "0").ljust(6, "0")[:6])
    return _in_years(datetime(year, month, day, hour, minute, second, micro, _offset(offset) if offset else zone))


def _offset(written: str) -> timezone:
    if written in "Zz":
        return UTC
    digits = written[1:].replace(":", "").ljust(4, "0")
    if int(digits[2:]) > 59:
        raise ValueError(written)
    distance = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-distance if written[0] == "-" else distance)


def _in_years(instant: datetime) -> datetime:
    if instant.year not in YEARS:
        raise ValueError(instant)
    return instant
