"""The lexicon: tables that are checked when they are read, and that users can extend."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from streams import lexicon
from streams.contract.base import Record
from streams.lexicon import Row, rows, use, world
from streams.lexicon.world import Group, Medium, NameWords, Office, Party, Person, Place
from streams.text import labels, names
from streams.text.labels import Label
from streams.text.tokens import tokenise

FOLDER = Path(lexicon.__file__).parent
CONTRACT_LABELS = [
    "ceasefire",
    "humanitarian_corridor",
    "prisoner_exchange",
    "hostage_release",
    "return_of_remains",
    "territory",
    "security_guarantees",
    "nato_membership",
    "neutrality",
    "military_aid",
    "denazification",
    "sanctions",
    "leaders_meeting",
    "troop_withdrawal",
    "demilitarisation",
    "children_return",
    "energy_truce",
    "monitoring",
    "reconstruction",
    "aid_delivery",
    "nuclear_programme",
    "uranium_enrichment",
    "tariffs",
    "trade_agreement",
    "export_controls",
    "wages",
    "working_hours",
    "arbitration",
    "strike",
    "documents_exchanged",
    "next_round",
]


class Animal(Row):
    """A row for these tests."""

    name: str
    legs: int = 4
    sounds: tuple[str, ...] = ()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A user's folder, taken away again afterwards."""
    yield tmp_path
    use(None)


def animals(folder: Path, text: str) -> tuple[Animal, ...]:
    (folder / "animals.tsv").write_text(text, "utf-8")
    use(folder)
    return rows("animals", Animal)


def test_a_table_is_read_as_its_model_says(folder: Path) -> None:
    """Comments and blank lines are skipped, an empty cell is the default, `|` separates several values."""
    found = animals(folder, "# our animals\nid\tname\tlegs\tsounds\n\n# birds\na\tAmsel\t2\tpiep | tschilp\nb\tHund\n")
    assert found == (Animal(id="a", name="Amsel", legs=2, sounds=("piep", "tschilp")), Animal(id="b", name="Hund"))


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("id\tname\nb\tHund\nb\tKatze\n", 3, "stands twice"),
        ("id\tname\nb\tHund\tx\n", 2, "a tab too many"),
        ("id\tname\tlegs\nb\tHund\tvier\n", 2, "'legs'"),
        ("id\tname\tlegs\nb\t\t4\n", 2, "'name' is empty"),
        ("id\tnom\nb\tHund\n", 1, "unknown column 'nom'"),
        ("name\nHund\n", 1, "needs a column 'id'"),
    ],
)
def test_a_bad_row_says_where_and_what(folder: Path, text: str, line: int, says: str) -> None:
    """A mistake in a table names its file, its line, what is wrong and what to do."""
    with pytest.raises(lexicon.LexiconError, match=re.escape(says)) as error:
        animals(folder, text)
    assert f"animals.tsv, line {line}:" in str(error.value)


def test_a_file_that_is_not_utf8_says_so(folder: Path) -> None:
    """The usual accident of spreadsheets has its own message."""
    (folder / "animals.tsv").write_bytes(b"id\tname\nb\tK\xe4fer\n")
    use(folder)
    with pytest.raises(lexicon.LexiconError, match=r"line 2: the file is not UTF-8"):
        rows("animals", Animal)


def test_missing_tables_and_folders_are_named(folder: Path) -> None:
    """A table or a folder that isn't there is an error with its name."""
    with pytest.raises(lexicon.LexiconError, match=r"no_such_table\.tsv"):
        rows("no_such_table", Animal)
    with pytest.raises(lexicon.LexiconError, match="no such folder"):
        use(folder / "missing")


def test_users_add_and_replace_rows(folder: Path) -> None:
    """A user's row of a new id is added, one of ours is replaced, and names are found by them at once."""
    sentence = "Finanzminister Ulf Tarnow reiste nach Karlshagen."
    before = len(rows("persons", Person))
    (folder / "persons.tsv").write_text("id\tname\trole\tparty\nperson.ulf\tUlf Tarnow\tFinanzminister\tDEU\nperson.donald_trump\tDonald Trump\n", "utf-8")
    (folder / "places.tsv").write_text("id\tname\tcountry\nplace.karlshagen\tKarlshagen\tDEU\n", "utf-8")
    use(folder)
    assert len(rows("persons", Person)) == before + 1
    assert next(p for p in rows("persons", Person) if p.id == "person.donald_trump").role is None
    found = names.find(sentence, tokenise(sentence, 0, len(sentence)))
    assert [(n.name, n.party or n.country) for n in found] == [("Ulf Tarnow", "DEU"), ("Karlshagen", "DEU")]
    use(None)
    assert len(rows("persons", Person)) == before


def test_tables_are_read_once() -> None:
    """The same table and model give the same rows, not a second reading."""
    assert rows("parties", Party) is rows("parties", Party)


