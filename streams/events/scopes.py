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
    names: tuple[Name, ...]
    dates: tuple[DateSpan, ...]
    parent: "Scope | None"

    @cached_property
    def inside(self) -> frozenset[int]:
        """The positions as a set."""
        return frozenset(self.at)

    @cached_property
    def verbal(self) -> frozenset[int]:
        """The positions of its verbs."""
        return frozenset(v.at for v in self.verbs)

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
    clauses = sentence.clauses or (Clause(0, len(sentence.tokens), "main"),)
    heads = [_head(clauses, k) for k in range(len(clauses))]
    parts: dict[int, list[Clause]] = {}
    for head, clause in zip(heads, clauses, strict=True):
        parts.setdefault(head, []).append(clause)
    uses, names, dates = _by_head(clauses, heads, sentence)
    made: dict[int, Scope] = {}
    for head in sorted(parts, key=lambda k: (_depth(clauses, k), k)):  # each behind the one that it hangs on
        at = tuple(i for c in parts[head] for i in range(c.first, c.last))
        parent = clauses[head].parent
        above = made.get(heads[parent]) if parent is not None and heads[parent] != head else None
        found = {use: frozenset(places) for use, places in uses.get(head, {}).items()}
        said = tuple(v for c in parts[head] for v in c.verbs)
        made[head] = Scope(sentence, at, clauses[head].kind, said, found, tuple(names.get(head, ())), tuple(dates.get(head, ())), above)
    return tuple(made[k] for k in sorted(made))


def _by_head(
    clauses: tuple[Clause, ...], heads: list[int], sentence: Sentence
) -> tuple[dict[int, dict[str, set[int]]], dict[int, list[Name]], dict[int, list[DateSpan]]]:
    """What of a sentence lies in which clause: words of event_words.tsv by use, names, dates."""
    owner = {i: head for head, c in zip(heads, clauses, strict=True) for i in range(c.first, c.last)}
    uses: dict[int, dict[str, set[int]]] = {}
    names: dict[int, list[Name]] = {}
    dates: dict[int, list[DateSpan]] = {}
    for hit in words.find(sentence.tokens):
        for i in range(hit.first, hit.last):
            uses.setdefault(owner.get(i, -1), {}).setdefault(hit.key, set()).add(i)
    for name in sentence.names:
        names.setdefault(owner.get(name.first, -1), []).append(name)
    for date in sentence.dates:
        dates.setdefault(owner.get(date.first, -1), []).append(date)
    return uses, names, dates


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
    return part.kind in ("fragment", "main") or (part.kind == first.kind and part.place is None and part.kind != "infinitive")


def _depth(clauses: tuple[Clause, ...], k: int) -> int:
    """How many clauses a clause hangs on, one on the other."""
    for steps in range(DEEPEST):
        parent = clauses[k].parent
        if parent is None:
            return steps
        k = parent
    return DEEPEST
