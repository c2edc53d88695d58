"""Tokens, sentences and dates of whatever text: nothing is lost, and time is in proportion to length. Their cases are rows of tests/tables."""

from dataclasses import dataclass

import pytest
from cost import in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.text import dates, sentences, tokens
from streams.text.model import Token


@dataclass(frozen=True)
class Region:
    """A part of a text, as ingest marks it."""

    start: int
    end: int
    kind: str = "text"


def read(text: str) -> list[list[Token]]:
    """The tokens of each sentence; dates and quotations are looked for too."""
    found = []
    for start, end, _ in sentences.split(text, [Region(0, len(text))]):
        sentences.quoted(text, start, end)
        found.append(tokens.tokenise(text, start, end))
        dates.find(found[-1], "2025-07-21")
    return found


HARD = {
    "digits": "7",
    "digits and blanks": "3 ",
    "ordinals": "3. ",
    "ordinals in a row": "3., ",
    "ordinals without end": "3./",
    "dates": "12.4.2022 ",
    "dots": ".",
    "dots and a letter": "....a",
    "final marks": "!?",
    "crosses": "+",
    "tickers": "+++ Kiew ",
    "capitals": "GENF ",
    "capitals without blanks": "GENF-",
    "abbreviations": "z. B. ",
    "addresses": "a.b@",
    "addresses without end": "www.a",
    "weekdays": "Montag ",
    "weekdays in a list": "am Montag und ",
    "days that are no dates": "Tag ",
    "prepositions": "bis zum ",
    "years": "2015 ",
    "names before weekdays": "Michael Freitag ",
    "quotation marks": "“",
    "opening marks": "„",
    "single marks": "‚",
    "marks in turn": "„A“ «B» ",
    "marks that open again": "„A. ",
    "apostrophes": "s'",
    "brackets": "(",
    "line ends": "\n",
    "line ends and words": "Kiew\n",
    "blanks": " ",
    "letters": "ab",
    "hyphens": "ab-",
    "compounds of numbers": "3:",
    "slashes": "er/",
    "combining marks": "\u0301",
}  # fmt: skip


@pytest.mark.parametrize("unit", HARD.values(), ids=HARD.keys())
def test_time_is_linear(unit: str) -> None:
    """Twice the text takes no more than about twice the time, whatever it is made of."""
    assert in_proportion(lambda size: read(unit * (size // len(unit))), 40_000, 80_000, slack=1.6)


PIECES = (
    "Dr.", "3.", "12.", "Mai", "Die", "Runde", "endete", "usw.", "J.", "D.", "„", "“", '"', "«", "»", "‚", "‘", ".", "!", "…", ":", ",", "(", ")", "–", "+++",
    "\n", "GENF", "II.", "www.a.de", "a.b@c.de", "Hans’", "3:0-Sieg", "Bürger/innen", "Außen-", "\u00a0", "2025", "Uhr", "am", "x",
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " "])), max_size=30))
def test_nothing_is_lost(pieces: list[tuple[str, str]]) -> None:
    """Sentences come in order without overlap, tokens stand at their offsets, and between two there is only white space."""
    text = "".join(piece + gap for piece, gap in pieces)
    before = 0
    for start, end, _ in sentences.split(text, [Region(0, len(text))]):
        assert not text[before:start].strip()
        before = start
        for token in tokens.tokenise(text, start, end):
            assert text[token.start : token.end] == token.text
            assert token.lower == token.text.lower()
            assert not text[before : token.start].strip()
            before = token.end
        assert not text[before:end].strip()
        before = end
    assert not text[before:].strip()