@pytest.mark.parametrize(
    ("table", "model", "least"),
    [("parties", Party, 200), ("persons", Person, 160), ("offices", Office, 80), ("groups", Group, 20), ("media", Medium, 100), ("places", Place, 200)],
)
def test_the_world_is_covered(table: str, model: type[Row], least: int) -> None:
    """The tables of names hold what the news speaks of."""
    assert len(rows(table, model)) >= least


def test_every_party_that_is_spoken_of_exists() -> None:
    """Persons, offices and media belong to parties that parties.tsv or CLDR knows; places lie in states."""
    codes = set(world.by_code())
    states = {p.code for p in world.parties() if p.kind == "state"}
    owners = [*((p.id, p.party) for p in rows("persons", Person)), *((o.id, o.party) for o in rows("offices", Office))]
    spoken = [(row, party) for row, party in [*owners, *((m.id, m.party) for m in rows("media", Medium))] if party]
    assert [pair for pair in spoken if pair[1] not in codes] == []
    assert [p.id for p in rows("places", Place) if p.country and p.country not in states] == []


def test_states_have_their_cldr_names() -> None:
    """State names are not typed by hand where CLDR is right, and every state of the world is one."""
    assert (world.country_name("TUR"), world.country_name("USA"), world.country_name("GBR")) == ("Türkei", "USA", "Großbritannien")
    assert world.country_name("TUV") == "Tuvalu"
    assert world.country_name("EU") is None
    assert sum(p.kind == "state" for p in world.parties()) > 240


def test_no_office_has_two_rows() -> None:
    """A word for an office stands in one row, since only one could win."""
    seen: dict[str, str] = {}
    for row in rows("offices", Office):
        for form in row.forms:
            assert seen.setdefault(form, row.id) == row.id, form


def test_labels_are_those_of_the_contract() -> None:
    """Every label of the contract has a row with a German name and cues, in the contract's order."""
    found = rows("labels", Label)
    assert [row.id for row in found] == CONTRACT_LABELS
    assert all(row.cues and row.name_de for row in found)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("eine sofortige Feuerpause", "ceasefire"),
        ("die Einstellung aller Kampfhandlungen", "ceasefire"),
        ("humanitäre Korridore", "humanitarian_corridor"),
        ("den Austausch von je 500 Gefangenen", "prisoner_exchange"),
        ("die Freilassung der letzten Geiseln", "hostage_release"),
        ("die Leichname gefallener Soldaten", "return_of_remains"),
        ("die Abtretung von Gebieten", "territory"),
        ("belastbare Sicherheitsgarantien", "security_guarantees"),
        ("ihr Beitritt zur Nato", "nato_membership"),
        ("weitere Waffenlieferungen", "military_aid"),
        ("ein Ölembargo", "sanctions"),
        ("den Abzug seiner Truppen", "troop_withdrawal"),
        ("die Rückkehr verschleppter Kinder", "children_return"),
        ("den Wiederaufbau", "reconstruction"),
        ("das iranische Atomprogramm", "nuclear_programme"),
        ("die Anreicherung von Uran", "uranium_enrichment"),
        ("Strafzölle auf Autos", "tariffs"),
        ("acht Prozent mehr Lohn", "wages"),
        ("die 35-Stunden-Woche", "working_hours"),
        ("den Spruch der Schlichter", "arbitration"),
        ("bundesweite Warnstreiks", "strike"),
        ("eine weitere Runde", "next_round"),
    ],
)
def test_labels_are_found_by_their_cues(text: str, label: str) -> None:
    """What is at stake is found in the words that news texts use for it."""
    assert label in labels.find(tokenise(text, 0, len(text)))


@pytest.mark.parametrize(
    "text", ["die Freiwillige Feuerwehr", "der Zollstock", "das Treibhausgas ist klimaneutral", "es lohnt sich", "ein Hungerstreik", "der Luftkorridor"]
)
def test_near_misses_are_no_labels(text: str) -> None:
    """Words that only look like a label give none."""
    assert labels.find(tokenise(text, 0, len(text))) == ()


def test_every_table_is_explained() -> None:
    """The README of the lexicon has a line for each table, and none for a table that is gone."""
    told = set(re.findall(r"^\| `(\w+)\.tsv`", (FOLDER / "README.md").read_text("utf-8"), re.M))
    assert told == {path.stem for path in FOLDER.glob("*.tsv")}


def test_the_lexicon_stands_alone() -> None:
    """Rows are no records of the contract: the lexicon imports nothing of the project but itself."""
    assert not issubclass(Row, Record)
    for path in FOLDER.glob("*.py"):
        assert set(re.findall(r"(?:from|import) (streams[\w.]*)", path.read_text("utf-8"))) <= {"streams", "streams.lexicon"}


def test_words_of_names_have_known_kinds() -> None:
    """A kind in name_words.tsv is one that the head of the table explains."""
    head = "".join(line for line in (FOLDER / "name_words.tsv").read_text("utf-8").splitlines() if line.startswith("#"))
    assert {row.kind for row in rows("name_words", NameWords) if row.kind not in head} == set()
