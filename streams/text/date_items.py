"""Tokens by the kind of word that date patterns name: weekdays, months, ordinals, years, prepositions (`dates.tsv`), and what numbers look like.

A form is looked up once and kept: what it is inside a sentence, and what it is where a capital says nothing. Most words are nothing that dates are made of,
and most sentences hold no word that a date needs; so a reader of dates looks only around the words that are `hot`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from streams import lexicon
from streams.text import days
from streams.text.model import Token

ENDINGS = ("e", "en", "er", "es", "em")
FORMS = 1 << 14  # word forms whose kind is kept, in about 4 MB
WIDEST = 64  # characters of a form that are looked at: of a longer one, which is none of ours, no more are kept
BUILT = ("WEEKTIME", "NUM", "ORD", "RANK", "YEAR", "ROUND", "OLDYEAR", "SPLITYEAR", "FULL", "SHORT", "NUMBER", "MONTHHALF", "DECADE", "TENS", "NOUN", "THING",
         "WORD", "SYMBOL", "COMMA", "COLON", "DASH", "SLASH", "OPEN", "CLOSE", "QUOTE", "PUNCT")  # fmt: skip
MARKS = {
    **dict.fromkeys("-–—", "DASH"), **dict.fromkeys("([", "OPEN"), **dict.fromkeys(")]", "CLOSE"), **dict.fromkeys("\"„“”»«›‹‚‘’'", "QUOTE"),
    **dict.fromkeys("%‰€$£§", "SYMBOL"), ",": "COMMA", ":": "COLON", "/": "SLASH",
}  # fmt: skip
LIMITS = ("SINCE", "UNTIL", "LATEST", "BEFORE", "AFTER", "FROM", "EARLIEST")
PREPOSITIONS = (*LIMITS, "ON", "IN", "OF", "FOR", "TO", "ONTO", "AGAINST")
#: Kinds that no pattern names: no date goes beyond them.
DEAD = frozenset(("WORD", "NUMBER", "PUNCT"))
#: Kinds that a pattern has at its edge only.
EDGES = frozenset(("NOUN", "THING", "TITLE", "SAYS", "PAPER", "JOURNAL", "MEETING", "SYMBOL", "LABEL", "QUOTE", "CLOSE"))
#: Kinds that no date consists of alone.
LITTLE = DEAD | EDGES | frozenset((
    *PREPOSITIONS, "OVER", "BETWEEN", "AND", "OR", "DER", "DEN", "ONE", "NUM", "ORD", "RANK", "NTH", "REL", "THAT", "OTHER", "EVERY", "ABOUT", "MORE", "LATE",
    "EXACTLY", "ANDHALF", "HALFADJ", "ORTHODOX", "CHRIST", "MARY", "GERMAN", "DAYNAME", "STAMP", "CLOCK", "OLDYEAR", "DAYTIME", "PART", "COMMA", "COLON",
    "DASH", "SLASH", "OPEN",
))  # fmt: skip
ARTICLES = ("DER", "DEN", "ONE")
#: What stands before a word whose capital says nothing.
OPENERS = frozenset(("„", '"', "»", "“", ":", "(", ".", "–", "-", "•", "…"))


class Word(lexicon.Row):
    """A row of dates.tsv."""

    kind: str
    value: str = ""
    case: Literal["upper", "lower", "any"]
    forms: tuple[str, ...]


class Item(NamedTuple):
    """The token at a position, by the kind that patterns name."""

    kind: str
    value: str
    at: int


class Form(NamedTuple):
    """What a form is: kind and value inside a sentence, and at an opening."""

    inside: tuple[str, str]
    opening: tuple[str, str]
    hot: bool  # a date may consist of it


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words by their form; the suffixes that make a longer word one of them; a character for each kind, to match patterns by."""

    forms: dict[str, tuple[Word, ...]]
    suffixes: tuple[tuple[str, Word], ...]
    endings: tuple[str, ...]
    codes: dict[str, str]


def item(tokens: Sequence[Token], at: int) -> Item:
    """The token at a position by its kind. A capitalised word that dates are not made of is a NOUN, a THING if an article stands before it."""
    found = form(tokens[at].text[:WIDEST])
    kind, value = found.opening if at == 0 or tokens[at - 1].text in OPENERS else found.inside
    if kind == "NOUN" and at and form(tokens[at - 1].text[:WIDEST]).inside[0] in ARTICLES:
        return Item("THING", value, at)
    return Item(kind, value, at)


@lexicon.memo(FORMS)
def form(text: str) -> Form:
    """What a form of a token is."""
    if text[0].isdecimal() and text.isascii():
        kind, value = _number(text)
        found = Form((kind, value), (kind, value), kind not in LITTLE)
    elif not text[0].isalnum() and not any([c.isalnum() for c in text]):
        mark = (MARKS.get(text, "PUNCT"), "")
        found = Form(mark, mark, False)
    else:
        inside = _word(text, opens=False)
        opening = _word(text, opens=True) if text[0].isupper() else inside
        found = Form(inside, opening, inside[0] not in LITTLE or opening[0] not in LITTLE)
    return found


