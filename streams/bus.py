"""kafka-python in one place: make the topics, publish, read a compacted topic, tell how far the workers are."""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import Any, Self

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition  # type: ignore[import-untyped]
from kafka.admin import ConfigResource, ConfigResourceType  # type: ignore[import-untyped]
from kafka.errors import KafkaError, MessageSizeTooLargeError  # type: ignore[import-untyped]

from streams.contract.topics import BY_NAME, MAX_MESSAGE_BYTES, STAGES, TOPICS, Topic
from streams.errors import RoundwireError
from streams.settings import Settings

#: By this the embedded broker is told from Apache Kafka; it needs settings of its own.
EMBEDDED_CLUSTER = "tansu_cluster"

#: Milliseconds that the embedded broker may hold an empty fetch: it answers after half of it, and is not woken by what arrives.
EMBEDDED_FETCH_WAIT_MS = 20

#: Records that may be on their way to the broker at once.
_IN_FLIGHT = 500

#: Milliseconds until a broker that does not answer is given up.
_CONNECT_MS = 3000

#: Seconds without a record, where one must come, until a read is given up.
_STALLED = 30.0

Pair = tuple[bytes, bytes | None]


@dataclass(frozen=True, slots=True)
class TopicReport:
    """What `topics` found and did, in words: names that were made, and what differs from what is wanted."""

    created: tuple[str, ...]
    differences: tuple[str, ...]


