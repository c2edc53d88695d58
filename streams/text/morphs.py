"""A word by its morphemes: the tags that it may have, and its most likely morphemes given the tag. The searches are HanTa's, to the last bit of their figures.

HanTa tries every tag on every segment of the word. Here a segment meets only the tags that know it; and what an open class guesses is entered only at the end
of the word and where the beam could still follow it up, which is rare: the guess of one long first morpheme is nearly always better there.
"""

from collections.abc import Iterable
from functools import lru_cache
from math import exp, inf, log, log1p

from streams.text.hanta import LONGEST, START, TAG, WINDOW, Moves, Scored, model, packed_state

NEVER = -1e6
WHOLE = 4.6  # by so much less likely is a guess that takes the whole word for one unknown morpheme
SUFFIX = 4  # letters by which a guess is made, at most

Row = dict[int, float]  # the states at one place of the word → likelihood of the best way there
Segments = dict[int, list[tuple[int, float]]]  # tag → letters of its morphemes, each with a likelihood


def analyse(word: str) -> Scored:
    """The tags that a word in lower case may have with their likelihoods, as HanTa's analyze_forward finds them, unsorted. Nothing: it may have any.

    Of a word of more than LONGEST characters only the last ones count.
    """
    lattice = Lattice(word[-LONGEST:])
    bounds, firsts = zip(*map(lattice.first, range(lattice.size + 1)), strict=True)
    rows, floors = list(map(dict, firsts)), list(bounds)
    for at in range(1, lattice.size):
        if rows[at]:
            _advance(lattice, at, rows, floors)
    return _endings(rows[-1])


def morphemes(word: str, target: int) -> tuple[tuple[str, int], ...]:
    """The most likely morphemes of a word in lower case that has the tag `target`, each with its tag, as HanTa's analyze_viterbi finds them: with known
    morphemes alone if there is a way, else with guesses. Nothing where there is none."""
    if _leading(target) == {START, target}:
        return ((word, target),)  # a word of this class is one morpheme
    return _path(word, target, False) or _path(word, target, True)


class Lattice:
    """What the segments of a word may be: known morphemes, and guesses of the open classes by length and last letters."""

    __slots__ = ("caps", "shortest", "size", "tails", "word")

    def __init__(self, word: str) -> None:
        """`word`: in lower case, of one to LONGEST characters."""
        self.word, self.size = word, len(word)
        self.shortest = 3 if self.size > 3 else 1  # a guess has at least so many letters
        self.tails = [_tails(word[max(0, end - SUFFIX) : end]) for end in range(self.size + 1)]
        self.caps: dict[int, list[float]] = {}

    def first(self, end: int) -> tuple[float, Scored]:
        """The beam's bound and the states within it that a single morpheme leads to which ends here; at the end of the word there is no bound."""
        prefix = self.word[:end]
        known = prefix if prefix in model().morphemes else ""
        return _first(known, self.tails[end][min(end, SUFFIX + 1)] if end >= self.shortest else None, end, end == self.size)

    def known(self, at: int) -> Segments:
        """The known morphemes that begin here, by their tags."""
        found, longest = _window(self.word[at : at + WINDOW])
        if longest <= WINDOW:
            return found
        morphemes = model().morphemes
        for letters in range(WINDOW + 1, min(longest, self.size - at) + 1):
            if (morpheme := self.word[at : at + letters]) in morphemes:
                found = found | {tag: [*found.get(tag, ()), (letters, p)] for tag, p in morphemes[morpheme].items()}
        return found

    def likely(self, at: int, outer: bool, top: float, floors: list[float]) -> list[int]:
        """Where a guess may end so that it stays within the beam (`floors`), if the best way to it is as likely as `top`; and the end of the word."""
        if outer not in self.caps:
            self.caps[outer] = [*[_cap(tails[self.shortest :], outer) for tails in self.tails[:-1]], inf]
        caps = self.caps[outer]
        return [end for end in range(at + self.shortest, self.size + 1) if top + caps[end] >= floors[end]]

    def guessed(self, at: int, ends: Iterable[int], outer: bool, known: Segments) -> Segments:
        """What open classes guess to begin here and to end there, by their tags. What a class knows it does not guess."""
        found: Segments = {}
        for end in ends:
            letters = end - at
            for tag, p in _guesses(self.tails[end][letters if letters <= SUFFIX else SUFFIX + 1], letters, outer, letters == self.size):
                if tag in known and letters in [other for other, _ in known[tag]]:
                    continue
                if tag in found:
                    found[tag].append((letters, p))
                else:
                    found[tag] = [(letters, p)]
        return found


