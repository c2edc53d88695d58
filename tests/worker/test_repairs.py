"""Faust as it ships loses records on ordinary restarts. Each hole is widened by an injected delay: records are lost without its repair, none with it."""

import json
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition

from streams.broker import Broker
from streams.worker import repairs

pytestmark = pytest.mark.slow

PARTITIONS = 8
Options = dict[str, Any]


class Trial:
    """One app on topics of its own: what was published, what its table's changelog holds, what its group has committed."""

    def __init__(self, broker: Broker, start: Callable[..., Any], name: str, partitions: int = PARTITIONS, **options: Any) -> None:
        self.name, self.partitions, self.start = name, partitions, start
        self.options = {"broker": broker.address, "id": name, "partitions": partitions, **options}
        self.connect: Options = {"bootstrap_servers": broker.address}
        self.admin = KafkaAdminClient(**self.connect)
        size = {"num_partitions": partitions, "replication_factor": 1}
        self.admin.create_topics({name: size, f"{name}-seen-changelog": size})
        self.producer = KafkaProducer(**self.connect, acks="all", batch_size=0)
        self.where: dict[bytes, tuple[int, int]] = {}

    def close(self) -> None:
        """Ends the connections."""
        self.producer.close()
        self.admin.close()

    def publish(self, values: list[bytes]) -> None:
        """Spreads the values over the partitions and notes the offset of each."""
        sent = {value: self.producer.send(self.name, value=value, partition=n % self.partitions) for n, value in enumerate(values)}
        self.where.update({value: (future.get(30).partition, future.get(30).offset) for value, future in sent.items()})

    def worker(self) -> Any:
        """Starts a worker."""
        return self.start("one_table.py", json.dumps(self.options))

    def committed(self) -> dict[int, int]:
        """The committed offset of each partition; 0 for none."""
        partitions = [TopicPartition(self.name, n) for n in range(self.partitions)]
        offsets = self.admin.list_group_offsets({self.name: partitions})[self.name]
        return {tp.partition: max(0, offsets[tp].offset) for tp in partitions}

    def remembered(self) -> set[bytes]:
        """The keys in the changelog."""
        consumer = KafkaConsumer(**self.connect, fetch_max_wait_ms=20, enable_auto_commit=False)
        consumer.assign([TopicPartition(f"{self.name}-seen-changelog", n) for n in range(self.partitions)])
        consumer.seek_to_beginning()
        keys: set[bytes] = set()
        while lots := consumer.poll(1000):
            keys |= {record.key for lot in lots.values() for record in lot}
        consumer.close()
        return keys

    def lost(self) -> set[bytes]:
        """What is committed and not remembered: it never comes again."""
        committed, remembered = self.committed(), self.remembered()
        return {value for value, (partition, offset) in self.where.items() if offset < committed[partition] and value not in remembered}

    def await_commits(self, timeout: float = 60) -> None:
        """Waits until everything is committed, or the commits have not moved for 3 seconds."""
        ends = {n: sum(partition == n for partition, _ in self.where.values()) for n in range(self.partitions)}
        deadline, last, since = time.monotonic() + timeout, None, time.monotonic()
        while (now := self.committed()) != ends and time.monotonic() < deadline and time.monotonic() - since < 3:
            if now != last:
                last, since = now, time.monotonic()
            time.sleep(0.1)

    def missing(self) -> set[bytes]:
        """What was published and not remembered."""
        return self.where.keys() - self.remembered()


@pytest.fixture
def trial(broker: Broker, start: Any) -> Iterator[Callable[..., Trial]]:
    """Makes trials, and closes them after the test."""
    made: list[Trial] = []

    def make(name: str, **options: Any) -> Trial:
        made.append(Trial(broker, start, name, **options))
        return made[-1]

    yield make
    for each in made:
        each.close()


