"""The tables of the generated articles: words and sentences with gaps (words.tsv, templates.tsv), names of states and cities from CLDR."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal, TypeVar

from babel import Locale

Gender = Literal["m", "f", "n", "pl"]
T = TypeVar("T")

FOLDER = Path(__file__).parent
DOMAINS = ("talks", "strike", "trade", "climate")

#: States that are named with an article: alpha-2 code → gender. The others have none ("in Kenia").
WITH_ARTICLE: dict[str, Gender] = {
    "CH": "f", "MN": "f", "SK": "f", "TR": "f", "UA": "f", "IQ": "m", "IR": "m", "LB": "m", "SD": "m", "SS": "m", "TD": "m", "YE": "m",
    "BS": "pl", "KM": "pl", "MV": "pl", "NL": "pl", "PH": "pl", "SB": "pl", "SC": "pl",
}  # fmt: skip
_NO_STATE = {"AC", "AQ", "EH", "EZ", "FO", "GF", "IC", "UN", "VA", "XA", "XB", "ZZ"}

_GAP = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun as the table has it; `form` gives its cases."""

    lemma: str
    gender: Gender
    genitive: str
    plural: str


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with gaps: `parts` are text, gap, text, gap, …, text; a gap is its words ("der+ Sache acc")."""

    domain: str
    shape: str
    parts: tuple[str, ...]


def pick(rng: Random, things: "list[T] | tuple[T, ...]") -> T:
    """One of the things. Only `random()` is used: what else `Random` offers may draw otherwise in another version of Python."""
    return things[int(rng.random() * len(things))]


def two(rng: Random, things: tuple[T, ...]) -> tuple[T, T]:
    """Two different ones."""
    first, step = int(rng.random() * len(things)), 1 + int(rng.random() * (len(things) - 1))
    return things[first], things[(first + step) % len(things)]


def shuffled(rng: Random, things: list[T]) -> list[T]:
    """The things in another order (Fisher and Yates)."""
    mixed = things[:]
    for last in range(len(mixed) - 1, 0, -1):
        other = int(rng.random() * (last + 1))
        mixed[last], mixed[other] = mixed[other], mixed[last]
    return mixed


def rows(name: str) -> Iterator[list[str]]:
    """The cells of a table's rows, without comment and head."""
    lines = (FOLDER / name).read_text(encoding="utf8").splitlines()
    return (line.split("\t") for line in lines[2:] if line)


@cache
def templates() -> tuple[Template, ...]:
    """All sentences with gaps."""
    return tuple(Template(domain, shape, tuple(_GAP.split(text))) for domain, shape, text in rows("templates.tsv"))


@cache
def nouns(kind: str) -> tuple[Noun, ...]:
    """The nouns of a kind: Sache, Leute, Kopf, Treffen, or a domain's own."""
    return tuple(Noun(lemma, _gender(gender), genitive, plural) for row, lemma, gender, genitive, plural in (r for r in rows("words.tsv") if r[0] == kind))


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of a kind that have no forms in the table."""
    return tuple(cells[1] for cells in rows("words.tsv") if cells[0] == kind)


@cache
def offices() -> tuple[tuple[str, str], ...]:
    """Offices, masculine and feminine."""
    return tuple((cells[1], cells[2]) for cells in rows("words.tsv") if cells[0] == "office")


@cache
def states() -> tuple[tuple[str, Gender | None], ...]:
    """Names of states of one word, with the gender of those that have an article, in the order of their codes."""
    named = sorted(Locale("de").territories.items())
    return tuple((name, WITH_ARTICLE.get(code)) for code, name in named if _is_state(code, name))


@cache
def cities() -> tuple[str, ...]:
    """The cities that CLDR names time zones by, where German has a name of its own."""
    lands = {name for name, _ in states()}
    named = {zone["city"] for zone in Locale("de").time_zones.values() if "city" in zone}
    return tuple(sorted(name for name in named if name.isalpha() and not name.endswith("inseln") and name not in lands | {"Unbekannt", "Vatikan"}))


def _is_state(code: str, name: str) -> bool:
    return len(code) == 2 and code.isalpha() and name.isalpha() and code not in _NO_STATE and not name.endswith(("inseln", "insel"))


def _gender(cell: str) -> Gender:
    if cell not in ("m", "f", "n"):
        raise ValueError(f"words.tsv: no gender: {cell!r}")
    return cell  # type: ignore[return-value]
