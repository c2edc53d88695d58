"""Settings come from ROUNDWIRE_… variables; a wrong one is named, with what is allowed."""

import pytest

from streams.settings import Settings, SettingsError, load

WRONG = [
    ("BROKER", "kafka", "allowed is host:port"),
    ("BROKER", "kafka:99999", "allowed are ports from 1 to 65535"),
    ("BROKER", "kafka:9092,other:0", "allowed are ports from 1 to 65535"),
    ("BROKER", "kafka:65536", "allowed are ports from 1 to 65535"),
    ("BROKER", "kafka:9092,", "allowed is host:port"),
    ("PREFIX", "a b", "allowed are up to 100 letters"),
    ("PARTITIONS", "0", "greater than or equal to 1"),
    ("STORE", "disk", "'memory' or 'rocksdb'"),
    ("TIMEZONE", "Berlin", "Europe/Berlin"),
    ("LOG_LEVEL", "loud", "'debug', 'info', 'warning' or 'error'"),
    ("PASS_EMBARGOED", "perhaps", "boolean"),
]


@pytest.mark.parametrize(("name", "given", "allowed"), WRONG)
def test_wrong_value(monkeypatch: pytest.MonkeyPatch, name: str, given: str, allowed: str) -> None:
    """A wrong value is named with its variable and what is allowed, and is wrong usage."""
    monkeypatch.setenv(f"ROUNDWIRE_{name}", given)
    with pytest.raises(SettingsError) as caught:
        load()
    assert f"ROUNDWIRE_{name}={given}" in str(caught.value) and allowed in str(caught.value)
    assert caught.value.exit_code == 2


def test_unknown_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that is none of the settings is named: it may be a misspelt one."""
    monkeypatch.setenv("ROUNDWIRE_PARTITION", "4")
    with pytest.raises(SettingsError, match=r"no such setting: ROUNDWIRE_PARTITION; there are .*ROUNDWIRE_PARTITIONS"):
        load()


def test_prefix() -> None:
    """One prefix names all topics and the group."""
    settings = Settings(prefix="newsroom-a")
    assert (settings.topic("articles"), settings.group) == ("newsroom-a.articles", "newsroom-a.roundwire")
    assert Settings(prefix="").topic("articles") == "articles"


def test_described() -> None:
    """Every setting says what it is for."""
    assert all(field.description for field in Settings.model_fields.values())
