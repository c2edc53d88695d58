"""TABLE OF CONTENTS: a document → the rounds that it speaks of. Phrases that speak of talks are gathered, in text order, into one mention for each round.

A phrase begins a mention only where it is tied to something of its own: an ordinal, a day, a day of talks. "Das Treffen", "die Gespräche" carry on the
round that was spoken of last. A wish for talks, a refusal, a call between others, "soon a further round" begin none.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from streams.contract.claim import Claim
from streams.contract.ids import make_id
from streams.contract.mention import Mention
from streams.events import around, moments, plurals, reckon, sides, states, talks, which
from streams.events.refs import Reading, Ref, take
from streams.events.talks import Talk
from streams.text import edtf
from streams.text.model import Document

SURE, FAIR, WEAK = 0.9, 0.75, 0.5
NUMBERED, DATED, AGREED, TOLD = 6, 4, 2, 1  # how much talks and agreements speak for their parties
MANY = 4  # parties at one table


@dataclass(frozen=True, slots=True)
class Spoken:
    """The mentions of an article, in the order in which they are first spoken of, and its turns: from which offset on which of them is spoken of."""

    mentions: tuple[Mention, ...] = ()
    turns: tuple[tuple[int, int], ...] = ()


def mentions(document: Document, uri: str, claims: Iterable[Claim]) -> Spoken:
    """One mention for each round that the document speaks of, with its node still open."""
    found = [t for s in document.sentences for t in talks.find(s)]
    reading = Reading(document, _main_parties(document, found))
    if len(reading.main) < 2:
        return Spoken()
    for talk in found:
        _read(reading, talk)
    around.read(reading, list(claims), frozenset(t.sentence.index for t in found))
    reckon.read(reading)
    index = {id(ref): k for k, ref in enumerate(reading.refs)}
    turns = tuple((offset, index[id(ref)]) for offset, ref in sorted(reading.turns, key=lambda turn: turn[0]))
    return Spoken(tuple(_mention(reading, ref, uri, k) for k, ref in enumerate(reading.refs)), turns)


def _main_parties(document: Document, found: Sequence[Talk]) -> tuple[str, ...]:
    """The parties that the article's talks are between: named with talks and at all most often, the earlier first."""
    named = Counter(str(n.party) for s in document.sentences for n in sides.sided(s))
    told = Counter[tuple[str, ...]]()
    for t in found:
        if len(t.parties) > 1 and t.sense != "call" and not states.only_wished(t):
            told[t.parties] += NUMBERED if t.ordinal or t.count or t.sense == "round" else DATED if t.definite or t.dates else TOLD
    for s in document.sentences:
        for parties in sides.agreeing(s):
            told[parties] += AGREED
    pair = _most_named(document, found, named) if any(t.ordinal or t.dates for t in found) else ()
    weights = {parties: _weight(parties, told, named, pair) for parties in (pair, *told) if parties}
    return max(weights, key=lambda parties: weights[parties], default=())


def _most_named(document: Document, found: Sequence[Talk], named: Counter[str]) -> tuple[str, ...]:
    """The two parties that are named most often, more than once, and neither mediate nor have the talks at their place; else nobody."""
    hosts = {n.party for s in document.sentences for n in sides.mediating(s)} | {t.place.country for t in found if t.place}
    often = sorted([code for code, count in named.most_common() if count > 1 and code not in hosts][:2])
    return tuple(often) if len(often) > 1 else ()


def _weight(parties: tuple[str, ...], told: Counter[tuple[str, ...]], named: Counter[str], pair: tuple[str, ...]) -> float:
    """How much speaks for some parties: their talks, and that those named most often are among them; more than three rarely sit at one table."""
    weight = told[parties] * min(named[party] for party in parties)
    if pair and set(pair) <= set(parties):
        weight += min(named[party] for party in pair)
    return weight * (1 if len(parties) < MANY else 0.5)


def _read(reading: Reading, talk: Talk) -> None:
    """Takes one phrase in: to a round that is known, to a new one, or to none."""
    parties = talk.parties if len(talk.parties) > 1 else reading.main
    if talk.sense == "call" or states.internal(talk) or states.only_wished(talk) or not _same_table(parties, reading, talk):
        return
    days = moments.find(talk)
    if not plurals.read(reading, talk, parties, days):
        _read_single(reading, talk, parties, days[0] if days else None)


def _same_table(parties: tuple[str, ...], reading: Reading, talk: Talk) -> bool:
    """Whether the phrase's parties sit at the article's table; talks of others count only where they are told as a round of their own."""
    mine, main = set(parties), set(reading.main)
    return mine <= main or main <= mine or (talk.sense in ("round", "talks") and len(mine) > 1 and (talk.ordinal is not None or bool(talk.dates)))


def _read_single(reading: Reading, talk: Talk, parties: tuple[str, ...], day: str | None) -> None:
    """A phrase that speaks of one round."""
    status = states.status(talk, day, reading.document.dated)
    if which.only_outlook(reading, talk, day, status):
        reckon.outlook(reading, talk, day)
        return
    ref = which.known(reading, talk, parties, day, status)
    if ref is None and states.negated(talk) and talk.ordinal is None:
        return
    ref = ref or (reading.new(talk, parties) if which.opens(reading, talk, parties, day, status) else None)
    if ref is None:
        return
    take(reading, ref, talk, day, status)
    if not _looks_back(reading, ref):
        reading.turn(talk, ref)


def _looks_back(reading: Reading, ref: Ref) -> bool:
    """Whether a round is told as the one before the round that the article is about: "nachdem sie sich am Montag bei ersten Gesprächen …"."""
    now = reading.current
    if now is None or now is ref:
        return False
    numbers = ref.ordinal is not None and now.ordinal is not None and ref.ordinal < now.ordinal
    return numbers or bool(now.ordinal and ref.ordinal is None and ref.start and now.start and ref.start < now.start and now.status != "ended")


def _mention(reading: Reading, ref: Ref, uri: str, number: int) -> Mention:
    year = edtf.bounds(ref.start or reading.document.dated or "")
    if ref.format == "unknown" and (ref.place or ref.country) and ref.plural is None:
        ref.format, ref.evidence["format"] = "in_person", ref.evidence.get("place") or ref.evidence.get("country") or []
    return Mention(
        id=make_id("mention", uri, number, ref.parties, ref.ordinal, ref.start, ref.plural), spans=tuple(ref.spans), node="", parties=ref.parties,
        mediators=tuple(sorted(ref.mediators)), series=str(year[0].year) if year and year[0].year > 1 else None, ordinal=ref.ordinal,
        ordinal_basis=None if ref.ordinal is None else "counted" if ref.counted else "stated", start=ref.start, end=ref.end, place=ref.place,
        country=ref.country, format=ref.format, level=ref.level, status=ref.status,
        status_by_party=tuple(w for _, w in sorted(ref.words.items())), heads=tuple(p for _, p in sorted(ref.heads.items())),
        agenda=tuple(ref.agenda), next=ref.next, plural=ref.plural, no_result=ref.no_result,
        evidence={name: tuple(spans[:3]) for name, spans in sorted(ref.evidence.items()) if spans}, rule=ref.rule,
        confidence=SURE if ref.ordinal and ref.start else FAIR if ref.ordinal or ref.start else WEAK,
    )  # fmt: skip
