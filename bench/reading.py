"""Speed of the whole of `text/` against spaCy, in one run on the same articles: ours, spaCy, ours, spaCy …; medians, the ratio as the median of the rounds'.

Both sides count processor time of one thread, texts in memory before, nothing written. Each round reads articles that neither side has seen.
Ours begins with the paragraphs that `ingest` has found, spaCy with the text. What the peer is: peer.py.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rich import box
from rich.console import Console
from rich.table import Table

from bench.articles import NOVEL, articles
from bench.machine import WIDTH, environment
from streams.ingest import body
from streams.text import read as reading

FLOOR, AIM = 3.0, 10.0
SEED = 20261124
SHARES = (NOVEL, 0.0, 0.10)
DATED = "2026-11-24"
PEER = Path(__file__).parents[1] / ".venv-bench" / "bin" / "python"

#: The steps of read.py: module and function of `text/`; a step that read.py does not call is left out.
STEPS = (
    ("sentences", "split"), ("sentences", "quoted"), ("tokens", "tokenise"), ("tags", "tag"), ("names", "find"), ("names", "resolve"), ("verbs", "find"),
    ("clauses", "split"), ("chunks", "find"), ("references", "resolve"), ("dates", "find"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Round:
    """What one side needed for the articles of a round."""

    articles: int
    tokens: int
    seconds: float


@dataclass(slots=True)
class Pair:
    """The rounds of both sides for one share of never-seen words."""

    share: float
    ours: list[Round] = field(default_factory=list)
    peers: list[Round] = field(default_factory=list)

    def ratio(self) -> float:
        """How many times our articles per second are the peer's: median of the rounds."""
        return statistics.median(peer.seconds / own.seconds for own, peer in zip(self.ours, self.peers, strict=True))


