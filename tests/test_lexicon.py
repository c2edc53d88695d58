"""The lexicon: tables that are checked when they are read, and that users can extend."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from streams import lexicon
from streams.commands import lexicon as checked
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
        ("id\tname\tname\nb\tHund\tKatze\n", 1, "each column once"),
        ("id\tname\t\nb\tHund\n", 1, "unknown column ''"),
        ("id name\nb Hund\n", 1, "between them stands one tab"),
        ("id;name\nb;Hund\n", 1, "unknown column 'id;name'"),
        ("id\tname\nb  Hund\n", 2, "the id 'b Hund' has a space in it"),
        ("id\tname\n\tHund\n", 2, "'id' is empty"),
        ("id\tname\n\n# a comment\n\t\nb\n", 5, "'name' is empty"),
        ("id\tname\tlegs\na\tHund\t4\nb\tKatze\t\t4\n", 3, "4 cells, but the header names 3 columns"),
        ("id\tname\r\na\tHund\r\na\tKatze\r\n", 3, "stands twice"),
        ("\ufeffid\tname\nb\tHund\tx\n", 2, "a tab too many"),
    ],
)
def test_a_bad_row_says_where_and_what(folder: Path, text: str, line: int, says: str) -> None:
    """A mistake in a table names its file, its line, what is wrong and what to do."""
    with pytest.raises(lexicon.LexiconError, match=re.escape(says)) as error:
        animals(folder, text)
    assert f"animals.tsv, line {line}:" in str(error.value)


@pytest.mark.parametrize("text", ["id\tname\nb\t  Ur \u00a0  Hund \n", "\ufeffid\tname\r\nb\tUr Hund\r\n\r\n", "\n# eins\nid\tname\tlegs\n\t\t\nb\tUr Hund"])
def test_what_editors_leave_behind_does_no_harm(folder: Path, text: str) -> None:
    """White space around and within cells, a byte order mark, Windows line ends, rows of empty cells and a missing last line end change nothing."""
    assert animals(folder, text) == (Animal(id="b", name="Ur Hund"),)


def test_letters_with_their_accents_apart_are_put_together(folder: Path) -> None:
    """Rows are in the Unicode form that articles are in (NFC), however an editor saved them."""
    assert animals(folder, "id\tname\nb\tBa\u0308r\n") == (Animal(id="b", name="B\u00e4r"),)


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


def test_every_table_is_checked_at_the_start() -> None:
    """Each table of the folder has its model in one place, but for the made one, which is none that people write; and all our rows pass the check."""
    assert {path.stem for path in FOLDER.glob("*.tsv")} - {"nouns_wiktionary"} == checked.TABLES.keys()
    checked.use(None)


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("person.tsv", "Did you mean persons.tsv?"),
        ("Parties.tsv", "Did you mean parties.tsv?"),
        ("places.csv", "Did you mean places.tsv?"),
        ("verbs.xlsx", "Did you mean verbs.tsv?"),
        ("haustiere.tsv", "There are abbreviations.tsv, auxiliaries.tsv, "),
        ("nouns_wiktionary.tsv", "no table is read from this file"),
    ],
)
def test_a_file_that_no_table_is_read_from_is_named(folder: Path, file: str, says: str) -> None:
    """A misspelt table isn't passed over in silence."""
    (folder / file).write_text("id\n", "utf-8")
    with pytest.raises(lexicon.LexiconError, match=re.escape(says)) as error:
        checked.use(folder)
    assert str(error.value).startswith(f"{folder / file}: ")


def test_what_is_no_table_may_stand_in_the_folder(folder: Path) -> None:
    """Notes, folders and an editor's backups lie beside the tables."""
    for file in ("README.md", "persons.tsv~", ".persons.tsv.swp", "persons.tsv.bak"):
        (folder / file).write_text("x", "utf-8")
    (folder / ".git").mkdir()
    checked.use(folder)


def test_a_table_that_is_no_file_is_named(folder: Path) -> None:
    """A link that leads nowhere, or a folder by a table's name."""
    (folder / "persons.tsv").symlink_to(folder / "elsewhere.tsv")
    with pytest.raises(lexicon.LexiconError, match=re.escape(f"{folder / 'persons.tsv'}: no table is read from this file")):
        checked.use(folder)


