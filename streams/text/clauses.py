"""Tokens and verbs of a sentence → its clauses, and which way a clause looks in time.

The clauses cover the tokens in order and never overlap. A clause that another one interrupts ("X, der Y ist, sagte …") is several Clause objects of one kind:
the first part has its own parent, each later part has the first part's index as `parent`. A main clause's first part has no parent; so a `main` with a parent
is always a resumed one, and a subordinate clause whose parent is of its kind may be. What has no verb of its own and is no part of an enumeration
(an apposition, an insertion, a heading) is a `fragment`; its parent is the clause around it, None where there is none. Enumerations ("A, B und C sagten")
stay in one clause.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from streams.text import forms, segments, words
from streams.text.model import Clause, Direction, Name, Token, Verb
from streams.text.segments import Segment

Kind = Literal["main", "dass", "ob", "wh", "relative", "adverbial", "infinitive", "fragment"]
AHEAD = frozenset(("plan", "schedule", "postpone"))  # groups whose participle with "ist" or "wird" looks forward: "ist geplant"
DEPTH = 8  # clauses that may wait for their verbs at one time
FOCUS = 4  # words that may stand before a subordinator: "vor allem auch weil"


def split(tokens: Sequence[Token], verbs: Sequence[Verb], names: Sequence[Name] = (), quoted: Sequence[tuple[int, int]] = ()) -> tuple[Clause, ...]:
    """The clauses of a sentence. Marks inside `names` split nothing; a quotation (`quoted`: offsets) with a finite verb is a clause of its own."""
    if not tokens:
        return ()
    found = segments.find(tokens, verbs, names, quoted)
    builder = _Builder(tokens, found, {v.particle for v in verbs if v.particle is not None})
    for index in range(len(found)):
        builder.add(index)
    return builder.result()


def direction(verbs: Sequence[Verb], lower: Sequence[str]) -> Direction:
    """Which way a clause looks: past for preterite and perfect, future for werden, soll, will with an infinitive and for "ist geplant"; else None.

    `lower` are the clause's words in lower case; they decide only where there is no verb ("das für Montag geplante Treffen").
    """
    finite = next((v for v in verbs if v.form == "finite"), None)
    if finite is None:
        return _of_words(lower)
    rest = [v for v in verbs if v.form != "finite"]
    if finite.kind == "full":
        return "past" if finite.tense == "past" and finite.mood == "ind" else "future" if _looks_ahead(finite) else None
    infinitives = {v.lemma for v in rest if v.form == "infinitive"}
    participle = next((v for v in rest if v.form == "participle"), None)
    if finite.kind == "modal":
        return _of_modal(finite, infinitives, participle)
    if finite.lemma == "werden" and infinitives and not (participle and infinitives <= {"haben", "sein"}):
        return "future"
    return _of_auxiliary(finite, participle)


def _of_modal(finite: Verb, infinitives: set[str], participle: Verb | None) -> Direction:
    """ "soll … stattfinden" looks forward, "soll … stattgefunden haben" back; "sollte … stattfinden" may do either."""
    if participle and infinitives & {"haben", "sein"} and not _looks_ahead(participle):
        return "past"
    return "future" if finite.lemma in ("sollen", "wollen", "werden") and finite.tense == "present" and infinitives else None


def _of_auxiliary(finite: Verb, participle: Verb | None) -> Direction:
    """ "hat getagt", "wurde vertagt", "war" look back; "ist geplant", "wird erwartet" forward; "war geplant" and "wird geführt" may do either."""
    if participle and finite.lemma in ("sein", "werden") and _looks_ahead(participle):
        return "future" if finite.tense == "present" else None
    if participle and finite.lemma in ("haben", "sein"):
        return "past"
    return "past" if finite.tense == "past" and finite.mood == "ind" else None


def _looks_ahead(verb: Verb) -> bool:
    row = forms.verb_rows().get(verb.row or "")
    return row is not None and not AHEAD.isdisjoint(row.groups) and (verb.form == "participle" or ("plan" in row.groups and "schedule" not in row.groups))


def _of_words(lower: Sequence[str]) -> Direction:
    found = words.classes()
    for word in lower:
        stem = next((word.removesuffix(e) for e in ("en", "er", "em", "es", "e") if word.endswith(e)), word)
        if stem in found["future"]:
            return "future"
        if stem in found["past"]:
            return "past"
    return None


@dataclass(slots=True)
class _Part:
    """A clause in the making. `owes`: its finite verb is still to come."""

    first: int
    last: int
    kind: Kind
    verbs: list[Verb] = field(default_factory=list)
    parent: int | None = None
    owes: bool = False


class _Builder:
    """Puts segments together to clauses, from left to right."""

    def __init__(self, tokens: Sequence[Token], found: Sequence[Segment], particles: set[int]) -> None:
        self.tokens, self.segments, self.particles = tokens, found, particles
        self.parts: list[_Part] = []
        self.owing: list[int] = []  # parts that wait for their finite verb, the innermost last
        self.forward: list[int] = []  # subordinate clauses that wait for their main clause
        self.host: int | None = None  # the last clause that is no fragment: the next one hangs on it
        self.predicate: int | None = None  # the last main clause with a finite verb, whose rest may still come
        self.enumerated = self._enumerations()
        self.reported = self._reported()

    def result(self) -> tuple[Clause, ...]:
        """The clauses; what never got its verb is a fragment."""
        self._close()
        return tuple(Clause(p.first, p.last, p.kind, tuple(p.verbs), p.parent) for p in self.parts)

    def add(self, index: int) -> None:
        """Takes the next segment in."""
        segment = self.segments[index]
        if segment.fresh or segment.unquoted:
            self._close()
        if self._merges(index):
            self._merge(segment)
        elif segment.verbs or self._has_particle(segment):
            self._verbal(index)
        else:
            self._verbless(index)

    def _close(self) -> None:
        """Nothing waits any longer: what never got its verb is a fragment."""
        resumed = {part.parent for part in self.parts[min(self.owing) :]} if self.owing else set()
        for index in self.owing:
            if self.parts[index].kind == "main" and index not in resumed:
                self.parts[index].kind = "fragment"
        self.owing, self.forward = [], []

    def _verbless(self, index: int) -> None:
        """The beginning of an interrupted clause, or a fragment."""
        segment = self.segments[index]
        kind = _opener(self._words(segment), segment, interrupted=True)
        if kind and not segment.fresh:
            self._append(segment, kind, self.host, owes=True)
        elif kind or segment.fresh:
            self._append(segment, kind or "main", None, owes=True)
            self.forward += [len(self.parts) - 1] if kind else []
        elif self.reported[index] and not self.owing:
            self._append(segment, "main", None, owes=True)
        else:
            self._append(segment, "fragment", self.host)

    def _verbal(self, index: int) -> None:
        segment = self.segments[index]
        kind = self._kind(segment)
        if kind == "main" and segment.joined and segment.verb_last and not segment.verb_first and self._subordinate():
            self._coordinated(segment)
        elif kind == "main":
            self._main(index)
        elif kind == "fragment":
            self._resume_or_fragment(segment)
        else:
            self._subclause(segment, kind)

    def _coordinated(self, segment: Segment) -> None:
        """A subordinate clause of the kind of the one before, on the same parent: "weil A kommt und B geht"."""
        before = len(self.parts) - 1
        self._append(segment, self.parts[before].kind, self.parts[before].parent)
        if before in self.forward:
            self.forward.append(before + 1)

    def _main(self, index: int) -> None:
        """A finite verb without a subordinator: goes on with what still owes one, or begins a main clause."""
        segment = self.segments[index]
        owing = self._owing(segment)
        if owing is not None:
            self._append(segment, self.parts[owing].kind, owing)
        elif self._conditional(index):
            self._append(segment, "adverbial", None)
            self.forward.append(len(self.parts) - 1)
            return
        else:
            self._append(segment, "main", None)
        if self.parts[-1].kind == "main":
            self._settle(len(self.parts) - 1 if owing is None else owing)

    def _owing(self, segment: Segment) -> int | None:
        """The part that this segment gives the finite verb to; taken off the list, with all that began after it."""
        for depth in range(len(self.owing) - 1, -1, -1):
            kind = self.parts[self.owing[depth]].kind
            if (kind == "main" and (segment.verb_first or segment.joined)) or (kind != "main" and segment.verb_last and not segment.verb_first):
                index = self.owing[depth]
                del self.owing[depth:]
                return index
        return None

    def _settle(self, main: int) -> None:
        """Subordinate clauses in front hang on the main clause that now stands."""
        for index in self.forward:
            self.parts[index].parent = main
        self.forward = []

    def _subclause(self, segment: Segment, kind: Kind) -> None:
        parent = None if segment.fresh else self.host
        self._append(segment, kind, parent, owes=segment.finite is None and kind != "infinitive")
        if parent is None:
            self.forward.append(len(self.parts) - 1)

    def _resume_or_fragment(self, segment: Segment) -> None:
        """Verbs without a finite one: the rest of an interrupted clause ("hat X, der Y ist, getroffen"), else a fragment."""
        last = segment.verbs[-1].at if segment.verbs else segment.end - 1
        host = self.predicate
        if host is not None and last == segment.end - 1:
            root = self.parts[host].parent if self._resumed(host) else host
            self._append(segment, self.parts[host].kind, root)
        else:
            self._append(segment, "main" if segment.fresh else "fragment", self.host, owes=segment.fresh)

    def _append(self, segment: Segment, kind: Kind, parent: int | None, owes: bool = False) -> None:
        index = len(self.parts)
        self.parts.append(_Part(segment.first, segment.last, kind, list(segment.verbs), parent, owes))
        self.host = self.host if kind == "fragment" else index
        self.predicate = index if kind == "main" and segment.finite else self.predicate
        if owes:
            self.owing = [*self.owing[1 - DEPTH :], index]

    def _merge(self, segment: Segment) -> None:
        """Goes on with the last clause: "A, B und C sagten", "eine sofortige, bedingungslose Waffenruhe"."""
        part = self.parts[-1]
        part.last = segment.last
        part.verbs += segment.verbs
        if part.owes and segment.finite:
            index = len(self.parts) - 1
            part.owes, self.predicate = False, index
            self.owing = [i for i in self.owing if i != index]
            self._settle(index)

    def _merges(self, index: int) -> bool:
        segment = self.segments[index]
        if not self.parts or not segment.comma or segment.fresh or self.parts[-1].kind == "fragment":
            return False
        if self.parts[-1].owes and self.enumerated[index] == "forward":
            return True
        complete = self.segments[index - 1].verb_last and self.parts[-1].kind != "main"
        return (self.enumerated[index] == "back" and not complete) or self._adjectives(index)

    def _adjectives(self, index: int) -> bool:
        """Whether the comma stands between two adjectives."""
        before, segment = self.segments[index - 1], self.segments[index]
        if before.end <= before.begin or segment.end <= segment.begin or segment.joined:
            return False
        pair = (self.tokens[before.end - 1], self.tokens[segment.begin])
        return all(t.text[0].islower() and t.text.endswith(("e", "en", "er", "es", "em")) and t.lower not in words.openers() for t in pair) and not (
            any(v.at in (before.end - 1, segment.begin) for v in (*before.verbs[-1:], *segment.verbs[:1]))
        )

    def _enumerations(self) -> list[str]:
        """For each segment whether it goes on an enumeration: "forward" before a common verb ("A, B und C sagten"), "back" behind one ("traf A, B und C")."""
        found = [""] * len(self.segments)
        for index in range(len(self.segments) - 1, -1, -1):
            segment = self.segments[index]
            following = found[index + 1] if index + 1 < len(self.segments) and self.segments[index + 1].comma else ""
            before = segment.verbs[0].at if segment.verbs else segment.end
            joins = any(t.lower in words.classes()["joining"] for t in self.tokens[segment.begin : before])
            if segment.verbs:
                plain = segment.finite is not None and not segment.verb_first and self._kind(segment) == "main"
                found[index] = "forward" if joins and plain else ""
            else:
                found[index] = following or ("back" if joins else "")
        return found

    def _reported(self) -> list[bool]:
        """For each segment whether the next main verb comes first and in the Konjunktiv, after its subject: "…, die Lage, so X, sei ernst"."""
        found = [False] * (len(self.segments) + 1)
        for index in range(len(self.segments) - 1, -1, -1):
            segment, follower = self.segments[index], self.segments[min(index + 1, len(self.segments) - 1)]
            if segment.finite and self._kind(segment) == "main":
                found[index] = segment.verb_first and segment.finite.mood in ("konj1", "konj2")
            else:
                found[index] = found[index + 1] and follower.comma and not follower.fresh and not follower.unquoted
        return found

    def _conditional(self, index: int) -> bool:
        """ "Kommt es zu keiner Einigung, drohen Streiks": a verb in front, and the next clause begins with its verb too."""
        segment = self.segments[index]
        follower = self.segments[index + 1] if index + 1 < len(self.segments) else None
        if not segment.fresh or not segment.verb_first or follower is None or not follower.comma or follower.fresh:
            return False
        return follower.verb_first or next(iter(self._words(follower)), "") in ("so", "dann")

    def _words(self, segment: Segment) -> list[str]:
        """The first words of a segment, enough to see what it begins with."""
        return [t.lower for t in self.tokens[segment.begin : min(segment.end, segment.begin + FOCUS + 2)]]

    def _kind(self, segment: Segment) -> Kind:
        """The kind of a segment with verbs. Main also covers what turns out to be the rest of an interrupted clause."""
        lower = self._words(segment)
        opener = _opener(lower, segment, interrupted=False)
        if opener == "wh" and self._noun_before(segment) and lower[0] in words.classes()["relative"]:
            opener = "relative"
        if opener and not (opener == "relative" and (segment.fresh or self._subject_only(segment))):
            return opener
        if segment.finite is None and any(v.form == "zu_infinitive" for v in segment.verbs):
            return "infinitive"
        return "main" if segment.finite else "fragment"

    def _subject_only(self, segment: Segment) -> bool:
        """Whether what looks relative is a subject and its verb: "…, der Westen eskaliere", "…, das Treffen scheiterte"."""
        finite = segment.finite
        between = self.tokens[segment.begin + 1 : finite.at] if finite and len(segment.verbs) == 1 else []
        if not between or any(t.lower in words.openers() for t in between) or not between[-1].text[0].isupper():
            return False
        return finite is not None and (finite.mood in ("konj1", "konj2") or not self._noun_before(segment))

    def _noun_before(self, segment: Segment) -> bool:
        """Whether a noun stands right before the comma, on which a relative clause may hang."""
        before = next((t for t in reversed(self.tokens[max(0, segment.first - 3) : segment.first]) if t.kind != "punct"), None)
        return not segment.fresh and before is not None and before.text[0].isupper()

    def _has_particle(self, segment: Segment) -> bool:
        return segment.end > segment.begin and segment.end - 1 in self.particles

    def _subordinate(self) -> bool:
        return bool(self.parts) and self.parts[-1].kind not in ("main", "fragment", "infinitive")

    def _resumed(self, index: int) -> bool:
        """Whether a part goes on with an earlier one."""
        part = self.parts[index]
        return part.parent is not None and (part.kind == "main" or self.parts[part.parent].owes)


def _opener(lower: Sequence[str], segment: Segment, interrupted: bool) -> Kind | None:
    """What the first words make of a segment; None where they make nothing. `interrupted`: it has no verb, so only words that can do nothing else count."""
    found = words.classes()
    for i, word in enumerate(lower):
        if word in found["that"]:
            return "adverbial" if i and lower[i - 1] in (*found["purpose"], "so") else "dass"
        if word in found["whether"]:
            return "adverbial" if i and lower[i - 1] == "als" else "ob"
        if word in found["subordinator"]:
            return "adverbial"
        if i == FOCUS or word not in found["focus"]:
            break
    if interrupted:
        return "relative" if not segment.fresh and len(lower) <= 2 and lower and lower[-1] in found["relative"] else None
    return _verb_last(lower, segment)


def _verb_last(lower: Sequence[str], segment: Segment) -> Kind | None:
    """Openers that make a clause only if its verb stands last: während, als, wer, der, in dem."""
    if not segment.verb_last or not lower:
        return None
    found = words.classes()
    prefixed = lower[0] in found["preposition"] and len(lower) > 1
    word = lower[1] if prefixed else lower[0]
    if lower[0] in found["subordinator_last"] or (lower[0] in found["focus"] and word in found["subordinator_last"]):
        return "adverbial"
    if word in found["question"]:
        return "wh"
    heißt = segment.finite is not None and segment.finite.lemma == "heißen"
    return "relative" if word in found["relative"] and not (word == "das" and heißt) else None
