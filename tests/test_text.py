"""The shallow reading of German: tokens, sentences, verbs, clauses. The cases are rows of tests/tables."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from cost import in_proportion, seconds

from streams.text import clauses, forms, sentences, tags, tokens, verbs
from streams.text.model import Clause, Name, Token, Verb

TABLES = Path(__file__).parent / "tables"
SEPARATOR = " ¦ "


@dataclass(frozen=True)
class Region:
    """A part of a text, as ingest marks it."""

    start: int
    end: int
    kind: str = "text"


def table(name: str) -> list[object]:
    """The rows of a table under their ids; cells left out at the end are empty."""
    lines = [line.split("\t") for line in (TABLES / f"{name}.tsv").read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    width = len(lines[0])
    return [pytest.param(*(row[1:] + [""] * (width - len(row))), id=row[0]) for row in lines[1:]]


def tokenised(text: str) -> list[Token]:
    return tokens.tokenise(text, 0, len(text))


def split(text: str) -> list[tuple[int, int, int]]:
    return sentences.split(text, [Region(0, len(text))])


def clauses_of(text: str) -> tuple[list[Token], tuple[Clause, ...]]:
    found = tokenised(text)
    return found, clauses.split(found, verbs.find(found, tags.tag(found)), (), sentences.quoted(text, 0, len(text)))


@pytest.mark.parametrize(("text", "expected"), table("tokens"))
def test_tokens_of_a_text(text: str, expected: str) -> None:
    """What belongs together is one token: compounds, abbreviations, ordinals, dates, amounts, addresses."""
    marks = {"word": "", "number": "#", "punct": "·"}
    assert SEPARATOR.join(t.text + marks[t.kind] for t in tokenised(text)) == expected


@pytest.mark.parametrize(("text", "expected"), table("tokens"))
def test_offsets_of_tokens_are_exact(text: str, expected: str) -> None:
    """A token is found again at its offsets, in order, and only white space lies between two."""
    before = 0
    for token in tokenised(text):
        assert text[token.start : token.end] == token.text and not text[before : token.start].strip()
        before = token.end
    assert not text[before:].strip()


@pytest.mark.parametrize(("text", "expected", "quoted"), table("sentences"))
def test_sentences_of_a_text(text: str, expected: str, quoted: str) -> None:
    """Sentences end where a reader ends them, a quotation stays with its frame, and an unclosed mark swallows nothing."""
    text = text.replace("⏎", "\n")
    found = split(text)
    assert SEPARATOR.join(f"{p}: {text[a:b]}".replace("\n", "⏎") for a, b, p in found) == expected
    assert SEPARATOR.join(text[a:b] for start, end, _ in found for a, b in sentences.quoted(text, start, end)) == quoted


def test_regions_are_split_on_their_own() -> None:
    """A stamp before a text never runs into its first sentence."""
    text = "Stand: 07.03.2022 19:45 Uhr Kiew meldet Angriffe. Moskau schweigt"
    assert [text[a:b] for a, b, _ in sentences.split(text, [Region(0, 27, "stamp"), Region(28, len(text))])] == [
        "Stand: 07.03.2022 19:45 Uhr", "Kiew meldet Angriffe.", "Moskau schweigt",
    ]  # fmt: skip


def test_a_long_quotation_is_split() -> None:
    """A speech of more than 1,500 characters in one pair of marks is read sentence by sentence."""
    assert len(split("„" + "Wir wollen den Frieden. " * 70 + "“, sagte er.")) > 60


@pytest.mark.parametrize(("text", "expected"), table("verbs"))
def test_verbs_of_a_sentence(text: str, expected: str) -> None:
    """Every verb is found with its lemma, form, mood, person and separated prefix, and what only looks like one is left alone."""
    found = tokenised(text)
    assert SEPARATOR.join(described(found, v) for v in verbs.find(found, tags.tag(found))) == expected


def described(found: list[Token], verb: Verb) -> str:
    parts = [f"{found[verb.at].text}={verb.lemma}", verb.form]
    parts += [str(verb.mood), str(verb.tense), str(verb.number)] if verb.form == "finite" else []
    parts += [str(verb.person)] if verb.person else []
    parts += [f"+{found[verb.particle].text}"] if verb.particle is not None else []
    return " ".join(parts + ([] if verb.row else ["?"]))


@pytest.mark.parametrize(("text", "expected"), table("clauses"))
def test_clauses_of_a_sentence(text: str, expected: str) -> None:
    """A sentence falls into its clauses, each with its kind and the clause it hangs on; an interrupted clause is put together again."""
    found, made = clauses_of(text)
    assert SEPARATOR.join(f"{c.kind}{hangs(c)}: {text[found[c.first].start : found[c.last - 1].end]}" for c in made) == expected


def hangs(clause: Clause) -> str:
    return "" if clause.parent is None else f"<{clause.parent}"


@pytest.mark.parametrize(("text", "expected"), table("clauses"))
def test_clauses_cover_their_sentence(text: str, expected: str) -> None:
    """No token is lost or read twice, each verb stands in the clause that has its place, and parents are clauses of the sentence."""
    found, made = clauses_of(text)
    assert [i for c in made for i in range(c.first, c.last)] == list(range(len(found)))
    assert all(c.first <= v.at < c.last for c in made for v in c.verbs)
    assert all(c.parent is None or (0 <= c.parent < len(made) and c.parent != i) for i, c in enumerate(made))


@pytest.mark.parametrize(("text", "expected"), table("directions"))
def test_which_way_a_clause_looks(text: str, expected: str) -> None:
    """Preterite and perfect look back, plans look forward, and the plain present leaves it open."""
    found, made = clauses_of(text)
    assert (clauses.direction(made[0].verbs, [t.lower for t in found]) or "") == expected


def test_names_keep_their_commas() -> None:
    """A comma inside a name ends no clause."""
    found = tokenised("Das Ministerium für Handel, Industrie und Energie bestätigte den Termin.")
    name = Name(1, 8, found[1].start, found[7].end, "organisation", "Ministerium für Handel, Industrie und Energie")
    assert [c.kind for c in clauses.split(found, verbs.find(found), (name,))] == ["main"]


@pytest.mark.parametrize("form", ["ist", "seien", "wäre", "hätten", "habe", "würde", "worden", "könne", "dürften", "müsse", "möchte", "sollten", "wolle"])
def test_auxiliaries_are_complete(form: str) -> None:
    """Every auxiliary and modal is known in every mood."""
    assert any(reading.kind != "full" for reading in forms.table()[forms.key(form)])


def test_verbs_are_read_without_tags() -> None:
    """The lexicon alone reads the verbs that it knows; what only a tag tells is left out."""
    found = tokenised("Kiew teilte mit, dass die gleichen Rechte gelten und man verhökern werde.")
    assert [(v.lemma, v.mood) for v in verbs.find(found)] == [("mitteilen", "ambiguous"), ("gelten", "ambiguous"), ("werden", "konj1")]


FORMS_OF_MOODS = {
    "gingen": {"ambiguous"}, "riefen": {"ambiguous"}, "blieben": {"ambiguous"}, "kamen": {"ind"}, "kämen": {"konj2"}, "galten": {"ind"}, "sagte": {"ambiguous"},
    "endeten": {"ambiguous"}, "ging": {"ind"}, "ginge": {"konj2"}, "nannte": {"ind"}, "brachte": {"ind"}, "brächte": {"konj2"}, "sagen": {"ambiguous"},
    "sage": {"konj1"}, "sagt": {"ind"}, "hatte": {"ind"}, "hätte": {"konj2"}, "sollte": {"ambiguous"}, "konnte": {"ind"}, "wollten": {"ambiguous"},
}  # fmt: skip


@pytest.mark.parametrize(("form", "moods"), FORMS_OF_MOODS.items(), ids=FORMS_OF_MOODS.keys())
def test_a_form_that_two_moods_share_is_ambiguous(form: str, moods: set[str]) -> None:
    """The preterite of weak verbs is their Konjunktiv II, and so is the plural of strong ones that have no umlaut to take."""
    assert {r.mood for r in forms.table()[form] if r.form == "finite" and not r.prefix} == moods


def test_rows_of_verbs_make_their_forms() -> None:
    """Each row gives its infinitive, participle, third persons and plural; a separable one also the joined forms."""
    for row in forms.verb_rows().values():
        wanted = (row.infinitive, row.participle, row.prefix + row.present3, row.prefix + row.preterite3, row.present3)
        assert all(any(r.row == row.id for r in forms.table()[forms.key(form)]) for form in wanted), row.id


HARD = {
    "prose": "Kiew teilte am 3. März mit, dass man verhandelt habe, und „Dr. Meier“ widersprach, weil die Frist, die galt, ablief. ",
    "one sentence": "Kiew und Moskau verhandeln in Istanbul und ",
    "quotation marks": '"',
    "opening marks": "„",
    "spaces": " ",
    "line ends": "A\n",
    "dots": "...x",
    "letters and dots": "a.",
    "digits and dots": "1.1x",
    "commas": "Kiew, ",
    "open clauses": "der, dass er, ",
    "fragments": "sagt; der (er, ",
    "auxiliaries": "hat ",
    "one word": "ab-",
}


@pytest.mark.parametrize("unit", HARD.values(), ids=HARD.keys())
def test_time_is_linear(unit: str) -> None:
    """Twice the text takes no more than about twice the time, whatever the text is made of."""
    assert in_proportion(lambda size: whole_reading(unit * (size // len(unit))), 40_000, 80_000, slack=1.6)


def test_a_text_of_a_megabyte_is_read() -> None:
    """The longest text that is taken gets its reading, also as one sentence of nothing but quotation marks."""
    assert seconds(lambda: whole_reading('"' * 1_000_000)) < 60


def whole_reading(text: str) -> None:
    """Sentences, tokens, verbs, clauses and quotations of a text."""
    for start, end, _ in split(text):
        found = tokens.tokenise(text, start, end)
        clauses.split(found, verbs.find(found), (), sentences.quoted(text, start, end))
