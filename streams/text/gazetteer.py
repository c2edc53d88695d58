"""All forms under which the lexicon's names, offices and groups stand in a text, by their first word: reading is looking up."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from streams import lexicon
from streams.lexicon import world
from streams.lexicon.world import Office, Party, Person
from streams.text import tokens as tokenizer
from streams.text.name_entries import ENDINGS, SUFFIX, Entry, Kind, by_surname, entries, words
from streams.text.spellings import fold

SHORTEST_FOLD = 5  # letters of a normal form that tells a surname
LONGEST_WORD = 60  # longer compounds are no offices or groups, only slow


@dataclass(slots=True)
class Gazetteer:
    """phrases: first word → (all words, entry), the longest first · suffixes: "*minister" · adjectives: "russischen" · prefixes: "US" in "US-Regierung"."""

    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = field(default_factory=dict)
    suffixes: dict[str, list[Entry]] = field(default_factory=dict)
    adjectives: dict[str, Party] = field(default_factory=dict)
    prefixes: dict[str, Party] = field(default_factory=dict)
    surnames: dict[str, tuple[Person, ...]] = field(default_factory=dict)
    spelled: dict[str, tuple[Person, ...]] = field(default_factory=dict)  # by the normal form of a surname, where transcriptions differ
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
        """The persons with a surname, as it stands in a text: with -s or an apostrophe, with a capital at the head of a sentence ("Al-Busaidi")."""
        bare = surname.rstrip("'’")
        forms = (bare, bare.removesuffix("s"), bare[0].lower() + bare[1:], bare[0].lower() + bare[1:].removesuffix("s"))
        return next((self.surnames[form] for form in forms if form in self.surnames), ())

    def spelling(self, surname: str) -> tuple[tuple[Person, ...], bool]:
        """The persons whose surname it transcribes otherwise, and whether with the -s of a genitive: "Umerovs"."""
        for form, genitive in ((surname, False), (surname.removesuffix("s"), True)):
            if found := self.spelled.get(fold(form)):
                return found, genitive and form != surname
        return (), False

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
    made = Gazetteer(words=words())
    for forms, entry in entries():
        for form in forms:
            _add(made, form, entry)
    for found in made.phrases.values():
        if len(found) > 1:
            found.sort(key=lambda item: (-len(item[0]), not (item[1].weak and isinstance(item[1].row, Party))))
    for party in world.parties():
        _add_party(made, party)
    _add_persons(made, lexicon.rows("persons", Person))
    return made


def _add(made: Gazetteer, form: str, entry: Entry) -> None:
    if form.startswith(SUFFIX):
        made.suffixes.setdefault(form[1:], []).append(entry)
        return
    plain = form.replace(" ", "").replace("-", "").isalpha()
    words = tuple(form.split(" ")) if plain else tuple(t.text for t in tokenizer.tokenise(form, 0, len(form)))
    same = made.phrases.get(words[0])
    if same is None:
        made.phrases[words[0]] = [(words, entry)]
        return
    if not any(w == words and e.kind == entry.kind and (e.weak == entry.weak or entry.kind not in ("state", "organisation")) for w, e in same):
        same.append((words, entry))


def _by_spelling(made: Gazetteer) -> dict[str, tuple[Person, ...]]:
    """Normal form of a surname → its bearers, where their names come from another script."""
    found: dict[str, dict[str, Person]] = {}
    for surname, persons in made.surnames.items():
        for person in persons:
            if person.party in made.words["transliterated"] and not person.weak and len(fold(surname)) >= SHORTEST_FOLD:
                found.setdefault(fold(surname), {})[person.id] = person
    return {form: tuple(rows.values()) for form, rows in found.items()}


def _add_persons(made: Gazetteer, persons: Sequence[Person]) -> None:
    made.surnames = by_surname(persons)
    made.spelled = _by_spelling(made)
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
