"""The worker on the embedded broker, with tiny steps in place of the reading."""

import json
import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from streams.bus import Bus
from streams.contract.internal import Extraction

pytestmark = pytest.mark.slow

GOOD = 8
BAD: dict[str, bytes | None] = {
    "null-value": None,
    "empty-value": b"",
    "invalid-json": b'{"uri": "a"',
    "bad-utf8": b'{"uri": "a", "text": "\xff"}',
    "lone-surrogate": b'{"uri": "a", "text": "\\ud800"}',
    "not-an-object": b"[1, 2]",
    "wrong-type": b'{"uri": "a", "text": 3}',
    "missing-field": b'{"text": "Genf"}',
    "uri-too-long": json.dumps({"uri": "u" * 1_025, "text": "Genf"}).encode(),
    "invalid-date": b'{"uri": "a", "text": "Genf", "published": "2022-02-31"}',
    "text-too-long": json.dumps({"uri": "a", "text": "ä" * 500_001}).encode(),
    "fault": b'{"uri": "a", "text": "fault"}',
    "record-too-large": b'{"uri": "a", "text": "large"}',
}


def article(uri: str, text: str, **more: Any) -> tuple[None, bytes]:
    """A message as a producer sends it: without a key."""
    return None, json.dumps({"uri": uri, "text": text, **more}).encode()


def environment(bus: Bus, **more: str) -> dict[str, str]:
    """The variables of a worker for the test's topics."""
    settings = bus.settings
    given = {"BROKER": settings.broker, "PREFIX": settings.prefix, "PARTITIONS": str(settings.partitions), **more}
    return {f"ROUNDWIRE_{name}": value for name, value in given.items()}


def rounds(bus: Bus) -> dict[str, list[str]]:
    """The table of rounds: family → uris."""
    return {key.decode(): json.loads(value) for key, value in bus.read_table("rounds").items()}


def letters(bus: Bus) -> dict[str, tuple[bytes | None, dict[str, str]]]:
    """The dead letters by their reason: value and headers."""
    found = [(record.value, {name: value.decode() for name, value in record.headers}) for record in bus.records("dead-letters")]
    return {headers["reason"]: (value, headers) for value, headers in found}


def test_bad_input(bus: Bus, start: Any) -> None:
    """Each kind of bad input is a dead letter with its own reason and its original bytes, and the good articles between them go through without a stall."""
    mixed = [pair for n, value in enumerate(BAD.values()) for pair in ([article(f"good-{n}", "family:a")] if n < GOOD else []) + [(b"key", value)]]
    bus.publish("articles", mixed)
    began = time.monotonic()
    worker = start("standin.py", **environment(bus))
    bus.wait(60)
    assert time.monotonic() - began < 30  # Faust as it ships stalls 5 s for each
    assert rounds(bus) == {"a": sorted(f"good-{n}" for n in range(GOOD))}
    dead = letters(bus)
    assert dead.keys() == BAD.keys()
    for reason, value in BAD.items():
        assert reason == "record-too-large" or dead[reason][0] == value, reason
    assert dead["invalid-date"][1]["field"] == "published"
    assert (dead["fault"][1]["stage"], dead["record-too-large"][1]["stage"]) == ("extract", "settle")
    assert f"traceback {dead['fault'][1]['traceback']}" in worker.told()
    assert worker.stop() == 0


def test_headers(bus: Bus, start: Any) -> None:
    """What comes out is a CloudEvent in binary mode, and the same content has the same id."""
    start("standin.py", **environment(bus))
    for _ in range(2):
        bus.publish("articles", [article("a", "family:a", published="2025-05-01T10:00:00+02:00")])
        bus.wait(30)
    one, two = (dict(record.headers) for record in bus.records("texts"))
    assert one == two
    assert one["ce_type"] == b"roundwire.texts" and one["ce_specversion"] == b"1.0" and one["ce_time"].startswith(b"2025-05-01T")
    assert one["ce_source"] == f"/roundwire/{bus.settings.group}".encode()
    assert not list(next(bus.records("extractions")).headers)


def test_versions(bus: Bus, start: Any) -> None:
    """A newer version leaves the family that only the older one spoke of; an older one that comes late changes nothing."""
    start("standin.py", **environment(bus))
    for version, text in (("1", "family:a family:b"), ("3", "family:b family:c"), ("2", "family:d")):
        bus.publish("articles", [article("x", text, version=version), article("y", "family:a")])
        bus.wait(30)
    assert rounds(bus) == {"a": ["y"], "b": ["x"], "c": ["x"]}


