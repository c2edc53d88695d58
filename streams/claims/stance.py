"""What a speaker does with the words, and what they are about: stance, topics, and which topics are turned round."""

from collections.abc import Iterable
from typing import Literal

from streams import lexicon
from streams.claims.cues import Cue
from streams.contract.claim import Claim, Stance
from streams.text import labels
from streams.text.model import Token
from streams.text.patterns import Patterns

NEAR = 4  # tokens before a word within which a negator turns it
CLOSE = 6  # tokens between "Verzicht auf" and what is given up
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


def of_cue(cue: Cue, turned: bool) -> Stance | Literal["none"] | None:
    """The stance that the cue alone gives, "none" where it says that nothing was said, None where the content must tell."""
    if turned:
        return cue.negated or ("none" if cue.stance != "states" else None)
    return None if cue.stance == "states" or cue.stance == "assesses" else cue.stance


def of_content(tokens: list[Token], judged: bool = False) -> Stance:
    """The stance that the words of a quote tell. `judged`: the cue says that it is a judgement ("bezeichnete als …")."""
    found = set[Kind]()
    for hit in _words().find(tokens):
        found.add(_turned(hit.key, tokens, hit.first))
    order: tuple[Kind, ...] = ("negative", "positive") if judged else ("rejects", "offers", "accepts", "demands", "negative", "positive", "expects")
    kind = next((k for k in order if k in found), None)
    return _stance(kind)


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
        here = any(_turns(tokens, hit.key, hit.first, hit.last, match.first, match.last) for hit in turners)
        turned[match.label] = turned.get(match.label, True) and here
    return tuple(turned), tuple(label for label, is_turned in turned.items() if is_turned)


def _turns(tokens: list[Token], row: str, first: int, last: int, topic: int, end: int) -> bool:
    """Whether a turning word at [first, last) turns the topic at [topic, end)."""
    if first < end and topic < last:
        return False  # part of the topic's own cue: "Verzicht auf eine Armee" is demilitarisation
    negation = _negations()[row]
    if negation.kind == "before":
        return last <= topic <= last + CLOSE and not any(t.text in ",;:." for t in tokens[last:topic])
    near = [t.lower for t in tokens[max(0, topic - CLOSE) : topic]]
    return topic < first and (negation.preposition is None or negation.preposition in near) and not any(t.text in ";:." for t in tokens[topic:first])


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
