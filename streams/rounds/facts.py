"""From an extraction to its contributions: what one article gives to each family of rounds, as facts with the sentence behind each."""

from collections.abc import Iterator
from typing import Any

from streams.contract.base import Span, cut
from streams.contract.claim import Claim
from streams.contract.event import Event
from streams.contract.internal import Contribution, Extraction, Fact, NodePart
from streams.contract.mention import Mention
from streams.rounds import copies
from streams.rounds.nodes import family

#: Attributes of a mention that are facts as they are.
PLAIN = ("ordinal", "start", "end", "place", "country", "format", "level", "status", "plural", "no_result")
POSITIONS = frozenset(("demands", "rejects", "offers", "accepts"))
JUDGEMENTS = {"assesses_positive": "positive", "assesses_negative": "negative"}
NO_OUTCOME = frozenset(("next_round", "leaders_meeting"))  # talks about talks: `next` and the positions tell them


class _Sentences:
    """The sentences that a contribution's facts stand on, each once."""

    def __init__(self, extraction: Extraction) -> None:
        self.text, self.bounds = extraction.text, extraction.sentences
        self.index: dict[tuple[int, int], int] = {}

    def at(self, span: Span) -> int:
        """The position of the sentence around a span; the sentence is added where it is new."""
        low, high = 0, len(self.bounds)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.bounds[middle][1] <= span.start else (low, middle)
        around = self.bounds[low] if low < len(self.bounds) and self.bounds[low][0] <= span.start else (span.start, span.end)
        return self.index.setdefault(around, len(self.index))

    def spans(self) -> tuple[Span, ...]:
        return tuple(Span(start=s, end=e, text=cut(self.text[s:e])) for s, e in self.index)


def contributions(extraction: Extraction) -> dict[str, Contribution]:
    """What the article gives, by family. Facts of claims and events go to the node that they speak of."""
    by_family: dict[str, list[Mention]] = {}
    for mention in extraction.mentions:
        by_family.setdefault(family(mention.parties), []).append(mention)
    prints = copies.fingerprints(extraction.text[s:e] for s, e in extraction.sentences) if by_family else ()
    return {name: _contribution(extraction, name, mentions, prints) for name, mentions in sorted(by_family.items())}


def empty(extraction: Extraction, family_id: str) -> Contribution:
    """The contribution that takes back what an older version of the article gave to a family."""
    return _contribution(extraction, family_id, [], ())


def _contribution(extraction: Extraction, family_id: str, mentions: list[Mention], prints: tuple[str, ...]) -> Contribution:
    sentences = _Sentences(extraction)
    nodes = tuple(_part(extraction, mention, sentences) for mention in mentions)
    return Contribution(
        family=family_id, uri=extraction.uri, version=extraction.version, status=extraction.status, order=extraction.order,
        reported=extraction.dated or extraction.published, provider=extraction.provider, extractor=extraction.extractor,
        sentences=sentences.spans(), nodes=nodes, fingerprints=prints,
    )  # fmt: skip


def _part(extraction: Extraction, mention: Mention, sentences: _Sentences) -> NodePart:
    claims = [c for c in extraction.claims if c.node == mention.node]
    events = [e for e in extraction.events if e.node == mention.node]
    facts = [
        *_of_mention(mention, sentences),
        *(f for c in claims for f in _of_claim(c, extraction, sentences)),
        *(f for e in events for f in _of_event(e, mention, sentences)),
    ]
    return NodePart(
        node=mention.node, parties=mention.parties, mediators=mention.mediators, series=mention.series, ordinal=mention.ordinal, start=mention.start,
        place=mention.place, country=mention.country, format=mention.format, level=mention.level, plural=mention.plural,
        facts=tuple(facts), claims=len(claims), events=len(events),
    )  # fmt: skip


def _of_mention(mention: Mention, sentences: _Sentences) -> Iterator[Fact]:
    def told(name: str) -> tuple[Span, ...]:
        return mention.evidence.get(name) or mention.spans[:1]

    for name in PLAIN:
        value = getattr(mention, name)
        if value not in (None, "unknown", False):
            basis = mention.ordinal_basis if name == "ordinal" else None
            yield from (Fact(field=name, value=value, speaker=basis, weight=1, sentence=sentences.at(s)) for s in told(name)[:3])
    yield from (Fact(field="parties", value=mention.parties, weight=1, sentence=sentences.at(s)) for s in told("parties")[:3])
    for code in mention.mediators:
        yield Fact(field="mediators", value=code, weight=1, sentence=sentences.at(told("mediators")[0]))
    for label in mention.agenda:
        yield Fact(field="agenda", value=label, weight=1, sentence=sentences.at(told("agenda")[0]))
    for word in mention.status_by_party:
        yield Fact(field="status_by_party", value=word.status, by=word.party, weight=2, claim=word.claim, sentence=sentences.at(word.sentence))
    for name, people in (("heads", mention.heads), ("participants", mention.participants)):
        for who in people:
            yield Fact(field=name, value={"name": who.name, "role": who.role}, by=who.party, weight=2, sentence=sentences.at(who.sentence))
    if mention.next:
        value = {"date": mention.next.date, "place": mention.next.place, "format": mention.next.format}
        yield Fact(field="next", value=value, weight=1, sentence=sentences.at(mention.next.sentence))


def _of_claim(claim: Claim, extraction: Extraction, sentences: _Sentences) -> Iterator[Fact]:
    if claim.speaker is None or claim.speaker.party is None:
        return
    base: dict[str, Any] = {
        "by": claim.speaker.party, "speaker": claim.speaker.name, "weight": 3 if claim.speaker.kind != "anonymous" else 0,
        "at": extraction.dated or extraction.published, "claim": claim.id, "sentence": sentences.at(claim.quote[0]),
    }  # fmt: skip
    if claim.stance in POSITIONS:
        for topic in claim.topics:
            yield Fact(field="positions", value={"topic": topic, "stance": claim.stance, "negated": topic in claim.negated_topics}, **base)
    if claim.stance in JUDGEMENTS:
        yield Fact(field="assessments", value=JUDGEMENTS[claim.stance], **base)


def _of_event(event: Event, mention: Mention, sentences: _Sentences) -> Iterator[Fact]:
    if event.type != "AGREE" or event.state not in ("occurred", "denied") or (event.state == "occurred" and len(event.actors) < 2):
        return  # one side's yes is no outcome
    shared, first = mention.plural is not None, event.quantities[0] if event.quantities else None
    for topic in event.topics:
        if topic in NO_OUTCOME:
            continue
        if event.state == "denied":
            yield Fact(field="not_achieved", value=topic, weight=1, sentence=sentences.at(event.sentence))
        else:
            value = {"kind": topic, "quantity": first and first.value, "unit": first and first.unit, "detail": cut(event.sentence.text), "shared": shared}
            yield Fact(field="outcomes", value=value, weight=1, sentence=sentences.at(event.sentence))
