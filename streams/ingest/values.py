"""Bytes → a JSON object, and typed looks into it. Each fault has its own reason (streams.errors)."""

import json
import unicodedata
from typing import Any, NoReturn

import orjson

from streams.errors import Refused

MAX_VALUE_BYTES = 4_000_000
BOM = "\ufeff"

Fields = dict[str, Any]


def parse(value: bytes | None) -> Fields:
    """The JSON object of a message. A byte order mark before it is let pass. Raises Refused."""
    if value is None:
        raise Refused("null-value")
    if len(value) > MAX_VALUE_BYTES:
        raise Refused("value-too-large", detail=f"It has {len(value):,}.")
    if not value.strip():
        raise Refused("empty-value")
    try:
        text = value.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise Refused("bad-utf8", detail=f"The first wrong byte is number {e.start}, counted from 0.", given=value[max(0, e.start - 15) : e.start + 5]) from e
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as e:
        _refuse(text, e)
    if not isinstance(found, dict):
        raise Refused("not-an-object", given=found)
    return found


def _refuse(text: str, error: orjson.JSONDecodeError) -> NoReturn:
    """Names what orjson only calls a decode error."""
    if "depth" in error.msg.lower() or "recursion" in error.msg.lower():
        raise Refused("nesting-too-deep") from error
    if "surrogate" in error.msg.lower():
        raise Refused("lone-surrogate", _broken_field(text), given=text[max(0, error.pos - 20) : error.pos + 20]) from error
    detail = f"Line {error.lineno}, column {error.colno}: {error.msg}."
    raise Refused("invalid-json", detail=detail, given=text[max(0, error.pos - 20) : error.pos + 20]) from error


def _broken_field(text: str) -> str | None:
    """The first field that holds a lone surrogate; None if the JSON is broken in other places too."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    broken = (name for name, value in found.items() if _has_surrogate((name, value))) if isinstance(found, dict) else iter(())
    return next(broken, None)


def _has_surrogate(value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def first(fields: Fields, *names: str) -> tuple[str, Any]:
    """Name and value of the first of the fields that holds something: neither null nor an empty string. None holds: the first name and None."""
    for name in names:
        value = fields.get(name)
        if value is not None and not (isinstance(value, str) and not value.strip()):
            return name, value
    return names[0], None


def string(fields: Fields, *names: str, most: int) -> str | None:
    """The first of the fields that holds something, normalised, without white space at its ends; `most` bytes of UTF-8. Raises Refused."""
    name, value = first(fields, *names)
    if value is None:
        return None
    found = normal(expect_string(name, value)).strip()
    if len(found.encode()) > most:
        raise Refused("field-too-long", name, given=found, detail=f"It has {len(found.encode()):,}, at most {most:,} are taken.")
    return found


def expect_string(name: str, value: Any) -> str:
    """The value, if it is a string. Raises Refused."""
    if not isinstance(value, str):
        raise Refused("wrong-type", name, given=value, detail="It must be a string.")
    return value


def items(name: str, value: Any) -> list[tuple[str, Fields]]:
    """The objects of a list, each with its name, such as `bodies[0]`; null counts as an empty list. Raises Refused."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise Refused("wrong-type", name, given=value, detail="It must be a list of objects.")
    for index, item in enumerate(value):
        if not isinstance(item, dict):
            raise Refused("wrong-type", f"{name}[{index}]", given=item, detail="It must be an object.")
    return [(f"{name}[{index}]", item) for index, item in enumerate(value)]


def normal(text: str) -> str:
    """NFC, no byte order mark, line ends as \\n; nothing else is touched."""
    return unicodedata.normalize("NFC", text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n"))
