"""Tokens of a sentence → its verbs. Of the readings of a form (forms.py) one is chosen by what stands beside it, by the verb that governs it, and by its tag.

The sentence is cut into stretches at its punctuation; quotation marks are looked through. Within a stretch, from left to right: "zu" makes an infinitive, a
following "hat" a participle, a following "will" an infinitive; a preceding "hat", "will", "wird" asks for its participle or infinitive, also across an inserted
clause; what nobody governs is finite. All looks are at a bounded number of tokens, so the time is linear.
"""

from bisect import bisect_left
from collections.abc import Sequence

from streams.text import forms, particles
from streams.text.forms import Form, Reading
from streams.text.governor import Governor
from streams.text.line import ADJECTIVE, CONTRACTION, COORDINATOR, DASHES, HARD, JOINING, NEAR, OPENER, PREPOSITION, QUESTION, RELATIVE, Line, Readings, read
from streams.text.model import Token, Verb
from streams.text.openers import PERSONAL
from streams.text.particles import Stretch

PERFECT = ("haben", "sein")
AGENT = ("von", "vom", "durch")  # what stands beside a participle in front: "…, begleitet von …"


def find(tokens: Sequence[Token], tags: Sequence[str] = ()) -> tuple[Verb, ...]:
    """The verbs of a sentence in order. `tags` (STTS, one a token) tell verbs that the lexicon lacks (row None) and break ties; without them it works alone.

    A separated prefix makes the verb ("teilte … mit" is mitteilen) and its position is the verb's `particle`. An imperative is finite and has no mood.
    """
    line = read(tokens, tags)
    chosen: dict[int, Reading] = {}
    governor = Governor()
    stretches: list[Stretch] = []
    first, dashed = 0, False
    places = [i for i, (found, bits) in enumerate(zip(line.readings, line.classes, strict=True)) if found or bits & COORDINATOR]
    for end in [i for i, mark in enumerate(line.mark) if mark]:
        if end > first:
            closed = line.lower[first - 1] == ")" or (line.lower[first - 1] in DASHES and not dashed)  # behind an insertion no relative clause begins
            governor.enter(_subordinate(line, first, closed), _owes(line, first, end), fresh=first == 0 or line.lower[first - 1] in HARD)
            _read(line, places[bisect_left(places, first) : bisect_left(places, end)], first, governor, chosen)
            stretches.append((first, end, governor.subordinate))
        dashed = line.lower[end] not in HARD and dashed != (line.lower[end] in DASHES)
        first = end + 1
    separated = particles.separated(line, chosen, stretches)
    return tuple([_verb(line, i, *(separated.get(i) or particles.compound(line, i, reading))) for i, reading in chosen.items()])


def groups(verb: Verb) -> frozenset[str]:
    """What the lexicon says that a verb stands for: say, meet, end …; nothing for one that it lacks."""
    row = forms.verb_rows().get(verb.row or "")
    return frozenset(row.groups) if row else frozenset()


def _subordinate(line: Line, first: int, closed: bool) -> bool:
    """Whether a stretch begins like a subordinate clause: weil, dass, ob, wie, der, in dem."""
    bits = line.classes[first]
    if bits & PREPOSITION and not line.mark[first + 1] and not bits & CONTRACTION:
        return first > 0 and bool(line.classes[first + 1] & RELATIVE) and line.mark[first - 1]
    return bool(bits & OPENER) or (first > 0 and bool(bits & RELATIVE) and not closed and not line.words[first + 1].digits)


def _owes(line: Line, first: int, end: int) -> bool:
    """Whether a stretch that begins a subordinate clause may leave its verb to a later one: "dass er, …", "der in Kiew, …"; not "den Chef …", "wenn nötig"."""
    bits, second = line.classes[first], line.words[first + 1]
    if end - first == 2 and not second.closed and not second.capital and not line.readings[first + 1]:
        return False
    if bits & RELATIVE and not bits & QUESTION and end - first > 2:
        return bool(second.classes & PREPOSITION) or second.lower in PERSONAL
    return True


def _read(line: Line, places: Sequence[int], first: int, governor: Governor, chosen: dict[int, Reading]) -> None:
    """Chooses the readings of a stretch that begins at `first`, from left to right; `places` are those of its verb forms and coordinators."""
    sure = {i for i in places if line.readings[i] and _only_finite(line.readings[i])}
    early: int | None = None  # a participle that another one follows was an adverb: "hat wiederholt … aufgerufen"
    for i in places:
        if line.classes[i] & COORDINATOR and _coordinates(line, i, first):
            governor.join()
            early = None
        if not line.readings[i]:
            continue
        reading = line.readings[i][0] if i in sure else _choose(line, i, governor, bool(sure))
        if reading is None:
            continue
        if reading.form == "participle" and reading.kind == "full":
            if early is not None:
                del chosen[early]
            early = None if line.closes(i + 1) else i
        chosen[i] = reading
        governor.take(reading)


_ADVERBIAL = frozenset(("aber", "doch", "denn"))


def _coordinates(line: Line, i: int, first: int) -> bool:
    """Whether a coordinator at i may begin another predicate; within a clause "aber" and "doch" are adverbs."""
    return i == first or line.lower[i] not in _ADVERBIAL


def _only_finite(readings: Readings) -> bool:
    return all([r.form == "finite" for r in readings])


