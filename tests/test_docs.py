"""The documents can't drift: commands, settings, topics and reason codes stand in docs/usage.md as they are in the code."""

import re
from pathlib import Path

from streams.cli import app
from streams.contract.topics import TOPICS
from streams.errors import CODES
from streams.settings import PREFIX, Settings

USAGE = (Path(__file__).parents[1] / "docs" / "usage.md").read_text(encoding="utf8")


def test_every_command_is_told() -> None:
    """The commands of the usage page are those of the program."""
    commands = {c.name or (c.callback.__name__ if c.callback else "") for c in app.registered_commands}
    assert set(re.findall(r"^\| `roundwire ([a-z-]+)", USAGE, re.M)) == commands


def test_every_setting_is_told() -> None:
    """Each setting stands in the usage page with its default and its meaning, as `scripts/docs` prints them."""
    for name, field in Settings.model_fields.items():
        assert f"| `{PREFIX}{name.upper()}` | {field.default if field.default not in (None, '') else '–'} | {field.description} |" in USAGE


def test_every_topic_is_told() -> None:
    """Each topic stands there with its key and how long it is kept."""
    for topic in TOPICS:
        kept = "compacted" if topic.cleanup == "compact" else f"{(topic.retention_ms or 0) // 86_400_000} days"
        assert f"| `{topic.name}` | {topic.key} | {kept} | {'readers' if topic.public else 'the stages'} |" in USAGE


def test_every_reason_code_is_told() -> None:
    """Each reason for a dead letter stands there in words."""
    for code, meaning in CODES.items():
        assert f"| `{code}` | {meaning} |" in USAGE
