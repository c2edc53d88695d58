"""What the first words of a segment make of it: dass, weil, ob, wer, "in dem", "kurz nachdem", "ohne dass"."""

from collections.abc import Sequence
from typing import Literal

from streams import lexicon
from streams.text import words
from streams.text.model import Token
from streams.text.segments import Segment

Kind = Literal["main", "dass", "ob", "wh", "relative", "adverbial", "infinitive", "fragment"]
Opener = tuple[Kind, int]  # the kind, and where what opens the clause ends
PERSONAL = frozenset(("ich", "du", "er", "sie", "es", "wir", "man", "sich"))
FOCUS = 4  # words that may stand before a subordinator: "vor allem auch weil"


def read(tokens: Sequence[Token], segment: Segment, interrupted: bool) -> Opener | None:
    """The kind of clause that a segment begins; None where its first words make nothing. `interrupted`: it has no verb yet, so only sure words count."""
    if segment.begin == segment.end:
        return None
    first = _focused(tokens, segment)
    if first:
        return first
    if interrupted:
        return None if segment.fresh else _relative_alone(tokens, segment)
    return _verb_last(tokens, segment)


def _relative_alone(tokens: Sequence[Token], segment: Segment) -> Opener | None:
    """A relative clause interrupted before its verb: "der, …", "in dem, …", "die in Darfur, …"; not "den Chef der Miliz, …"."""
    found, size = words.classes(), segment.end - segment.begin
    if size <= 2 and tokens[segment.end - 1].lower in found["relative"]:
        return "relative", segment.end
    second = tokens[segment.begin + 1].lower if size > 1 else ""
    opens = tokens[segment.begin].lower in found["relative"] and (second in found["preposition"] or second in PERSONAL)
    return ("relative", segment.begin + 1) if opens else None


def infinitive(tokens: Sequence[Token], segment: Segment) -> int:
    """Where what opens an infinitive clause ends: behind um, ohne, statt."""
    return segment.begin + (tokens[segment.begin].lower in words.classes()["purpose"])


def _focused(tokens: Sequence[Token], segment: Segment) -> Opener | None:
    """dass, ob, weil, also behind words that may stand before them."""
    if tokens[segment.begin].lower not in _leading():
        return None
    found = words.classes()
    for i in range(segment.begin, min(segment.end, segment.begin + FOCUS + 1)):
        word = tokens[i].lower
        before = tokens[i - 1].lower if i > segment.begin else ""
        if word in found["that"]:
            return ("adverbial" if before in found["purpose"] or before == "so" else "dass"), i + 1
        if word in found["whether"]:
            return ("adverbial" if before == "als" else "ob"), i + 1
        if word in found["subordinator"]:
            return "adverbial", i + 1
        if word not in found["focus"] and word != "als":
            break
    return None


@lexicon.derived
def _leading() -> frozenset[str]:
    """The words that a segment begins with if dass, ob, weil stand first in it, or behind others."""
    return frozenset(("als",)).union(*[words.classes()[kind] for kind in ("that", "whether", "subordinator", "focus")])


def _verb_last(tokens: Sequence[Token], segment: Segment) -> Opener | None:
    """Openers that make a clause only if its verb stands last: während, als, wer, der, in dem."""
    finite, begin = segment.finite, segment.begin
    if finite is None:
        return None
    word = tokens[begin].lower
    if word == "als" and finite.at == begin + 1 and finite.mood != "ind":
        return "adverbial", begin + 1  # "als wäre nichts geschehen"
    clustered = len(segment.verbs) > 1 and any([v.at == finite.at - 1 > begin for v in segment.verbs])  # "die nichts wissen wollen von Kompromissen"
    if not (segment.verb_last or clustered):
        return None
    found = words.classes()
    second = tokens[begin + 1].lower if begin + 1 < segment.end else ""
    if word in found["subordinator_last"] and not (word == "bis" and second in ("zu", "zum", "zur")):
        return "adverbial", begin + 1 + (word == "je")
    if word in found["focus"] and second in found["subordinator_last"]:
        return "adverbial", begin + 2
    at = begin + (word in found["preposition"] and bool(second))
    word = tokens[at].lower
    if word in found["question"]:
        return "wh", at + 1
    return ("relative", at + 1) if word in found["relative"] and not (word == "das" and finite.lemma == "heißen") else None