@lru_cache(4096)
def _tails(letters: str) -> tuple[str, ...]:
    """The letters by which a morpheme is guessed that ends so, for morphemes of no, one, … five and more letters: the longest listed, but never all of it."""
    listed = next(iter(model().suffixes.values()))  # the same for all classes
    tails = ["", ""]
    for count in range(1, SUFFIX + 1):
        tail = letters[-count:] if count <= len(letters) else ""
        tails.append(tail if tail in listed else tails[-1])
    return tuple(tails)


@lru_cache(4096)
def _guesses(tail: str, letters: int, outer: bool, whole: bool) -> Scored:
    """How likely open classes have a morpheme of so many letters that ends so; without `outer` those that may stand within a word."""
    tables, penalty = model(), WHOLE if whole else 0.0
    classes = tables.lengths if outer else tables.inner
    scored = [(tag, tables.lengths[tag][letters] + tables.suffixes[tag][tail] - penalty) for tag in classes]
    return tuple([way for way in scored if way[1] > NEVER])


@lru_cache(2048)
def _cap(tails: tuple[str, ...], outer: bool) -> float:
    """No guess of a morpheme with one of these tails is more likely."""
    tables = model()
    classes = tables.lengths if outer else tables.inner
    return max(max(tables.lengths[tag]) + max([tables.suffixes[tag][tail] for tail in tails]) for tag in classes)


@lru_cache(4096)
def _first(known: str, tail: str | None, letters: int, whole: bool) -> tuple[float, Scored]:
    likely = {} if tail is None else dict(_guesses(tail, letters, True, whole))
    if known:
        likely |= model().morphemes[known]
    row = {packed_state(START, tag): move + likely[tag] for tag, move in model().openings.items() if tag in likely}
    bound = NEVER if whole else _bound(row)
    return bound, tuple((state, p) for state, p in row.items() if p >= bound)


@lru_cache(8192)
def _window(letters: str) -> tuple[Segments, int]:
    """The known morphemes that these letters begin with, by their tags, and the length of the longest one that goes on after WINDOW letters."""
    morphemes = model().morphemes
    found: Segments = {}
    for end in range(1, len(letters) + 1):
        if (morpheme := letters[:end]) in morphemes:
            for tag, p in morphemes[morpheme].items():
                if tag in found:
                    found[tag].append((end, p))
                else:
                    found[tag] = [(end, p)]
    return found, model().longest.get(letters, 0)


def _bound(row: Row) -> float:
    """The beam: states less likely than this are not followed up."""
    return sorted(row.values(), reverse=True)[3] - 1 if len(row) > 3 else NEVER


def _advance(lattice: Lattice, at: int, rows: list[Row], floors: list[float]) -> None:
    """Enters into the rows further on what may follow the states at `at`. `floors`: what is less likely would not be followed up there, whatever comes."""
    bound, moves = _bound(rows[at]), model().moves
    kept = [(p, *moves[state]) for state, p in rows[at].items() if p >= bound]
    outer, top = False, NEVER
    for p, leads_out, best, _ in kept:
        outer = outer or leads_out
        if p + best > top:
            top = p + best
    known = lattice.known(at)
    guessed = lattice.guessed(at, lattice.likely(at, outer, top, floors), outer, known) if top > NEVER else {}
    for state, through in _onward(kept, known, guessed).items():
        tag = state & TAG
        for segments in (known, guessed):
            if tag in segments:
                for letters, p in segments[tag]:
                    p += through
                    row = rows[at + letters]
                    if state not in row or p > row[state]:
                        row[state] = p
    for end in range(at + 1, lattice.size):
        if floors[end] == NEVER and len(rows[end]) > 3:
            floors[end] = _bound(rows[end])


