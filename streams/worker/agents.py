"""The three stages as Faust agents. Each takes bytes, lets a pure step say what follows, carries it out, and only then acknowledges the message."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

import faust
from faust.types import EventT
from pydantic import ValidationError

from streams.contract.article import Article
from streams.contract.internal import Contribution, Extraction
from streams.contract.topics import STAGES
from streams.rounds.settle import Settled
from streams.rounds.step import Step
from streams.settings import Settings
from streams.worker import embargo
from streams.worker.dead_letters import Unreadable, bury
from streams.worker.outbox import Message, Outbox, Released
from streams.worker.repairs import SafeTable

log = logging.getLogger(__name__)

Event = EventT[Any]
Keyed = TypeVar("Keyed", Extraction, Contribution)


class Resolves(Protocol):
    """The incremental resolver: pure steps over the rows, with a memory that may be dropped at any time."""

    def step(self, contribution: Contribution) -> Step:
        """What a contribution changes."""

    def forget(self) -> None:
        """Drops what was derived from the rows."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The pure half of the stages; it knows neither Kafka nor Faust."""

    decode: Callable[[bytes | None, ZoneInfo], Article]
    extract: Callable[[Article, ZoneInfo], Extraction]
    settle: Callable[[bytes | None, Extraction], Step]
    resolver: Callable[[Mapping[bytes, bytes]], Resolves]


def product_steps() -> Steps:
    """The steps of the product."""
    from streams.extract import extract
    from streams.ingest.formats import decode
    from streams.rounds.incremental import Resolver
    from streams.rounds.settle import settle

    return Steps(decode, extract, settle, Resolver)


class Agents:
    """The stages of one worker, with their tables."""

    def __init__(self, app: faust.App, settings: Settings, steps: Steps) -> None:
        self.app, self.settings, self.steps = app, settings, steps
        self.outbox = Outbox(app, settings)
        self.settled, self.resolved, self.embargoed = (self._table(name) for name in ("settled", "resolved", "embargoed"))
        self.resolver = steps.resolver(self.resolved)
        self.releases = embargo.Releases()
        for stage, work in (("extract", self.extract), ("settle", self.settle), ("resolve", self.resolve)):
            self._agent(stage, work)
        app.on_partitions_assigned.connect(self._forget)
        app.timer(1.0)(self._release_due)

    # -- the stages

    async def extract(self, event: Event) -> None:
        """articles → extractions. Stateless, so neither the key nor the partition of what producers write matters."""
        original = event.message.value
        article = self.steps.decode(original, self.settings.zone)
        extraction = self.steps.extract(article, self.settings.zone)
        key = article.uri.encode()
        if self.settings.pass_embargoed or embargo.is_due(article, embargo.now()):
            message = Message("extractions", key, extraction.canonical())
        else:
            waiting = embargo.Waiting.of(article, extraction, original or b"")
            message = Message("extractions", key, waiting.canonical(), {embargo.HEADER: b"1"})
        await self.outbox.send([message], event)

    async def settle(self, event: Event) -> None:
        """extractions → texts, claims, events, mentions, and contributions to families. One row for each uri, written last."""
        key = event.message.key or b""
        if embargo.HEADER in event.headers:
            await self._wait(event, key)
            return
        extraction = _own(Extraction.parse, event, lambda e: e.uri)
        step = self.steps.settle(self.settled.get(key), extraction)
        await self.outbox.carry_out(step, event, self.settled)
        await self._set_waiting(event, key, embargo.clear(self.embargoed.get(key), extraction.order))

    async def resolve(self, event: Event) -> None:
        """contributions → rounds, links, round-changes. Everything of a family meets here; its rows are written last."""
        contribution = _own(Contribution.parse, event, lambda c: c.family)
        await self.outbox.carry_out(self.resolver.step(contribution), event, self.resolved)

    # -- around them

    def _agent(self, stage: str, work: Callable[[Event], Awaitable[None]]) -> None:
        raw: dict[str, Any] = {"key_type": bytes, "value_type": bytes, "key_serializer": "raw", "value_serializer": "raw"}
        topic = self.app.topic(self.settings.topic(STAGES[stage]), allow_empty=True, **raw)

        async def agent(stream: Any) -> None:
            unacknowledged = stream.noack()
            async for event in unacknowledged.events():
                if await self._done(stage, work, event):
                    await unacknowledged.ack(event)

        self.app.agent(topic, name=stage)(agent)

    async def _done(self, stage: str, work: Callable[[Event], Awaitable[None]], event: Event) -> bool:
        """Whether the message is worked off, or in the dead letters, and may be acknowledged. False: it was this worker's no longer."""
        try:
            try:
                await work(event)
            except Released:
                raise
            except Exception as error:
                self.resolver.forget()  # whatever the step left half done in memory
                await bury(self.outbox, event, stage, error)
            return True
        except Released:
            self._let_go(event)
            return False
        except Exception as error:  # not even a dead letter: the worker ends, since the next message must not be taken
            self._let_go(event)
            await self.app.crash(error)
            await asyncio.Event().wait()
            return False

    def _let_go(self, event: Event) -> None:
        """Leaves a message unacknowledged without Faust waiting for it before it stops or rebalances."""
        self.app.consumer.unacked.discard(event.message)

    def _table(self, name: str) -> SafeTable:
        changelog = self.app.topic(
            self.settings.topic(name), key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw",
            partitions=self.settings.partitions, compacting=True, acks=False, internal=True, maxsize=131_072, allow_empty=True,
        )  # fmt: skip
        table = self.app.Table(name, partitions=self.settings.partitions, key_type=bytes, value_type=bytes, changelog_topic=changelog)
        assert isinstance(table, SafeTable)
        return table

    async def _wait(self, event: Event, key: bytes) -> None:
        row = self.settled.get(key)
        settled = Settled.parse(row).order if row else None
        await self._set_waiting(event, key, _parsed(lambda value: embargo.keep(self.embargoed.get(key), value, settled), event))

    async def _set_waiting(self, event: Event, key: bytes, row: bytes | None) -> None:
        if row is not None:
            await self.outbox.carry_out(Step(rows=((key, row),)), event, self.embargoed)

    async def _forget(self, *_: Any, **__: Any) -> None:
        self.resolver.forget()

    async def _release_due(self) -> None:
        """Publishes what is due of the rows of this worker's partitions; each row is emptied when its version comes by as an extraction."""
        if self.app.rebalancing or not self.app.tables.actives_ready:
            return
        for key, original in self.releases.due(self.embargoed, embargo.now()):
            try:
                await self.outbox.send_once(Message("articles", key, original))
            except Exception as error:
                log.warning("the embargo of %s is over, but the broker did not take it (%r)", key.decode("utf-8", "replace"), error)
            else:
                self.releases.note(key, self.embargoed[key], embargo.now())


def _own(read: Callable[[bytes], Keyed], event: Event, key: Callable[[Keyed], str]) -> Keyed:
    """The record of an inner topic, if it lies where its key belongs: a row of a foreign partition would be a second one."""
    record: Keyed = _parsed(read, event)
    if key(record).encode() != event.message.key:
        raise Unreadable(f"the record belongs to the key {key(record)}")
    return record


def _parsed(read: Callable[[bytes], Any], event: Event) -> Any:
    try:
        return read(event.message.value or b"")
    except ValidationError:
        raise Unreadable("not a record of this topic") from None
