"""str → tokens with exact offsets. No step looks further than a bounded number of characters back, so the time is linear in the text.

A full stop belongs to the token before it in abbreviations ("Dr.", "z. B." as two), initials ("J. D. Vance"), ordinals ("am 3. März") and the numbers of
kings ("Elizabeth II. und …"); everywhere else it is a token of its own. `owns_dot` decides that for the sentence split too, so that both always agree.
"""

import re
from functools import lru_cache
from typing import Literal

from streams import lexicon
from streams.text import words
from streams.text.model import Token

Kind = Literal["word", "number", "punct"]

LETTER = r"[^\W\d_]"
CHAR = r"[\w\u0300-\u036f\u00ad]"  # with combining marks and soft hyphens, as badly exported texts have them
HYPHEN = r"[-‐‑]"
JOINT = rf"\.?{HYPHEN}|['’`]|[*:](?=in(?:nen)?\b)|/{HYPHEN}?(?=innen\b)|(?<=er)/{HYPHEN}?(?=in\b)|&(?={LETTER})"
WORD = rf"{CHAR}+(?:(?:{JOINT})(?={CHAR}){CHAR}+|\.(?=[a-zäöüß]{{2}})(?<={LETTER}\.){CHAR}+)*"
NUMBER = r"\d{4}-\d{2}(?:-\d{2})?|\d{1,2}\.\d{1,2}\.(?!\d)|\d++(?:[.,:/’']\d++){0,9}+"
TOKEN = re.compile(
    rf"{LETTER}++(?=[ ,]|\.\s)"  # most words: nothing that could go on stands behind them
    r"|(?:https?://|www\.)[^\s<>„“”\"«»]*[^\s<>„“”\"«».,;:!?()'’…]"
    rf"|{CHAR}{{1,64}}+(?:[.+-]{CHAR}{{1,64}}+){{0,5}}+@{CHAR}++(?:[.-]{CHAR}++)*+"  # a.b@c-d.ch
    rf"|(?<!\w)(?:{LETTER}\.){{2,8}}(?!\w)"  # z.B., U.S.
    rf"|(?<!\w)(?:{NUMBER})(?!\w|{HYPHEN}[^\W\d]|[.,]\d)"
    rf"|(?<!\w)\d++(?:[.,:]\d++){{1,3}}+{HYPHEN}(?={LETTER}){WORD}"  # 3:0-Sieg
    rf"|[@#]?{WORD}(?:{HYPHEN}(?=[\s,;)/]))?|(?<=\s){HYPHEN}{LETTER}{WORD}"
    r"|\.{2,}|…|--+|,,|''|``|<<|>>|[^\w\s]"
)
FORMS = 1 << 15  # word forms whose reading is kept: that of a year's news, in about 8 MB
WIDEST = 64  # characters of a form that is kept: no longer one comes again
BACK = 40  # characters that may stand before a dot in what it abbreviates
GLUE = frozenset("/=&?#@:%'’")  # what stands before a dot here is the end of a longer token: an address, "war's"
NEXT = re.compile(r"\s*([\w§]*)")
BEFORE = re.compile(r"[\w.\-]+\Z")
SINGLE_OPEN, SINGLE_CLOSE = "‚‹›", "‘’'"
JOINING = frozenset(".'’")

_NUMBER = re.compile(NUMBER)
_CHAR = re.compile(CHAR)
_ROMAN = re.compile(r"X{0,2}(?:IX|IV|V?I{0,3})")
_SPAN = re.compile(r"[/–‐‑-]\d|,(?!\d)")  # behind "12." in "12./13.", "3.–5.", "12., 13. und 14."
_PAIR = re.compile(r"\d\.[/–‐‑-]")  # before "13." there


class Abbreviation(lexicon.Row):
    """A form with its dot. kind: inner · number · end, as the table's head explains."""

    form: str
    kind: Literal["inner", "number", "end"]


@lexicon.derived
def abbreviations() -> dict[str, str]:
    """Form with its dot → kind."""
    return {row.form: row.kind for row in lexicon.rows("abbreviations", Abbreviation)}


