"""Who an article is about: two states, two cities, two invented persons, an organisation; the same names throughout, as in the news."""

from dataclasses import dataclass
from functools import cache
from random import Random

from bench import inflect
from bench.inflect import Case
from bench.tables import Gender, cities, offices, pick, states, two, words


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person."""

    office: str
    first: str
    surname: str
    woman: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of one article."""

    states: tuple[tuple[str, Gender | None], tuple[str, Gender | None]]
    cities: tuple[str, str]
    persons: tuple[Person, Person]
    organisation: str

    def called(self, gap: str, case: Case) -> str | None:
        """What stands in a gap for a name (gaps.py), None where the gap is another."""
        kind, which = gap.rstrip("12"), int(gap[-1]) - 1 if gap[-1] in "12" else 0
        person = self.persons[which]
        names = {
            "c": inflect.state(*self.states[which], case),
            "in": f"in {inflect.state(*self.states[which], 'dat')}",
            "stadt": self.cities[which],
            "o": f"{inflect.declined(inflect.DER, 'f', case)} {self.organisation}",
            "p": f"{person.office} {person.first} {person.surname}",
            "n": f"{person.first} {person.surname}",
            "s": person.surname,
            "er": "sie" if person.woman else "er",
            "die": "die" if person.woman else "der",
        }
        return names.get(kind)


@cache
def first_names(women: bool) -> tuple[str, ...]:
    """All first names there are."""
    return tuple(a + b for a in words("first") for b in words("female" if women else "male"))


@cache
def surnames() -> tuple[str, ...]:
    """All surnames there are."""
    return tuple(a + b for a in words("surname") for b in words("ending"))


def draw(rng: Random) -> Cast:
    """The names of an article."""
    named, towns, families = two(rng, states()), two(rng, cities()), two(rng, surnames())
    return Cast(named, towns, (_person(rng, families[0]), _person(rng, families[1])), pick(rng, words("organisation")))


def _person(rng: Random, surname: str) -> Person:
    woman = rng.random() < 0.5
    return Person(pick(rng, offices())[woman], pick(rng, first_names(woman)), surname, woman)
