"""HanTa's German model, read from the file that the package HanTa brings along.

C. Wartena: A Probabilistic Morphology Model for German Lemmatization, KONVENS 2019; trained on TIGER; LGPL-3.0. Words are sequences of morphemes with tags,
sentences sequences of words with tags. Tags are HanTa's numbers, likelihoods natural logarithms.

A state is a tag and the tag before it in one number, `before << 7 | tag`.
"""

import gzip
import pickle
import struct
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import inf
from typing import Any

TAG = 127  # a state's own tag
START = 1  # what stands before a word's first morpheme and a sentence's first word; also the state that both begin in
END = 2
WINDOW = 6  # letters of a word in which its morphemes are looked for at once
LONGEST = 60  # letters of a word that are read, its last ones: the search is quadratic in them

Scored = tuple[tuple[int, float], ...]  # tags or states with their likelihoods
Moves = tuple[tuple[int, int, float], ...]  # next states, their tags, likelihoods


@dataclass(frozen=True, slots=True)
class Model:
    """HanTa's tables, as the searches want them."""

    names: Mapping[int, str]  # tag → "VV(FIN)"
    observed: Mapping[str, Scored]  # word of the training text → its tags
    capital: Mapping[int, Mapping[bool, float]]  # tag → how likely with a capital and without
    prior: Mapping[int, float]  # tag → how likely at all
    contexts: Mapping[int, Mapping[int, float]]  # state of a sentence → next tags
    morphemes: Mapping[str, Mapping[int, float]]  # morpheme → the tags that know it → how likely
    longest: Mapping[str, int]  # first WINDOW letters → letters of the longest morpheme that begins with them and goes on
    openings: Mapping[int, float]  # tag of a first morpheme → how likely
    moves: Mapping[int, tuple[bool, float, Moves]]  # state → whether it leads to an open class that is not an inner one; best move to any; all moves
    endings: Mapping[int, Scored]  # state → tags of a word that ends in it
    inner: frozenset[int]  # open classes that may follow a morpheme; the others may only after a hyphen
    suffixes: Mapping[int, Mapping[str, float]]  # open class → last letters → how likely
    lengths: Mapping[int, tuple[float, ...]]  # open class → how likely an unknown morpheme of so many letters
    stems: Mapping[int, Mapping[str, str]]  # morpheme tag → form → stem
    inflections: Mapping[str, frozenset[int]]  # main tag → morpheme tags that are no part of a lemma
    lemma_ends: Mapping[str, Mapping[str, str]]  # main tag → last letters of a stem → what makes it a lemma
    capitalised: frozenset[int]  # tags whose lemmas have a capital


@lru_cache(1)
def model() -> Model:
    """The model, read at the first call. Raises ModuleNotFoundError without HanTa, UnpicklingError where the file asks for more than words and numbers."""
    with (resources.files("HanTa") / "morphmodel_ger.pgz").open("rb") as packed, gzip.open(packed) as file:
        _, names, suffixes, lengths, floor, hapax, moves, known, *rest = _Unpickler(file).load()
    stems, contexts, prior, capital, inflections, ends, capitalised, observed = rest
    openings = {tag: p for tag, p in moves[0, START].items() if tag > 0}
    guessing = [tag for tag in openings if tag in hapax and tag in suffixes]
    hyphen = next(tag for tag, name in names.items() if name == "HYPHEN")
    inner = frozenset(tag for state, after in moves.items() if state[1] not in (START, hyphen) for tag in after if tag in guessing)
    morphemes = _inverted(known)
    return Model(
        names=names,
        observed={word: tuple(tags) for word, tags in observed.items()},
        capital=capital,
        prior=prior,
        contexts={packed_state(*state): after for state, after in contexts.items()},
        morphemes=morphemes,
        longest=_longest(morphemes),
        openings=openings,
        moves={packed_state(*state): _moves(state[1], after, inner, guessing) for state, after in moves.items()},
        endings={packed_state(*state): tuple((-tag, p) for tag, p in after.items() if tag < 0) for state, after in moves.items()},
        inner=inner,
        suffixes={tag: suffixes[tag] for tag in guessing},
        lengths={tag: tuple(floor + hapax[tag] + lengths[tag][min(letters, 24)] for letters in range(LONGEST + 1)) for tag in guessing},
        stems=stems,
        inflections={tag: frozenset(morphemes) for tag, morphemes in inflections.items()},
        lemma_ends=ends,
        capitalised=frozenset(capitalised),
    )


def packed_state(before: int, tag: int) -> int:
    """Two tags as one state."""
    return before << 7 | tag


class _Double:
    """Stands for numpy.dtype: the few numpy numbers in the file are doubles."""

    def __init__(self, code: str, *_: object) -> None:
        if code != "f8":
            raise pickle.UnpicklingError(f"a number of the type {code!r}, not a double")

    def __setstate__(self, state: tuple[object, ...]) -> None:
        if state[1] != "<":
            raise pickle.UnpicklingError("a double that is not little-endian")


def _number(_: _Double, data: bytes) -> float:
    number: float = struct.unpack("<d", data)[0]
    return number


class _Unpickler(pickle.Unpickler):
    """Reads words, numbers and what holds them, and imports nothing: a file cannot run anything, and numpy need not be there."""

    ALLOWED: Mapping[tuple[str, str], object] = {("numpy", "dtype"): _Double, ("numpy._core.multiarray", "scalar"): _number}

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in self.ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name}, which has no place in HanTa's model")
        return self.ALLOWED[module, name]


def _moves(tag: int, after: Mapping[int, float], inner: Container[int], guessing: Container[int]) -> tuple[bool, float, Moves]:
    moves = tuple((packed_state(tag, following), following, p) for following, p in after.items() if following > 0)
    best = max((p for _, following, p in moves if following in guessing), default=-inf)
    return any(following in guessing and following not in inner for _, following, p in moves), best, moves


def _inverted(known: Mapping[int, Mapping[str, float]]) -> dict[str, dict[int, float]]:
    """Tag → morpheme → likelihood, turned into morpheme → tag → likelihood."""
    found: dict[str, dict[int, float]] = {}
    for tag, morphemes in known.items():
        for morpheme, p in morphemes.items() if tag > 0 else ():
            if morpheme in found:
                found[morpheme][tag] = p
            else:
                found[morpheme] = {tag: p}
    return found


def _longest(morphemes: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for morpheme in morphemes:
        if len(morpheme) > WINDOW and len(morpheme) > found.get(morpheme[:WINDOW], 0):
            found[morpheme[:WINDOW]] = len(morpheme)
    return found
