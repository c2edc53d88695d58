"""STTS tags and lemmas of words, as HanTa gives them, at many times its speed: a word is analysed once, a sentence looks only at the tags its words may have.

The tag set is STTS (Schiller et al. 1999) as TIGER writes it: PIAT also for PIDAT, PROAV for PAV. HanTa's names differ by brackets, VV(FIN) for VVFIN, and it
tells nominalised infinitives (NNI) and adjectives (NNA) from other nouns; STTS has NN for all of them.

Tags are those of HanTa's `tag_sent` for the words as `spelled` gives them: HanTa takes "„" for a word, and "Nein" behind it for a noun. Lemmas are HanTa's too,
also where they have the old spelling ("Beschluß"): compare them with "ß" as "ss".
"""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import inf

from streams.text.hanta import END, LONGEST, START, TAG, Scored, model
from streams.text.model import Token
from streams.text.morphs import analyse, morphemes
from streams.text.words import by_ending

CUTOFF = 5.0  # of a word that the training text hasn't: a tag by so much less likely than the best is none of its tags
BEAM = 5  # states of a sentence that are followed up, and all that come within 1 of the next one

#: Marks that the training text has not, as those that it has.
MARKS = (
    dict.fromkeys("„“”»«‚‘›‹", '"') | dict.fromkeys((",,", "<<", ">>", "``", "''", "´´", "`", "´", "'"), '"')
    | dict.fromkeys(("–", "—", "―", "--", "---", "•", "·", "|"), "-") | {"…": "...", "..": "...", "....": "...", "[": "(", "]": ")"}
)  # fmt: skip
LETTERS = str.maketrans({"’": "'", "‐": "-", "‑": "-", "\u00ad": None})


def tag(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The STTS tag of each token of a sentence. Of a token of more than LONGEST characters the first one and the last ones count."""
    names = _names()
    words = [text if len(text := token.text) <= LONGEST else text[0] + text[1 - LONGEST :] for token in tokens]
    return tuple([names[number] for number in numbers(words)])


def lemma(word: str, tag: str) -> str:
    """The base form of a word that has this STTS tag: "verhandelte", VVFIN → "verhandeln". A word of more than LONGEST characters is its own.

    Raises KeyError for what is no STTS tag.
    """
    return word if len(word) > LONGEST else _lemma(word, tag)


def numbers(words: Sequence[str]) -> list[int]:
    """HanTa's numbers of the most likely tags of a sentence's words (Viterbi over two tags of context)."""
    if not words:
        return []
    contexts, row, back = model().contexts, {START: 0.0}, []
    for scored in (_uncased(words[0]), *map(_cased, words[1:])):
        if len(row) > BEAM:
            bound = sorted(row.values(), reverse=True)[BEAM] - 1
            row = {state: p for state, p in row.items() if p >= bound}
        following: dict[int, float] = {}
        came: dict[int, int] = {}
        for before, through in row.items():
            moves, own = contexts[before], (before & TAG) << 7
            for number, p in scored:
                p = through + moves[number] + p
                state = own | number
                if state not in following or p > following[state]:
                    following[state], came[state] = p, before
        row = following
        back.append(came)
    return _traced(max(row, key=lambda state: row[state] + contexts[state][END]), back)


def spelled(word: str) -> str:
    """The word as the training text, of 1992 to 1995, would have it: its marks, no soft hyphens, "ß" where only that is known ("mußten", "Maßnahmen")."""
    if word in MARKS:
        return MARKS[word]
    form = unicodedata.normalize("NFC", word.translate(LETTERS)) or word
    if "ss" in form and not _known(form) and _known(form.replace("ss", "ß")):
        return form.replace("ss", "ß")
    return form


def _known(form: str) -> bool:
    return form.lower() in model().observed


def _traced(state: int, back: list[dict[int, int]]) -> list[int]:
    found = []
    for came in reversed(back):
        found.append(state & TAG)
        state = came[state]
    return found[::-1]


@lru_cache(1)
def _names() -> dict[int, str]:
    """HanTa's number → the STTS tag."""
    return {number: _stts(model().names[number]) for number in model().prior}


def _stts(name: str) -> str:
    return name if name.startswith("$") else "NN" if name in ("NNA", "NNI") else name.replace("(", "").replace(")", "")


@lru_cache(1)
def _readings() -> Mapping[str, tuple[int, ...]]:
    """STTS tag → HanTa's numbers of it."""
    return {tag: tuple(number for number, name in _names().items() if name == tag) for tag in _names().values()}


@lru_cache(24576)
def _cased(word: str) -> Scored:
    """The tags of a word within a sentence, with their likelihoods but for the context's."""
    return _scored(spelled(word), True)


@lru_cache(4096)
def _uncased(word: str) -> Scored:
    """The same of a sentence's first word, whose capital says nothing."""
    return _scored(spelled(word), False)


def _scored(word: str, cased: bool) -> Scored:
    tables, upper = model(), word[0].isupper()
    observed = tables.observed.get(word.lower())
    found = analyse(word.lower()) if observed is None else observed
    likely = {number: (p + tables.capital[number][upper] if cased else p) - tables.prior[number] for number, p in found}
    if observed is None and likely:
        least = max(likely.values()) - CUTOFF
        likely = {number: p for number, p in likely.items() if p >= least}
    return tuple((number, likely[number]) for number in _order() if number in likely) or tuple((number, 0.0) for number in _order())


@lru_cache(1)
def _order() -> tuple[int, ...]:
    """The tags in the order in which HanTa tries them: of equals the first one stays."""
    return tuple(number for number in next(iter(model().contexts.values())) if number != END)


@lru_cache(4096)
def _lemma(word: str, tag: str) -> str:
    """By the likeliest of HanTa's readings that STTS has no tags of their own for."""
    likely = dict(_cased(word))
    return base_form(spelled(word), max(_readings()[tag], key=lambda number: likely.get(number, -inf)))


def base_form(form: str, number: int) -> str:
    """What HanTa's `analyze` gives for a word as spelled and one of its tags: the morphemes but for inflection, the last one as its stem, and an ending."""
    word, name = form.lower(), model().names[number]
    parts, main = morphemes(word, number), name.split("(")[0]
    if not parts:
        return word
    kept = [part for part in parts if part[1] not in model().inflections.get(main, ())] or parts
    last, kind = kept[-1]
    if model().names[kind].startswith((name[:2], "SUF")):
        last = model().stems.get(kind, {}).get(last, last)
    stem = "".join(part for part, _ in kept[:-1]) + last
    ending = by_ending(model().lemma_ends.get(main, {}), "#" + stem) or ""
    return (stem[:1].upper() + stem[1:] if number in model().capitalised else stem) + ending
