"""The Faust app: settings that were measured, per kind of broker, and the worker's process around it."""

import asyncio
import logging
import os
import sys
import threading
from typing import Any

import faust
from yarl import URL

from streams.bus import EMBEDDED_FETCH_WAIT_MS, Bus
from streams.contract.topics import MAX_MESSAGE_BYTES, STAGES
from streams.errors import RoundwireError
from streams.settings import Settings
from streams.worker import repairs
from streams.worker.agents import Agents, Steps, product_steps
from streams.worker.logs import logging_config

log = logging.getLogger(__name__)

#: Seconds that a worker may take to end before it is cut off; it may be cut off at any moment without losing anything.
_END_WITHIN = 20.0

_COMMON: dict[str, Any] = {
    "version": 1,
    "processing_guarantee": "at_least_once",
    "broker_commit_interval": 0.5,
    "consumer_auto_offset_reset": "earliest",
    "consumer_max_fetch_size": MAX_MESSAGE_BYTES,
    "producer_max_request_size": MAX_MESSAGE_BYTES,
    "stream_wait_empty": True,
    "table_standby_replicas": 0,
    "topic_allow_declare": False,
    "topic_disable_leader": True,
    "web_enabled": False,
    "worker_redirect_stdouts": False,
    "Table": repairs.SafeTable,
    "TableManager": repairs.SafeTableManager,
}

#: One record a batch, since the embedded broker takes the last batch's first record for the end of a changelog: a recovery would miss the others.
EMBEDDED: dict[str, Any] = {
    "producer_max_batch_size": 1,
    "broker_session_timeout": 2.0,
    "broker_heartbeat_interval": 0.5,
    "broker_rebalance_timeout": 5.0,
}

_KAFKA: dict[str, Any] = {
    "broker_session_timeout": 6.0,
    "broker_heartbeat_interval": 1.0,
    "broker_rebalance_timeout": 10.0,
    "producer_linger": 0.0,
}


class App(faust.App):
    """A Faust app that says when it is ready, and of what."""

    in_memory = True

    def on_rebalance_end(self) -> None:
        """Tells the partitions of the first stage's topic that this worker has now."""
        super().on_rebalance_end()
        held: dict[str, list[int]] = {}
        for tp in sorted(self.consumer.assignment()):
            held.setdefault(tp.topic, []).append(tp.partition)
        told = "; ".join(f"{topic} {_ranges(partitions)}" for topic, partitions in held.items() if topic not in self.tables.changelog_topics)
        log.info("worker ready: partitions %s", told or "none, other workers have them all")

    def _create_directories(self) -> None:
        if not self.in_memory:
            self.conf.datadir.mkdir(parents=True, exist_ok=True)
            super()._create_directories()


def build(settings: Settings, embedded: bool, steps: Steps | None = None) -> App:
    """The app with its three agents; `steps` in place of the product's own is for tests. Patches Faust for this process."""
    repairs.install(EMBEDDED_FETCH_WAIT_MS if embedded else None)
    app = App(
        id=settings.group,
        broker=[URL(f"kafka://{server}") for server in settings.broker.split(",")],
        store=f"{settings.store}://",
        datadir=str(settings.data_dir),
        topic_partitions=settings.partitions,
        topic_replication_factor=settings.replication,
        logging_config=logging_config(settings.log_level),
        **_COMMON,
        **(EMBEDDED if embedded else _KAFKA),
    )
    app.in_memory = settings.store == "memory"
    Agents(app, settings, steps or product_steps())
    return app


class Worker(faust.Worker):
    """Faust's worker process, without its greetings, and with an end to ending."""

    def _on_sigint(self) -> None:
        self._on_sigterm()

    def _on_sigterm(self) -> None:
        super()._on_sigterm()
        timer = threading.Timer(_END_WITHIN, _cut_off)
        timer.daemon = True
        timer.start()


def run(settings: Settings, steps: Steps | None = None) -> int:
    """`roundwire worker`: works until SIGTERM or Ctrl-C; 0, or 1 after a crash. Raises RoundwireError if the broker or its topics are not as needed."""
    embedded = prepare(settings)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    app = build(settings, embedded, steps)
    worker = Worker(app, quiet=True, loglevel=settings.log_level.upper(), logging_config=logging_config(settings.log_level), loop=loop)
    for warning in repairs.untested_versions():
        print(f"roundwire: {warning}", file=sys.stderr)
    try:
        worker.execute_from_commandline()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def prepare(settings: Settings) -> bool:
    """Makes the topics, and tells whether the broker is the embedded one. Raises RoundwireError where a stage and its tables differ in partitions."""
    with Bus(settings) as bus:
        embedded = bus.embedded
        report = bus.topics()
    inner = {settings.topic(name) for name in (*STAGES.values(), "settled", "resolved", "embargoed")}
    wrong = [difference for difference in report.differences if " partitions, " in difference and difference.split(" ", 1)[0] in inner]
    if wrong:
        raise RoundwireError(f"{'; '.join(wrong)}: set ROUNDWIRE_PARTITIONS to what they have, or use another ROUNDWIRE_PREFIX")
    return embedded


def _cut_off() -> None:
    print(f"roundwire: the worker did not end within {_END_WITHIN:g} s (does the broker answer?) and was cut off; nothing is lost by it", file=sys.stderr)
    os._exit(1)


def _ranges(numbers: list[int]) -> str:
    """0-3,5 for 0 1 2 3 5."""
    starts = [n for n in numbers if n - 1 not in numbers]
    ends = [n for n in numbers if n + 1 not in numbers]
    return ",".join(f"{start}-{end}" if end > start else f"{start}" for start, end in zip(starts, ends, strict=True))
