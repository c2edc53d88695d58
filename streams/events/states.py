"""How a meeting stands by the words of a clause: wished, announced, under way, ended … and what each side says of it."""

from collections.abc import Iterable, Iterator

from streams import lexicon
from streams.contract.base import Span
from streams.contract.claim import Claim
from streams.contract.mention import PartyStatus, PartyWord
from streams.events.talks import Talk
from streams.text import clauses, edtf, verbs
from streams.text.model import Direction, Name, Sentence

ORDER = ("proposed", "announced", "confirmed", "postponed", "cancelled", "underway", "ended")
SPEAKING = frozenset(
    ("say", "report", "ask", "demand", "judge", "mention", "announce", "confirm", "agree", "propose", "offer", "reject", "decide", "invite", "deny", "expect")
)
AHEAD = frozenset(("proposed", "announced", "confirmed", "postponed"))


class WordsRow(lexicon.Row):
    """meeting_words.tsv: words that tell how a meeting stands, beside the groups of verbs."""

    use: str
    words: tuple[str, ...]


@lexicon.derived
def _words() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for row in lexicon.rows("meeting_words", WordsRow):
        table[row.use] = table.get(row.use, frozenset()) | frozenset(row.words)
    return table


def later(status: str, than: str) -> bool:
    """Whether a status is further on its way than another."""
    return ORDER.index(status) > ORDER.index(than)


def direction(talk: Talk) -> Direction:
    """Whether the clause looks back or ahead; "am Samstag treffen sich die Minister" looks ahead."""
    told = clauses.direction(talk.verbs, [talk.sentence.tokens[i].lower for i in talk.clause])
    present = any(v.form == "finite" and v.tense == "present" for v in talk.verbs) and bool(talk.groups & {"meet", "happen", "begin", "continue", "negotiate"})
    return told or ("future" if present and talk.dates else None)


def has(s: Sentence, use: str) -> bool:
    """Whether a sentence has one of the words of a use in meeting_words.tsv."""
    return any(t.lower in _words()[use] for t in s.tokens)


def same_day(talk: Talk) -> bool:
    """ "Noch am selben Abend"."""
    return bool(set(talk.sentence.words(min(talk.clause), max(talk.clause) + 1)) & _words()["same_day"])


def says(talk: Talk) -> bool:
    """Whether the clause tells that somebody says something, so that its day is the day of saying."""
    return bool(talk.groups & SPEAKING) and not talk.groups & {"plan", "happen", "meet"}


def only_wished(talk: Talk) -> bool:
    """Talks that are asked for, refused, offered or aimed at: no meeting yet. With a day they are proposed, and still no round of their own."""
    words = set(talk.sentence.words(min(talk.clause), max(talk.clause) + 1))
    if talk.definite and talk.ordinal is not None:
        return False
    groups = talk.groups & {"demand", "reject", "offer", "propose", "invite", "want", "ask"}
    hold = talk.groups & {"happen", "plan", "continue"} or ("want" in groups and talk.dates)
    return bool((groups and not hold) or words & _words()["wish"]) and not (talk.definite and talk.sense == "round")


def negated(talk: Talk) -> bool:
    """ "Am Freitag werde nicht weiterverhandelt", "keine Gespräche": no meeting at all."""
    tokens = talk.sentence.tokens
    own = tokens[talk.first].lower.startswith("kein") or (talk.first > 0 and tokens[talk.first - 1].lower.startswith("kein"))
    return own or (talk.sense == "verb" and any(tokens[i].lower == "nicht" for i in talk.clause))


def internal(talk: Talk) -> bool:
    """A meeting of one camp, or before a court."""
    words = set(talk.sentence.words(min(talk.clause), max(talk.clause) + 1))
    return bool(words & _words()["internal"])


def status(talk: Talk, day: str | None, dated: str | None) -> str | None:
    """The status that the clause gives to the meeting, or None where it only names it."""
    groups, looks = talk.groups, direction(talk)
    words = set(talk.sentence.words(min(talk.clause), max(talk.clause) + 1))
    denied = bool(words & {"nicht", "kein", "keine", "keinen"})
    if "postpone" in groups or words & _words()["postponed"]:
        return "postponed"
    if "cancel" in groups and not denied:
        return "cancelled"
    if words & _words()["ended"] or (groups & {"end", "adjourn"} and not denied and looks != "future"):
        return "ended"
    if groups & {"propose", "offer"} and looks != "past":
        return "proposed"
    if looks == "future" or "plan" in groups or words & _words()["ahead"] or _after(day, dated):
        return "announced"
    if (groups & {"begin", "continue"} and not denied) or words & _words()["underway"]:
        return "underway"
    if looks == "past" or _behind(talk) or _before(day, dated):
        return "ended"
    return None