@pytest.mark.parametrize(
    ("table", "text", "says"),
    [
        ("persons", "id\tname\tparty\nperson.jane_roe\tJane Roe\tGBX\n", "'GBX', which is not a party's code"),
        ("persons", "id\tname\tparty\nperson.jane_roe\tJane Roe\tGB\n", "'GB', which is not a party's code"),
        ("offices", "id\toffice\tkind\tparty\noffice.schultheiss\tSchultheiss\toffice\tBern\n", "'Bern', which is not a party's code"),
        ("media", "id\tname\tkind\tparty\nmedium.x\tTagespost\tpaper\tde\n", "'de', which is not a party's code"),
        ("mediators", "id\tcode\nmediator.x\tQTR\n", "'QTR', which is not a party's code"),
        ("places", "id\tname\tcountry\nplace.skhirat\tSkhirat\tMAROKKO\n", "'MAROKKO', which is not a state's code"),
        ("places", "id\tname\tcountry\nplace.skhirat\tSkhirat\tEU\n", "'EU', which is not a state's code"),
        ("parties", "id\tcode\tkind\nstate.atlantis\tATL\tstate\n", "CLDR knows no state 'ATL'"),
        ("verbs", "id\tinfinitive\tpresent3\tpreterite3\tparticiple\tgroups\nverb.x\txen\txt\txte\tgext\tsay|sya\n", "'sya', which is not a group of verbs"),
        ("verbs", "id\tinfinitive\tpresent3\tpreterite3\tparticiple\tgroups\nverb.x\txen\txt\txte\tgext\tsya\n", "announce, "),
        ("negations", "id\tkind\twords\tkeeps\nn.x\tbefore\tx\tweapons\n", "'weapons', which is not a label"),
        ("frames", "id\ttype\tverbs\texample\nframe.x\tAGREE\teinigen|@argee\tx\n", "'argee', which is not a group of verbs"),
        ("pronouns", "id\tuse\twords\tcases\npro.x\tpronoun\tx\tnom.sg\n", "'nom.sg', which is not a case"),
        ("prepositions", "id\twords\tcases\nprep.x\tx\takk\n", "'akk', which is not a case"),
        ("date_rules", "id\tpattern\treading\texample\ndate.x\tON WEEKTAG\tnothing\tx\n", "'WEEKTAG', which is not a kind in dates.tsv"),
        ("date_rules", "id\tpattern\treading\texample\ndate.x\tON\tnihil\tx\n", "'nihil', which is not a reading of dates"),
        ("date_parts", "id\tpattern\nXY\t(ON|ONN)\n", "'ONN', which is not a kind in dates.tsv"),
        ("stamps", "id\tkind\tpattern\nstamp.x\tlabel\tStand <wen>\n", "'wen', which is not a part in stamps.tsv"),
        ("stamps", "id\tkind\tpattern\nstamp.x\tlabel\tStand (<when>\n", "no regular expression"),
        ("boilerplate", "id\twhere\tpattern\texample\nb.x\twhole\t[a-\tx\n", "no regular expression"),
        ("labels", "id\tname_de\tcues\nopening_hours\tLadenöffnung\tladenschluss*|*öffnungszeit*\n", "'*öffnungszeit*'. A star may stand at one end"),
        ("labels", "id\tname_de\tcues\tblocks\nopening_hours\tLadenöffnung\tladenschluss*\t*\n", "stands '*'. A star"),
        ("meeting_words", "id\tuse\twords\nuse.x\tended\tzu … en*de\n", "'zu … en*de'. A star"),
        ("media", "id\tname\tkind\nmedium.x\tTagespost\tZeitung\n", "'kind' has 'Zeitung'"),
        ("cues", "id\tkind\tword\ttakes\ncue.x\tverb\txen\tquote|das\n", "'takes' has 'das'"),
    ],
)
def test_a_row_that_refers_to_nothing_is_named(folder: Path, table: str, text: str, says: str) -> None:
    """A code, group, label or part that stands nowhere is found at the start, with the file and line of the row."""
    (folder / f"{table}.tsv").write_text(text, "utf-8")
    with pytest.raises(lexicon.LexiconError, match=re.escape(says)) as error:
        checked.use(folder)
    assert str(error.value).startswith(f"{folder / table}.tsv, line 2: ")


def test_rows_may_refer_to_rows_of_the_same_folder(folder: Path) -> None:
    """A new party has its people, in whatever table they come."""
    (folder / "parties.tsv").write_text("id\tcode\tname\tkind\norg.syndicom\tSyndicom\tSyndicom\torganisation\nstate.atlantis\tATL\tAtlantis\tstate\n", "utf-8")
    (folder / "persons.tsv").write_text("id\tname\tparty\nperson.jane_roe\tJane Roe\tSyndicom\n", "utf-8")
    (folder / "places.tsv").write_text("id\tname\tcountry\nplace.poseidonis\tPoseidonis\tATL\n", "utf-8")
    checked.use(folder)


def test_what_was_looked_up_is_forgotten_with_the_rows(folder: Path) -> None:
    """A memo of words holds nothing of a lexicon that is no longer in use."""

    @lexicon.memo(10)
    def legs(name: str) -> int:
        return next(row.legs for row in rows("animals", Animal) if row.name == name)

    animals(folder, "id\tname\na\tHund\n")
    assert legs("Hund") == 4
    animals(folder, "id\tname\tlegs\na\tHund\t3\n")
    assert legs("Hund") == 3


@pytest.mark.parametrize("command", [["extract", "seeds"], ["extract", "--parse", "seeds"], ["fold", "seeds"], ["worker"], ["demo", "--once"], ["doctor"]])
def test_commands_that_read_german_name_a_bad_row_first(folder: Path, command: list[str]) -> None:
    """They leave with 2 and one message before anything is read, published or connected to."""
    (folder / "places.tsv").write_text("id\tname\tcountry\nplace.skhirat\tSkhirat\tMAROKKO\n", "utf-8")
    environment = {**os.environ, "ROUNDWIRE_LEXICON_DIR": str(folder), "ROUNDWIRE_BROKER": "127.0.0.1:9"}
    done = subprocess.run([sys.executable, "-m", "streams", *command], cwd=FOLDER.parents[1], env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"roundwire: .*places\.tsv, line 2: .*'MAROKKO'.*\n", done.stderr)


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
