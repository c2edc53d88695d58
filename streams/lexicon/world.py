"""Who and what the news speaks of, as rows: parties, persons, offices, groups, media, places. State names come from CLDR, codes are ISO 3166-1 alpha-3."""

from functools import cache
from typing import Literal

from babel import Locale
from babel.core import get_global

from streams import lexicon
from streams.lexicon import Row


class Party(Row):
    """A state or an organisation. `weak` forms count only in a text with one of the cues in `needs`. README.md tells the columns."""

    code: str
    name: str = ""
    kind: Literal["state", "organisation"]
    variants: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


class Person(Row):
    """Somebody known by name. A variant of one word is a surname; `weak`: the surname alone is too common to count."""

    name: str
    variants: tuple[str, ...] = ()
    role: str | None = None
    party: str | None = None
    gender: Literal["m", "f"] = "m"
    weak: bool = False


class Office(Row):
    """What people are called by. `about`: what stands before the hyphen is the subject ("Iran-Experte"), not the side."""

    office: str
    feminine: str = ""
    forms: tuple[str, ...] = ()
    declension: Literal["noun", "adjective"] = "noun"
    party: str | None = None
    level: Literal["leaders", "ministers", "delegations", "experts"] | None = None
    kind: str
    about: bool = False


class Group(Row):
    """Several people or an institution. `alone`: counts also where no party stands with it; `party`: where the word itself tells it ("Knesset")."""

    forms: tuple[str, ...]
    kind: Literal["government", "group", "institution", "anonymous", "medium", "both"]
    level: Literal["leaders", "ministers", "delegations", "experts"] | None = None
    alone: bool = False
    party: str | None = None


class Medium(Row):
    """An agency, a paper, a broadcaster, a platform. `weak`: its name is a common word."""

    name: str
    variants: tuple[str, ...] = ()
    kind: Literal["agency", "paper", "broadcaster", "platform"]
    party: str | None = None
    weak: bool = False


class Place(Row):
    """A place that is no capital, of places.tsv or cities.tsv. `country` is None where it is no single one."""

    name: str
    variants: tuple[str, ...] = ()
    country: str | None = None
    weak: bool = False


class NameWords(Row):
    """Words of one kind that help to read names; the table's head explains the kinds."""

    kind: str
    words: tuple[str, ...]


@lexicon.derived
def parties() -> tuple[Party, ...]:
    """The rows of parties.tsv with their CLDR names filled in, then every other state of CLDR."""
    rows = tuple(_named(row) for row in lexicon.rows("parties", Party))
    known = {row.code for row in rows}
    others = (Party(id=f"cldr.{code.lower()}", code=code, name=name, kind="state") for code, name in cldr().items() if code not in known)
    return rows + tuple(others)


def places() -> tuple[Place, ...]:
    """The rows of places.tsv, then the cities."""
    return lexicon.rows("places", Place) + lexicon.rows("cities", Place)


@lexicon.derived
def by_code() -> dict[str, Party]:
    """Party code → its row."""
    return {row.code: row for row in parties()}


def country_name(code: str | None) -> str | None:
    """The name of a state as the news calls it: "USA", "Großbritannien"; None for what is no state."""
    row = by_code().get(code or "")
    return row.name if row and row.kind == "state" else None


@cache
def cldr() -> dict[str, str]:
    """ISO 3166-1 alpha-3 → German name, in the order of the codes. An old code ("DDR") gives way to the one in use."""
    names = Locale("de").territories
    found: dict[str, str] = {}
    for code, modern in sorted(get_global("territory_aliases").items()):
        if len(code) == 3 and code.isalpha() and len(modern) == 1 and modern[0] in names and code not in _NO_STATE and code[0] != "X" and code[:2] != "ZZ":
            found[code] = names[modern[0]].removeprefix("Sonderverwaltungsregion ")
    return found


#: Codes that ISO 3166-3 has withdrawn and CLDR still knows, and the union, which is an organisation here. X… and ZZ… are for private use.
_NO_STATE = frozenset(("ANT", "BUR", "CSK", "DDR", "EUE", "FXX", "QUU", "SCG", "SUN", "TMP", "YMD", "YUG", "ZAR"))


def _named(row: Party) -> Party:
    name = row.name or cldr().get(row.code, "")
    if not name:
        raise lexicon.LexiconError(f"parties.tsv, {row.id}: CLDR has no name for {row.code!r}. Fill in the column 'name'.")
    official = cldr().get(row.code, name)
    return row.model_copy(update={"name": name, "variants": row.variants if official in (name, *row.variants) else (*row.variants, official)})
