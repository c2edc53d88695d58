"""What the reading of a text gives: tokens, tags, names, dates, verbs, clauses, chunks, references.

Offsets are code points of the article's text; `end` is exclusive.
Token positions (`first`, `last`, `at`) count within the sentence; `last` is exclusive.
What is made for every few tokens is a tuple: a frozen dataclass takes four times as long to make.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Direction = Literal["past", "future"] | None
FieldKind = Literal["KOORD", "LV", "VF", "C", "LK", "MF", "VC", "NF"]
Case = Literal["nom", "gen", "dat", "acc"]
Function = Literal["SB", "OA", "DA", "OG", "PD", "AG", "APP", "CJ", "SBP", "MNR", "MO", "EP"]


class Token(NamedTuple):
    """A word, a number or a punctuation mark; `lower` is the form to look up."""

    start: int
    end: int
    text: str
    kind: Literal["word", "number", "punct"]
    lower: str


class Name(NamedTuple):
    """Somebody or something that is called by name, or by an office that stands for it.

    kind: person · state (also a capital, a government, "die ukrainische Seite") · organisation · group ("Unterhändler aus Moskau") · medium (an agency, a
    paper, a platform) · place. `name` is canonical; `party` a party code; `country` ISO 3166-1 alpha-3 of a place; `row` the lexicon's row.
    """

    first: int
    last: int
    start: int
    end: int
    kind: Literal["person", "state", "organisation", "group", "medium", "place"]
    name: str
    party: str | None = None
    role: str | None = None
    country: str | None = None
    row: str | None = None
    genitive: bool = False  # "Macrons", "Russlands": hangs on another noun
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date expression. `resolve` gives EDTF, or None where the text does not settle it; the direction is the clause's: past looks back."""

    first: int
    last: int
    start: int
    end: int
    rule: str
    resolve: Callable[[Direction], str | None] = field(compare=False)


class Verb(NamedTuple):
    """A verb form. Of a form that several moods share, `mood` is "ambiguous". `particle` is the position of a separated prefix ("teilte … mit")."""

    at: int
    lemma: str
    kind: Literal["aux", "modal", "full"]
    form: Literal["finite", "infinitive", "zu_infinitive", "participle"]
    mood: Literal["ind", "konj1", "konj2", "ambiguous"] | None = None
    tense: Literal["present", "past"] | None = None
    number: Literal["sg", "pl", "both"] | None = None
    person: Literal[1, 2, 3] | None = None  # None: the form leaves it open ("habe", "verhandelte" are first and third)
    particle: int | None = None
    row: str | None = None


class Field(NamedTuple):
    """A topological field (Drach 1937, Höhle 1986; as in TüBa-D/Z): Vorfeld, linke Klammer, Mittelfeld, Verbalkomplex, Nachfeld.

    C holds what opens a subordinate clause (dass, weil, der, mit dem, um), KOORD a coordinator in front, LV what stands before the Vorfeld.
    """

    kind: FieldKind
    first: int
    last: int


class Clause(NamedTuple):
    """A clause by its place and its verbs. kind tells how it begins; `parent` is the index of the clause it hangs on, in the sentence's order.

    `fields` cover the words of this part in order, marks at their edges aside; `place` is the parent's field that a subordinate clause stands in.
    """

    first: int
    last: int
    kind: Literal["main", "dass", "ob", "wh", "relative", "adverbial", "infinitive", "fragment"]
    verbs: tuple[Verb, ...] = ()
    parent: int | None = None
    fields: tuple[Field, ...] = ()
    place: Literal["VF", "MF", "NF"] | None = None


class Chunk(NamedTuple):
    """A base phrase (Abney 1991): a noun or pronoun with what stands before it, and the preposition where one does (`kind` PP).

    `cases`: what form and agreement leave open, one where they settle it. `function`: the TIGER label, None where nothing tells; SB subject, OA OG DA objects,
    PD predicate, AG genitive attribute, APP apposition, CJ conjunct, SBP "von …" of a passive, MNR attribute of a noun, MO adverbial, EP expletive "es".
    `parent`: index of the chunk that an AG, APP, CJ or MNR hangs on. `clause`: index in the sentence's clauses.
    """

    first: int
    last: int
    head: int
    kind: Literal["NP", "PP"]
    clause: int
    cases: tuple[Case, ...] = ()
    number: Literal["sg", "pl"] | None = None
    gender: Literal["m", "f", "n"] | None = None
    person: Literal[1, 2, 3] = 3
    function: Function | None = None
    parent: int | None = None


class Reference(NamedTuple):
    """A pronoun ("er", "ihm", "dieser") or a description ("der 44-Jährige", "die Ministerin") that stands for somebody named elsewhere in the article."""

    first: int
    last: int
    start: int
    end: int
    kind: Literal["pronoun", "description"]
    name: Name  # as the article introduces it; its positions are those of its own sentence
    sentence: int  # index of that sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `quoted` are the offsets of what stands in quotation marks within it, marks included."""

    index: int
    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]
    tags: tuple[str, ...] = ()  # STTS, one a token
    clauses: tuple[Clause, ...] = ()
    chunks: tuple[Chunk, ...] = ()
    names: tuple[Name, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    quoted: tuple[tuple[int, int], ...] = ()

    def words(self, first: int, last: int) -> list[str]:
        """Lower-case forms of the tokens in [first, last)."""
        return [t.text.lower() for t in self.tokens[first:last]]


@dataclass(frozen=True, slots=True)
class Document:
    """A text as read: the sentences of what is text (no boilerplate, nothing printed twice), and the day from which it counts."""

    text: str
    sentences: tuple[Sentence, ...]
    dated: str | None = None  # EDTF day, month or instant; None: relative dates stay open
    headline: str | None = None
