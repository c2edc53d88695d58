"""Sentences → events: what is told as done, planned or not achieved, and what tells nothing."""

from pathlib import Path

import pytest

from streams import lexicon
from streams.contract.event import Event
from streams.events import frames, scopes
from streams.events.find import find
from streams.events.frames import Frame
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


@pytest.mark.parametrize("frame", lexicon.rows("frames", Frame), ids=lambda frame: frame.id)
def test_every_frame_fits_its_own_example(frame: Frame) -> None:
    """A row of frames.tsv is called up by the sentence that it gives as its example."""
    document = read(frame.example, body.readable(frame.example), "2024-05-15")
    told = [t.frame.id for s in document.sentences for where in [frames.cues(s)] for scope in scopes.split(s) for t in frames.find(scope, where)]
    assert frame.id in told


def test_what_is_told_twice_is_one_event() -> None:
    """An agreement that an article tells twice is one event, and its second telling is kept."""
    text = "Mali und Niger einigten sich auf eine Waffenruhe. Es regnete. Auf die Waffenruhe hätten sich Mali und Niger geeinigt."
    found = [e for e in events(text) if e.type == "AGREE"]
    assert [len(e.also_in) for e in found] == [1]


def test_beide_seiten_are_the_parties_of_the_talks() -> None:
    """ "Beide Seiten" are those whom the article's talks are between."""
    found = events("Die zweite Runde zwischen dem Iran und den USA endete am Montag. Beide Seiten einigten sich auf Inspektionen.")
    assert [e.actors for e in found if e.type == "AGREE"] == [("IRN", "USA")]


def test_the_same_text_gives_the_same_ids() -> None:
    """Ids depend on the text alone."""
    text = "Polen schloss am Dienstag die Grenze zu Belarus. Die Türkei nannte die Bedingungen unannehmbar."
    assert [e.id for e in events(text)] == [e.id for e in events(text)]
    assert len({e.id for e in events(text)}) == 2


def test_a_sentence_without_end_is_read() -> None:
    """One sentence of hundreds of clauses is read like any other."""
    events("Mali und Niger einigten sich, " * 200 + "hieß es.")
