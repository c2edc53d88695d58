"""Stories told in other words give the same table."""

import pytest
from stories import cases, cells, expected, pair, table

#: Share of the judged cells that is right: what was reached, the retellings of the seeds by name.
FLOORS = {"ankara-three-rounds-vienna-ministers": 1.0, "jeddah-third-planned": 1.0, "geneva-second-meeting": 0.95, "vienna-trilateral-second-day": 0.87}
FLOOR = 0.75


@pytest.mark.parametrize("case", cases())
def test_a_story_gives_its_rounds_and_no_other(case: str) -> None:
    """Every round of the story stands in the table, and nothing that only looks like one."""
    rows, wanted = table(case), expected(case)
    told = [(r.ordinal, r.start, r.place, r.status) for r in rows]
    assert len(rows) == len(wanted), told
    assert [sorted(row.negotiation.parties) for _, row in pair(rows, wanted) if row] == [want["parties"] for want in wanted], told


@pytest.mark.parametrize("case", cases())
def test_a_story_gives_its_cells(case: str) -> None:
    """Most cells that the story judges are right; the share is pinned and only grows."""
    pairs = pair(table(case), expected(case))
    right = [(want.get("start"), name, ok) for want, row in pairs for name, ok in (cells(row, want) if row else dict.fromkeys(want, False)).items()]
    assert sum(ok for *_, ok in right) / len(right) >= FLOORS.get(case, FLOOR), [r for r in right if not r[2]]


BORNE = (
    "ordinal", "start", "end", "place", "country", "format", "level", "status", "status_by_party", "heads", "agenda", "outcomes", "not_achieved", "positions",
    "assessments", "next",
)  # fmt: skip


@pytest.mark.parametrize("case", cases())
def test_every_cell_has_its_sentence(case: str) -> None:
    """A field with a value has one to three sentences of living articles behind it, 300 characters at most."""
    for row in table(case):
        filled = [name for name in BORNE if getattr(row, name) not in (None, (), {}, "unknown")]
        assert all(1 <= len(row.evidence.get(name, ())) <= 3 for name in filled), (row.label, [n for n in filled if n not in row.evidence])
        assert all(len(e.text) <= 300 for told in row.evidence.values() for e in told)
