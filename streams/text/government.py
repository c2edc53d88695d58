"""What verbs and nouns take: objects and prepositions of verbs (government.tsv), prepositions of nouns (noun_prepositions.tsv)."""

from dataclasses import dataclass
from typing import Literal

from streams import lexicon
from streams.text import words


class VerbFrames(lexicon.Row):
    """A verb's frames as written: "DA+OA", "OA", "-"."""

    verb: str
    frames: tuple[str, ...]
    prepositions: tuple[str, ...] = ()
    subject: Literal["thing"] | None = None


class NounPrepositions(lexicon.Row):
    """Endings of nouns with the prepositions of their attributes."""

    ends: tuple[str, ...]
    prepositions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Government:
    """What a verb takes: `objects` of any of its frames, whether one of these is `enough`, several at once, and its prepositions."""

    objects: frozenset[str]
    frames: frozenset[str]
    prepositions: frozenset[str]
    things: bool = False  # its subject is as often a thing as somebody


USUAL = Government(frozenset(("OA",)), frozenset(("OA", "-")), frozenset())


def of_verb(lemma: str) -> Government:
    """What a verb takes; one without a row takes an accusative or nothing."""
    return _verbs().get(lemma, USUAL)


@lexicon.memo(8192)
def of_noun(lemma: str) -> frozenset[str]:
    """The prepositions that a noun's attributes begin with, by the longest ending that is known."""
    return words.by_ending(_nouns(), lemma.lower()) or frozenset()


@lexicon.derived
def _verbs() -> dict[str, Government]:
    return {
        row.verb: Government(_objects(row), frozenset(row.frames), frozenset(row.prepositions), row.subject == "thing")
        for row in lexicon.rows("government", VerbFrames)
    }


def _objects(row: VerbFrames) -> frozenset[str]:
    return frozenset(part for frame in row.frames for part in frame.split("+"))


@lexicon.derived
def _nouns() -> dict[str, frozenset[str]]:
    return lexicon.gathered((end, row.prepositions) for row in lexicon.rows("noun_prepositions", NounPrepositions) for end in row.ends)
