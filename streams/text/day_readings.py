"""Readings of what is counted from the article's day: weekdays, nights, "gestern", "vor zwei Wochen". date_readings.py has those of the calendar."""

from collections.abc import Callable
from functools import partial
from typing import Final

from streams.text import days, periods
from streams.text.date_phrases import CLOSE, WEEKDAYS, Phrase, Resolver, always, joined, one

SUNDAY = 6
UNITS = ("DAY", "WEEK", "WEEKS", "MONTHWORD", "MONTHS", "YEARWORD", "YEARS", "DECADES", "YEARTERM")


def weekday(p: Phrase) -> tuple[Resolver, ...]:
    """ "am kommenden Montag"."""
    return (partial(days.weekday, p.anchor, p.number(*WEEKDAYS) or 0, p.number("REL")),)


def weekday_of_week(p: Phrase) -> tuple[Resolver, ...]:
    """ "Montag letzter Woche"."""
    return (always(days.weekday_in_week(p.anchor, p.number(*WEEKDAYS) or 0, p.number("REL", "LASTWEEK") or 0)),)


def weekday_beyond(p: Phrase) -> tuple[Resolver, ...]:
    """ "Montag vor zwei Wochen"."""
    weeks = (p.number("NUM", "ONE") or 0) * (-1 if p.has("BEFORE") else 1)
    return (always(days.weekday_beyond(p.anchor, p.number(*WEEKDAYS) or 0, weeks)),)


def told_elsewhere(_: Phrase) -> tuple[Resolver, ...]:
    """ "nach jenem Montag": which one, the text has said before."""
    return (always(None),)


def weekday_of_month(p: Phrase) -> tuple[Resolver, ...]:
    """ "am letzten Sonntag im Mai", "am ersten Dienstag im November 2024"."""
    count = p.number("ORD", "NTH", "REL") or 0
    make = partial(periods.weekday_of_month, month=p.number("MONTH") or 1, day=p.number(*WEEKDAYS) or 0, count=count)
    return one(p.anchor, make, p.year(), CLOSE)


def weekday_of_holiday(p: Phrase) -> tuple[Resolver, ...]:
    """ "am Dienstag nach Pfingsten"."""
    make = partial(periods.weekday_of_holiday, p.value("HOLIDAY") or "", p.number(*WEEKDAYS) or 0, p.has("AFTER"))
    return one(p.anchor, make, p.year(), CLOSE)


def weekday_or_paper(p: Phrase) -> tuple[Resolver, ...]:
    """ "wie die Presse am Montag schreibt"; "die Presse am Sonntag" is a paper."""
    return () if p.number("NAMEDAY") == SUNDAY else weekday(p)


def weekdays(p: Phrase) -> tuple[Resolver, ...]:
    """ "am Montag und Dienstag", "von Montag bis Mittwoch nächster Woche"."""
    wanted = [part.number(*WEEKDAYS) or 0 for part in p.phrases()]
    relative = p.number("REL", "LASTWEEK")
    if p.has("WEEK", "LASTWEEK"):
        fixed = [days.weekday_in_week(p.anchor, d, relative or 0) for d in wanted]
        return joined(p, lambda _: fixed, len(wanted))
    return joined(p, lambda lean: days.weekdays(p.anchor, wanted, relative, lean), len(wanted))


def moved_weekdays(p: Phrase) -> tuple[Resolver, ...]:
    """ "von Dienstag auf Donnerstag verschoben": the new day is ahead, the old one before it."""
    old, new = (part.number(*WEEKDAYS) or 0 for part in p.phrases())
    return joined(p, lambda _: days.moved(p.anchor, old, new), 2)


def night(p: Phrase) -> tuple[Resolver, ...]:
    """ "in der Nacht von Sonntag auf Montag" is dated by the Monday, as "in der Nacht zum Montag" is."""
    last = [i for i in p.items if i.kind in WEEKDAYS][-1]
    return (partial(days.weekday, p.anchor, int(last.value), None),)


def last_night(p: Phrase) -> tuple[Resolver, ...]:
    """ "in der vergangenen Nacht": that to the article's day; the coming one is that to the next."""
    return (always(days.near_day(p.anchor, max(p.number("REL") or 0, 0))),)


def day(p: Phrase) -> tuple[Resolver, ...]:
    """ "gestern", "das gestrige Treffen"."""
    return (always(days.near_day(p.anchor, p.number("DAYWORD", "DAYADJ", "TODAYADJ") or 0)),)


def checked_day(p: Phrase) -> tuple[Resolver, ...]:
    """ "am gestrigen Sonntag"."""
    return (always(days.checked_day(p.anchor, p.number("DAYWORD", "DAYADJ", "TODAYADJ") or 0, p.number(*WEEKDAYS) or 0)),)


def away(p: Phrase) -> tuple[Resolver, ...]:
    """ "vor zwei Wochen", "in drei Tagen"; the latter is a duration where the clause looks back ("in drei Tagen erreicht")."""
    back = p.has("BEFORE")
    count = (1 if p.has("YEARTERM") else p.number("NUM", "ONE") or 0) * (-1 if back else 1)
    found = days.away(p.anchor, count, p.number(*UNITS) or 1, p.has("ABOUT"))
    return (lambda lean: found if back or lean != "past" else None,)


def away_half(p: Phrase) -> tuple[Resolver, ...]:
    """ "vor anderthalb Jahren", "in einem halben Jahr"."""
    back = p.has("BEFORE")
    found = days.away_half(p.anchor, (p.number("ANDHALF") or 1) * (-1 if back else 1), p.number(*UNITS) or 1)
    return (lambda lean: found if back or lean != "past" else None,)


def away_between(p: Phrase) -> tuple[Resolver, ...]:
    """ "vor zwei bis drei Wochen"."""
    back = p.has("BEFORE")
    counts = [int(i.value) * (-1 if back else 1) for i in p.items if i.kind in ("NUM", "ONE")]
    ends = [days.away(p.anchor, count, p.number(*UNITS) or 1, True) for count in sorted(counts)]
    found = "/".join(e for e in ends if e) if all(ends) else None
    return (lambda lean: found if back or lean != "past" else None,)


def away_exactly(p: Phrase) -> tuple[Resolver, ...]:
    """ "heute vor einer Woche"."""
    count = (p.number("NUM", "ONE") or 0) * (-1 if p.has("BEFORE") else 1)
    return (always(days.away_exactly(p.anchor, p.number("DAYWORD") or 0, count, p.number(*UNITS) or 1)),)


READINGS: Final[tuple[Callable[[Phrase], tuple[Resolver, ...]], ...]] = (
    weekday, told_elsewhere, weekday_of_week, weekday_beyond, weekday_of_month, weekday_of_holiday, weekday_or_paper, weekdays, moved_weekdays, night,
    last_night, day, checked_day, away, away_exactly, away_half, away_between,
)  # fmt: skip
