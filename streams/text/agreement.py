"""Case, number and gender as a set of what is still open, in one integer: articles, adjectives, nouns, prepositions and verbs agree by `&`.

A bit stands for a case with one of four slots: masculine, feminine, neuter in the singular, and the plural, which shows no gender. In tables a bit is written
"nom.m", "dat.pl".
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal

from streams import lexicon
from streams.text.model import Case
from streams.text.noun_forms import Gender, Noun, Number

CASES: Final[tuple[Case, ...]] = ("nom", "gen", "dat", "acc")
SLOTS: Final = ("m", "f", "n", "pl")

NOM, GEN, DAT, ACC = 0x000F, 0x00F0, 0x0F00, 0xF000
MASCULINE, FEMININE, NEUTER, PLURAL = 0x1111, 0x2222, 0x4444, 0x8888
SINGULAR = MASCULINE | FEMININE | NEUTER
ALL = SINGULAR | PLURAL
OF_CASE: Final[dict[Case, int]] = {"nom": NOM, "gen": GEN, "dat": DAT, "acc": ACC}
GENDERS: Final[dict[Gender, int]] = {"m": MASCULINE, "f": FEMININE, "n": NEUTER}


class Declension(lexicon.Row):
    """What an ending shows."""

    kind: Literal["article", "short", "strong", "weak"]
    ending: str = ""
    cases: tuple[str, ...]


def bits(cells: Iterable[str]) -> int:
    """ "nom.m", "dat" (all slots) → their set."""
    found = 0
    for cell in cells:
        case, _, slot = cell.partition(".")
        row = CASES.index(case) * len(SLOTS)
        found |= 1 << row + SLOTS.index(slot) if slot else 0xF << row
    return found


def of_nouns(readings: Iterable[Noun]) -> int:
    """What the readings of a noun form leave open."""
    found = 0
    for noun in readings:
        slot = PLURAL if noun.number == "pl" else GENDERS[noun.gender] if noun.gender else SINGULAR
        for case in noun.cases:
            found |= slot & OF_CASE[case]
    return found


@lexicon.derived
def endings() -> dict[str, dict[str, int]]:
    """Kind of declension → ending → what it shows."""
    found: dict[str, dict[str, int]] = {}
    for row in lexicon.rows("declensions", Declension):
        found.setdefault(row.kind, {})[row.ending] = bits(row.cases)
    return found


@lru_cache(maxsize=8192)
def cases(mask: int) -> tuple[Case, ...]:
    """The cases that are open."""
    return tuple(case for case in CASES if mask & OF_CASE[case])


@lru_cache(maxsize=8192)
def read(mask: int) -> tuple[tuple[Case, ...], Number | None, Gender | None]:
    """The cases that are open, number and gender where only one is. The plural has no gender."""
    if mask & PLURAL:
        return cases(mask), None if mask & SINGULAR else "pl", None
    genders: list[Gender] = [gender for gender, slot in GENDERS.items() if mask & slot]
    return cases(mask), "sg" if mask else None, genders[0] if len(genders) == 1 else None


def slots(mask: int) -> int:
    """The numbers and genders of a mask, in all cases."""
    return ((mask | mask >> 4 | mask >> 8 | mask >> 12) & 0xF) * 0x1111