class Peer:
    """The spaCy process: articles go in as a line, processor time comes out as a line."""

    def __init__(self, python: Path) -> None:
        one_thread = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
        command = [str(python), "-W", "ignore", str(Path(__file__).with_name("peer.py"))]
        # Without our PYTHONPATH: the peer's environment is its own.
        inherited = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf8", env={**inherited, **one_thread})
        self.about = self._answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.communicate()

    def read(self, texts: list[str]) -> Round:
        """Has the articles read."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(texts) + "\n")
        self._process.stdin.flush()
        answer = self._answer()
        return Round(len(texts), answer["tokens"], answer["seconds"])

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("bench: the peer has ended; what it wrote stands above.")
        answer: dict[str, Any] = json.loads(line)
        return answer


def read_ours(texts: list[str]) -> Round:
    """Reads the articles with `text/`."""
    regions = [body.readable(text) for text in texts]
    tokens = 0
    begin = time.process_time()
    for text, parts in zip(texts, regions, strict=True):
        tokens += sum(len(sentence.tokens) for sentence in reading.read(text, parts, DATED).sentences)
    return Round(len(texts), tokens, time.process_time() - begin)


def compare(peer: Peer, rounds: int, size: int) -> list[Pair]:
    """All rounds for all shares, interleaved; every round has articles of its own."""
    pairs = [Pair(share) for share in SHARES]
    index = 1_000_000  # far from those that warmed the caches up
    for _ in range(rounds):
        for pair in pairs:
            texts = list(articles(SEED, size, pair.share, index))
            index += size
            pair.ours.append(read_ours(texts))
            pair.peers.append(peer.read(texts))
    return pairs


@contextmanager
def timed(spent: dict[str, float]) -> Iterator[None]:
    """Adds up the processor time of each step of read.py while it lasts."""
    steps = [(vars(reading)[module], name, f"{module}.{name}") for module, name in STEPS if hasattr(vars(reading).get(module), name)]
    own = [getattr(module, name) for module, name, _ in steps]
    for (module, name, step), function in zip(steps, own, strict=True):
        setattr(module, name, _measured(function, step, spent))
    try:
        yield
    finally:
        for (module, name, _), function in zip(steps, own, strict=True):
            setattr(module, name, function)


def _measured(function: Callable[..., Any], step: str, spent: dict[str, float]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        begin = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[step] = spent.get(step, 0.0) + time.process_time() - begin

    return call


def parts(size: int) -> tuple[dict[str, float], Round]:
    """Seconds of each step at the assumed share of never-seen words, and of the whole."""
    spent: dict[str, float] = {}
    texts = list(articles(SEED, size, NOVEL, 2_000_000))
    with timed(spent):
        return spent, read_ours(texts)


def table_of_rounds(pairs: list[Pair]) -> Table:
    """A row per share and side."""
    title = "the whole of text/ against a de_core_news_sm pipeline"
    table = Table("never seen", "reader", "articles/s", "tokens/s", "µs/token", "ratio", "rounds", title=title, box=box.MARKDOWN)
    for pair in pairs:
        for name, rounds in (("roundwire", pair.ours), ("spaCy", pair.peers)):
            per_second = statistics.median(r.articles / r.seconds for r in rounds)
            tokens = statistics.median(r.tokens / r.seconds for r in rounds)
            ratios = [peer.seconds / own.seconds for own, peer in zip(pair.ours, pair.peers, strict=True)]
            cells = (f"× {pair.ratio():.2f}", f"{min(ratios):.2f}–{max(ratios):.2f}") if name == "roundwire" else ("1", "")
            table.add_row(f"{pair.share:.0%}", name, f"{per_second:.1f}", f"{tokens:,.0f}", f"{1e6 / tokens:.1f}", *cells)
    return table


def table_of_parts(spent: dict[str, float], whole: Round) -> Table:
    """A row per step of the reading."""
    table = Table("step", "µs/token", "share", title=f"what the reading spends, {NOVEL:.0%} never seen (clock included)", box=box.MARKDOWN)
    for step, seconds in (*sorted(spent.items(), key=lambda item: -item[1]), ("the rest", whole.seconds - sum(spent.values())), ("all", whole.seconds)):
        table.add_row(step, f"{seconds / whole.tokens * 1e6:.2f}", f"{seconds / whole.seconds:.0%}")
    return table


def verdict(ratio: float) -> str:
    """What the ratio means beside floor and aim."""
    if ratio < FLOOR:
        return f"BELOW THE FLOOR: × {ratio:.2f}, at least × {FLOOR:.0f} is promised"
    return f"holds the floor of × {FLOOR:.0f}, {'reaches' if ratio >= AIM else 'below'} the aim of × {AIM:.0f}: × {ratio:.2f}"


def main(args: list[str]) -> int:
    """`make bench`: 1 where the floor does not hold, 2 where there is no peer to compare with."""
    parser = argparse.ArgumentParser(prog="bench reading", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=100, help="articles a round and share")
    parser.add_argument("--peer", type=Path, default=PEER, help="Python that has spaCy")
    given = parser.parse_args(args)
    if not given.peer.exists():
        print(f"bench: no Python with spaCy at {given.peer}; `make bench` makes it, --peer names another.", file=sys.stderr)
        return 2
    console = Console(width=WIDTH)
    with Peer(given.peer) as peer:
        tagged, analysed, related, trees, entities = peer.about["labels"]
        console.print(environment(f"spaCy {peer.about['spacy']}, thinc {peer.about['thinc']}"), soft_wrap=True)
        labels = f"{tagged} tags, {analysed} analyses, {related} relations, {trees} edit trees, {entities} kinds of entities"
        console.print(f"spaCy's labels: {labels}", soft_wrap=True)
        warm = list(articles(SEED, given.articles))
        read_ours(warm), peer.read(warm)
        pairs = compare(peer, given.rounds, given.articles)
    console.print(table_of_rounds(pairs))
    console.print(table_of_parts(*parts(given.articles)))
    console.print(verdict(pairs[0].ratio()))
    return 0 if pairs[0].ratio() >= FLOOR else 1