#: What stands before X where it is the platform and no initial: "schrieb er auf X. Demnach …".
PLATFORM = re.compile(r"\b(?:auf|bei|über|via) $")


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end], in order; `start` and `end` of a token are offsets of `text`. White space is no token."""
    found: list[Token] = []
    inside = False  # an apostrophe after "Hans" closes a single quotation mark where one is open
    last = start
    for shape in TOKEN.findall(text, start, end):
        first = text.index(shape, last)
        glued, last = first == last and bool(found), first + len(shape)
        if glued and shape in JOINING and found[-1].kind != "punct" and _joins(text, shape, first, start, end, inside):
            before = found[-1]
            found[-1] = Token(before.start, last, before.text + shape, before.kind, before.lower + shape)
            continue
        form, kind, lower = _read(shape) if len(shape) <= WIDEST else _read.__wrapped__(shape)
        if kind == "punct":
            inside = shape in SINGLE_OPEN or (inside and shape not in SINGLE_CLOSE)
        found.append(Token(first, last, form, kind, lower))
    return found


@lru_cache(maxsize=FORMS)
def _read(shape: str) -> tuple[str, Kind, str]:
    """A token's form, kind and lower case: one string for all tokens of the form, so that looking it up costs its hash only once."""
    if shape[0].isdecimal() and _NUMBER.fullmatch(shape):
        return shape, "number", shape
    return shape, "word" if _CHAR.search(shape) else "punct", shape.lower()


def owns_dot(text: str, at: int, start: int, end: int) -> bool:
    """Whether the dot at `at` belongs to the word or number before it, as seen within text[start:end]."""
    form, first = _before(text, start, at)
    if not form or (text[max(start, first - 1) : first] in GLUE and not _PAIR.match(text, max(start, first - 3), first)):
        return False
    if len(form) > 1 and form.isalpha():
        return _abbreviates(text, form, at, end) or (form.isupper() and _of_a_king(text, form, at, end))
    if form.isdecimal():
        return _ordinal(text, first, at, start, end)
    initial = form.isalpha() and not (form == "X" and PLATFORM.search(text, max(start, first - BACK), first))
    return initial or form[-2:-1] == "." or _abbreviates(text, form, at, end)


def may_end(text: str, at: int, start: int) -> bool:
    """Whether a sentence may end with the dot at `at` although the word owns it: "usw.", "5 Mio.", "a. D.", but never "Dr.", nor "3." where it counts."""
    form, first = _before(text, start, at)
    return bool(form) and abbreviations().get(form + ".") != "inner" and not (form.isdecimal() and _counts(text, first, start))


def following(text: str, at: int, end: int) -> str:
    """The word or number after the position `at`, white space skipped; empty where something else follows."""
    match = NEXT.match(text, at, min(end, at + BACK))
    return match.group(1) if match else ""


def _before(text: str, start: int, at: int) -> tuple[str, int]:
    """The word right before `at`, dots and hyphens in it included, and where it begins; empty where something else stands there."""
    words_before = text[max(start, at - BACK) : at].split()
    if not words_before or text[at - 1].isspace():
        return "", at
    form = words_before[-1]
    if not form.isalnum():
        match = BEFORE.search(form)
        form = match.group() if match else ""
    return form, at - len(form)


def _joins(text: str, shape: str, at: int, start: int, end: int, inside: bool) -> bool:
    """Whether this mark is part of the token right before it."""
    if shape == ".":
        return owns_dot(text, at, start, end)
    return not inside and text[at - 1] in "sxzßc" and not text[at + 1 : at + 2].isalnum()


def _abbreviates(text: str, form: str, at: int, end: int) -> bool:
    kind = abbreviations().get(form + ".") or abbreviations().get(form.rpartition("-")[2] + ".")
    return kind is not None and (kind != "number" or following(text, at + 1, end)[:1].isdecimal())


def _of_a_king(text: str, form: str, at: int, end: int) -> bool:
    """ "Elizabeth II. und …": a Roman number whose sentence goes on behind the dot."""
    return _ROMAN.fullmatch(form) is not None and (text[at + 1 : min(end, at + 2)] in tuple(",;:)") or following(text, at + 1, end)[:1].islower())


def _ordinal(text: str, first: int, dot: int, start: int, end: int) -> bool:
    """ "am 3. März", "der 3. Runde", "vom 1. bis 3. Mai", "12./13. April", "3. 4. 2022"; not "stieg auf 12. Präsident …" nor "im Jahr 2025. Danach"."""
    if dot - first > 3:
        return False
    after = following(text, dot + 1, end)
    if after.lower() in words.classes()["month"]:
        return True
    if not after or text[dot + 1 : dot + 2].isalnum():
        return _SPAN.match(text, dot + 1, end) is not None
    if after[0].islower() or (after[0].isdecimal() and dot - first < 3) or _counts(text, first, start):
        return True
    before = _before(text, start, max(start, first - 1))[0].lower()
    return after.lower() not in words.openers() and (not before.strip("-") or before in words.pointers())


def _counts(text: str, first: int, start: int) -> bool:
    """Whether a number begins a sentence: it is one of a list, "1. Kiew zieht ab. 2. Moskau zieht ab."."""
    if not text[max(start, first - BACK) : first].strip():
        return True
    form = _before(text, start, first - 1)[0]
    return form.endswith(".") and form[-3:-1].isalpha() and form not in abbreviations()
