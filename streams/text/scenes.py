"""A sentence as who looks for antecedents sees it: whom it mentions, who is subject, which other nouns could be meant, whose clause a word is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from streams.text import nouns, verbs
from streams.text import words as closed
from streams.text.genders import Gender, gender_of
from streams.text.model import Clause, Name, Sentence
from streams.text.name_forms import form

Number = Literal["sg", "pl"] | None

SIDES = ("state", "organisation", "group")
NOMINATIVE = frozenset(("der", "ein", "kein", "sein", "ihr", "dieser"))  # of a masculine noun
OPEN = {"m": frozenset(("er", "ihm", "ihn")), "f": frozenset(("sie",)), "n": frozenset[str]()}
#: What only people and sides do: of such a verb no thing is the subject. Groups of verbs.tsv.
PERSONAL = frozenset(
    ("say", "report", "travel", "meet", "demand", "reject", "offer", "ask", "announce", "deny", "agree", "accuse", "want", "judge", "negotiate", "phone")
) | frozenset(("mention", "expect", "propose", "threaten", "confirm", "invite", "decide", "know", "lead", "sign", "mediate"))  # fmt: skip
NEAR = 3  # words between a preposition and the name that it governs


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or a pronoun whose name is known, where it stands. `bare`: neither behind a preposition nor a genitive."""

    name: Name
    at: int
    last: int
    gender: Gender
    number: Number
    clause: int
    subject: bool
    bare: bool

    @property
    def entity(self) -> tuple[str, str]:
        return self.name.kind, self.name.name

    @property
    def person(self) -> bool:
        return self.name.kind == "person"


@dataclass(frozen=True, slots=True)
class Thing:
    """A common noun: its genders in the singular, whether it can be a plural, whether it looks like the subject."""

    at: int
    genders: frozenset[str]
    plural: bool
    leads: bool


