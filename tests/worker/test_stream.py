"""The stream is the fold: the real worker on the embedded broker ends in the table, the claims, the events and the mentions that the plain functions give."""

from typing import Any

import orjson
import pytest
from histories import messages
from test_worker import environment

from streams.bus import Bus
from streams.contract.round import Round
from streams.extract import extract
from streams.ingest.formats import decode
from streams.rounds.fold import fold, table_order
from streams.rounds.settle import settle

pytestmark = pytest.mark.slow


def extractions(bus: Bus, sent: list[tuple[bytes | None, bytes]]) -> list[Any]:
    return [extract(decode(value, bus.settings.zone), bus.settings.zone) for _, value in sent]


def table(bus: Bus) -> list[bytes]:
    """The rounds topic read as a table, revision aside."""
    rows = sorted((Round.parse(v).model_copy(update={"revision": 0}) for v in bus.read_table("rounds").values()), key=table_order)
    return [row.canonical() for row in rows]


def assert_stream_is_fold(bus: Bus, sent: list[tuple[bytes | None, bytes]]) -> None:
    read = extractions(bus, sent)
    assert table(bus) == [r.canonical() for r in fold(read)]
    newest: dict[str, Any] = {}
    for e in read:
        if e.uri not in newest or e.order.key() >= newest[e.uri].order.key():
            newest[e.uri] = e
    for topic in ("texts", "claims", "events", "mentions"):
        wanted = {o.key: o.value for e in newest.values() for o in settle(None, e).outputs if o.topic == topic and o.value is not None}
        assert bus.read_table(topic) == wanted, topic


@pytest.mark.parametrize(("seed", "workers"), [(seed, 1 + seed % 2) for seed in range(10)])
def test_a_history_through_the_worker(bus: Bus, start: Any, seed: int, workers: int) -> None:
    """Orders, repeats, corrections, kills, late older versions, two families, foreign keys: with one worker and with two, the topics hold what fold gives."""
    sent = messages(seed)
    started = [start("product.py", **environment(bus)) for _ in range(workers)]
    half = len(sent) // 2
    bus.publish("articles", sent[:half])
    for worker in started:
        worker.await_line("worker ready")
    bus.publish("articles", sent[half:])
    bus.wait(60)
    assert_stream_is_fold(bus, sent)
    assert all(worker.stop() == 0 for worker in started)


def test_a_copied_cut_or_restored_article_changes_only_what_it_must(bus: Bus, start: Any) -> None:
    """A copy counts as an article and not as a source; killed and restored, the table is as it was."""
    start("product.py", **environment(bus))
    told = (
        "Die dritte Verhandlungsrunde zwischen Russland und der Ukraine fand am 23. Juli 2025 in Istanbul statt. Beide Seiten einigten sich am Ende eines "
        "langen Tages auf einen weiteren Austausch von Gefangenen. Eine Waffenruhe kam nach Angaben aus beiden Delegationen auch diesmal nicht zustande. "
        "Über den Ort der nächsten Gespräche wollen die Unterhändler in den kommenden Wochen entscheiden. Die Türkei bot sich erneut als Gastgeber an."
    )
    cut = told[: told.index(" Über den Ort")]

    def article(uri: str, version: int, **more: str) -> tuple[bytes, bytes]:
        return uri.encode(), orjson.dumps({"uri": uri, "version": version, "published": "2025-07-24", "text": told, **more})

    def one(*sent: tuple[bytes, bytes]) -> Round:
        bus.publish("articles", sent)
        bus.wait(60)
        (row,) = (Round.parse(v) for v in bus.read_table("rounds").values())
        return row

    first = one(article("a", 1))
    copied = one(article("b", 1, text=cut))
    assert (copied.articles.count, copied.independent_sources) == (2, 1)
    killed = one(article("b", 2, status="canceled"))
    restored = one(article("b", 3, text=cut))
    aside = {"revision": 0, "evidence": {}}
    assert killed.model_copy(update=aside) == first.model_copy(update=aside)
    assert restored.model_copy(update=aside).model_dump(exclude={"evidence"}) == copied.model_copy(update=aside).model_dump(exclude={"evidence"})
    assert first.revision < copied.revision < killed.revision < restored.revision


def test_odd_articles_are_taken_and_hold_nothing_up(bus: Bus, start: Any) -> None:
    """Odd text, another language, a version that goes backwards, the same article a thousand times: no dead letter, no stall, and one round."""
    told = "Die dritte Verhandlungsrunde zwischen Russland und der Ukraine fand am 23. Juli 2025 in Istanbul statt."

    def article(uri: str, text: str, **more: Any) -> tuple[None, bytes]:
        return None, orjson.dumps({"uri": uri, "text": text, **more})

    odd = {"empty": "", "letterless": "12 % – §", "control": "\x00\x1b[31m\u202e", "one-word": "Ja. " * 10_000, "open": "„" * 2_000}
    start("product.py", **environment(bus))
    bus.publish("articles", [article(uri, text, language="de") for uri, text in odd.items()])
    bus.publish("articles", [article("english", told, language="en"), article("declared", "The third round of talks took place in Istanbul.", language="de")])
    bus.publish("articles", [article("again", told, version=2)] * 1_000)
    bus.publish("articles", [article("again", "Alles abgesagt.", version=1)])
    bus.wait(120)
    (row,) = (Round.parse(v) for v in bus.read_table("rounds").values())
    assert (row.ordinal, row.articles.count, row.revision) == (3, 1, 1)
    assert orjson.loads(bus.read_table("texts")[b"english"])["skipped"] == "language:en"
    assert set(bus.read_table("texts")) == {b"english", b"declared", b"again", *(uri.encode() for uri in odd)}
    assert not list(bus.read("dead-letters"))
