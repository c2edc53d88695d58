"""All forms under which the lexicon's names, offices and groups stand in a text, by their first word; inflected here once, so that reading is looking up."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from streams import lexicon
from streams.lexicon import world
from streams.lexicon.world import Group, Medium, Office, Party, Person, Place
from streams.text import tokens as tokenizer

Kind = Literal["state", "organisation", "capital", "seat", "demonym", "person", "surname", "place", "medium", "office", "group", "block"]
ENDINGS = ("e", "en", "er", "es", "em")
SUFFIX = "*"
LONGEST_WORD = 60  # longer compounds are no offices or groups, only slow
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


@dataclass(slots=True)
class Gazetteer:
    """phrases: first word → (all words, entry), the longest first · suffixes: "*minister" · adjectives: "russischen" · prefixes: "US" in "US-Regierung"."""

    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = field(default_factory=dict)
    suffixes: dict[str, list[Entry]] = field(default_factory=dict)
    adjectives: dict[str, Party] = field(default_factory=dict)
    prefixes: dict[str, Party] = field(default_factory=dict)
    surnames: dict[str, tuple[Person, ...]] = field(default_factory=dict)
    holders: dict[tuple[str, str], tuple[Person, ...]] = field(default_factory=dict)
    women: frozenset[str] = frozenset()
    words: dict[str, frozenset[str]] = field(default_factory=dict)

    def at(self, words: Sequence[str], i: int, *kinds: Kind) -> tuple[Entry, int] | None:
        """The longest entry of these kinds that begins at `i`, and where it ends."""
        for form, entry in self.phrases.get(words[i], ()) if i < len(words) else ():
            if entry.kind in kinds and (len(form) == 1 or tuple(words[i : i + len(form)]) == form):
                return entry, i + len(form)
        return None

    def ending(self, word: str, kind: Kind) -> tuple[Entry, str] | None:
        """The entry of a compound by its ending, and what stands before that; the longest ending first."""
        if len(word) <= LONGEST_WORD and word not in self.words["no_compound"]:
            for cut in range(1, len(word) - 1):
                for entry in self.suffixes.get(word[cut:], ()):
                    if entry.kind == kind:
                        return entry, word[:cut]
        return None

    def bearers(self, surname: str) -> tuple[Person, ...]:
        """The persons with a surname, as it stands in a text: with -s, or with a capital at the head of a sentence ("Al-Busaidi")."""
        forms = (surname, surname.removesuffix("s"), surname[0].lower() + surname[1:], surname[0].lower() + surname[1:].removesuffix("s"))
        return next((self.surnames[form] for form in forms if form in self.surnames), ())

    def holding(self, role: str | None, party: str) -> tuple[Person, ...]:
        """Who holds or held an office, men and women."""
        return self.holders.get((self.neutral(role), party), ()) if role else ()

    def neutral(self, role: str) -> str:
        """An office without its gender: "Außenministerin" → "Außenminister"."""
        found = self.at([role], 0, "office")
        office = found[0].row if found else None
        return office.office if isinstance(office, Office) and found and found[0].name in (office.office, office.feminine, office.office + "in") else role

    def party(self, prefix: str) -> Party | None:
        """The party that the first part of a compound names: "US", "IG-Metall"."""
        return self.prefixes.get(prefix) or self.prefixes.get(prefix.replace("-", " "))


@lexicon.derived
def gazetteer() -> Gazetteer:
    """The index of the lexicon as it is now."""
    made = Gazetteer(words=_words())
    for forms, entry in _entries():
        for form in forms:
            _add(made, form, entry)
    for found in made.phrases.values():
        found.sort(key=lambda item: -len(item[0]))
    for party in world.parties():
        _add_party(made, party)
    _add_persons(made, lexicon.rows("persons", Person))
    return made


def _add(made: Gazetteer, form: str, entry: Entry) -> None:
    if form.startswith(SUFFIX):
        made.suffixes.setdefault(form[1:], []).append(entry)
        return
    words = tuple(t.text for t in tokenizer.tokenise(form, 0, len(form)))
    same = made.phrases.setdefault(words[0], [])
    if not any(w == words and e.kind == entry.kind for w, e in same):
        same.append((words, entry))


def _words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in lexicon.rows("name_words", world.NameWords):
        found.setdefault(row.kind, set()).update(row.words)
    return {kind: frozenset(words) for kind, words in found.items()}


def _entries() -> Iterator[tuple[Iterable[str], Entry]]:
    for party in world.parties():
        yield from _party(party)
    for place in lexicon.rows("places", Place):
        for name in (place.name, *place.variants):
            yield from _inflected_name(name, "place", place, place.name, place.weak)
    yield from _persons(lexicon.rows("persons", Person))
    for medium in lexicon.rows("media", Medium):
        for name in (medium.name, *medium.variants):
            yield (name,), Entry("medium", medium.name, medium, weak=medium.weak and " " not in name and "-" not in name)
    for office in lexicon.rows("offices", Office):
        yield from _office(office)
    for group in lexicon.rows("groups", Group):
        for name in group.forms:
            yield _phrase_forms(name) if " " in name else _noun_forms(name), Entry("group", name, group)
    for phrase in sorted(_words()["block"]):
        yield (phrase,), Entry("block", phrase)


def _party(party: Party) -> Iterator[tuple[Iterable[str], Entry]]:
    kind: Kind = "state" if party.kind == "state" else "organisation"
    for name in (n for n in (party.name, *party.variants) if n not in party.weak):
        yield from _inflected_name(name, kind, party, party.name if name == party.name or party.kind == "state" else name)
    for name in party.weak:
        yield from _inflected_name(name, kind, party, party.name, weak=True)
    for name in party.capitals:
        yield from _inflected_name(name, "capital", party, name)
    for name in party.seats:
        yield from _inflected_name(name, "seat", party, name)
    for name in party.demonyms:
        yield _demonym_forms(name), Entry("demonym", name, party)


def _inflected_name(name: str, kind: Kind, row: lexicon.Row, canonical: str, weak: bool = False) -> Iterator[tuple[Iterable[str], Entry]]:
    """A name in all cases; the genitive with -s is told apart ("Russlands", "der Kreml")."""
    forms = _phrase_forms(name)
    yield forms, Entry(kind, canonical, row, weak=weak)
    if name[-1].isalpha() and not name.endswith(("s", "x", "z", "ß")) and (name[-1].islower() or len(name) > 4):
        yield (form + "s" for form in forms), Entry(kind, canonical, row, genitive=True, weak=weak)
    elif name.endswith(("Haus", "Landes")):
        yield (form + "es" for form in forms), Entry(kind, canonical, row, genitive=True, weak=weak)


def _phrase_forms(name: str) -> list[str]:
    """ "Weißes Haus" → "Weiße Haus", "Weißen Haus" …; a last word in -e also with -n ("Emiraten")."""
    words = name.split(" ")
    forms = [""]
    for word in words[:-1]:
        endings = [_ADJECTIVE.sub("", word) + e for e in ENDINGS] if _ADJECTIVE.search(word) else [word]
        forms = [f"{form}{w} " for form in forms for w in endings]
    plural = [words[-1] + "n"] if len(words) > 1 and words[-1].endswith(("e", "er")) else []
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
    alone = _by_surname(persons)
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
    if name[-1] not in "sxzß.":
        yield (name + "s",), Entry(entry.kind, entry.name, entry.row, genitive=True, weak=entry.weak)


def _by_surname(persons: Iterable[Person]) -> dict[str, tuple[Person, ...]]:
    """Surname → the persons who bear it: the last word of a name, and variants of one word."""
    words = _words()
    particles, family_first = words["particle"] | words["surname_begin"], words["family_first"]
    found: dict[str, dict[str, Person]] = {}
    for person in persons:
        single = [name for name in person.variants if " " not in name or name.split(" ")[0] in particles]
        last = person.name.split(" ")[0 if person.party in family_first else -1]
        for surname in [*single, *([last] if last != person.name and last[0].isupper() and not last.endswith(".") else [])]:
            found.setdefault(surname, {})[person.id] = person
    return {surname: tuple(rows.values()) for surname, rows in found.items()}


def _add_persons(made: Gazetteer, persons: Sequence[Person]) -> None:
    made.surnames = _by_surname(persons)
    made.women = frozenset(p.id for p in persons if p.gender == "f")
    for person in persons:
        if person.role and person.party:
            key = (made.neutral(person.role), person.party)
            made.holders[key] = (*made.holders.get(key, ()), person)
            surname, party = person.name.split(" ")[-1], world.by_code().get(person.party)
            if party and not person.weak and len(made.surnames.get(surname, ())) == 1:
                made.prefixes.setdefault(surname, party)


def _add_party(made: Gazetteer, party: Party) -> None:
    """Adjectives and first parts of compounds. A stem in capitals ("Schweizer") has one form; cities give one in -er ("Moskauer")."""
    for stem in party.adjectives:
        for form in (stem,) if stem[0].isupper() else [stem + e for e in ENDINGS]:
            made.adjectives.setdefault(form, party)
    for name in party.capitals:
        if " " not in name:
            made.adjectives.setdefault(name + "er", party)
    for name in (*party.prefixes, party.name, *party.variants, *party.seats):
        made.prefixes.setdefault(name, party)
