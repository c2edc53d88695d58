"""kafka-python's side of the line, on the embedded broker."""

import time
from collections.abc import Iterator
from itertools import islice

import pytest
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.structs import OffsetAndMetadata

from streams.broker import Broker, free_port
from streams.bus import Bus
from streams.contract.topics import STAGES, TOPICS
from streams.errors import RoundwireError
from streams.settings import Settings


@pytest.fixture(scope="module")
def broker() -> Iterator[Broker]:
    with Broker(free_port()) as running:
        yield running


@pytest.fixture
def bus(broker: Broker, request: pytest.FixtureRequest) -> Iterator[Bus]:
    """The topics of one test, on two partitions."""
    with Bus(Settings(broker=broker.address, partitions=2, prefix=request.node.name)) as opened:
        opened.topics()
        yield opened


def work_off(bus: Bus, topic: str) -> None:
    """Commits the topic to its end, as a worker would."""
    name = bus.settings.topic(topic)
    consumer = KafkaConsumer(bootstrap_servers=bus.settings.broker, group_id=bus.settings.group, enable_auto_commit=False)
    offsets = {TopicPartition(name, n): OffsetAndMetadata(end, "", -1) for n, end in bus.ends(topic).items() if end}
    consumer.assign(list(offsets))
    consumer.commit(offsets)
    consumer.close()


def test_no_broker(capfd: pytest.CaptureFixture[str]) -> None:
    """Without a broker there is one message that says what to do, within seconds, and nothing else on the terminal."""
    began = time.monotonic()
    with pytest.raises(RoundwireError, match=r"no broker answers at 127.0.0.1:1: start one with `roundwire broker`, or set ROUNDWIRE_BROKER"):
        Bus(Settings(broker="127.0.0.1:1")).ping()
    assert time.monotonic() - began < 5
    assert capfd.readouterr() == ("", "")


def test_topics(broker: Broker) -> None:
    """Topics are made once, with their partitions; what differs is told."""
    settings = Settings(broker=broker.address, partitions=2, prefix="made")
    with Bus(settings) as bus:
        assert bus.topics(create=False).differences == tuple(f"made.{topic.name} is missing" for topic in TOPICS)
        assert set(bus.topics().created) == {f"made.{topic.name}" for topic in TOPICS}
        assert bus.topics() == bus.topics(create=False)
        assert not bus.topics().created and not bus.topics().differences
    with Bus(settings.model_copy(update={"partitions": 3})) as bus:
        assert "made.articles has 2 partitions, wanted are 3" in bus.topics().differences


def test_table(bus: Bus) -> None:
    """A compacted topic is read as a table: the last value of each key, and no key whose last is null."""
    told: list[int] = []
    rows = [(b"%d" % (n % 10), b"%d" % n) for n in range(100)]
    assert bus.publish("rounds", [*rows, (b"3", None)], told.append) == 101
    assert told == list(range(1, 102))
    assert bus.read_table("rounds") == {b"%d" % n: b"%d" % (90 + n) for n in range(10) if n != 3}
    assert bus.read_table("links") == {}


def test_true_ends(bus: Bus) -> None:
    """The end is the end, also of what another producer sent in batches, where the embedded broker tells a wrong one."""
    producer = KafkaProducer(bootstrap_servers=bus.settings.broker, linger_ms=200)
    name = bus.settings.topic("rounds")
    for future in [producer.send(name, key=b"%d" % n, value=b"x", partition=0) for n in range(50)]:
        future.get(10)
    producer.close()
    assert bus.ends("rounds") == {0: 50, 1: 0}
    assert len(bus.read_table("rounds")) == 50


def test_tail(bus: Bus) -> None:
    """The tail gives what is there, then what comes."""
    bus.publish("rounds", [(b"a", b"1")])
    tail = bus.tail("rounds")
    first = [pair for lot in islice(tail, 5) for pair in lot]
    bus.publish("rounds", [(b"a", None)])
    assert (first, [pair for lot in islice(tail, 5) for pair in lot]) == ([(b"a", b"1")], [(b"a", None)])
    tail.close()  # type: ignore[attr-defined]


def test_too_large(bus: Bus) -> None:
    """A record that no topic takes is told in words, with how many were sent before it."""
    with pytest.raises(RoundwireError, match=r"larger than the 16777216 bytes that topic articles takes; 0 were sent before it"):
        bus.publish("articles", [(b"a", b"x" * 17_000_000)])


def test_missing_topic(broker: Broker) -> None:
    """A topic that is missing is told with the command that makes it, and is not made by reading it."""
    with Bus(Settings(broker=broker.address, prefix="nothing")) as bus:
        for _ in range(2):
            with pytest.raises(RoundwireError, match=r"topic nothing.rounds is missing; make it with `roundwire topics`"):
                bus.read_table("rounds")


def test_wait(bus: Bus) -> None:
    """Waiting ends when no stage has a message before it; else it says what is left, and where."""
    bus.wait(5)
    for topic in STAGES.values():
        bus.publish(topic, [(b"a", b"1"), (b"b", b"2")])
    assert bus.lag() == {"extract": 2, "settle": 2, "resolve": 2}
    work_off(bus, "articles")
    with pytest.raises(RoundwireError, match=r"messages left: extract 0, settle 2, resolve 2. Is a worker running"):
        bus.wait(0.1)
    work_off(bus, "extractions")
    work_off(bus, "contributions")
    assert bus.committed(bus.settings.group, "articles") == bus.ends("articles") or -1 in bus.committed(bus.settings.group, "articles").values()
    bus.wait(5)
