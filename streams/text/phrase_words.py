"""Word and tag → what the word can be in a base phrase: article, adjective, noun, preposition …, and which cases, numbers and genders it can show."""

from dataclasses import dataclass
from typing import Literal

from streams import lexicon
from streams.text import agreement, nouns, words
from streams.text.agreement import ALL, PLURAL, SINGULAR
from streams.text.noun_forms import Gender, Noun
from streams.text.noun_kinds import Kind, kinds

#: Kinds of words, as a phrase sees them. STOP: verbs and marks, over which no phrase reaches; OTHER: what belongs to none.
STOP, OTHER, ADVERB, JOIN, COMMA, PREPOSITION, ARTICLE, PRONOUN, OWNER, ADJECTIVE, NUMBER, NOUN, TRUNCATED = range(13)

ENDINGS = ("em", "en", "er", "es", "e")
CLOSED = frozenset(("KOUS", "KOUI", "PTKVZ", "PTKA"))  # tags under which a preposition is none
ADVERBS = frozenset(("ADV", "ADJD", "PTKNEG", "PAV", "PROAV", "PTKA"))
NAMING = frozenset(("NN", "NE"))
FUNCTIONAL = frozenset(("KOUS", "KOUI", "KON", "KOKOM", "PWAV", "PTKANT", "PTKVZ", "PTKZU", "ITJ"))
INFLECTED = frozenset(("ADJA", "VVFIN", "VVPP", "VVINF", "ADJD", "NN", "PIS", "PIAT", "VVIZU", "FM", "NE"))  # tags that an adjective may get by mistake
MEMO = 16_000


class PronounRow(lexicon.Row):
    """An article, determiner or pronoun; the head of the table explains the columns."""

    use: Literal["article", "both", "quantity", "pronoun", "reflexive", "expletive", "relative_genitive", "number"]
    words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    behind: Literal["weak", "strong"] = "strong"
    numbers: Literal["sg", "pl"] | None = None
    person: int = 3


class PrepositionRow(lexicon.Row):
    """A preposition; the head of the table explains the columns."""

    words: tuple[str, ...]
    cases: tuple[str, ...]
    article: tuple[str, ...] = ()
    place: Literal["before", "after", "both"] = "before"
    closes: tuple[str, ...] = ()
    of: str = ""


@dataclass(slots=True)
class Preposition:
    """What a preposition takes before its phrase (`cases`) and behind it (`after`), 0 where it stands not there; what its own article shows."""

    cases: int = 0
    after: int = 0
    article: int = ALL
    closes: frozenset[str] = frozenset()
    base: str = ""  # the preposition itself, without an article: "zu" of "zum"


@dataclass(slots=True)
class Word:
    """A word in a phrase. `mask`: what it can show (agreement.py); of an adjective both ways, `strong` and `weak`."""

    kind: int
    mask: int = ALL
    alone: int = 0  # what a pronoun shows that stands alone; 0: it can't
    weak: bool = False  # an adjective behind it is weak
    strong: int = ALL  # as an adjective without an article that shows the case
    weakly: int = ALL  # as one behind such an article
    adjective: bool = False  # also an adjective: "die beiden", "die anderen"
    use: str = ""
    person: Literal[1, 2, 3] = 3
    proper: bool = False
    preposition: Preposition | None = None
    lemma: str = ""
    lemmas: tuple[str, ...] = ()
    plural_gender: Gender | None = None
    final: str = ""  # its last letter
    kinds: frozenset[Kind] = frozenset()  # what sort of noun it is (noun_kinds.py)


@lexicon.memo(MEMO)
def look(text: str, tag: str) -> Word:
    """What a word can be under its STTS tag."""
    lower = text.lower()
    if not text[0].isalnum():
        return Word(COMMA if text == "," else TRUNCATED if text[-1].isalpha() else STOP)
    if tag not in ("NN", "NE") or text.islower():
        closed = _closed(lower, tag)
        if closed is not None:
            return closed
    if text[-1] == "-" and len(text) > 2:
        return Word(TRUNCATED)
    if tag == "CARD" or (text[0].isdigit() and not any(c.isupper() for c in text) and tag != "ADJA"):
        return Word(NUMBER, mask=ALL if lower in ("1", "null") or "," in text else PLURAL)
    if tag == "ADJA" or (text[0].islower() and tag in INFLECTED and lower.endswith(ENDINGS) and lower not in words.openers()):
        return _adjective(text, lower)
    if tag in ADVERBS or (tag not in NAMING and lower in words.openers()):
        return Word(ADVERB)
    if tag not in FUNCTIONAL and (text[0].isupper() or tag == "NE" or (text[0].isdigit() and any(c.isupper() for c in text))):
        return _noun(text, tag)
    return Word(OTHER)


