"""Separated prefixes: which finite verb a particle at the end of its clause belongs to ("teilte … mit"), and first parts written apart ("bekannt gegeben")."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from streams.text import forms, words
from streams.text.forms import Reading
from streams.text.line import ADJECTIVE, ADVERB, HARD, PART, PREPOSITION, Line

Stretch = tuple[int, int, bool]  # [first, end) between two marks; whether it is a subordinate clause, whose verb stands last and whole
Separated = dict[int, tuple[Reading, int]]  # place of a finite verb → the verb with its prefix, and where the prefix stands


@dataclass(slots=True)
class _Waiting:
    """Finite verbs that may still get a prefix: `earlier` by prefix and `latest` from the stretches before, `own` from the present one."""

    earlier: dict[str, int] = field(default_factory=dict)
    latest: int | None = None
    own: int | None = None


def separated(line: Line, chosen: Mapping[int, Reading], stretches: Sequence[Stretch]) -> Separated:
    """The finite verbs with a separated prefix. A stretch without a finite verb gives its particle back: "wies die Forderung, …, zurück"."""
    found: Separated = {}
    given = {i for i in line.particles if i not in chosen and _alone(line, i) and not _circumposition(line, i)}
    if not given:
        return found
    waiting = _Waiting()
    for first, end, subordinate in stretches:
        if first == 0 or line.lower[first - 1] in HARD:
            waiting = _Waiting()
        waiting.own = None
        for i in range(first, end):
            if i in chosen:
                if chosen[i].form == "finite" and not (subordinate and i == end - 1):
                    _pass_on(line, waiting)
                    waiting.own = i
            elif i in given:
                _give(line, i, chosen, waiting, found)
        _pass_on(line, waiting)
    return found


def compound(line: Line, i: int, reading: Reading) -> tuple[Reading, int | None]:
    """A verb whose first part is written apart ("bekannt gegeben", "klar gemacht"), and where that part stands; else the verb itself."""
    if reading.prefix:
        return reading._replace(lemma=reading.plain, row=None, prefix=""), None
    row = forms.by_infinitive().get(line.lower[i - 1] + reading.lemma) if line.classes[i - 1] & PART and reading.kind == "full" else None
    return (reading._replace(lemma=row.infinitive, row=row.id), line.at[i - 1]) if row else (reading, None)


def _pass_on(line: Line, waiting: _Waiting) -> None:
    """The stretch's verb may get its prefix in a later one."""
    if waiting.own is not None:
        waiting.earlier |= {r.prefix: waiting.own for r in line.readings[waiting.own] if r.prefix and r.form == "finite"}
        waiting.latest, waiting.own = waiting.own, None


def _give(line: Line, i: int, chosen: Mapping[int, Reading], waiting: _Waiting, found: Separated) -> None:
    """Gives the particle at i to the verb that can take it; to one that the lexicon has no compound of only what is no adjective ("ließ offen")."""
    word = line.lower[i]
    taker = waiting.own if waiting.own is not None else waiting.earlier.get(word)
    reading = _reading(line, taker, word)
    if taker is not None and reading:
        found[taker] = reading, line.at[i]
        waiting.earlier.pop(word, None)
        return
    taker = waiting.own if waiting.own is not None else waiting.latest
    if taker is None or taker in found or chosen[taker].kind != "full":
        return
    if line.classes[i] & PREPOSITION or (line.tags[i] == "PTKVZ" and not line.classes[i] & (ADJECTIVE | ADVERB)):
        found[taker] = chosen[taker]._replace(lemma=word + chosen[taker].plain, row=None), line.at[i]


def _reading(line: Line, taker: int | None, word: str) -> Reading | None:
    return None if taker is None else next((r for r in line.readings[taker] if r.prefix == word and r.form == "finite"), None)


def _alone(line: Line, i: int) -> bool:
    """Whether a word stands where a separated prefix does: last in its stretch; one that is no preposition also before a phrase."""
    if line.ends(i + 1):
        return True
    return bool(line.classes[i] & PART and line.classes[i + 1] & PREPOSITION)


def _circumposition(line: Line, i: int) -> bool:
    """ "von Montag an", "von heute ab", "vom Balkon aus", "darüber hinaus", "nach wie vor"; but "reist von Kiew ab"."""
    pairs = words.classes()["pair"]
    if f"{line.lower[i - 1]} {line.lower[i]}" in pairs or f"{line.lower[i]} {line.lower[i + 1]}" in pairs:
        return True
    if i < 2 or line.lower[i - 2] not in ("von", "vom"):
        return False
    between, found = line.lower[i - 1], words.classes()
    timed = between.endswith("tag") or between in found["month"] or between in found["adverb"]
    attribute = line.lower[i - 2] == "von" and i > 2 and line.words[i - 3].capital  # "gibt Geld zur Behebung von Schäden aus"
    return (line.lower[i] == "aus" and not attribute) or (line.lower[i] in ("an", "ab") and timed)
