"""The closed classes of German words: articles, prepositions, subordinators and the like, from function_words.tsv."""

from collections.abc import Mapping
from typing import TypeVar

from streams import lexicon

T = TypeVar("T")


class Words(lexicon.Row):
    """Some words of one class."""

    kind: str
    words: tuple[str, ...]


@lexicon.derived
def classes() -> dict[str, frozenset[str]]:
    """Class → its words in lower case."""
    return lexicon.gathered((row.kind, row.words) for row in lexicon.rows("function_words", Words))


@lexicon.derived
def openers() -> frozenset[str]:
    """Words that, written with a capital, begin a sentence: everything closed but the months, and adverbs."""
    return frozenset().union(*(words for kind, words in classes().items() if kind not in ("month", "adjective", "future", "past")))


@lexicon.derived
def pointers() -> frozenset[str]:
    """Words after which "3." is an ordinal even before a noun: "der 3. Runde", "im 2. Anlauf", "1. und 2. Runde"."""
    found = classes()
    return found["article"] | found["determiner"] | found["contraction"] | found["joining"]


def by_ending(table: Mapping[str, T], word: str) -> T | None:
    """What the table has for the word, or for its longest ending that it has."""
    return next((table[word[at:]] for at in range(len(word)) if word[at:] in table), None)
