"""What a date phrase means: the functions that date_rules.tsv names as its readings, here those of the calendar. Each gives one resolver, or one a member."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from streams.text import day_readings, days, periods
from streams.text.date_phrases import CLOSE, JOINTS, NUMBERED, OPEN, WEEKDAYS, Maker, Phrase, Resolver, always, combined, in_turn, joined, one
from streams.text.days import Anchor


def nothing(_: Phrase) -> tuple[Resolver, ...]:
    """What only looks like a date."""
    return ()


def week(p: Phrase) -> tuple[Resolver, ...]:
    """ "in der nächsten Woche"."""
    return (always(days.week(p.anchor, p.number("REL", "LASTWEEK") or 0)),)


def weeks(p: Phrase) -> tuple[Resolver, ...]:
    """ "in dieser oder der kommenden Woche"."""
    found = [days.week(p.anchor, part.number("REL") or 0) for part in p.phrases()]
    return joined(p, lambda _: found, len(found))


def calendar_week(p: Phrase) -> tuple[Resolver, ...]:
    """ "in der 45. Kalenderwoche", "KW 45"."""
    make = partial(periods.calendar_week, number=p.number("ORD", "RANK", "NUM") or 0)
    return one(p.anchor, make, p.year(), CLOSE)


def weekend(p: Phrase) -> tuple[Resolver, ...]:
    """ "am Wochenende"."""
    return (partial(days.weekend, p.anchor, p.number("REL")),)


def part_of_period(p: Phrase) -> tuple[Resolver, ...]:
    """ "Ende der Woche", "Anfang kommenden Monats", "zum Jahresende"."""
    part, away = p.number("PART", "WEEKPART", "MONTHPART", "YEARPART") or 0, p.number("REL", "LASTWEEK", "LASTMONTH", "LASTYEAR") or 0
    if p.has("WEEK", "LASTWEEK", "WEEKPART"):
        return (always(days.week(p.anchor, away, part)),)
    if p.has("MONTHWORD", "LASTMONTH", "MONTHPART"):
        return (always(periods.part_of_month(days.months_from(p.anchor, away), part)),)
    named = p.year() if p.has(*NUMBERED) else days.year_from(p.anchor, away)
    return (always(periods.part_of_year(named, part)),)


def part_of_month(p: Phrase) -> tuple[Resolver, ...]:
    """ "Anfang Mai"."""
    (month,), part = months(p), p.number("PART") or 0
    return (lambda lean: periods.part_of_month(month(lean), part),)


def parts_of_month(p: Phrase) -> tuple[Resolver, ...]:
    """ "Mitte bis Ende Mai"."""
    first, last = (int(i.value) for i in p.items if i.kind == "PART")
    (month,) = months(Phrase(tuple(i for i in p.items if i.kind not in JOINTS), p.anchor))
    return (lambda lean: combined([periods.part_of_month(month(lean), first), periods.part_of_month(month(lean), last)], True),)


def part_of_year(p: Phrase) -> tuple[Resolver, ...]:
    """ "Ende 2022"."""
    return (always(periods.part_of_year(p.year(), p.number("PART") or 0)),)


def months(p: Phrase) -> tuple[Resolver, ...]:
    """ "im Mai", "im Februar und März 2022"."""
    makes: list[Maker] = [partial(_month, part.number("MONTH") or 1) for part in p.phrases()]
    named = [part.year() for part in p.phrases()]
    return joined(p, lambda lean: in_turn(p, makes, named, lean, 0), len(makes))


def month_from(p: Phrase) -> tuple[Resolver, ...]:
    """ "im kommenden Monat"."""
    return (always(days.months_from(p.anchor, p.number("REL", "LASTMONTH") or 0)),)


def half_of_month(p: Phrase) -> tuple[Resolver, ...]:
    """ "in der ersten Maihälfte"."""
    make = partial(periods.half_of_month, month=p.number("MONTHHALF") or 1, half=p.number("ORD", "NTH") or 0)
    return one(p.anchor, make, p.year(), relative=p.number("REL"))


def term(p: Phrase) -> tuple[Resolver, ...]:
    """ "im ersten Quartal", "in der zweiten Hälfte 2024", "Q3", "im letzten Quartal 2004"."""
    months = 3 if p.has("QUARTERCODE") else p.number("QUARTER", "HALFYEAR", "HALF") or 6
    number = p.number("ORD", "NTH", "QUARTERCODE") or 12 // months
    behind = next(n for n, i in enumerate(p.items) if i.kind in ("QUARTER", "HALFYEAR", "HALF", "QUARTERCODE"))
    year = Phrase(p.items[behind + 1 :], p.anchor).year()
    return one(p.anchor, partial(periods.term, months=months, number=number), year)


def term_from(p: Phrase) -> tuple[Resolver, ...]:
    """ "im vergangenen Quartal"."""
    return (always(periods.term_from(p.anchor, p.number("QUARTER", "HALFYEAR") or 6, p.number("REL") or 0)),)


def season(p: Phrase) -> tuple[Resolver, ...]:
    """ "im Frühjahr 2025"."""
    make = partial(_month, p.number("SEASON") or 0)
    return one(p.anchor, make, p.year(), relative=p.number("REL"))


def years(p: Phrase) -> tuple[Resolver, ...]:
    """ "2022", "im vergangenen Jahr", "zwischen 2015 und 2018"."""
    found = [f"{year:04}" if (year := part.year()) else None for part in p.phrases()]
    return joined(p, lambda _: found, len(found))


def split_year(p: Phrase) -> tuple[Resolver, ...]:
    """ "2003/04"."""
    year = p.number("SPLITYEAR") or 0
    return (always(f"{year:04}/{year + 1:04}"),)


def decade(p: Phrase) -> tuple[Resolver, ...]:
    """ "in den 90er-Jahren", "Anfang der Achtziger"."""
    first = p.number("DECADE", "TENS")
    return (always(periods.part_of_decade(first, p.number("PART")) if first else None),)


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
    return joined(p, lambda lean: in_turn(p, makes, named, lean, CLOSE), len(makes))


def night_of_dates(p: Phrase) -> tuple[Resolver, ...]:
    """ "in der Nacht vom 12. auf den 13. Juni"."""
    return dates(p)[-1:]


def holiday(p: Phrase) -> tuple[Resolver, ...]:
    """ "zu Ostern", "Karfreitag 2022"."""
    rule = p.value("HOLIDAY", "DAYNAME") or f"12-{24 + (p.number('ORD', 'NTH') or 1)}"
    return one(p.anchor, partial(periods.holiday, rule), p.year(), CLOSE, None if p.has("YEARWORD") else p.number("REL"))


def holidays(p: Phrase) -> tuple[Resolver, ...]:
    """ "zwischen Weihnachten und Neujahr"."""
    makes: list[Maker] = [partial(periods.holiday, part.value("HOLIDAY") or "") for part in p.phrases()]
    return joined(p, lambda lean: in_turn(p, makes, [part.year() for part in p.phrases()], lean, CLOSE), len(makes))


READINGS: Final[dict[str, Callable[[Phrase], tuple[Resolver, ...]]]] = {
    f.__name__: f
    for f in (nothing, week, weeks, calendar_week, weekend, part_of_period, part_of_month, parts_of_month, part_of_year, months, month_from, half_of_month,
              term, term_from, season, years, split_year, decade, dates, night_of_dates, holiday, holidays, *day_readings.READINGS)
}  # fmt: skip


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
