"""What stands beside the phrases that speak of a round: who leads the delegations, at which level, who mediates, where, and what single sides say of it."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from streams import lexicon
from streams.contract.claim import Claim
from streams.contract.mention import Person
from streams.events import party_words, sides, states
from streams.events.refs import Reading, Ref
from streams.events.talk_words import format_told, level_of, use
from streams.text import verbs
from streams.text.model import Clause, Name, Sentence


class HeadRow(lexicon.Row):
    """heads.tsv: offices that lead a delegation."""

    words: tuple[str, ...]


def read(reading: Reading, claims: Sequence[Claim], meeting: frozenset[int]) -> None:
    """Adds to each round what the sentences around its phrases tell; `meeting` are the indices of the sentences that speak of talks."""
    at, ahead = _timeline(reading, ahead=False), _timeline(reading, ahead=True)
    _words_by_party(reading, ahead, claims, meeting)
    for s in reading.document.sentences:
        ref = at(s) or next(iter(reading.single), None)
        if ref is not None:
            _heads(reading, ref, s)
            _level(reading, ref, s)
            _format(reading, ref, s)
            _mediators(reading, ref, s)
            _venue(reading, ref, s)


def _timeline(reading: Reading, *, ahead: bool) -> Callable[[Sentence], Ref | None]:
    """A function from a sentence to the single round that is spoken of in it or before it; `ahead`: only of rounds still ahead."""
    turns = sorted(((o, r) for o, r in reading.turns if r.plural is None and (not ahead or r.status in states.AHEAD)), key=lambda turn: turn[0])
    starts = [offset for offset, _ in turns]

    def at(s: Sentence) -> Ref | None:
        k = bisect_left(starts, s.end)
        return turns[k - 1][1] if k else None

    return at


def _words_by_party(reading: Reading, ahead: Callable[[Sentence], Ref | None], claims: Sequence[Claim], meeting: frozenset[int]) -> None:
    """What the sides and the hosts say of the meeting ahead: confirmed, not confirmed, agreed to in principle."""
    quotes = sorted((q.start, c.id) for c in claims for q in c.quote)
    for s in reading.document.sentences:
        ref = ahead(s)
        if ref is None:
            continue
        k = bisect_left(quotes, (s.start, ""))
        claim = quotes[k][1] if k < len(quotes) and quotes[k][0] < s.end else None
        for word in party_words.find(s, reading.sentence(s), reading.main, claim, meeting=s.index in meeting):
            ref.words[word.party] = word


def _level(reading: Reading, ref: Ref, s: Sentence) -> None:
    """Delegations, negotiators, delegation heads named beside a round tell its level where its own phrases do not."""
    if ref.level == "unknown" and any(level_of(t.lower) == "delegations" for t in s.tokens):
        ref.tell("level", "delegations", reading.sentence(s))


def _format(reading: Reading, ref: Ref, s: Sentence) -> None:
    """ "Boten gingen zwischen getrennten Räumen hin und her": only what is told beside shows that they meet indirectly."""
    if ref.format == "unknown" and format_told(s.words(0, len(s.tokens))) == "indirect":
        ref.tell("format", "indirect", reading.sentence(s))


def _venue(reading: Reading, ref: Ref, s: Sentence) -> None:
    """ "Genf wird zum Schauplatz", "Wien als Verhandlungsort": the place of the round spoken of, where its own phrases give none."""
    place = next((n for n in s.names if n.kind == "place"), None)
    if place is not None and ref.place is None and states.has(s, "venue"):
        ref.take_place(place, reading.sentence(s))


def _mediators(reading: Reading, ref: Ref, s: Sentence) -> None:
    """ "Die USA wollen als Vermittler …", "unter Vermittlung des Oman": who mediates in the round spoken of."""
    for n in sides.mediating(s):
        if n.party and (n.party not in ref.parties or len(ref.parties) > 2):
            ref.mediators.add(n.party)
            ref.bear("mediators", reading.sentence(s))


def _heads(reading: Reading, ref: Ref, s: Sentence) -> None:
    """Delegation heads by their office or by "leitet die Delegation"; at ministers' talks, the ministers that the sentence names."""
    minister = ref.level == "ministers" and any(s.start <= p.start < s.end for p in ref.spans)
    named = [(n.party, n) for n in s.names if n.kind == "person" and n.name != n.role and n.role and _leads(n.role.lower(), minister=minister)]
    for party, n in [*named, *_leaders(s)]:
        if party in ref.parties and party not in ref.heads:
            ref.heads[party] = Person(party=party, name=n.name, role=n.role, sentence=reading.sentence(s))


def _leads(role: str, *, minister: bool) -> bool:
    return any(w in role for w in _head_words()) or (minister and "minister" in role)


@lexicon.derived
def _head_words() -> frozenset[str]:
    return frozenset(w for row in lexicon.rows("heads", HeadRow) for w in row.words)


def _leaders(s: Sentence) -> list[tuple[str, Name]]:
    """ "Die indische Delegation wurde von Rajan Mehrotra geleitet, die pakistanische von Samina Qadri": sides and persons in the order of the sentence."""
    clause = next((c for c in s.clauses if _tells_leader(s, c)), None)
    if clause is None:
        return []
    last = next((c.last for c in s.clauses if c.first == clause.last and c.kind == "fragment"), clause.last)
    near = [n for n in s.names if clause.first - sides.WIDE <= n.first < last]
    parties = dict.fromkeys(n.party for n in near if n.party and n.kind != "person")
    people = [n for n in near if n.kind == "person" and n.name != n.role]
    return [(party, n) for party, n in zip(parties, people, strict=False) if n.party in (None, party)]


def _tells_leader(s: Sentence, clause: Clause) -> bool:
    words = s.words(clause.first, clause.last)
    leads = any("lead" in verbs.groups(v) for v in clause.verbs) or not use("leader").isdisjoint(words)
    return leads and any(level_of(w) == "delegations" for w in words)
