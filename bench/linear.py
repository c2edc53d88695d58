"""Cost of long texts: prose, one sentence, nothing but quotation marks, each doubled up to 1 MB; the reading alone and the whole extraction."""

import argparse
import gc
import time
from collections.abc import Callable
from itertools import pairwise

from rich import box
from rich.console import Console
from rich.table import Table

from bench.articles import articles
from bench.machine import WIDTH, environment
from streams.contract.article import Article
from streams.extract import extract
from streams.ingest import body
from streams.text.read import read

SEED = 20261126
SIZES = (125_000, 250_000, 500_000, 1_000_000)
#: Twice the text may take so many times the time: a quadratic cost takes four times.
SLACK = 2.8
#: Seconds of processor time within which a machine's load cannot be told from growth.
NOISE = 0.05


def prose(size: int) -> str:
    """Articles one behind the other."""
    return "\n".join(articles(SEED, size // 2_500 + 1))[:size]


def one_sentence(size: int) -> str:
    """The same words without a mark that ends a sentence."""
    return prose(size + size // 8).translate(str.maketrans(".?!:\n", ",,,, ", "„“"))[:size]


def marks(size: int) -> str:
    """Straight quotation marks."""
    return '"' * size


def opening(size: int) -> str:
    """Opening marks that never close."""
    return "„" * size


TEXTS: dict[str, Callable[[int], str]] = {"prose": prose, "one sentence": one_sentence, "quotation marks": marks, "opening marks": opening}


def read_text(text: str) -> None:
    """Paragraphs, then the reading."""
    read(text, body.readable(text), "2026-11-26")


def extract_text(text: str) -> None:
    """All that is done with an article."""
    extract(Article(uri="bench:long", text=text, published="2026-11-26", language="de"))


WORKS: dict[str, Callable[[str], None]] = {"read": read_text, "extract": extract_text}


def seconds(work: Callable[[str], None], text: str) -> float:
    """Processor time, with the garbage collector held."""
    gc.collect()
    gc.disable()
    try:
        begin = time.process_time()
        work(text)
        return time.process_time() - begin
    finally:
        gc.enable()


def is_linear(spent: list[float]) -> bool:
    """Whether no doubling took much more than twice the time."""
    return all(large < SLACK * small + NOISE for small, large in pairwise(spent))


def main(args: list[str]) -> int:
    """`make bench WHAT=linear`: 1 where a cost grows faster than its text."""
    parser = argparse.ArgumentParser(prog="bench linear", description=__doc__)
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="characters of the longest text")
    parser.add_argument("--text", choices=TEXTS, action="append")
    parser.add_argument("--work", choices=WORKS, action="append")
    given = parser.parse_args(args)
    sizes = [size for size in SIZES if size <= given.largest]
    table = Table("text", "work", *(f"{size:,}" for size in sizes), "growth", title="seconds of processor time by length in characters", box=box.MARKDOWN)
    good = True
    for name in given.text or TEXTS:
        for work in given.work or WORKS:
            WORKS[work](TEXTS[name](sizes[0] // 8))  # tables are built, caches are warm
            spent = [seconds(WORKS[work], TEXTS[name](size)) for size in sizes]
            grown = [f"{large / small:.2f}" for small, large in pairwise(spent)]
            good = good and is_linear(spent)
            table.add_row(name, work, *(f"{s:.2f}" for s in spent), " ".join(grown) + ("" if is_linear(spent) else " !"))
    console = Console(width=WIDTH)
    console.print(environment(), soft_wrap=True)
    console.print(table)
    console.print("in proportion" if good else "NOT IN PROPORTION where marked with !")
    return 0 if good else 1
