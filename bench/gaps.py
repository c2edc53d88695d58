"""Fills the gaps of a sentence. What a gap may hold:

DET KIND CASE   a noun phrase: DET is der, ein, kein (singular), die, pl (plural, with article or without), each with + for an adjective;
                KIND is Sache, Leute, Kopf, Treffen or Thema (the domain's own)
rel KIND CASE   the relative pronoun for the last noun of the kind
v FORM          a verb (inflect.verb tells the forms)     adj    an adjective as predicate
c1, c1 CASE, in1, stadt1, o1                              states, cities, an organisation
p1, n1, s1, er1, die1                                     a person with office, by full name, by surname; pronouns
tag, datum, monat, zeit, stunde, uhr, jahr, jahr2         times
zahl, zahl2, prozent, euro, betrag, ordnung, agentur      the rest
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from bench import inflect, novel, times
from bench.cast import Cast
from bench.inflect import CASES, Case
from bench.tables import Gender, Noun, Template, nouns, pick, words

_DEFINITE, _INDEFINITE = (inflect.DER, inflect.WEAK), (inflect.EIN, inflect.MIXED)
_DETERMINERS = {"der": _DEFINITE, "die": _DEFINITE, "ein": _INDEFINITE, "kein": _INDEFINITE}
ORDINALS = ("zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte")
NUMBERS = ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")


def open_places(template: Template) -> int:
    """In how many places of the sentence a never-seen word can stand."""
    return sum(_places(gap) for gap in template.parts[1::2])


def _places(gap: str) -> int:
    first = gap.split()[0]
    if first.rstrip("+") in (*_DETERMINERS, "pl"):
        return 2 if first.endswith("+") else 1
    return 1 if first in ("v", "adj") else 0


@dataclass(slots=True)
class Filler:
    """Fills sentences of one article. `rng` draws what is told, `fresh` the never-seen words, so that their share changes nothing else."""

    rng: Random
    fresh: Random
    cast: Cast
    domain: str

    def fill(self, template: Template, unseen: int) -> str:
        """The sentence, with so many never-seen words in it, as far as it has places for them."""
        left, asked = open_places(template), unseen
        genders: dict[str, Gender] = {}

        def is_new() -> bool:
            """Knuth's selection sampling: each of the places is as likely to be chosen."""
            nonlocal left, asked
            chosen = self.fresh.random() * left < asked
            left, asked = left - 1, asked - chosen
            return chosen

        text = "".join(part if at % 2 == 0 else self._gap(part.split(), is_new, genders) for at, part in enumerate(template.parts))
        return _capitalised(text)

    def _gap(self, gap: list[str], is_new: Callable[[], bool], genders: dict[str, Gender]) -> str:
        first = gap[0]
        if first.rstrip("+") in (*_DETERMINERS, "pl"):
            return self._phrase(first, gap[1], _case(gap[2]), is_new, genders)
        if first == "rel":
            return inflect.declined(inflect.RELATIVE, genders[gap[1]], _case(gap[2]))
        if first == "v":
            known = pick(self.rng, words("verb"))
            return inflect.verb(novel.verb(self.fresh) if is_new() else known, gap[1])
        if first == "adj":
            known = pick(self.rng, words("adjective"))
            return novel.adjective(self.fresh) if is_new() else known
        return self.cast.called(first, _case(gap[1]) if len(gap) > 1 else "nom") or self._value(first)

    def _phrase(self, determiner: str, kind: str, case: Case, is_new: Callable[[], bool], genders: dict[str, Gender]) -> str:
        base = determiner.rstrip("+")
        noun: Noun = pick(self.rng, nouns(self.domain if kind == "Thema" else kind))
        adjective = pick(self.rng, words("adjective")) if determiner.endswith("+") else ""
        if adjective and is_new():
            adjective = novel.adjective(self.fresh)
        if is_new():
            noun = novel.noun(self.fresh, noun)
        gender: Gender = "pl" if base in ("die", "pl") else noun.gender
        genders[kind] = gender
        article, endings = _DETERMINERS.get(base, ({}, inflect.STRONG))
        said = [("k" if base == "kein" else "") + inflect.declined(article, gender, case)] if article else []
        return " ".join([*said, *([adjective + inflect.declined(endings, gender, case)] if adjective else []), inflect.form(noun, gender, case)])

    def _value(self, gap: str) -> str:
        rng = self.rng
        if gap in times.KINDS:
            return times.KINDS[gap](rng)
        tenths = f"{2 + int(rng.random() * 18)},{int(rng.random() * 10)}"
        values = {
            "zahl": pick(rng, NUMBERS),
            "zahl2": f"{1 + int(rng.random() * 9)}.{int(rng.random() * 10)}00" if rng.random() < 0.3 else str(10 * (2 + int(rng.random() * 90))),
            "prozent": f"{tenths} Prozent",
            "euro": f"{tenths} Milliarden Euro" if rng.random() < 0.5 else f"{10 * (1 + int(rng.random() * 90))} Millionen Euro",
            "betrag": str(50 * (1 + int(rng.random() * 10))),
            "ordnung": pick(rng, ORDINALS),
            "agentur": pick(rng, words("agency")),
        }
        return values[gap]


def _case(word: str) -> Case:
    return CASES[[str(case) for case in CASES].index(word)]


def _capitalised(text: str) -> str:
    """The first letter in upper case, and the one behind each ^."""
    text = re.sub(r"\^(\w)", lambda m: m[1].upper(), text)
    return re.sub(r"^(\W*)(\w)", lambda m: m[1] + m[2].upper(), text)
