"""Holes of Faust 0.15.3 that lose records, each closed here and named by its upstream issue (github.com/faust-streaming/faust/issues).

`SafeTableManager` and `SafeTable` go into the App's settings, `install` patches the rest; tests run workers without them to see the holes. What is not
repaired here is a rule for the agents: a message that failed is held and tried again, never skipped, since Faust commits past one that was left out.
"""

import asyncio
from importlib.metadata import version
from typing import Any, cast

import faust
from faust.tables import TableManager
from faust.tables.recovery import Recovery
from faust.transport import producer
from faust.transport.consumer import RecordMap, ThreadDelegateConsumer
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread
from faust.transport.producer import ProducerBuffer
from faust.types import TP, FutureMessage

#: The versions that the repairs were made for and tested with.
TESTED = {"faust-streaming": "0.15.3", "aiokafka": "0.14.0", "mode-streaming": "0.7.1"}

_getmany = ThreadDelegateConsumer._getmany
_create_worker_consumer = AIOKafkaConsumerThread._create_worker_consumer


def install(fetch_wait_ms: int | None = None) -> None:
    """Patches Faust for this process; a second call changes nothing more. Call it before the app starts. `fetch_wait_ms`: see `shorten_fetch`."""
    copy_partitions()
    count_flushes()
    if fetch_wait_ms is not None:
        shorten_fetch(fetch_wait_ms)


def untested_versions() -> list[str]:
    """What differs from the versions that the repairs were tested with, in words."""
    found = {name: version(name) for name in TESTED}
    return [f"{name} is {found[name]}, but the repairs of lost records were tested with {tested}" for name, tested in TESTED.items() if found[name] != tested]


# -- 1: clean restarts lose records that were waiting (#596, #606)


class SafeRecovery(Recovery):
    """Stops the flow before the streams are sought to their committed offsets (#596: false gaps, #606: commits past them).

    Faust leaves the flow on while it seeks, one request per partition. What arrives meanwhile is queued, then thrown away with the queues when the flow is
    resumed; the offsets written by the seek make the loss look like a gap of compaction, and the commit passes over it.
    """

    async def on_recovery_completed(self, generation_id: int = 0) -> None:
        """No new fetch starts, the one under way (at most 1 s) comes back, and only then the streams are sought and resumed."""
        consumer = cast(Any, self.app.consumer)
        consumer.stop_flow()
        await consumer.wait_for_stopped_flow()
        if self.standby_tps:  # stopping may have cut a lot of standby records in two
            await self._seek_offsets(consumer, self.standby_tps, self.standby_offsets, "standby")
        await super().on_recovery_completed(generation_id)


class SafeTableManager(TableManager):
    """Recovers by `SafeRecovery`; for `App(TableManager=…)`."""

    @property
    def recovery(self) -> Recovery:
        """The recovery service, made on first use."""
        if self._recovery is None:
            self._recovery = SafeRecovery(self.app, self, beacon=self.beacon, loop=self.loop)
        return self._recovery


def copy_partitions() -> None:
    """Fetches for a copy of the active partitions (#596), and tells when a fetch is under way.

    Faust hands aiokafka its live set. When recovery pauses the changelogs meanwhile, the set becomes empty, which aiokafka takes for "all partitions": records
    of the streams are drained, then dropped by Faust's own filter. And `wait_for_stopped_flow` never waits, since its event is only ever set.
    """

    async def getmany(self: Any, active_partitions: set[TP] | None, timeout: float) -> RecordMap:
        self.not_waiting_next_records.clear()
        try:
            return await _getmany(self, active_partitions and set(active_partitions), timeout)
        finally:
            self.not_waiting_next_records.set()

    ThreadDelegateConsumer._getmany = getmany  # type: ignore[method-assign]


# -- 2: offsets are committed before the changelog records were sent (found here; no upstream issue known)


class SafeBuffer(ProducerBuffer):
    """Counts what was put and what was sent, so that a flush before a commit waits for all of it.

    Faust's flush gives up after 0.1 s with records still in the queue, and never sees the one in hand. A record that can't be sent would end the worker with
    its message committed; here it is told to the writer who awaits it (`SafeTable.settled`).
    """

    put_count = 0
    sent_count = 0

    def put(self, fut: FutureMessage) -> None:
        """Adds a record to be sent."""
        self.put_count += 1
        super().put(fut)

    async def _send_pending(self, fut: FutureMessage) -> None:
        try:
            await super()._send_pending(fut)
        except Exception as error:
            fut.set_exception(error)
        self.sent_count += 1

    async def flush(self) -> None:
        """Waits until everything that was put before the call is sent; later records do not count. Raises RuntimeError if that can't be."""
        target = self.put_count
        while self.sent_count < target:
            if self.should_stop or self.crashed:
                raise RuntimeError("changelog records were not sent")
            self.message_sent.clear()
            try:
                await asyncio.wait_for(self.message_sent.wait(), 0.1)
            except TimeoutError:
                continue


def count_flushes() -> None:
    """Makes producers use `SafeBuffer`."""
    producer.ProducerBuffer = SafeBuffer  # type: ignore[misc]


# -- 3: a changelog record that fails is only logged, and its message committed (found here; no upstream issue known)


class SafeTable(faust.Table[bytes, bytes]):
    """A table whose writer waits until the broker has the rows; for `App(Table=…)`.

    Every writer sets its rows, awaits `settled()`, and only then acknowledges its message; if it raises, the writer sets the rows again.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._sent: list[FutureMessage] = []
        super().__init__(*args, **kwargs)

    def send_changelog(self, *args: Any, **kwargs: Any) -> FutureMessage:
        """Sends a row to the changelog and remembers that it is on its way."""
        future = super().send_changelog(*args, **kwargs)
        self._sent.append(future)
        return future

    async def settled(self) -> None:
        """Waits until the broker has every row set since the last call. Raises the first error; then none of the rows counts as written."""
        sent, self._sent = self._sent, []
        for result in await asyncio.gather(*sent, return_exceptions=True):
            if isinstance(result, BaseException):
                raise result

    def on_key_set(self, key: bytes, value: bytes) -> None:
        """Also notes the row's partition, which the memory store does only for rows read back: without it, rows of partitions that left stay for good."""
        super().on_key_set(key, value)
        partitions = getattr(self.data, "_key_partition", None)
        if partitions is not None:
            partitions[key] = self.partition_for_key(key)


# -- the embedded broker's fetch wait


def shorten_fetch(wait_ms: int) -> None:
    """Lets the broker hold an empty fetch for `wait_ms` at most; Faust has 1500 hard-coded.

    The embedded broker answers an empty fetch after half of it and is not woken by what arrives, so each hop would cost 0.4 s. Apache Kafka is woken: leave it.
    """

    def create(self: Any, transport: Any) -> Any:
        consumer = _create_worker_consumer(self, transport)
        consumer._fetch_max_wait_ms = wait_ms
        return consumer

    AIOKafkaConsumerThread._create_worker_consumer = create  # type: ignore[method-assign]
