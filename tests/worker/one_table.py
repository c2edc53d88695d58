"""The smallest Faust app with a table, as a worker process: it remembers every message it has seen. Repairs and injected delays are its options."""

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import faust
from aiokafka.errors import MessageSizeTooLargeError
from faust.transport.consumer import Consumer
from faust.transport.drivers.aiokafka import Producer
from faust.transport.producer import ProducerBuffer

from streams.bus import EMBEDDED_FETCH_WAIT_MS
from streams.worker import repairs
from streams.worker.app import EMBEDDED
from streams.worker.logs import logging_config

#: repairs: of 1 (recovery), 2 (counted flush), 3 (settled rows) those that are in. Seconds: work for each message, seek_delay after the streams were
#: sought, send_delay before each changelog record. refuse: a file; while it exists, the broker seems to refuse the row b"refused".
OPTIONS: dict[str, Any] = {"broker": "", "id": "", "repairs": [], "work": 0.0, "seek_delay": 0.0, "send_delay": 0.0, "refuse": ""}


def inject(options: dict[str, Any]) -> None:
    """Widens the races."""
    seek, send, publish = Consumer.perform_seek, ProducerBuffer._send_pending, Producer.send

    async def slow_seek(self: Any) -> None:
        await seek(self)
        await asyncio.sleep(options["seek_delay"])

    async def slow_send(self: Any, future: Any) -> None:
        await asyncio.sleep(options["send_delay"])
        await send(self, future)

    async def refusing(self: Any, topic: str, key: bytes, *args: Any, **kwargs: Any) -> Any:
        if key != b"refused" or not Path(options["refuse"]).exists():
            return await publish(self, topic, key, *args, **kwargs)
        refused = asyncio.get_running_loop().create_future()
        refused.set_exception(MessageSizeTooLargeError())
        return refused

    if options["seek_delay"]:
        Consumer.perform_seek = slow_seek
    if options["send_delay"]:
        ProducerBuffer._send_pending = slow_send
    if options["refuse"]:
        Producer.send = refusing


def repair(wanted: list[int]) -> Iterator[tuple[str, Any]]:
    """Puts the wanted repairs in and gives what belongs into the app's settings."""
    repairs.shorten_fetch(EMBEDDED_FETCH_WAIT_MS)
    if 1 in wanted:
        repairs.copy_partitions()
        yield "TableManager", repairs.SafeTableManager
    if 2 in wanted:
        repairs.count_flushes()
    if 3 in wanted:
        yield "Table", repairs.SafeTable


def main(options: dict[str, Any]) -> None:
    """Runs the worker until it is told to stop."""
    inject(options)
    settings = dict(repair(options["repairs"]))
    app = faust.App(
        options["id"], broker=f"kafka://{options['broker']}", store="memory://", datadir=f"data-{os.getpid()}", web_enabled=False,
        broker_commit_interval=0.5, consumer_auto_offset_reset="earliest", topic_disable_leader=True, topic_allow_declare=False,
        topic_partitions=options["partitions"], **EMBEDDED, **settings,
    )  # fmt: skip
    topic = app.topic(options["id"], key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw")
    seen = app.Table("seen", partitions=options["partitions"], key_type=bytes, value_type=bytes)

    async def settle(key: bytes) -> None:
        while True:
            seen[key] = b"1"
            try:
                return await seen.settled()
            except Exception:
                await asyncio.sleep(0.2)

    @app.agent(topic, name="remember")
    async def remember(stream: Any) -> None:
        async for event in stream.events():
            await asyncio.sleep(options["work"])
            if 3 in options["repairs"]:
                await settle(event.value)
            else:
                seen[event.value] = b"1"

    faust.Worker(app, loglevel="INFO", logging_config=logging_config("info"), quiet=True).execute_from_commandline()


if __name__ == "__main__":
    main(OPTIONS | json.loads(sys.argv[1]))