def _choose(line: Line, i: int, governor: Governor, held: bool) -> Reading | None:
    """The reading of the form at i; None where it is an adjective."""
    readings = line.readings[i]
    here: dict[Form, Reading] = {r.form: r for r in reversed(readings) if not r.prefix}
    wanted = _by_neighbours(line, i, here) or _by_governor(line, i, here, governor, held) or _by_finite(here, governor)
    finite = next((r for r in readings if r.form == "finite"), None)
    if not wanted and finite and not ("participle" in here and _participle(line, i, governor)):
        return finite
    chosen = here[wanted] if wanted in here else here["infinitive"]._replace(form=wanted) if wanted else here.get("participle", readings[0])
    return None if chosen.form == "participle" and _predicate(line, i, governor) else chosen


def _by_neighbours(line: Line, i: int, here: dict[Form, Reading]) -> Form | None:
    """What the words beside the form make of it: "zu", an auxiliary, or a participle before a noun ("für annektiert erklärten")."""
    before = line.lower[i - 1]
    if "zu_infinitive" in here or ("infinitive" in here and before == "zu"):
        return "zu_infinitive"
    if "participle" in here and before in ("als", "wie") and line.ends(i + 1):
        return "participle"  # "mehr als erwartet"
    j = i + 2 if line.lower[i + 1] == "zu" and not line.mark[i + 2] else i + 1  # "verkauft zu haben", "beilegen zu können"
    if "participle" in here and not line.mark[i + 1] and not line.readings[i + 1] and line.lower[i + 1] in forms.attributives():
        return "participle"
    after = next((r for r in line.readings[j] if not r.prefix), None)
    if after is None:
        return None
    if after.kind == "aux" and "participle" in here:
        return "participle"
    asks = after.kind == "modal" or after.lemma == "werden" or (after.lemma == "lassen" and "participle" not in here)
    return "infinitive" if asks and "infinitive" in here else None


def _by_governor(line: Line, i: int, here: dict[Form, Reading], governor: Governor, held: bool) -> Form | None:
    """What an earlier verb asks for: hat … verhandelt, wird … verhandelt, will … verhandeln; in a later stretch, or behind und, only at its end."""
    verb = governor.inner if governor.subordinate else governor.main
    if verb is None or (governor.main is verb and not governor.own and (held or (governor.answered and not _series(line, i)))):
        return None
    loose = governor.joined or not (governor.own or governor.subordinate)
    return _asked(verb, here) if not loose or line.closes(i + 1) else None


def _series(line: Line, i: int) -> bool:
    """Whether und or oder is near: "hat A angegriffen, B besetzt und C zerstört"."""
    return any([bits & JOINING for bits in line.classes[max(0, i - NEAR) : i + NEAR]])


def _by_finite(here: dict[Form, Reading], governor: Governor) -> Form | None:
    """One finite verb is enough: "lässt … platzieren", "gilt als gesichert"."""
    if not governor.finite:
        return None
    return next((form for form in ("participle", "infinitive") if form in here), None)


def _asked(verb: Reading, here: dict[Form, Reading]) -> Form | None:
    """The form that a governing verb takes, among those there are."""
    infinitive: Form | None = "infinitive" if "infinitive" in here else None
    if verb.lemma in PERFECT:
        return "participle" if "participle" in here else infinitive if infinitive and here[infinitive].kind == "modal" else None
    passive = verb.lemma == "werden" and "participle" in here and (infinitive is None or (verb.tense == "past" and verb.mood == "ind"))
    return "participle" if passive else infinitive


def _participle(line: Line, i: int, governor: Governor) -> bool:
    """Whether a form that may be finite is a participle that nothing governs.

    "Geiseln befreit" (a line without a final mark) · "…, unterstützt von der Nato, …" · "beeindruckt zeigte", "entfernt liegen".
    """
    tag = line.tags[i]
    if line.mark[i - 1] and line.lower[i + 1] in AGENT and not governor.subordinate:
        return True
    if tag == "VVPP" and line.ends(i + 1):
        return not line.lower[-2:-1] or line.lower[-2] not in HARD
    if tag == "VVPP":
        return line.mark[i - 1] and not governor.subordinate and bool(line.classes[i + 1] & PREPOSITION)
    parted = line.lower[i + 1] in forms.particles() and line.ends(i + 2)  # "…, entschieden zurück"
    return tag == "ADJD" and (parted or any(r.form == "finite" for r in line.readings[i + 1]))


def _predicate(line: Line, i: int, governor: Governor) -> bool:
    """Whether a participle is an adjective by its tag, and nothing asks for the verb: "bleibt angespannt", "wurde bekannt", not "hat sich … bekannt"."""
    adjective = line.classes[i] & ADJECTIVE
    if not adjective and line.tags[i][:3] != "ADJ" and line.tags[i] != "PTKVZ":
        return False
    verb = governor.finite
    if verb and verb.lemma == "haben":
        return False
    if line.lower[i + 1] in forms.attributives() and not line.readings[i + 1]:
        return False
    return not any(r.lemma == "haben" for r in line.readings[i + 1])


def _person(line: Line, i: int, reading: Reading) -> Reading:
    """A finite reading with what its pronoun tells: "ich habe" is no Konjunktiv, "wir" is the first person."""
    if reading.mood != "konj1" and (reading.number != "pl" or reading.person is not None):
        return reading
    near = line.lower[max(0, i - 2) : i + 3]
    if reading.mood == "konj1" and reading.tense == "present" and "ich" in near:
        return reading._replace(mood="ind", person=1)
    return reading._replace(person=1) if reading.number == "pl" and reading.person is None and "wir" in near else reading


def _verb(line: Line, i: int, reading: Reading, particle: int | None) -> Verb:
    r = _person(line, i, reading) if reading.form == "finite" else reading
    lemma, kind, form, mood, tense, number, person, row, _ = r
    return Verb(line.at[i], lemma, kind, form, mood, tense, number, person, particle, row)
