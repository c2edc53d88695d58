"""What a worker tells on standard error: its own lines, of its libraries the warnings, and a flood only once."""

import logging
import time
from typing import Any

#: Seconds within which the same complaint of a library is told once.
_QUIET = 10.0


class Readable(logging.Filter):
    """Lets pass our own records and others from WARNING on, plus the one line of Faust that everybody knows.

    Services begin their lines with [^--Name], also those of ours that are made of Faust's: these are Faust's lines.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        own = record.name.startswith("streams") and not said.startswith("[^")
        return own or record.levelno >= logging.WARNING or said.endswith("Worker ready")


class NoFlood(logging.Filter):
    """The clients reconnect in a tight loop while the broker is away: tens of thousands of lines in half a minute."""

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[tuple[str, Any], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("streams"):
            return True
        now, what = time.monotonic(), (record.name, str(record.msg)[:60])
        if now - self._told.get(what, -_QUIET) < _QUIET:
            return False
        self._told[what] = now
        return True


def logging_config(level: str) -> dict[str, Any]:
    """For logging.config.dictConfig. With `debug` everything is told, unfiltered."""
    filters = [] if level == "debug" else ["readable", "no_flood"]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(message)s", "datefmt": "%H:%M:%S"}},
        "filters": {"readable": {"()": Readable}, "no_flood": {"()": NoFlood}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "line", "filters": filters}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
    }
