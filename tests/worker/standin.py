"""A worker with tiny pure steps in place of the reading: a family is a word `family:…` of the text, a round the list of a family's articles.

Run as a program it is a worker process. The text `fault` makes its extraction raise; while the file named by its argument exists, the broker seems to refuse
every record of `texts`.
"""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiokafka.errors import NotEnoughReplicasError
from faust.transport.drivers.aiokafka import Producer

from streams.contract.article import Article, Order
from streams.contract.base import canonical
from streams.contract.internal import Contribution, Extraction
from streams.ingest import versions
from streams.ingest.formats import decode
from streams.rounds.step import Output, Step
from streams.settings import load
from streams.worker.agents import Steps
from streams.worker.app import run


def extract(article: Article, zone: ZoneInfo) -> Extraction:
    """Nothing but the order of the version."""
    if "fault" in article.text:
        raise ArithmeticError("a rule with a fault")
    order = versions.order(article, 1, zone)
    about = article.model_dump(include={"uri", "version", "status", "text", "published"})
    return Extraction(order=order, digest=order.digest, extractor=1, **about)


def settle(row: bytes | None, extraction: Extraction) -> Step:
    """A row of order and families; the text, and a contribution to each family, empty for those left behind."""
    held = json.loads(row) if row else {"order": None, "families": []}
    if held["order"] and Order(**held["order"]).key() > extraction.order.key():
        return Step()
    now = sorted(set(re.findall(r"family:(\w+)", extraction.text)))
    key = extraction.uri.encode()
    contributions = [_contribution(extraction, family, family in now) for family in sorted({*held["families"], *now})]
    large = [Output("claims", key, b"x" * 17_000_000)] if "large" in extraction.text else []
    remembered = canonical({"order": extraction.order.model_dump(), "families": now})
    return Step((Output("texts", key, extraction.text.encode(), extraction.published), *large, *contributions), ((key, remembered),))


def _contribution(e: Extraction, family: str, given: bool) -> Output:
    record = Contribution(family=family, uri=e.uri, version=e.version, status=e.status, order=e.order, extractor=1, fingerprints=("given",) if given else ())
    return Output("contributions", family.encode(), record.canonical())


class Resolver:
    """A round for each family: the uris that speak of it."""

    def __init__(self, rows: Mapping[bytes, bytes]) -> None:
        self.rows = rows

    def step(self, contribution: Contribution) -> Step:
        """The round anew, and the article's row last."""
        prefix = f"M|{contribution.family}|".encode()
        key = prefix + contribution.uri.encode()
        held = self.rows.get(key)
        if held and Order(**json.loads(held)["order"]).key() > contribution.order.key():
            return Step()
        row = canonical({"order": contribution.order.model_dump(), "given": bool(contribution.fingerprints)})
        rows = {k: v for k, v in self.rows.items() if k.startswith(prefix)} | {key: row}
        uris = sorted(k[len(prefix) :].decode() for k, v in rows.items() if json.loads(v)["given"])
        return Step((Output("rounds", contribution.family.encode(), canonical(uris) if uris else None),), ((key, row),))

    def forget(self) -> None:
        """Nothing is kept in memory."""


def refuse_texts_while(there: Path) -> None:
    """The producer raises for `texts`, as it would for a broker without enough replicas."""
    send = Producer.send

    async def refusing(self: Any, topic: str, *args: Any, **kwargs: Any) -> Any:
        if topic.endswith("texts") and there.exists():
            raise NotEnoughReplicasError
        return await send(self, topic, *args, **kwargs)

    Producer.send = refusing


if __name__ == "__main__":
    for name in sys.argv[1:]:
        refuse_texts_while(Path(name))
    sys.exit(run(load(), Steps(decode, extract, settle, Resolver)))
