"""German forms for the generated articles: articles, endings of adjectives, cases of nouns, regular verbs."""

from typing import Literal

from bench.tables import Gender, Noun

Case = Literal["nom", "acc", "dat", "gen"]
CASES: tuple[Case, ...] = ("nom", "acc", "dat", "gen")

#: Declension of the determiners, in the order of CASES.
DER = {"m": "der den dem des", "f": "die die der der", "n": "das das dem des", "pl": "die die den der"}
RELATIVE = {"m": "der den dem dessen", "f": "die die der deren", "n": "das das dem dessen", "pl": "die die denen deren"}
EIN = {"m": "ein einen einem eines", "f": "eine eine einer einer", "n": "ein ein einem eines", "pl": "eine eine einen einer"}

#: Endings of adjectives: behind `der`, behind `ein` and `kein`, and with no article.
WEAK = {"m": "e en en en", "f": "e e en en", "n": "e e en en", "pl": "en en en en"}
MIXED = {"m": "er en en en", "f": "e e en en", "n": "es es en en", "pl": "en en en en"}
STRONG = {"pl": "e e en er"}


def declined(table: dict[str, str], gender: Gender, case: Case) -> str:
    """The form or ending for gender and case."""
    return table[gender].split()[CASES.index(case)]


def form(noun: Noun, gender: Gender, case: Case) -> str:
    """The noun in its case; gender `pl` asks for the plural."""
    if gender == "pl":
        return noun.plural + ("n" if case == "dat" and noun.plural[-1] not in "ns" else "")
    return noun.genitive if case == "gen" else noun.lemma


def state(name: str, gender: Gender | None, case: Case) -> str:
    """The name of a state in its case: "der Türkei", "Kenias", "von Honduras"."""
    if gender:
        suffix = "n" if gender == "pl" and case == "dat" and name[-1] not in "ns" else "s" if gender == "m" and case == "gen" else ""
        return f"{declined(DER, gender, case)} {name}{suffix}"
    if case != "gen":
        return name
    return f"von {name}" if name[-1] in "sxzß" else f"{name}s"


def verb(stem: str, wanted: str) -> str:
    """A regular verb without ge- ("kritisier", "bewert"): pres and pret (3rd singular), pretpl, part, inf, konj1."""
    e = "e" if stem[-1] in "td" or (stem[-1] in "nm" and stem[-2] not in "aeiouäöürlnmh") else ""
    return stem + {"pres": f"{e}t", "pret": f"{e}te", "pretpl": f"{e}ten", "part": f"{e}t", "inf": "en", "konj1": "e"}[wanted]
