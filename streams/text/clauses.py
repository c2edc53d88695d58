"""Tokens and verbs of a sentence → its clauses, and which way a clause looks in time.

The clauses cover the tokens in order and never overlap. A clause that another one interrupts ("X, der Y ist, sagte …") is several Clause objects of one kind:
the first part has its own parent, each later part has the first part's index as `parent`. A main clause's first part has no parent; so a `main` with a parent
is always a resumed one, and a subordinate clause whose parent is of its kind may be. What has no verb of its own and is no part of an enumeration
(an apposition, an insertion, a heading) is a `fragment`; its parent is the clause around it, None where there is none. Enumerations ("A, B und C sagten")
stay in one clause.
"""

from collections.abc import Sequence

from streams.text import clause_parts, fields, segments, words
from streams.text.model import Clause, Direction, Name, Token, Verb
from streams.text.verbs import groups

AHEAD = frozenset(("plan", "schedule", "postpone"))  # groups whose participle with "ist" or "wird" looks forward: "ist geplant"


def split(tokens: Sequence[Token], verbs: Sequence[Verb], names: Sequence[Name] = (), quoted: Sequence[tuple[int, int]] = ()) -> tuple[Clause, ...]:
    """The clauses of a sentence. Marks inside `names` split nothing; a quotation (`quoted`: offsets) with a finite verb is a clause of its own."""
    if not tokens:
        return ()
    found = segments.find(tokens, verbs, names, quoted)
    parts = clause_parts.build(tokens, found, {v.particle for v in verbs if v.particle is not None})
    laid, places = fields.fill(tokens, parts, names)
    return tuple([Clause(p.first, p.last, p.kind, tuple(p.verbs), p.parent, f, place) for p, f, place in zip(parts, laid, places, strict=True)])


def direction(verbs: Sequence[Verb], lower: Sequence[str]) -> Direction:
    """Which way a clause looks: past for preterite and perfect, future for werden, soll, will with an infinitive and for "ist geplant"; else None.

    `lower` are the clause's words in lower case; they decide only where there is no verb ("das für Montag geplante Treffen").
    """
    finite = next((v for v in verbs if v.form == "finite"), None)
    if finite is None:
        return _of_words(lower)
    rest = [v for v in verbs if v.form != "finite"]
    if finite.kind == "full":
        return "past" if finite.tense == "past" and finite.mood != "konj2" else "future" if _looks_ahead(finite) else None
    infinitives = {v.lemma for v in rest if v.form == "infinitive"}
    participle = next((v for v in rest if v.form == "participle"), None)
    if finite.kind == "modal":
        return _of_modal(finite, infinitives, participle)
    if finite.lemma == "werden" and infinitives and not (participle and infinitives <= {"haben", "sein"}):
        return "future"
    return _of_auxiliary(finite, participle)


def counting(verbs: Sequence[Verb], lower: Sequence[str]) -> Direction:
    """Which way the days of a clause count: as it looks, and ahead for the plain present, "am Dienstag legt das Personal die Arbeit nieder".

    A present of saying ("berichtet die Agentur am Montag") leaves it open.
    """
    looks = direction(verbs, lower)
    finite = next((v for v in verbs if v.form == "finite"), None)
    if looks or finite is None or finite.tense != "present" or any("say" in groups(v) for v in verbs):
        return looks
    return "future"


def resumes(clauses: Sequence[Clause], clause: Clause) -> bool:
    """Whether a clause part goes on with the one it hangs on, after an interruption."""
    return clause.parent is not None and clause.place is None and clause.kind == clauses[clause.parent].kind


def whole(clauses: Sequence[Clause], clause: Clause) -> list[Clause]:
    """All parts of the clause that a part belongs to, in order."""
    root = clauses[clause.parent] if clause.parent is not None and resumes(clauses, clause) else clause
    return [c for c in clauses if c is root or (c.parent is not None and clauses[c.parent] is root and resumes(clauses, c))]


def _of_modal(finite: Verb, infinitives: set[str], participle: Verb | None) -> Direction:
    """ "soll … stattfinden" looks forward, "soll … stattgefunden haben" back; "sollte … stattfinden" may do either."""
    if participle and infinitives & {"haben", "sein"} and not _looks_ahead(participle):
        return "past"
    return "future" if finite.lemma in ("sollen", "wollen", "werden") and finite.tense == "present" and infinitives else None


def _of_auxiliary(finite: Verb, participle: Verb | None) -> Direction:
    """ "hat getagt", "wurde vertagt", "war" look back; "ist geplant", "wird erwartet" forward; "war geplant" and "wird geführt" may do either."""
    if participle and finite.lemma in ("sein", "werden") and _looks_ahead(participle):
        return "future" if finite.tense == "present" else None
    if participle and finite.lemma in ("haben", "sein"):
        return "past"
    return "past" if finite.tense == "past" and finite.mood == "ind" else None


def _looks_ahead(verb: Verb) -> bool:
    told = groups(verb)
    return not AHEAD.isdisjoint(told) and (verb.form == "participle" or ("plan" in told and "schedule" not in told))


def _of_words(lower: Sequence[str]) -> Direction:
    found = words.classes()
    for word in lower:
        stem = next((word.removesuffix(e) for e in ("en", "er", "em", "es", "e") if word.endswith(e)), word)
        if stem in found["future"]:
            return "future"
        if stem in found["past"]:
            return "past"
    return None
