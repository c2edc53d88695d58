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

from streams.text import chunks, forms, words
from streams.text.chunks import Chunk
from streams.text.model import Clause, Direction, Name, Token, Verb

Kind = Literal["main", "dass", "ob", "wh", "relative", "adverbial", "infinitive", "fragment"]
AHEAD = frozenset(("plan", "schedule", "postpone"))  # groups whose participle with "ist" or "wird" looks forward: "ist geplant"
DEPTH = 8  # clauses that may wait for their verbs at one time
FOCUS = 4  # words that may stand before a subordinator: "vor allem auch weil"


def split(tokens: Sequence[Token], verbs: Sequence[Verb], names: Sequence[Name] = (), quoted: Sequence[tuple[int, int]] = ()) -> tuple[Clause, ...]:
    """The clauses of a sentence. Marks inside `names` split nothing; a quotation (`quoted`: offsets) with a finite verb is a clause of its own."""
    if not tokens:
        return ()
    found = chunks.find(tokens, verbs, names, quoted)
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
    """Puts chunks together to clauses, from left to right."""

    def __init__(self, tokens: Sequence[Token], found: Sequence[Chunk], particles: set[int]) -> None:
        self.tokens, self.chunks, self.particles = tokens, found, particles
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
        """Takes the next chunk in."""
        chunk = self.chunks[index]
        if chunk.fresh or chunk.unquoted:
            self._close()
        if self._merges(index):
            self._merge(chunk)
        elif chunk.verbs or self._has_particle(chunk):
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
        chunk = self.chunks[index]
        kind = _opener(self._words(chunk), chunk, interrupted=True)
        if kind and not chunk.fresh:
            self._append(chunk, kind, self.host, owes=True)
        elif kind or chunk.fresh:
            self._append(chunk, kind or "main", None, owes=True)
            self.forward += [len(self.parts) - 1] if kind else []
        elif self.reported[index] and not self.owing:
            self._append(chunk, "main", None, owes=True)
        else:
            self._append(chunk, "fragment", self.host)

    def _verbal(self, index: int) -> None:
        chunk = self.chunks[index]
        kind = self._kind(chunk)
        if kind == "main" and chunk.joined and chunk.verb_last and not chunk.verb_first and self._subordinate():
            self._coordinated(chunk)
        elif kind == "main":
            self._main(index)
        elif kind == "fragment":
            self._resume_or_fragment(chunk)
        else:
            self._subclause(chunk, kind)

    def _coordinated(self, chunk: Chunk) -> None:
        """A subordinate clause of the kind of the one before, on the same parent: "weil A kommt und B geht"."""
        before = len(self.parts) - 1
        self._append(chunk, self.parts[before].kind, self.parts[before].parent)
        if before in self.forward:
            self.forward.append(before + 1)

    def _main(self, index: int) -> None:
        """A finite verb without a subordinator: goes on with what still owes one, or begins a main clause."""
        chunk = self.chunks[index]
        owing = self._owing(chunk)
        if owing is not None:
            self._append(chunk, self.parts[owing].kind, owing)
        elif self._conditional(index):
            self._append(chunk, "adverbial", None)
            self.forward.append(len(self.parts) - 1)
            return
        else:
            self._append(chunk, "main", None)
        if self.parts[-1].kind == "main":
            self._settle(len(self.parts) - 1 if owing is None else owing)

    def _owing(self, chunk: Chunk) -> int | None:
        """The part that this chunk gives the finite verb to; taken off the list, with all that began after it."""
        for depth in range(len(self.owing) - 1, -1, -1):
            kind = self.parts[self.owing[depth]].kind
            if (kind == "main" and (chunk.verb_first or chunk.joined)) or (kind != "main" and chunk.verb_last and not chunk.verb_first):
                index = self.owing[depth]
                del self.owing[depth:]
                return index
        return None

    def _settle(self, main: int) -> None:
        """Subordinate clauses in front hang on the main clause that now stands."""
        for index in self.forward:
            self.parts[index].parent = main
        self.forward = []

    def _subclause(self, chunk: Chunk, kind: Kind) -> None:
        parent = None if chunk.fresh else self.host
        self._append(chunk, kind, parent, owes=chunk.finite is None and kind != "infinitive")
        if parent is None:
            self.forward.append(len(self.parts) - 1)

    def _resume_or_fragment(self, chunk: Chunk) -> None:
        """Verbs without a finite one: the rest of an interrupted clause ("hat X, der Y ist, getroffen"), else a fragment."""
        last = chunk.verbs[-1].at if chunk.verbs else chunk.end - 1
        host = self.predicate
        if host is not None and last == chunk.end - 1:
            root = self.parts[host].parent if self._resumed(host) else host
            self._append(chunk, self.parts[host].kind, root)
        else:
            self._append(chunk, "main" if chunk.fresh else "fragment", self.host, owes=chunk.fresh)

    def _append(self, chunk: Chunk, kind: Kind, parent: int | None, owes: bool = False) -> None:
        index = len(self.parts)
        self.parts.append(_Part(chunk.first, chunk.last, kind, list(chunk.verbs), parent, owes))
        self.host = self.host if kind == "fragment" else index
        self.predicate = index if kind == "main" and chunk.finite else self.predicate
        if owes:
            self.owing = [*self.owing[1 - DEPTH :], index]

    def _merge(self, chunk: Chunk) -> None:
        """Goes on with the last clause: "A, B und C sagten", "eine sofortige, bedingungslose Waffenruhe"."""
        part = self.parts[-1]
        part.last = chunk.last
        part.verbs += chunk.verbs
        if part.owes and chunk.finite:
            index = len(self.parts) - 1
            part.owes, self.predicate = False, index
            self.owing = [i for i in self.owing if i != index]
            self._settle(index)

    def _merges(self, index: int) -> bool:
        chunk = self.chunks[index]
        if not self.parts or not chunk.comma or chunk.fresh or self.parts[-1].kind == "fragment":
            return False
        if self.parts[-1].owes and self.enumerated[index] == "forward":
            return True
        complete = self.chunks[index - 1].verb_last and self.parts[-1].kind != "main"
        return (self.enumerated[index] == "back" and not complete) or self._adjectives(index)

    def _adjectives(self, index: int) -> bool:
        """Whether the comma stands between two adjectives."""
        before, chunk = self.chunks[index - 1], self.chunks[index]
        if before.end <= before.begin or chunk.end <= chunk.begin or chunk.joined:
            return False
        pair = (self.tokens[before.end - 1], self.tokens[chunk.begin])
        return all(t.text[0].islower() and t.text.endswith(("e", "en", "er", "es", "em")) and t.lower not in words.openers() for t in pair) and not (
            any(v.at in (before.end - 1, chunk.begin) for v in (*before.verbs[-1:], *chunk.verbs[:1]))
        )

    def _enumerations(self) -> list[str]:
        """For each chunk whether it goes on an enumeration: "forward" before a common verb ("A, B und C sagten"), "back" behind one ("traf A, B und C")."""
        found = [""] * len(self.chunks)
        for index in range(len(self.chunks) - 1, -1, -1):
            chunk = self.chunks[index]
            following = found[index + 1] if index + 1 < len(self.chunks) and self.chunks[index + 1].comma else ""
            before = chunk.verbs[0].at if chunk.verbs else chunk.end
            joins = any(t.lower in words.classes()["joining"] for t in self.tokens[chunk.begin : before])
            if chunk.verbs:
                plain = chunk.finite is not None and not chunk.verb_first and self._kind(chunk) == "main"
                found[index] = "forward" if joins and plain else ""
            else:
                found[index] = following or ("back" if joins else "")
        return found

    def _reported(self) -> list[bool]:
        """For each chunk whether the next main verb comes first and in the Konjunktiv, after its subject: "…, die Lage, so X, sei ernst"."""
        found = [False] * (len(self.chunks) + 1)
        for index in range(len(self.chunks) - 1, -1, -1):
            chunk, follower = self.chunks[index], self.chunks[min(index + 1, len(self.chunks) - 1)]
            if chunk.finite and self._kind(chunk) == "main":
                found[index] = chunk.verb_first and chunk.finite.mood in ("konj1", "konj2")
            else:
                found[index] = found[index + 1] and follower.comma and not follower.fresh and not follower.unquoted
        return found

    def _conditional(self, index: int) -> bool:
        """ "Kommt es zu keiner Einigung, drohen Streiks": a verb in front, and the next clause begins with its verb too."""
        chunk = self.chunks[index]
        follower = self.chunks[index + 1] if index + 1 < len(self.chunks) else None
        if not chunk.fresh or not chunk.verb_first or follower is None or not follower.comma or follower.fresh:
            return False
        return follower.verb_first or next(iter(self._words(follower)), "") in ("so", "dann")

    def _words(self, chunk: Chunk) -> list[str]:
        """The first words of a chunk, enough to see what it begins with."""
        return [t.lower for t in self.tokens[chunk.begin : min(chunk.end, chunk.begin + FOCUS + 2)]]

    def _kind(self, chunk: Chunk) -> Kind:
        """The kind of a chunk with verbs. Main also covers what turns out to be the rest of an interrupted clause."""
        lower = self._words(chunk)
        opener = _opener(lower, chunk, interrupted=False)
        if opener == "wh" and self._noun_before(chunk) and lower[0] in words.classes()["relative"]:
            opener = "relative"
        if opener and not (opener == "relative" and (chunk.fresh or self._subject_only(chunk))):
            return opener
        if chunk.finite is None and any(v.form == "zu_infinitive" for v in chunk.verbs):
            return "infinitive"
        return "main" if chunk.finite else "fragment"

    def _subject_only(self, chunk: Chunk) -> bool:
        """Whether what looks relative is a subject and its verb: "…, der Westen eskaliere", "…, das Treffen scheiterte"."""
        finite = chunk.finite
        between = self.tokens[chunk.begin + 1 : finite.at] if finite and len(chunk.verbs) == 1 else []
        if not between or any(t.lower in words.openers() for t in between) or not between[-1].text[0].isupper():
            return False
        return finite is not None and (finite.mood in ("konj1", "konj2") or not self._noun_before(chunk))

    def _noun_before(self, chunk: Chunk) -> bool:
        """Whether a noun stands right before the comma, on which a relative clause may hang."""
        before = next((t for t in reversed(self.tokens[max(0, chunk.first - 3) : chunk.first]) if t.kind != "punct"), None)
        return not chunk.fresh and before is not None and before.text[0].isupper()

    def _has_particle(self, chunk: Chunk) -> bool:
        return chunk.end > chunk.begin and chunk.end - 1 in self.particles

    def _subordinate(self) -> bool:
        return bool(self.parts) and self.parts[-1].kind not in ("main", "fragment", "infinitive")

    def _resumed(self, index: int) -> bool:
        """Whether a part goes on with an earlier one."""
        part = self.parts[index]
        return part.parent is not None and (part.kind == "main" or self.parts[part.parent].owes)


def _opener(lower: Sequence[str], chunk: Chunk, interrupted: bool) -> Kind | None:
    """What the first words make of a chunk; None where they make nothing. `interrupted`: it has no verb, so only words that can do nothing else count."""
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
        return "relative" if not chunk.fresh and len(lower) <= 2 and lower and lower[-1] in found["relative"] else None
    return _verb_last(lower, chunk)


def _verb_last(lower: Sequence[str], chunk: Chunk) -> Kind | None:
    """Openers that make a clause only if its verb stands last: während, als, wer, der, in dem."""
    if not chunk.verb_last or not lower:
        return None
    found = words.classes()
    prefixed = lower[0] in found["preposition"] and len(lower) > 1
    word = lower[1] if prefixed else lower[0]
    if lower[0] in found["subordinator_last"] or (lower[0] in found["focus"] and word in found["subordinator_last"]):
        return "adverbial"
    if word in found["question"]:
        return "wh"
    heißt = chunk.finite is not None and chunk.finite.lemma == "heißen"
    return "relative" if word in found["relative"] and not (word == "das" and heißt) else None
