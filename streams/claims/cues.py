"""The words that say that somebody says something, with what they take (cues.tsv)."""

from typing import Literal

from streams import lexicon
from streams.contract.claim import Stance

Takes = Literal["quote", "dass", "w", "konj", "zu", "object", "als", "nennt", "bare"]


class Cue(lexicon.Row):
    """A row of cues.tsv; the table's head explains the columns."""

    kind: Literal["verb", "preposition", "postposition", "noun", "adverb"]
    word: tuple[str, ...]
    takes: tuple[Takes, ...] = ()
    prepositions: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    stance: Stance | Literal["assesses"] = "states"
    negated: Stance | Literal["none"] | None = None
    speaker: Literal["subject", "object", "place"] = "subject"


@lexicon.derived
def verbs() -> dict[str, tuple[Cue, ...]]:
    """Infinitive → its rows, those that need more words first."""
    found: dict[str, list[Cue]] = {}
    for cue in lexicon.rows("cues", Cue):
        if cue.kind == "verb":
            found.setdefault(cue.word[0], []).append(cue)
    return {word: tuple(sorted(cues, key=lambda c: (-len(c.needs) - bool(c.some), c.id))) for word, cues in found.items()}


@lexicon.derived
def others() -> dict[str, tuple[Cue, ...]]:
    """Word in lower case → the rows of prepositions, nouns and adverbs that it belongs to."""
    found: dict[str, list[Cue]] = {}
    for cue in lexicon.rows("cues", Cue):
        if cue.kind != "verb":
            for word in cue.word:
                found.setdefault(word.lower(), []).append(cue)
    return {word: tuple(cues) for word, cues in found.items()}


@lexicon.derived
def endings() -> tuple[str, ...]:
    """The nouns that compounds end in ("Polizeiangaben"), the longest first."""
    nouns = {word.lower() for cue in lexicon.rows("cues", Cue) if cue.kind == "noun" for word in cue.word}
    return tuple(sorted(nouns, key=lambda word: (-len(word), word)))
