"""A clause as frames look at it: its split parts joined, its verbs, names and dates, and the words that turn or weaken it."""

from dataclasses import dataclass
from functools import cached_property

from streams.events import words
from streams.text import verbs
from streams.text.model import Clause, DateSpan, Name, Sentence, Verb

DEEPEST = 12  # clauses that hang one on the other; deeper ones are read as if they hung on none


@dataclass(frozen=True, eq=False)
class Scope:
    """One clause. `at` are its token positions in the sentence, in order; `parent` is the scope that it hangs on."""

    sentence: Sentence
    at: tuple[int, ...]
    kind: str
    verbs: tuple[Verb, ...]
    uses: dict[str, frozenset[int]]  # use of event_words.tsv → positions
    parent: "Scope | None"

    @cached_property
    def inside(self) -> frozenset[int]:
        """The positions as a set."""
        return frozenset(self.at)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The names in it."""
        return tuple(n for n in self.sentence.names if n.first in self.inside)

    @cached_property
    def dates(self) -> tuple[DateSpan, ...]:
        """The dates in it."""
        return tuple(d for d in self.sentence.dates if d.first in self.inside)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The groups of its verbs."""
        return frozenset(g for v in self.verbs for g in verbs.groups(v))

    @property
    def opener(self) -> str:
        """Its first word, in lower case."""
        return next((self.lower(i) for i in self.at if self.sentence.tokens[i].kind == "word"), "")

    def lower(self, at: int) -> str:
        """The lower-case form at a position; "" outside the sentence."""
        return self.sentence.tokens[at].lower if 0 <= at < len(self.sentence.tokens) else ""

    def has(self, use: str) -> bool:
        """Whether a word of that use stands in it."""
        return bool(self.uses.get(use))


def split(sentence: Sentence) -> tuple[Scope, ...]:
    """The clauses of a sentence in order of their beginnings, a clause's parts around an insertion joined."""
    uses: dict[str, set[int]] = {}
    for hit in words.find(sentence.tokens):
        uses.setdefault(hit.key, set()).update(range(hit.first, hit.last))
    clauses = sentence.clauses or (Clause(0, len(sentence.tokens), "main"),)
    parts: dict[int, list[Clause]] = {}
    heads = [_head(clauses, k) for k in range(len(clauses))]
    for head, clause in zip(heads, clauses, strict=True):
        parts.setdefault(head, []).append(clause)
    made: dict[int, Scope] = {}
    for head in sorted(parts, key=lambda k: (_depth(clauses, k), k)):  # each behind the one that it hangs on
        at = tuple(i for c in parts[head] for i in range(c.first, c.last))
        inside = {use: frozenset(found.intersection(at)) for use, found in uses.items()}
        parent = clauses[head].parent
        above = made.get(heads[parent]) if parent is not None and heads[parent] != head else None
        made[head] = Scope(sentence, at, clauses[head].kind, tuple(v for c in parts[head] for v in c.verbs), inside, above)
    return tuple(made[k] for k in sorted(made))


def _head(clauses: tuple[Clause, ...], k: int) -> int:
    """The first part of the clause that a part belongs to; a fragment belongs to what it hangs on."""
    for _ in range(DEEPEST):
        parent = clauses[k].parent
        if parent is None or not _continues(clauses[k], clauses[parent]):
            break
        k = parent
    return k


def _continues(part: Clause, first: Clause) -> bool:
    """Whether a clause is a later part of an interrupted one."""
    waits = not any(v.form == "finite" for v in first.verbs)
    return part.kind in ("fragment", "main") or (part.kind == first.kind and waits and part.kind != "infinitive")


def _depth(clauses: tuple[Clause, ...], k: int) -> int:
    """How many clauses a clause hangs on, one on the other."""
    for steps in range(DEEPEST):
        parent = clauses[k].parent
        if parent is None:
            return steps
        k = parent
    return DEEPEST
