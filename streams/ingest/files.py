"""Files, folders and standard input → the messages that they stand for. Reads, decides nothing: what is wrong inside a value, `formats.decode` says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from streams.errors import RoundwireError

MANIFEST = "manifest.jsonl"
SUFFIXES = (".txt", ".json", ".jsonl")


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to be: `name` says where it stood (file, file:line or file[index]), `key` is the article's uri if it can be seen, `value` the bytes."""

    name: str
    key: bytes | None
    value: bytes


def deliveries(paths: Sequence[str], stdin: BinaryIO) -> Iterator[Delivery]:
    """What the paths hold, in their order. Raises RoundwireError for a path that can't be read, and for one that is none of the kinds taken.

    A .txt gives the plain form with the uri `file:NAME` and its modification time (whole milliseconds) as version; a .json one article or a list of them;
    a .jsonl a line each, bytes unchanged; a folder the rows of its manifest.jsonl, else its files of these kinds by name; `-` JSON lines from `stdin`.
    """
    for path in paths:
        if path == "-":
            yield from _lines("stdin", stdin)
        else:
            yield from _path(Path(path))


def _path(path: Path) -> Iterator[Delivery]:
    try:
        yield from _folder(path) if path.is_dir() else _file(path)
    except FileNotFoundError as e:
        raise RoundwireError(f"{e.filename}: there is no such file or folder. Check the spelling.") from e
    except OSError as e:
        raise RoundwireError(f"{e.filename or path}: it can't be read ({e.strerror}). Check its permissions.") from e


def _folder(folder: Path) -> Iterator[Delivery]:
    if (folder / MANIFEST).is_file():
        yield from _manifest(folder / MANIFEST)
        return
    files = sorted((p for p in folder.iterdir() if p.is_file() and p.suffix.lower() in SUFFIXES), key=lambda p: p.name)
    if not files:
        raise RoundwireError(f"{folder}: the folder holds no file that ends in {', '.join(SUFFIXES)}. Name another folder, or files.")
    for file in files:
        yield from _file(file)


def _file(path: Path) -> Iterator[Delivery]:
    suffix = path.suffix.lower()
    if path.name == MANIFEST:
        yield from _manifest(path)
    elif suffix == ".txt":
        yield _text(path)
    elif suffix == ".json":
        yield from _json(path)
    elif suffix == ".jsonl":
        with path.open("rb") as lines:
            yield from _lines(str(path), lines)
    elif not path.exists():
        raise FileNotFoundError(2, "", str(path))
    else:
        raise RoundwireError(f"{path}: files that end in {path.suffix or 'nothing'} are not read. Name .txt, .json or .jsonl files, a folder, or -.")


def _text(path: Path) -> Delivery:
    version = path.stat().st_mtime_ns // 1_000_000
    return _plain(str(path), {"uri": f"file:{_printable(path.name)}", "version": str(version)}, path.read_bytes())


def _plain(name: str, fields: dict[str, Any], text: bytes) -> Delivery:
    """The plain form. Bytes that are not UTF-8 go into the value as they are, so that this one article is refused for them and the others go on."""
    try:
        value = orjson.dumps({**fields, "text": text.decode()})
    except UnicodeDecodeError:
        value = orjson.dumps(fields).removesuffix(b"}") + b',"text":"' + text + b'"}'
    return Delivery(name, _key(fields), value)


def _json(path: Path) -> Iterator[Delivery]:
    """A list gives a message an item; anything else is one message, bytes unchanged."""
    value = path.read_bytes()
    found = _parsed(value)
    if not isinstance(found, list):
        yield Delivery(str(path), _key(found), value)
        return
    for index, item in enumerate(found):
        yield Delivery(f"{path}[{index}]", _key(item), orjson.dumps(item))


def _lines(name: str, lines: BinaryIO) -> Iterator[Delivery]:
    """JSON lines; blank ones are skipped."""
    for number, line in enumerate(lines, 1):
        value = line.rstrip(b"\r\n")
        if value.strip():
            yield Delivery(f"{name}:{number}", _key(_parsed(value)), value)


def _manifest(path: Path) -> Iterator[Delivery]:
    """Rows {uri, file, …}: the text stands in `file` beside the manifest, the other fields are passed on but for nulls. A row without `file` is an article."""
    with path.open("rb") as lines:
        for line in _lines(str(path), lines):
            row = _parsed(line.value)
            file = row.get("file") if isinstance(row, dict) else None
            if not isinstance(row, dict) or not isinstance(file, str):
                yield line
                continue
            fields = {name: value for name, value in row.items() if name != "file" and value is not None}
            yield _plain(line.name, fields, _beside(path, line.name, file).read_bytes())


def _beside(manifest: Path, name: str, file: str) -> Path:
    """A manifest may come from elsewhere: it can name files of its own folder only."""
    if Path(file).name != file:
        raise RoundwireError(f"{name}: the file {file!r} does not stand in the manifest's own folder. Put it there and give its bare name.")
    return manifest.parent / file


def _parsed(value: bytes) -> Any:
    """The JSON value, or None if it is none: then `formats.decode` says why."""
    try:
        return orjson.loads(value.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        return None


def _key(found: Any) -> bytes | None:
    uri = (found.get("uri") or found.get("guid")) if isinstance(found, dict) else None
    return uri.encode() if isinstance(uri, str) else None


def _printable(name: str) -> str:
    """A file name as text; bytes of it that are no UTF-8 show as \\xNN."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
