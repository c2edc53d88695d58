"""Which round a phrase speaks of: one that is known by its number, its day, or as the one spoken of last; a new one; or none."""

from streams.contract.mention import RoundStatus
from streams.events import states
from streams.events.refs import Reading, Ref
from streams.events.talks import Talk
from streams.text import edtf

VAGUE = 4  # days beyond which a date is no day of a meeting


def known(reading: Reading, talk: Talk, parties: tuple[str, ...], day: str | None, status: RoundStatus | None) -> Ref | None:
    """The round among those spoken of before; `day`, EDTF, and `status` are the meeting's by the phrase's clause."""
    single = _of_table(reading, parties)
    if talk.sense == "day":
        return reading.current if reading.current in single else None
    if talk.ordinal is not None:
        return _by_number(reading, talk, single, day)
    if day is not None:
        return _by_day(reading, talk, single, day, status)
    fits = _by_status(talk, single, status)
    return reading.current if reading.current in fits else next(iter(fits[::-1]), None)


def opens(reading: Reading, talk: Talk, parties: tuple[str, ...], day: str | None, status: RoundStatus | None) -> bool:
    """Whether a phrase whose round isn't known begins one: by a number, a day of talks, a date; in an article without any, by place and status.

    A vague date begins one only with a status: "im Mai fand … statt", not "im Sommer könnte …".
    """
    if talk.ordinal is not None or talk.sense == "day" or (day is not None and (status or not _vague(day))):
        return True
    return talk.place is not None and status in states.HELD and not _of_table(reading, parties)


def only_outlook(reading: Reading, talk: Talk, day: str | None, status: RoundStatus | None) -> bool:
    """Whether the phrase only looks ahead to a further meeting, without a day or a number of its own: "soon", "in the coming week"."""
    if talk.ordinal is not None or talk.sense == "day" or (day is not None and not _vague(day)) or status in ("postponed", "cancelled"):
        return False
    ahead = talk.turn == "next" or (status == "announced" and ("continue" in talk.groups or not talk.definite))
    return ahead and bool(reading.held) and not any(r.status in states.AHEAD for r in reading.single)


def _of_table(reading: Reading, parties: tuple[str, ...]) -> list[Ref]:
    """The rounds whose parties are among the phrase's, or the other way round."""
    return [r for r in reading.single if set(r.parties) <= set(parties) or set(parties) <= set(r.parties)]


def _by_number(reading: Reading, talk: Talk, single: list[Ref], day: str | None) -> Ref | None:
    """The round of that number, else one without a number that isn't told as another: "die zweite Runde" after "die Gespräche am Montag"."""
    same = [r for r in single if r.ordinal == talk.ordinal]
    mine = [r for r in single if r.ordinal is None and (r is reading.current or r.start is None)]
    unnumbered = [r for r in mine if (day is None or r.start in (None, day)) and talk.turn != "next"]
    return next(iter(same or unnumbered[-1:]), None)


def _by_day(reading: Reading, talk: Talk, single: list[Ref], day: str, status: RoundStatus | None) -> Ref | None:
    """The round of that day, else the one spoken of last where its day is still open, or where it ends or goes on on that day."""
    same = [r for r in single if r.start == day or _within(day, r)]
    undated = [r for r in single if r.start is None and r is reading.current and (r.status in states.AHEAD) == (status in states.AHEAD)]
    lasting = [r for r in single if r is reading.current and _lasts(r, talk, day)]
    return next(iter(same or undated or lasting), None)


def _lasts(ref: Ref, talk: Talk, day: str) -> bool:
    """Whether talks that are under way end on a day, or go on on the day after: "am Dienstag wurde weiterverhandelt"."""
    a, b = edtf.bounds(ref.start) if ref.start else None, edtf.bounds(day)
    if a is None or b is None or ref.status != "underway" or talk.turn == "next":
        return False
    days = (b[0] - a[1]).days
    return 0 < days <= (VAGUE if states.closed(talk) and talk.definite else 1 if "continue" in talk.groups or talk.sense == "verb" else 0)


def _by_status(talk: Talk, single: list[Ref], status: RoundStatus | None) -> list[Ref]:
    """The rounds that a phrase without number and day may mean: "die vorige Runde" one that was held, "das geplante Treffen" one ahead."""
    if talk.turn == "previous" or (status in states.HELD and not states.told_ended(talk)):
        held = [r for r in single if r.status in states.HELD]
        return held or ([] if talk.turn == "previous" else [r for r in single if r.status is None or not r.start])
    if talk.turn == "next" or status in states.AHEAD:
        return [r for r in single if r.status in states.AHEAD]
    return single


def _within(day: str, ref: Ref) -> bool:
    a, b = edtf.bounds(day), edtf.bounds(f"{ref.start}/{ref.end}") if ref.start and ref.end else None
    return bool(a and b and b[0] <= a[0] <= b[1])


def _vague(day: str) -> bool:
    bounds = edtf.bounds(day)
    return bounds is None or (bounds[1] - bounds[0]).days > VAGUE
