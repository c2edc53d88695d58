"""What comes in: bytes → articles or reasons, the order of versions, HTML → text, what of a text is read, files → messages."""

import io
import json
import os
import re
import time
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams import lexicon
from streams.contract.article import Article
from streams.errors import ADVICE, CODES, Refused, RoundwireError
from streams.ingest import furniture, stamps
from streams.ingest.blocks import Block
from streams.ingest.body import html_to_text, own_date, readable
from streams.ingest.files import deliveries
from streams.ingest.formats import decode
from streams.ingest.versions import content_digest, order

ROOT = Path(__file__).resolve().parents[1]
ZONE = ZoneInfo("Europe/Berlin")


def table(name: str) -> list[list[str]]:
    """The rows of a table of cases; lines that begin with # explain it, the first other line is the header."""
    lines = (ROOT / "tests" / "tables" / f"ingest_{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def refusal(value: bytes | None) -> Refused:
    with pytest.raises(Refused) as caught:
        decode(value, ZONE)
    return caught.value


def parts(text: str, kind: str) -> list[str]:
    return [text[r.start : r.end] for r in readable(text) if r.kind == kind]


# Reasons


@pytest.mark.parametrize(("value", "code", "field"), table("refused"))
def test_refused(value: str, code: str, field: str) -> None:
    """What can't be taken is refused with a reason of its own, and the field at fault is named as it was written."""
    refused = refusal(value.encode())
    assert (refused.code, refused.field) == (code, None if field == "-" else field)
    assert field == "-" or str(refused).startswith(f"{field}: ")


@pytest.mark.parametrize(
    ("value", "code", "field"),
    [
        (None, "null-value", None),
        (b"", "empty-value", None),
        (b" \r\n\t", "empty-value", None),
        (b'{"uri": "a", "text": "\xff"}', "bad-utf8", None),
        (b'{"uri": "a", "text": "Gespr\xe4ch"}', "bad-utf8", None),
        (b'{"uri": "a", "text": "\xed\xa0\x80"}', "bad-utf8", None),
        ('{"uri": "a", "text": "Text"}'.encode("utf-16"), "bad-utf8", None),
        (b'{"uri": "a", "text": "a\nb"}', "invalid-json", None),
        (b"[" * 5000, "nesting-too-deep", None),
        (b'{"uri": "a", "text": "Text", "meta": ' + b"[" * 2000 + b"]" * 2000 + b"}", "nesting-too-deep", None),
        (b'{"uri": "a", "text": "Text", "version": 1' + b"0" * 400 + b"}", "invalid-json", None),
        (json.dumps({"uri": "u" * 1025, "text": ""}).encode(), "uri-too-long", "uri"),
        (json.dumps({"uri": "ü" * 513, "text": ""}).encode(), "uri-too-long", "uri"),
        (json.dumps({"guid": "u" * 1025, "body_text": ""}).encode(), "uri-too-long", "guid"),
        (json.dumps({"uri": "a", "text": "x" * 1_000_001}).encode(), "text-too-long", "text"),
        (json.dumps({"uri": "a", "text": "ü" * 500_001}).encode(), "text-too-long", "text"),
        (json.dumps({"uri": "a", "body_html": f"<p>{'x' * 1_000_001}</p>"}).encode(), "text-too-long", "body_html"),
        (json.dumps({"uri": "a", "text": "", "junk": "x" * 4_000_000}).encode(), "value-too-large", None),
        (json.dumps({"uri": "a", "text": "", "version": "v" * 201}).encode(), "field-too-long", "version"),
        (json.dumps({"uri": "a", "text": "", "headline": "h" * 10_001}).encode(), "field-too-long", "headline"),
    ],
    ids=lambda v: repr(v)[:40],
)
def test_refused_bytes(value: bytes | None, code: str, field: str | None) -> None:
    """Bytes that are no JSON, and what is too large, are refused at once and by name."""
    refused = refusal(value)
    assert (refused.code, refused.field) == (code, field)


def test_every_reason_is_tried() -> None:
    """Each reason code is stable and explained: none is listed that no input gives."""
    tried = {code for _, code, _ in table("refused")} | {"null-value", "empty-value", "bad-utf8", "nesting-too-deep", "uri-too-long"}
    assert tried | {"text-too-long", "value-too-large", "field-too-long"} == CODES.keys() == ADVICE.keys()
    assert list(CODES) == sorted(CODES) and all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in CODES)