def _closed(lower: str, tag: str) -> Word | None:
    """A word of a closed class."""
    if lower in joining():
        return Word(JOIN)
    preposition = _prepositions().get(lower)
    if preposition is not None and tag not in CLOSED:
        return Word(PREPOSITION, preposition=preposition, weak=preposition.article != ALL)
    return _pronouns().get(lower)


def _adjective(text: str, lower: str) -> Word:
    """An adjective, or a noun made of one where no noun follows: "Berliner" and ordinals in figures show nothing."""
    ending = next((e for e in ENDINGS if lower.endswith(e)), "")
    found = agreement.endings()
    shows = ending and not (text[0].isupper() and ending == "er" and nouns.known(text))
    word = Word(ADJECTIVE, strong=found["strong"].get(ending, ALL) if shows else ALL, weakly=found["weak"].get(ending, ALL) if shows else ALL)
    if text[0].isupper():
        noun = _noun(text, "NN")
        word.mask, word.lemma, word.lemmas = (noun.mask if noun.lemma else word.strong | word.weakly), noun.lemma, noun.lemmas
        word.kinds = noun.kinds
    return word


def _noun(text: str, tag: str) -> Word:
    form = text[text.rfind("-") + 1 :] if text[0].isdigit() else text
    readings = nouns.known(form) if tag == "NE" else nouns.read(form)
    if readings:
        lemmas = tuple(dict.fromkeys(n.lemma for n in readings))
        return Word(
            NOUN, mask=agreement.of_nouns(readings), proper=tag == "NE", lemma=lemmas[0], lemmas=lemmas,
            plural_gender=_plural_gender(readings), kinds=kinds(lemmas[0]).union(*map(kinds, lemmas[1:])) if len(lemmas) > 1 else kinds(lemmas[0]),
        )  # fmt: skip
    if tag == "NE":
        return Word(NOUN, mask=SINGULAR, proper=True, final=text[-1])
    return Word(NOUN, mask=ALL)


def _plural_gender(readings: tuple[Noun, ...]) -> Gender | None:
    genders = {n.gender for n in readings if n.number == "pl"} or {n.gender for n in readings}
    return genders.pop() if len(genders) == 1 else None


@lexicon.derived
def _pronouns() -> dict[str, Word]:
    """Form → what it can show; a form of several rows shows all of it."""
    found: dict[str, Word] = {}
    for row in lexicon.rows("pronouns", PronounRow):
        limit = {"sg": SINGULAR, "pl": PLURAL, None: ALL}[row.numbers]
        mask = agreement.bits(row.cases) or ALL
        forms = {form: mask for form in row.words} | {stem + ending: cases for stem in row.stems for ending, cases in agreement.endings()["article"].items()}
        for form, cases in forms.items():
            _add(found, form, row, cases & limit)
    return found


def _add(found: dict[str, Word], form: str, row: PronounRow, mask: int) -> None:
    kind = {"article": ARTICLE, "both": ARTICLE, "quantity": ARTICLE, "relative_genitive": OWNER, "number": NUMBER}.get(row.use, PRONOUN)
    word = found.setdefault(form, Word(kind, mask=0, use=row.use, person=1 if row.person == 1 else 2 if row.person == 2 else 3))
    word.kind = min(word.kind, kind)
    if kind != PRONOUN:
        word.mask |= mask
        word.weak = word.weak or row.behind == "weak"
    if row.use != "article":
        word.alone |= mask
        word.mask = word.mask or mask
    if row.use == "quantity":
        ending = next((e for e in ENDINGS if form.endswith(e)), "")
        word.adjective, word.strong, word.weakly = True, agreement.endings()["strong"].get(ending, ALL), agreement.endings()["weak"].get(ending, ALL)


@lexicon.derived
def _prepositions() -> dict[str, Preposition]:
    found: dict[str, Preposition] = {}
    for row in lexicon.rows("prepositions", PrepositionRow):
        for form in row.words:
            entry = found.setdefault(form, Preposition(base=row.of or form))
            if row.place != "after":
                entry.cases |= agreement.bits(row.cases)
                entry.closes |= frozenset(row.closes)
                entry.article = agreement.bits(row.article) or entry.article
            if row.place != "before":
                entry.after |= agreement.bits(row.cases)
    return found


@lexicon.derived
def joining() -> frozenset[str]:
    """What joins the members of a coordination."""
    return words.classes()["joining"] | {"sondern", "&"}

