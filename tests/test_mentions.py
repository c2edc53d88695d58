"""Texts → rounds: what a careful reader sees, and what speaks of no round."""

from pathlib import Path

import pytest

from streams.contract.mention import Mention
from streams.events import mentions
from streams.ingest import body
from streams.text.read import read

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[list[str]]:
    lines = (TABLES / name).read_text(encoding="utf8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith(("#", "id\t"))]


OPEN = rows("mentions_open.tsv")


def found(text: str, dated: str) -> tuple[Mention, ...]:
    return mentions(read(text, body.readable(text), dated), "test:1", ()).mentions


def cells(m: Mention) -> list[str]:
    number = f"x{m.plural}" if m.plural else m.ordinal
    parts = (number, m.start, m.end, m.place, m.format, m.level, m.status)
    return [",".join(m.parties), *("" if part in (None, "unknown") else str(part) for part in parts)]


def fits(told: list[str], wanted: str) -> bool:
    parts = wanted.split("|")
    assert len(parts) == len(told), f"{wanted}: a row has {len(told)} parts"
    return all(want in ("*", is_) for is_, want in zip(told, parts, strict=True))


def right(text: str, dated: str, wanted: str) -> bool:
    """Whether a text gives the mentions wanted, each once, and no other."""
    told, expected = [cells(m) for m in found(text, dated)], [] if wanted == "-" else wanted.split(" ; ")
    return len(told) == len(expected) and all(any(fits(t, want) for t in told) for want in expected)


@pytest.mark.parametrize(("text", "dated", "wanted"), [pytest.param(row[2], row[1], row[3], id=row[0]) for row in rows("mentions.tsv")])
def test_a_text_speaks_of_its_rounds_and_no_others(text: str, dated: str, wanted: str) -> None:
    """A text gives the rounds that a reader sees in it, and a wish, a refusal, a call, a court hearing gives none."""
    assert right(text, dated, wanted), ["|".join(cells(m)) for m in found(text, dated)]


def test_what_is_open_stays_named() -> None:
    """What isn't read yet is counted, each with its reason; a row that comes out right moves to the other table."""
    print(f"{len(OPEN)} texts are still read wrong")
    assert [row[0] for row in OPEN if right(row[2], row[1], row[3])] == []
    assert all(len(row) == 5 and row[4] for row in OPEN)


def test_wage_disputes_have_their_family() -> None:
    """A round of wage talks belongs to the union and the employers, with its number, day and place."""
    text = "Die zweite Runde der Tarifverhandlungen zwischen ver.di und der VKA am 17. Februar in Potsdam ist ohne Ergebnis geblieben."
    (one,) = found(text, "2025-02-18")
    assert (one.parties, one.ordinal, one.start, one.place) == (("VKA", "ver.di"), 2, "2025-02-17", "Potsdam")
