"""A broker and workers, as processes; nothing of them is left running."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from streams.broker import Broker, free_port
from streams.bus import Bus
from streams.settings import Settings

ROOT = Path(__file__).parents[2]


class Process:
    """A worker process and what it tells."""

    def __init__(self, script: str, arguments: list[str], variables: dict[str, str], log: Path) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ROUNDWIRE_")} | variables
        self.log = log
        with log.open("ab") as out:
            command = [sys.executable, str(Path(__file__).parent / script), *arguments]
            self.process = subprocess.Popen(command, env=environment | {"PYTHONPATH": str(ROOT)}, stdout=out, stderr=out, cwd=log.parent)

    def told(self) -> str:
        """Everything it wrote so far."""
        return self.log.read_text("utf-8", "replace")

    def await_line(self, part: str, timeout: float = 30) -> None:
        """Waits until it has written `part`."""
        deadline = time.monotonic() + timeout
        while part not in self.told():
            assert self.process.poll() is None, f"the worker ended\n{self.told()[-3000:]}"
            assert time.monotonic() < deadline, f"no {part!r} within {timeout} s\n{self.told()[-3000:]}"
            time.sleep(0.05)

    def stop(self, number: int = signal.SIGTERM, timeout: float = 30) -> int:
        """Ends it and gives its exit code."""
        with suppress(ProcessLookupError):
            self.process.send_signal(number)
        return self.process.wait(timeout)


Start = Callable[..., Process]


@pytest.fixture(scope="module")
def broker() -> Iterator[Broker]:
    """One embedded broker for the tests of a module; each takes a prefix of its own."""
    with Broker(free_port()) as running:
        yield running


@pytest.fixture
def bus(broker: Broker, request: pytest.FixtureRequest) -> Iterator[Bus]:
    """The topics of one test."""
    settings = Settings(broker=broker.address, partitions=4, prefix=request.node.name.replace("[", "-").replace("]", "")[:60])
    with Bus(settings) as opened:
        opened.topics()
        yield opened


@pytest.fixture
def start(broker: Broker, tmp_path: Path) -> Iterator[Start]:
    """Starts a worker process with a script of this folder; all that were started are ended after the test."""
    started: list[Process] = []

    def begin(script: str, *arguments: str, **variables: str) -> Process:
        process = Process(script, list(arguments), variables, tmp_path / f"worker-{len(started)}.log")
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.process.poll() is None:
            process.stop(signal.SIGKILL)
