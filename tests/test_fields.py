"""Topological fields of clauses, and the field of its parent that a clause stands in. The cases are rows of tests/tables/fields.tsv."""

import pytest
from test_text import SEPARATOR, clauses_of, hangs, table

from streams.text.model import Clause, Token

ORDER = ("KOORD", "LV", "VF", "C", "LK", "MF", "VC", "NF")


@pytest.mark.parametrize(("text", "expected"), table("fields"))
def test_fields_of_a_sentence(text: str, expected: str) -> None:
    """Each clause falls into Vorfeld, brackets, Mittelfeld and Nachfeld, and one in another says which of these it stands in."""
    found, made = clauses_of(text)
    assert SEPARATOR.join(described(text, found, c) for c in made) == expected


def described(text: str, found: list[Token], clause: Clause) -> str:
    """A clause part as docs/parse.md writes it."""
    place = f"@{clause.place}" if clause.place else ""
    fields = " | ".join(f"{f.kind} {text[found[f.first].start : found[f.last - 1].end]}" for f in clause.fields)
    return f"{clause.kind}{hangs(clause)}{place}" + (f": {fields}" if fields else "")


@pytest.mark.parametrize(("text", "expected"), [*table("fields"), *table("clauses")])
def test_fields_cover_their_clause(text: str, expected: str) -> None:
    """Every word of a clause stands in one field, the fields in the order of German, anew behind a coordinator; a fragment has none."""
    found, made = clauses_of(text)
    for clause in made:
        covered = [i for f in clause.fields for i in range(f.first, f.last)]
        words = {i for i in range(clause.first, clause.last) if found[i].kind != "punct"}
        assert covered == sorted(set(covered)) and (words <= set(covered) or clause.kind == "fragment")
        ranks = [ORDER.index(f.kind) for f in clause.fields]
        assert all(a < b or other.kind == "KOORD" for a, b, other in zip(ranks, ranks[1:], clause.fields[1:], strict=False))


@pytest.mark.parametrize(("text", "expected"), [*table("fields"), *table("clauses")])
def test_only_a_clause_in_another_has_a_place(text: str, expected: str) -> None:
    """A subordinate clause stands in a field of its parent; a main clause, a later part of one and a fragment don't."""
    _, made = clauses_of(text)
    for clause in made:
        resumed = clause.parent is not None and clause.kind == made[clause.parent].kind and clause.place is None
        inside = clause.parent is not None and clause.kind not in ("main", "fragment") and not resumed
        assert (clause.place is not None) == inside
