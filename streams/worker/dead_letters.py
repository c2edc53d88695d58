"""Dead letters: the original bytes, unchanged, and in headers why, where from and in which stage."""

import logging
import traceback
from hashlib import blake2b
from typing import Any

from faust.types import EventT

from streams.contract.topics import MAX_MESSAGE_BYTES
from streams.errors import Refused
from streams.worker.outbox import Message, Outbox, TooLarge, place

log = logging.getLogger(__name__)

#: Characters of a reason's message that go into its header.
_MOST = 500

#: Bytes that the headers of a dead letter may take.
_HEADERS = 8192


class Unreadable(Exception):
    """Something in an inner topic that no stage of ours wrote there."""


async def bury(outbox: Outbox, event: EventT[Any], stage: str, error: Exception) -> None:
    """Sends the message to the dead letters and comes back when the broker has it; raises Released if its partition goes meanwhile."""
    headers = {**_reason(error), **_origin(event), "stage": stage}
    log.warning("%s: dead letter of stage %s: %s %s", place(event), stage, headers["reason"], headers["message"])
    value = event.message.value
    if value is not None and len(value) > MAX_MESSAGE_BYTES - _HEADERS:
        headers["left-out"] = str(len(value))  # no room for headers beside it; it is still in its topic, at its offset
        value = b""
    encoded = {name: text.encode("utf-8", "backslashreplace") for name, text in headers.items()}
    await outbox.send([Message("dead-letters", event.message.key, value, encoded)], event)


def _reason(error: Exception) -> dict[str, str]:
    if isinstance(error, Refused):
        return {"reason": error.code, "field": error.field or "", "message": str(error)[:_MOST]}
    if isinstance(error, TooLarge):
        return {"reason": "record-too-large", "message": str(error)[:_MOST]}
    if isinstance(error, Unreadable):
        return {"reason": "unreadable", "message": str(error)[:_MOST]}
    text = "".join(traceback.format_exception(error))
    number = blake2b(text.encode("utf-8", "backslashreplace"), digest_size=6).hexdigest()
    log.error("traceback %s\n%s", number, text)
    return {"reason": "fault", "message": f"{type(error).__name__}: {error}"[:_MOST], "traceback": number}


def _origin(event: EventT[Any]) -> dict[str, str]:
    message = event.message
    return {"topic": message.topic, "partition": str(message.partition), "offset": str(message.offset)}
