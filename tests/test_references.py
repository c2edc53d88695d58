"""Coreference: whom pronouns and descriptions mean, and that they mean nobody where it is open."""

import csv
from pathlib import Path

import pytest
from cost import in_proportion

from streams.text import read, references
from streams.text.model import Sentence

TABLE = Path(__file__).parent / "tables" / "references.tsv"
LINES = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
ROWS = [(*row, "")[:3] for row in csv.reader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


class Whole:
    """A region of text: the whole of it."""

    start, kind = 0, "text"

    def __init__(self, text: str) -> None:
        self.end = len(text)


def resolve(article: str) -> tuple[Sentence, ...]:
    """The sentences of an article with their references."""
    return references.resolve(read.read(article, [Whole(article)]).sentences)


def told(article: str, sentences: tuple[Sentence, ...]) -> str:
    """References as the table writes them."""
    return " | ".join(f"{article[r.start : r.end]}={r.name.name}" for s in sentences for r in s.references)


@pytest.mark.parametrize(("article", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_references_of_an_article(article: str, expected: str) -> None:
    """Pronouns and descriptions stand for those whom the article names, and for nobody where two could be meant."""
    text = article.replace("⏎", " ")
    assert told(text, resolve(text)) == expected


def test_a_reference_tells_where_its_name_was_introduced() -> None:
    """A reference carries the name of the sentence that introduces it."""
    [reference] = resolve("Der russische Außenminister Sergej Lawrow traf ein. Er sprach von Fortschritten.")[1].references
    assert (reference.kind, reference.sentence, reference.name.role, reference.name.party) == ("pronoun", 0, "Außenminister", "RUS")
    assert (reference.first, reference.last) == (0, 1)


def test_once_resolved_stays_resolved() -> None:
    """Resolving again changes nothing."""
    sentences = resolve("Baerbock reist nach Kiew. Sie will dort Selenskyj treffen.")
    assert references.resolve(sentences) == sentences


@pytest.mark.parametrize("unit", ["Er sprach. ", "Lawrow kam. Er sprach mit ihm. ", "Der Minister schwieg. ", "sie, er, ihm, ihr ", "Der 44-Jährige und "])
def test_time_grows_with_the_length(unit: str) -> None:
    """A long article is resolved in time proportional to its length."""
    texts = {size: read.read(text, [Whole(text)]).sentences for size in (8_000, 32_000) for text in [unit * (size // len(unit))]}
    assert in_proportion(lambda size: references.resolve(texts[size]), 8_000, 32_000)
