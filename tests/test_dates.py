"""What "am Montag" means: date expressions, and dates that may be uncertain."""

import csv
import time
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams import lexicon
from streams.text import dates, edtf, periods
from streams.text.date_items import Word
from streams.text.model import DateSpan, Direction
from streams.text.tokens import tokenise

TABLES = Path(__file__).parent / "tables"


def table(name: str) -> list[Any]:
    """The rows of a table of cases; its lines that begin with # explain it."""
    lines = (TABLES / name).read_text("utf-8").splitlines()
    return [tuple(row) for row in csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


def told(text: str, found: tuple[DateSpan, ...], direction: Direction) -> str:
    """What was found, as the table writes it."""
    return " ; ".join(f"{text[d.start : d.end]} = {d.resolve(direction) or '?'}" for d in found) or "-"


def look(cell: str) -> Direction:
    return "past" if cell == "past" else "future" if cell == "future" else None


@pytest.mark.parametrize(("text", "dated", "direction", "expected"), table("dates.tsv"))
def test_a_date_means_what_a_reader_of_that_day_took_it_for(text: str, dated: str, direction: str, expected: str) -> None:
    """A date expression is counted from the article's day in the direction of the tense; what the text leaves open stays open, what is no date gives none."""
    found = dates.find(tokenise(text, 0, len(text)), None if dated == "-" else dated)
    assert told(text, found, look(direction)) == expected


@pytest.mark.parametrize("rule", lexicon.rows("date_rules", dates.Rule), ids=lambda rule: rule.id)
def test_every_rule_reads_its_own_example(rule: dates.Rule) -> None:
    """Each rule's example is read by this rule, or kept from being read by it."""
    text = f"({rule.example})" if rule.pattern.startswith("OPEN") else f"wurde {rule.example}"
    found = dates.find(tokenise(text, 0, len(text)), "2025-07-21")
    named = {d.rule.partition(":")[0] for d in found}
    assert named == (set() if rule.reading == "nothing" else {rule.id})


FORMS = [(word.case, form.lstrip("+").replace("*", "en")) for word in lexicon.rows("dates", Word) for form in word.forms]
NUMBERS = ["3.", "31.", "2022", "2000", "07.03.2022", "31.02.2022", "29.2.", "12./13.", "2024/25", "14"]
PIECES = st.sampled_from([*(form.capitalize() if case == "upper" else form for case, form in FORMS), *NUMBERS, *",–/()", "Kiew", "traf"])


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=12), st.sampled_from([None, "2025-07-21", "2024-02-29", "2025-07", "2025", "2025-12-31T23:30:00Z", "0001", "9999-12-31"]))
def test_whatever_stands_there_gives_dates_or_nothing(words: list[str], dated: str | None) -> None:
    """No heap of date words is an error: what is found lies in order within the text, and resolves to EDTF or stays open."""
    text = " ".join(words)
    found = dates.find(tokenise(text, 0, len(text)), dated)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for span in found:
        meant = [span.resolve(direction) for direction in ("past", "future", None)]
        assert all(m is None or edtf.valid(m) for m in meant), (text, meant)


def test_limits_are_told_from_days() -> None:
    """ "seit Freitag" and "bis Sonntag" resolve to the day, and their rule says that it is a limit."""
    for text, limit in (("seit Freitag", "since"), ("bis zum Sonntag", "until"), ("nach dem 3. Mai", "after"), ("vor zwei Tagen", None), ("am Freitag", None),
                        ("bis spätestens Freitag", "until"), ("frühestens am Freitag", "from"), ("nach jenem Freitag", "after")):  # fmt: skip
        (span,) = dates.find(tokenise(text, 0, len(text)), "2025-07-21")
        assert dates.limit(span.rule) == limit


