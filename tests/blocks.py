"""Runs the blocks of a document, as a reader would who follows it: its files are written, its commands run, and what they print is put in."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.M | re.S)
PROMPT = "$ "


def filled(page: str, folder: Path) -> str:
    """The page with the output of its commands as it is now.

    A block with a path behind its language ("```tsv desk/persons.tsv") is that file's content, below `folder`; of a block of kind console each line that
    begins with "$ " is a command, run there, and what stands between them is replaced by its output, standard error included.
    """
    bin_ = folder / ".bin"
    bin_.mkdir()
    (bin_ / "roundwire").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m streams "$@"\n', "utf-8")
    (bin_ / "roundwire").chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ROUNDWIRE_")}
    environment |= {"PATH": f"{bin_}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    return BLOCK.sub(lambda block: _done(block, folder, environment), page)


def _done(block: re.Match[str], folder: Path, environment: dict[str, str]) -> str:
    kind, path, body = block.groups()
    if path:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(body, "utf-8")
    if kind != "console":
        return block[0]
    commands = [line for line in body.splitlines() if line.startswith(PROMPT)]
    told = "".join(f"{command}\n{_printed(command.removeprefix(PROMPT), folder, environment)}" for command in commands)
    return f"```console\n{told.rstrip()}\n```"


def _printed(command: str, folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
