"""German and the domain, as data: one table per file `<table>.tsv` in this folder, one row per decision, each with an id. README.md says how to add one.

The language is data (habit 3 of the house): modules ask `rows("parties", Party)` and hold no word lists of their own. A user's folder may add rows and
replace ours; `use` names it, once, before anything is read.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError

SEPARATOR = "|"


class LexiconError(ValueError):
    """A table that can't be used: says which file and line, what is wrong, and what to do."""


class Row(BaseModel):
    """A row of a table: frozen, known by its id. A column that the model doesn't name is an error, since it is nearly always a misspelt one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str


R = TypeVar("R", bound=Row)
T = TypeVar("T")

_folder: Path | None = None
_derived: list[Callable[[], None]] = []


def rows(table: str, model: type[R]) -> tuple[R, ...]:
    """All rows of a table in file order, a user's replacements in the place of ours, their new rows at the end. Raises LexiconError."""
    return _rows(table, model, _folder)


def use(folder: Path | None) -> None:
    """Reads tables also from a user's folder: `<table>.tsv` there adds rows, and replaces ours of the same id. None: ours alone. Raises LexiconError."""
    global _folder
    if folder is not None and not folder.is_dir():
        raise LexiconError(f"{folder}: there is no such folder. Name a folder with tables such as parties.tsv.")
    _folder = folder
    _rows.cache_clear()
    for clear in _derived:
        clear()


def derived(build: Callable[[], T]) -> Callable[[], T]:
    """Decorates a function without arguments that builds something from rows: built once, and again after `use`."""
    cached = lru_cache(maxsize=1)(build)
    _derived.append(cached.cache_clear)
    return cached


@lru_cache(maxsize=256)
def _rows(table: str, model: type[R], folder: Path | None) -> tuple[R, ...]:
    ours = resources.files(__name__) / f"{table}.tsv"
    theirs = folder / f"{table}.tsv" if folder else None
    found: dict[str, R] = {}
    if ours.is_file():
        found |= _parse(ours.name, ours.read_bytes(), model)
    elif not (theirs and theirs.is_file()):
        raise LexiconError(f"{table}.tsv: there is no such table in the lexicon. Check the spelling, or put the file there.")
    if theirs and theirs.is_file():
        found |= _parse(str(theirs), theirs.read_bytes(), model)
    return tuple(found.values())


def _parse(name: str, raw: bytes, model: type[R]) -> dict[str, R]:
    """The rows of one file by id."""
    found: dict[str, R] = {}
    header: list[str] | None = None
    for number, line in _lines(name, raw):
        cells = [c.strip() for c in line.split("\t")]
        if header is None:
            header = _header(name, number, cells, model)
            continue
        row = _row(f"{name}, line {number}", header, cells, model)
        if row.id in found:
            raise LexiconError(f"{name}, line {number}: the id {row.id!r} stands twice in this file. Give one of the rows another id.")
        found[row.id] = row
    return found


def _lines(name: str, raw: bytes) -> Iterator[tuple[int, str]]:
    """The lines that count, with their numbers: neither blank nor a comment."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        at = raw[: e.start].count(b"\n") + 1
        raise LexiconError(f"{name}, line {at}: the file is not UTF-8. Save it as UTF-8.") from e
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.rstrip("\r")


def _header(name: str, number: int, cells: list[str], model: type[R]) -> list[str]:
    known = ", ".join(model.model_fields)
    for cell in cells:
        if cell not in model.model_fields:
            raise LexiconError(f"{name}, line {number}: unknown column {cell!r}. This table's columns are: {known}; between them stands one tab.")
    if "id" not in cells or len(set(cells)) < len(cells):
        raise LexiconError(f"{name}, line {number}: the header needs a column 'id' and each column once. This table's columns are: {known}.")
    return cells


def _row(where: str, header: list[str], cells: list[str], model: type[R]) -> R:
    if len(cells) > len(header):
        raise LexiconError(f"{where}: {len(cells)} cells, but the header names {len(header)} columns. Look for a tab too many.")
    given = {column: _cell(model, column, cell) for column, cell in zip(header, cells, strict=False) if cell}
    try:
        return model.model_validate(given)
    except ValidationError as e:
        error = e.errors()[0]
        column = ".".join(str(part) for part in error["loc"]) or "row"
        got = "is empty" if error["type"] == "missing" else f"has {error['input']!r}"
        raise LexiconError(f"{where}: the column {column!r} {got}: {error['msg']}. Correct the cell.") from e


def _cell(model: type[R], column: str, cell: str) -> Any:
    """A cell as the model wants it: tuples are split at `|`."""
    if get_origin(model.model_fields[column].annotation) is tuple:
        return tuple(part.strip() for part in cell.split(SEPARATOR) if part.strip())
    return cell
