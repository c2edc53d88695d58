"""What single sides or hosts say of a meeting: agreed in principle, confirmed, not confirmed, denied, announced."""

from collections.abc import Iterator

from streams.contract.base import Span
from streams.contract.mention import PartyStatus, PartyWord
from streams.events import states
from streams.events.talk_words import use
from streams.text import clauses, verbs
from streams.text.model import Clause, Name, Sentence

BOTH = "group.both"


def find(s: Sentence, where: Span, main: tuple[str, ...], claim: str | None, *, meeting: bool) -> Iterator[PartyWord]:
    """The words of one sentence at `where`. `main` are the sides that "beide" stands for; `claim` is the id of the claim that begins in the sentence.

    `meeting`: whether the sentence speaks of talks.
    """
    meeting = meeting or states.has(s, "meeting")
    for clause in s.clauses:
        told = _told(s, clause, meeting=meeting)
        if told is not None:
            yield from (PartyWord(party=party, status=told, claim=claim, sentence=where) for party in _who(s, clause, told, main))
    if meeting and not states.has(s, "wish"):
        yield from _announced(s, where, claim)


def _told(s: Sentence, clause: Clause, *, meeting: bool) -> PartyStatus | None:
    """What a clause's verbs and words say of the meeting: "hat grundsätzlich zugestimmt"."""
    groups, words = {g for v in clause.verbs for g in verbs.groups(v)}, s.words(clause.first, clause.last)
    denied = not use("denied").isdisjoint(words)
    if not use("agreed").isdisjoint(words):
        in_principle = not use("in_principle").isdisjoint(words)
        return None if denied else "accepted_in_principle" if in_principle else "confirmed"
    if "confirm" in groups and meeting:
        return "not_confirmed" if denied else "confirmed"
    return "denied" if "deny" in groups and meeting else None


def _who(s: Sentence, clause: Clause, told: PartyStatus, main: tuple[str, ...]) -> list[str]:
    """Whose word it is: "beide Seiten", else the clause's first name with a party, and those joined to it: "sowohl Moskau als auch Kiew"."""
    if told == "confirmed" and any(n.row == BOTH and clause.first <= n.first < clause.last for n in s.names):
        return list(main)
    inside = [n for n in s.names if n.party and clause.first <= n.first < clause.last and n.kind != "place"]
    voices = inside[:1]
    for n in inside[1:]:
        if not use("joined").issuperset(s.words(voices[-1].last, n.first)):
            break
        voices.append(n)
    return [str(n.party) for n in voices]


def _announced(s: Sentence, where: Span, claim: str | None) -> Iterator[PartyWord]:
    """ "Nach Angaben des ukrainischen Präsidenten wollen … am Mittwoch …", "wie der Kreml ankündigte, sollen …": that side announces it."""
    looks = {clauses.direction(c.verbs, s.words(c.first, c.last)) for c in s.clauses}
    who = next((n for n in s.names if n.party and n.kind != "place" and _announces(s, n)), None)
    if "future" in looks and s.dates and who and who.party:
        yield PartyWord(party=who.party, status="announced", claim=claim, sentence=where)


def _announces(s: Sentence, n: Name) -> bool:
    home = next((c for c in s.clauses if c.first <= n.first < c.last), None)
    tells = home is not None and any("announce" in verbs.groups(v) for v in home.verbs)
    return tells or not use("announcer").isdisjoint(s.words(max(0, n.first - 3), n.first))
