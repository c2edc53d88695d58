"""Noun phrases of a stretch of tokens: what a frame's subject, object or source can be. Shallow: determiner, modifiers, nouns or a name, genitives behind.

"den bislang nicht von russischen Militärs besetzten Gebieten" is one phrase: a determiner waits for its noun across a prepositional group.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from streams import lexicon
from streams.text import words
from streams.text.model import Name, Sentence, Token

ALL = frozenset(f"{case}.{number}" for case in ("nom", "acc", "dat", "gen") for number in ("sg", "pl"))
PRONOUNS = {
    "er": "nom.sg", "sie": "nom.sg|nom.pl|acc.sg|acc.pl", "wir": "nom.pl", "ich": "nom.sg", "man": "nom.sg", "diese": "nom.sg|nom.pl", "dieser": "nom.sg",
}  # fmt: skip
ENDINGS = {
    "en": "acc.sg|dat.pl|dat.sg|gen.sg|gen.pl", "em": "dat.sg", "er": "nom.sg|dat.sg|gen.sg|gen.pl", "es": "nom.sg|acc.sg", "e": "nom.sg|acc.sg|nom.pl|acc.pl",
}  # fmt: skip
REACH = 16  # tokens that a determiner may wait for its noun


class Determiner(lexicon.Row):
    """Forms and the cases they can show."""

    forms: tuple[str, ...]
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase; token positions within the sentence, `last` exclusive. `nouns` are the head's nouns and name; genitives stand behind them."""

    first: int
    last: int
    nouns: tuple[int, int]
    cases: frozenset[str]
    prep: str | None = None
    names: tuple[Name, ...] = ()
    pronoun: bool = False
    bare: bool = False  # without a determiner

    def can(self, case: str, number: str | None = None) -> bool:
        """Whether its form allows the case, in the number (None, "both": either)."""
        wanted = [number] if number in ("sg", "pl") else ["sg", "pl"]
        return any(f"{case}.{n}" in self.cases for n in wanted)


@lexicon.derived
def determiners() -> dict[str, frozenset[str]]:
    """Form → "case.number" that it can show; a form of two rows shows both."""
    return lexicon.gathered((form, row.cases) for row in lexicon.rows("determiners", Determiner) for form in row.forms)


def find(sentence: Sentence, first: int, last: int) -> list[Phrase]:
    """The noun phrases of tokens [first, last), in order."""
    return _Reader(sentence, last).read(first)


