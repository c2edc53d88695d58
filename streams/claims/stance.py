"""What a speaker does with the words, and what they are about: stance, topics, and which topics are turned round."""

from collections.abc import Iterable, Sequence
from typing import Literal

from streams import lexicon
from streams.claims import cues
from streams.claims.cues import Cue
from streams.contract.claim import Claim, Stance
from streams.text import labels
from streams.text.model import Token, Verb
from streams.text.patterns import Patterns

NEAR = 4  # tokens before a word within which a negator turns it
CLOSE = 6  # tokens between "Verzicht auf" and what is given up
MAIN_VERBS = 3  # verbs of a quote's beginning that tell what it does
BACK = 20  # claims back in which a demand is looked for
Kind = Literal["positive", "negative", "result", "demands", "offers", "rejects", "accepts", "expects", "denies", "told"]

TURNED: dict[Kind, Kind] = {
    "positive": "negative", "result": "negative", "negative": "result", "accepts": "rejects", "offers": "rejects", "expects": "result", "demands": "result",
}  # fmt: skip


class StanceWords(lexicon.Row):
    """Words within a quote that tell its stance."""

    kind: Kind
    words: tuple[str, ...]


class Negation(lexicon.Row):
    """Words that turn a topic's direction."""

    kind: Literal["before", "with", "word", "clause"]
    words: tuple[str, ...]
    preposition: str | None = None
    keeps: tuple[str, ...] = ()  # labels that it doesn't turn: "Verzicht auf eine Armee" is what demilitarisation means


@lexicon.derived
def _words() -> Patterns[Kind]:
    return Patterns((row.kind, word) for row in lexicon.rows("stances", StanceWords) for word in row.words)


@lexicon.derived
def _turners() -> Patterns[str]:
    return Patterns((row.id, word) for row in lexicon.rows("negations", Negation) for word in row.words if row.kind in ("before", "with"))


@lexicon.derived
def _negations() -> dict[str, Negation]:
    return {row.id: row for row in lexicon.rows("negations", Negation)}


@lexicon.derived
def _negators() -> dict[str, frozenset[str]]:
    """Kind → its words, of those that turn what stands behind them."""
    return {row.kind: frozenset(row.words) for row in lexicon.rows("negations", Negation) if row.kind in ("word", "clause")}


def negated(words: Iterable[str]) -> bool:
    """Whether a "nicht" or its like stands among the words: "hat noch nicht bestätigt"."""
    return not _negators()["clause"].isdisjoint(words)


def weakened(words: Sequence[str], told: tuple[str, ...]) -> bool:
    """Whether a cue's judging word stands behind a negator: "wenig optimistisch"."""
    lower = {w.lower() for w in told}
    return any(w in lower and i and words[i - 1] in _negators()["word"] for i, w in enumerate(words))


def of_cue(cue: Cue, turned: bool) -> Stance | Literal["none"] | None:
    """The stance that the cue alone gives, "none" where it says that nothing was said, None where the content must tell."""
    if turned:
        return cue.negated or ("none" if cue.stance != "states" else None)
    return None if cue.stance == "states" or cue.stance == "assesses" else cue.stance


def of_content(tokens: list[Token], verbs: Sequence[Verb], judged: bool = False) -> Stance:
    """The stance that the words of a quote tell. `judged`: the cue says that it is a judgement ("bezeichnete als …")."""
    found: set[Kind] = {"expects"} if _future(verbs) else set()
    act = None if judged else _act(tokens, verbs)
    if act:
        return act
    for hit in _words().find(tokens):
        found.add(_turned(hit.key, tokens, hit.first))
    order: tuple[Kind, ...] = ("negative", "positive") if judged else ("rejects", "offers", "accepts", "demands", "negative", "positive", "expects")
    kind = next((k for k in order if k in found), None)
    return _stance(kind)


def _future(verbs: Sequence[Verb]) -> bool:
    """Whether a quote looks ahead: "werde … bezahlen", not "würden verkündet"."""
    return any(v.lemma == "werden" and v.form == "finite" for v in verbs) and any(v.form == "infinitive" and v.lemma not in ("haben", "sein") for v in verbs)


def _act(tokens: list[Token], verbs: Sequence[Verb]) -> Stance | None:
    """What a verb of the content itself does: "der Kreml lehne das nicht ab" accepts."""
    acts = {"rejects", "accepts", "demands", "offers"}
    for verb in verbs[:MAIN_VERBS]:
        for cue in cues.verbs().get(verb.lemma, ()):
            if not cue.needs and not cue.some and cue.stance in acts and "object" in cue.takes and verb.form != "zu_infinitive":
                told = of_cue(cue, negated(t.lower for t in tokens))
                return None if told == "none" else told
    return None


def _stance(kind: Kind | None) -> Stance:
    match kind:
        case "positive":
            return "assesses_positive"
        case "negative":
            return "assesses_negative"
        case None | "result" | "told":
            return "states"
        case _:
            return kind


def _turned(kind: Kind, tokens: list[Token], at: int) -> Kind:
    """A judgement behind a negator: "keine Fortschritte", "wenig optimistisch", "nicht erfüllt"."""
    before = {t.lower for t in tokens[max(0, at - NEAR) : at]}
    return kind if before.isdisjoint(_negators()["word"]) else TURNED.get(kind, kind)


def topics(tokens: list[Token]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The labels that the words speak of, and those of them whose direction is turned: "Verzicht auf einen Nato-Beitritt"."""
    found = labels.matches(tokens)
    turners = _turners().find(tokens)
    turned = dict[str, bool]()
    for match in found:
        here = sum(_turns(tokens, match.label, hit.key, hit.first, hit.last, match.first, match.last) for hit in turners)
        turned[match.label] = turned.get(match.label, True) and here % 2 == 1  # "kein Verzicht auf" turns twice
    return tuple(turned), tuple(label for label, is_turned in turned.items() if is_turned)


def _turns(tokens: list[Token], label: str, row: str, first: int, last: int, topic: int, end: int) -> bool:
    """Whether a turning word at [first, last) turns the topic at [topic, end)."""
    negation = _negations()[row]
    if label in negation.keeps:
        return False
    if first < end and topic < last:
        return True  # part of the topic's own cue: "Verzicht auf die Nato"
    if negation.kind == "before":
        return last <= topic <= last + CLOSE and not any(t.text in ",;:." for t in tokens[last:topic])
    near = [t.lower for t in tokens[max(0, topic - CLOSE) : topic]]
    between = [t.lower for t in tokens[topic:first]]
    if topic >= first or negated(between) or not {";", ":", "."}.isdisjoint(between):
        return False
    return negation.preposition is None or negation.preposition in near


def points_back(tokens: list[Token]) -> bool:
    """Whether the words mean demands told before: "diese Maximalforderungen", "den Vorschlag"."""
    return any(hit.key == "told" and _definite(tokens, hit.first) for hit in _words().find(tokens))


def _definite(tokens: list[Token], noun: int) -> bool:
    before = {t.lower for t in tokens[max(0, noun - NEAR + 1) : noun]}
    return not before.isdisjoint(("diese", "dieses", "diesen", "dieser", "die", "den", "das"))


def demanded_before(claims: list[Claim], party: str | None) -> Claim | None:
    """The nearest earlier demand or offer of another side."""

    def told(claim: Claim) -> bool:
        return claim.stance in ("demands", "offers") and bool(claim.topics) and (party is None or claim.speaker is None or claim.speaker.party != party)

    return next((c for c in reversed(claims[-BACK:]) if told(c)), None)