def test_foreign_records_between_the_stages(bus: Bus, start: Any) -> None:
    """What no stage of ours wrote between the stages is a dead letter, and the stage goes on."""
    junk = Extraction.model_validate({"uri": "x", "version": None, "status": "usable", "order": {"rank": 0}, "digest": "", "extractor": 1}).canonical()
    bus.publish("extractions", [(b"u", b"junk"), (None, b"[]"), (b"wrong key", junk)])
    bus.publish("contributions", [(b"f", b"{}")])
    bus.publish("articles", [article("a", "family:a")])
    start("standin.py", **environment(bus))
    bus.wait(30)
    found = [dict(record.headers) for record in bus.records("dead-letters")]
    assert sorted(headers["stage"] for headers in found) == [b"resolve", b"settle", b"settle", b"settle"]
    assert {headers["reason"] for headers in found} == {b"unreadable"}
    assert rounds(bus) == {"a": ["a"]}


def test_refused_records(bus: Bus, start: Any, tmp_path: Path) -> None:
    """While the broker refuses an output its message is held, and nothing is lost: neither when a worker is stopped meanwhile nor when it is killed."""
    refusing = tmp_path / "refusing"
    refusing.touch()
    bus.publish("articles", [article(f"a{n}", "family:a") for n in range(20)])
    worker = start("standin.py", str(refusing), **environment(bus))
    worker.await_line("the broker did not take it")
    time.sleep(1.5)
    assert not any(offset > 0 for offset in bus.committed(bus.settings.group, "extractions").values())
    assert worker.stop() == 0
    worker = start("standin.py", str(refusing), **environment(bus))
    worker.await_line("the broker did not take it")
    time.sleep(1.5)
    worker.stop(signal.SIGKILL)
    assert not bus.read_table("settled")
    worker = start("standin.py", str(refusing), **environment(bus))
    worker.await_line("the broker did not take it")
    refusing.unlink()
    bus.wait(30)
    assert rounds(bus) == {"a": sorted(f"a{n}" for n in range(20))}


def test_killed_workers(bus: Bus, start: Any) -> None:
    """Two workers share the work and are killed in turn at any moment: every article is in the table all the same."""
    families = "abcdef"
    articles = [article(f"n{n}", f"family:{families[n % 6]}") for n in range(600)]
    workers = [start("standin.py", **environment(bus)) for _ in range(2)]
    for kill in range(4):
        bus.publish("articles", articles[kill * 150 : kill * 150 + 150])
        time.sleep(2.5 + 0.37 * kill)
        workers[kill % 2].stop(signal.SIGKILL)
        workers[kill % 2] = start("standin.py", **environment(bus))
    bus.wait(90)
    assert rounds(bus) == {family: sorted(f"n{n}" for n in range(600) if families[n % 6] == family) for family in families}
    assert [worker.stop() for worker in workers] == [0, 0]


def test_embargo(bus: Bus, start: Any) -> None:
    """An embargoed version waits until it is due, also over a restart; a newer version that is free takes its place."""
    due = datetime.now(UTC) + timedelta(seconds=10)
    later = (due + timedelta(days=1)).isoformat()
    bus.publish("articles", [article("a", "family:a", version="1"), article("a", "family:b", version="2", embargoed=due.isoformat())])
    bus.publish("articles", [article("b", "family:b", version="1", embargoed=later), article("b", "family:a", version="2")])
    worker = start("standin.py", **environment(bus))
    bus.wait(30)
    assert rounds(bus) == {"a": ["a", "b"]}
    waiting = {key for key, value in bus.read_table("embargoed").items() if value != b"{}"}
    assert waiting == {b"a"}
    worker.stop(signal.SIGKILL)
    worker = start("standin.py", **environment(bus))
    deadline = time.monotonic() + 30
    while rounds(bus) != {"a": ["b"], "b": ["a"]} and time.monotonic() < deadline:
        time.sleep(0.2)
    assert datetime.now(UTC) >= due
    bus.wait(30)
    assert rounds(bus) == {"a": ["b"], "b": ["a"]}
    assert set(bus.read_table("embargoed").values()) == {b"{}"}


def test_embargo_for_inside_use(bus: Bus, start: Any) -> None:
    """A setting lets embargoed articles pass at once."""
    bus.publish("articles", [article("a", "family:a", embargoed="2999-01-01T00:00:00Z")])
    start("standin.py", **environment(bus, PASS_EMBARGOED="true"))
    bus.wait(30)
    assert rounds(bus) == {"a": ["a"]}
