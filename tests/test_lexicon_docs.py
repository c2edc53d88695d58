"""docs/lexicon.md is executed, and what docs/usage.md shows: tables are written, commands are run, and they print what the page says."""

import re
from pathlib import Path

import pytest
from blocks import BLOCK, ROOT, filled

PAGE = (ROOT / "docs" / "lexicon.md").read_text("utf-8")


@pytest.mark.parametrize("page", ["docs/lexicon.md", "docs/usage.md"])
def test_a_page_prints_what_it_says(tmp_path: Path, page: str) -> None:
    """Who follows the page sees what the page shows. After a change that is meant, `scripts/docs` puts the new output in."""
    told = (ROOT / page).read_text("utf-8")
    assert filled(told, tmp_path) == told


def test_the_page_has_one_of_each() -> None:
    """A person, a party, a place, a verb and a label are added, one of our rows is replaced, and bad rows are shown."""
    written = {Path(path).name for kind, path, _ in BLOCK.findall(PAGE) if kind == "tsv"}
    assert {"persons.tsv", "parties.tsv", "places.tsv", "verbs.tsv", "cues.tsv", "labels.tsv"} <= written
    assert re.search(r"^roundwire: bad/persons\.tsv, line 2: ", PAGE, re.M)


def test_the_page_is_found() -> None:
    """Who looks for it in the README or beside the tables is led to it."""
    assert "(docs/lexicon.md)" in (ROOT / "README.md").read_text("utf-8")
    assert "(../../docs/lexicon.md)" in (ROOT / "streams" / "lexicon" / "README.md").read_text("utf-8")