_FULL = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)|(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})\.(\d{1,2})\.", re.ASCII)
_SPLIT = re.compile(r"((?:19|20)\d\d)[/–-](?:19|20)?(\d\d)", re.ASCII)
_DECADE = re.compile(r"(19|20)?(\d)0er(n|-Jahren?)?", re.ASCII)


def _number(text: str) -> tuple[str, str]:
    """Kind and value of what begins with a digit; "31.02.2022" is neither a date nor a year."""
    if full := _FULL.fullmatch(text):
        year, month, day = (full[4], full[5], full[6]) if full[4] else (_century(full[3]), full[2], full[1])
        iso = days.calendar_day(int(year), int(month), int(day))
        return ("FULL", iso) if iso else ("NUMBER", "")
    if (short := _SHORT.fullmatch(text)) and days.calendar_day(2000, int(short[2]), int(short[1])):
        return "SHORT", f"{int(short[2])}-{int(short[1])}"
    if (split := _SPLIT.fullmatch(text)) and int(split[2]) == (int(split[1]) + 1) % 100:
        return "SPLITYEAR", split[1]
    if text.endswith(".") and text[:-1].isdecimal() and len(text) <= 3:
        return "ORD" if 1 <= int(text[:-1]) <= 31 else "RANK", text[:-1]
    if decade := _DECADE.fullmatch(text):
        return _decade(decade[1], int(decade[2]), bool(decade[3]))
    return _plain(text)


def _decade(century: str | None, tens: int, whole: bool) -> tuple[str, str]:
    """ "1990er", "90er-Jahre"; those of 00 and 10 are ours, those of 20 may be either's."""
    known = century or ("20" if tens < 2 else "19" if tens > 2 else "")
    return "DECADE" if whole else "TENS", f"{known}{tens}0" if known else ""


def _century(year: str) -> str:
    return year if len(year) == 4 else ("20" if year < "50" else "19") + year


def _plain(text: str) -> tuple[str, str]:
    """Kind and value of any other number. A round one is a year only where a word says so: "auf 2000 gestiegen"."""
    if not text.isdecimal() or len(text) > 4:
        return "NUMBER" if text[-1].isdecimal() else "WORD", ""
    if len(text) <= 3:
        return "NUM", text
    if 1900 <= int(text) < 2100:
        return "ROUND" if text.endswith("00") else "YEAR", text
    return "OLDYEAR" if 1000 <= int(text) < 1900 else "NUMBER", text


def _word(text: str, opens: bool) -> tuple[str, str]:
    """Kind and value of a word, inside a sentence or where it opens one."""
    known, lower, upper = vocabulary(), text.lower(), text[0].isupper()
    for word in known.forms.get(lower, ()):
        if word.case == "any" or (upper if word.case == "upper" else not upper or opens):
            return word.kind, word.value
    if not upper or opens:
        return "WORD", ""
    if lower.endswith(known.endings):
        return next((word.kind, word.value) for ending, word in known.suffixes if lower.endswith(ending))
    return "NOUN", ""


@lexicon.derived
def vocabulary() -> Vocabulary:
    """dates.tsv, ready to look words up in."""
    words = lexicon.rows("dates", Word)
    forms: dict[str, list[Word]] = {}
    for word in words:
        for form in word.forms:
            for spelt in _declined(form.lstrip("+")):
                forms.setdefault(spelt, []).append(word)
    for name, word in _compounds(words):
        forms.setdefault(name, []).append(word)
    suffixes = tuple((form[1:], word) for word in words for form in word.forms if form.startswith("+"))
    kinds = sorted({w.kind for w in words} | set(BUILT))
    return Vocabulary({f: tuple(w) for f, w in forms.items()}, suffixes, tuple(s for s, _ in suffixes), {kind: chr(0xE000 + i) for i, kind in enumerate(kinds)})


def _declined(form: str) -> list[str]:
    return [form[:-1] + ending for ending in ENDINGS] if form.endswith("*") else [form]


def _compounds(words: Iterable[Word]) -> Iterable[tuple[str, Word]]:
    """ "montagabend", "sonntagfrüh": a weekday with a time of day; "maihälfte"."""
    table = list(words)
    times = [form for w in table if w.kind in ("DAYTIME", "NIGHT") for form in w.forms]
    for word in table:
        if word.kind in ("WEEKDAY", "NAMEDAY"):
            compound = word.model_copy(update={"kind": "WEEKTIME"})
            yield from ((day + time, compound) for day in word.forms for time in times)
        elif word.kind == "MONTH":
            compound = word.model_copy(update={"kind": "MONTHHALF"})
            yield from ((month + "hälfte", compound) for month in word.forms)