def told_ended(talk: Talk) -> bool:
    """Whether the clause says so in words that the meeting is over, moved or called off, and not only by its tense."""
    words = set(talk.sentence.words(min(talk.clause), max(talk.clause) + 1))
    return bool(talk.groups & {"end", "adjourn", "cancel", "postpone"} or words & (_words()["ended"] | _words()["postponed"]))


def _behind(talk: Talk) -> bool:
    """ "Nach ihrer dritten Runde", "bei ersten Gesprächen": spoken of as behind."""
    return (talk.first > 0 and talk.sentence.tokens[talk.first - 1].lower in ("nach", "seit")) or talk.turn == "previous"


def _after(day: str | None, dated: str | None) -> bool:
    a, b = edtf.bounds(day) if day else None, edtf.bounds(dated) if dated else None
    return bool(a and b and a[0] > b[1])


def _before(day: str | None, dated: str | None) -> bool:
    a, b = edtf.bounds(day) if day else None, edtf.bounds(dated) if dated else None
    return bool(a and b and a[1] < b[0])


def words_by_party(s: Sentence, where: Span, main: tuple[str, ...], claims: Iterable[Claim], *, meeting: bool) -> Iterator[PartyWord]:
    """What single sides or hosts say of a meeting in this sentence: agreed in principle, confirmed, not confirmed, denied, announced.

    `meeting`: whether the sentence speaks of talks.
    """
    words = s.words(0, len(s.tokens))
    meeting = meeting or bool(set(words) & _words()["meeting"])
    claim = _claim_at(where, claims)
    for clause in s.clauses:
        inside = words[clause.first : clause.last]
        told = _told({g for v in clause.verbs for g in verbs.groups(v)}, inside, meeting=meeting)
        if told is None:
            continue
        if told == "confirmed" and any(n.row == "group.both" and clause.first <= n.first < clause.last for n in s.names):
            yield from (PartyWord(party=code, status="confirmed", claim=claim, sentence=where) for code in main)
            continue
        for who in _voices(s, clause.first, clause.last):
            yield PartyWord(party=str(who.party), status=told, claim=claim, sentence=where)
    if meeting and not any(w in _words()["wish"] for w in words):
        yield from _announced(s, where, claim)


def _told(groups: set[str], words: list[str], *, meeting: bool) -> PartyStatus | None:
    """What a clause's verbs say of the meeting."""
    denied = any(w in ("nicht", "kein", "keine", "weder") for w in words)
    if set(words) & _words()["agreed"]:
        in_principle = bool({"grundsätzlich", "prinzipiell"} & set(words))
        return None if denied else "accepted_in_principle" if in_principle else "confirmed"
    if "confirm" in groups and meeting:
        return "not_confirmed" if denied else "confirmed"
    return "denied" if "deny" in groups and meeting else None


def _voices(s: Sentence, first: int, last: int) -> list[Name]:
    """Whose word it is: the clause's first name with a party, and those joined to it: "sowohl Moskau als auch Kiew"."""
    inside = [n for n in s.names if n.party and first <= n.first < last and n.kind != "place"]
    voices = inside[:1]
    for n in inside[1:]:
        if not set(s.words(voices[-1].last, n.first)) <= {"und", "sowie", "als", "auch", ",", "die", "der", "das"}:
            break
        voices.append(n)
    return voices


def _announced(s: Sentence, where: Span, claim: str | None) -> Iterator[PartyWord]:
    """ "Nach Angaben des ukrainischen Präsidenten wollen … am Mittwoch …", "wie der Kreml ankündigte, sollen …": that side announces it."""
    looks = {clauses.direction(c.verbs, s.words(c.first, c.last)) for c in s.clauses}
    if "future" not in looks or not s.dates:
        return
    for n in s.names:
        before = s.words(max(0, n.first - 3), n.first)
        home = next((c for c in s.clauses if c.first <= n.first < c.last), None)
        tells = home is not None and any("announce" in verbs.groups(v) for v in home.verbs)
        if n.party and n.kind != "place" and (tells or any(w in ("angaben", "laut", "worten", "aussage", "darstellung") for w in before)):
            yield PartyWord(party=n.party, status="announced", claim=claim, sentence=where)
            return


def _claim_at(where: Span, claims: Iterable[Claim]) -> str | None:
    return next((c.id for c in claims if any(where.start <= q.start < where.end for q in c.quote)), None)
