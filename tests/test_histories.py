"""The stream is the fold: whatever comes in whatever order, the table is the same."""

from random import Random

import orjson
import pytest
from histories import extraction, history
from line import Line

from streams.rounds.facts import contributions, empty
from streams.rounds.fold import fold
from streams.rounds.step import Step


def as_lines(rounds) -> list[bytes]:
    return [r.canonical() for r in rounds]


@pytest.mark.parametrize("seed", range(300))
def test_any_history_gives_the_table_that_fold_gives(seed: int) -> None:
    """Orders, repetitions, corrections, kills and late older versions end in the bytes of `fold`."""
    versions = history(seed)
    assert as_lines(Line().take(versions).table()) == as_lines(fold(versions))


@pytest.mark.parametrize("seed", range(100))
def test_a_crash_anywhere_changes_nothing_in_the_end(seed: int) -> None:
    """A step that dies between its outputs and its rows, and is delivered again, leaves the table, the links and the records as if nothing had been."""
    versions = history(seed)
    crashed, whole = Line(seed, crash=0.3).take(versions), Line().take(versions)
    assert as_lines(crashed.table()) == as_lines(fold(versions))
    for topic in ("texts", "claims", "events", "mentions", "links"):
        assert crashed.topics.get(topic, {}) == whole.topics.get(topic, {}), topic


@pytest.mark.parametrize("seed", range(30))
def test_the_order_of_arrival_shows_in_no_table(seed: int) -> None:
    """The same versions in three orders give the same table."""
    versions = history(seed)
    orders = [Random(k).sample(versions, len(versions)) for k in range(3)]
    assert len({tuple(as_lines(Line().take(o).table())) for o in orders}) == 1


@pytest.mark.parametrize("seed", range(50))
def test_every_node_of_a_living_article_leads_to_its_round(seed: int) -> None:
    """`links` names exactly the nodes that belong to a round today, and no round that is gone."""
    line = Line().take(history(seed))
    ids = {r.id for r in line.table()}
    assert set(line.links().values()) == ids


def test_revisions_never_fall() -> None:
    """Each published change of a round raises its revision, also when it was gone in between."""
    for seed in range(40):
        line, last = Line(), {}
        for version in history(seed):
            line.take([version])
            for key, value in line.topics.get("rounds", {}).items():
                revision = orjson.loads(value)["revision"]
                assert revision >= last.get(key, 0)
                last[key] = revision


def test_an_older_contribution_changes_nothing() -> None:
    """A contribution that comes after a newer one of its article, from a worker that woke up late, gives an empty step."""
    random, tried = Random(7), 0
    for k in range(40):
        older, newer = extraction(random, f"test:{k}", 1), extraction(random, f"test:{k}", 2)
        for family, late in contributions(older).items():
            line = Line().take([newer])
            line.take_contribution(contributions(newer).get(family) or empty(newer, family))
            before = dict(line.resolved)
            assert line.resolver.step(late) == Step()
            line.take_contribution(late)
            assert line.resolved == before
            tried += 1
    assert tried > 30
