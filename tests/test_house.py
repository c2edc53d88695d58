"""The house rules that a machine can hold: who may import whom, no clock on the left, nothing of one machine in the repository."""

import ast
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[1]
STREAMS = ROOT / "streams"
PURE = {"contract", "lexicon", "text", "ingest", "claims", "events", "rounds", "extract", "errors"}

#: Room → the rooms that it may import, besides itself. A room that is missing here is one that the picture in docs/architecture.md lacks too.
MAY_IMPORT: dict[str, set[str]] = {
    "contract": set(),
    "lexicon": set(),
    "errors": set(),
    "settings": {"errors"},
    "text": {"lexicon"},
    "ingest": {"contract", "errors", "lexicon"},
    "claims": {"contract", "text", "lexicon"},
    "events": {"contract", "text", "lexicon"},
    "rounds": {"contract", "lexicon", "text"},
    "extract": PURE - {"extract"},
    "bus": {"contract", "errors", "settings"},
    "broker": {"errors", "settings"},
    "worker": PURE | {"bus", "settings"},
    "serve": PURE | {"bus", "settings"},
    "commands": PURE | {"broker", "bus", "serve", "settings", "worker"},
    "cli": PURE | {"broker", "bus", "commands", "serve", "settings", "worker"},
    "__main__": {"cli"},
}

#: Libraries that belong to one or few rooms.
ONLY_IN = {
    "faust": {"worker"},
    "mode": {"worker"},
    "aiokafka": {"worker"},
    "kafka": {"worker", "bus", "broker"},
    "pydantic_settings": {"settings"},
}

#: What no pure room may touch: clocks, randomness, the environment, threads, the network.
BANNED_MODULES = {"time", "random", "secrets", "threading", "concurrent", "multiprocessing", "asyncio", "socket", "ssl", "http", "subprocess", "aiohttp"}
BANNED_NAMES = {"os.environ", "os.getenv", "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "uuid.uuid1", "uuid.uuid4", "urllib.request"}

MODULES = sorted(STREAMS.rglob("*.py"))


def room(path: Path) -> str:
    """`streams/text/dates.py` → text, `streams/bus.py` → bus, `streams/__init__.py` → nothing."""
    first = path.relative_to(STREAMS).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports(path: Path) -> Iterator[str]:
    """Every module or name that a file imports, in full: `from streams import lexicon` gives streams.lexicon."""
    package = [*path.relative_to(ROOT).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            yield from (".".join([*base, *([node.module] if node.module else []), alias.name]) for alias in node.names)


def rooms_imported(path: Path) -> set[str]:
    """The rooms of `streams` that a file imports; a name of `streams/__init__.py` is no room."""
    found = {name.split(".")[1] for name in imports(path) if name.startswith("streams.")}
    return {name for name in found if (STREAMS / name).is_dir() or (STREAMS / f"{name}.py").is_file()}


def ids(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_import_direction(path: Path) -> None:
    """Data flows one way: a room imports only what stands to its left."""
    own = room(path)
    if not own:
        assert not rooms_imported(path), "streams/__init__.py imports nothing of ours"
        return
    assert rooms_imported(path) - {own} <= MAY_IMPORT[own]


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_libraries_keep_to_their_rooms(path: Path) -> None:
    """Faust can be replaced in one room, kafka-python in three."""
    used = {name.split(".")[0] for name in imports(path)} & ONLY_IN.keys()
    assert [library for library in used if room(path) not in ONLY_IN[library]] == []


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) in PURE], ids=ids)
def test_pure_rooms(path: Path) -> None:
    """The same article gives the same records on every machine and at every hour."""
    imported = set(imports(path))
    used = {ast.unparse(node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute)}
    names = {".".join(name.split(".")[-2:]) for name in used | imported}
    assert {name.split(".")[0] for name in imported} & BANNED_MODULES == set()
    assert names & BANNED_NAMES == set()


def test_linter_bans_it_too() -> None:
    """ruff says so while one types, and lets off the same rooms as this test."""
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    let_off = {name for pattern in lint["per-file-ignores"] for name in re.findall(r"\w+", pattern)} - {"streams", "py", "tests", "bench"}
    assert let_off == MAY_IMPORT.keys() - PURE - {"__main__"}
    assert {"random", "threading", "os.environ", "time.time", "datetime.datetime.now"} <= lint["flake8-tidy-imports"]["banned-api"].keys()


def repository_files() -> list[Path]:
    """What git keeps or would keep."""
    run = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True)
    if run.returncode:
        pytest.skip("not a git repository: it is unknown which files belong to it")
    return [path for name in run.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def forbidden() -> re.Pattern[str]:
    """Paths of a developer's machine and hosts of package registries; put together here, so that this file holds none."""
    folders = [f"/{name}/" for name in ("work", "root")]
    hosts = [".".join(parts) for parts in (("pypi", "org"), ("files", "pythonhosted", "org"), ("registry", "npmjs", "org"), ("repo1", "maven", "org"))]
    mirrors = [urlsplit(os.environ.get(name, "")).hostname for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX")]
    return re.compile("|".join(map(re.escape, [*folders, *hosts, *(host for host in mirrors if host)])))


def test_nothing_of_one_machine() -> None:
    """A clone works anywhere: no file names a path of the machine it was written on, or a registry."""
    pattern = forbidden()
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match.group()}"
        for path in repository_files()
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1)
        if (match := pattern.search(line))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-rocksdb.txt", "bench/requirements.txt"])
def test_locks(name: str) -> None:
    """Every package is pinned with its hashes, and no lock says where it comes from."""
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    pinned = re.compile(r"[a-z0-9-]+==[\w.]+ (; .+ )?\\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n?)+$")
    assert [entry.splitlines()[0] for entry in entries if not pinned.match(entry)] == []
    assert not re.search(r"://|--(index|extra-index|find-links)|@ ", text)


def test_locks_hold_what_is_declared() -> None:
    """What pyproject.toml asks for is in the lock that `make demo` installs; so a new dependency can't be forgotten there."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE))
    assert {re.split(r"[^a-z0-9-]", line)[0] for line in declared} - locked == set()


def test_seeds_are_what_they_were() -> None:
    """Every article of the manifest is there, and none besides."""
    manifest = (ROOT / "seeds" / "manifest.jsonl").read_text(encoding="utf-8")
    named = set(re.findall(r'"file": "([^"]+)"', manifest))
    assert named == {path.name for path in (ROOT / "seeds").glob("*.txt")}
    assert len(named) == 5
