"""Cues as the tables write them, and where they stand in a text. All cues of a table are looked for in one pass, in linear time.

A cue is one word or several, in lower case: "waffenruhe*" stands for all that begins so, "*zölle" for all that ends so, "rückzug … truppen" lets up to
three words stand between. Quotation marks and brackets within a cue are looked through.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from streams.text.model import Token

GAP = "…"
MOST_BETWEEN = 3  # words that "…" stands for at most
SKIPPED = frozenset("\"'„“”‚‘’«»‹›()[]")  # sogenannte "humanitäre" Korridore
WILDCARD = "*"
KEPT = 20_000  # words

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Hit(Generic[K]):
    """The cue of `key` at the positions [first, last) of the tokens."""

    key: K
    first: int
    last: int


class Patterns(Generic[K]):
    """Cues by their first word: whole, by how it begins, by how it ends. Several cues may have one key."""

    def __init__(self, cues: Iterable[tuple[K, str]]) -> None:
        self._whole: dict[str, list[tuple[K, tuple[str, ...]]]] = {}
        self._begins: dict[str, list[tuple[K, tuple[str, ...]]]] = {}
        self._ends: dict[str, list[tuple[K, tuple[str, ...]]]] = {}
        for key, cue in cues:
            first, *rest = cue.lower().split()
            table = self._begins if first.endswith(WILDCARD) else self._ends if first.startswith(WILDCARD) else self._whole
            table.setdefault(first.strip(WILDCARD), []).append((key, tuple(rest)))
        self._lengths = sorted({len(part) for part in (*self._begins, *self._ends)})
        self._starting = lru_cache(maxsize=KEPT)(self._look_up)  # a newspaper's words come again and again

    def find(self, tokens: Sequence[Token]) -> list[Hit[K]]:
        """All cues in the tokens in text order, also those that overlap."""
        at = [i for i, t in enumerate(tokens) if t.text not in SKIPPED]
        words = [tokens[i].lower for i in at]
        return [Hit(key, at[k], at[end - 1] + 1) for k, word in enumerate(words) for key, rest in self._starting(word) if (end := _end(words, k + 1, rest))]

    def _look_up(self, word: str) -> tuple[tuple[K, tuple[str, ...]], ...]:
        """The cues that a word may begin, with what must follow."""
        found = list(self._whole.get(word, ()))
        for length in self._lengths:
            if length > len(word):
                break
            found += self._begins.get(word[:length], ())
            found += self._ends.get(word[-length:], ())
        return tuple(found)


def _end(words: Sequence[str], at: int, rest: tuple[str, ...]) -> int | None:
    """The position behind the rest of a cue that goes on at `at`; None where the words are others."""
    gap = 0
    for wanted in rest:
        if wanted == GAP:
            gap = MOST_BETWEEN
            continue
        found = next((i for i in range(at, min(at + gap + 1, len(words))) if _fits(words[i], wanted)), None)
        if found is None or any(not w[0].isalnum() for w in words[at:found]):
            return None
        at, gap = found + 1, 0
    return at


def _fits(word: str, wanted: str) -> bool:
    if wanted.endswith(WILDCARD):
        return word.startswith(wanted[:-1])
    return word.endswith(wanted[1:]) if wanted.startswith(WILDCARD) else word == wanted
