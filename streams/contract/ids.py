"""Deterministic ids: the same input gives the same ids on every machine and in every run."""

from hashlib import blake2b
from typing import Any

from streams.contract.base import canonical


def digest(*parts: Any, size: int = 16) -> str:
    """BLAKE2b (RFC 7693) of the parts' canonical JSON, as `2 * size` hexadecimal digits."""
    return blake2b(canonical(parts), digest_size=size).hexdigest()


def make_id(kind: str, *parts: Any) -> str:
    """An id such as `claim-5f2a…`: the kind, then 20 hexadecimal digits of what makes it this one."""
    return f"{kind}-{digest(kind, *parts, size=10)}"
