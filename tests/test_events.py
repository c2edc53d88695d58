"""Sentences → events: what is told as done, planned or not achieved, and what tells nothing."""

from pathlib import Path

import pytest

from streams.contract.event import Event
from streams.events.find import find
from streams.ingest import body
from streams.text.read import read

TABLE = Path(__file__).parent / "tables" / "events.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf8").splitlines() if line and not line.startswith(("#", "id\t"))]


def events(text: str) -> tuple[Event, ...]:
    return find(read(text, body.readable(text), "2024-05-15"), "test:1", ())


def fits(event: Event, wanted: str) -> bool:
    kind, state, actors, topics = (*wanted.split(" "), "*", "*")[:4]
    type_, _, mode = kind.partition("/")
    return (
        (event.type, event.state) == (type_, state) and (not mode or event.mode == mode)
        and actors in ("*", ",".join(event.actors)) and topics in ("*", ",".join(event.topics))
    )  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(row[1], row[2], id=row[0]) for row in ROWS])
def test_a_sentence_tells_its_events_and_no_others(text: str, wanted: str) -> None:
    """A sentence gives the events that a reader sees in it, with state, actors and labels, and no others."""
    found, expected = events(text), [] if wanted == "-" else wanted.split("|")
    assert len(found) == len(expected), found
    assert all(any(fits(event, one) for event in found) for one in expected), found
