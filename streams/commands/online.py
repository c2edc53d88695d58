"""The commands that speak with a broker: topics, publish, rounds, wait, doctor."""

import sys
from collections.abc import Iterator, Sequence

from rich.console import Console

from streams import lexicon
from streams.bus import Bus
from streams.commands.table import render
from streams.contract.round import Round
from streams.errors import Refused
from streams.ingest import files, formats
from streams.rounds.fold import table_order
from streams.settings import Settings

WIDTH = 100


def console(stderr: bool = False) -> Console:
    """A terminal as wide as it is, but 100 columns at most; 100 where the output goes to a file or a pipe."""
    made = Console(stderr=stderr, highlight=False)
    made.width = min(WIDTH, made.width) if made.is_terminal else WIDTH
    return made


def read_rounds(bus: Bus) -> list[Round]:
    """The table as it stands in the rounds topic."""
    return sorted((Round.parse(value) for value in bus.read_table("rounds").values()), key=table_order)


def topics(settings: Settings) -> int:
    """Makes the topics that are missing; 1 if something differs from what is wanted."""
    with Bus(settings) as bus:
        report = bus.topics()
    for name in report.created:
        print(f"made {name}", file=sys.stderr)
    for difference in report.differences:
        print(f"differs: {difference}", file=sys.stderr)
    if not report.created and not report.differences:
        print("all topics are there, as wanted", file=sys.stderr)
    return 1 if report.differences else 0


def publish(settings: Settings, paths: Sequence[str]) -> int:
    """Publishes articles as they are; what a worker will refuse is published all the same, and said here first."""
    refused = 0

    def items() -> Iterator[tuple[bytes | None, bytes | None]]:
        nonlocal refused
        for delivery in files.deliveries(paths, sys.stdin.buffer):
            try:
                formats.decode(delivery.value, settings.zone)
            except Refused as refusal:
                refused += 1
                print(f"roundwire: {delivery.name} will go to the dead letters: {refusal}", file=sys.stderr)
            yield delivery.key, delivery.value

    with Bus(settings) as bus, console(stderr=True).status("publishing …") as status:
        count = bus.publish("articles", items(), lambda n: status.update(f"publishing … {n}"))
    print(f"published {count} article{'s' * (count != 1)}, each acknowledged by the broker", file=sys.stderr)
    return 1 if refused else 0


def rounds(settings: Settings, *, as_json: bool) -> int:
    """Prints the table, as JSON lines or for a reader."""
    with Bus(settings) as bus:
        table = read_rounds(bus)
    if as_json:
        sys.stdout.buffer.writelines(row.canonical() + b"\n" for row in table)
        sys.stdout.buffer.flush()
    else:
        lexicon.use(settings.lexicon_dir)  # a desk's own labels and parties have their names there
        console().print(render(table, title=f"{len(table)} Runden", footer="roundwire rounds --json zeigt jede Zelle mit ihren Sätzen."))
    return 0


def wait(settings: Settings, timeout: float) -> int:
    """0 when everything published has been worked off; raises RoundwireError when the time is over."""
    with Bus(settings) as bus, console(stderr=True).status("waiting …") as status:
        bus.wait(timeout, lambda lag: status.update("waiting … " + ", ".join(f"{stage} {n}" for stage, n in lag.items())))
    return 0


def doctor(settings: Settings) -> int:
    """Checks broker, topics, lag and dead letters, and says what to do; 0 if all is well. The lexicon was checked before."""
    troubles = []
    print(f"lexicon    ours{f' and {settings.lexicon_dir}' if settings.lexicon_dir else ''}, every row as wanted")
    with Bus(settings) as bus:
        print(f"broker     {settings.broker}, cluster {bus.ping()}{' (embedded: keeps nothing on disk)' if bus.embedded else ''}")
        differences = bus.topics(create=False).differences
        print(f"topics     {'as wanted' if not differences else '; '.join(differences)}")
        if differences:
            troubles.append("run `roundwire topics`; partitions can't be changed later without a new prefix")
        if any("missing" in d for d in differences):
            return _verdict(troubles)
        lag = bus.lag()
        print("lag        " + ", ".join(f"{stage} {n}" for stage, n in lag.items()))
        if any(lag.values()):
            troubles.append("messages wait: start `roundwire worker`, or watch whether the lag falls with `roundwire wait`")
        dead = sum(1 for _ in bus.records("dead-letters"))
        print(f"dead       {dead} dead letter{'s' * (dead != 1)}")
        if dead:
            troubles.append("dead letters: each names its reason, field and stage in its headers")
    return _verdict(troubles)


def _verdict(troubles: list[str]) -> int:
    for trouble in troubles:
        print(f"to do      {trouble}")
    if not troubles:
        print("all well")
    return 1 if troubles else 0
