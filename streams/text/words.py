"""The closed classes of German words: articles, prepositions, subordinators and the like, from function_words.tsv."""

from streams import lexicon


class Words(lexicon.Row):
    """Some words of one class."""

    kind: str
    words: tuple[str, ...]


@lexicon.derived
def classes() -> dict[str, frozenset[str]]:
    """Class → its words in lower case."""
    found: dict[str, set[str]] = {}
    for row in lexicon.rows("function_words", Words):
        found.setdefault(row.kind, set()).update(row.words)
    return {kind: frozenset(words) for kind, words in found.items()}


@lexicon.derived
def openers() -> frozenset[str]:
    """Words that, written with a capital, begin a sentence: everything closed but the months, and adverbs."""
    return frozenset().union(*(words for kind, words in classes().items() if kind not in ("month", "adjective", "future", "past")))


@lexicon.derived
def pointers() -> frozenset[str]:
    """Words after which "3." is an ordinal even before a noun: "der 3. Runde", "im 2. Anlauf", "1. und 2. Runde"."""
    found = classes()
    return found["article"] | found["determiner"] | found["contraction"] | found["joining"]