class Scene:
    """One sentence: its mentions outside quotations, whose clause each word is, and what else could be meant."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.low = [t.lower for t in sentence.tokens]
        self.clauses = _owners(sentence)
        self.taken = {at for n in sentence.names for at in range(n.first, n.last)}
        self.genitives = {at for n in sentence.names if n.genitive for at in range(n.first, n.last)}
        self.finite = {v.at for clause in sentence.clauses for v in clause.verbs if v.form == "finite"}
        self.functions = {at: c for c in sentence.chunks for at in range(c.first, c.last)}
        self.resolved: set[int] = set()  # positions of pronouns and descriptions whose names are known
        self._things: tuple[Thing, ...] | None = None
        named = [*(n for n in sentence.names if n.kind in ("person", *SIDES)), *self._strangers()]
        told = (self._mention(n) for n in sorted(named, key=lambda n: n.first) if not self.quoted(n.first))
        self.mentions: list[Mention] = list(self._with_subjects(list(told)))

    def quoted(self, at: int) -> bool:
        """Whether a word stands in quotation marks."""
        start = self.sentence.tokens[at].start
        return any(first <= start < last for first, last in self.sentence.quoted)

    def clause(self, at: int) -> Clause | None:
        index = self.clauses[at] if at < len(self.clauses) else -1
        return self.sentence.clauses[index] if index >= 0 else None

    def plural(self, at: int) -> bool | None:
        """Whether the clause's finite verb is plural; None where its form is both, or there is none."""
        clause = self.clause(at)
        finite = next((v for v in clause.verbs if v.form == "finite"), None) if clause else None
        return None if finite is None or finite.number in (None, "both") else finite.number == "pl"

    def personal(self, at: int) -> bool:
        """Whether the clause tells what only people and sides do."""
        clause = self.clause(at)
        if clause is None or any(v.lemma == "werden" and v.kind == "aux" for v in clause.verbs):
            return False
        return any(not PERSONAL.isdisjoint(verbs.groups(v)) or v.lemma in ("wollen", "mögen") for v in clause.verbs)

    @property
    def things(self) -> "tuple[Thing, ...]":
        """The common nouns that no preposition governs."""
        if self._things is None:
            self._things = tuple(self._found_things())
        return self._things

    def leading(self, gender: Gender, before: int | None = None) -> bool:
        """Whether a thing of this gender is a subject."""
        return any(t.leads and gender in t.genders for t in self.things if before is None or t.at < before)

    def open(self, gender: Gender, before: int | None = None) -> bool:
        """Whether a pronoun of this gender is left open: then nobody knows of whom the sentence speaks."""
        end = len(self.low) if before is None else before
        return any(self.low[i] in OPEN[gender or "n"] and i not in self.resolved and self.plural(i) is not True and not self.quoted(i) for i in range(end))

    def other_subject(self, gender: Gender) -> bool:
        """Whether the subject is known, and is of another gender or number."""
        if any(m.subject and (m.gender or "n") != gender for m in self.mentions) or not {"man", "es", "wir", "ich"}.isdisjoint(self.low):
            return True
        return any(t.leads and gender not in t.genders for t in self.things)

    def _found_things(self) -> "Iterator[Thing]":
        for at, token in enumerate(self.sentence.tokens):
            if at in self.taken or token.kind != "word" or not token.text[0].isupper() or self.quoted(at) or self.governed(at):
                continue
            apposed = at + 1 in self.taken and at + 1 in {n.first for n in self.sentence.names}
            readings = nouns.read(token.text) if not apposed and (at or token.lower not in closed.openers()) else ()
            if readings:
                genders = frozenset(n.gender for n in readings if n.number == "sg" and n.gender)
                yield Thing(at, genders, any(n.number == "pl" for n in readings), self._leads(at, genders))

    def _leads(self, at: int, genders: frozenset[str]) -> bool:
        """Whether a noun looks like the subject: by its chunk, by "der" and the like, or at the head of the sentence."""
        chunk = self.functions.get(at)
        if chunk is not None and chunk.function is not None:
            return chunk.function == "SB"
        article = next((self.low[i] for i in range(at - 1, max(-1, at - 1 - NEAR), -1) if self.low[i] in closed.classes()["article"]), "")
        behind = not article and at - 1 in self.finite  # "nahm Köhler": a surname that is a noun
        return ("m" in genders and (article in NOMINATIVE or behind)) or at < NEAR

    def governed(self, at: int) -> bool:
        """Whether a preposition stands before the phrase: "mit dem neuen Minister"."""
        chunk = self.functions.get(at)
        if chunk is not None:
            return chunk.kind == "PP"
        for back in range(at - 1, max(-1, at - 2 - NEAR), -1):
            if self.low[back] in closed.classes()["preposition"]:
                return True
            title = back in self.genitives or (back == at - 1 and back not in self.taken)  # "von Merkels Amtsvorgänger Schröder"
            if self.sentence.tokens[back].kind != "word" or (self.sentence.tokens[back].text[0].isupper() and not title):
                return False
        return False

    def _strangers(self) -> Iterator[Name]:
        """What looks like the name of somebody unknown: "Baghdatis". It can be meant, and keeps others from being."""
        tags = self.sentence.tags
        for at, (start, end, text, kind, _) in enumerate(self.sentence.tokens):
            unread = kind == "word" and text[0].isupper() and at not in self.taken and form(text).proper
            if unread and (tags[at] == "NE" if tags else not nouns.read(text)):
                yield Name(at, at + 1, start, end, "person", text)

    def _mention(self, n: Name) -> Mention:
        bare = not n.genitive and not self.governed(n.first) and not self._attribute(n.first)
        clause = self.clauses[n.first] if n.first < len(self.clauses) else -1
        gender = gender_of(n, self.sentence) if n.kind == "person" and n.first in self.taken else None
        return Mention(n, n.first, n.last, gender, "sg" if n.kind == "person" else None, clause, False, bare)

    def _attribute(self, at: int) -> bool:
        """Whether a genitive's article stands before: "die Interessen der USA", "des Ministers"."""
        article = self.low[at - 1] if at else ""
        before = self.sentence.tokens[at - 2].text if at > 1 else ""
        return article in ("des", "vom") or (article == "der" and before[:1].isupper() and at - 2 not in self.finite and at > 2)

    def _with_subjects(self, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """The mentions, told which are subjects: by the chunks where they say so, else the first bare one of a clause and what is joined to it."""
        told = {c.clause for c in self.sentence.chunks if c.function == "SB"}
        before: dict[int, Mention] = {}
        for m in mentions:
            first = before.get(m.clause)
            if m.clause in told:
                subject = any(self._is_subject(at) for at in range(m.at, m.last))
            else:
                subject = m.bare and (first is None or (first.subject and self.low[first.last : m.at] in (["und"], [","], ["und", "der"], ["und", "die"])))
            made = self._sided(replace(m, subject=subject))
            if m.bare and (first is None or subject):
                before[m.clause] = made
            yield made

    def _is_subject(self, at: int) -> bool:
        chunk = self.functions.get(at)
        for _ in range(NEAR + 1):
            if chunk is None or chunk.function == "SB":
                return chunk is not None
            chunk = self.sentence.chunks[chunk.parent] if chunk.function in ("CJ", "APP") and chunk.parent is not None else None
        return False

    def _sided(self, m: Mention) -> Mention:
        """A side as subject has the gender of its article and the number of its verb."""
        if m.person or not m.subject:
            return m
        begin = m.at - 1 if m.at and self.sentence.tokens[m.at - 1].text[0].isupper() and m.at > 1 else m.at  # "die Gewerkschaft EVG"
        article, plural = (self.low[begin - 1] if begin else ""), self.plural(m.at)
        gender: Gender = "m" if article in ("der", "ein") else "f" if article in ("die", "eine") else None
        return replace(m, gender=None if plural else gender, number="pl" if plural else "sg")


def _owners(sentence: Sentence) -> list[int]:
    """Position → index of the innermost clause; -1 outside all."""
    owners = [-1] * len(sentence.tokens)
    for index in sorted(range(len(sentence.clauses)), key=lambda i: sentence.clauses[i].first - sentence.clauses[i].last):
        clause = sentence.clauses[index]
        owners[clause.first : clause.last] = [index] * (clause.last - clause.first)
    return owners
