"""Peak memory of one process that reads many different articles: the caches are bounded, so it must stop growing."""

import argparse

from rich.console import Console

from bench.articles import NOVEL, articles
from bench.machine import WIDTH, environment, peak
from streams.ingest import body
from streams.text.read import read

#: MB that reading 100,000 different articles may take at most.
FLOOR = 350.0
SEED = 20261125
MARKS = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)


def grow(count: int, novel: float, marks: tuple[int, ...] = MARKS) -> dict[int, float]:
    """Reads so many articles, and gives the peak (MB) after each of the marks and at the end."""
    peaks: dict[int, float] = {0: peak()}
    for number, text in enumerate(articles(SEED, count, novel), 1):
        read(text, body.readable(text), "2026-11-25")
        if number in marks or number == count:
            peaks[number] = peak()
            print(f"{number:>7,} articles  {peaks[number]:6.1f} MB", flush=True)
    return peaks


def main(args: list[str]) -> int:
    """`make bench WHAT=memory`: 1 where it took more than the floor."""
    parser = argparse.ArgumentParser(prog="bench memory", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--novel", type=float, default=NOVEL, help="share of never-seen words")
    given = parser.parse_args(args)
    console = Console(width=WIDTH)
    console.print(environment(f"{given.novel:.0%} never-seen words"), soft_wrap=True)
    most = max(grow(given.count, given.novel).values())
    console.print(f"{'holds' if most < FLOOR else 'BREAKS'} the floor of {FLOOR:.0f} MB: {most:.1f} MB after {given.count:,} articles")
    return 0 if most < FLOOR else 1
