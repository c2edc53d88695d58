"""Clause parts → their topological fields, and the field of its parent that a subordinate clause stands in. docs/parse.md says what the fields hold.

A clause is laid out over all its parts together: what stands before the finite verb of a main clause is its Vorfeld, also where other clauses interrupt it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from streams.text import words
from streams.text.clause_links import Part
from streams.text.model import Field, Name, Token, Verb

Place = Literal["VF", "MF", "NF"]


@dataclass(slots=True, eq=False)
class _Layout:
    """A clause with all its parts. `left` is the position of the finite verb that is its left bracket, None in a verb-last clause; `verbal` are those of VC."""

    parts: list[int]
    verbs: list[Verb]
    left: int | None
    right: int | None  # the finite verb of a verb-last clause
    verbal: list[int]
    last: int  # behind its last word
    infinitive: bool


def fill(tokens: Sequence[Token], parts: Sequence[Part], names: Sequence[Name]) -> tuple[list[tuple[Field, ...]], list[Place | None]]:
    """Fields and place of each part."""
    heads = [part.parent if part.resumes and part.parent is not None else k for k, part in enumerate(parts)]
    groups: dict[int, list[int]] = {}
    for k, head in enumerate(heads):
        groups.setdefault(head, []).append(k)
    hosts = {heads[part.parent] for part in parts if part.parent is not None}
    layouts = {head: _layout(tokens, parts, group) for head, group in groups.items() if parts[head].kind != "fragment" or head in hosts}
    fields: list[tuple[Field, ...]] = [()] * len(parts)
    for head, layout in layouts.items():
        if parts[head].kind != "fragment":
            _lay_out(tokens, parts, layout, names, fields)
    return fields, [_place(part, layouts[heads[part.parent]]) if part.parent is not None else None for part in parts]


def _layout(tokens: Sequence[Token], parts: Sequence[Part], group: list[int]) -> _Layout:
    head, last = parts[group[0]], parts[group[-1]].last
    while last > head.first + 1 and tokens[last - 1].kind == "punct":
        last -= 1
    verbs = head.verbs if len(group) == 1 else [v for k in group for v in parts[k].verbs]
    finites = [v for v in verbs if v.form == "finite"]
    finite = finites[0] if finites else None
    second = head.kind == "main" or (finite is not None and finite.at == head.opened and last > finite.at + 1)  # "als wäre nichts geschehen"
    left = finite.at if finite is not None and second else None
    right = finite.at if finite is not None and not second else None
    return _Layout(group, verbs, left, right, _verbal(tokens, verbs, left), last, head.kind == "infinitive")


def _verbal(tokens: Sequence[Token], verbs: Sequence[Verb], left: int | None) -> list[int]:
    """Positions of verbs but the left bracket, of their "zu", of separated particles; "früher als geplant", "gilt als gesichert" are no verbs."""
    found: set[int] = set()
    for verb in verbs:
        before = tokens[verb.at - 1].lower if verb.at and verb.form in ("participle", "zu_infinitive") else ""
        if verb.at != left and not (verb.form == "participle" and before in ("als", "wie")):
            found.add(verb.at)
        if verb.form == "zu_infinitive" and before == "zu":
            found.add(verb.at - 1)
        if verb.particle is not None:
            found.add(verb.particle)
    return sorted(found)


def _place(part: Part, parent: _Layout) -> Place | None:
    """The parent's field that a subordinate clause stands in."""
    if part.resumes or part.kind in ("main", "fragment"):
        return None
    if part.first >= parent.last:
        return "NF"
    return "VF" if parent.left is not None and part.first < parent.left else "MF"


def _lay_out(tokens: Sequence[Token], parts: Sequence[Part], layout: _Layout, names: Sequence[Name], fields: list[tuple[Field, ...]]) -> None:
    """Fields of the parts of one clause."""
    closed = False  # the right bracket stands in an earlier part
    for k in layout.parts:
        part = parts[k]
        found: list[Field] = [Field("KOORD", part.first, part.begin)] if part.joined else []
        at = part.begin
        if part.opened > part.begin:
            at = _opened(tokens, part, layout, names)
            found.append(Field("C", part.begin, at))
        left = layout.left
        if left is not None and at < left:
            found.append(Field("LV" if part.left else "VF", at, min(left, part.last)))
        elif layout.left is None and part.kind == "main":
            found.append(Field("VF", at, part.last))
            at = part.last
        if left is not None and left < part.last:
            if left >= at:
                found.append(Field("LK", left, left + 1))
                at = left + 1
            closed = _bracketed(tokens, at, part.last, layout, closed, found)
        elif left is None and at < part.last:
            closed = _bracketed(tokens, at, part.last, layout, closed, found)
        fields[k] = tuple([field for each in found if each[1] < each[2] and (field := _trimmed(tokens, each))])


