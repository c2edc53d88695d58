"""What is told twice becomes one event: the first telling with what the later ones add, and their sentences in `also_in`."""

from collections.abc import Iterable

from streams.contract.event import Event
from streams.contract.ids import make_id

MOST_TELLINGS = 20


def once(events: Iterable[Event], uri: str) -> tuple[Event, ...]:
    """The events in order, each once, with their ids."""
    kept: list[Event] = []
    alike: dict[tuple[str, str], list[int]] = {}  # type and state → positions in `kept`
    for event in events:
        near = alike.setdefault((event.type, event.state), [])
        same = next((k for k in near[-REACH:] if _same(kept[k], event)), None)
        if same is None:
            near.append(len(kept))
            kept.append(event)
        else:
            kept[same] = _joined(kept[same], event)
    return tuple(_named(event, uri, k) for k, event in enumerate(kept))


REACH = 40  # events of a kind back within which a telling can be a repeated one


def _same(one: Event, other: Event) -> bool:
    """Of two events of one type and state: the same actors, and nothing that speaks against it; and a topic, a date or the sentence in common."""
    beside = one.sentence == other.sentence and not (one.actors and other.actors)
    if one.actors != other.actors and not beside:
        return False
    if _apart(one.mode, other.mode) or _apart(one.recipients, other.recipients):
        return False
    if _apart(one.date, other.date) or (_apart(one.quantities, other.quantities) and not beside):
        return False
    if one.sentence == other.sentence:
        return True
    if one.topics or other.topics:
        return bool(set(one.topics) & set(other.topics)) and one.topics[:1] == other.topics[:1]
    return one.type == "CONSULT" and (one.date == other.date)


def _apart(one: object, other: object) -> bool:
    """Whether two values are both given and speak against each other."""
    return bool(one and other) and one != other


def _joined(one: Event, other: Event) -> Event:
    further = (*one.also_in, other.sentence) if other.sentence != one.sentence and other.sentence not in one.also_in else one.also_in
    return one.model_copy(update={
        "also_in": further[:MOST_TELLINGS], "date": one.date or other.date, "place": one.place or other.place, "mode": one.mode or other.mode,
        "actors": one.actors or other.actors,
        "recipients": one.recipients or other.recipients, "quantities": one.quantities or other.quantities, "claim": one.claim,
        "topics": tuple(dict.fromkeys((*one.topics, *other.topics))), "confidence": max(one.confidence, other.confidence),
    })  # fmt: skip


def _named(event: Event, uri: str, number: int) -> Event:
    return event.model_copy(update={"id": make_id("event", uri, event.type, event.sentence.text, number)})
