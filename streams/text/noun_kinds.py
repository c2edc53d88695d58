"""Kinds of nouns by how they end (noun_classes.tsv): measures, times, titles, things that have names, those who act."""

from typing import Literal

from streams import lexicon
from streams.lexicon import world

Kind = Literal["measure", "time", "period", "title", "class", "actor"]


class ClassRow(lexicon.Row):
    """Nouns of a kind by how they end, with a small letter; whole lemmas have a capital."""

    kind: Kind
    ends: tuple[str, ...]


@lexicon.derived
def _classes() -> dict[str, frozenset[Kind]]:
    """Ending or lemma → its kinds."""
    found: dict[str, frozenset[Kind]] = {}
    for row in lexicon.rows("noun_classes", ClassRow):
        for end in row.ends:
            found[end] = found.get(end, frozenset()) | {row.kind}
    for office in lexicon.rows("offices", world.Office):
        for word in (office.office, office.feminine, *office.forms):
            if word and " " not in word:
                found[word.lstrip("*").lower()] = frozenset(("title", "actor"))
    return found


@lexicon.memo(8192)
def kinds(lemma: str) -> frozenset[Kind]:
    """The kinds of a lemma: of it as a whole, else of its longest ending that is known."""
    found = _classes()
    if lemma in found:
        return found[lemma]
    lower = lemma.lower()
    return next((found[lower[at:]] for at in range(len(lower)) if lower[at:] in found), frozenset())
