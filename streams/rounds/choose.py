"""Which value stands in each cell of a round, and the sentences behind it. docs/rounds.md tells the rules in words.

Everything here is a pure function of what the articles say of one round: sets of facts, ordered by their own times and then by uri, never by arrival.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from streams.contract.base import canonical
from streams.contract.internal import Contribution, Fact, NodePart
from streams.contract.round import (
    Articles,
    Assessment,
    Disputed,
    Evidence,
    Named,
    Negotiation,
    NextRound,
    Outcome,
    Participant,
    PartyView,
    Position,
    Round,
)  # fmt: skip
from streams.rounds import copies, labels
from streams.text import edtf

MOST = 20
MOST_BYTES = 64_000
NEVER = 2**62  # undated articles come last
LENT = frozenset(("country", "format", "level", "outcomes", "not_achieved", "agenda"))  # what a plural mention lends to the rounds it counts
LATER = ("proposed", "announced", "confirmed", "postponed", "cancelled", "underway", "ended")  # of two words of one time, the later in this list stands


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with the article that tells it. `when` is the article's own time in microseconds; undated articles come last."""

    fact: Fact
    article: Contribution
    part: NodePart
    when: int
    lent: bool = False

    @property
    def evidence(self) -> Evidence:
        """The sentence."""
        s = self.article.sentences[self.fact.sentence]
        return Evidence(article=self.article.uri, version=self.article.version, start=s.start, end=s.end, text=s.text)


@dataclass(frozen=True, slots=True)
class Source:
    """A part of an article's contribution that belongs to a round; `lent` where a plural lends it."""

    article: Contribution
    part: NodePart
    lent: bool = False

    @property
    def when(self) -> int:
        """The article's own time in microseconds since 1970; NEVER for an undated one."""
        return edtf.instant_order(self.article.reported) if self.article.reported else NEVER


def reported_first(sources: Iterable[Source]) -> Source:
    """The earliest report; its node gives the round its id."""
    return min((s for s in sources if not s.lent), key=lambda s: (s.when, s.article.uri, s.part.node))


def row(sources: Sequence[Source]) -> Round:
    """The round's row, revision 0."""
    for most in (MOST, 10, 5, 2, 1):
        made = _Cells(sources, most).row()
        if len(made.canonical()) <= MOST_BYTES:
            break
    return made


