"""Where and with what a figure was measured."""

import datetime
import os
import platform
import resource
import sys
from pathlib import Path

#: Columns of what is printed, so that a table fits also where no terminal is.
WIDTH = 110


def environment(*more: str) -> str:
    """Day, processor, Python and what else is to be told, on one line."""
    load = f"load {os.getloadavg()[0]:.1f} at the start"
    return " · ".join((datetime.date.today().isoformat(), processor(), f"{os.cpu_count()} cores, {load}", f"Python {platform.python_version()}", *more))


def processor() -> str:
    """The processor's name, as far as the system tells it."""
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text(encoding="utf8").splitlines() if listed.exists() else []
    named = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def peak() -> float:
    """Most memory that this process has held so far, in MB (10⁶ bytes)."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1e6 if sys.platform == "darwin" else used * 1024 / 1e6
