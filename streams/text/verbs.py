"""Tokens of a sentence → its verbs. Of the readings of a form (forms.py) one is chosen by what stands beside it and by the verb that governs it.

The sentence is cut into stretches at its punctuation; quotation marks are looked through. Within a stretch, from left to right: "zu" makes an infinitive, a
following "hat" a participle, a following "will" an infinitive; a preceding "hat", "will", "wird" asks for its participle or infinitive, also across an inserted
clause; what nobody governs is finite. All looks are at a bounded number of tokens, so the time is linear.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from streams.text import forms, words
from streams.text.forms import Form, Reading
from streams.text.model import Token, Verb

QUOTES = frozenset("„“”\"»«‚‘’›‹'") | {",,", "''", "``", "<<", ">>"}
HARD = frozenset(".!?;:") | {"…"}
PERFECT = ("haben", "sein")
NEAR = 8  # tokens within which an article opens "die von Russland besetzten"


@dataclass(slots=True)
class Line:
    """A sentence without its quotation marks: what stands side by side as one reads. Positions `i` are those of this line, `at` of the sentence."""

    tokens: list[Token]
    at: list[int]
    lower: list[str]
    readings: list[tuple[Reading, ...]]

    def stops(self, i: int) -> bool:
        """Whether a stretch is over at i: punctuation, or outside."""
        return not 0 <= i < len(self.at) or self.tokens[i].kind == "punct"

    def closes(self, i: int) -> bool:
        """Whether the token before i stands last in its bracket: then comes punctuation, und, oder, als, wie, or an auxiliary."""
        return self.ends(i) or any(r.kind != "full" for r in self.readings[i])

    def ends(self, i: int) -> bool:
        """As `closes`, without the auxiliary."""
        return self.stops(i) or self.lower[i] in words.classes()["joining"] or self.lower[i] in ("als", "wie", "aber")

    def noun(self, i: int) -> bool:
        """Whether a noun, or an adjective before one, stands at i."""
        if self.stops(i):
            return False
        word = self.tokens[i].text
        return word[0].isupper() or (word.endswith(("e", "en", "er", "es", "em")) and self.lower[i] not in words.openers() and not self.readings[i])

    def nearby(self, i: int, word: str) -> bool:
        """Whether a word stands within two tokens of i."""
        return word in self.lower[max(0, i - 2) : i + 3]


@dataclass(slots=True)
class Governor:
    """What the verbs so far ask of the next one: `main` the last finite auxiliary or modal of a main clause, `inner` that of a subordinate one."""

    main: Reading | None = None
    inner: Reading | None = None
    opens: bool = False  # the stretch begins a subordinate clause
    resumes: bool = False  # it goes on with one that still owes its finite verb
    owed: int = 0  # subordinate clauses begun and without a finite verb
    verbal: bool = False  # the stretch has a finite verb
    finite: bool = False  # … since its last coordinator
    joined: bool = False  # a coordinator stands before
    own: bool = False  # the governing verb stands in this stretch
    answered: bool = False  # it has what it asks for

    @property
    def subordinate(self) -> bool:
        """Whether the stretch belongs to a subordinate clause."""
        return self.opens or self.resumes

    def enter(self, opens: bool, fresh: bool) -> None:
        """A new stretch begins; a fresh one owes nothing to those before."""
        self.owed += (self.opens and not self.verbal) - (self.resumes and self.verbal)
        if fresh:
            self.main, self.owed = None, 0
        self.opens, self.resumes, self.inner = opens, not opens and self.owed > 0, None
        self.verbal = self.finite = self.joined = self.own = False

    def join(self) -> None:
        """A coordinator begins another predicate; in a subordinate clause the auxiliary stood last, so it is done."""
        self.finite, self.joined, self.inner = False, True, None

    def take(self, reading: Reading) -> None:
        """A verb was read."""
        if reading.form != "finite":
            self.answered = self.answered or not self.subordinate
            return
        self.verbal = self.finite = True
        governs = reading if reading.kind != "full" else None
        if self.subordinate:
            self.inner = governs
        else:
            self.main, self.answered, self.own = governs, False, True


def find(tokens: Sequence[Token]) -> tuple[Verb, ...]:
    """The verbs of a sentence in order: every form of the auxiliaries and modals, the lexicon's full verbs, and unknown ones whose ending is safe (row None).

    A separated prefix makes the verb ("teilte … mit" is mitteilen) and its position is the verb's `particle`.
    """
    line = _line(tokens)
    chosen: dict[int, Reading] = {}
    governor = Governor()
    last: set[int] = set()  # finite verbs at the end of a subordinate clause: no particle of theirs stands apart
    for first, end in _stretches(line):
        governor.enter(_subordinate(line, first), fresh=first == 0 or line.lower[first - 1] in HARD)
        _read(line, first, end, governor, chosen)
        last |= {end - 1} if governor.subordinate else set()
    separated = _separated(line, chosen, last)
    return tuple(_verb(line, i, *(separated.get(i) or _compound(line, i, reading))) for i, reading in chosen.items())


def groups(verb: Verb) -> frozenset[str]:
    """What the lexicon says that a verb stands for: say, meet, end …; nothing for a guessed one."""
    row = forms.verb_rows().get(verb.row or "")
    return frozenset(row.groups) if row else frozenset()


def _line(tokens: Sequence[Token]) -> Line:
    at = [i for i, t in enumerate(tokens) if t.text not in QUOTES]
    kept = [tokens[i] for i in at]
    line = Line(kept, at, [t.lower for t in kept], [()] * len(at))
    for i in range(len(at) - 1, -1, -1):  # from the right: what follows decides
        line.readings[i] = _possible(line, i, opening=_opening(tokens, at, i))
    return line


def _opening(tokens: Sequence[Token], at: Sequence[int], i: int) -> bool:
    """Whether a capital at i is one of a beginning: of the sentence, after a colon or a final mark, within an opening quotation mark."""
    before = tokens[at[i] - 1] if at[i] else None
    return before is None or (before.kind == "punct" and before.text not in (",", "-", "–", "—", "/", ")"))


def _possible(line: Line, i: int, opening: bool) -> tuple[Reading, ...]:
    """The readings of a token that its surroundings allow at all."""
    token, lower = line.tokens[i], line.lower[i]
    if token.kind != "word":
        return ()
    known = forms.table().get(forms.key(lower), ())
    if token.text[0].isupper():
        return _capital(line, i, known) if opening else ()
    if lower in words.openers() or lower in words.classes()["adjective"]:  # "einige", "meinen", "sein": a verb only at a verb's place
        return known if known and line.closes(i + 1) and not line.noun(i + 1) else ()
    readings = known or forms.guess(forms.key(lower))
    return () if readings and _attributive(line, i, readings) else readings


def _capital(line: Line, i: int, known: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """What a capitalised form can be where a sentence begins: "Kommt es …", "Geplant ist …", but "Treffen …", "Stand der Dinge …" are nouns."""
    follower = "" if line.stops(i + 1) else line.lower[i + 1]
    if any(r.form == "finite" and r.kind != "full" for r in known):
        return tuple(r for r in known if r.form == "finite")
    if line.readings[i + 1 : i + 2] and any(r.kind == "aux" for r in line.readings[i + 1]):
        return tuple(r for r in known if r.form == "participle")
    weak = line.lower[i].endswith(("t", "te", "ten"))
    addressed = follower in words.classes()["pronoun"]
    started = addressed or (weak and follower in words.classes()["article"])
    return tuple(r for r in known if r.form == "finite" and r.mood != "konj1" and started)


def _attributive(line: Line, i: int, readings: tuple[Reading, ...]) -> bool:
    """Whether the form stands as an adjective before a noun: "der vereinbarte Tausch", "die von Russland besetzten Gebiete"."""
    form = line.lower[i]
    inflected = forms.key(form) in forms.attributives() or all(r.guess for r in readings) or form.endswith(("ierte", "ierten"))
    if not inflected or not form.endswith(("e", "en")) or not line.noun(i + 1):
        return False
    found, before = words.classes(), "" if line.stops(i - 1) else line.lower[i - 1]
    if before in found["article"] or before in found["determiner"] or (before in found["preposition"] and before != "zu"):
        return True
    adjective = before.endswith(("e", "en", "er", "es", "em")) and line.tokens[i - 1].text[0].islower() and before not in words.openers()
    return adjective or _phrase_open(line, i)


def _phrase_open(line: Line, i: int) -> bool:
    """Whether an article before i opened a phrase that still waits for its noun: "die von …", "das am Montag …", "vier von …"."""
    found = words.classes()
    for k in range(i - 2, max(-1, i - NEAR), -1):
        if line.stops(k) or line.stops(k + 1):
            return False
        if (line.lower[k] in found["article"] or line.lower[k] in found["determiner"]) and line.lower[k + 1] in found["preposition"]:
            return True
    return False


def _stretches(line: Line) -> Iterator[tuple[int, int]]:
    """The stretches between punctuation marks."""
    first = 0
    for i in range(len(line.at) + 1):
        if line.stops(i):
            if i > first:
                yield first, i
            first = i + 1


def _subordinate(line: Line, first: int) -> bool:
    """Whether a stretch begins like a subordinate clause: weil, dass, ob, wie, der, in dem."""
    found = words.classes()
    word = line.lower[first]
    if word in found["preposition"] and not line.stops(first + 1) and word not in found["contraction"]:
        return line.lower[first + 1] in found["relative"] and line.stops(first - 1) and first > 0
    openers = ("subordinator", "subordinator_last", "that", "whether", "question")
    return any(word in found[kind] for kind in openers) or (first > 0 and word in found["relative"])


def _read(line: Line, first: int, last: int, governor: Governor, chosen: dict[int, Reading]) -> None:
    """Chooses the readings of a stretch, from left to right."""
    held = any(_only_finite(line.readings[i]) for i in range(first, last))
    early: int | None = None  # a participle that another one follows was an adverb: "hat wiederholt … aufgerufen"
    for i in range(first, last):
        if _coordinates(line, i, first):
            governor.join()
            early = None
        reading = _choose(line, i, governor, held) if line.readings[i] else None
        if reading is None:
            continue
        if reading.form == "participle" and reading.kind == "full":
            if early is not None:
                del chosen[early]
            early = None if line.closes(i + 1) else i
        chosen[i] = reading
        governor.take(reading)


def _coordinates(line: Line, i: int, first: int) -> bool:
    """Whether a coordinator at i may begin another predicate; within a clause "aber" and "doch" are adverbs."""
    word = line.lower[i]
    return word in words.classes()["coordinator"] and (i == first or word not in ("aber", "doch", "denn"))


def _only_finite(readings: tuple[Reading, ...]) -> bool:
    return bool(readings) and all(r.form == "finite" and not r.guess for r in readings)


def _choose(line: Line, i: int, governor: Governor, held: bool) -> Reading | None:
    """The reading of the form at i, or None where only a guess without support is left."""
    readings = line.readings[i]
    here = {r.form: r for r in reversed(readings) if not r.prefix}
    wanted = _by_neighbours(line, i, here) or _by_governor(line, i, here, governor, held) or _by_finite(here, governor)
    if wanted:
        return here[wanted] if wanted in here else replace(here["infinitive"], form=wanted)
    finite = next((r for r in readings if r.form == "finite"), None)
    if finite and not _unsupported(line, i, finite, held or governor.finite):
        return _first_person(line, i, finite)
    return next((r for r in readings if r.form != "finite" and (not r.guess or r.form == "zu_infinitive")), None)


def _by_neighbours(line: Line, i: int, here: dict[Form, Reading]) -> Form | None:
    """What the words beside the form make of it: "zu", an auxiliary, or a participle before a noun ("für annektiert erklärten")."""
    if "infinitive" in here and i and line.lower[i - 1] == "zu" and not (here["infinitive"].guess and not line.closes(i + 1)):
        return "zu_infinitive"
    if "participle" in here and not line.stops(i + 1) and not line.readings[i + 1] and line.lower[i + 1] in forms.attributives():
        return "participle"
    after = next((r for r in line.readings[i + 1] if not r.prefix), None) if i + 1 < len(line.at) and line.readings[i + 1] else None
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
    asked = _asked(verb, here)
    loose = governor.joined or not (governor.own or governor.subordinate) or (asked and here[asked].guess)
    return asked if line.closes(i + 1) or not loose else None


def _series(line: Line, i: int) -> bool:
    """Whether und or oder is near: "hat A angegriffen, B besetzt und C zerstört"."""
    return any(word in words.classes()["joining"] for word in line.lower[max(0, i - NEAR) : i + NEAR])


def _by_finite(here: dict[Form, Reading], governor: Governor) -> Form | None:
    """One finite verb is enough: "lässt … platzieren", "gilt als gesichert"."""
    if not governor.finite:
        return None
    safe = [form for form in ("participle", "infinitive") if form in here and (not here[form].guess or "finite" in here)]
    return safe[0] if safe else None


def _asked(verb: Reading, here: dict[Form, Reading]) -> Form | None:
    """The form that a governing verb takes, among those there are."""
    infinitive: Form | None = "infinitive" if "infinitive" in here else None
    if verb.lemma in PERFECT:
        return "participle" if "participle" in here else infinitive if infinitive and here[infinitive].kind == "modal" else None
    passive = verb.lemma == "werden" and "participle" in here and (infinitive is None or (verb.tense == "past" and verb.mood == "ind"))
    return "participle" if passive else infinitive


def _unsupported(line: Line, i: int, reading: Reading, finite: bool) -> bool:
    """Whether a guessed finite form lacks a finite verb's place: behind a name or pronoun, or last in its stretch; one finite verb is enough."""
    if not reading.guess:
        return False
    before = "" if line.stops(i - 1) else line.tokens[i - 1].text
    second = bool(before) and (before[0].isupper() or before.lower() in words.classes()["pronoun"])
    return finite or not (second or line.stops(i + 1))


