"""Tokens by the kind of word that date patterns name: weekdays, months, ordinals, years, prepositions (`dates.tsv`), and what numbers look like.

Tolerant of how numbers were cut: "3." and "07.03.2022" may come as one token or as several that stand close together.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from streams import lexicon
from streams.text import days
from streams.text.model import Token

ENDINGS = ("e", "en", "er", "es", "em")
BUILT = ("WEEKTIME", "NUM", "ORD", "YEAR", "ROUND", "SPLITYEAR", "FULL", "SHORT", "NUMBER", "NOUN", "THING", "WORD", "GLUED", "SYMBOL",
         "COMMA", "DASH", "SLASH", "OPEN", "CLOSE", "QUOTE", "PUNCT")  # fmt: skip
MARKS = {
    **dict.fromkeys("-–—", "DASH"), **dict.fromkeys("([", "OPEN"), **dict.fromkeys(")]", "CLOSE"), **dict.fromkeys("\"„“”»«›‹‚‘’'", "QUOTE"),
    **dict.fromkeys("%‰€$£§", "SYMBOL"), ",": "COMMA", "/": "SLASH",
}  # fmt: skip


class Word(lexicon.Row):
    """A row of dates.tsv."""

    kind: str
    value: str = ""
    case: Literal["upper", "lower", "any"]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A token, or several that belong together, by the kind that patterns name; `first` and `last` are token positions, `last` exclusive."""

    kind: str
    value: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words by their form; the suffixes that make a longer word one of them; a character for each kind, to match patterns by."""

    forms: dict[str, tuple[Word, ...]]
    suffixes: tuple[tuple[str, Word], ...]
    endings: tuple[str, ...]
    codes: dict[str, str]


def items(tokens: Sequence[Token]) -> list[Item]:
    """The tokens by kind."""
    found: list[Item] = []
    at = 0
    while at < len(tokens):
        if tokens[at].kind == "number":
            found += _number(tokens, at)
        else:
            kind, value = _glued(tokens, at) or _word(tokens, at, found)
            found.append(Item(kind, value, at, at + 1))
        at = found[-1].last
    return found


_FULL = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)|(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})\.(\d{1,2})\.", re.ASCII)
_PAIR = re.compile(r"(\d{1,2})\.[/–-](\d{1,2})\.", re.ASCII)
_SPLIT = re.compile(r"((?:19|20)\d\d)(?:[/–-]\d\d|/\d{4})", re.ASCII)
_TOKENS_OF_A_DATE = 5


def _number(tokens: Sequence[Token], at: int) -> list[Item]:
    """A number, taken together with what stands close behind it where that makes a date ("07.03." "2022"); "12./13." may have come as one token."""
    pair = _PAIR.fullmatch(tokens[at].text)
    if pair:
        return [Item("ORD", pair[1], at, at + 1), Item("SLASH", "", at, at + 1), Item("ORD", pair[2], at, at + 1)]
    if _hyphen(tokens, at - 1) or _hyphen(tokens, at + 1):
        return [Item("GLUED", "", at, at + 1)]
    for last in range(_run(tokens, at), at, -1):
        text = "".join(t.text for t in tokens[at:last])
        if dated := _dated(text, tokens, at):
            return [Item(*dated, at, last)]
    return [Item(*_plain(tokens[at].text), at, at + 1)]


def _run(tokens: Sequence[Token], at: int) -> int:
    """The end of the numbers, points and hyphens that stand together without space, a few tokens at most."""
    end = at + 1
    while end < min(len(tokens), at + _TOKENS_OF_A_DATE) and tokens[end].start == tokens[end - 1].end:
        if tokens[end].kind != "number" and tokens[end].text not in ".-":
            break
        end += 1
    return end


def _hyphen(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen without space on either side ties a word: "16-Stunden", "Mai-Thurner" in three tokens."""
    if not 0 < at < len(tokens) - 1 or tokens[at].text != "-":
        return False
    tight = tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start
    return tight and "word" in (tokens[at - 1].kind, tokens[at + 1].kind)


