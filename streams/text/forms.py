"""Verb forms of German, built from the principal parts in verbs.tsv and listed for the auxiliaries in auxiliaries.tsv.

A form has several readings: "verhandelt" is present or participle, "führen" plural or infinitive, "teilte" belongs to teilen and, with a particle, to
mitteilen. verbs.py chooses among them in the sentence. A form that two moods share has the mood "ambiguous": "sagen" (indicative, Konjunktiv I), "sagte" and
"gingen" (indicative, Konjunktiv II).
"""

from collections.abc import Iterator
from itertools import chain
from typing import Literal, NamedTuple

from streams import lexicon

Kind = Literal["aux", "modal", "full"]
Form = Literal["finite", "infinitive", "zu_infinitive", "participle"]
Mood = Literal["ind", "konj1", "konj2", "ambiguous"]
Tense = Literal["present", "past"]
Number = Literal["sg", "pl", "both"]
Person = Literal[1, 2, 3]


class VerbRow(lexicon.Row):
    """A full verb by its principal parts; present3, preterite3 and konj2 stand without the separable prefix."""

    infinitive: str
    prefix: str = ""
    present3: str
    preterite3: str
    participle: str
    konj2: str = ""
    groups: tuple[str, ...] = ()


class AuxiliaryRow(lexicon.Row):
    """A form of sein, haben, werden or a modal verb."""

    form: str
    lemma: str
    kind: Kind
    verb_form: Form
    mood: Mood | None = None
    tense: Tense | None = None
    number: Number | None = None
    person: int | None = None


class Reading(NamedTuple):
    """What a form can be. `prefix`: only with this particle elsewhere in the clause. A tuple, since there are tens of thousands."""

    lemma: str
    kind: Kind
    form: Form
    mood: Mood | None = None
    tense: Tense | None = None
    number: Number | None = None
    person: Person | None = None
    row: str | None = None
    prefix: str = ""

    @property
    def plain(self) -> str:
        """The infinitive of the form itself, without a prefix that stands apart."""
        return self.lemma.removeprefix(self.prefix)


def key(form: str) -> str:
    """The form to look up: Swiss spelling and small letters fall together with the rest."""
    return form.lower().replace("ß", "ss")


@lexicon.derived
def verb_rows() -> dict[str, VerbRow]:
    """Row id → row."""
    return {row.id: row for row in lexicon.rows("verbs", VerbRow)}


@lexicon.derived
def by_infinitive() -> dict[str, VerbRow]:
    """Infinitive → its first row ("schaffen" has a strong and a weak one)."""
    return {row.infinitive: row for row in reversed(verb_rows().values())}


@lexicon.derived
def table() -> dict[str, tuple[Reading, ...]]:
    """Form → its readings: auxiliaries first, then indicative before Konjunktiv, unseparated before separated; else in the order of the tables."""
    found: dict[str, dict[Reading, None]] = {}
    for form, reading in chain(_auxiliaries(), *map(_inflected, verb_rows().values())):
        found.setdefault(key(form), {})[reading] = None
    return {form: tuple(sorted(readings, key=_rank)) for form, readings in found.items()}


@lexicon.derived
def attributives() -> frozenset[str]:
    """Finite forms that may as well be participles before a noun: "die besetzten Gebiete", "der vereinbarte Tausch"."""
    finite = {form for form, readings in table().items() if any(r.form == "finite" for r in readings)}
    return frozenset(form for row in verb_rows().values() for ending in ("e", "en") if (form := key(row.participle + ending)) in finite)


@lexicon.derived
def particles() -> frozenset[str]:
    """All separable prefixes."""
    return frozenset(row.prefix for row in verb_rows().values() if row.prefix)


def _auxiliaries() -> Iterator[tuple[str, Reading]]:
    for row in lexicon.rows("auxiliaries", AuxiliaryRow):
        person: Person | None = 1 if row.person == 1 else 2 if row.person == 2 else 3 if row.person == 3 else None
        yield row.form, Reading(row.lemma, row.kind, row.verb_form, row.mood, row.tense, row.number, person, row.id)


def _inflected(row: VerbRow) -> Iterator[tuple[str, Reading]]:
    """All forms of a full verb; those of a separable one both joined ("mitteilte") and apart ("teilte")."""
    for form, mood, tense, number, person in _finite(row):
        yield row.prefix + form, Reading(row.infinitive, "full", "finite", mood, tense, number, person, row.id)
        if row.prefix:
            yield form, Reading(row.infinitive, "full", "finite", mood, tense, number, person, row.id, row.prefix)
    yield row.infinitive, Reading(row.infinitive, "full", "infinitive", row=row.id)
    yield row.participle, Reading(row.infinitive, "full", "participle", row=row.id)
    if row.prefix:
        yield row.prefix + "zu" + _bare(row), Reading(row.infinitive, "full", "zu_infinitive", row=row.id)


def _bare(row: VerbRow) -> str:
    return row.infinitive.removeprefix(row.prefix)


_Inflection = tuple[str, Mood | None, Tense | None, Number, Person | None]


def _finite(row: VerbRow) -> Iterator[_Inflection]:
    """Third persons, which but for the present singular are first ones too. Konjunktiv I has the plural's indicative form."""
    bare = _bare(row)
    stem = bare[:-2] if bare.endswith("en") else bare[:-1]
    yield row.present3, "ind", "present", "sg", 3 if row.present3.endswith("t") else None
    yield bare, "ambiguous", "present", "pl", None
    yield stem + "e", "konj1", "present", "sg", None
    if stem.endswith("el"):
        yield stem[:-2] + "le", "konj1", "present", "sg", None  # "er handle"
    yield from _second(row, stem)
    yield from _past(row, stem)


def _second(row: VerbRow, stem: str) -> Iterator[_Inflection]:
    """Of a verb that changes its vowel ("gibt", "lässt") also "gebt", "lasst", and the imperative "gib"; in others "verhandelt" has that form already."""
    if row.present3 in (stem + "t", stem + "et") or not row.present3.endswith("t"):
        return
    yield stem + ("et" if stem.endswith(("t", "d")) else "t"), "ind", "present", "pl", 2
    if "e" in stem[-4:] and "i" in row.present3[-5:] and not stem.endswith(("t", "d")):
        yield row.present3[:-1], None, None, "sg", 2


def _past(row: VerbRow, stem: str) -> Iterator[_Inflection]:
    """The weak preterite is its own Konjunktiv II ("sagte"); so is the plural of a strong one without an umlaut to take ("gingen", but "kamen" and "kämen")."""
    past = row.preterite3
    pasts = past + ("n" if past.endswith("e") else "en")
    weak = past in (stem + "te", stem + "ete")
    wish = row.konj2 or ("" if past.endswith("e") else past + "e")
    equal = weak or wish + "n" == pasts
    yield past, "ambiguous" if weak else "ind", "past", "sg", None
    yield pasts, "ambiguous" if equal else "ind", "past", "pl", None
    if wish:
        yield wish, "konj2", "past", "sg", None
        if not equal:
            yield wish + "n", "konj2", "past", "pl", None


_ORDER = {"ind": 0, "ambiguous": 0, "konj1": 1, "konj2": 2, None: 3}


def _rank(reading: Reading) -> tuple[bool, bool, int]:
    return (reading.kind == "full", bool(reading.prefix), _ORDER[reading.mood])
