"""`roundwire demo`: the whole line on one machine. Starts what is needed, shows the table as read back from the rounds topic, ends all of it."""

import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

import orjson
from rich.console import Console

from streams.broker import Broker
from streams.bus import Bus
from streams.commands.online import console, read_rounds
from streams.commands.table import render
from streams.contract.round import Round
from streams.errors import RoundwireError
from streams.ingest import files
from streams.settings import Settings

PATIENCE = 60.0  # seconds until the seeds must have been worked off
STOP_SECONDS = 15.0


def run(settings: Settings, *, once: bool) -> int:
    """Broker, topics, worker, seeds, table; stays until Ctrl-C, or leaves when the table stands. Nothing that it started is left running."""
    out = console()
    _end_as_by_ctrl_c()
    try:
        with ExitStack() as running:
            settings = _broker(running, settings, out)
            bus = running.enter_context(Bus(settings))
            bus.topics()
            worker = running.enter_context(_worker(settings))
            out.print("● worker      starting (Faust) …", style="dim")
            count = bus.publish("articles", ((d.key, d.value) for d in files.deliveries([str(seeds())], sys.stdin.buffer)))
            out.print(f"● published   {count} seed articles to topic [bold]{settings.topic('articles')}[/]; reading them …", style="dim")
            worker.alive_until(lambda: bus.wait(PATIENCE))
            out.print(render(read_rounds(bus), title=_title(bus), footer=_footer(settings, once)))
            if not once:
                _watch(bus, worker, settings, out)
    except KeyboardInterrupt:
        out.print("\nstopped: worker and broker are down.", style="dim")
    return 0


def seeds() -> Path:
    """The seed articles: in a checkout beside the package, in an installed one within it."""
    package = Path(__file__).parents[1]
    for folder in (package / "seeds", package.parent / "seeds"):
        if (folder / "manifest.jsonl").is_file():
            return folder
    raise RoundwireError("the seed articles are not installed here; run `roundwire demo` in a checkout of the repository")


def _end_as_by_ctrl_c() -> None:
    def interrupt(_: int, __: FrameType | None) -> None:
        raise KeyboardInterrupt

    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, interrupt)


def _broker(running: ExitStack, settings: Settings, out: Console) -> Settings:
    """A broker that was named is used; else the embedded one is started at the default address."""
    if "broker" in settings.model_fields_set:
        out.print(f"● broker      {settings.broker} (ROUNDWIRE_BROKER)", style="dim")
        return settings
    port = int(settings.broker.rpartition(":")[2])
    running.enter_context(Broker(port, settings.broker_bin))
    out.print(f"● broker      embedded, {settings.broker}, in memory", style="dim")
    return settings


class _Worker:
    """A worker process and its log."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self.process, self.log = process, log

    def check(self) -> None:
        """Raises RoundwireError with the end of its log if the worker has ended."""
        if (code := self.process.poll()) is not None:
            tail = "\n".join(self.log.read_text(encoding="utf8", errors="replace").splitlines()[-12:])
            raise RoundwireError(f"the worker ended with code {code}. The end of its log:\n{tail}")

    def alive_until(self, done: Callable[[], None]) -> None:
        """Waits for `done`; if that fails, a dead worker is the better explanation."""
        try:
            done()
        except RoundwireError:
            self.check()
            raise


@contextmanager
def _worker(settings: Settings) -> Iterator[_Worker]:
    """`roundwire worker` in a process group of its own, so that Ctrl-C reaches only us, and we end it in order."""
    with tempfile.TemporaryDirectory(prefix="roundwire-") as folder:
        log = Path(folder) / "worker.log"
        with log.open("wb") as file:
            process = subprocess.Popen([sys.executable, "-m", "streams", "worker"], stdout=file, stderr=file, start_new_session=True)
        try:
            yield _Worker(process, log)
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _title(bus: Bus) -> str:
    return f"Verhandlungsrunden — zurückgelesen aus dem Topic {bus.settings.topic('rounds')}"


def _footer(settings: Settings, once: bool) -> str:
    more = "Mehr: roundwire rounds --json (jede Zelle mit ihren Sätzen) · roundwire extract seeds (Aussagen)"
    return more if once else f"{more}\nIn einem zweiten Terminal: roundwire publish mein-artikel.txt · Ende mit Strg-C"


def _watch(bus: Bus, worker: _Worker, settings: Settings, out: Console) -> None:
    """Prints the table anew whenever a row of the rounds topic changes, and under it what is new."""
    shown = {row.id: row for row in read_rounds(bus)}
    rows: dict[str, Round] = {}
    for lot in bus.tail("rounds"):
        worker.check()
        _apply(rows, lot)
        news = {rid: rows.get(rid) or shown[rid] for rid in sorted({*rows, *shown}) if rows.get(rid) != shown.get(rid)}
        if lot or not news:  # only once nothing more comes: the topic is read from its beginning, and a change often touches several rows
            continue
        if out.is_terminal:
            out.clear()
        out.print(render(rows.values(), title=_title(bus), footer=_footer(settings, once=False), changed=set(news)))
        for rid, row in news.items():
            out.print(f"● {'geändert' if rid in rows else 'nicht mehr belegt'}: {row.label}", style="bold yellow")
        shown = dict(rows)


def _apply(rows: dict[str, Round], lot: list[tuple[bytes, bytes | None]]) -> None:
    """Takes records in. A revision below the one held is an echo."""
    for key, value in lot:
        rid = key.decode()
        if value is None:
            rows.pop(rid, None)
        elif rid not in rows or orjson.loads(value)["revision"] >= rows[rid].revision:
            rows[rid] = Round.parse(value)
