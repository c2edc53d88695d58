"""Acts of speech that no frame sees: a claim that demands is a REQUEST of its speaker's side, one that rejects a REJECT, one that accuses an ACCUSE."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from streams.contract.base import Span
from streams.contract.claim import Claim
from streams.contract.event import Event, EventType

ACTS: dict[str, EventType] = {"demands": "REQUEST", "rejects": "REJECT", "accuses": "ACCUSE"}
CONFIDENCE = 0.5


class Claims:
    """A document's claims by where they begin."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._sorted = sorted((c for c in claims if c.quote), key=lambda c: c.quote[0].start)
        self._starts = [c.quote[0].start for c in self._sorted]

    def within(self, where: Span) -> Sequence[Claim]:
        """The claims that begin in a sentence."""
        return self._sorted[bisect_left(self._starts, where.start) : bisect_left(self._starts, where.end)]


def find(claims: Sequence[Claim], where: Span, told: Sequence[Event]) -> Iterator[Event]:
    """The acts of speech of a sentence that `told`, its events so far, don't hold yet."""
    seen = {event.type for event in told}
    for claim in claims:
        kind = ACTS.get(claim.stance)
        if kind is None or kind in seen or claim.speaker is None or claim.speaker.party is None:
            continue
        seen.add(kind)
        yield Event(
            id="", sentence=where, type=kind, actors=(claim.speaker.party,), state="occurred", topics=claim.topics, claim=claim.id,
            rule=f"stance.{claim.stance}", confidence=CONFIDENCE,
        )  # fmt: skip


def topics(event: Event, claim: Claim | None) -> tuple[str, ...]:
    """The event's labels; where it has none and a claim tells the same act, the claim's: "weist diese Forderungen zurück"."""
    same = claim is not None and ACTS.get(claim.stance) == event.type
    return claim.topics if claim is not None and same and not event.topics else event.topics
