"""Times for the generated articles, in the words of the news."""

from collections.abc import Callable
from random import Random

from babel import Locale

from bench.tables import pick

_LOCALE = Locale("de")
DAYS = tuple(_LOCALE.days["format"]["wide"][day] for day in range(7))
MONTHS = tuple(_LOCALE.months["format"]["wide"][month] for month in range(1, 13))


def _date(rng: Random) -> str:
    return f"{1 + int(rng.random() * 28)}. {pick(rng, MONTHS)}"


def _clock(rng: Random) -> str:
    return f"{6 + int(rng.random() * 17)}.{pick(rng, ('00', '15', '30', '45'))} Uhr"


def _time(rng: Random) -> str:
    day, month = pick(rng, DAYS), pick(rng, MONTHS)
    days = pick(rng, ("drei", "vier", "fünf", "sechs", "acht", "zehn"))
    told = (
        f"am {day}", f"am {day}abend", f"am {day}morgen", f"in der Nacht zum {day}", f"am vergangenen {day}", f"am frühen {day}", f"am {_date(rng)}",
        f"Anfang {month}", f"Mitte {month}", f"Ende {month}", f"vor {days} Tagen", "vor zwei Wochen", "gestern", "Ende der Woche",
        "in der vergangenen Woche", "kurz vor Mitternacht",
    )  # fmt: skip
    return pick(rng, told)


def _hour(rng: Random) -> str:
    return pick(rng, ("am späten Abend", "kurz nach Mitternacht", f"gegen {_clock(rng)}", "am frühen Morgen", "noch am selben Tag"))


KINDS: dict[str, Callable[[Random], str]] = {
    "tag": lambda rng: pick(rng, DAYS),
    "datum": _date,
    "monat": lambda rng: pick(rng, MONTHS),
    "zeit": _time,
    "stunde": _hour,
    "uhr": _clock,
    "jahr": lambda rng: str(1995 + int(rng.random() * 30)),
    "jahr2": lambda rng: str(2030 + 5 * int(rng.random() * 5)),
}
