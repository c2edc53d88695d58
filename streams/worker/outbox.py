"""What a worker writes: messages out, rows last, each awaited until the broker has it, and tried again for ever when the broker does not take it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import faust
from faust.types import EventT

from streams.contract.topics import BY_NAME, MAX_MESSAGE_BYTES
from streams.rounds.step import Output, Step
from streams.settings import Settings
from streams.worker.repairs import SafeTable

log = logging.getLogger(__name__)

#: Bytes left free in a record for the broker's own head.
_OVERHEAD = 1024

#: Seconds between tries; the last is repeated.
_BACKOFF = (0.1, 0.3, 1.0, 2.0, 5.0)


class TooLarge(Exception):
    """A step has a record that no topic takes; nothing of the step was sent."""


class Released(Exception):
    """The message is no longer this worker's: it is left unacknowledged, and whoever has its partition now does it again."""


@dataclass(frozen=True, slots=True)
class Message:
    """A record with its headers; `topic` without prefix."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Mapping[str, bytes] = field(default_factory=dict)

    def size(self) -> int:
        """Bytes that it takes on the wire, about."""
        return len(self.key or b"") + len(self.value or b"") + sum(len(name) + len(value) + 8 for name, value in self.headers.items())


class Outbox:
    """Sends for one app."""

    def __init__(self, app: faust.App, settings: Settings) -> None:
        self.app = app
        self.source = f"/roundwire/{settings.group}"
        raw: dict[str, Any] = {"key_type": bytes, "value_type": bytes, "key_serializer": "raw", "value_serializer": "raw"}
        self._topics = {name: app.topic(settings.topic(name), **raw) for name in BY_NAME}

    async def carry_out(self, step: Step, event: EventT[Any], table: SafeTable) -> None:
        """Outputs, all acknowledged; then the rows, acknowledged too. Raises TooLarge before anything is sent, and Released if the partition goes."""
        _check_sizes(Message(table.name, key, row) for key, row in step.rows)
        await self.send([self._message(output) for output in step.outputs], event)
        if step.rows:
            await self._write(step.rows, event, table)

    async def send(self, messages: Sequence[Message], event: EventT[Any]) -> None:
        """Sends all at once and comes back when the broker has every one. Raises as `carry_out` does."""
        _check_sizes(messages)

        async def attempt() -> None:
            results = await asyncio.gather(*(self.send_once(message) for message in messages), return_exceptions=True)
            _raise_first(results)  # when none is under way any more

        await self._hold(attempt, event)

    async def _write(self, rows: Sequence[tuple[bytes, bytes]], event: EventT[Any], table: SafeTable) -> None:
        async def attempt() -> None:
            for key, row in rows:
                table[key] = row
            await table.settled()

        await self._hold(attempt, event)

    async def send_once(self, message: Message) -> None:
        """Sends one record and awaits the broker's word. Raises what the client raises."""
        topic = self._topics[message.topic]
        await (await topic.send(key=message.key, value=message.value, headers=dict(message.headers)))

    async def _hold(self, attempt: Callable[[], Awaitable[None]], event: EventT[Any]) -> None:
        """Tries until it works. The message stays the next one of its partition all the while: Faust would commit past one that is left out."""
        tries = 0
        while True:
            try:
                return await attempt()
            except Exception as error:
                pause = _BACKOFF[min(tries, len(_BACKOFF) - 1)]
                tries += 1
                log.warning("%s: the broker did not take it (%r), again in %g s", place(event), error, pause)
            await self._pause(pause, event)

    async def _pause(self, seconds: float, event: EventT[Any]) -> None:
        for _ in range(max(1, round(seconds / 0.1))):
            if not self.owns(event):
                raise Released
            await asyncio.sleep(0.1)

    def owns(self, event: EventT[Any]) -> bool:
        """Whether the message is still this worker's to do: no rebalance since it came, and no stop. Once it is not, Faust hands out no later one either."""
        return self.app.flow_control.is_active() and event.message.generation_id == self.app.consumer_generation_id

    def _message(self, output: Output) -> Message:
        headers = self._cloud_event(output) if BY_NAME[output.topic].public else {}
        return Message(output.topic, output.key, output.value, headers)

    def _cloud_event(self, output: Output) -> dict[str, bytes]:
        """CloudEvents 1.0 attributes, binary mode of its Kafka binding. The id is the content's: a repeated record has the same."""
        content = b"\0".join((output.topic.encode(), output.key, output.value or b""))
        headers = {
            "ce_specversion": "1.0",
            "ce_id": blake2b(content, digest_size=16).hexdigest(),
            "ce_source": self.source,
            "ce_type": f"roundwire.{output.topic}",
            "content-type": "application/json",
        }
        if output.time and "T" in output.time:  # an instant; a mere day is none, and none is made up
            headers["ce_time"] = output.time
        return {name: value.encode() for name, value in headers.items()}


def place(event: EventT[Any]) -> str:
    """Where a message stands, for a log line."""
    return f"{event.message.topic}[{event.message.partition}] offset {event.message.offset}"


def _check_sizes(messages: Iterable[Message]) -> None:
    for message in messages:
        if message.size() > MAX_MESSAGE_BYTES - _OVERHEAD:
            raise TooLarge(f"a record of {message.topic} would have {message.size()} bytes, a topic takes {MAX_MESSAGE_BYTES}")


def _raise_first(results: Iterable[object]) -> None:
    for result in results:
        if isinstance(result, BaseException):
            raise result
