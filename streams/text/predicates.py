"""Clauses → predicates: the parts of an interrupted clause put together, with their verbs, their phrases, and what the main verb takes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from streams.text import government, words
from streams.text.agreement import ALL, PLURAL, SINGULAR
from streams.text.base_phrases import Phrase
from streams.text.government import Government
from streams.text.model import Clause, Name, Token, Verb

COPULAS = frozenset(("sein", "werden", "bleiben", "heißen"))
SLOTS: dict[str | None, int] = {"sg": SINGULAR, "pl": PLURAL}
SUBORDINATE = frozenset(("dass", "ob", "wh", "infinitive"))


@dataclass(slots=True)
class Predicate:
    """A clause as a whole. `main` is the verb that governs, `start` and `middle` the bounds of the Vorfeld (equal where there is none)."""

    kind: str
    verbs: list[Verb] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    finite: Verb | None = None
    main: Verb | None = None
    takes: Government = government.USUAL
    passive: bool = False
    state: bool = False  # "ist … unterzeichnet"
    copula: bool = False
    middle: int = 0
    shares: bool = False  # begins with und and its verb: the subject may be that of the clause before
    slots: int = ALL  # the numbers that its subject can have (agreement.py)
    clausal: bool = False  # a clause hangs on it that may be its object

    def ahead(self, phrase: Phrase) -> bool:
        """Whether a phrase stands in the Vorfeld."""
        return phrase.last <= self.middle


def build(clauses: Sequence[Clause], phrases: Sequence[Phrase], tokens: Sequence[Token], names: Sequence[Name]) -> list[Predicate]:
    """The predicates of a sentence in the order of their beginnings."""
    of = _roots(clauses, {n.last for n in names if n.last - n.first > 2 and any([t.text == "," for t in tokens[n.first : n.last]])})
    found = {root: Predicate(clauses[root].kind) for root in of}
    for index, clause in enumerate(clauses):
        predicate = found[of[index]]
        predicate.kind = clause.kind
        predicate.verbs += clause.verbs
        for kind, _, last in clause.fields:
            if kind == "VF":
                predicate.middle = last
        if clause.parent is not None and clause.kind in SUBORDINATE:
            found[of[clause.parent]].clausal = True
    for phrase in phrases:
        found[of[phrase.clause]].phrases.append(phrase)
    for root, predicate in found.items():
        _govern(predicate)
        first = clauses[root].first
        finite = predicate.finite
        # "… und lobte": a main clause whose finite verb stands right behind the coordinator
        predicate.shares = root > 0 and finite is not None and finite.at == first + 1 and predicate.kind == "main" and _coordinates(tokens[first])
    return list(found.values())


def _coordinates(token: Token) -> bool:
    return token.lower in words.classes()["coordinator"]


def _roots(clauses: Sequence[Clause], ends: set[int]) -> list[int]:
    """For each clause part the first part of its clause.

    A later part gives the verb that the first one lacks, or is a main clause with a parent; or it stands behind a subject with a name in apposition, which
    passed for a fragment: "Der Sprecher der Regierung, Steffen Hebestreit, sagte" (`ends`: of names with a comma in them).
    """
    roots: list[int] = []
    finite: set[int] = set()
    for index, clause in enumerate(clauses):
        root, verbal = index, False
        for verb in clause.verbs:
            verbal = verbal or verb.form in ("finite", "zu_infinitive")
        if clause.parent is not None and clause.parent < index and clauses[clause.parent].kind == clause.kind:
            parent = roots[clause.parent]
            if clause.kind == "main" or (clause.kind != "fragment" and parent not in finite and verbal):
                root = parent
        elif clause.kind == "main" and index and clauses[index - 1].kind == "fragment" and clause.first - 1 in ends and _verb_first(clause):
            root = roots[index - 1]
        roots.append(root)
        if verbal:
            finite.add(root)
    return roots


def _verb_first(clause: Clause) -> bool:
    return bool(clause.verbs) and clause.verbs[0].at == clause.first and clause.verbs[0].form == "finite"


def _govern(predicate: Predicate) -> None:
    """Fills in what the verbs tell. The main verb is the finite one if it is full, else the last full one, else an auxiliary: "soll Mitglied gewesen sein"."""
    if not predicate.verbs:
        return
    finite = full = auxiliary = None
    werden = False
    for verb in predicate.verbs:
        finite = verb if finite is None and verb.form == "finite" else finite
        full = verb if verb.kind == "full" else full
        auxiliary = verb if auxiliary is None and verb.kind == "aux" else auxiliary
        werden = werden or verb.lemma == "werden"
    main = finite if finite is not None and finite.kind == "full" else full or auxiliary or finite
    if main is None:
        return
    predicate.finite, predicate.main, predicate.takes = finite, main, government.of_verb(main.lemma)
    predicate.passive = werden and main.form == "participle"
    predicate.copula = main.lemma in COPULAS
    if finite is not None:
        predicate.state = not predicate.passive and main.form == "participle" and finite.lemma == "sein"
        predicate.slots = SLOTS.get(finite.number, ALL)
        if predicate.kind == "main" and not predicate.middle:
            predicate.middle = finite.at