def _first_person(line: Line, i: int, reading: Reading) -> Reading:
    """ "ich habe" is no Konjunktiv."""
    return replace(reading, mood="ind") if reading.mood == "konj1" and reading.tense == "present" and line.nearby(i, "ich") else reading


def _separated(line: Line, chosen: dict[int, Reading], last: set[int]) -> dict[int, tuple[Reading, int]]:
    """Finite verbs with their separated prefixes, and where those stand: a particle goes to the nearest verb before it that can take it."""
    found: dict[int, tuple[Reading, int]] = {}
    waiting: dict[str, int] = {}
    latest: int | None = None  # a full verb in second place takes any preposition that stands alone: a verb the lexicon lacks
    for i, word in enumerate(line.lower):
        if word in HARD:
            waiting, latest = {}, None
        elif i in chosen and chosen[i].form == "finite" and i not in last:
            waiting |= {r.prefix: i for r in line.readings[i] if r.prefix and r.form == "finite"}
            latest = i if chosen[i].kind == "full" and not line.stops(i + 1) else None
        elif word in forms.particles() and i not in chosen and _alone(line, i, word) and not _circumposition(line, i):
            taker = waiting.pop(word, None)
            if taker is not None:
                found[taker] = (next(r for r in line.readings[taker] if r.prefix == word and r.form == "finite"), line.at[i])
            elif latest is not None and word in words.classes()["preposition"]:
                found[latest] = (replace(chosen[latest], lemma=word + _plain(chosen[latest]), row=None), line.at[i])
            latest = None
    return found


