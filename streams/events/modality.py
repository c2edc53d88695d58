"""Whether what a clause tells happened, goes on, lies ahead, or is only thought of: from tense, mood and modal verbs, and from what the clause hangs on."""

from typing import Literal

from streams.events.scopes import Scope
from streams.text import clauses, verbs
from streams.text.model import Direction, Verb

State = Literal["occurred", "ongoing", "planned", "thought"]

#: What hangs on such a verb is wished, feared or disputed: not told as a fact.
WISHING = frozenset(("demand", "want", "expect", "propose", "offer", "reject", "threaten", "plan", "deny", "ask", "invite", "accuse"))
PERFECT = ("haben", "sein")
CONTENT = ("dass", "infinitive", "wh", "ob")


def direction(scope: Scope) -> Direction:
    """Whether the clause looks back or ahead."""
    return clauses.direction(scope.verbs, [scope.lower(i) for i in scope.at])


def counting(scope: Scope) -> Direction:
    """Which way the days of an event's clause count."""
    return clauses.counting(scope.verbs, [scope.lower(i) for i in scope.at])


def negated(scope: Scope) -> bool:
    """Whether the clause says that it is not so: "nicht", "kein", "weder", but not "nicht nur" and not "die nicht angekündigte Reise"."""
    spared = scope.uses.get("unnegation", frozenset())
    return any(i not in spared and not _attributive(scope, i) for i in scope.uses.get("negation", frozenset()))


def _attributive(scope: Scope, at: int) -> bool:
    """Whether "nicht" stands between an article and its noun."""
    if scope.lower(at) != "nicht":
        return False
    before = scope.sentence.tokens[at - 1].text if at else ""
    return before.lower() in _ARTICLES or (before[:1].islower() and scope.lower(at - 2) in _ARTICLES)


_ARTICLES = frozenset(("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"))


def state(scope: Scope, trigger: Verb | None) -> State:
    """How it stands with what `trigger` tells (None: a noun of the clause)."""
    if scope.sentence.tokens[-1].text == "?" or _supposed(scope):
        return "thought"
    finite = _finite(scope, trigger)
    if finite is None:
        return "thought" if scope.kind == "infinitive" else "occurred"
    if finite.kind == "modal":
        return _modal(finite, scope, trigger)
    return _tensed(finite, scope, trigger)


def _supposed(scope: Scope) -> bool:
    """Whether the clause is a condition, a purpose, or hangs on a wish, a fear, a plan."""
    if scope.has("unsure") or scope.kind == "ob" or (scope.kind in ("adverbial", "infinitive") and scope.opener in _CONDITIONS):
        return True
    above = scope.parent
    if above is None or scope.kind not in CONTENT:
        return False
    return bool(above.groups & WISHING) or _supposed(above)


_CONDITIONS = frozenset(("wenn", "falls", "sofern", "solange", "damit", "statt", "anstatt", "um", "ehe", "bis", "ohne", "als ob"))


def _finite(scope: Scope, trigger: Verb | None) -> Verb | None:
    """The finite verb that a trigger stands under: itself, else the nearest auxiliary or modal before it, else the next behind it."""
    found = [v for v in scope.verbs if v.form == "finite"]
    if trigger is None or not found:
        return found[0] if found else None
    if trigger.form == "finite":
        return trigger
    helpers = [v for v in found if v.kind != "full"] or found
    before = [v for v in helpers if v.at < trigger.at]
    return before[-1] if before else helpers[0]


def _modal(finite: Verb, scope: Scope, trigger: Verb | None) -> State:
    """sollen and wollen plan, "soll gestartet haben" is hearsay of what was done; "konnten sich einigen" did; the rest only may."""
    hearsay = trigger is not None and trigger.form == "participle" and any(v.lemma in PERFECT and v.form == "infinitive" for v in scope.verbs)
    if hearsay and finite.lemma in ("sollen", "wollen"):
        return "occurred"
    if finite.mood == "konj2" and finite.lemma not in ("sollen", "wollen"):
        return "thought"
    if finite.lemma in ("sollen", "wollen"):
        return "planned" if finite.tense == "present" or direction(scope) == "future" else "thought"
    return "occurred" if finite.lemma == "können" and finite.tense == "past" and finite.mood != "konj2" else "thought"


def _tensed(finite: Verb, scope: Scope, trigger: Verb | None) -> State:
    if finite.mood == "konj2" and not (finite.lemma == "haben" and finite.number in ("pl", "both")):
        return "thought"
    infinitive = trigger is not None and trigger.form == "infinitive"
    if finite.lemma == "werden" and infinitive:
        return "planned"
    if finite.tense == "past" or _perfect(finite, trigger):
        return "occurred"
    return "planned" if direction(scope) == "future" else "ongoing"


def _perfect(finite: Verb, trigger: Verb | None) -> bool:
    return finite.lemma in PERFECT and trigger is not None and trigger.form == "participle"


def passive(scope: Scope, trigger: Verb) -> bool:
    """Whether a participle stands under werden or bleiben: "wurde angegriffen", "bleibt aufgefordert"."""
    return trigger.form == "participle" and any(v.lemma in ("werden", "bleiben") for v in scope.verbs)


def told(scope: Scope) -> bool:
    """Whether the clause itself is one of saying."""
    return any(verbs.groups(v) & {"say", "report"} for v in scope.verbs)