class Bus:
    """A connection to the broker of the settings, as a context. Every method raises RoundwireError in words when the broker does not answer or refuses."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        _quiet()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connections that were made."""
        for name in ("_producer", "_consumer", "_admin"):
            if name in self.__dict__:
                self.__dict__.pop(name).close()

    # -- the broker

    def ping(self) -> str:
        """The cluster's id, within 3 seconds."""
        try:
            return str(self._admin.describe_cluster()["cluster_id"])
        except KafkaError as error:
            raise RoundwireError(f"the broker at {self.settings.broker} does not answer: {error}") from None

    @cached_property
    def embedded(self) -> bool:
        """Whether it is the embedded broker, and not Apache Kafka."""
        return self.ping() == EMBEDDED_CLUSTER

    # -- topics

    def topics(self, create: bool = True) -> TopicReport:
        """Makes the topics that are missing, and compares the others with what is wanted."""
        wanted = {self.settings.topic(topic.name): topic for topic in TOPICS}
        try:
            found = {str(t["name"]): len(t["partitions"]) for t in self._admin.describe_topics() if t["error_code"] == 0}
            missing = [name for name in wanted if name not in found]
            if create and missing:
                self._create({name: wanted[name] for name in missing})
            there = {name: topic for name, topic in wanted.items() if name in found}
            differences = [*self._other_partitions(found, there), *self._other_settings(there)]
        except KafkaError as error:
            raise RoundwireError(f"the topics can't be made: {error}") from None
        if not create:
            differences += [f"{name} is missing" for name in missing]
        return TopicReport(tuple(missing) if create else (), tuple(differences))

    def _create(self, wanted: Mapping[str, Topic]) -> None:
        size = {"num_partitions": self.settings.partitions, "replication_factor": self.settings.replication}
        self._admin.create_topics({name: {**size, "configs": topic.config()} for name, topic in wanted.items()})
        self._admin.wait_for_topics(list(wanted))

    def _other_partitions(self, found: Mapping[str, int], wanted: Mapping[str, Topic]) -> list[str]:
        partitions = self.settings.partitions
        return [f"{name} has {found[name]} partitions, wanted are {partitions}" for name in wanted if found[name] != partitions]

    def _other_settings(self, wanted: Mapping[str, Topic]) -> list[str]:
        if not wanted:
            return []
        asked = self._admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name) for name in wanted], config_filter="all")
        told = asked.get("topic", {})
        return [
            f"{name} has {setting}={told[name][setting]['value']}, wanted is {value}"
            for name, topic in wanted.items()
            for setting, value in topic.config().items()
            if setting in told.get(name, {}) and told[name][setting]["value"] != value
        ]  # the embedded broker tells none

    # -- records

    def publish(self, topic: str, items: Iterable[tuple[bytes | None, bytes | None]], progress: Callable[[int], None] | None = None) -> int:
        """Sends key and value pairs to a topic of the contract, each awaited until the broker has it; how many. `progress` is told the count so far."""
        self._partitions(topic)  # a missing topic is an error: the embedded broker would make it, with partitions of its own choice
        waiting: deque[Any] = deque()
        done = 0

        def settle(down_to: int) -> None:
            nonlocal done
            while len(waiting) > down_to:
                waiting.popleft().get(timeout=60)
                done += 1
                if progress:
                    progress(done)

        try:
            for key, value in items:
                waiting.append(self._producer.send(self.settings.topic(topic), key=key, value=value))
                settle(_IN_FLIGHT)
            settle(0)
        except MessageSizeTooLargeError:
            raise RoundwireError(f"a record is larger than the {MAX_MESSAGE_BYTES} bytes that topic {topic} takes; {done} were sent before it") from None
        except KafkaError as error:
            raise RoundwireError(f"the broker did not take a record of {topic}: {error!r}; {done} were sent before it") from None
        return done

    def read_table(self, topic: str) -> dict[bytes, bytes]:
        """A compacted topic as a table, up to its end as it is now."""
        rows: dict[bytes, bytes] = {}
        for key, value in self.read(topic):
            if value is None:
                rows.pop(key, None)
            else:
                rows[key] = value
        return rows

    def read(self, topic: str) -> Iterator[Pair]:
        """The records of a topic from its beginning to its end as it is now; in order per partition."""
        for record in self.records(topic):
            yield record.key or b"", record.value

    def records(self, topic: str) -> Iterator[Any]:
        """As `read`, but whole kafka-python records: with headers, partition, offset."""
        ends = self._ends(self._partitions(topic))
        consumer = self._consumer
        try:
            consumer.assign(list(ends))
            consumer.seek_to_beginning()
            deadline = time.monotonic() + _STALLED
            while any(consumer.position(tp) < end for tp, end in ends.items()):
                self._check(deadline)
                for tp, batch in consumer.poll(100).items():
                    deadline = time.monotonic() + _STALLED
                    yield from (record for record in batch if record.offset < ends[tp])
        except KafkaError as error:
            raise RoundwireError(f"topic {topic} can't be read: {error!r}") from None

    def tail(self, topic: str, wait: float = 0.2) -> Iterator[list[Pair]]:
        """All records of a topic from its beginning and on for ever, in lots; an empty one when nothing came for `wait` seconds."""
        # A reader that only waits may be answered late: short fetches would keep the embedded broker busy.
        consumer = self._connect(KafkaConsumer, group_id=None, enable_auto_commit=False, **{**self._reading, "fetch_max_wait_ms": int(wait * 1000)})
        try:
            consumer.assign(self._partitions(topic))
            consumer.seek_to_beginning()
            while True:
                lots = consumer.poll(int(wait * 1000))
                yield [(record.key or b"", record.value) for lot in lots.values() for record in lot]
        except KafkaError as error:
            raise RoundwireError(f"topic {topic} can't be read: {error!r}") from None
        finally:
            consumer.close()

    # -- how far the workers are

    def ends(self, topic: str) -> dict[int, int]:
        """The true end of each partition: the offset that the next record will get."""
        return {tp.partition: end for tp, end in self._ends(self._partitions(topic)).items()}

    def committed(self, group: str, topic: str) -> dict[int, int]:
        """The offset up to which a group has worked off each partition; -1 where it has not begun."""
        partitions = self._partitions(topic)
        try:
            offsets = self._admin.list_group_offsets({group: partitions})[group]
        except KafkaError as error:
            if error.retriable:  # a new cluster has no coordinator until its first group asks for one
                return {tp.partition: -1 for tp in partitions}
            raise RoundwireError(f"the offsets of group {group} can't be read: {error!r}") from None
        return {tp.partition: offsets[tp].offset if tp in offsets else -1 for tp in partitions}

    def lag(self, group: str | None = None) -> dict[str, int]:
        """Messages that each stage still has before it. Upstream first: 0 in all means that what was published before the call is worked off."""
        return {stage: self._behind(group or self.settings.group, topic) for stage, topic in STAGES.items()}

    def _behind(self, group: str, topic: str) -> int:
        ends = self.ends(topic)
        if not any(ends.values()):
            return 0
        done = self.committed(group, topic)
        starts = {tp.partition: start for tp, start in self._consumer.beginning_offsets(self._partitions(topic)).items()}
        return sum(max(0, end - max(done[partition], starts[partition])) for partition, end in ends.items())

    def wait(self, timeout: float, progress: Callable[[dict[str, int]], None] | None = None) -> None:
        """Comes back when everything published has been worked off: no stage has anything before it, twice in a row. Seconds; `progress` is told the lag."""
        deadline = time.monotonic() + timeout
        quiet = 0
        while quiet < 2:
            lag = self.lag()
            if progress:
                progress(lag)
            quiet = 0 if any(lag.values()) else quiet + 1
            if quiet < 2 and time.monotonic() > deadline:
                left = ", ".join(f"{stage} {count}" for stage, count in lag.items())
                raise RoundwireError(f"not worked off after {timeout:g} seconds, messages left: {left}. Is a worker running (`roundwire worker`)?")
            time.sleep(0.05)

    # -- connections

    def _connect(self, client: Callable[..., Any], **configs: Any) -> Any:
        try:
            return client(bootstrap_servers=self.settings.broker.split(","), bootstrap_timeout_ms=_CONNECT_MS, client_id="roundwire", **configs)
        except (KafkaError, OSError):
            raise RoundwireError(f"no broker answers at {self.settings.broker}: start one with `roundwire broker`, or set ROUNDWIRE_BROKER=host:port") from None

    @cached_property
    def _admin(self) -> Any:
        return self._connect(KafkaAdminClient)

    @cached_property
    def _producer(self) -> Any:
        # One record a batch: the embedded broker takes the last batch's first record for the end of a partition.
        batches = {"batch_size": 0} if self.embedded else {}
        return self._connect(KafkaProducer, acks="all", max_request_size=MAX_MESSAGE_BYTES, allow_auto_create_topics=False, **batches)

    @cached_property
    def _consumer(self) -> Any:
        return self._connect(KafkaConsumer, group_id=None, enable_auto_commit=False, **self._reading)

    @property
    def _reading(self) -> dict[str, Any]:
        size = {"max_partition_fetch_bytes": MAX_MESSAGE_BYTES, "allow_auto_create_topics": False}
        return {**size, "fetch_max_wait_ms": EMBEDDED_FETCH_WAIT_MS} if self.embedded else size

    def _check(self, deadline: float) -> None:
        if time.monotonic() > deadline:
            raise RoundwireError(f"the broker at {self.settings.broker} sent nothing for {_STALLED:g} seconds")

    def _partitions(self, topic: str) -> list[TopicPartition]:
        assert topic in BY_NAME, topic
        name = self.settings.topic(topic)
        try:
            partitions = self._consumer.partitions_for_topic(name)
        except KafkaError as error:
            raise RoundwireError(f"topic {name} can't be read: {error!r}") from None
        if not partitions:
            raise RoundwireError(f"topic {name} is missing; make it with `roundwire topics`")
        return [TopicPartition(name, partition) for partition in sorted(partitions)]

    def _ends(self, partitions: list[TopicPartition]) -> dict[TopicPartition, int]:
        """Ends as a fetch tells them. What the embedded broker answers to a question for ends is the last batch's first record + 1."""
        consumer = self._consumer
        try:
            asked = consumer.end_offsets(partitions)
            if not self.embedded:
                return dict(asked)
            consumer.assign([])
            consumer.assign(partitions)
            for partition, end in asked.items():
                consumer.seek(partition, end)
            deadline = time.monotonic() + _STALLED
            while any(consumer.highwater(partition) is None for partition in partitions):
                self._check(deadline)
                consumer.poll(EMBEDDED_FETCH_WAIT_MS, update_offsets=False)
            return {partition: max(asked[partition], consumer.highwater(partition)) for partition in partitions}
        except KafkaError as error:
            raise RoundwireError(f"the ends of {partitions[0].topic} can't be read: {error!r}") from None


def _quiet() -> None:
    """What kafka-python logs would spill on the terminal; what matters of it comes as an error in words."""
    log = logging.getLogger("kafka")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
        log.propagate = False
