"""How a meeting stands by the words of a clause: wished, announced, under way, ended …"""

from streams.contract.mention import RoundStatus
from streams.events import talk_words
from streams.events.talk_words import use
from streams.events.talks import Talk
from streams.text import clauses, edtf, verbs
from streams.text.model import Direction, Sentence

MOVED = frozenset(("postponed", "cancelled"))
LOOKING = frozenset(("confirm", "announce", "expect"))  # such a verb's tense is not the meeting's
ORDER: tuple[RoundStatus, ...] = ("proposed", "announced", "confirmed", "postponed", "cancelled", "underway", "ended")
SPEAKING = frozenset(
    ("say", "report", "ask", "demand", "judge", "mention", "announce", "confirm", "agree", "propose", "offer", "reject", "decide", "invite", "deny", "expect")
)
WISHING = frozenset(("demand", "reject", "offer", "propose", "invite", "want", "ask"))
AHEAD = frozenset(("proposed", "announced", "confirmed", "postponed"))
HELD = frozenset(("ended", "underway"))


def later(status: RoundStatus, than: RoundStatus) -> bool:
    """Whether a status is further on its way than another: ended than announced; postponed and cancelled may follow each other."""
    return ORDER.index(status) > ORDER.index(than) or (status != than and {status, than} == MOVED)


def direction(talk: Talk) -> Direction:
    """Whether the clause looks back or ahead; "am Samstag treffen sich die Minister" looks ahead, "nach dem Treffen am Samstag verhandeln …" back."""
    told = clauses.direction(talk.verbs, [talk.sentence.tokens[i].lower for i in talk.clause])
    meets = talk.groups & {"meet", "happen", "begin", "continue", "negotiate"} or "there_is" in talk.uses
    present = bool(meets) and any(v.form == "finite" and v.tense == "present" for v in talk.verbs)
    return told or ("past" if _behind(talk) else "future" if present and talk.dates else None)


def has(sentence: Sentence, name: str) -> bool:
    """Whether a sentence has one of the words of a use in meeting_words.tsv: venue for "Genf wird zum Schauplatz"."""
    return name in talk_words.uses(sentence.tokens)


def says(talk: Talk) -> bool:
    """Whether the clause tells that somebody says something, so that its day is the day of saying; what is said "bei dem Treffen" has the meeting's day."""
    inside = not use("inside").isdisjoint(talk.sentence.words(max(0, talk.first - 1), talk.first))
    return bool(_uncancelled(talk) & SPEAKING) and not inside and not talk.groups & {"plan", "happen", "meet"}


def only_wished(talk: Talk) -> bool:
    """Talks that are asked for, refused, offered or aimed at: "Kiew fordert Gespräche". With a day they are proposed, and still no round of their own."""
    if talk.definite and (talk.ordinal is not None or talk.sense == "round"):
        return False
    groups = _uncancelled(talk) & WISHING
    held = talk.groups & {"happen", "plan", "continue"} or ("want" in groups and talk.dates)
    return bool(groups and not held) or "wish" in talk.uses


def negated(talk: Talk) -> bool:
    """ "Am Freitag werde nicht weiterverhandelt", "keine Gespräche": no meeting at all."""
    tokens = talk.sentence.tokens
    own = any(t.lower.startswith("kein") for t in tokens[max(0, talk.first - 1) : talk.first + 1])
    return own or (talk.sense == "verb" and any(tokens[i].lower == "nicht" for i in talk.clause))


def internal(talk: Talk) -> bool:
    """A meeting of one camp, or before a court."""
    return "internal" in talk.uses


def status(talk: Talk, day: str | None, dated: str | None) -> RoundStatus | None:
    """The status that the clause gives to the meeting, or None where it only names it. `day` is the meeting's, `dated` the article's, EDTF."""
    groups, looks = talk.groups, direction(talk)
    denied = "denied" in talk.uses
    if "postpone" in groups or "postponed" in talk.uses:
        return "postponed"
    if "cancel" in groups and not denied:
        return "cancelled"
    over = (groups & {"end", "adjourn"} and not denied) or talk.uses & {"fruitless", "hours"}
    if "ended" in talk.uses or (over and looks != "future"):
        return "ended"
    if groups & {"propose", "offer"} and looks != "past":
        return "proposed"
    if looks == "future" or "plan" in groups or "ahead" in talk.uses or _after(day, dated):
        return "announced"
    if _behind(talk) and looks == "past":
        return "ended"
    if (groups & {"begin", "continue"} and not denied) or "underway" in talk.uses:
        return "underway"
    told = looks == "past" and not talk.groups & LOOKING and not (says(talk) and talk.turn == "same")
    return "ended" if told or _behind(talk) or _after(dated, day) else None


def told_ended(talk: Talk) -> bool:
    """Whether the clause says so in words that the meeting is over, moved or called off, and not only by its tense."""
    return bool(talk.groups & {"end", "adjourn", "cancel", "postpone"} or talk.uses & {"ended", "postponed"})


def closed(talk: Talk) -> bool:
    """The same without what is only moved or called off: "ging am Montag zu Ende"."""
    return bool(talk.groups & {"end"} or "ended" in talk.uses) and not talk.groups & {"cancel", "postpone"}


def _uncancelled(talk: Talk) -> frozenset[str]:
    """The groups of the clause's verbs but for those that call a meeting off: absagen also is to refuse."""
    return frozenset(g for v in talk.verbs if "cancel" not in verbs.groups(v) for g in verbs.groups(v))


def _behind(talk: Talk) -> bool:
    """ "Nach ihrer dritten Runde": spoken of as behind."""
    return talk.turn == "previous" or not use("behind").isdisjoint(talk.sentence.words(max(0, talk.first - 1), talk.first))


def _after(day: str | None, other: str | None) -> bool:
    """Whether one date, EDTF, lies wholly after another."""
    a, b = edtf.bounds(day) if day else None, edtf.bounds(other) if other else None
    return bool(a and b and a[0] > b[1])