def test_message() -> None:
    """A message says what happened, what was given and what to do, on one line."""
    message = str(refusal(b'{"uri": "a", "text": "Text", "published": "2022-02-31"}'))
    assert message.startswith('published: The date does not exist, or is not written in ISO 8601. Given: "2022-02-31". Write a day (2022-03-03)')
    assert "number 24, counted from 0" in str(refusal(b'{"uri": "a", "text": "ab\xff"}'))
    assert "Looked for: text; body_text, body_html" in str(refusal(b'{"uri": "a"}'))
    for value in (b'{"uri": "a", "text": "\\ud800"}', b'{"uri": "a\\nb", "text": {"x": "' + b"y" * 10_000 + b'"}}'):
        message = str(refusal(value))
        assert message.encode() and "\n" not in message and len(message) < 500


@given(st.binary(max_size=60) | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)))
def test_nothing_else_comes_out(value: Any) -> None:
    """Whatever comes in gives an article or a reason, never another error."""
    raw = value if isinstance(value, bytes) else json.dumps({"uri": "a", "text": value, "bodies": value, "version": value, "published": value}).encode()
    try:
        assert isinstance(decode(raw, ZONE), Article)
    except Refused as refused:
        assert refused.code in CODES


# Forms


@pytest.mark.parametrize(("value", "attribute", "expected"), table("accepted"))
def test_accepted(value: str, attribute: str, expected: str) -> None:
    """Both forms are taken with what real feeds put into them, and what is missing stays missing."""
    assert getattr(decode(value.encode(), ZONE), attribute) == json.loads(expected)


def test_limits_are_reached() -> None:
    """A uri of 1,024 and a text of 1,000,000 bytes are taken."""
    article = decode(json.dumps({"uri": "ü" * 512, "text": "x" * 1_000_000}).encode(), ZONE)
    assert (len(article.uri.encode()), len(article.text)) == (1024, 1_000_000)


def test_byte_order_mark() -> None:
    """A byte order mark before the JSON is let pass."""
    assert decode(b'\xef\xbb\xbf{"uri": "a", "text": "Text"}', ZONE).text == "Text"


def test_zone_is_a_setting() -> None:
    """Times without offset are of the zone that is given."""
    assert decode(b'{"uri": "a", "text": "", "published": "2022-03-07T19:45"}', ZoneInfo("Europe/London")).published == "2022-03-07T19:45:00+00:00"


# Versions


@pytest.mark.parametrize(("left", "relation", "right"), table("versions"))
def test_newer(left: str, relation: str, right: str) -> None:
    """Of two versions of an article one is newer, by what they say of themselves and never by arrival."""
    older, newer = (order(decode(json.dumps({"uri": "a", "text": "Text", **json.loads(v)}).encode(), ZONE), 1, ZONE).key() for v in (left, right))
    assert (older == newer) if relation == "=" else (older < newer)


def test_digest_and_extractor_come_last() -> None:
    """Where all else is equal the content decides, and after it the extractor: an upgrade is a newer version."""
    a, b = (Article(uri="a", version="1", text=text) for text in ("eins", "zwei"))
    assert (order(a, 1, ZONE).key() < order(b, 1, ZONE).key()) == (content_digest(a) < content_digest(b))
    assert order(a, 1, ZONE).key() < order(a, 2, ZONE).key()
    assert order(a, 1, ZONE).digest == content_digest(a) and order(a, 1, ZONE).time < order(a.model_copy(update={"published": "1001"}), 1, ZONE).time


def test_absurd_numbers_cost_nothing() -> None:
    """A version that would be a number with a million digits is a word."""
    began = time.perf_counter()
    for version in ("9" * 200, "1e999999", "-" + "1" * 150, "0." + "3" * 150, "Infinity", "NaN"):
        assert order(Article(uri="a", version=version), 1, ZONE).rank == 1
    assert order(Article(uri="a", version="9" * 40), 1, ZONE).rank == 2
    assert time.perf_counter() - began < 1


def test_ninjs_version_time_is_its_own() -> None:
    """In ninjs the version's own time orders, not the time of the first version."""
    item = {"uri": "a", "body_text": "Text", "firstcreated": "2022-03-06T08:00:00Z", "versioncreated": "2022-03-07T08:00:00Z"}
    assert order(decode(json.dumps(item).encode(), ZONE), 1, ZONE).time == 1_646_640_000_000_000


# HTML


