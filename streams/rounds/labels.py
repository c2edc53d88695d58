"""How a round is called: short German labels, from the cells alone."""

from datetime import date

from babel.dates import format_date

from streams import lexicon
from streams.lexicon import world
from streams.text import edtf
from streams.text.labels import Label

LEVELS = {"leaders": "Gipfel", "ministers": "Ministertreffen", "experts": "Expertentreffen"}
FORMATS = {"video": "Videogespräch", "phone": "Telefonat"}


def country_name(code: str | None) -> str | None:
    """The German name of a country, by its ISO 3166-1 alpha-3 code: as the lexicon calls it ("USA"), else as CLDR does."""
    return world.country_name(code) if code else None


@lexicon.derived
def _names() -> dict[str, str]:
    return {row.id: row.name_de for row in lexicon.rows("labels", Label)}


def label_name(label: str) -> str:
    """The German name of a label: "Waffenruhe" for ceasefire."""
    return _names().get(label, label)


def series(place: str | None, country: str | None, start: str | None, hint: str | None) -> str | None:
    """The series' name: where and in which year, e.g. "Istanbul 2025"."""
    bounds = edtf.bounds(start) if start else None
    year = str(bounds[0].year) if bounds and bounds[0].year > 1 else hint
    where = place if place and len(place.split()) == 1 else country_name(country)
    return " ".join(filter(None, (where, year))) or None


def label(ordinal: int | None, start: str | None, place: str | None, country: str | None, level: str, format_: str) -> str:
    """E.g. "3. Runde, Istanbul" · "Ministertreffen, Antalya, 10. März 2022" · "Gespräche, Mai 2025"."""
    what = f"{ordinal}. Runde" if ordinal else LEVELS.get(level) or FORMATS.get(format_) or "Gespräche"
    where = place or country_name(country) or (FORMATS.get(format_) if ordinal else None)
    return ", ".join(filter(None, (what, where, None if ordinal else spoken(start))))


def spoken(told: str | None, end: str | None = None) -> str | None:
    """A date, or a first and a last day, as a reader says it: "10. März 2022", "Mai 2025", "23.–24. Januar 2026", "zwischen 1. und 3. März 2022"."""
    bounds = edtf.bounds(told.rstrip("~")) if told else None
    if not told or not bounds:
        return None
    first, last = bounds
    about = "um den " if told.endswith("~") else ""
    until = edtf.bounds(end) if end else None
    if first == last and until and until[0] > first:
        return _between(first, until[0], "–")
    if first == last:
        return about + format_date(first, "d. MMMM y", locale="de")
    if edtf.precision(told) == "month":
        return format_date(first, "MMMM y", locale="de")
    if edtf.precision(told) == "year":
        return str(first.year)
    return _between(first, last, "–") if edtf.precision(told) == "interval" else f"zwischen {_between(first, last, ' und ')}"


def _between(first: date, last: date, joint: str) -> str:
    short = "d." if (first.month, first.year) == (last.month, last.year) else "d. MMMM" if first.year == last.year else "d. MMMM y"
    return format_date(first, short, locale="de") + joint + format_date(last, "d. MMMM y", locale="de")
