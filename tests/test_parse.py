"""`roundwire extract --parse`: how an article was read, for the eye."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from streams.commands import parse
from streams.text.model import Chunk, Clause, DateSpan, Field, Name, Reference, Sentence, Verb
from streams.text.tokens import tokenise

ROOT = Path(__file__).resolve().parents[1]
SENTENCE = "Der omanische Außenminister Badr al-Bussaidi teilte am Donnerstag mit , dass sich die Unterhändler , die er traf , geeinigt hätten ."
WORDS = SENTENCE.split()
TAGS = "ART ADJA NN NE NE VVFIN APPRART NN PTKVZ $, KOUS PRF ART NN $, PRELS PPER VVFIN $, VVPP VAFIN $."
TOKENS = tuple(tokenise(SENTENCE, 0, len(SENTENCE)))


def at(first: int, last: int) -> dict[str, int]:
    """The positions and offsets of words."""
    return {"first": first, "last": last, "start": TOKENS[first].start, "end": TOKENS[last - 1].end}


BUSSAIDI = Name(**at(0, 5), kind="person", name="Badr al-Bussaidi", party="OMN", role="Außenminister", row="person.badr_al_bussaidi")
WHOLE = Sentence(
    index=6,
    start=0,
    end=len(SENTENCE),
    paragraph=0,
    tokens=TOKENS,
    tags=tuple(TAGS.split()),
    clauses=(
        Clause(
            0,
            10,
            "main",
            (Verb(5, "mitteilen", "full", "finite", "ind", "past", "sg", 3, particle=8, row="verb.mitteilen"),),
            fields=(Field("VF", 0, 5), Field("LK", 5, 6), Field("MF", 6, 8), Field("VC", 8, 9)),
        ),
        Clause(10, 15, "dass", parent=0, fields=(Field("C", 10, 11), Field("MF", 11, 14)), place="NF"),
        Clause(
            15,
            19,
            "relative",
            (Verb(17, "treffen", "full", "finite", "ambiguous", "past", "both"),),
            parent=1,
            fields=(Field("C", 15, 16), Field("MF", 16, 17), Field("VC", 17, 18)),
            place="MF",
        ),
        Clause(
            19,
            22,
            "dass",
            (Verb(19, "einigen", "full", "participle"), Verb(20, "haben", "aux", "finite", "konj2", "past", "pl", 3)),
            parent=1,
            fields=(Field("VC", 19, 21),),
        ),
    ),
    chunks=(
        Chunk(0, 3, 2, "NP", 0, ("nom",), "sg", "m", function="SB"),
        Chunk(3, 5, 4, "NP", 0, ("nom",), "sg", "m", function="APP", parent=0),
        Chunk(6, 8, 7, "PP", 0, ("dat",), "sg", "m", function="MO"),
        Chunk(12, 14, 13, "NP", 1, ("nom", "acc"), "pl", "m"),
        Chunk(16, 17, 16, "NP", 2, ("nom",), "sg", "m", function="SB"),
    ),
    names=(BUSSAIDI, Name(**at(12, 14), kind="group", name="Unterhändler", anonymous=True)),
    references=(Reference(**at(16, 17), kind="pronoun", name=BUSSAIDI, sentence=6),),
    dates=(DateSpan(**at(6, 8), rule="date.weekday.1", resolve=lambda direction: "2022-03-03" if direction == "past" else None),),
)
BARE = replace(WHOLE, tags=(), clauses=(), chunks=(), names=(), references=(), dates=())

AT_100 = """\
7   Der omanische Außenminister Badr al-Bussaidi teilte am Donnerstag mit , dass sich die
    Unterhändler , die er traf , geeinigt hätten .
    0 main            VF Der omanische Außenminister Badr al-Bussaidi | LK teilte | MF am Donnerstag
                      VC mit | NF (1)
                      SB     nom sg m             Der omanische Außenminister
                        APP  nom sg m             Badr al-Bussaidi
                      MO     PP dat sg m          am Donnerstag
                      verb   ind past 3. sg       teilte … mit → mitteilen  verb.mitteilen
      1 dass@NF       C dass | MF sich die Unterhändler | MF (2)
                      –      nom/acc pl m         die Unterhändler
        2 relative@MF C die | MF er | VC traf
                      SB     nom sg m             er
                      verb   ambiguous past sg/pl traf → treffen  by its tag
        3 … dass      VC geeinigt hätten
                      verb   participle           geeinigt → einigen  by its tag
                      aux    konj2 past 3. pl     hätten → haben  by its tag
    names             Der omanische Außenminister Badr al-Bussaidi = Badr al-Bussaidi  person · OMN
                      · Außenminister  person.badr_al_bussaidi
                      die Unterhändler = Unterhändler  group · anonymous
    dates             am Donnerstag = 2022-03-03  date.weekday.1, looks past
    references        er → Badr al-Bussaidi  pronoun, named in sentence 7