class _Reader:
    """Reads phrases from left to right; every token is looked at a bounded number of times."""

    def __init__(self, sentence: Sentence, last: int) -> None:
        self.tokens: Sequence[Token] = sentence.tokens
        self.last = last
        self.opening = {start for start, _ in sentence.quoted}
        self.names = {name.first: name for name in sentence.names}
        self.verbs = {verb.at for clause in sentence.clauses for verb in clause.verbs if verb.form in ("finite", "infinitive", "zu_infinitive")}

    def read(self, at: int) -> list[Phrase]:
        found: list[Phrase] = []
        prep: str | None = None
        while at < self.last:
            phrase = self.phrase(at, prep)
            if phrase:
                found.append(phrase)
                at, prep = phrase.last, None
                continue
            low = self.tokens[at].lower
            if low in words.classes()["preposition"] and at not in self.names:
                prep = low
            elif self.tokens[at].kind == "punct" or at in self.verbs:
                prep = None
            at += 1
        return found

    def phrase(self, at: int, prep: str | None) -> Phrase | None:
        """The phrase that begins at a token, with the genitives behind it."""
        core = self.core(at, prep)
        if core is None or core.pronoun:
            return core
        last, names = core.last, list(core.names)
        while (more := self.genitive(last, core)) is not None:
            last = more.last
            names += more.names
        return Phrase(core.first, last, core.nouns, core.cases, prep, tuple(names), bare=core.bare)

    def core(self, at: int, prep: str | None) -> Phrase | None:
        """Determiner, modifiers and nouns."""
        token = self.tokens[at]
        if token.kind == "punct" and token.start not in self.opening:
            return None
        low = token.lower
        cases = determiners().get(low)
        if at not in self.names and not cases and (low in words.classes()["preposition"] or low in words.classes()["adverb"]):
            return None
        begin = self.modifiers(at + 1 if cases else at)
        if begin is None or (begin == at and low in words.openers() and at not in self.names):
            return self.pronoun(at, prep)
        end, names = self.nouns(begin)
        shown = cases or self.adjective_cases(at, begin)
        if names and not cases and names[0].genitive and names[0].last == end:
            shown = frozenset({"gen.sg"})
        return Phrase(at, end, (begin, end), shown, prep, names, bare=cases is None)

    def pronoun(self, at: int, prep: str | None) -> Phrase | None:
        cases = PRONOUNS.get(self.tokens[at].lower)
        return Phrase(at, at + 1, (at, at + 1), frozenset(cases.split("|")), prep, pronoun=True) if cases else None

    def modifiers(self, at: int) -> int | None:
        """Where the noun begins, modifiers passed over; None: no noun comes."""
        begin, inside = at, False
        while at < min(self.last, begin + REACH):
            token, low = self.tokens[at], self.tokens[at].lower
            if at in self.names or self.noun(at):
                if not inside or not self.participle_follows(at):
                    return at
                at, inside = self.nouns(at)[0], False
            elif low in words.classes()["preposition"] and at > begin - 1 and begin > 0 and self.tokens[begin - 1].lower in determiners():
                inside = True
                at += 1
            elif self.modifier(at, token):
                at += 1
            else:
                return None
        return None

    def participle_follows(self, at: int) -> bool:
        """After "das für Mittwoch": a participle and a noun are still to come."""
        end = self.nouns(at)[0]
        return end < self.last and self.modifier(end, self.tokens[end]) and self.tokens[end].lower not in words.classes()["adverb"]

    def modifier(self, at: int, token: Token) -> bool:
        """Whether a token can stand between a determiner and its noun."""
        if token.kind == "number" or token.text in ("„", "“", '"', "»", "«", "”"):
            return True
        low = token.lower
        if at in self.verbs or token.kind == "punct" or not low[0].isalpha():
            return False
        inflected = low.endswith(("e", "en", "em", "er", "es")) and low not in words.openers()
        return low in words.classes()["adverb"] or low in determiners() or inflected

    def noun(self, at: int) -> bool:
        token = self.tokens[at]
        return token.kind == "word" and token.text[0].isupper() and at not in self.verbs and token.lower not in words.openers()

    def nouns(self, at: int) -> tuple[int, tuple[Name, ...]]:
        """The end of a run of nouns and at most one name that isn't a genitive, and the names in it."""
        names: list[Name] = []
        while at < self.last:
            name = self.names.get(at)
            if name and not (names and not names[-1].genitive):
                names.append(name)
                at = name.last
            elif not name and self.noun(at) and not (names and not names[-1].genitive):
                at += 1
            else:
                break
        return at, tuple(names)

    def adjective_cases(self, at: int, noun: int) -> frozenset[str]:
        """What an adjective's ending shows where there is no determiner: "aus offiziellen Kreisen" is no subject."""
        low = self.tokens[at].lower
        if at == noun or self.tokens[at].kind != "word" or low in words.classes()["adverb"]:
            return ALL
        return next((frozenset(shown.split("|")) for end, shown in ENDINGS.items() if low.endswith(end)), ALL)

    def genitive(self, at: int, core: Phrase) -> Phrase | None:
        """A genitive right behind a phrase: "des Ministeriums", "der Gewerkschaft", "Russlands"."""
        if at >= self.last:
            return None
        name = self.names.get(at)
        if name and name.genitive:
            return Phrase(at, name.last, (at, name.last), frozenset({"gen.sg"}), names=(name,))
        low = self.tokens[at].lower
        if "gen.sg" not in determiners().get(low, ()) and "gen.pl" not in determiners().get(low, ()):
            return None
        if low in ("der", "einer") and core.names and core.names[-1].last == core.nouns[1] and core.names[-1].kind == "person":
            return None  # "sagte Selenskyj der Zeitung": a person's name takes none
        return self.core(at, None)
