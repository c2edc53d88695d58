"""Finds date expressions in a German sentence, and says what they mean once it is known where the clause looks.

Tokens become words of some kind (`dates.tsv`), patterns over these kinds are the rules (`date_rules.tsv`), and a rule's reading counts from the article's day.
A span begins with the preposition of the expression ("am Montagabend"). Where a preposition makes the date a limit and not the day itself, the span's rule
ends in it, as in `date.weekday.1:since`; `limit` reads that.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from streams import lexicon
from streams.text import days
from streams.text.date_items import DEAD, EDGES, LIMITS, PREPOSITIONS, WIDEST, Item, form, item, vocabulary
from streams.text.date_phrases import Phrase, Resolver
from streams.text.date_readings import READINGS
from streams.text.days import Anchor, Lean
from streams.text.model import DateSpan, Direction, Token

Limit = Literal["since", "until", "before", "after", "from"]

NAMES: Final[dict[str, Limit]] = dict(zip(LIMITS, ("since", "until", "until", "before", "after", "from", "from"), strict=True))
AHEAD = frozenset(("UNTIL", "LATEST", "FROM", "EARLIEST"))  # limits that lie ahead where no tense tells
PHRASES = 1 << 13  # rows of kinds whose matches are kept
LONGEST = 24  # of such a row; nearly all are shorter


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
    hot = [at for at, token in enumerate(tokens) if form(token[2][:WIDEST])[2]]
    if not hot:
        return ()
    start, codes = days.anchor(anchor), vocabulary().codes
    found: list[DateSpan] = []
    for read in _stretches(tokens, hot):
        row = "".join([codes[i.kind] for i in read])
        for rule, first, last in _matches(row) if len(row) <= LONGEST else _search(row):
            found += _spans(rule, read[first:last], tokens, start)
    return tuple(found)


def limit(rule: str) -> Limit | None:
    """Whether a span's rule says that the date is a limit ("seit Freitag", "bis zum 12. April") and not the day of what happens."""
    _, met, name = rule.partition(":")
    return next((known for known in NAMES.values() if met and known == name), None)


def _stretches(tokens: Sequence[Token], hot: Sequence[int]) -> Iterator[list[Item]]:
    """The hot tokens with what patterns may name around them, in order. A stretch may begin with the edge of the one before."""
    begin, done = 0, 0  # where the next stretch may begin; up to where hot tokens are dealt with
    for at in hot:
        if at < done:
            continue
        read = [item(tokens, at)]
        while at > begin and read[0].kind not in EDGES and (before := item(tokens, at - 1)).kind not in DEAD:
            read.insert(0, before)
            at -= 1
        last = read[-1].at + 1
        while last < len(tokens) and (read[-1].kind not in EDGES or read[-1].at == 0) and (after := item(tokens, last)).kind not in DEAD:
            read.append(after)
            last += 1
        begin, done = last - (read[-1].kind in EDGES), last
        yield read


@lexicon.memo(PHRASES)
def _matches(row: str) -> tuple[tuple["Rule", int, int], ...]:
    return _search(row)


def _search(row: str) -> tuple[tuple["Rule", int, int], ...]:
    """The rules that fit in a row of kinds, and where each date begins and ends in it."""
    grammar = _grammar()
    found: list[tuple[Rule, int, int]] = []
    match = grammar.anywhere.search(row)
    while match:
        rule, fit = _longest(grammar, row, match.start())
        found.append((rule, *(fit.span("date") if "date" in fit.re.groupindex else fit.span())))
        match = grammar.anywhere.search(row, fit.end())
    return tuple(found)


def _longest(grammar: Grammar, row: str, at: int) -> tuple[Rule, re.Match[str]]:
    fits = ((rule, fit) for rule, pattern in grammar.rules if (fit := pattern.match(row, at)))
    return max(fits, key=lambda f: f[1].end())


def _spans(rule: Rule, read: Sequence[Item], tokens: Sequence[Token], a: Anchor | None) -> list[DateSpan]:
    """One span for a match, or one for each member of a list ("im Mai und Juni")."""
    phrase = Phrase(tuple(read), a)
    resolvers = READINGS[rule.reading](phrase)
    parts = phrase.parts() if len(resolvers) > 1 else [read]
    head = _head(read) if rule.pattern.lstrip("(<").startswith(("PRE", "LEAD")) else ()
    named = next((f":{NAMES[kind]}" for kind in head if kind in NAMES), "")
    spans = []
    for part, resolver in zip(parts, resolvers, strict=True) if resolvers else ():
        first, last = part[0].at, part[-1].at + 1
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
    elif "FOR" in head or "ONTO" in head or (direction is None and not AHEAD.isdisjoint(head)):
        lean = "future"
    elif direction is None and "BEFORE" in head:
        lean = "near"
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