"""


def shown(sentence: Sentence, width: int = 100, tags: bool = False) -> str:
    return "".join(f"{line.plain}\n" for line in parse.lines(SENTENCE, sentence, width, tags=tags))


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """`roundwire extract` with its output in a pipe."""
    return subprocess.run([sys.executable, "-m", "streams", "extract", *arguments], cwd=ROOT, input=given, capture_output=True)


def test_a_sentence_is_shown_as_it_was_read() -> None:
    """Clauses hang under each other with their fields in a line; below them stand phrases and verbs, at the end names, dates and references."""
    assert shown(WHOLE) == AT_100


def test_a_clause_is_shown_where_it_stands() -> None:
    """What an interrupted clause holds is told beside the part that it follows."""
    parts = (
        Clause(0, 3, "main", fields=(Field("VF", 0, 3),)),
        Clause(3, 5, "relative", parent=0, fields=(Field("C", 3, 4),), place="VF"),
        Clause(5, 10, "main", parent=0, fields=(Field("LK", 5, 6), Field("MF", 6, 8))),
        Clause(10, 22, "dass", parent=0, fields=(Field("C", 10, 11),), place="NF"),
    )
    told = [" ".join(line.split()) for line in shown(replace(BARE, clauses=parts), 200).splitlines()[1:]]
    assert [told[0], told[2]] == ["0 main VF Der omanische Außenminister | VF (1)", "2 … main LK teilte | MF am Donnerstag | NF (3)"]


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("tags", [False, True])
def test_lines_fit(width: int, tags: bool) -> None:
    """No line is wider than the terminal, and narrow ones lose no word."""
    narrow = shown(WHOLE, width, tags)
    assert max(map(len, narrow.splitlines())) <= width
    assert sorted(narrow.replace("|", "").split()) == sorted(shown(WHOLE, 1000, tags).replace("|", "").split())


def test_tags_stand_below_their_words() -> None:
    """With --tags a second line tells the STTS tag of each word."""
    words, tags = shown(WHOLE, 200, tags=True).splitlines()[:2]
    assert [(words[found.start() :].split()[0], found[0]) for found in re.finditer(r"\S+", tags)] == list(zip(WORDS, WHOLE.tags, strict=True))


def test_what_is_not_read_is_not_shown() -> None:
    """A sentence without clauses, phrases, names and dates is shown all the same; a clause without fields by its words."""
    assert shown(BARE, 200) == f"7   {SENTENCE}\n"
    assert shown(BARE, 200, tags=True) == shown(BARE, 200)
    unread = replace(BARE, clauses=(Clause(0, 10, "main"),))
    assert shown(unread, 200).splitlines()[1] == f"    0 main            {' '.join(WORDS[:10])}"


def test_colour_tells_the_field() -> None:
    """In a terminal each kind of field has its colour; in a pipe there is none."""
    line = next(line for line in parse.lines(SENTENCE, WHOLE, 100) if "LK" in line.plain)
    assert {"not dim cyan", "not dim magenta", "not dim green"} <= {str(span.style) for span in line.spans}


def test_what_a_terminal_would_obey_is_left_out() -> None:
    """An article can't clear the reader's screen."""
    word = "Lage\x1b[2J\x07ernst"
    sentence = Sentence(index=0, start=0, end=len(word), paragraph=0, tokens=tuple(tokenise(word, 0, len(word))))
    assert [line.plain.strip() for line in parse.lines(word, sentence, 80)] == ["1   Lage[2Jernst"]
    tagged = replace(sentence, tags=("XY",) * len(sentence.tokens))
    assert "\x1b" not in "".join(line.plain for line in parse.lines(word, tagged, 80, tags=True))


def test_a_sentence_from_standard_input() -> None:
    """A line of standard input that is no JSON is a text of its own."""
    done = run("--parse", "-", given=b"Lawrow sagte am Montag ab.\n")
    assert (done.returncode, done.stderr) == (0, b"")
    told = done.stdout.decode()
    assert told.startswith("stdin:1 · no date\n\n1   Lawrow sagte am Montag ab.\n")
    assert "Lawrow = Sergej Lawrow  person · RUS · Außenminister  person.sergej_lawrow" in told
    assert "sagte … ab → absagen  verb.absagen" in told
    assert "am Montag = open" in told
    assert "\x1b" not in told and not [line for line in told.splitlines() if line != line.rstrip() or len(line) > 100]


def test_dates_are_counted_from_the_article() -> None:
    """A date shows what it resolves to in its clause."""
    article = {"uri": "a", "text": "Lawrow sagte am Montag ab. Ein Treffen ist für Montag geplant.", "published": "2025-05-14", "headline": "Absage"}
    told = run("--parse", "-", given=json.dumps(article).encode()).stdout.decode()
    assert told.startswith("a · 2025-05-14 · Absage\n")
    assert "am Montag = 2025-05-12" in told and "Montag = 2025-05-19" in told and "looks future" in told


def test_the_seeds() -> None:
    """Every seed article is shown, sentence by sentence."""
    done = run("--parse", "--tags", "seeds")
    assert done.returncode == 0
    assert len(re.findall(r"^seed:\d+_", done.stdout.decode(), re.M)) == 5


def test_what_is_not_taken_is_told() -> None:
    """Bad input is refused as everywhere; a withheld article and one in another language say that they are not read."""
    lines = [b'{"uri": "a"', b'{"uri": "b", "text": "x", "status": "withheld"}', b'{"uri": "c", "text": "x", "language": "en"}', b"Caf\xe9.", b"Es bleibt."]
    done = run("--parse", "-", given=b"\n".join(lines))
    assert done.returncode == 1
    assert re.findall(r"stdin:\d", done.stderr.decode()) == ["stdin:1", "stdin:4"]
    assert "b · not read: status withheld" in done.stdout.decode()
    assert "c · not read: language en" in done.stdout.decode()
    assert "1   Es bleibt." in done.stdout.decode()


def test_without_parse_a_sentence_is_no_input() -> None:
    """Without --parse nothing is different: standard input holds JSON lines, and --tags is wrong usage."""
    assert run("-", given=b"Es bleibt.").returncode == 1
    assert run("--tags", "seeds").returncode == 2
    assert b"--parse" in run("--tags", "seeds").stderr
    assert all(b'"claims":' in line for line in run("seeds").stdout.splitlines())
