"""What an article's rounds tell of one another: their numbers by counting, bounds of their days, and which comes next."""

from datetime import date, timedelta

from streams.contract.mention import Next
from streams.events import states
from streams.events.refs import Reading, Ref, day_of
from streams.events.talks import Talk
from streams.text import edtf


def read(reading: Reading) -> None:
    """Adds what can be reckoned, once all phrases are read."""
    _count(reading)
    _bound(reading)
    _end(reading)
    _next(reading)


def outlook(reading: Reading, talk: Talk, day: str | None) -> None:
    """What is said of a further meeting is `next` of the round that the article tells as held: "eine weitere Runde soll bald folgen"."""
    held = reading.held
    ref = reading.current if reading.current in held else next(iter(held[::-1]), None)
    if ref is not None and ref.next is None:
        format_ = talk.format if talk.format != "unknown" else None
        ref.next = Next(date=day, place=talk.place.name if talk.place else None, format=format_, sentence=reading.sentence(talk.sentence))


def _count(reading: Reading) -> None:
    """ "Nach zwei Runden in Istanbul … erneut": the one ahead is the third, counted; enumerated ones are counted in the order of their dates."""
    several = next((r for r in reading.refs if r.plural), None)
    if several is None or several.plural is None:
        return
    single = [r for r in reading.single if set(r.parties) == set(several.parties) and r.level in ("unknown", "delegations", several.level)]
    past = sorted((r for r in single if r.status == "ended" and r.start), key=lambda r: str(r.start))
    if len(past) == several.plural and all(r.ordinal is None for r in past):
        for k, ref in enumerate(past):
            _number(ref, k + 1, several)
    ahead = [r for r in single if r.ordinal is None and r.status in ("announced", "confirmed", "proposed")]
    if len(ahead) == 1:
        _number(ahead[0], several.plural + 1, several)


def _number(ref: Ref, number: int, several: Ref) -> None:
    ref.ordinal, ref.counted = number, True
    ref.evidence["ordinal"] = several.spans[:1] + ref.spans[:1]


def _bound(reading: Reading) -> None:
    """A held round without a day of its own lies between the day after the one before it and the article's day; both bounds have their sentences."""
    today = day_of(reading.document.dated)
    dated = {r.ordinal: r for r in reversed(reading.refs) if r.ordinal and r.start and edtf.precision(r.start) == "day"}
    for ref in reading.single:
        before = dated.get(ref.ordinal - 1) if ref.ordinal and not ref.start and ref.status == "ended" else None
        exact = before.start if before and before.start and "~" not in before.start else None  # after "about the 16th" is no day
        if before and exact and today and exact < today:
            ref.start = f"[{date.fromisoformat(exact) + timedelta(days=1)}..{today}]"
            ref.evidence["start"] = [*ref.spans[:1], *before.evidence.get("start", [])[:1]]


def _end(reading: Reading) -> None:
    """Talks that lasted hours ended on the day of their beginning; the sentence that counts the hours says so."""
    for ref in reading.refs:
        hours = ref.evidence.pop("hours", None)
        if hours and ref.status == "ended" and ref.end is None and ref.start and edtf.precision(ref.start) == "day":
            ref.end, ref.evidence["end"] = ref.start, hours


def _next(reading: Reading) -> None:
    """A meeting ahead is `next` of the one numbered before it, else of the last one held."""
    held = reading.held
    for ahead in (r for r in reading.single if r.status in states.AHEAD and r.start):
        numbered = [r for r in held if r.ordinal and ahead.ordinal and r.ordinal == ahead.ordinal - 1]
        alike = [r for r in held if "unknown" in (r.level, ahead.level) or r.level == ahead.level]
        ref = next(iter(numbered or sorted(alike, key=lambda r: r.start or "")[::-1]), None)
        if ref is not None and (ref.next is None or ref.next.date is None):
            format_ = ahead.format if ahead.format != "unknown" else None
            sentence = (ahead.evidence.get("start") or ahead.spans)[0]
            ref.next = Next(date=ahead.start, place=ahead.place, format=format_, sentence=sentence)
