"""Kinds of nouns by how they end (noun_classes.tsv): measures, times, titles, things that have names, those who act."""

from typing import Literal

from streams import lexicon
from streams.lexicon import world
from streams.text import words

Kind = Literal["measure", "time", "period", "title", "class", "actor"]


class ClassRow(lexicon.Row):
    """Nouns of a kind by how they end, with a small letter; whole lemmas have a capital."""

    kind: Kind
    ends: tuple[str, ...]


@lexicon.derived
def _classes() -> dict[str, frozenset[Kind]]:
    """Ending or lemma → its kinds."""
    found: dict[str, frozenset[Kind]] = lexicon.gathered((end, (row.kind,)) for row in lexicon.rows("noun_classes", ClassRow) for end in row.ends)
    for office in lexicon.rows("offices", world.Office):
        for word in (office.office, office.feminine, *office.forms):
            if word and " " not in word:
                found[word.lstrip("*").lower()] = frozenset(("title", "actor"))
    return found


@lexicon.memo(8192)
def kinds(lemma: str) -> frozenset[Kind]:
    """The kinds of a lemma: of it as a whole, else of its longest ending that is known."""
    found = _classes()
    return found[lemma] if lemma in found else words.by_ending(found, lemma.lower()) or frozenset()
