"""The words of event_words.tsv by what they are used for."""

from collections.abc import Iterable

from streams import lexicon
from streams.text.model import Token
from streams.text.patterns import Hit, Patterns


class WordsRow(lexicon.Row):
    """event_words.tsv: words or cues of one use."""

    use: str
    words: tuple[str, ...]


def find(tokens: Iterable[Token]) -> list[Hit[str]]:
    """Where words of the table stand; a hit's key is its use."""
    return _patterns().find(list(tokens))


@lexicon.derived
def _patterns() -> Patterns[str]:
    return Patterns((row.use, word) for row in lexicon.rows("event_words", WordsRow) for word in row.words)
