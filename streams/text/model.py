"""What the reading of a text gives: tokens, names, dates, verbs, clauses, sentences. Offsets are code points of the article's text; `end` is exclusive.

Token positions (`first`, `last`, `at`) count within the sentence; `last` is exclusive.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Direction = Literal["past", "future"] | None


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a punctuation mark."""

    start: int
    end: int
    text: str
    kind: Literal["word", "number", "punct"]

    @property
    def lower(self) -> str:
        """The form to look up."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Name:
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


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb form. Of a form that several moods share, `mood` is "ambiguous". `particle` is the position of a separated prefix ("teilte … mit")."""

    at: int
    lemma: str
    kind: Literal["aux", "modal", "full"]
    form: Literal["finite", "infinitive", "zu_infinitive", "participle"]
    mood: Literal["ind", "konj1", "konj2", "ambiguous"] | None = None
    tense: Literal["present", "past"] | None = None
    number: Literal["sg", "pl", "both"] | None = None
    particle: int | None = None
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause by its place and its verbs. kind tells how it begins; `parent` is the index of the clause it hangs on, in the sentence's order."""

    first: int
    last: int
    kind: Literal["main", "dass", "ob", "wh", "relative", "adverbial", "infinitive", "fragment"]
    verbs: tuple[Verb, ...] = ()
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `quoted` are the offsets of what stands in quotation marks within it, marks included."""

    index: int
    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...] = ()
    names: tuple[Name, ...] = ()
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
