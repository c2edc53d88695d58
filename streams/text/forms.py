"""Verb forms of German, built from the principal parts in verbs.tsv and listed for the auxiliaries in auxiliaries.tsv.

A form has several readings: "verhandelt" is present or participle, "führen" plural or infinitive, "teilte" belongs to teilen and, with a particle, to
mitteilen. verbs.py chooses among them in the sentence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from streams import lexicon

Kind = Literal["aux", "modal", "full"]
Form = Literal["finite", "infinitive", "zu_infinitive", "participle"]
Mood = Literal["ind", "konj1", "konj2", "ambiguous"]
Tense = Literal["present", "past"]
Number = Literal["sg", "pl", "both"]


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


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form can be. `prefix`: only with this particle elsewhere in the clause. `guess`: by its ending alone, so the clause must support it."""

    lemma: str
    kind: Kind
    form: Form
    mood: Mood | None = None
    tense: Tense | None = None
    number: Number | None = None
    row: str | None = None
    prefix: str = ""
    guess: bool = False


def key(form: str) -> str:
    """The form to look up: Swiss spelling and small letters fall together with the rest."""
    return form.lower().replace("ß", "ss")


@lexicon.derived
def verb_rows() -> dict[str, VerbRow]:
    """Row id → row."""
    return {row.id: row for row in lexicon.rows("verbs", VerbRow)}


@lexicon.derived
def by_infinitive() -> dict[str, VerbRow]:
    """Infinitive → row."""
    return {row.infinitive: row for row in verb_rows().values()}


@lexicon.derived
def table() -> dict[str, tuple[Reading, ...]]:
    """Form → its readings: auxiliaries first, then indicative before Konjunktiv, unseparated before separated; else in the order of the tables."""
    found: dict[str, list[Reading]] = {}
    for form, reading in (*_auxiliaries(), *(pair for row in verb_rows().values() for pair in _inflected(row))):
        readings = found.setdefault(key(form), [])
        if reading not in readings:
            readings.append(reading)
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


def guess(form: str) -> tuple[Reading, ...]:
    """Readings of an unknown lower-case word by its ending; empty where no ending tells."""
    for suffix, readings in _BY_ENDING:
        if form.endswith(suffix) and len(form) > len(suffix) + 2:
            stem = form[: -len(suffix)]
            return tuple(_guessed(stem + "ieren", *reading) for reading in readings)
    return (*_guessed_participle(form), *_guessed_past(form), *_guessed_infinitive(form))


def _guessed(lemma: str, form: Form, mood: Mood | None = None, tense: Tense | None = None, number: Number | None = None) -> Reading:
    return Reading(lemma, "full", form, mood, tense, number, guess=form != "finite")


_Shape = tuple[Form] | tuple[Form, Mood, Tense, Number]
_BY_ENDING: tuple[tuple[str, tuple[_Shape, ...]], ...] = (
    ("ierte", (("finite", "ind", "past", "sg"),)),
    ("ierten", (("finite", "ind", "past", "pl"),)),
    ("iert", (("finite", "ind", "present", "sg"), ("participle",))),
    ("ieren", (("finite", "ambiguous", "present", "pl"), ("infinitive",))),
)


def _guessed_participle(form: str) -> Iterator[Reading]:
    """ "geschlichtet", "herausgeschmuggelt", "verunsichert"."""
    prefix = _prefix(form, "ge")
    rest = form[len(prefix) :]
    if len(rest) > 5 and rest.startswith("ge") and rest.endswith("t"):
        yield _guessed(prefix + _infinitive(rest[2:-1]), "participle")
    elif len(rest) > 6 and rest.startswith("ge") and rest.endswith("en"):
        yield _guessed(prefix + rest[2:], "participle")
    elif len(form) > 5 and form.startswith(("be", "ver", "er", "ent", "zer")) and form.endswith("t"):
        yield _guessed(_infinitive(form[:-1]), "participle")


