"""The commands: parse, call, exit codes; no logic. Messages go to standard error, results to standard output."""

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from streams import __version__
from streams.errors import RoundwireError
from streams.lexicon import LexiconError

if TYPE_CHECKING:  # the commands import what they need when they are called: --help is quick
    from streams.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, help="German news articles in, the table of negotiation rounds out.", rich_markup_mode=None)

Files = Annotated[list[str], typer.Argument(help="Files (.txt, ninjs .json, .jsonl), folders, or - for JSON lines from standard input.", metavar="FILE…")]


@app.callback(invoke_without_command=True)
def version(context: typer.Context, version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False) -> None:
    if version:
        typer.echo(f"roundwire {__version__}")
        raise typer.Exit


@app.command()
def demo(once: Annotated[bool, typer.Option("--once", help="Leave as soon as the table stands.")] = False) -> None:
    """Embedded broker, worker, the seed articles, the table on the terminal; stays until Ctrl-C."""
    from streams.commands import demo as job

    leave(job.run(with_lexicon(), once=once))


@app.command()
def broker(port: Annotated[int | None, typer.Option(min=1, max=65535, help="The port; else that of ROUNDWIRE_BROKER.")] = None) -> None:
    """The embedded broker alone, in memory, until Ctrl-C."""
    from streams.broker import serve

    leave(serve(settings(), port))


@app.command()
def topics() -> None:
    """Creates the topics with their partitions and settings, and says what differs."""
    from streams.commands import online

    leave(online.topics(settings()))


@app.command()
def worker() -> None:
    """A Faust worker; start as many as there are partitions."""
    from streams.worker import run

    leave(run(with_lexicon()))


@app.command()
def publish(files: Files) -> None:
    """Publishes articles, each awaited until the broker has it."""
    from streams.commands import online

    leave(online.publish(settings(), files))


@app.command()
def rounds(as_json: Annotated[bool, typer.Option("--json", help="The rows as JSON lines.")] = False) -> None:
    """The table as it stands in the rounds topic."""
    from streams.commands import online

    leave(online.rounds(settings(), as_json=as_json))


@app.command()
def extract(
    files: Files,
    parse: Annotated[bool, typer.Option("--parse", help="Show instead how each sentence is read: fields, phrases, verbs, names, dates.")] = False,
    tags: Annotated[bool, typer.Option("--tags", help="With --parse: the words with their STTS tags.")] = False,
) -> None:
    """Claims, events and mentions of articles as JSON lines; needs no broker."""
    if tags and not parse:
        raise typer.BadParameter("it goes with --parse", param_hint="--tags")
    if parse:
        from streams.commands.parse import run

        leave(run(with_lexicon(), files, tags=tags))
    from streams.commands import offline

    leave(offline.extract(with_lexicon(), files))


@app.command()
def fold(
    files: Files,
    as_of: Annotated[datetime | None, typer.Option(help="As one could know it then: an instant, e.g. 2025-05-01T12:00:00.", metavar="TIME")] = None,
) -> None:
    """The rounds that articles give, as JSON lines; needs no broker. The reference for the stream."""
    from streams.commands import offline

    leave(offline.fold(with_lexicon(), files, as_of))


@app.command()
def wait(timeout: Annotated[float, typer.Option(help="Seconds until it gives up with 1.")] = 600) -> None:
    """Leaves with 0 when everything published has been worked off."""
    from streams.commands import online

    leave(online.wait(settings(), timeout))


@app.command()
def doctor() -> None:
    """Checks lexicon, broker, topics, lag and dead letters, and says what to do."""
    from streams.commands import online

    leave(online.doctor(with_lexicon()))


def settings() -> "Settings":
    """The settings; a wrong one ends the command with 2 and is named."""
    from streams.settings import load

    return load()


def with_lexicon() -> "Settings":
    """The settings, for commands that read German: with the lexicon checked and the user's rows in it; a bad row ends the command with 2 and is named."""
    from streams.commands import lexicon

    loaded = settings()
    lexicon.use(loaded.lexicon_dir)
    return loaded


def leave(code: int) -> NoReturn:
    raise typer.Exit(code)


def main() -> None:
    """The entry point. Errors that a user can meet are one message, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except (RoundwireError, LexiconError) as error:
        typer.echo(f"roundwire: {error}", err=True)
        sys.exit(getattr(error, "exit_code", 1))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
