"""Institutions that no row names, by their form: "das Statistische Bundesamt", "das Kraftfahrt-Bundesamt", "das Oberlandesgericht München"."""

from streams import lexicon
from streams.lexicon.world import Place
from streams.text.name_forms import bare, court, stem, vocabulary
from streams.text.name_parts import Found, Reader, blank

TOWNS = ("place", "capital")
BODIES = {"er": "body_m", "e": "body_f", "es": "body_n"}  # ending of the adjective in the nominative → endings of the noun


def body(r: Reader, at: int) -> Found:
    """An institution by its adjective and the ending of its noun, by that ending alone, or by the town behind it."""
    low, known = r.low[at], r.at(at, ("organisation", "medium", "block"))
    if known and known[1] > at + 1:
        return None  # "des Deutschen Gewerkschaftsbundes" has a row
    if stem(low) in vocabulary("body_adjective"):
        return _by_adjective(r, at)
    if not court(low):
        return [r.name(at, at + 1, blank("organisation", _nominative(r.texts[at])))], at + 1
    town = r.at(at + 1, TOWNS)
    if town is None or town[0].genitive:
        return None
    row, name = town[0].row, f"{_nominative(r.texts[at])} {r.own(at + 1, town[1])}"
    country = row.country if isinstance(row, Place) else getattr(row, "code", None)
    return [r.name(at, town[1], blank("organisation", name, country=country))], town[1]


def _by_adjective(r: Reader, at: int) -> Found:
    """ "Statistischen Bundesamtes"; the name is in the nominative. "Deutsches Gericht" at the head of a sentence is any."""
    if not r.word(at + 1):
        return None
    noun = bare(r.low[at + 1])
    ending = next((gender for gender, nouns in _endings() if noun.endswith(nouns)), None)
    begins = at == 0 or not r.texts[at - 1][0].isalpha()
    if ending is None or (begins and noun in vocabulary(BODIES[ending])):
        return None
    return [r.name(at, at + 2, blank("organisation", f"{stem(r.texts[at])}{ending} {r.texts[at + 1][: len(noun)]}"))], at + 2


def _nominative(text: str) -> str:
    return text[: len(bare(text.lower()))]


@lexicon.derived
def _endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((ending, tuple(sorted(vocabulary(kind)))) for ending, kind in BODIES.items())
