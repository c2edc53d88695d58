"""Rows → the forms under which their names stand in a text: all cases of states, offices, groups, demonyms; what each form stands for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from streams import lexicon
from streams.lexicon import world
from streams.lexicon.world import Group, Medium, Office, Party, Person

Kind = Literal["state", "organisation", "capital", "seat", "demonym", "person", "surname", "place", "medium", "office", "group", "block"]
ENDINGS = ("e", "en", "er", "es", "em")
SUFFIX = "*"
_ARTICLES = frozenset(("der", "die", "das", "the", "le", "la", "el", "il"))
_LONG_GENITIVE = ("bund", "Bund", "amt", "Amt", "gericht", "hof", "verband", "Verband", "fonds", "institut", "Institut")
_ADJECTIVE = re.compile(r"(?:e|er|es)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form stands for. `name` is its nominative; `row` the lexicon's row, None for a surname that several persons share."""

    kind: Kind
    name: str
    row: lexicon.Row | None = None
    genitive: bool = False
    weak: bool = False
    feminine: bool = False


def entries() -> Iterator[tuple[Iterable[str], Entry]]:
    for party in world.parties():
        yield from _party(party)
    for place in world.places():
        for name in (place.name, *place.variants):
            yield from _inflected_name(name, "place", place, place.name, place.weak)
    yield from _persons(lexicon.rows("persons", Person))
    for medium in lexicon.rows("media", Medium):
        for name in (medium.name, *medium.variants):
            inflected = " " in name and name.split(" ")[0].lower() not in _ARTICLES  # "der Deutschen Presse-Agentur"
            yield _phrase_forms(name) if inflected else (name,), Entry("medium", medium.name, medium, weak=medium.weak and " " not in name and "-" not in name)
    for office in lexicon.rows("offices", Office):
        yield from _office(office)
    for group in lexicon.rows("groups", Group):
        for name in group.forms:
            yield _phrase_forms(name) if " " in name else _noun_forms(name), Entry("group", name, group)
    for phrase in sorted(words()["block"]):
        yield (phrase, phrase + "s", phrase + "es", phrase + "en"), Entry("block", phrase)


def _party(party: Party) -> Iterator[tuple[Iterable[str], Entry]]:
    kind: Kind = "state" if party.kind == "state" else "organisation"
    called = {n: party.name if n == party.name or party.kind == "state" else n[0].upper() + n[1:] for n in (party.name, *party.variants) if n not in party.weak}
    for name, own in called.items():
        yield (name,), Entry(kind, own, party)  # before the inflected ones: "Huthis" is no genitive
    for name, own in called.items():
        yield from _inflected_name(name, kind, party, own)
    for name in party.weak:
        yield from _inflected_name(name, kind, party, name if kind == "state" else party.name, weak=True)
    for name in party.capitals:
        yield from _inflected_name(name, "capital", party, name)
    for name in party.seats:
        yield from _inflected_name(name, "seat", party, name)
    for name in party.demonyms:
        yield _demonym_forms(name), Entry("demonym", name, party)


def _inflected_name(name: str, kind: Kind, row: lexicon.Row, canonical: str, weak: bool = False) -> Iterator[tuple[Iterable[str], Entry]]:
    """A name in all cases; the genitive with -s is told apart ("Russlands", "der Kreml")."""
    forms = _phrase_forms(name, dative=kind == "organisation")
    yield forms, Entry(kind, canonical, row, weak=weak)
    if weak and kind == "place":
        return
    if name[-1].isalpha() and not name.endswith(("s", "x", "z", "ß")) and (name[-1].islower() or len(name) > 4):
        yield (form + "s" for form in forms), Entry(kind, canonical, row, genitive=True, weak=weak)
    if name.endswith(("Haus", "Landes")) or (kind == "organisation" and name.endswith(_LONG_GENITIVE)):
        yield (form + "es" for form in forms), Entry(kind, canonical, row, genitive=True, weak=weak)