class _Cells:
    """Chooses the cells of one round and keeps the evidence for those that have a value."""

    def __init__(self, sources: Sequence[Source], most: int) -> None:
        ordered = sorted(sources, key=lambda s: (s.when, s.article.uri, s.part.node, s.lent))
        self.sources, self.own, self.most = ordered, [s for s in ordered if not s.lent], most
        self.told = [Told(f, s.article, s.part, s.when, s.lent) for s in ordered for f in s.part.facts if not s.lent or f.field in LENT]
        self.fields = {name: list(ts) for name, ts in groupby(sorted(self.told, key=lambda t: t.fact.field), key=lambda t: t.fact.field)}
        self.evidence: dict[str, tuple[Evidence, ...]] = {}
        self.more: dict[str, int] = {}
        self.sides: set[str] = set()

    def of(self, name: str) -> list[Told]:
        return self.fields.get(name, [])

    def bear(self, name: str, told: Iterable[Told]) -> None:
        """At most three sentences for a field, each once, the latest report first."""
        seen: dict[tuple[str, int], Evidence] = {}
        for t in sorted(told, key=lambda t: (-t.when if t.when != NEVER else 0, t.article.uri, t.fact.sentence)):
            seen.setdefault((t.article.uri, t.fact.sentence), t.evidence)
        if seen:
            self.evidence[name] = tuple(seen.values())[:3]

    def vote(self, name: str, rank: Callable[[Any], int] = lambda value: 0) -> Any:
        """The value of the lowest rank, of these that of most articles, of these the smaller in writing. A round's own word goes before a lent one."""
        told = [t for t in self.of(name) if not t.lent] or self.of(name)
        if not told:
            return None
        values: dict[bytes, list[Told]] = {}
        for t in told:
            values.setdefault(canonical(t.fact.value), []).append(t)
        _, stands = min(values.items(), key=lambda kv: (rank(kv[1][0].fact.value), -len({t.article.uri for t in kv[1]}), kv[0]))
        self.bear(name, stands)
        return stands[0].fact.value

    def latest(self, told: Sequence[Told]) -> Told:
        """The latest word; of one time, the further on its way."""
        return max(told, key=lambda t: (t.when if t.when != NEVER else -1, LATER.index(t.fact.value) if t.fact.value in LATER else -1, t.article.uri))

    def row(self) -> Round:
        first_source = reported_first(self.own)
        parties = tuple(self.vote("parties", rank=lambda v: -len(v)) or first_source.part.parties)
        mediators = tuple(sorted({t.fact.value for t in self.of("mediators")}))
        self.bear("mediators", self.of("mediators"))
        self.sides = {*parties, *mediators}
        ordinal, start = self.vote("ordinal"), self.vote("start", rank=_vagueness)
        end, place, country = self.vote("end", rank=_vagueness), self.vote("place"), self.vote("country")
        format_, level = self.vote("format") or "unknown", self.vote("level") or "unknown"
        outcomes = self.outcomes()
        made = {
            "id": first_source.part.node,
            "negotiation": Negotiation(id=first_source.article.family, parties=parties, mediators=mediators),
            "series": labels.series(place, country, start, first_source.part.series), "ordinal": ordinal, "ordinal_basis": self.basis(ordinal),
            "start": start, "end": end, "place": place, "country": country, "format": format_, "level": level, "status": self.status(),
            "label": labels.label(ordinal, start, place, country, level, format_),
            "status_by_party": self.status_by_party(), "heads": self.heads(), "participants": self.participants(),
            "agenda": self.agenda(), "outcomes": outcomes, "not_achieved": self.not_achieved({o.kind for o in outcomes}),
            "positions": self.positions(), "assessments": self.assessments(), "next": self.next(), "disputed": self.disputed(),
        }  # fmt: skip
        return Round(**made, **self.counts(), evidence=dict(sorted(self.evidence.items())), more=dict(sorted(self.more.items())))

    def basis(self, ordinal: int | None) -> str | None:
        bases = {t.fact.speaker for t in self.of("ordinal") if t.fact.value == ordinal}
        return None if ordinal is None else "stated" if "stated" in bases else "counted"

    def status(self) -> str | None:
        """The last word about the meeting."""
        if not self.of("status"):
            return None
        stands = self.latest(self.of("status"))
        self.bear("status", (t for t in self.of("status") if t.fact.value == stands.fact.value))
        return str(stands.fact.value)

    def by_party(self, name: str) -> dict[str, Told]:
        """The latest word of each party, in the order of their codes; of one time, the one of more weight."""
        words: dict[str, Told] = {}
        for t in self.of(name):
            held = words.get(str(t.fact.by))
            if held is None or (t.fact.weight, t.when) >= (held.fact.weight, held.when):
                words[str(t.fact.by)] = t
        self.bear(name, words.values())
        return dict(sorted(words.items()))

    def status_by_party(self) -> dict[str, PartyView]:
        return {code: PartyView(status=t.fact.value, claim=t.fact.claim, text=t.evidence.text) for code, t in self.by_party("status_by_party").items()}

    def heads(self) -> dict[str, Named]:
        return {code: Named(**t.fact.value) for code, t in self.by_party("heads").items()}

    def participants(self) -> tuple[Participant, ...]:
        people = {(str(t.fact.by), t.fact.value["name"]): t for t in self.of("participants")}
        self.bear("participants", people.values())
        return self.keep("participants", [Participant(party=code, **t.fact.value) for (code, _), t in sorted(people.items())])

    def agenda(self) -> tuple[str, ...]:
        self.bear("agenda", self.of("agenda"))
        return self.keep("agenda", sorted({t.fact.value for t in self.of("agenda")}))

    def outcomes(self) -> tuple[Outcome, ...]:
        """What was agreed, once a kind; its own before a shared one. A shared one never stands against a text that says: without any result."""
        told = [t for t in self.of("outcomes") if not (t.fact.value["shared"] and self.of("no_result"))]
        kinds: dict[str, Told] = {}
        for t in sorted(told, key=lambda t: (t.fact.value["shared"], t.fact.value["quantity"] is None, -t.when, t.article.uri, t.fact.sentence)):
            kinds.setdefault(t.fact.value["kind"], t)
        self.bear("outcomes", kinds.values())
        return self.keep("outcomes", [Outcome(**t.fact.value) for _, t in sorted(kinds.items())])

    def not_achieved(self, agreed: set[str]) -> tuple[str, ...]:
        told = [t for t in self.of("not_achieved") if t.fact.value not in agreed]
        self.bear("not_achieved", told)
        return self.keep("not_achieved", sorted({t.fact.value for t in told}))

    def positions(self) -> dict[str, tuple[Position, ...]]:
        """By party; one per topic and claim, the latest first. What others demand is no position of this round."""
        by: dict[str, dict[tuple[str, str], Told]] = {}
        for t in self.latest_first(t for t in self.of("positions") if t.fact.by in self.sides):
            by.setdefault(str(t.fact.by), {}).setdefault((t.fact.value["topic"], str(t.fact.claim)), t)
        self.bear("positions", (t for told in by.values() for t in told.values()))
        return {
            code: self.keep(f"positions.{code}", [Position(**t.fact.value, at=t.fact.at, claim=t.fact.claim, text=t.evidence.text) for t in told.values()])
            for code, told in sorted(by.items())
        }

    def assessments(self) -> tuple[Assessment, ...]:
        told = list({(t.fact.claim, t.fact.by, t.fact.value): t for t in self.latest_first(self.of("assessments")) if t.fact.by in self.sides}.values())
        self.bear("assessments", told)
        made = [
            Assessment(party=str(t.fact.by), speaker=str(t.fact.speaker), polarity=t.fact.value, at=t.fact.at, claim=t.fact.claim, text=t.evidence.text)
            for t in told
        ]
        return self.keep("assessments", made)

    def next(self) -> NextRound | None:
        """The latest report's word; one with a date goes before one without."""
        told = self.of("next")
        if not told:
            return None
        stands = max(told, key=lambda t: (t.fact.value["date"] is not None, t.when if t.when != NEVER else -1, t.article.uri))
        self.bear("next", [stands])
        return NextRound(**stands.fact.value)

    def disputed(self) -> tuple[Disputed, ...]:
        """Days and places that living articles tell differently, where neither is only the vaguer word."""
        out = []
        for name in ("start", "place", "ordinal"):
            told = {canonical(t.fact.value): t for t in self.latest_first(self.of(name)) if name != "start" or _vagueness(t.fact.value) == 0}
            if len(told) > 1:
                values = [{"value": t.fact.value, "by": t.article.uri, "claim": t.fact.claim, "text": t.evidence.text} for _, t in sorted(told.items())]
                out.append(Disputed(field=name, values=self.keep(f"disputed.{name}", values)))
        return tuple(out)

    def counts(self) -> dict[str, Any]:
        """What is counted of the articles, their copies and times."""
        articles = {s.article.uri: s for s in self.own}
        by_time = [s.article.uri for s in sorted(articles.values(), key=lambda s: (s.when, s.article.uri))]
        times = [s.article.reported for s in sorted(articles.values(), key=lambda s: (s.when, s.article.uri)) if s.article.reported]
        return {
            "articles": Articles(count=len(by_time), first=tuple(by_time[:3]), latest=tuple(by_time[::-1][:3])),
            "independent_sources": min(21, len(copies.sources({uri: s.article.fingerprints for uri, s in articles.items()}))),
            "claims": sum(s.part.claims for s in self.own), "events": sum(s.part.events for s in self.own),
            "first_reported": times[0] if times else None, "last_reported": times[-1] if times else None,
            "extractor": max(s.article.extractor for s in self.sources),
        }  # fmt: skip

    def latest_first(self, told: Iterable[Told]) -> list[Told]:
        return sorted(told, key=lambda t: (-t.when if t.when != NEVER else NEVER, t.article.uri, t.fact.sentence, canonical(t.fact.value)))

    def keep(self, name: str, values: Sequence[Any]) -> tuple[Any, ...]:
        """At most so many of a list; what is left out is counted in `more`."""
        if len(values) > self.most:
            self.more[name] = len(values) - self.most
        return tuple(values[: self.most])


def _vagueness(date: str) -> int:
    """0 for a day, 1 for a few days, 2 for a month or more: a precise date goes before a vague one, however many tell it."""
    bounds = edtf.bounds(date)
    days = (bounds[1] - bounds[0]).days if bounds else 10**6
    return (days > 0) + (days > 10)