@pytest.mark.parametrize(("html", "text"), table("html"))
def test_html(html: str, text: str) -> None:
    """HTML becomes the paragraphs that a reader sees."""
    assert html_to_text(html) == json.loads(text)


HTML_BITS = [*"<>/!-'\"= &;#xpabr\n", "<p>", "</p>", "<script", "<figure>", "</figure>", "<!--", "-->", "&amp;", "&nbsp;"]


@given(st.lists(st.sampled_from(HTML_BITS)).map("".join))
def test_html_never_raises(html: str) -> None:
    """Broken HTML is read as far as it goes."""
    assert "\n\n\n" not in html_to_text(html)


HTML_TRAPS = [
    "<",
    "<a ",
    "<!--",
    "&",
    "</",
    '<a href="',
    "<a b='\"",
    "<a =",
    "<![CDATA[",
    "<script>",
    "<figure>",
    "&#" + "1" * 5000 + ";",
    "<textarea></",
    "<br>x",
]


@pytest.mark.parametrize("unit", HTML_TRAPS, ids=lambda unit: unit[:12])
def test_html_takes_linear_time(unit: str) -> None:
    """A body of 1 MB that was made to stall a parser takes seconds at most."""
    began = time.perf_counter()
    html_to_text(unit * (1_000_000 // len(unit)))
    assert time.perf_counter() - began < 10


# What is read


@pytest.mark.parametrize(("block", "row"), table("furniture"))
def test_furniture(block: str, row: str) -> None:
    """What a broadcaster or a newspaper puts around an article is left out by a row that can be named; text that looks like it stays."""
    found = furniture.rule(block)
    assert (found[0] if found else "-") == row


def test_boilerplate_examples() -> None:
    """Every row of boilerplate.tsv catches its own example."""
    for row in lexicon.rows("boilerplate", furniture.BoilerplateRow):
        if row.where == "end":
            assert furniture.without_credit(row.example) < len(row.example), row.id
        else:
            assert furniture.rule(row.example) == (row.id, row.where)


def test_stamp_examples() -> None:
    """Every row of stamps.tsv catches its own example."""
    for row in lexicon.rows("stamps", stamps.StampRow):
        if row.kind != "part":
            assert [s.rule.id for s in stamps.stamps(row.example, Block(0, len(row.example)), 0)] == [row.id]


@pytest.mark.parametrize(("text", "date"), table("own_date"))
def test_own_date(text: str, date: str) -> None:
    """A text without a publication date is dated by what it says of itself, and a date is never invented."""
    assert (own_date(text.replace("\\n", "\n"), ZONE) or "-") == date


def seed(number: str) -> str:
    return next((ROOT / "seeds").glob(f"{number}_*.txt")).read_text(encoding="utf-8")


def test_crossheads() -> None:
    """Crossheads are told from paragraphs, and every paragraph of 000 is read."""
    assert parts(seed("000"), "headline") == [
        "Russland setzt seine Angriffe unvermindert fort",
        "Keine flächendeckende Waffenruhe",
        "Medikamente und Lebensmittel für die Bevölkerung",
        '"Ich beiße nicht": Selenskyj will mit Putin persönlich sprechen',
        "Macron telefoniert mit Putin",
    ]
    assert len(parts(seed("000"), "text")) == 11


def test_bare_stamp() -> None:
    """001 begins with a bare stamp, which is no part of its first sentence."""
    assert parts(seed("001"), "stamp") == ["date 2025-07"]
    assert parts(seed("001"), "text")[0].startswith("Vertreter Russlands und der Ukraine wollen")


def test_printed_twice() -> None:
    """002 stands twice in its file and is read once."""
    read = parts(seed("002"), "text")
    assert len(read) == 11 and len(set(read)) == 11
    assert "".join(read).count("Drei Gesprächsrunden") == 1


def test_boilerplate_around_an_article() -> None:
    """Of 003 its text is read, and nothing of what the broadcaster put around it."""
    text = seed("003")
    assert parts(text, "headline")[0] == "Russland-Ukraine-Krieg: Wenig Fortschritt bei Verhandlungen"
    assert parts(text, "stamp") == ["Stand: 07.03.2022 19:45 Uhr"]
    read = parts(text, "text")
    assert read[0].startswith("Russland und die Ukraine haben nach ihrer dritten Verhandlungsrunde") and read[-1].endswith("Kiew gehe weiter.")
    assert not any(word in " ".join(read) for word in ("AUDIO", "NDR", "tagesschau", "Live-Blog", "Opferzahlen", "12:00"))


def test_teasers_in_the_tail() -> None:
    """Where the end of an article has turned into furniture, teasers between it give nothing; one box in the middle takes nothing with it."""
    article = "Die Delegationen haben am Montag in Genf verhandelt und sich auf eine weitere Runde geeinigt, teilte das Ministerium mit.\n\n" * 3
    article = article.replace("Montag", "{}").format("Montag", "Dienstag", "Mittwoch")
    tail = "Mehr zum Thema\n\nTeilen\n\nVideo: Die Ankunft\n\nEin Minister tritt zurück. Das teilte er mit.\n\nNewsletter\n\nLivestream von phoenix"
    assert len(parts(article + tail, "text")) == 3
    middle = article + "Video: Die Ankunft\n\nAuch über Gefangene sei gesprochen worden, sagte er.\n\nTeilen"
    assert parts(middle, "text")[-1] == "Auch über Gefangene sei gesprochen worden, sagte er."


def test_a_bar_of_buttons_on_top_swallows_nothing() -> None:
    """Buttons above an article and below it leave the article."""
    assert parts("Teilen\nDrucken\nArtikel anhören\nDie Runde ist beendet.\nTeilen\nDrucken\nMerken", "text") == ["Die Runde ist beendet."]


def test_dateline_is_no_sentence() -> None:
    """Place and agency before the first sentence are no part of it; nor are credits behind the last."""
    text = "Genf, 12. April 2023 (dpa) - Die Delegationen trafen ein. (dpa/AFP)"
    assert (parts(text, "stamp"), parts(text, "text")) == (["Genf, 12. April 2023 (dpa) -"], ["Die Delegationen trafen ein."])


def test_wrapped_lines_are_one_paragraph() -> None:
    """Lines that a machine broke are a paragraph together; no line of it is taken for a headline."""
    text = (
        "Die Delegationen beider Seiten haben am Montag in Genf ihre Gespräche\n"
        "über einen Gefangenenaustausch fortgesetzt, wie das Außenministerium\n"
        "mitteilte. Ein Ergebnis wurde zunächst nicht bekannt, hieß es am Abend\n"
        "aus Verhandlungskreisen.\n\nAm Dienstag soll es weitergehen."
    )
    assert len(parts(text, "text")) == 2 and not parts(text, "headline")


@pytest.mark.parametrize("text", ["", " \n\n ", "x", "?!", "Gipfel in Genf", "a\x00b", "„", "\n\u2028\n"])
def test_readable_of_little(text: str) -> None:
    """A text with little or nothing in it is read for what it has."""
    assert "".join(parts(text, "text")).strip() == text.strip()


LINES = ["Teilen", "Stand: 07.03.2022", "Gipfel in Genf", "Die Runde ist beendet. " * 4, "date 2025-07 Es geht weiter.", "", " x ", "(dpa)"]


@given(st.lists(st.sampled_from(LINES)))
def test_regions_are_in_order(lines: list[str]) -> None:
    """Regions follow each other, overlap nowhere, and have no white space at their edges."""
    text = "\n".join(lines)
    found = readable(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(r.start < r.end and text[r.start : r.end] == text[r.start : r.end].strip() for r in found)


TEXT_TRAPS = [
    "Ja.\n",
    "x",
    " ",
    "Auf NDR ",
    "Stand: 07.03.2022 | ",
    "Von Anna Muster, ",
    "Genf/Bern ",
    "Angaben zu nicht unabhängig \n",
    "a | ",
    "(",
    "Foto: dpa\n",
]


@pytest.mark.parametrize("unit", TEXT_TRAPS)
def test_reading_takes_linear_time(unit: str) -> None:
    """A long text, of whatever it consists, takes seconds at most; what grows with the square would take minutes."""
    text = unit * (300_000 // len(unit))
    began = time.perf_counter()
    readable(text)
    own_date(text, ZONE)
    assert time.perf_counter() - began < 10


# Files


def delivered(*paths: Path | str, stdin: bytes = b"") -> list[Any]:
    return list(deliveries([str(p) for p in paths], io.BytesIO(stdin)))


def test_text_file(tmp_path: Path) -> None:
    """A .txt is the plain form: its name is the uri, its modification time the version."""
    file = tmp_path / "gipfel in genf.txt"
    file.write_text("Die Runde ist beendet.", encoding="utf-8")
    os.utime(file, ns=(0, 1_646_678_700_123_999_999))
    (one,) = delivered(file)
    article = decode(one.value, ZONE)
    assert (one.name, one.key) == (str(file), b"file:gipfel in genf.txt")
    assert (article.uri, article.version, article.published, article.text) == ("file:gipfel in genf.txt", "1646678700123", None, "Die Runde ist beendet.")


def test_json_files(tmp_path: Path) -> None:
    """A .json holds one article or a list of them; a single one keeps its bytes."""
    one, many, broken = tmp_path / "a.json", tmp_path / "b.json", tmp_path / "c.JSON"
    one.write_bytes(b'{ "guid": "a",\n "body_html": "<p>Text</p>" }')
    many.write_bytes(b'[{"uri": "b", "text": "1"}, {"uri": "c", "text": "2"}, 5]')
    broken.write_bytes(b'{"uri": ')
    found = delivered(one, many, broken)
    assert [d.name for d in found] == [str(one), f"{many}[0]", f"{many}[1]", f"{many}[2]", str(broken)]
    assert [d.key for d in found] == [b"a", b"b", b"c", None, None]
    assert found[0].value == one.read_bytes()
    assert [refusal(d.value).code for d in found[3:]] == ["not-an-object", "invalid-json"]


def test_lines(tmp_path: Path) -> None:
    """JSON lines come through byte by byte, from a file or standard input; blank lines are skipped."""
    raw = b'{"uri": "a", "text": "\\u00e4"}\r\n\n{"uri":"b",\n \n{"uri": "c", "text": "\xff"}'
    file = tmp_path / "a.jsonl"
    file.write_bytes(raw)
    for found, name in ((delivered(file), str(file)), (delivered("-", stdin=raw), "stdin")):
        assert [(d.name, d.key, d.value) for d in found] == [
            (f"{name}:1", b"a", b'{"uri": "a", "text": "\\u00e4"}'),
            (f"{name}:3", None, b'{"uri":"b",'),
            (f"{name}:5", None, b'{"uri": "c", "text": "\xff"}'),
        ]


def test_manifest() -> None:
    """A folder with a manifest gives its rows, with the text of the file beside it; what is null is left out."""
    found = delivered(ROOT / "seeds")
    articles = [decode(d.value, ZONE) for d in found]
    assert [a.published for a in articles] == ["2022-03-03", "2025-07", "2022-03-13", None, "2026-01-24"]
    assert [d.key for d in found] == [a.uri.encode() for a in articles]
    assert b"published" not in found[3].value and b"file" not in found[0].value
    assert articles[1].text == seed("001") and articles[1].version is None
    assert [d.value for d in delivered(ROOT / "seeds" / "manifest.jsonl")] == [d.value for d in found]


def test_folder_without_manifest(tmp_path: Path) -> None:
    """A folder gives its files by name, and nothing that is no article."""
    for name in ("b.txt", "a.jsonl", "c.md"):
        (tmp_path / name).write_text('{"uri": "a", "text": "Text"}\n', encoding="utf-8")
    assert [Path(d.name.removesuffix(":1")).name for d in delivered(tmp_path)] == ["a.jsonl", "b.txt"]


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    """A text that is not UTF-8 is refused for that, and the next one is taken."""
    (tmp_path / "a.txt").write_bytes('Gespräch "in" Genf\n'.encode("latin-1"))
    (tmp_path / "b.txt").write_bytes("Gespräch in Bern".encode())
    bad, good = delivered(tmp_path)
    assert (refusal(bad.value).code, bad.key) == ("bad-utf8", b"file:a.txt")
    assert decode(good.value, ZONE).text == "Gespräch in Bern"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing.txt", "no such file"),
        ("missing.jsonl", "no such file"),
        ("missing", "no such file"),
        ("a.pdf", ".txt, .json or .jsonl"),
        ("empty", "holds no file"),
    ],
)
def test_unreadable(tmp_path: Path, name: str, says: str) -> None:
    """A path that can't be read is named, with what to do."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "empty").mkdir()
    with pytest.raises(RoundwireError, match=says) as caught:
        delivered(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)


def test_manifest_stays_in_its_folder(tmp_path: Path) -> None:
    """A manifest from elsewhere can't name files of the machine."""
    (tmp_path / "manifest.jsonl").write_text('{"uri": "a", "file": "../secret.txt"}\n', encoding="utf-8")
    with pytest.raises(RoundwireError, match="own folder"):
        delivered(tmp_path)
