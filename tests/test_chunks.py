"""Base phrases: nouns and their forms, phrases with case and function. The cases are rows of tests/tables."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cost import in_proportion
from test_text import SEPARATOR, table

from streams import lexicon
from streams.text import chunks, clauses, dates, names, nouns, sentences, tags, tokens, verbs
from streams.text.model import Chunk, Clause, Token
from streams.text.nouns import NounRow

ATTACHED = {"AG", "APP", "CJ", "MNR"}


def read(text: str) -> tuple[list[Token], tuple[Clause, ...], tuple[Chunk, ...]]:
    """The text as one sentence."""
    found = tokens.tokenise(text, 0, len(text))
    tagged, named = tags.tag(found), names.find(text, found)
    parts = clauses.split(found, verbs.find(found, tagged), named, sentences.quoted(text, 0, len(text)))
    return found, parts, chunks.find(found, tagged, named, parts, dates.find(found, "2025-07-21"))


def words(text: str, found: list[Token], chunk: Chunk) -> str:
    return text[found[chunk.first].start : found[chunk.last - 1].end]


@pytest.mark.parametrize(("text", "expected"), table("chunks"))
def test_chunks_and_their_functions(text: str, expected: str) -> None:
    """Subject, objects, attributes and adverbials are told apart by form, agreement, the verb, and order."""
    found, _, read_ = read(text)
    assert SEPARATOR.join(f"{chunk.function or '-'} {words(text, found, chunk)}" for chunk in read_) == expected


@pytest.mark.parametrize(("text", "expected"), table("chunk_cases"))
def test_case_number_and_gender(text: str, expected: str) -> None:
    """A chunk shows the cases that form, agreement and function leave open, and number and gender where only one is."""
    found, _, read_ = read(text)
    shown = (f"{' '.join(c.cases)} {c.number or '-'} {c.gender or '-'}: {words(text, found, c)}" for c in read_)
    assert SEPARATOR.join(shown) == expected


@pytest.mark.parametrize(("text", "expected"), table("chunks"))
def test_chunks_keep_to_their_clauses(text: str, expected: str) -> None:
    """Chunks stand in order without overlap, within one clause, over no verb; what is attached has a parent, and nothing else has."""
    _, parts, read_ = read(text)
    behind = 0
    for index, chunk in enumerate(read_):
        clause = parts[chunk.clause]
        assert behind <= chunk.first <= chunk.head < chunk.last and clause.first <= chunk.first and chunk.last <= clause.last
        assert all(not chunk.first <= verb.at < chunk.last for verb in clause.verbs if verb.form == "finite")
        assert (chunk.parent is not None) == (chunk.function in ATTACHED) and chunk.parent != index
        behind = chunk.last


def test_parents() -> None:
    """A genitive hangs on its noun, also where it stands before it; a conjunct on the first member; an apposition on what it explains."""
    text = "Putins Sprecher und die Ministerin der Ukraine trafen Witkoff, den Gesandten."
    found, _, read_ = read(text)
    above = {words(text, found, c): words(text, found, read_[c.parent]) for c in read_ if c.parent is not None}
    assert above == {"Putins": "Sprecher", "die Ministerin": "Sprecher", "der Ukraine": "die Ministerin", "den Gesandten": "Witkoff"}


@pytest.mark.parametrize(("form", "expected"), table("nouns"))
def test_noun_forms(form: str, expected: str) -> None:
    """A noun form is read with lemma, gender, number and cases: by the tables, as a compound, or by its ending."""
    shown = sorted(f"{n.lemma} {n.gender or '-'} {n.number} {' '.join(n.cases)}" for n in nouns.read(form))
    assert shown == sorted(filter(None, expected.split(SEPARATOR)))


def test_the_made_table_is_sound() -> None:
    """The table from Wiktionary has the notation of ours, names its source and licence, and stays small."""
    file = Path(lexicon.__file__).parent / "nouns_wiktionary.tsv"
    head = file.read_text(encoding="utf-8")[:600]
    assert "Wiktionary" in head and "CC BY-SA 4.0" in head and file.stat().st_size < 800_000
    rows = lexicon.rows("nouns_wiktionary", NounRow)
    assert len(rows) > 20_000
    assert {gender for row in rows for gender in row.gender} == {"m", "f", "n", "a", "-"}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A user's folder, taken away again afterwards."""
    yield tmp_path
    lexicon.use(None)


def test_users_add_nouns_and_verbs(folder: Path) -> None:
    """A noun and a verb's objects that a user adds are read at once, and forgotten with the folder."""
    (folder / "nouns.tsv").write_text("id\tgender\tgenitive\tplural\nQuorxel\tm\ts\tqa\nBahn\tn\ts\ts\n", "utf-8")
    (folder / "government.tsv").write_text("id\tverb\tframes\ngov.melden\tmelden\tDA\n", "utf-8")
    lexicon.use(folder)
    assert [(n.lemma, n.number) for n in nouns.read("Quorxelqa")] == [("Quorxel", "pl")]
    assert [n.gender for n in nouns.read("Bahn")] == ["n"]
    assert [c.function for c in read("Die Polizei meldete Kiew.")[2]][:2] == ["SB", "DA"]
    lexicon.use(None)
    assert nouns.read("Quorxelqa") == () and [n.gender for n in nouns.read("Bahn")] == ["f"]
    assert [c.function for c in read("Die Polizei meldete Kiew.")[2]][:2] == ["SB", "OA"]


@pytest.mark.parametrize("unit", ["der ", "große ", "Außen- und ", "des Amtes in Kiew ", "A, ", "die von ", "die große, ", "der der Stadt ", "„"])
def test_cost_in_proportion(unit: str) -> None:
    """Twice the text costs about twice the time, whatever it is made of."""

    def work(size: int) -> object:
        found = tokens.tokenise(unit * size, 0, len(unit) * size)
        known = {"große": "ADJA", "von": "APPR", "in": "APPR", "der": "ART", "die": "ART", "des": "ART"}
        tagged = tuple(known.get(token.text, "NN") for token in found)
        return chunks.find(found, tagged, (), (Clause(0, len(found), "main"),))

    assert in_proportion(work, 1_000, 4_000)
