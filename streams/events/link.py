"""Which round a claim or an event belongs to, and the nodes of mentions: what is general belongs to the round spoken of next before it."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from streams.contract.base import Span
from streams.contract.claim import Claim
from streams.contract.event import Event
from streams.contract.mention import Mention


def link(
    claims: Sequence[Claim], events: Sequence[Event], mentions: Sequence[Mention], turns: Sequence[tuple[int, int]]
) -> tuple[tuple[Claim, ...], tuple[Event, ...]]:
    """The claims and events with their nodes, by the article's turns (`Spoken`). Of an event where several rounds are counted, the plural is meant; a
    claim is never about several."""
    if not turns:
        return tuple(claims), tuple(events)
    single = _timeline(mentions, [(offset, k) for offset, k in turns if mentions[k].plural is None] or turns)
    every = _timeline(mentions, turns)
    return (
        tuple(c.model_copy(update={"node": single(c.quote[0])}) for c in claims),
        tuple(e.model_copy(update={"node": every(e.sentence)}) for e in events),
    )


def _timeline(mentions: Sequence[Mention], turns: Sequence[tuple[int, int]]) -> Callable[[Span], str]:
    """A function from a place in the text to the node spoken of there: the last turn that begins before its end, else the first of all."""
    starts = [offset for offset, _ in turns]

    def at(where: Span) -> str:
        return mentions[turns[max(0, bisect_right(starts, where.end - 1) - 1)][1]].node

    return at
