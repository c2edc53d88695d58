"""Who said what: claims from German news."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from cost import in_proportion

from streams import claims, lexicon
from streams.claims.cues import Cue
from streams.contract.base import canonical
from streams.contract.claim import Claim
from streams.ingest import body
from streams.text.model import Document
from streams.text.read import read

TABLES = Path(__file__).parent / "tables"


class Stretch(NamedTuple):
    """A region of the text that is to be read."""

    start: int
    end: int
    kind: str = "text"


def table(name: str) -> list[list[str]]:
    """The rows of a table without its comments and its header."""
    lines = [line for line in (TABLES / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.reader(lines[1:], delimiter="\t", quoting=csv.QUOTE_NONE))


def document(text: str) -> Document:
    """A text as read, all of it."""
    return read(text, [Stretch(0, len(text))], "2025-06-02")


def found(text: str) -> tuple[Claim, ...]:
    """The claims of a text."""
    return claims.find(document(text), "test:1")


def described(claim: Claim) -> tuple[str, ...]:
    """A claim in the words of the table."""
    speaker = claim.speaker
    quote = " ".join(span.text for span in claim.quote)
    return claim.type, speaker.name if speaker else "?", (speaker.party if speaker else None) or "", claim.stance, "+".join(claim.topics), quote


def fits(claim: Claim, wanted: str) -> bool:
    """Whether a claim is what a cell of the table describes; empty parts aren't checked."""
    *parts, quote = wanted.split(":", 5)
    *told, said = described(claim)
    begin, _, end = quote.strip().partition("…")
    return all(w.strip() in ("", t) for w, t in zip(parts, told, strict=True)) and said.startswith(begin.strip()) and said.endswith(end.strip())


@pytest.mark.parametrize(("text", "wanted"), table("claims.tsv"))
def test_claims_of_a_text(text: str, wanted: str) -> None:
    """A sentence gives the claims that a reader finds in it, and what only looks like one gives none."""
    cells = [] if wanted == "-" else wanted.split(" || ")
    made = found(text)
    assert len(made) == len(cells) and all(fits(c, w) for c, w in zip(made, cells, strict=True)), [described(c) for c in made]


@pytest.mark.parametrize("row", table("claims_chains.tsv"))
def test_speaker_and_chain(row: list[str]) -> None:
    """Whose words they are is told apart from who passes them on."""
    text, speaker, chain = [*row, ""][:3]
    claim = found(text)[-1]
    assert claim.speaker is not None and claim.speaker.name == speaker
    assert [link.name for link in claim.source_chain] == [name for name in chain.split(" > ") if name]


def test_pronoun_is_who_it_stands_for() -> None:
    """ "Er" is the last man who spoke, by his full name."""
    first, second = found("Verteidigungsminister Boris Pistorius sagte, die Lage sei ernst. „Wir müssen handeln“, sagte er.")
    assert first.speaker and second.speaker and first.speaker.name == second.speaker.name == "Boris Pistorius"
    assert [span.text for span in second.speaker.spans] == ["er"]


def test_that_was_told_by_somebody() -> None:
    """ "Das teilte X mit" makes the sentence before X's."""
    (claim,) = found("Die Gespräche werden am Montag fortgesetzt. Das teilte das türkische Außenministerium am Abend mit.")
    assert claim.quote[0].text == "Die Gespräche werden am Montag fortgesetzt" and claim.speaker and claim.speaker.party == "TUR"


def test_negated_topics() -> None:
    """A topic whose direction is turned is told apart: giving up a Nato membership is not wanting one; not giving it up is no turn."""
    wanted = {
        "Moskau verlangt den Verzicht auf einen Nato-Beitritt.": ("nato_membership",),
        "Moskau verlangt einen Nato-Beitritt.": (),
        "China fordert die Aufhebung der Sanktionen.": ("sanctions",),
        "Die Gewerkschaft betonte, dass sie auf einen Streik nicht verzichte.": (),
    }
    assert {text: found(text)[0].negated_topics for text in wanted} == wanted


def test_rejected_demands_are_those_told_before() -> None:
    """ "Diese Forderungen" are the other side's last ones, with their topics."""
    demanded, rejected = found("Moskau verlangt die Abtretung von Gebieten. Die Ukraine lehnt diese Forderung ab.")
    assert rejected.stance == "rejects" and rejected.topics == demanded.topics == ("territory",)


def test_spans_are_the_text() -> None:
    """Every offset counts in the text: what stands there is what the claim says."""
    text = " ".join(cells[0] for cells in table("claims.tsv"))
    for claim in found(text):
        spans = [*claim.quote, *claim.cue, *claim.frame, *(span for link in claim.source_chain for span in link.spans)]
        spans += claim.speaker.spans if claim.speaker else ()
        assert all(text[span.start : span.end] == span.text and span.text for span in spans), claim


def test_ids_are_the_same_in_every_run_and_differ_within_a_text() -> None:
    """Equal sentences of one article have ids of their own, and every run gives the same."""
    text = "„Wir sind bereit“, sagte Lawrow. „Wir sind bereit“, sagte Lawrow."
    first, second = found(text)
    assert first.id != second.id and [c.id for c in found(text)] == [first.id, second.id]
    assert claims.find(document(text), "test:2")[0].id != first.id


def test_rules_are_rows_or_named() -> None:
    """A claim says which rule found it: a row of the lexicon, or one of the few without a word."""
    ids = {cue.id for cue in lexicon.rows("cues", Cue)}
    plain = {"quote.colon", "quote.continued", "carried.konj1", "carried.ambiguous", "hearsay.sollen"}
    rules = {claim.rule for text, _ in table("claims.tsv") for claim in found(text)}
    assert rules <= ids | plain and len(rules) > 40


ODD = ["„Wir gehen“, sagte er. ", "sagte Lawrow, ", "„Ja, ", "dass er sagte, ", "Er habe gesagt, er sei da. ", "laut Kreml ", "nach Angaben von ", "der "]


@pytest.mark.parametrize("piece", ODD)
def test_time_grows_with_the_length(piece: str) -> None:
    """A long odd text costs in proportion to its length."""
    texts = {size: document(piece * (size // len(piece))) for size in (20_000, 60_000)}
    assert in_proportion(lambda size: claims.find(texts[size], "test:1"), 20_000, 60_000, slack=2.4)


def test_seeds(shared: Path, tmp_path: Path) -> None:
    """On the five seed articles the claims keep their measured level; docs name the figures."""
    lines = [json.loads(line) for line in (shared / "gold/seeds/articles.jsonl").read_text("utf-8").splitlines()]
    out = tmp_path / "extract.jsonl"
    out.write_bytes(b"".join(_line(article["uri"], article["text"]) for article in lines))
    command = [sys.executable, str(shared / "gold/score.py"), "claims", "--json", str(shared / "gold/seeds"), str(out)]
    figures = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert figures["claims: claim"]["f1"] >= 0.9 and figures["claims: speaker"]["share"] >= 0.9


def _line(uri: str, text: str) -> bytes:
    """A line as `roundwire extract` prints it, with the claims alone."""
    made = claims.find(read(text, body.readable(text), None), uri)
    return canonical({"uri": uri, "version": None, "text": text, "claims": [json.loads(c.canonical()) for c in made]}) + b"\n"
