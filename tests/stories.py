"""Stories in tests/rounds/<case>/: articles, and the table that a careful reader gets. Of an expected row only the fields given are judged."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from streams.contract.round import Round
from streams.extract import extract
from streams.ingest.formats import decode
from streams.rounds.fold import fold

STORIES = Path(__file__).parent / "rounds"
ZONE = ZoneInfo("Europe/Berlin")
Row = dict[str, Any]


def cases() -> list[str]:
    return sorted(folder.name for folder in STORIES.iterdir() if (folder / "expected.json").exists())


def table(case: str) -> list[Round]:
    """What `fold` makes of a story."""
    lines = (STORIES / case / "articles.jsonl").read_bytes().splitlines()
    return fold(extract(decode(line, ZONE), ZONE) for line in lines)


def expected(case: str) -> list[Row]:
    return json.loads((STORIES / case / "expected.json").read_text(encoding="utf8"))


def cells(row: Round, want: Row) -> dict[str, bool]:
    """Of each field that the story judges, whether the row has it right."""
    have = row.model_dump()
    have["parties"] = list(row.negotiation.parties)
    have["heads"] = {code: h.name for code, h in row.heads.items()}
    have["status_by_party"] = {code: v.status for code, v in row.status_by_party.items()}
    have["outcomes"] = sorted({o.kind for o in row.outcomes})
    return {name: _same(have[name], value) for name, value in want.items()}


def _same(have: Any, want: Any) -> bool:
    if isinstance(want, dict) and want and isinstance(have, dict) and "date" in want:
        return all(have.get(key) == value for key, value in want.items())
    return (list(have) if isinstance(have, tuple) else have or None if want in (None, {}, []) else have) == (want or None if want in ({}, []) else want) or (
        not have and not want
    )


def pair(rows: list[Round], wanted: list[Row]) -> list[tuple[Row, Round | None]]:
    """Each expected row with the row that fits it best, one to one; start and ordinal weigh most."""

    def weight(want: Row, row: Round | None) -> int:
        if row is None:
            return 0
        right = cells(row, want)
        return sum(right.values()) + 5 * right.get("start", False) + 3 * (right.get("ordinal", False) and want["ordinal"] is not None)

    padded: list[Round | None] = [*rows, *[None] * len(wanted)]
    best = max(permutations(padded, len(wanted)), key=lambda order: sum(map(weight, wanted, order))) if len(padded) <= 9 else padded[: len(wanted)]
    return list(zip(wanted, best, strict=True))
