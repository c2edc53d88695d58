"""Sentences written by readers who had not seen the code, and the share of what they must give that the parse gave: pinned, so that it can only rise."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from streams.lexicon import world
from streams.text import clauses
from streams.text.dates import limit
from streams.text.model import Clause, DateSpan, Document, Sentence
from streams.text.read import read

TABLES = Path(__file__).parent / "tables"
CLASSES = {"state": "actor", "organisation": "actor", "group": "actor"}  # which of the three an actor is, is a matter of taste: "Brüssel", "die Taliban"
CAPITALS = {capital for party in world.parties() for capital in (*party.capitals, *party.seats)}  # whether these act or are places is no matter of taste
ROLES = ("SB", "OA", "DA", "PD")

#: Table → aspect → the least share of sentences that are right in all, and of items (F1), in per cent. docs/limits.md tells the first-run shares.
FLOORS: dict[str, dict[str, tuple[int, int]]] = {
    "fresh_a": {"fields": (79, 88), "roles": (80, 93), "dates": (95, 93), "names": (84, 93)},
    "fresh_b": {"fields": (89, 93), "roles": (82, 94), "dates": (95, 93), "names": (74, 89)},
}


@dataclass(frozen=True)
class Region:
    """A part of a text, as ingest marks it."""

    start: int
    end: int
    kind: str = "text"


Cell = tuple[list[str], list[str]]  # expected, found


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table."""
    lines = [line.split("\t") for line in (TABLES / f"{name}.tsv").read_text("utf-8").split("\n") if line and not line.startswith("#")]
    return [dict(zip(lines[0], [*row, "", "", "", "", "", ""], strict=False)) for row in lines[1:]]


def parts(document: Document) -> list[str]:
    """The clause parts as docs/parse.md writes them; numbers count on over the sentences."""
    told: list[str] = []
    for sentence in document.sentences:
        base = len(told)
        told += [part(document.text, sentence, clause, base) for clause in sentence.clauses]
    return told


def part(text: str, sentence: Sentence, clause: Clause, base: int) -> str:
    hangs = "" if clause.parent is None else f"<{clause.parent + base}"
    place = f"@{clause.place}" if clause.place else ""
    fields = " | ".join(f"{f.kind} {text[sentence.tokens[f.first].start : sentence.tokens[f.last - 1].end]}" for f in clause.fields)
    return f"{clause.kind}{hangs}{place}" + (f": {fields}" if fields else "")


def plain(cell: str) -> str:
    """A clause part without quotation marks, which a reader may leave out or put in."""
    return re.sub(r"\s+", " ", re.sub(r"[„“”\"«»‚‘’›‹,()\[\]]", "", cell)).strip()


def fields(row: dict[str, str], document: Document) -> Cell:
    return [plain(p) for p in row["fields"].split("¦")], [plain(p) for p in parts(document)]


def roles(row: dict[str, str], document: Document) -> Cell:
    """A role is right where its phrase and the reader's share the head."""
    wanted = [tuple(item.strip().split(" ", 1)) for item in row["roles"].split(" ; ") if item.strip()]
    found = []
    for sentence in document.sentences:
        for c in sentence.chunks:
            if c.function in ROLES:
                found.append((str(c.function), sentence.tokens[c.head].text, " ".join(t.text for t in sentence.tokens[c.first : c.last])))
    told, left = [], list(wanted)
    for function, head, phrase in found:
        match = next((w for w in left if w[0] == function and (head in w[1].split() or w[1] == phrase)), None)
        if match:
            left.remove(match)
        told.append(" ".join(match) if match else f"{function} {phrase}")
    return [" ".join(w) for w in wanted], told


