"""One article in, claims, events and mentions out: what is odd is accepted and gives what can be found, in time in proportion to its length."""

from zoneinfo import ZoneInfo

import pytest
from cost import in_proportion

from streams.contract.article import Article
from streams.contract.internal import Extraction
from streams.extract import extract

ZONE = ZoneInfo("Europe/Berlin")
TOLD = "Die dritte Verhandlungsrunde zwischen Russland und der Ukraine fand am 23. Juli 2025 in Istanbul statt. "

NOTHING = {
    "empty": "",
    "no letter": "… 12.345 – § % & 3,5 !!! \n\n 17:45",
    "English": "The third round of talks between Russia and Ukraine took place in Istanbul on Wednesday, officials said.",
    "control characters": "\x00\x01\x02 \x1b[31m \x07 \u202e \ufeff \u2028",
    "one-word sentences": "Ja. " * 10_000,
    "punctuation": "„" * 1_000 + "." * 1_000,
}


def read(text: str, **more: str) -> Extraction:
    return extract(Article(uri="test:odd", text=text, **more), ZONE)


@pytest.mark.parametrize("name", NOTHING)
def test_odd_text_is_accepted_and_gives_nothing(name: str) -> None:
    """Text with nothing in it gives no mention and no round, and no fault."""
    e = read(NOTHING[name], language="de")
    assert e.mentions == () and e.skipped is None and e.text == NOTHING[name]


def test_quotation_marks_that_never_close_hide_nothing() -> None:
    """An opening mark without its closing one does not swallow the round told before it or in the next paragraph."""
    e = read(f"{TOLD}„Das war ein guter Tag, sagte der Unterhändler.\n\n{TOLD}")
    assert [(m.ordinal, m.start, m.place) for m in e.mentions] == [(3, "2025-07-23", "Istanbul")]


def test_another_language_is_kept_and_counted_as_skipped() -> None:
    """What is declared as English is kept in `texts`, gives nothing, and says why."""
    e = read(TOLD, language="en")
    assert (e.text, e.skipped, e.claims, e.events, e.mentions) == (TOLD, "language:en", (), (), ())


@pytest.mark.parametrize("status", ["withheld", "canceled"])
def test_a_withdrawn_version_gives_nothing(status: str) -> None:
    """Its own text is not kept either."""
    e = read(TOLD, status=status)
    assert (e.text, e.claims, e.events, e.mentions) == ("", (), (), ())


@pytest.mark.parametrize("unit", [TOLD, "Ja. ", "„", "Am Montag, ", "Wladimir Putin ", "sagte er, dass ", "„Gut“, sagte er. ", "(", "a", "1. ", "-"])
def test_time_is_in_proportion_to_length(unit: str) -> None:
    """Twice the text takes about twice the time, whatever it is made of."""
    assert in_proportion(lambda size: read(unit * (size // len(unit))), 15_000, 45_000, slack=2.5)


def test_the_same_article_gives_the_same_bytes() -> None:
    """Extraction is a pure function."""
    assert read(TOLD * 3).canonical() == read(TOLD * 3).canonical()


def test_every_offset_quotes_the_text() -> None:
    """text[start:end] is always the quoted string."""
    text = f"Genf – „Das ist gut“, sagte der russische Unterhändler Wladimir Medinski am Montag. {TOLD}Moskau verlangt die Abtretung von Gebieten."
    e = read(text, published="2025-07-24")
    spans = [s for c in e.claims for s in (*c.quote, *c.cue, *c.frame, *(c.speaker.spans if c.speaker else ()))]
    spans += [ev.sentence for ev in e.events] + [s for m in e.mentions for s in (*m.spans, *(x for xs in m.evidence.values() for x in xs))]
    assert len(spans) > 8 and all(text[s.start : s.end] == s.text for s in spans)
