"""str → tokens with exact offsets. No step looks further than a bounded number of characters back, so the time is linear in the text.

A full stop belongs to the token before it in abbreviations ("Dr.", "z. B." as two), initials ("J. D. Vance") and ordinals ("am 3. März"); everywhere else it is
a token of its own. `owns_dot` decides that for the sentence split too, so that both always agree.
"""

import re
from typing import Literal

from streams import lexicon
from streams.text import words
from streams.text.model import Token

LETTER = r"[^\W\d_]"
CHAR = r"[\w\u0300-\u036f\u00ad]"  # with combining marks and soft hyphens, as badly exported texts have them
WORD = rf"{CHAR}+(?:(?:\.?[-‐‑]|['’`]|[*:](?=in(?:nen)?\b)|&(?={LETTER}))(?={CHAR}){CHAR}+|\.(?=[a-zäöüß]{{2}})(?<={LETTER}\.){CHAR}+)*"
TOKEN = re.compile(
    r"(?P<url>(?:https?://|www\.)[^\s<>„“”\"«»]*[^\s<>„“”\"«».,;:!?()'’…])"
    rf"|(?P<letters>(?<!\w)(?:{LETTER}\.){{2,8}}(?!\w))"  # z.B., U.S.
    r"|(?P<number>(?<!\w)(?:\d{4}-\d{2}(?:-\d{2})?|\d{1,2}\.\d{1,2}\.(?!\d)|\d++(?:[.,:/’']\d++){0,9}+)(?!\w|[-‐‑][^\W\d]|[.,]\d))"
    rf"|(?P<word>[@#]?{WORD}(?:@{CHAR}+(?:[.-]{CHAR}+)*)?(?:[-‐‑](?=[\s,;)/]))?|(?<=\s)[-‐‑]{LETTER}{WORD})"
    r"|(?P<punct>\.{2,}|…|--+|,,|''|``|<<|>>|[^\w\s])"
)
BACK = 40  # characters that may stand before a dot in what it abbreviates
GLUE = frozenset("/=&?#@:%'’")  # what stands before a dot here is the end of a longer token: an address, "war's"
NEXT = re.compile(r"\s*([\w§]*)")
BEFORE = re.compile(r"[\w.\-]+\Z")
SINGLE_OPEN, SINGLE_CLOSE = "‚‹›", "‘’'"


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
    for match in TOKEN.finditer(text, start, end):
        first, last, shape = match.start(), match.end(), match.group()
        before = found[-1] if found else None
        if before and before.end == first and before.kind != "punct" and _joins(text, shape, first, start, end, inside):
            found[-1] = Token(before.start, last, text[before.start : last], before.kind)
            continue
        inside = shape in SINGLE_OPEN or (inside and shape not in SINGLE_CLOSE)
        found.append(Token(first, last, shape, _kind(match)))
    return found


def owns_dot(text: str, at: int, start: int, end: int) -> bool:
    """Whether the dot at `at` belongs to the word or number before it, as seen within text[start:end]."""
    before = BEFORE.search(text, max(start, at - BACK), at)
    if before is None or text[max(start, before.start() - 1) : before.start()] in GLUE:
        return False
    form = before.group()
    if form.isdecimal():
        return _ordinal(text, before.start(), at, start, end)
    initial = len(form) == 1 and form.isalpha() and not (form == "X" and PLATFORM.search(text, max(start, before.start() - BACK), before.start()))
    return initial or form[-2:-1] == "." or _abbreviates(text, form, at, end)


def may_end(text: str, at: int, start: int) -> bool:
    """Whether a sentence may end with the dot at `at` although the word owns it: "usw.", "5 Mio.", "a. D.", but never "Dr."."""
    before = BEFORE.search(text, max(start, at - BACK), at)
    return before is not None and abbreviations().get(before.group() + ".") != "inner"


def following(text: str, at: int, end: int) -> str:
    """The word or number after the position `at`, white space skipped; empty where something else follows."""
    match = NEXT.match(text, at, min(end, at + BACK))
    return match.group(1) if match else ""


def _kind(match: re.Match[str]) -> Literal["word", "number", "punct"]:
    group = match.lastgroup
    return "number" if group == "number" else "punct" if group == "punct" else "word"


def _joins(text: str, shape: str, at: int, start: int, end: int, inside: bool) -> bool:
    """Whether this mark is part of the token right before it."""
    if shape == ".":
        return owns_dot(text, at, start, end)
    return shape in "'’" and not inside and text[at - 1] in "sxzßc" and not text[at + 1 : at + 2].isalnum()


def _abbreviates(text: str, form: str, at: int, end: int) -> bool:
    kind = abbreviations().get(form + ".") or abbreviations().get(form.rpartition("-")[2] + ".")
    return kind is not None and (kind != "number" or following(text, at + 1, end)[:1].isdecimal())


def _ordinal(text: str, first: int, dot: int, start: int, end: int) -> bool:
    """ "am 3. März", "der 3. Runde", "vom 1. bis 3. Mai", "3. 4. 2022"; not "stieg auf 12. Präsident …" nor "im Jahr 2025. Danach"."""
    after = following(text, dot + 1, end)
    if dot - first > 3 or not after or text[dot + 1 : dot + 2].isalnum():
        return False
    if after[0].islower() or after.lower() in words.classes()["month"] or (after[0].isdecimal() and dot - first < 3):
        return True
    before = BEFORE.search(text, max(start, first - BACK), max(start, first - 1))
    return after.lower() not in words.openers() and (before is None or before.group().lower() in words.pointers())
