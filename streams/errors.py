"""Every message a user can meet says three things: what happened, what was given, what to do."""

import json
from typing import Any

#: Why an article is refused: the stable reason code that a dead letter carries, and what it means. The docs list exactly these.
CODES = {
    "bad-utf8": "The bytes are not valid UTF-8.",
    "empty-value": "The value is empty.",
    "field-too-long": "A short field has more bytes than it may have.",
    "invalid-date": "The date does not exist, or is not written in ISO 8601.",
    "invalid-json": "The value is not valid JSON.",
    "lone-surrogate": "A string holds half of a surrogate pair, which is no character.",
    "missing-field": "A field that every article needs is missing or empty.",
    "nesting-too-deep": "Lists and objects are nested too deeply.",
    "no-form": "The object is neither a ninjs item nor a plain article.",
    "not-an-object": "The value is valid JSON, but not an object.",
    "null-value": "The value is null, which has no place in the order of versions.",
    "text-too-long": "The text has more than 1,000,000 bytes of UTF-8.",
    "unknown-status": "The status is none of usable, withheld and canceled.",
    "uri-too-long": "The uri has more than 1,024 bytes of UTF-8.",
    "value-too-large": "The value has more than 4 MB.",
    "wrong-type": "A field has another JSON type than it must have.",
}

ADVICE = {
    "bad-utf8": "Save or send it as UTF-8.",
    "empty-value": "Send one JSON object a message.",
    "field-too-long": "Shorten it.",
    "invalid-date": "Write a day (2022-03-03), a month (2025-07), a year, or an instant (2022-03-07T19:45:00+01:00).",
    "invalid-json": "Send one JSON object a message.",
    "lone-surrogate": "Send the character whole: as UTF-8, or as both halves of the pair.",
    "missing-field": "Send the field with a value.",
    "nesting-too-deep": "Send at most 1,000 levels.",
    "no-form": "Send `uri` and `text`, or ninjs.",
    "not-an-object": "Send one JSON object a message; of a list, each item on its own.",
    "null-value": "To take an article back, send a version with the status canceled.",
    "text-too-long": "Split it into several articles, each with a uri of its own.",
    "unknown-status": "Send usable, withheld or canceled, or leave it out for usable.",
    "uri-too-long": "Send a shorter one.",
    "value-too-large": "Send the article without what is not text.",
    "wrong-type": "Send the type that is named here.",
}

_NOTHING = object()


class RoundwireError(Exception):
    """Something a user can put right; the message says what happened, what was given, what to do."""


class Refused(RoundwireError):
    """An article that can't be taken. `code` is a key of CODES, `field` the name of the field at fault, as it was written, or None for the whole value."""

    def __init__(self, code: str, field: str | None = None, *, given: Any = _NOTHING, detail: str = "") -> None:
        parts = (CODES[code], detail, "" if given is _NOTHING else f"Given: {excerpt(given)}.", ADVICE[code])
        super().__init__((f"{field}: " if field else "") + " ".join(part for part in parts if part))
        self.code = code
        self.field = field


def excerpt(given: Any, most: int = 60) -> str:
    """What was given, on one line and short enough for a message or a header: strings cut, lists and objects only named."""
    if isinstance(given, bytes):
        return repr(given[:most])[1:] + ("…" if len(given) > most else "")
    if isinstance(given, str):
        whole = given[:most].encode("utf-8", "backslashreplace").decode()
        return json.dumps(whole, ensure_ascii=False) + ("…" if len(given) > most else "")
    if isinstance(given, list):
        return f"a list of {len(given)}"
    if isinstance(given, dict):
        return f"an object with {', '.join(excerpt(name, 20) for name in list(given)[:5]) or 'no field'}" + ("…" if len(given) > 5 else "")
    return json.dumps(given)
