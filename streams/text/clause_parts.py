"""Segments → the parts of clauses, from left to right: which segment begins a clause, goes on with one, or takes up one that was interrupted."""

from collections.abc import Sequence

from streams.text import clause_links as links
from streams.text import outline
from streams.text.clause_links import DEPTH, Part
from streams.text.model import Token
from streams.text.openers import Kind
from streams.text.outline import Outlined
from streams.text.segments import Segment

CONTENT = ("dass", "ob", "infinitive")  # what a verb of saying that has its content already takes no second time


def build(tokens: Sequence[Token], segments: Sequence[Segment], particles: set[int]) -> list[Part]:
    """The parts in order; `particles` are the positions of separated prefixes. What never gets its verb is a fragment."""
    builder = _Builder(tokens, outline.read(tokens, segments), particles)
    for index in range(len(segments)):
        builder.add(index)
    return builder.result()


class _Builder:
    def __init__(self, tokens: Sequence[Token], found: Sequence[Outlined], particles: set[int]) -> None:
        self.tokens, self.outlined, self.particles = tokens, found, particles
        self.parts: list[Part] = []
        self.owing: list[int] = []  # parts that wait for their finite verb, the innermost last
        self.forward: list[int] = []  # subordinate clauses that wait for their main clause
        self.host: int | None = None  # the last clause that is no fragment: the next one hangs on it
        self.predicate: int | None = None  # the last main clause with a finite verb, whose rest may still come
        self.told: int | None = None  # the clause that the frame behind it, now the host, reports: "Er wolle, sagte X, dass …"

    def result(self) -> list[Part]:
        """The parts; what hangs on a later part hangs on the clause, and a fragment on no fragment."""
        self._close()
        for part in self.parts:
            if part.parent is not None:
                part.parent = links.head(self.parts, part.parent)
                if part.kind == "fragment" and self.parts[part.parent].kind == "fragment":
                    part.parent = None
        return self.parts

    def add(self, index: int) -> None:
        """Takes the next segment in."""
        here = self.outlined[index]
        segment = here.segment
        if segment.fresh or segment.unquoted:
            self._close()
        if self.parts and not segment.fresh and self._merges(index):
            self._merge(segment)
        elif segment.verbs or (segment.end > segment.begin and segment.end - 1 in self.particles):
            self._verbal(here)
        else:
            self._verbless(here)

    def _close(self) -> None:
        """Nothing waits any longer: what never got its verb is a fragment."""
        if self.owing:
            resumed = {part.parent for part in self.parts[min(self.owing) :] if part.resumes}
            for index in self.owing:
                if self.parts[index].kind == "main" and index not in resumed:
                    self.parts[index].kind = "fragment"
        self.owing, self.forward = [], []

    def _append(self, segment: Segment, kind: Kind, parent: int | None, opened: int = 0, owes: bool = False, resumes: bool = False) -> None:
        index = len(self.parts)
        opened = max(opened, segment.begin)
        self.parts.append(Part(segment.first, segment.last, segment.begin, opened, segment.joined, kind, list(segment.verbs), parent, owes, resumes))
        self.host = self.host if kind == "fragment" else index
        self.told = self.told if kind == "fragment" else None
        self.predicate = index if kind == "main" and segment.finite else self.predicate
        if owes:
            self.owing = [*self.owing[1 - DEPTH :], index]

    # Segments without a verb.

    def _verbless(self, here: Outlined) -> None:
        """The beginning of an interrupted clause, the rest of one, or a fragment."""
        segment = here.segment
        if here.kind != "fragment":
            self._append(segment, here.kind, None if segment.fresh else self.host, here.opened, owes=True)
            self.forward += [len(self.parts) - 1] if segment.fresh else []
        elif segment.fresh or (here.reported and not self.owing):
            self._append(segment, "main", None, owes=True)
        elif self.predicate is not None and links.continues(self.tokens, self.parts, links.head(self.parts, self.predicate), segment):
            self._append(segment, "main", links.head(self.parts, self.predicate), resumes=True)
        elif self.host is not None and segment.end - segment.begin > 1 and self.tokens[segment.begin].lower == "so":
            self._append(segment, "fragment", links.root(self.parts, self.host))  # "…, so der Minister"
        else:
            self._append(segment, "fragment", self.host)

    # Segments with a verb.

    def _verbal(self, here: Outlined) -> None:
        segment, kind = here.segment, here.kind
        if kind in ("relative", "adverbial") and self._goes_on(here):
            kind = "main"
        if kind == "main" and segment.joined and segment.verb_last and not segment.verb_first and links.subordinate(self.parts) and not self.parts[-1].owes:
            self._coordinated(segment)
        elif kind == "main":
            self._main(here)
        elif kind == "fragment":
            self._resume_or_fragment(segment)
        else:
            self._subclause(here)

    def _goes_on(self, here: Outlined) -> bool:
        """Whether what looks like a clause of its own goes on with the one before."""
        owing = self.owing[-1] if self.owing else None
        return links.completes(self.tokens, self.parts, owing, here) or links.parallel(self.tokens, self.parts, here.segment)

    def _coordinated(self, segment: Segment) -> None:
        """A subordinate clause of the kind of the one before, on the same parent: "weil A kommt und B geht"."""
        before = len(self.parts) - 1
        self._append(segment, self.parts[before].kind, self.parts[before].parent)
        if before in self.forward:
            self.forward.append(before + 1)

    def _main(self, here: Outlined) -> None:
        """A finite verb without a subordinator: goes on with what still owes one, or begins a main clause."""
        segment = here.segment
        told = links.head(self.parts, self.host) if self.host is not None and self.parts[-1].kind == "main" and outline.framed(here) else None
        if self.owing and any([self.parts[k].kind == "main" for k in self.owing]) and outline.inserted(self.tokens, here):
            self._append(segment, "main", None)
            return
        owing = self._owing(segment)
        if owing is None and outline.conditional(self.tokens, here):
            self._append(segment, "adverbial", None)
            self.forward.append(len(self.parts) - 1)
            return
        if owing is None and outline.condition(here) and self.host is not None:
            self._append(segment, "adverbial", self.host)
            return
        self._append(segment, "main" if owing is None else self.parts[owing].kind, owing, resumes=owing is not None)
        self.told = told if owing is None else None
        if self.parts[-1].kind == "main":
            self._settle(len(self.parts) - 1 if owing is None else owing)
        elif owing is not None and self.parts[owing].kind != "relative" and self._ahead(here):
            self.parts[owing].parent = None
            self.forward.append(owing)

    def _owing(self, segment: Segment) -> int | None:
        """The part that this segment gives the finite verb to; taken off the list, with all that began after it."""
        for depth in range(len(self.owing) - 1, -1, -1):
            index = self.owing[depth]
            if links.takes(self.tokens, self.parts, index, segment):
                self.parts[index].left = self.parts[index].kind == "main" and links.taken_up(self.tokens, self.parts, index, segment)
                del self.owing[depth:]
                return index
        return None

    def _settle(self, main: int) -> None:
        """Subordinate clauses in front hang on the main clause that now stands."""
        for index in self.forward:
            self.parts[index].parent = main
        self.forward = []

    def _subclause(self, here: Outlined) -> None:
        segment, kind = here.segment, here.kind
        contrasted = kind == "infinitive" and any(t.lower == "aber" for t in self.tokens[segment.begin : segment.begin + 3])
        like = self._like(kind) if segment.joined or contrasted else None
        host = self.told if self.told is not None and kind in CONTENT else self.host
        before = segment.fresh or (kind != "relative" and self._ahead(here))
        parent = None if before else host if like is None else self.parts[like].parent
        self._append(segment, kind, parent, here.opened, owes=segment.finite is None and kind != "infinitive")
        if parent is None:
            self.forward.append(len(self.parts) - 1)

    def _ahead(self, here: Outlined) -> bool:
        """Whether a subordinate clause stands before its main clause although another one came before."""
        return outline.before_its_main(here) and not any(self.parts[k].kind == "main" for k in self.owing)

    def _like(self, kind: Kind) -> int | None:
        """The innermost clause of a kind around this place: "dass A kommt, der B kennt, und dass C geht"."""
        index = self.host
        for _ in range(DEPTH):
            if index is None or self.parts[index].kind == kind:
                break
            index = self.parts[index].parent
        return None if index is None or self.parts[index].kind != kind else links.head(self.parts, index)

    def _resume_or_fragment(self, segment: Segment) -> None:
        """Verbs without a finite one: the rest of an interrupted clause ("hat X, der Y ist, getroffen"), else a fragment ("wie erwartet")."""
        last = segment.verbs[-1].at if segment.verbs else segment.end - 1
        compared = any(self.tokens[i].lower in ("als", "wie") for i in (segment.begin, max(segment.begin, last - 1)))
        if self.predicate is not None and last == segment.end - 1 and not compared:
            self._append(segment, self.parts[self.predicate].kind, links.head(self.parts, self.predicate), resumes=True)
        else:
            self._append(segment, "main" if segment.fresh else "fragment", self.host, owes=segment.fresh)

    # Segments that go on with the part before.

    def _merge(self, segment: Segment) -> None:
        """Goes on with the last clause: "A, B und C sagten", "eine sofortige, bedingungslose Waffenruhe"."""
        part = self.parts[-1]
        part.last = segment.last
        part.verbs += segment.verbs
        if part.owes and segment.finite:
            index = len(self.parts) - 1
            part.owes = False
            self.owing = [i for i in self.owing if i != index]
            if part.kind == "main":
                self.predicate = index
                self._settle(index)

    def _merges(self, index: int) -> bool:
        here, segment = self.outlined[index], self.outlined[index].segment
        last = self.parts[-1]
        if last.kind == "fragment":
            return False
        if not segment.comma:  # "dass „die Tür offen ist“"
            return last.owes and segment.verb_last and last.kind != "main" and self.tokens[segment.first - 1].kind != "punct"
        if last.owes and here.enumerated == "forward":
            return True
        before = self.outlined[index - 1].segment
        complete = before.verb_last and last.kind != "main"
        return (here.enumerated == "back" and not complete) or outline.adjectives(self.tokens, before, segment)
