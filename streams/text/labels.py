"""The labels of a stretch of text: what is at stake in it, by the cues of labels.tsv (patterns.py says how a cue is written).

`blocks` are near misses in the same notation: a cue that touches one is none ("waffenstillstand im zollkrieg").
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from streams import lexicon
from streams.text.model import Token
from streams.text.patterns import Hit, Patterns


class Label(lexicon.Row):
    """A label: its German name, its cues, and what only looks like one."""

    name_de: str
    cues: tuple[str, ...]
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A label's cue at the positions [first, last) of the tokens that were asked about; `row` is the row of labels.tsv."""

    label: str
    first: int
    last: int
    row: str


def find(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The labels that the tokens speak of, in the order of their first cue, each once."""
    return tuple(dict.fromkeys(m.label for m in matches(tokens)))


def matches(tokens: Sequence[Token]) -> tuple[Match, ...]:
    """All cues in the tokens, in text order; of a label's overlapping cues the first and longest."""
    blocked: dict[str, set[int]] = {}
    for hit in _blocks().find(tokens):
        blocked.setdefault(hit.key, set()).update(range(hit.first, hit.last))
    hits = [h for h in _cues().find(tokens) if blocked.get(h.key, set()).isdisjoint(range(h.first, h.last))]
    return tuple(Match(h.key, h.first, h.last, h.key) for h in _apart(hits))


def _apart(hits: Iterable[Hit[str]]) -> Iterator[Hit[str]]:
    """The hits without those that overlap an earlier one of the same label."""
    behind: dict[str, int] = {}
    for hit in sorted(hits, key=lambda h: (h.first, -h.last, h.key)):
        if hit.first >= behind.get(hit.key, 0):
            behind[hit.key] = hit.last
            yield hit


@lexicon.derived
def _cues() -> Patterns[str]:
    return Patterns((row.id, cue) for row in lexicon.rows("labels", Label) for cue in row.cues)


@lexicon.derived
def _blocks() -> Patterns[str]:
    return Patterns((row.id, cue) for row in lexicon.rows("labels", Label) for cue in row.blocks)