def test_dates_take_time_in_proportion_to_length() -> None:
    """A sentence of 20,000 words, or of nothing but ordinals or weekdays, is no trap."""
    for piece in ("wort ", "3., ", "am ", "Montag, ", "Mai und ", "2015 und ", "12.4.2022 ", "bis zum ", "in der Nacht "):
        text = piece * (20_000 // len(piece.split()))
        tokens = tokenise(text, 0, len(text))
        begun = time.process_time()
        dates.find(tokens, "2025-07-21")
        assert time.process_time() - begun < 10, piece


def test_a_span_names_its_tokens_and_offsets() -> None:
    """A span's token positions and its offsets name the same words."""
    text = "Sie trafen sich, hieß es, am Montag und am 3. Mai."
    tokens = tokenise(text, 0, len(text))
    for span in dates.find(tokens, "2025-07-21"):
        assert (tokens[span.first].start, tokens[span.last - 1].end) == (span.start, span.end)


def test_easter_is_where_the_church_has_it() -> None:
    """Easter Sundays of some years, early and late ones among them."""
    assert [periods.easter(y) for y in (2008, 2022, 2025, 2038)] == [date(2008, 3, 23), date(2022, 4, 17), date(2025, 4, 20), date(2038, 4, 25)]


def test_a_user_adds_words(tmp_path: Path) -> None:
    """A row in a user's folder is a word of the language at once."""
    (tmp_path / "dates.tsv").write_text("id\tkind\tvalue\tcase\tforms\nday.hoy\tDAYWORD\t0\tlower\theint\n", "utf-8")
    text = "Sie treffen sich heint."
    try:
        lexicon.use(tmp_path)
        (span,) = dates.find(tokenise(text, 0, len(text)), "2025-07-21")
        assert span.resolve(None) == "2025-07-21"
    finally:
        lexicon.use(None)
    assert dates.find(tokenise(text, 0, len(text)), "2025-07-21") == ()


def test_a_rule_with_a_misspelt_kind_is_named(tmp_path: Path) -> None:
    """A rule that names a kind or a reading that there is not is an error that names the row."""
    for row in ("date.mine\tWEKDAY\tweekday\tam Montag", "date.mine\tWEEKDAY\tweakday\tam Montag", "date.mine\t(WEEKDAY\tweekday\tam Montag"):
        (tmp_path / "date_rules.tsv").write_text(f"id\tpattern\treading\texample\n{row}\n", "utf-8")
        try:
            lexicon.use(tmp_path)
            with pytest.raises(lexicon.LexiconError, match=r"date\.mine"):
                dates.find(tokenise("am Montag", 0, 9), None)
        finally:
            lexicon.use(None)


@pytest.mark.parametrize(("text", "first", "last", "precision"), table("edtf.tsv"))
def test_an_edtf_date_reaches_as_far_as_it_says(text: str, first: str, last: str, precision: str) -> None:
    """A date's first and last possible day; what is no EDTF date is said to be none."""
    assert edtf.bounds(text) == (None if first == "-" else (date.fromisoformat(first), date.fromisoformat(last)))
    assert edtf.valid(text) == (first != "-")
    if first == "-":
        for ask in (edtf.precision, edtf.instant_order):
            with pytest.raises(ValueError, match="EDTF"):
                ask(text)
    else:
        assert edtf.precision(text) == precision


def test_report_times_have_one_order() -> None:
    """Days count from midnight in Germany, instants by their offset."""
    ordered = ["../2020", "2022", "2022-03-07", "2022-03-07T00:30:00+01:00", "2022-03-07T00:30:00Z", "2022-03-07T01:45", "2022-03-07T01:00:00Z", "2022-04"]
    assert sorted(ordered, key=edtf.instant_order) == ordered
    assert edtf.instant_order("1970-01-01T00:00:00.000001Z") == 1
    assert edtf.instant_order("1970-01-01") == -3_600_000_000


def test_two_dates_overlap_where_they_share_a_day() -> None:
    """Dates overlap by their days; a one-of-set has gaps."""
    assert edtf.overlaps("2025-05", "2025-05-31/2025-06-02")
    assert edtf.overlaps("[2025-05-01,2025-05-09]", "2025-05-09")
    assert edtf.overlaps("2025-05-03/..", "2031")
    assert not edtf.overlaps("[2025-05-01,2025-05-09]", "2025-05-05")
    assert not edtf.overlaps("2025-05", "2025-06")
    assert not edtf.overlaps("2025-05", "demnächst")


def test_the_day_of_a_moment_depends_on_the_zone() -> None:
    """An instant's day is the German one unless another zone is asked for; only a day names a day."""
    assert edtf.day_of("2025-07-21T23:30:00Z") == date(2025, 7, 22)
    assert edtf.day_of("2025-07-21T23:30:00Z", "Europe/London") == date(2025, 7, 22)
    assert edtf.day_of("2025-07-21T23:30:00Z", "America/New_York") == date(2025, 7, 21)
    assert edtf.day_of("2025-07-21~") == date(2025, 7, 21)
    assert edtf.day_of("2025-07") is None