def restarts(trial: Trial, cycles: int = 5, waiting: int = 150, arriving: int = 300) -> None:
    """Clean restarts while a backlog waits and more comes in; then everything is worked off."""
    for cycle in range(cycles):
        trial.publish([b"w-%d-%d" % (cycle, n) for n in range(waiting)])
        worker = trial.worker()
        for part in range(arriving // 10):
            trial.publish([b"a-%d-%d-%d" % (cycle, part, n) for n in range(10)])
            time.sleep(0.1)
        worker.await_line("Worker ready")
        time.sleep(1.5)
        assert worker.stop() == 0
    worker = trial.worker()
    worker.await_line("Worker ready")
    trial.await_commits()
    assert worker.stop() == 0


def test_clean_restarts(trial: Callable[..., Trial]) -> None:
    """Five clean restarts with a backlog: Faust loses messages (#596, #606), the repaired one none, with and without the delay that widens the race."""
    work = {"work": 0.02}
    repaired = trial("repaired", **work, repairs=[1, 2])
    delayed = trial("delayed", **work, repairs=[1, 2], seek_delay=0.3)
    shipped = trial("shipped", **work, seek_delay=0.3)
    with ThreadPoolExecutor() as pool:
        list(pool.map(restarts, (repaired, delayed, shipped)))
    print(f"\nof {len(shipped.where)} lost: shipped {len(shipped.lost())}, repaired {len(repaired.missing())}, with the delay {len(delayed.missing())}")
    assert repaired.missing() == set()
    assert delayed.missing() == set()
    for n in range(2):  # a race: now and then one goes well
        if not shipped.lost():
            shipped = trial(f"shipped-{n}", **work, seek_delay=0.3)
            restarts(shipped)
    assert shipped.lost()


def both(make: Callable[..., Trial], run: Callable[[Trial], object], name: str, repair: list[int], **options: Any) -> list[Trial]:
    """Runs the same without and with a repair, side by side: the two trials."""
    trials = [make(f"{name}-{len(wanted)}", repairs=wanted, **options) for wanted in ([], repair)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(run, trials))
    return trials


def test_commits_ahead_of_the_changelog(trial: Callable[..., Trial]) -> None:
    """When changelog records are slow, Faust commits before they are sent and a kill loses them; with the counted flush no commit runs ahead."""

    def killed(one: Trial) -> None:
        worker = one.worker()
        worker.await_line("Worker ready")
        for n in range(40):
            one.publish([b"m-%d" % n])
            time.sleep(0.1)
        worker.stop(signal.SIGKILL)

    shipped, repaired = both(trial, killed, "ahead", [2], partitions=2, send_delay=0.15)
    print(f"\nlost of 40: shipped {len(shipped.lost())}, repaired {len(repaired.lost())}")
    assert shipped.lost() and not repaired.lost()
    assert sum(repaired.committed().values()) > 0


def test_clean_stop_with_a_slow_changelog(trial: Callable[..., Trial]) -> None:
    """A clean stop waits for the changelog records that are still in the buffer; Faust gives them up after 0.1 s."""

    def stopped(one: Trial) -> None:
        one.publish([b"m-%d" % n for n in range(40)])
        worker = one.worker()
        worker.await_line("Worker ready")
        time.sleep(0.5)
        worker.stop()

    shipped, repaired = both(trial, stopped, "stop", [2], partitions=2, send_delay=0.15)
    print(f"\nlost of 40: shipped {len(shipped.lost())}, repaired {len(repaired.lost())}")
    assert shipped.lost() and not repaired.lost()


def test_refused_row(trial: Callable[..., Trial], tmp_path: Path) -> None:
    """When the broker refuses a row, Faust commits its message all the same; a writer that awaits its rows stops there, and goes on when it is taken."""
    refusing = tmp_path / "refusing"
    refusing.touch()

    def refused(one: Trial) -> None:
        one.publish([*(b"m-%d" % n for n in range(10)), b"refused", *(b"n-%d" % n for n in range(19))])
        worker = one.worker()
        worker.await_line("Worker ready")
        one.await_commits()

    shipped, repaired = both(trial, refused, "refused", [2, 3], partitions=1, refuse=str(refusing))
    assert shipped.lost() == {b"refused"} and shipped.committed() == {0: 30}
    assert repaired.committed() == {0: 10} and not repaired.lost()
    refusing.unlink()
    repaired.await_commits()
    assert repaired.committed() == {0: 30} and not repaired.missing()


def test_versions() -> None:
    """The repairs reach into Faust, so they run on exactly the versions that they were made for."""
    assert repairs.untested_versions() == []
