"""What a sentence's clauses are to each other: pieces of an interrupted clause put together, what hangs on a clause, what mood it stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from streams.claims import cues
from streams.text.model import Clause, Sentence, Verb

SUBJUNCTIVE = ("konj1", "konj2")
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Whole:
    """A clause with all its pieces ("X, der Y ist, sagte …" has two); token ranges. `parent` is the index of the whole clause it hangs on.

    `mood` is that of its first finite verb, "ambiguous" also for a past tense that may be a Konjunktiv II: "die Angriffe dauerten an".
    """

    kind: str
    pieces: tuple[Range, ...]
    verbs: tuple[Verb, ...]
    parent: int | None
    mood: str | None

    @property
    def first(self) -> int:
        """The first token."""
        return self.pieces[0][0]

    @property
    def last(self) -> int:
        """Behind the last token."""
        return self.pieces[-1][1]

    @property
    def finite(self) -> Verb | None:
        """The first finite verb."""
        return next((v for v in self.verbs if v.form == "finite"), None)

    @property
    def subjunctive(self) -> bool:
        """Whether the finite verb is surely in the subjunctive."""
        return self.mood in SUBJUNCTIVE


class Clauses:
    """The whole clauses of one sentence, in text order."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.all = _wholes(sentence)

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """Clause → the clauses that hang on it, in order."""
        found: dict[int, list[int]] = {}
        for k, clause in enumerate(self.all):
            if clause.parent is not None:
                found.setdefault(clause.parent, []).append(k)
        return found

    @cached_property
    def mains(self) -> list[int]:
        """The main clauses, in order."""
        return [k for k, c in enumerate(self.all) if c.kind == "main"]

    def subtree(self, k: int) -> list[int]:
        """A clause and all that hangs on it, in order."""
        found, waiting = [], [k]
        while waiting:
            found.append(here := waiting.pop())
            waiting += self.children.get(here, ())
        return sorted(found)

    def extent(self, ks: Iterable[int]) -> Range:
        """Token range of several clauses."""
        parts = [self.all[k] for k in ks]
        return min(c.first for c in parts), max(c.last for c in parts)

    def root(self, k: int) -> int:
        """The clause at the top of those that a clause hangs on."""
        while (parent := self.all[k].parent) is not None:
            k = parent
        return k

    def at(self, token: int) -> int | None:
        """The clause that holds a token."""
        return next((k for k, c in enumerate(self.all) if any(first <= token < last for first, last in c.pieces)), None)


def _wholes(sentence: Sentence) -> list[Whole]:
    """Puts the pieces of interrupted clauses together."""
    clauses = sentence.clauses
    heads: dict[int, int] = {}  # index of a piece → its place in `groups`
    groups: list[list[int]] = []
    waiting: int | None = None  # a clause that a frame in its middle interrupts
    for k, clause in enumerate(clauses):
        resumed = waiting if waiting is not None and clause.kind == "main" else None
        if resumed is None and clause.parent is not None and clause.parent < k and _resumes(clauses, k, clause.parent):
            resumed = clause.parent
            if _inserted(sentence, k):
                waiting, resumed = resumed, None
        else:
            waiting = None
        heads[k] = len(groups) if resumed is None else heads[resumed]
        if resumed is None:
            groups.append([k])
        else:
            groups[heads[k]].append(k)
    return [_whole(sentence, group, heads) for group in groups]


def _inserted(sentence: Sentence, k: int) -> bool:
    """Whether a clause that looks like the rest of another is a frame in its middle: "Die Lage, sagte X, sei ernst"."""
    following = sentence.clauses[k + 1] if k + 1 < len(sentence.clauses) else None
    verb = _opens(sentence, sentence.clauses[k])
    if verb is None or following is None or following.kind != "main" or following.parent is not None or _opens(sentence, following) is None:
        return False
    return any("quote" in cue.takes for cue in cues.verbs().get(verb.lemma, ()))


def _opens(sentence: Sentence, clause: Clause) -> Verb | None:
    """The finite verb that a clause begins with."""
    first = next((i for i in range(clause.first, clause.last) if sentence.tokens[i].kind != "punct"), None)
    return next((v for v in clause.verbs if v.at == first and v.form == "finite"), None)


def _whole(sentence: Sentence, group: list[int], heads: dict[int, int]) -> Whole:
    clauses = sentence.clauses
    first = clauses[group[0]]
    alone = first.parent is None or (first.kind == "main" and first.parent < group[0])
    parent = None if alone or first.parent is None else heads[first.parent]
    verbs = tuple(v for k in group for v in clauses[k].verbs)
    pieces = tuple((clauses[k].first, clauses[k].last) for k in group)
    return Whole(first.kind, pieces, verbs, parent if parent != heads[group[0]] else None, _mood(verbs))


def _mood(verbs: tuple[Verb, ...]) -> str | None:
    finite = next((v for v in verbs if v.form == "finite"), None)
    if finite is None:
        return None
    plain = finite.mood == "ambiguous" and (finite.tense == "present" or finite.number == "sg")
    return "ind" if plain or finite.lemma in ("mögen", "möchten") else finite.mood  # who speaks on takes "müssten", not "müssen"; "möchte" is a wish


def _resumes(clauses: tuple[Clause, ...], k: int, parent: int) -> bool:
    """Whether a clause goes on with its parent: a main clause that has one does, another if it gives its like the finite verb."""
    kind = clauses[k].kind
    if kind == "main":
        return True
    return kind == clauses[parent].kind and kind not in ("fragment", "infinitive") and clauses[k].place is None
