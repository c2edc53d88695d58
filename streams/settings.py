"""The only reader of the environment: settings are ROUNDWIRE_… variables, and a wrong one is named at the start."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from streams.errors import RoundwireError

PREFIX = "ROUNDWIRE_"


class SettingsError(RoundwireError):
    """A setting that can't be: wrong usage."""

    exit_code = 2


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("no such time zone; allowed are IANA names such as Europe/Berlin or Europe/Zurich")
    return name


def _like(pattern: str, allowed: str) -> AfterValidator:
    """A text that matches the whole pattern; else the message says what is allowed."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(allowed)
        return text

    return AfterValidator(check)


def _ports(servers: str) -> str:
    """A port is a number of 16 bits, and 0 is none that one can call."""
    if not all(1 <= int(server.rpartition(":")[2]) <= 65_535 for server in servers.split(",")):
        raise ValueError("allowed are ports from 1 to 65535")
    return servers


HOST_PORT = r"[^\s,:/]+:[0-9]{1,5}"
Servers = Annotated[str, _like(f"{HOST_PORT}(,{HOST_PORT})*", "allowed is host:port, several separated by commas"), AfterValidator(_ports)]
TopicPrefix = Annotated[str, _like(r"[A-Za-z0-9_.-]{0,100}", "allowed are up to 100 letters, digits, dots, hyphens and underscores")]
GroupName = Annotated[str, _like(r"[A-Za-z0-9_.-]{1,100}", "allowed are 1 to 100 letters, digits, dots, hyphens and underscores")]


class Settings(BaseSettings):
    """What a process of roundwire is told from outside."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    broker: Servers = Field(default="127.0.0.1:19092", description="Kafka servers, host:port, separated by commas.")
    broker_bin: Path | None = Field(default=None, description="Program of the embedded broker (Tansu), where the packaged one is not wanted.")
    prefix: TopicPrefix = Field(default="", description="Put before all topic names and the group, with a dot: newsroom-a gives newsroom-a.articles.")
    app_id: GroupName = Field(default="roundwire", description="Name of the workers' consumer group.")
    partitions: Annotated[int, Field(ge=1, le=1000)] = Field(default=8, description="Partitions of every topic: the most workers that can share the work.")
    replication: Annotated[int, Field(ge=1, le=10)] = Field(default=1, description="Copies of every topic in the cluster; 1 on the embedded broker.")
    store: Literal["memory", "rocksdb"] = Field(default="memory", description="Where a worker keeps its tables: memory, or rocksdb (needs rocksdict).")
    data_dir: Path = Field(default=Path("roundwire-data"), description="Folder for the tables of store rocksdb.")
    timezone: Annotated[str, AfterValidator(_known_zone)] = Field(default="Europe/Berlin", description="Time zone of times that come without an offset.")
    pass_embargoed: bool = Field(default=False, description="Let embargoed articles pass at once, for use inside the house.")
    lexicon_dir: Path | None = Field(default=None, description="Folder with rows that are added to the lexicon.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="What a worker tells on standard error.")

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of times without an offset."""
        return ZoneInfo(self.timezone)

    @property
    def group(self) -> str:
        """The consumer group of the workers."""
        return self.topic(self.app_id)

    def topic(self, name: str) -> str:
        """The broker's name of a topic of the contract."""
        return f"{self.prefix}.{name}" if self.prefix else name


def load() -> Settings:
    """The settings of this process. Raises SettingsError that names the variable, what was given and what is allowed."""
    variables = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in variables)
    if unknown:
        raise SettingsError(f"no such setting: {', '.join(unknown)}; there are {', '.join(sorted(variables))}")
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("; ".join(_in_words(fault["loc"], fault["input"], fault["msg"]) for fault in error.errors())) from None


def _in_words(where: tuple[int | str, ...], given: object, message: str) -> str:
    name = str(where[0])
    return f"{PREFIX}{name.upper()}={given}: {message.removeprefix('Value error, ')}. {Settings.model_fields[name].description}"