def _dated(text: str, tokens: Sequence[Token], at: int) -> tuple[str, str] | None:
    """Kind and value of a number that can only be a date or an ordinal; "31.02.2022" is neither, and no year."""
    if full := _FULL.fullmatch(text):
        year, month, day = (full[4], full[5], full[6]) if full[4] else (_century(full[3]), full[2], full[1])
        iso = days.calendar_day(int(year), int(month), int(day))
        return ("FULL", iso) if iso else ("NUMBER", "")
    short = _SHORT.fullmatch(text)
    if short and days.calendar_day(2000, int(short[2]), int(short[1])):
        return ("SHORT", f"{int(short[2])}-{int(short[1])}") if not _uhr(tokens, at) else None
    if text.endswith(".") and text[:-1].isdecimal() and 1 <= int(text[:3].rstrip(".")) <= 31 and len(text) <= 3:
        return "ORD", text[:-1]
    return ("SPLITYEAR", split[1]) if (split := _SPLIT.fullmatch(text)) else None


def _uhr(tokens: Sequence[Token], at: int) -> bool:
    """ "um 12.10. Uhr": a time of day."""
    return any(t.text == "Uhr" for t in tokens[at + 1 : at + 3])


def _century(year: str) -> str:
    return year if len(year) == 4 else ("20" if year < "50" else "19") + year


def _plain(text: str) -> tuple[str, str]:
    """Kind and value of any other number. A round one is a year only where a word says so: "auf 2000 gestiegen"."""
    if not (text.isdecimal() and text.isascii()) or len(text) > 4:
        return "NUMBER", text
    if len(text) <= 3:
        return "NUM", text
    year = 1900 <= int(text) < 2100
    return ("ROUND" if text.endswith("00") else "YEAR") if year else "NUMBER", text


def _glued(tokens: Sequence[Token], at: int) -> tuple[str, str] | None:
    """A word in a compound that was taken apart ("Mai" "-" "Thurner") is none of ours."""
    near = tokens[at].kind == "word" and (_hyphen(tokens, at + 1) or _hyphen(tokens, at - 1))
    return ("GLUED", "") if near else None


def _word(tokens: Sequence[Token], at: int, before: Sequence[Item]) -> tuple[str, str]:
    """Kind and value of a word or a mark. A capitalised word is a NOUN, a THING if an article stands before it."""
    text = tokens[at].text
    if tokens[at].kind == "punct":
        return MARKS.get(text, "PUNCT"), ""
    known, upper = vocabulary(), text[0].isupper()
    for word in known.forms.get(text.lower(), ()):
        if word.case == "any" or (upper if word.case == "upper" else not upper or _opens(tokens, at)):
            return word.kind, word.value
    if not upper or _opens(tokens, at):
        return "WORD", ""
    if text.lower().endswith(known.endings):
        return next((word.kind, word.value) for ending, word in known.suffixes if text.lower().endswith(ending))
    return ("THING" if before and before[-1].kind in ("DER", "DEN", "ONE") else "NOUN"), ""


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word begins a sentence, or stands where a capital says nothing."""
    return at == 0 or tokens[at - 1].text in ("„", '"', "»", "“", ":", "(", ".", "–", "-", "•", "…")


@lexicon.derived
def vocabulary() -> Vocabulary:
    """dates.tsv, ready to look words up in."""
    words = lexicon.rows("dates", Word)
    forms: dict[str, list[Word]] = {}
    for word in words:
        for form in word.forms:
            for spelt in _declined(form.lstrip("+")):
                forms.setdefault(spelt, []).append(word)
    for name, word in _times_of_weekdays(words):
        forms.setdefault(name, []).append(word)
    suffixes = tuple((form[1:], word) for word in words for form in word.forms if form.startswith("+"))
    kinds = sorted({w.kind for w in words} | set(BUILT))
    return Vocabulary({f: tuple(w) for f, w in forms.items()}, suffixes, tuple(s for s, _ in suffixes), {kind: chr(0xE000 + i) for i, kind in enumerate(kinds)})


def _declined(form: str) -> list[str]:
    return [form[:-1] + ending for ending in ENDINGS] if form.endswith("*") else [form]


def _times_of_weekdays(words: Iterable[Word]) -> Iterable[tuple[str, Word]]:
    """ "montagabend", "sonntagfrüh": a weekday with a time of day."""
    table = list(words)
    times = [form for w in table if w.kind in ("DAYTIME", "NIGHT") for form in w.forms]
    for word in (w for w in table if w.kind in ("WEEKDAY", "NAMEDAY")):
        compound = word.model_copy(update={"kind": "WEEKTIME"})
        yield from ((day + time, compound) for day in word.forms for time in times)
