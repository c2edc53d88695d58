"""What a pure step asks its caller to do: messages to send, then rows to write. The stream and the tests carry it out; the step itself touches nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """A record to send. `topic` is the name without prefix; a `value` of None withdraws the key; `time` is the version's own time, where it is known."""

    topic: str
    key: bytes
    value: bytes | None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Outputs may go out in any order and all at once. `rows` are written, in their order, when the broker has acknowledged every one of them."""

    outputs: tuple[Output, ...] = ()
    rows: tuple[tuple[bytes, bytes], ...] = ()
