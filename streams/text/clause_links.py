"""A clause in the making, and whether a segment goes on with one: gives it its verb, or the rest that an insertion cut off."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from streams.text import outline, words
from streams.text.line import QUOTES
from streams.text.model import Token, Verb
from streams.text.openers import Kind
from streams.text.outline import Outlined
from streams.text.segments import Segment

DEPTH = 8  # clauses above a clause, or waiting for their verbs, at one time


@dataclass(slots=True, eq=False)
class Part:
    """A clause, or a later part of one (`resumes`), in the making. Its words begin at `begin`; what opens it ends at `opened`."""

    first: int
    last: int
    begin: int
    opened: int
    joined: bool
    kind: Kind
    verbs: list[Verb] = field(default_factory=list)
    parent: int | None = None
    owes: bool = False  # its finite verb is to come
    resumes: bool = False
    left: bool = False  # stands before the Vorfeld


def head(parts: Sequence[Part], index: int) -> int:
    """The first part of the clause that a part belongs to."""
    part = parts[index]
    return part.parent if part.resumes and part.parent is not None else index


def root(parts: Sequence[Part], index: int) -> int:
    """The clause at the top of those that a part hangs on, at most DEPTH above."""
    for _ in range(DEPTH):
        parent = parts[index].parent
        if parent is None:
            break
        index = parent
    return head(parts, index)


def subordinate(parts: Sequence[Part]) -> bool:
    """Whether the last part is a subordinate clause with a finite verb."""
    return bool(parts) and parts[-1].kind not in ("main", "fragment", "infinitive")


def continues(tokens: Sequence[Token], parts: Sequence[Part], main: int, segment: Segment) -> bool:
    """Whether words without a verb go on with the main clause behind what interrupted it: "senkt den Zins, wie erwartet, um …"."""
    last = parts[-1]
    if head(parts, len(parts) - 1) == main or last.kind == "main" or main not in (last.parent, root(parts, len(parts) - 1)):
        return False
    if segment.begin == segment.end:
        return False
    found, word = words.classes(), tokens[segment.begin].lower
    placed = (word in found["preposition"] or word in found["adverb"]) and word not in ("so", "statt", "anstatt", "außer", "ohne")
    small = last.kind != "fragment" and all(t.text[0].islower() for t in tokens[segment.begin : segment.end])  # "…, erhältlich"
    quoted = tokens[segment.first].text in QUOTES and any(t.text in QUOTES for t in tokens[last.first - 2 : last.first])
    return segment.closed or quoted or (segment.comma and (placed or small))


def completes(tokens: Sequence[Token], parts: Sequence[Part], owing: int | None, here: Outlined) -> bool:
    """Whether what looks like a clause is the rest of a subordinate one: "nachdem Israel, wie X sagte, die Liste gebilligt hatte"."""
    segment = here.segment
    if owing is None or parts[owing].kind == "main":
        return False
    if outline.contrasts(tokens, segment):
        return segment.verb_last
    return here.kind == "relative" and owing < len(parts) - 1 and not outline.noun_before(tokens, segment)


def parallel(tokens: Sequence[Token], parts: Sequence[Part], segment: Segment) -> bool:
    """Whether und and a phrase go on with a subordinate clause: "… und aus dem Flugzeug sprang", "… und als Bote diente"; not "… und mit dem er sprach"."""
    if not segment.joined or segment.comma or not segment.verb_last or not subordinate(parts):
        return False
    noun = next((t for t in tokens[segment.begin + 1 : segment.begin + 3] if t.lower not in words.openers()), None)
    return noun is not None and noun.text[0].isupper()


def takes(tokens: Sequence[Token], parts: Sequence[Part], index: int, segment: Segment) -> bool:
    """Whether a segment has the finite verb of a part."""
    part = parts[index]
    if part.kind != "main":
        alone = segment.end - segment.begin == len(segment.verbs)  # "falls X, wie Y sagt, käme"
        return segment.verb_last and (alone or not segment.verb_first)
    if taken_up(tokens, parts, index, segment):
        return True
    opening = tokens[part.begin].lower  # no comma stands between Vorfeld and verb, or a wrong one: "Nach drei Tagen, gelang es"
    apart = index < len(parts) - 1 or not segment.comma or opening in words.classes()["preposition"]
    within = segment.closed and index == len(parts) - 2 and tokens[segment.first].text != "("  # "einer Erklärung (VDR) zufolge nahmen …"
    return ((segment.verb_first and apart) or segment.joined or within) and not outline.addressed(tokens, segment)


def taken_up(tokens: Sequence[Token], parts: Sequence[Part], index: int, segment: Segment) -> bool:
    """Whether a pronoun in the Vorfeld takes up what stands right before the comma: "Den Vorschlag, den lehnt die Regierung ab"."""
    if not segment.comma or index != len(parts) - 1 or tokens[segment.begin].lower not in words.classes()["relative"]:
        return False
    before = tokens[parts[index].last - 2]
    noun = before.text[0].isupper() and before.lower not in words.openers()
    return noun and any(v.at == segment.begin + 1 and v.form == "finite" for v in segment.verbs)