def _bracketed(tokens: Sequence[Token], at: int, last: int, layout: _Layout, closed: bool, found: list[Field]) -> bool:
    """MF, VC and NF between `at` and `last`; a coordinator between two predicates that share a verb begins anew. Returns whether the bracket is closed."""
    for first, end in _groups(tokens, at, last, layout):
        joint = _joint(tokens, at, first) if found and found[-1].kind == "VC" else None
        if joint is not None:
            found += [Field("NF", at, joint), Field("KOORD", joint, joint + 1)]
            at = joint + 1
        elif found and found[-1].kind == "VC":
            break
        found += [Field("MF", at, first), Field("VC", first, end)]
        at, closed = end, True
    if at < last:
        found.append(Field("NF" if closed else "MF", at, last))
    return closed


def _groups(tokens: Sequence[Token], at: int, last: int, layout: _Layout) -> list[tuple[int, int]]:
    """Runs of verbs that stand together, also joined ("geprüft und unterzeichnet"). In a verb-last clause only the one with the finite verb, and those that
    a coordinator joins to it: "Truppen abgezogen und Panzer verlegt habe".
    """
    found: list[tuple[int, int]] = []
    verbal = layout.verbal[bisect_left(layout.verbal, at) : bisect_left(layout.verbal, last)]
    if not verbal or (len(verbal) == 1 and not layout.infinitive):
        return [(i, i + 1) for i in verbal]
    particles = {v.particle for v in layout.verbs if v.at == layout.left}
    for i in verbal:
        if found and found[-1][1] - 1 not in particles and _together(tokens, found[-1][1], i):
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    if layout.infinitive:
        return [(first, end) for first, end in found if any(first <= v.at < end for v in layout.verbs if v.form == "zu_infinitive")]
    if layout.right is None:
        return found
    home = next((n for n, (first, end) in enumerate(found) if first <= layout.right < end), 0)
    while home and _joint(tokens, found[home - 1][1], found[home][0]) is not None:
        home -= 1
    return found[home:]


def _together(tokens: Sequence[Token], one: int, other: int) -> bool:
    """Whether only marks and coordinators stand between."""
    return all(tokens[i].kind == "punct" or tokens[i].lower in words.classes()["joining"] for i in range(one, other))


def _joint(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """The coordinator in a range that begins another predicate: one in front, else the last."""
    if first < last and tokens[first].lower in _JOINTS:
        return first
    return next((i for i in range(last - 1, first - 1, -1) if tokens[i].lower in _JOINTS), None)


_JOINTS = frozenset(("und", "oder", "sowie", "sondern", "aber"))


def _opened(tokens: Sequence[Token], part: Part, layout: _Layout, names: Sequence[Name]) -> int:
    """Where C ends: behind the noun of a question or relative phrase ("welche Folgen", "dessen Delegation", "wie lange")."""
    end, following = part.opened, bisect_left(layout.verbal, part.opened)
    stop = min(part.last, layout.verbal[following]) if following < len(layout.verbal) else part.last
    word, found = tokens[end - 1].lower, words.classes()
    if word == "wie":
        return _measured(tokens, end, stop)
    if word not in _OWNING or end >= stop:
        return end
    noun = next((i for i in range(end, stop) if tokens[i].text[0].isupper()), None)
    if noun is None or any(tokens[i].lower in found["article"] or tokens[i].lower in found["pronoun"] for i in range(end, noun)):
        return end
    return max([noun + 1, *(n.last for n in names if n.first <= noun < n.last <= stop)])


_OWNING = frozenset(("dessen", "deren", "wessen", "welche", "welchen", "welchem", "welcher", "welches"))


def _measured(tokens: Sequence[Token], at: int, stop: int) -> int:
    """Behind "wie": an adverb or adjective, with "viele" its noun too: "wie lange", "wie viele Menschen"."""
    if at >= stop or not tokens[at].lower.startswith(_MEASURES):
        return at
    noun = tokens[at].lower.startswith("viel") and at + 1 < stop and tokens[at + 1].text[0].isupper()
    return at + 1 + noun


_MEASURES = ("viel", "lange", "weit", "oft", "sehr", "stark", "schnell", "groß", "hoch", "schwer", "gut", "wenig", "ernst", "teuer", "wichtig")


def _trimmed(tokens: Sequence[Token], field: Field) -> Field | None:
    """The field without the marks at its edges; None where nothing is left."""
    kind, first, last = field
    if tokens[first][3] != "punct" != tokens[last - 1][3]:
        return field
    while first < last and tokens[first].kind == "punct":
        first += 1
    while first < last and tokens[last - 1].kind == "punct":
        last -= 1
    return Field(kind, first, last) if first < last else None