def _phrase_forms(name: str, dative: bool = False) -> list[str]:
    """ "Weißes Haus" → "Weiße Haus", "Weißen Haus" …; a last word in -e or -er also with -n ("Emiraten", "Arbeitgebern")."""
    words = name.split(" ")
    dative = dative or len(words) > 1
    forms = [""]
    for word in words[:-1]:
        endings = [_ADJECTIVE.sub("", word) + e for e in ENDINGS] if _ADJECTIVE.search(word) else [word]
        forms = [f"{form}{w} " for form in forms for w in endings]
    plural = [words[-1] + "n"] if dative and words[-1].endswith(("e", "er")) else []
    return [form + last for form in forms for last in (words[-1], *plural)]


def _noun_forms(noun: str) -> list[str]:
    return [noun + e for e in ("", "s", "es", "n", "en", "e")]


def _demonym_forms(name: str) -> list[str]:
    if name.endswith("er"):
        return [name + e for e in ("", "n", "s", "in", "innen")]
    stem = name.removesuffix("e")
    return [name, name + "n", name + "s", stem + "in", stem + "innen"]


def _office(office: Office) -> Iterator[tuple[Iterable[str], Entry]]:
    for name in dict.fromkeys((office.office, *office.forms)):
        if any(form.startswith(SUFFIX) for form in office.forms) and name == office.office:
            continue
        first, *rest = name.split(" ")
        tail = "".join(f" {w}" for w in rest)
        if office.declension == "adjective":
            stem = first.removesuffix("er")
            yield [stem + e + tail for e in ENDINGS], Entry("office", name.lstrip(SUFFIX), office)
        else:
            yield [form + tail for form in _noun_forms(first)], Entry("office", name.lstrip(SUFFIX), office)
            woman = first.removesuffix("e") + "in"
            yield [woman + tail, woman + "nen" + tail], Entry("office", woman.lstrip(SUFFIX) + tail, office, feminine=True)
    if office.feminine and office.declension == "noun":
        yield [office.feminine, office.feminine + "nen"], Entry("office", office.feminine, office, feminine=True)


def _persons(persons: Iterable[Person]) -> Iterator[tuple[Iterable[str], Entry]]:
    alone = by_surname(persons)
    for person in persons:
        for name in (person.name, *person.variants):
            if " " in name or name == person.name:
                yield from _with_genitive(name, Entry("person", person.name, person, weak=person.weak and " " not in name))
    for surname, rows in alone.items():
        only = rows[0] if len(rows) == 1 else None
        weak = only is None or (only.weak and surname not in only.variants)
        for form in dict.fromkeys((surname, surname[0].upper() + surname[1:])):  # "Von der Leyen" begins a sentence
            yield from _with_genitive(form, Entry("surname", only.name if only else surname, only, weak=weak))


def _with_genitive(name: str, entry: Entry) -> Iterator[tuple[Iterable[str], Entry]]:
    yield (name,), entry
    if name[-1] in "sxzß":
        yield (name + "’", name + "'"), Entry(entry.kind, entry.name, entry.row, genitive=True, weak=entry.weak)
    elif name[-1] != ".":
        yield (name + "s",), Entry(entry.kind, entry.name, entry.row, genitive=True, weak=entry.weak)


def by_surname(persons: Iterable[Person]) -> dict[str, tuple[Person, ...]]:
    """Surname → the persons who bear it: the last word of a name, and variants of one word."""
    kinds = words()
    particles, family_first = kinds["particle"] | kinds["surname_begin"], kinds["family_first"]
    found: dict[str, dict[str, Person]] = {}
    for person in persons:
        single = [name for name in person.variants if " " not in name or name.split(" ")[0] in particles]
        last = person.name.split(" ")[0 if person.party in family_first else -1]
        for surname in [*single, *([last] if last != person.name and last[0].isupper() and not last.endswith(".") else [])]:
            found.setdefault(surname, {})[person.id] = person
    return {surname: tuple(rows.values()) for surname, rows in found.items()}


def words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in lexicon.rows("name_words", world.NameWords):
        found.setdefault(row.kind, set()).update(row.words)
    return {kind: frozenset(words) for kind, words in found.items()}
