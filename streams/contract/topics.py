"""The one table of topics: what is in each, how long it is kept, and what the broker has to be told. Everything else reads it."""

from dataclasses import dataclass
from typing import Literal

from streams.contract.article import Text
from streams.contract.base import Record
from streams.contract.claim import Claims
from streams.contract.event import Events
from streams.contract.internal import Contribution, Extraction
from streams.contract.mention import Mentions
from streams.contract.round import Change, Link, Round

#: Largest record of any topic, in bytes.
MAX_MESSAGE_BYTES = 16 * 1024 * 1024

DAY_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: `name` without prefix, `key` in words, `model` of the value (None: not a record of ours), kept by key or by time (`retention_ms`)."""

    name: str
    key: str
    model: type[Record] | None
    cleanup: Literal["compact", "delete"]
    retention_ms: int | None = None
    public: bool = True

    def config(self) -> dict[str, str]:
        """The topic's settings, as Kafka spells them."""
        config = {"cleanup.policy": self.cleanup, "max.message.bytes": str(MAX_MESSAGE_BYTES)}
        if self.retention_ms is not None:
            config["retention.ms"] = str(self.retention_ms)
        return config


TOPICS: tuple[Topic, ...] = (
    Topic("articles", "anything", None, "delete", 30 * DAY_MS),
    Topic("extractions", "article uri", Extraction, "delete", 7 * DAY_MS, public=False),
    Topic("texts", "article uri", Text, "compact"),
    Topic("claims", "article uri", Claims, "compact"),
    Topic("events", "article uri", Events, "compact"),
    Topic("mentions", "article uri", Mentions, "compact"),
    Topic("contributions", "family", Contribution, "delete", 7 * DAY_MS, public=False),
    Topic("rounds", "round id", Round, "compact"),
    Topic("links", "node id", Link, "compact"),
    Topic("round-changes", "round id", Change, "delete", 30 * DAY_MS),
    Topic("dead-letters", "the original's key", None, "delete", 30 * DAY_MS),
    # Changelogs of the worker's tables: a table's partition is the partition of the message that wrote the row.
    Topic("embargoed", "article uri", None, "compact", public=False),
    Topic("settled", "article uri", None, "compact", public=False),
    Topic("resolved", "letter, family and name", None, "compact", public=False),
)

BY_NAME: dict[str, Topic] = {topic.name: topic for topic in TOPICS}

#: The stages and the topic that each reads, in the direction of the flow.
STAGES: dict[str, str] = {"extract": "articles", "settle": "extractions", "resolve": "contributions"}