def dates(row: dict[str, str], document: Document) -> Cell:
    """A date is right where expression and value are; `~` asks only that it is found and approximate."""
    wanted = [tuple(part.strip() for part in item.split(" = ")) for item in row["dates"].split(" ; ") if item.strip()]
    told, left = [], list(wanted)
    for sentence in document.sentences:
        for date in sentence.dates:
            clause = next(c for c in sentence.clauses if c.first <= date.first < c.last)
            verbs = [v for c in clauses.whole(sentence.clauses, clause) for v in c.verbs]
            value = valued(date, date.resolve(clauses.counting(verbs, sentence.words(clause.first, clause.last))))
            text = document.text[date.start : date.end]
            match = next((w for w in left if same(w, text, value)), None)
            if match:
                left.remove(match)
            told.append(" = ".join(match) if match else f"{text} = {value}")
    return [" = ".join(w) for w in wanted], told


def valued(date: DateSpan, value: str | None) -> str:
    """The value with its limit, as the readers write it: "seit Freitag" is open to the right."""
    bound = limit(date.rule) if value else None
    return value + "/.." if value and bound == "since" else "../" + value if value and bound == "until" else value or "?"


def same(wanted: tuple[str, ...], text: str, value: str) -> bool:
    """`~`: any date that is no single day, month or year. A night belongs to the day on which it ends, so a reader's two days may be one here."""
    near = wanted[0] in text or text in wanted[0]
    vague = wanted[1] == "~" and ("~" in value or "/" in value)
    return near and (vague or value == wanted[1] or ("Nacht" in text and wanted[1].endswith("/" + value)))


def names(row: dict[str, str], document: Document) -> Cell:
    """A name is right where its kind, its code and a part of its words are.

    Codes are compared where they are ISO's: for organisations the readers made up their own. What the readers were told to leave out doesn't count as found:
    groups without a side ("Unterhändler") and offices without a name. Whether a state is meant or its territory is a matter of taste.
    """
    wanted = [tuple(item.strip().split(":", 2)) for item in row["names"].split(" ; ") if item.strip()]
    told, left = [], list(wanted)
    for sentence in document.sentences:
        for name in sentence.names:
            text, code = document.text[name.start : name.end], (name.country if name.kind == "place" else name.party or name.country) or ""
            kind = CLASSES.get(name.kind, name.kind)
            match = next((w for w in left if matches(w, kind, code, text)), None)
            if match:
                left.remove(match)
            elif (name.kind == "group" and code not in world.cldr()) or name.anonymous or name.name == name.role:
                continue
            told.append(":".join(match) if match else f"{name.kind}:{code}:{text}")
    return [":".join(w) for w in wanted], told


def matches(wanted: tuple[str, ...], kind: str, code: str, text: str) -> bool:
    land = wanted[1] in world.cldr() and {kind, CLASSES.get(wanted[0], wanted[0])} == {"actor", "place"} and wanted[2] not in CAPITALS
    alike = CLASSES.get(wanted[0], wanted[0]) == kind or land
    coded = wanted[1] == code or kind == "medium" or wanted[1] not in world.cldr()
    return alike and coded and (wanted[2] in text or text in wanted[2])


ASPECTS = {"fields": fields, "roles": roles, "dates": dates, "names": names}


@cache
def documents(table: str) -> tuple[tuple[dict[str, str], Document], ...]:
    """The rows with their readings."""
    return tuple((row, read(row["text"], [Region(0, len(row["text"]))], row["dated"] or None)) for row in rows(table))


def shares(table: str, aspect: str) -> tuple[float, float]:
    """Per cent of sentences right in all, and F1 over their items in per cent."""
    right = hits = wanted_all = found_all = 0
    for row, document in documents(table):
        wanted, found = ASPECTS[aspect](row, document)
        common = sum((Counter(wanted) & Counter(found)).values())
        right += common == len(wanted) == len(found)
        hits, wanted_all, found_all = hits + common, wanted_all + len(wanted), found_all + len(found)
    return 100 * right / len(documents(table)), 200 * hits / max(1, wanted_all + found_all)


@pytest.mark.parametrize(("table", "aspect"), [(table, aspect) for table, floors in FLOORS.items() for aspect in floors])
def test_sentences_nobody_had_seen(table: str, aspect: str) -> None:
    """What was reached on sentences written without a look at the code is not lost again."""
    sentences, items = shares(table, aspect)
    assert (sentences >= FLOORS[table][aspect][0]) and items >= FLOORS[table][aspect][1], (sentences, items)
