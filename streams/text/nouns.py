"""Noun forms → what they can be: lemma, gender, number, cases.

Read by nouns.tsv (written by hand, and by users), then by nouns_wiktionary.tsv (made by scripts/nouns), then as a compound by its longest known last part, then
by its ending (noun_endings.tsv). A form that none of them knows has no readings.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from streams import lexicon
from streams.text.noun_forms import ADJECTIVE, Noun, declined, plain, umlauted

SHORTEST = 3  # letters of a compound's last part at least
BEFORE = 2  # letters that stand before it at least
LONGEST = 60  # letters of a word at most: what is longer is no noun
LONGEST_ENDING = 4  # letters of an ending that rules know
USUAL = 12  # nouns that decline alike before their endings become rules
MEMO = 4_000


class NounRow(lexicon.Row):
    """A noun; the id is the lemma. noun_forms.py explains the notation of changes. Without a gender it is none, whatever the made table says."""

    gender: tuple[str, ...] = ()
    genitive: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()


class EndingRow(lexicon.Row):
    """How unknown nouns with an ending decline; the first row that fits counts."""

    endings: tuple[str, ...]
    gender: str
    genitive: str = ""
    plural: str = ""


@lexicon.memo(MEMO)
def read(word: str) -> tuple[Noun, ...]:
    """All readings of a noun form; empty where nothing tells. Swiss "ss" for "ß" is understood."""
    if not word or not word[0].isupper() or len(word) > LONGEST:
        return ()
    return known(word) or _compound(word) or _by_ending(word)


@lexicon.memo(MEMO)
def known(word: str) -> tuple[Noun, ...]:
    """The readings that the tables themselves give, without compounds and guesses."""
    lemmas = (*_lemmas(word), *_irregular().get(word, ()))
    if not lemmas:
        return ()
    found = dict[Noun, None]()
    for lemma in dict.fromkeys(lemmas):
        tail = _tail(lemma)
        if tail is None:
            lemma = _swiss()[lemma]
            tail = _tail(lemma)
        if tail:
            found |= dict.fromkeys(noun for form, noun in declined(lemma, tail) if form == word or ("ß" in form and form.replace("ß", "ss") == word))
    return tuple(found)


def _tail(lemma: str) -> str | None:
    """Gender, genitive and plural of a lemma with tabs between; empty where our own table says that it is no noun."""
    found = _own().get(lemma)
    return _wiktionary().get(lemma) if found is None else found


def _lemmas(word: str) -> list[str]:
    """What the lemma may be, by the endings that forms have, of all that the tables hold."""
    lemmas, rules, size = _all(), _rules(), len(word)
    found = [word] if word in lemmas else []
    for cut in range(min(LONGEST_ENDING, size - 2) + 1):
        here = rules.get(word[size - cut :])
        if here is None:
            continue
        stem, bare = word[: size - cut], ""
        for ending, umlaut in here:
            if umlaut:
                bare = bare or plain(stem)
            lemma = (bare if umlaut else stem) + ending
            if lemma in lemmas:
                found.append(lemma)
    return found


def _compound(word: str) -> tuple[Noun, ...]:
    """ "Waffenstillstandsabkommen", "EU-Außenbeauftragte": as its longest last part that is known."""
    for at in range(BEFORE, len(word) - SHORTEST + 1):
        if word[at - 1] == "-" or word[at].islower():
            part = word[at].upper() + word[at + 1 :]
            readings = known(part) if _known_end(part) else ()
            if readings:
                before = word[:at]
                return tuple(Noun(before + _joined(n.lemma, word[at]), n.gender, n.number, n.cases) for n in readings)
    return ()


def _joined(lemma: str, first: str) -> str:
    """The last part as it stands in the compound: with a small letter, or a capital behind a hyphen."""
    return lemma if first.isupper() else lemma[0].lower() + lemma[1:]


def _known_end(part: str) -> bool:
    """Whether a noun could begin so: spares most parts of a word the long look."""
    beginnings = _beginnings()
    return part[:SHORTEST] in beginnings if len(part) == SHORTEST else part[: SHORTEST + 1] in beginnings or part[:SHORTEST] in _short()


def _by_ending(word: str) -> tuple[Noun, ...]:
    """ "-ung", "-heit", "-chen": the readings as if such a noun stood in the table."""
    for ending, form, tail in _endings().get(word[-2:].lower(), ()):
        stem = word[: len(word) - len(form)]
        if word.endswith(form) and len(stem) >= SHORTEST:
            readings = tuple(noun for made, noun in declined(stem + ending, tail) if made == word)
            if readings:
                return readings
    return ()


@lexicon.derived
def _own() -> dict[str, str]:
    """The rows of nouns.tsv as those of the made table are kept."""
    return {row.id: "\t".join("|".join(cell) for cell in (row.gender, row.genitive, row.plural)).strip() for row in lexicon.rows("nouns", NounRow)}


@lru_cache(maxsize=1)
def _wiktionary() -> dict[str, str]:
    """The made table. It is read without checks, since a test holds them: tens of thousands of rows, of which few hundred tails are different."""
    text = (resources.files(lexicon.__name__) / "nouns_wiktionary.tsv").read_text("utf-8")
    found = {}
    for line in text[text.index("\nid\t") + 1 :].split("\n")[1:-1]:
        lemma, _, tail = line.partition("\t")
        found[lemma] = sys.intern(tail)
    return found


@lexicon.derived
def _swiss() -> dict[str, str]:
    """Swiss spelling of a lemma → the lemma: "Strasse"."""
    return {lemma.replace("ß", "ss"): lemma for lemma in (*_wiktionary(), *_own()) if "ß" in lemma}


@lexicon.derived
def _all() -> frozenset[str]:
    """All lemmas, also in Swiss spelling."""
    return frozenset((*_wiktionary(), *_own(), *_swiss()))


@lexicon.derived
def _beginnings() -> frozenset[str]:
    """How nouns begin that can be the last part of a compound, also with the umlaut of their plural."""
    found = {lemma[: SHORTEST + 1] for lemma in (*_wiktionary(), *_own())}
    return frozenset(found | {umlauted(lemma)[: SHORTEST + 1] for table in (_wiktionary(), _own()) for lemma, tail in table.items() if "¨" in tail})


@lexicon.derived
def _short() -> frozenset[str]:
    """The shortest nouns that can be the last part of a compound: "Tag", "Rat"."""
    return frozenset(beginning for beginning in _beginnings() if len(beginning) == SHORTEST)


@lexicon.derived
def _rules() -> dict[str, tuple[tuple[str, bool], ...]]:
    """Form's ending → lemma's endings, and whether an umlaut goes; of the changes that many nouns have."""
    found: dict[str, dict[tuple[str, bool], None]] = {}
    for tail in _usual():
        for ending, rule in _undone(tail):
            if len(ending) <= LONGEST_ENDING:
                found.setdefault(ending, {})[rule] = None
    return {form: tuple(rules) for form, rules in found.items()}


@lexicon.derived
def _usual() -> frozenset[str]:
    """Tails that many nouns have."""
    counts = Counter(_wiktionary().values())
    return frozenset(tail for tail, count in counts.items() if count >= USUAL)


@lexicon.derived
def _irregular() -> dict[str, list[str]]:
    """Form → lemmas, of the nouns that decline as few others do, and of all in our own table."""
    usual, found = _usual(), dict[str, list[str]]()
    for table in (_wiktionary(), _own()):
        for lemma, tail in table.items():
            if tail not in usual and tail:
                for form in {form for form, _ in declined(lemma, tail)}:
                    found.setdefault(form, []).append(lemma)
    return found


def _undone(tail: str) -> Iterator[tuple[str, tuple[str, bool]]]:
    """The changes of a tail backwards, with the datives that follow from them: "¨e" gives -e and -en, each without umlaut."""
    gender, genitive, plural = (tail + "\t\t").split("\t")[:3]
    if ADJECTIVE in gender:
        yield from ((ending, ("e", False)) for ending in ("er", "en", "em", "es"))
    for cell in (genitive, plural):
        for code in cell.replace("|", ",").split(","):
            before, replaces, after = code.partition(">")
            umlaut, form = code.startswith("¨"), after if replaces else code.lstrip("=-¨")
            for ending in (form, form + "n", *(("n", "en") if form in ("ns", "ens") else ())):
                yield ending, (before if replaces else "", umlaut)


@lexicon.derived
def _endings() -> dict[str, list[tuple[str, str, str]]]:
    """Last two letters of a form → (the lemma's ending, the form's, gender with genitive and plural), in the table's order."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in lexicon.rows("noun_endings", EndingRow):
        tail = f"{row.gender}\t{row.genitive}\t{row.plural}"
        for ending in row.endings:
            for form in dict.fromkeys(form for form, _ in declined(ending, tail)):
                found.setdefault(form[-2:], []).append((ending, form, tail))
    return found

