"""Who sits at the table and where it stands: the parties, the mediators and the place that a clause names."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from streams import lexicon
from streams.events.talk_words import inflected, use
from streams.lexicon import world
from streams.text import verbs
from streams.text.model import Name, Sentence

WIDE = 4  # words around a name that tell what it does there
FAR = 60  # words between talks and "zwischen"
GAP = 6  # words between two sides behind "zwischen"
BEHIND = 3  # words between a noun for talks and its place


def before(sentence: Sentence, at: int) -> str:
    """The word before a position, in lower case."""
    return sentence.tokens[at - 1].lower if 0 < at <= len(sentence.tokens) else ""


def parties(sentence: Sentence, last: int, names: Sequence[Name]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(parties, mediators) among the names of a clause: those "zwischen …" if there are two, else all sides; sources and places are none.

    `last` is the end of the noun or verb that tells the talks.
    """
    among = [n for n in names if n.party and n.kind not in ("medium", "place") and not _is_where(sentence, n)]
    between = [n for n in among if _mediates(sentence, n)]
    sided = [n for n in among if n not in between and not _is_source(sentence, n)]
    told = {str(n.party) for n in _between(sentence, last, sided) or sided}
    if len(told) == 1 and sentence.words(last, last + 1) == ["mit"]:  # "nach Angaben des Kremls … Gespräche mit der Ukraine"
        told |= {str(n.party) for n in among if n not in between}
    return tuple(sorted(told)), tuple(sorted({str(n.party) for n in between} - told))


def sided(sentence: Sentence) -> list[Name]:
    """The names that may be a side's: no medium, no place, nobody who mediates."""
    return [n for n in sentence.names if n.party and n.kind not in ("medium", "place") and not _is_where(sentence, n) and not _mediates(sentence, n)]


def mediating(sentence: Sentence) -> list[Name]:
    """The names that stand beside a word of mediation: "unter Vermittlung des Oman"."""
    return [n for n in sentence.names if n.party and n.kind != "medium" and _mediates(sentence, n)]


def agreeing(sentence: Sentence) -> list[tuple[str, ...]]:
    """The sides of clauses that tell an agreement or a negotiation between two or more, without a word for talks: "Mali und Niger einigten sich"."""
    found = []
    for clause in sentence.clauses:
        if any(verbs.groups(v) & {"agree", "negotiate"} for v in clause.verbs):
            told, _ = parties(sentence, clause.first, [n for n in sentence.names if clause.first <= n.first < clause.last])
            found += [told] * (len(told) > 1)
    return found


def place(sentence: Sentence, clause: Sequence[int], names: Sequence[Name], last: int, *, near: bool) -> Name | None:
    """The place right behind the noun, else, if not `near`, one in the clause behind "in"; where somebody travels to or speaks from is none.

    `clause` are the positions of the clause, `names` its names.
    """
    places = [n for n in names if n.kind == "place" or (n.kind == "state" and before(sentence, n.first) in ("in", "im"))]
    right_by = [n for n in places if 0 <= n.first - last <= BEHIND]
    stays = [] if near else [*_capitals(sentence, clause, names), *(n for n in places if _stands_in(sentence, n.first))]
    return next(iter(right_by or stays), None)


def _capitals(sentence: Sentence, clause: Sequence[int], names: Sequence[Name]) -> Iterator[Name]:
    """ "In der jordanischen Hauptstadt", "in Jordaniens Hauptstadt", "in der Hauptstadt Jordaniens"."""
    by_end = {n.last: n.party for n in names if n.kind == "state"}
    by_first = {n.first: n.party for n in names if n.kind == "state"}
    for at in (i for i in clause if i and sentence.tokens[i].lower in use("capital")):
        state = inflected(before(sentence, at), _adjectives()) or by_end.get(at) or by_first.get(at + 1) or by_first.get(at + 2)
        party = world.by_code().get(state or "")
        if party and party.capitals and (_stands_in(sentence, at) or _stands_in(sentence, at - 1)):
            token = sentence.tokens[at]
            yield Name(at, at + 1, token.start, token.end, "place", party.capitals[0], country=party.code, row=party.id)


@lexicon.derived
def _adjectives() -> dict[str, str]:
    """Stems of adjectives of states: jordanisch → JOR."""
    return {stem: row.code for row in world.parties() if row.kind == "state" for stem in row.adjectives}


def _stands_in(sentence: Sentence, at: int) -> bool:
    """Whether "in" stands before a position, with or without an article."""
    return bool({before(sentence, at), before(sentence, at - 1)} & use("where"))


def _between(sentence: Sentence, last: int, sided: Sequence[Name]) -> list[Name]:
    """The sides behind "zwischen", up to the next verb or comma; empty unless there are two."""
    start = _opening(sentence, last)
    if start is None:
        return []
    found: list[Name] = []
    for n in sorted((n for n in sided if n.first > start), key=lambda n: n.first):
        gap = sentence.words(found[-1].last if found else start + 1, n.first)
        if len(gap) > GAP or not use("sides_end").isdisjoint(gap):
            break
        found.append(n)
    return found if len({n.party for n in found}) > 1 else []


def _opening(sentence: Sentence, last: int) -> int | None:
    """Where "zwischen" stands, behind the noun or else before it; "das Treffen von Indern und Pakistanern" opens like it."""
    order = [*range(max(0, last - 1), min(last + FAR, len(sentence.tokens))), *range(max(0, last - FAR), max(0, last - 1))]
    between = next((i for i in order if sentence.tokens[i].lower == "zwischen"), None)
    return between if between is not None else last if not use("of").isdisjoint(sentence.words(last, last + 1)) else None


def _mediates(sentence: Sentence, n: Name) -> bool:
    """Whether a word of mediation stands near, with no other side between: in "unter Vermittlung Katars haben der Iran …" Katar mediates, the Iran doesn't."""
    if use("mediation").isdisjoint(sentence.words(max(0, n.first - WIDE), n.last + WIDE)):
        return False
    others = {i for o in sentence.names if o is not n and o.party and o.party != n.party for i in range(o.first, o.last)}
    ahead = takewhile(lambda i: i not in others, range(n.last, min(n.last + WIDE, len(sentence.tokens))))
    back = takewhile(lambda i: i not in others, range(n.first - 1, max(-1, n.first - 1 - WIDE), -1))
    return any(sentence.tokens[i].lower in use("mediation") for i in (*range(n.first, n.last), *ahead, *back))


def _is_where(sentence: Sentence, n: Name) -> bool:
    """ "In Belarus", "nach Polen", "nahe der polnischen Grenze", "in der türkischen Hafenstadt": where, and no side."""
    behind = sentence.words(n.last, n.last + 1)
    near = sentence.words(max(0, n.first - WIDE), n.first)
    border = any(w.startswith("grenz") for w in behind) or not use("border").isdisjoint(near)
    site = not use("site").isdisjoint(behind) and _stands_in(sentence, n.first)
    return n.kind == "state" and (border or site or before(sentence, n.first) in ("in", "im", "nach"))


def _is_source(sentence: Sentence, n: Name) -> bool:
    """ "Nach Angaben aus Moskau", "Moskau zufolge"."""
    return not use("source").isdisjoint(sentence.words(max(0, n.first - WIDE), n.first)) or sentence.words(n.last, n.last + 1) == ["zufolge"]