def _onward(kept: list[tuple[float, bool, float, Moves]], known: Segments, guessed: Segments) -> Row:
    """The next states for which there are morphemes, with the likelihood of the best way to each but for its morpheme."""
    found: Row = {}
    for p, _, _, moves in kept:
        for state, tag, move in moves:
            if tag in known or tag in guessed:
                through = p + move
                if state not in found or through > found[state]:
                    found[state] = through
    return found


def _endings(row: Row) -> Scored:
    """The tags of the word. Of the ways to a tag the best one by each last morpheme's tag counts, and they are added up."""
    endings = model().endings
    ways: Row = {}
    for state, p in row.items():
        for tag, move in endings[state]:
            way = packed_state(state & TAG, tag)
            if way not in ways or p + move > ways[way]:
                ways[way] = p + move
    found: dict[int, float] = {}
    for way, p in ways.items():
        tag = way & TAG
        found[tag] = _sum(found[tag], p) if tag in found else p
    return tuple(found.items())


def _sum(one: float, other: float) -> float:
    """log(exp(one) + exp(other)), computed as numpy.logaddexp does."""
    if one == other:
        return one + log(2)
    return max(one, other) + log1p(exp(-abs(one - other)))


def _path(word: str, target: int, guess: bool) -> tuple[tuple[str, int], ...]:
    """The best way through the word to the tag. Of ways that are as likely the first found stays, so the order of the steps counts."""
    lattice, leading, moves = Lattice(word), _leading(target), model().moves
    rows: list[Row] = [{START: 0.0}, *({} for _ in word)]
    back: list[dict[int, tuple[int, int]]] = [{} for _ in rows]
    for at in range(lattice.size):
        bound, known = _bound(rows[at]), lattice.known(at)
        guessed = lattice.guessed(at, range(at + lattice.shortest, lattice.size + 1), True, known) if guess else {}
        for state, before in rows[at].items():
            for after, tag, move in moves[state][2] if before >= bound else ():
                for letters, p in (*known.get(tag, ()), *guessed.get(tag, ())) if tag in leading else ():
                    row, p = rows[at + letters], before + move + p
                    if after not in row or p > row[after]:
                        row[after], back[at + letters][after] = p, (at, state)
    return _traced(word, _last(rows[-1], target), back)


@lru_cache(64)
def _leading(target: int) -> frozenset[int]:
    """The morpheme tags from which a way leads to a tag of a word."""
    found: set[int] = set()
    before = -1
    while len(found) != before:
        before = len(found)
        for state, endings in model().endings.items():
            if any(tag == target for tag, _ in endings) or any(tag in found for _, tag, _ in model().moves[state][2]):
                found.add(state & TAG)
    return frozenset(found)


def _last(row: Row, target: int) -> int | None:
    """The state in which the best way ends."""
    ways: dict[int, tuple[float, int]] = {}
    for state, p in row.items():
        for tag, move in model().endings[state]:
            if tag == target and (state & TAG not in ways or p + move > ways[state & TAG][0]):
                ways[state & TAG] = p + move, state
    return max(ways.values(), key=lambda way: way[0])[1] if ways else None


def _traced(word: str, state: int | None, back: list[dict[int, tuple[int, int]]]) -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    end = len(word)
    while state is not None and end:
        at, before = back[end][state]
        found.append((word[at:end], state & TAG))
        end, state = at, before
    return tuple(reversed(found))
