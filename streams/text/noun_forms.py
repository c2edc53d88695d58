"""The forms of a noun from its row: gender, genitive and plural, each written as what changes from the lemma.

A change is an ending to add ("s"), "=" for none, "¨er" for an ending with umlaut ("Land" → "Länder"), or "um>en" for an ending to replace ("Ministerium" →
"Ministerien"). Several genitives or plurals of one paradigm stand with a comma between them, several paradigms ("der See", "die See") with `|`.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from streams.text.model import Case

Gender = Literal["m", "f", "n"]
Number = Literal["sg", "pl"]

NONE = "-"  # no plural; as gender: a plural without a singular
ADJECTIVE = "a"  # as gender: declined as an adjective, "der Abgeordnete, ein Abgeordneter"
ALL: tuple[Case, ...] = ("nom", "gen", "dat", "acc")
UMLAUTS = (("au", "äu"), ("a", "ä"), ("o", "ö"), ("u", "ü"))


class Noun(NamedTuple):
    """What a noun form can be. `gender` is None where nothing tells it: in plurals without a singular, and of adjectives in the plural."""

    lemma: str
    gender: Gender | None
    number: Number
    cases: tuple[Case, ...]


#: The adjective's endings, strong, weak and mixed together, as parts of a noun's readings.
_ADJECTIVE: dict[str, tuple[tuple[Gender | None, Number, tuple[Case, ...]], ...]] = {
    "e": (("m", "sg", ("nom",)), ("f", "sg", ("nom", "acc")), (None, "pl", ("nom", "acc"))),
    "er": (("m", "sg", ("nom",)), ("f", "sg", ("gen", "dat")), (None, "pl", ("gen",))),
    "en": (("m", "sg", ("gen", "dat", "acc")), ("f", "sg", ("gen", "dat")), (None, "pl", ALL)),
    "em": (("m", "sg", ("dat",)),),
    "es": (("n", "sg", ("nom", "acc")),),
}


def declined(lemma: str, tail: str) -> Iterator[tuple[str, Noun]]:
    """All forms of a noun with what each of them is. `tail`: gender, genitive and plural of its row, a tab between two."""
    genders, genitives, plurals = (cell.split("|") for cell in (tail + "\t\t").split("\t")[:3])
    for i, gender in enumerate(genders):
        genitive, plural = genitives[i] if i < len(genitives) else "", plurals[i] if i < len(plurals) else ""
        if gender == ADJECTIVE:
            yield from _as_adjective(lemma)
        elif gender == NONE:
            yield from _plural(lemma, None, "=")
        else:
            yield from _paradigm(lemma, "m" if gender == "m" else "f" if gender == "f" else "n", genitive, plural)


def _paradigm(lemma: str, gender: Gender, genitive: str, plural: str) -> Iterator[tuple[str, Noun]]:
    if gender == "f":
        yield lemma, Noun(lemma, "f", "sg", ALL)
    else:
        yield from _singular(lemma, gender, [changed(lemma, code) for code in (genitive or "=").split(",")])
    yield from _plural(lemma, gender, plural)


def _singular(lemma: str, gender: Gender, genitives: list[str]) -> Iterator[tuple[str, Noun]]:
    """Masculine and neuter: "des Vertrags, dem Vertrag", but weak "des, dem, den Präsidenten", "des Namens, dem Namen"."""
    forms: dict[str, dict[Case, None]] = {lemma: {"nom": None}}
    for form in genitives:
        forms.setdefault(form, {})["gen"] = None
        oblique = _oblique(lemma, form)
        forms.setdefault(oblique, {})["dat"] = None
        forms.setdefault(oblique if gender == "m" else lemma, {})["acc"] = None
    for form, cases in forms.items():
        yield form, Noun(lemma, gender, "sg", tuple(case for case in ALL if case in cases))


def _oblique(lemma: str, genitive: str) -> str:
    """Dative and accusative singular, told by the genitive."""
    if genitive in (lemma + "n", lemma + "en"):
        return genitive
    return genitive[:-1] if genitive in (lemma + "ns", lemma + "ens") else lemma


def _plural(lemma: str, gender: Gender | None, plural: str) -> Iterator[tuple[str, Noun]]:
    for code in plural.split(",") if plural not in ("", NONE) else ():
        form = changed(lemma, code)
        dative = form + "n" if form.endswith(("e", "er", "el")) else form
        if dative == form:
            yield form, Noun(lemma, gender, "pl", ALL)
        else:
            yield form, Noun(lemma, gender, "pl", ("nom", "gen", "acc"))
            yield dative, Noun(lemma, gender, "pl", ("dat",))


def _as_adjective(lemma: str) -> Iterator[tuple[str, Noun]]:
    """The lemma is the weak nominative: "der Abgeordnete"."""
    for ending, readings in _ADJECTIVE.items():
        for gender, number, cases in readings:
            yield lemma[:-1] + ending, Noun(lemma, gender, number, cases)


def changed(lemma: str, code: str) -> str:
    """The form that a change makes of the lemma."""
    if code in ("", "="):
        return lemma
    before, replaces, after = code.partition(">")
    if replaces:
        return lemma.removesuffix(before) + after
    return umlauted(lemma) + code[1:] if code[0] == "¨" else lemma + code


def change(lemma: str, form: str) -> str:
    """The change that makes the form of the lemma, the shortest there is."""
    if form == lemma:
        return "="
    if form.startswith(lemma):
        return form[len(lemma) :]
    if (stem := umlauted(lemma)) != lemma and form.startswith(stem):
        return "¨" + form[len(stem) :]
    same = next((i for i, (a, b) in enumerate(zip(lemma, form, strict=False)) if a != b), min(len(lemma), len(form)))
    return f"{lemma[same:]}>{form[same:]}"


def umlauted(stem: str) -> str:
    """The stem with umlaut on its last vowel that can take one: "Haus" → "Häus", "Vertrag" → "Verträg"; itself where there is none."""
    for i in range(len(stem) - 1, -1, -1):
        for plain, umlaut in UMLAUTS:
            at = i - len(plain) + 1
            if at >= 0 and stem[at : i + 1].lower() == plain:
                return stem[:at] + (umlaut.capitalize() if stem[at].isupper() else umlaut) + stem[i + 1 :]
    return stem


def plain(stem: str) -> str:
    """A stem with the umlaut taken back: "Verträg" → "Vertrag"; itself where there is none."""
    if stem.isascii():
        return stem
    for i in range(len(stem) - 1, -1, -1):
        at = "äöüÄÖÜ".find(stem[i])
        if at >= 0:
            return stem[:i] + "aouAOU"[at] + stem[i + 1 :]
    return stem