def _guessed_past(form: str) -> Iterator[Reading]:
    """ "lobte", "randalierten"; not superlatives and adjectives such as "größte", "leichten", "relevante"."""
    number: Number = "pl" if form.endswith("ten") else "sg"
    stem = form.removesuffix("n").removesuffix("te")
    if form.endswith(("te", "ten")) and len(stem) > 2 and not stem.endswith(("s", "ß", "ch", "an", "en", "ek")) and not stem.startswith(("ge", "un")):
        yield Reading(_infinitive(stem), "full", "finite", "ind", "past", number, guess=True)


def _guessed_infinitive(form: str) -> Iterator[Reading]:
    """ "schmuggeln", "sicherzustellen"."""
    if not form.endswith(("en", "ern", "eln")) or len(form) < 5:
        return
    prefix = _prefix(form, "zu")
    if prefix and len(form) > len(prefix) + 6:
        yield _guessed(prefix + form[len(prefix) + 2 :], "zu_infinitive")
    else:
        yield _guessed(form, "infinitive")


def _prefix(form: str, inner: str) -> str:
    """The separable prefix in front of "ge" or "zu"; empty where there is none."""
    return next((p for p in _by_length() if form.startswith(p + inner)), "") if inner in form[1:] else ""


@lexicon.derived
def _by_length() -> tuple[str, ...]:
    """Prefixes, longest first."""
    return tuple(sorted(particles(), key=lambda p: (-len(p), p)))


def _infinitive(stem: str) -> str:
    """ "lob" → loben, "wander" → wandern, "redete" comes as "rede" → reden."""
    if stem.endswith("e"):
        return stem + "n"
    return stem + ("n" if stem.endswith(("er", "el")) else "en")


def _auxiliaries() -> Iterator[tuple[str, Reading]]:
    for row in lexicon.rows("auxiliaries", AuxiliaryRow):
        yield row.form, Reading(row.lemma, row.kind, row.verb_form, row.mood, row.tense, row.number, row.id)


def _inflected(row: VerbRow) -> Iterator[tuple[str, Reading]]:
    """All forms of a full verb; those of a separable one both joined ("mitteilte") and apart ("teilte")."""
    for form, mood, tense, number in _finite(row):
        yield row.prefix + form, Reading(row.infinitive, "full", "finite", mood, tense, number, row.id)
        if row.prefix:
            yield form, Reading(row.infinitive, "full", "finite", mood, tense, number, row.id, prefix=row.prefix)
    yield row.infinitive, Reading(row.infinitive, "full", "infinitive", row=row.id)
    yield row.participle, Reading(row.infinitive, "full", "participle", row=row.id)
    if row.prefix:
        yield row.prefix + "zu" + _bare(row), Reading(row.infinitive, "full", "zu_infinitive", row=row.id)


def _bare(row: VerbRow) -> str:
    return row.infinitive.removeprefix(row.prefix)


def _finite(row: VerbRow) -> Iterator[tuple[str, Mood, Tense, Number]]:
    """Third persons, which are most first ones too. Konjunktiv I has the plural's indicative form: ambiguous."""
    bare, past = _bare(row), row.preterite3
    stem = bare[:-2] if bare.endswith("en") else bare[:-1]
    yield row.present3, "ind", "present", "sg"
    yield bare, "ambiguous", "present", "pl"
    yield stem + "e", "konj1", "present", "sg"
    if stem.endswith("el"):
        yield stem[:-2] + "le", "konj1", "present", "sg"  # "er handle"
    pasts = past + ("n" if past.endswith("e") else "en")
    yield past, "ind", "past", "sg"
    yield pasts, "ind", "past", "pl"
    wish = row.konj2 or ("" if past.endswith("e") else past + "e")
    if wish:
        yield wish, "konj2", "past", "sg"
    if wish and wish + "n" != pasts:
        yield wish + "n", "konj2", "past", "pl"


_ORDER = {"ind": 0, "ambiguous": 0, "konj1": 1, "konj2": 2, None: 3}


def _rank(reading: Reading) -> tuple[int, int, int]:
    return (reading.kind == "full", bool(reading.prefix), _ORDER[reading.mood])
