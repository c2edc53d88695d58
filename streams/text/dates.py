"""Finds date expressions in a German sentence, and says what they mean once it is known where the clause looks.

Tokens become words of some kind (`dates.tsv`), patterns over these kinds are the rules (`date_rules.tsv`), and a rule's reading counts from the article's day.
A span begins with the preposition of the expression ("am Montagabend"). Where a preposition makes the date a limit and not the day itself, the span's rule
ends in it, as in `date.weekday.1:since`; `limit` reads that.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from streams import lexicon
from streams.text import days
from streams.text.date_items import Item, items, vocabulary
from streams.text.date_readings import READINGS, Phrase, Resolver
from streams.text.days import Anchor, Lean
from streams.text.model import DateSpan, Direction, Token

Limit = Literal["since", "until", "before", "after", "from"]

LIMITS: Final[dict[str, Limit]] = {"SINCE": "since", "UNTIL": "until", "BEFORE": "before", "AFTER": "after", "FROM": "from"}
PREPOSITIONS = (*LIMITS, "ON", "IN", "OF", "FOR", "TO", "ONTO", "AGAINST")
#: Kinds that no date consists of alone: a sentence without any other is passed over. Most are.
LITTLE = frozenset((*PREPOSITIONS, "BETWEEN", "AND", "OR", "DER", "DEN", "ONE", "NUM", "ORD", "NTH", "NUMBER", "REL", "OTHER", "EVERY", "ABOUT", "MORE", "LATE",
                    "EXACTLY", "PAPER", "JOURNAL", "ORTHODOX", "TITLE", "SAYS", "MEETING", "LABEL", "DAYTIME", "PART", "NOUN", "THING", "WORD", "GLUED",
                    "SYMBOL", "COMMA", "DASH", "SLASH", "OPEN", "CLOSE", "QUOTE", "PUNCT"))  # fmt: skip


class Part(lexicon.Row):
    """A row of date_parts.tsv; the id is the short name."""

    pattern: str


class Rule(lexicon.Row):
    """A row of date_rules.tsv."""

    pattern: str
    reading: str
    example: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules as regular expressions over the characters of kinds, and one that finds where any of them fits."""

    rules: tuple[tuple[Rule, re.Pattern[str]], ...]
    anywhere: re.Pattern[str]


def find(tokens: Sequence[Token], anchor: str | None) -> tuple[DateSpan, ...]:
    """The date expressions of a sentence, in its order, without overlap. `anchor` is the article's day, instant or month (EDTF), or None."""
    read, by_kind = items(tokens), vocabulary().codes
    if all(i.kind in LITTLE for i in read):
        return ()
    codes = "".join(by_kind[i.kind] for i in read)
    grammar, start = _grammar(), days.anchor(anchor)
    found: list[DateSpan] = []
    match = grammar.anywhere.search(codes)
    while match:
        rule, fit = _longest(grammar, codes, match.start())
        first, last = fit.span("date") if "date" in fit.re.groupindex else fit.span()
        found += _spans(rule, read[first:last], tokens, start)
        match = grammar.anywhere.search(codes, fit.end())
    return tuple(found)


def limit(rule: str) -> Limit | None:
    """Whether a span's rule says that the date is a limit ("seit Freitag", "bis zum 12. April") and not the day of what happens."""
    _, met, name = rule.partition(":")
    return next((known for known in LIMITS.values() if met and known == name), None)


def _longest(grammar: Grammar, codes: str, at: int) -> tuple[Rule, re.Match[str]]:
    fits = ((rule, fit) for rule, pattern in grammar.rules if (fit := pattern.match(codes, at)))
    return max(fits, key=lambda f: f[1].end())


def _spans(rule: Rule, read: Sequence[Item], tokens: Sequence[Token], a: Anchor | None) -> list[DateSpan]:
    """One span for a match, or one for each member of a list ("im Mai und Juni")."""
    phrase = Phrase(tuple(read), a)
    resolvers = READINGS[rule.reading](phrase)
    parts = phrase.parts() if len(resolvers) > 1 else [read]
    head = _head(read) if rule.pattern.lstrip("(<").startswith(("PRE", "LEAD")) else ()
    named = next((f":{LIMITS[kind]}" for kind in head if kind in LIMITS), "")
    spans = []
    for part, resolver in zip(parts, resolvers, strict=True) if resolvers else ():
        first, last = part[0].first, part[-1].last
        resolve = partial(_resolve, resolver, head)
        spans.append(DateSpan(first, last, tokens[first].start, tokens[last - 1].end, rule.id + named, resolve))
    return spans


def _head(read: Sequence[Item]) -> tuple[str, ...]:
    """The kinds of the prepositions that a match begins with."""
    kinds = [i.kind for i in read]
    end = next((n for n, kind in enumerate(kinds) if kind not in PREPOSITIONS), len(kinds))
    return tuple(kinds[:end])


def _resolve(resolver: Resolver, head: tuple[str, ...], direction: Direction) -> str | None:
    """What a preposition says of past and future outweighs the tense: "das für Montag geplante Treffen wurde bestätigt" looks ahead, or not far back."""
    lean: Lean = direction
    if "SINCE" in head:
        lean = "past"
    elif "FOR" in head and direction == "past":
        lean = "near"
    elif "FOR" in head or "ONTO" in head or (direction is None and ("UNTIL" in head or "FROM" in head)):
        lean = "future"
    return resolver(lean)


@lexicon.derived
def _grammar() -> Grammar:
    parts = {p.id: p.pattern for p in lexicon.rows("date_parts", Part)}
    rules = [(rule, _pattern(rule, parts)) for rule in lexicon.rows("date_rules", Rule)]
    anywhere = "|".join(pattern.pattern.replace("?P<date>", "?:") for _, pattern in rules)
    return Grammar(tuple(rules), re.compile(anywhere))


def _pattern(rule: Rule, parts: dict[str, str]) -> re.Pattern[str]:
    """A rule's regular expression over the characters of kinds. Raises LexiconError for what is none, and for names that are neither a kind nor a part."""
    codes = vocabulary().codes
    if rule.reading not in READINGS:
        raise lexicon.LexiconError(f"date_rules.tsv, {rule.id}: there is no reading {rule.reading!r}. Known are: {', '.join(READINGS)}.")

    def expand(name: re.Match[str]) -> str:
        if name[0] in parts:
            return "(?:" + translate(parts[name[0]]) + ")"
        if name[0] not in codes:
            raise lexicon.LexiconError(f"date_rules.tsv, {rule.id}: {name[0]!r} is no kind of dates.tsv and no part of date_parts.tsv. Correct the name.")
        return codes[name[0]]

    def translate(pattern: str) -> str:
        return re.sub(r"[A-Z]+", expand, pattern.replace("(", "(?:")).replace(" ", "")

    named = translate(rule.pattern.replace("<", "\0").replace(">", ")")).replace("\0", "(?P<date>")
    try:
        return re.compile(named)
    except re.error as e:
        raise lexicon.LexiconError(f"date_rules.tsv, {rule.id}: {rule.pattern!r} is no pattern: {e.msg}. Look at its brackets.") from e