def _alone(line: Line, i: int, word: str) -> bool:
    """Whether a word stands where a separated prefix does: last in its stretch; one that is no preposition also before a phrase."""
    found = words.classes()
    if line.ends(i + 1):
        return True
    return word not in found["preposition"] and word not in found["adverb"] and line.lower[i + 1] in found["preposition"]


def _circumposition(line: Line, i: int) -> bool:
    """ "von Montag an", "von heute ab", "vom Balkon aus"; but "reist von Kiew ab"."""
    if i < 2 or line.lower[i - 2] not in ("von", "vom"):
        return False
    between = line.lower[i - 1]
    timed = between.endswith("tag") or between in words.classes()["month"] or between in words.classes()["adverb"]
    return line.lower[i] == "aus" or (line.lower[i] in ("an", "ab") and timed)


def _plain(reading: Reading) -> str:
    """The infinitive of the form itself, without a prefix that stands apart."""
    return reading.lemma.removeprefix(reading.prefix)


def _compound(line: Line, i: int, reading: Reading) -> tuple[Reading, int | None]:
    """A verb whose first part is written apart ("bekannt gegeben", "klar gemacht"), and where that part stands; else the verb itself."""
    part = line.lower[i - 1] if i else ""
    row = forms.by_infinitive().get(part + reading.lemma) if part in forms.particles() and part not in words.classes()["preposition"] else None
    if row and reading.kind == "full" and not reading.prefix:
        return replace(reading, lemma=row.infinitive, row=row.id), line.at[i - 1]
    return (replace(reading, lemma=_plain(reading), row=None, prefix="") if reading.prefix else reading), None


def _verb(line: Line, i: int, reading: Reading, particle: int | None) -> Verb:
    return Verb(line.at[i], reading.lemma, reading.kind, reading.form, reading.mood, reading.tense, reading.number, particle=particle, row=reading.row)
