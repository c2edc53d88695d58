"""Who said what: claims from German news."""

import csv
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from streams import claims
from streams.contract.claim import Claim
from streams.text.model import Document
from streams.text.read import read

TABLES = Path(__file__).parent / "tables"


class Stretch(NamedTuple):
    """A region of the text that is to be read."""

    start: int
    end: int
    kind: str = "text"


def table(name: str) -> list[list[str]]:
    """The rows of a table without its comments and its header."""
    lines = [line for line in (TABLES / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.reader(lines[1:], delimiter="\t", quoting=csv.QUOTE_NONE))


def document(text: str) -> Document:
    """A text as read, all of it."""
    return read(text, [Stretch(0, len(text))], "2025-06-02")


def found(text: str) -> tuple[Claim, ...]:
    """The claims of a text."""
    return claims.find(document(text), "test:1")


def described(claim: Claim) -> tuple[str, ...]:
    """A claim in the words of the table."""
    speaker = claim.speaker
    quote = " ".join(span.text for span in claim.quote)
    return claim.type, speaker.name if speaker else "?", (speaker.party if speaker else None) or "", claim.stance, "+".join(claim.topics), quote


def fits(claim: Claim, wanted: str) -> bool:
    """Whether a claim is what a cell of the table describes; empty parts aren't checked."""
    *parts, quote = wanted.split(":", 5)
    *told, said = described(claim)
    begin, _, end = quote.strip().partition("…")
    return all(w.strip() in ("", t) for w, t in zip(parts, told, strict=True)) and said.startswith(begin.strip()) and said.endswith(end.strip())


@pytest.mark.parametrize(("text", "wanted"), table("claims.tsv"))
def test_claims_of_a_text(text: str, wanted: str) -> None:
    """A sentence gives the claims that a reader finds in it, and what only looks like one gives none."""
    cells = [] if wanted == "-" else wanted.split(" || ")
    made = found(text)
    assert len(made) == len(cells) and all(fits(c, w) for c, w in zip(made, cells, strict=True)), [described(c) for c in made]
