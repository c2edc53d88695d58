"""The line from extraction to table as pure functions: what the worker does, over dicts. Crashes and repetitions can be put anywhere."""

from collections.abc import Iterable
from random import Random

import orjson

from streams.contract.internal import Contribution, Extraction
from streams.contract.round import Round
from streams.rounds.fold import table_order
from streams.rounds.incremental import Resolver
from streams.rounds.settle import settle
from streams.rounds.step import Step


class Line:
    """settle and resolve over dicts; `crash` (0 to 1) is the share of steps that die between their outputs and their rows and are delivered again."""

    def __init__(self, seed: int = 0, crash: float = 0.0) -> None:
        self.random, self.crash = Random(seed), crash
        self.settled: dict[bytes, bytes] = {}
        self.resolved: dict[bytes, bytes] = {}
        self.topics: dict[str, dict[bytes, bytes]] = {}
        self.changes: list[bytes] = []
        self.resolver = Resolver(self.resolved)

    def take(self, extractions: Iterable[Extraction]) -> "Line":
        """Works off all extractions, one after the other."""
        for extraction in extractions:
            self._deliver(extraction)
        return self

    def _deliver(self, extraction: Extraction) -> None:
        while True:
            step = settle(self.settled.get(extraction.uri.encode()), extraction)
            if self._done(step, self.settled):
                return

    def _done(self, step: Step, rows: dict[bytes, bytes]) -> bool:
        """Sends the outputs, any of them where it dies; contributions are resolved at once. True when the rows are written."""
        dies, all_sent = self.random.random() < self.crash, self.random.random() < 0.5
        sent = step.outputs if all_sent or not dies else [o for o in step.outputs if self.random.random() < 0.5]
        for output in sent:
            if output.topic == "contributions":
                self.take_contribution(Contribution.parse(output.value or b""))
            elif output.topic == "round-changes":
                self.changes.append(output.value or b"")
            elif output.value is None:
                self.topics.setdefault(output.topic, {}).pop(output.key, None)
            else:
                self.topics.setdefault(output.topic, {})[output.key] = output.value
        if not dies:
            rows.update(step.rows)
        elif rows is self.resolved:
            if all_sent and step.rows:
                rows.update(step.rows[: self.random.randint(0, len(step.rows) - 1)])  # M comes last and is never among them
            if self.random.random() < 0.5:
                self.resolver = Resolver(self.resolved)
        return not dies

    def take_contribution(self, contribution: Contribution) -> None:
        """Works off one contribution."""
        while not self._done(self.resolver.step(contribution), self.resolved):
            pass

    def table(self) -> list[Round]:
        """The rounds topic read as a table, revision aside."""
        rows = [Round.parse(value).model_copy(update={"revision": 0}) for value in self.topics.get("rounds", {}).values()]
        return sorted(rows, key=table_order)

    def links(self) -> dict[str, str]:
        """The links topic read as a table."""
        return {key.decode(): orjson.loads(value)["round"] for key, value in self.topics.get("links", {}).items()}
