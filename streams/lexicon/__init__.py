"""German and the domain, as data: one table per file `<table>.tsv` in this folder, one row per decision, each with an id. README.md says how to add one.

The language is data (habit 3 of the house): modules ask `rows("parties", Party)` and hold no word lists of their own. A user's folder may add rows and
replace ours; `use` names it, once, before anything is read. `check` reads all tables at once; streams/commands/lexicon.py knows which there are.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast, get_origin
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, ValidationError

SEPARATOR = "|"
TABULAR = (".tsv", ".csv", ".tab", ".ods", ".xls", ".xlsx")  # what a table is saved as, also where it should have been saved otherwise


class LexiconError(ValueError):
    """A table that can't be used: says which file and line, what is wrong, and what to do. Wrong usage, like a setting that can't be."""

    exit_code = 2


class Row(BaseModel):
    """A row of a table: frozen, known by its id. A column that the model doesn't name is an error, since it is nearly always a misspelt one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str


R = TypeVar("R", bound=Row)
T = TypeVar("T")
H = TypeVar("H", bound=Hashable)

P = ParamSpec("P")

_folder: Path | None = None
_builders: list[Callable[[], object]] = []
_forgets: list[Callable[[], None]] = []


def rows(table: str, model: type[R]) -> tuple[R, ...]:
    """All rows of a table in file order, a user's replacements in the place of ours, their new rows at the end. Raises LexiconError."""
    return _rows(table, model, _folder)


def located(table: str, model: type[R]) -> tuple[tuple[str, R], ...]:
    """The rows, each with where it stands ("persons.tsv, line 12"), for who finds something wrong that a table alone doesn't show. Raises LexiconError."""
    return _located(table, model, _folder)


def use(folder: Path | None) -> None:
    """Reads tables also from a user's folder: `<table>.tsv` there adds rows, and replaces ours of the same id. None: ours alone. Raises LexiconError."""
    global _folder
    if folder is not None and not folder.is_dir():
        raise LexiconError(f"{folder}: there is no such folder. Name a folder with tables such as parties.tsv.")
    _folder = folder
    for forget in (_rows.cache_clear, _located.cache_clear, *_forgets):
        forget()


def check(tables: Mapping[str, type[Row]]) -> None:
    """Reads all tables now, so that a bad row is named before the work begins and not in the midst of it, and names a user's file that is none of them.

    `tables`: the name of every table there is, and the model of its rows. Raises LexiconError.
    """
    for file in sorted(_folder.iterdir()) if _folder else ():
        if file.suffix.lower() in TABULAR and not (file.name.removesuffix(".tsv") in tables and file.is_file()):
            raise LexiconError(f"{file}: no table is read from this file. {_suggested(file.stem.lower(), tables)}")
    for table, model in tables.items():
        rows(table, model)


def build() -> None:
    """Builds all that is `derived`, for errors that only building shows. Raises what the building raises."""
    for builder in _builders:
        builder()


def gathered(pairs: Iterable[tuple[str, Iterable[H]]]) -> dict[str, frozenset[H]]:
    """Key → all that any of its pairs gives, for what several rows tell of one word."""
    table: dict[str, frozenset[H]] = {}
    for key, found in pairs:
        table[key] = table.get(key, frozenset()) | frozenset(found)
    return table


def derived(build: Callable[[], T]) -> Callable[[], T]:
    """Decorates a function without arguments that builds something from rows: built once, and again after `use`."""
    cached = lru_cache(maxsize=1)(build)
    _builders.append(cached)
    _forgets.append(cached.cache_clear)
    return cached


def memo(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Decorates a function that looks something up in rows: its last `most` results are kept, and none beyond `use`."""

    def decorate(look_up: Callable[P, T]) -> Callable[P, T]:
        cached = lru_cache(maxsize=most)(look_up)
        _forgets.append(cached.cache_clear)
        return cast(Callable[P, T], cached)

    return decorate


def _suggested(stem: str, tables: Mapping[str, type[Row]]) -> str:
    near = get_close_matches(stem, tables, n=1)
    there = f"Did you mean {near[0]}.tsv" if near else f"There are {', '.join(f'{table}.tsv' for table in sorted(tables))}"
    return f"{there}{'?' if near else '.'} Tables are UTF-8, with tabs between the cells."


@lru_cache(maxsize=256)
def _rows(table: str, model: type[R], folder: Path | None) -> tuple[R, ...]:
    return tuple(row for _, row in _located(table, model, folder))


@lru_cache(maxsize=256)
def _located(table: str, model: type[R], folder: Path | None) -> tuple[tuple[str, R], ...]:
    ours, theirs = _ours(table, model), folder / f"{table}.tsv" if folder else None
    if theirs and theirs.is_file():
        return tuple(((ours or {}) | _parse(str(theirs), _bytes(theirs), model)).values())
    if ours is None:
        raise LexiconError(f"{table}.tsv: there is no such table in the lexicon. Check the spelling, or put the file there.")
    return tuple(ours.values())


@lru_cache(maxsize=256)
def _ours(table: str, model: type[R]) -> dict[str, tuple[str, R]] | None:
    """Our own rows, which no `use` changes; None where there is no such table."""
    file = resources.files(__name__) / f"{table}.tsv"
    return _parse(file.name, file.read_bytes(), model) if file.is_file() else None


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as e:
        raise LexiconError(f"{file}: it can't be read ({e.strerror}). Check its permissions.") from e


def _parse(name: str, raw: bytes, model: type[R]) -> dict[str, tuple[str, R]]:
    """The rows of one file by id, with where they stand. White space in a cell, no-break spaces too, is one space."""
    found: dict[str, tuple[str, R]] = {}
    header: list[str] | None = None
    for number, line in _lines(name, raw):
        cells = [" ".join(c.split()) for c in line.split("\t")]
        if header is None:
            header = _header(name, number, cells, model)
            continue
        where = f"{name}, line {number}"
        row = _row(where, header, cells, model)
        if row.id in found:
            raise LexiconError(f"{where}: the id {row.id!r} stands twice in this file. Give one of the rows another id.")
        found[row.id] = where, row
    return found


def _lines(name: str, raw: bytes) -> Iterator[tuple[int, str]]:
    """The lines that count, with their numbers: neither blank nor a comment. NFC, as the articles are."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        at = raw[: e.start].count(b"\n") + 1
        raise LexiconError(f"{name}, line {at}: the file is not UTF-8. Save it as UTF-8.") from e
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, normalize("NFC", line)


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
    if " " in given.get("id", ""):
        raise LexiconError(f"{where}: the id {given['id']!r} has a space in it. Between two cells stands one tab; an id is one word.")
    try:
        return model.model_validate(given)
    except ValidationError as e:
        error = e.errors()[0]
        column = str(error["loc"][0]) if error["loc"] else "row"
        got = "is empty" if error["type"] == "missing" else f"has {error['input']!r}"
        raise LexiconError(f"{where}: the column {column!r} {got}: {error['msg']}. Correct the cell.") from e


def _cell(model: type[R], column: str, cell: str) -> Any:
    """A cell as the model wants it: tuples are split at `|`."""
    if get_origin(model.model_fields[column].annotation) is tuple:
        return tuple(part.strip() for part in cell.split(SEPARATOR) if part.strip())
    return cell
