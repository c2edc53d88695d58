"""Several rounds in one phrase: "drei Runden in Genf, zuletzt am Montag", "im Mai und Juni"."""

from collections.abc import Sequence
from dataclasses import replace

from streams.contract.mention import RoundStatus
from streams.events import states
from streams.events.refs import Reading, Ref, take
from streams.events.talk_words import use
from streams.events.talks import Talk
from streams.text import edtf


def read(reading: Reading, talk: Talk, parties: tuple[str, ...], days: Sequence[str]) -> bool:
    """Takes a phrase in that speaks of several rounds, or of all of them again; False where it speaks of one. `days` are those of its clause, EDTF."""
    if _again(reading, talk) and reading.several:
        take(reading, reading.several[1], talk, None, None)
        return True
    if talk.count is not None and talk.plural and talk.sense != "day":
        if _only_thought(talk):
            return True
        if len(days) == talk.count:
            _one_by_one(reading, talk, parties, days)
        else:
            _counted(reading, talk, parties, days)
        return True
    if len(days) > 1 and (talk.plural or (talk.sense == "verb" and not any(edtf.precision(d) == "day" for d in days))):
        _one_by_one(reading, talk, parties, days)
        return True
    return False


def _again(reading: Reading, talk: Talk) -> bool:
    """ "Nach drei Runden … die Gespräche": in the same sentence the definite noun means all of them."""
    here = reading.several is not None and reading.several[0] == talk.sentence.index
    return here and talk.ordinal is None and talk.definite and talk.turn is None


def _only_thought(talk: Talk) -> bool:
    """ "Vier bis fünf Runden sind denkbar", "zwei weitere Treffen": none of them was held."""
    before = talk.sentence.words(max(0, talk.first - 1), talk.last)
    return talk.turn == "next" or states.direction(talk) == "future" or not use("or").isdisjoint(before)


def _counted(reading: Reading, talk: Talk, parties: tuple[str, ...], days: Sequence[str]) -> None:
    """ "Drei Gesprächsrunden in Belarus, zuletzt am vergangenen Montag": one plural mention, and the last of them where its day is told."""
    if days and states.has(talk.sentence, "latest"):
        ref = _of_day(reading, talk, parties, days[-1])
        ref.counted = ref.counted or ref.ordinal is None
        ref.tell("ordinal", talk.count, reading.sentence(talk.sentence))
        take(reading, ref, replace(talk, ordinal=None, plural=False), days[-1], "ended")
        reading.turn(talk, ref)
    _take_several(reading, talk, Ref(parties, talk.rule, plural=talk.count), "ended")


def _one_by_one(reading: Reading, talk: Talk, parties: tuple[str, ...], days: Sequence[str]) -> None:
    """ "im Mai und Juni": a round each."""
    for day in days:
        take(reading, _of_day(reading, talk, parties, day), replace(talk, ordinal=None), day, states.status(talk, day, reading.document.dated))
    status = states.status(talk, days[0], reading.document.dated)
    _take_several(reading, talk, Ref(parties, talk.rule, plural=len(days), start=_from_to(days)), status)


def _of_day(reading: Reading, talk: Talk, parties: tuple[str, ...], day: str) -> Ref:
    return next((r for r in reading.single if r.start == day), None) or reading.new(talk, parties)


def _take_several(reading: Reading, talk: Talk, several: Ref, status: RoundStatus | None) -> None:
    take(reading, several, replace(talk, ordinal=None), None, status)
    reading.refs.append(several)
    reading.turn(talk, several)


def _from_to(days: Sequence[str]) -> str | None:
    """From the first to the last of some dates, as an EDTF interval."""
    ends = [bounds for day in days if (bounds := edtf.bounds(day))]
    return f"{min(b[0] for b in ends)}/{max(b[1] for b in ends)}" if ends else None
