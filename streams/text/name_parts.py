"""What phrases with names are made of: adjectives and genitives of a party, offices, groups' nouns, and "… der Ukraine" behind them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from streams.lexicon.world import Group, Office, Party
from streams.text import words as closed
from streams.text.gazetteer import ENDINGS, Entry, gazetteer
from streams.text.model import Name, Token

Found = tuple[list[Name], int] | None

OF = frozenset(("der", "des", "von", "vom"))
JOINING = frozenset((",", "und", "sowie", "oder", "wie", "noch", "/"))
MOST_EPITHETS = 5
NUMERAL = re.compile(r"[IVX]+\.?")  # of popes and kings
BOTH_FORMS = (["beide"], ["beiden"], ["beider"])
QUOTES = frozenset('"„“”»«‚‘›‹')


@dataclass(frozen=True, slots=True)
class Title:
    """An office as it stands in a phrase: the tokens up to `last`, the role it gives, the party that its own word names."""

    office: Office
    role: str | None
    party: str | None
    last: int
    feminine: bool = False


@dataclass(frozen=True, slots=True)
class Modifier:
    """What stands before an office or a group: "Frankreichs neuer", "stellvertretende russische". `last` is where the noun begins."""

    party: str | None
    epithet: str | None
    last: int


@dataclass(slots=True)
class Reader:
    """One sentence; `known` are the parties whose weak forms count in this text ("die Bahn")."""

    tokens: Sequence[Token]
    known: frozenset[str]
    texts: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    modifiers: dict[int, Modifier] = field(default_factory=dict)  # as read so far: several rules begin with one

    def __post_init__(self) -> None:
        self.texts = [t.text for t in self.tokens]
        self.low = [t.lower for t in self.tokens]

    def name(self, first: int, last: int, base: Name) -> Name:
        """`base` over the tokens [first, last)."""
        return replace(base, first=first, last=last, start=self.tokens[first].start, end=self.tokens[last - 1].end)

    def begins(self, at: int) -> bool:
        """Whether a name may begin there: a word in capitals, an adjective of a party or an office, a particle ("von der Leyen")."""
        text = self.texts[at]
        if self.tokens[at].kind != "word" or text[0].isupper() or "-" in text:
            return self.tokens[at].kind == "word"
        return text in gazetteer().phrases or text in gazetteer().adjectives or [text] in BOTH_FORMS or _epithet(self, at) is not None

    def own(self, first: int, last: int) -> str:
        """The text's own words, with single spaces."""
        return " ".join(self.texts[first:last])

    def before(self, at: int, back: int = 1) -> str:
        """The lower-case word so many places before `at`; empty before the sentence."""
        return self.low[at - back] if at >= back else ""

    def word(self, at: int) -> bool:
        """Whether a word in capitals stands there."""
        return at < len(self.tokens) and self.tokens[at].kind == "word" and self.texts[at][0].isupper()


def blank(kind: str, name: str, party: str | None = None, row: str | None = None, **more: object) -> Name:
    return Name(0, 0, 0, 0, kind, name, party, row=row, **more)  # type: ignore[arg-type]


def vocabulary(kind: str) -> frozenset[str]:
    return gazetteer().words.get(kind, frozenset())


def stem(word: str) -> str:
    return next((word[: -len(e)] for e in ("en", "er", "es", "em", "e") if word.endswith(e)), word)


def adjective(r: Reader, at: int) -> Party | None:
    """The party of "russischen", "Schweizer", "Moskauer"."""
    if at >= len(r.tokens):
        return None
    return gazetteer().adjectives.get(r.texts[at]) or gazetteer().adjectives.get(r.low[at])


def _epithet(r: Reader, at: int) -> tuple[str, bool] | None:
    """An adjective that may stand with an office, and whether it belongs to the role."""
    if at >= len(r.tokens) or r.tokens[at].kind != "word" or not r.low[at].endswith(ENDINGS):
        return None
    bare, role = stem(r.low[at]), vocabulary("epithet_role")
    return (bare, bare in role) if bare in role or bare in vocabulary("epithet") else None


def modifier(r: Reader, at: int) -> Modifier:
    """The run of epithets with at most one adjective or genitive of a party in it; empty where none stands."""
    if at not in r.modifiers:
        r.modifiers[at] = _modifier(r, at)
    return r.modifiers[at]


def _modifier(r: Reader, at: int) -> Modifier:
    party: str | None = None
    epithet: str | None = None
    for _ in range(MOST_EPITHETS):
        if party is None and (state := adjective(r, at)):
            party, at = state.code, at + 1
        elif party is None and (owned := owner(r, at)):
            party, at = owned
        elif found := _epithet(r, at):
            epithet, at = (found[0] if found[1] else epithet), at + 1
        else:
            break
    return Modifier(party, epithet, at)


def owner(r: Reader, at: int) -> tuple[str, int] | None:
    """ "Russlands", "Moskaus", "Putins" before what is theirs."""
    found = gazetteer().at(r.texts, at, "state", "capital", "seat", "organisation", "surname", "person")
    if not found or not found[0].genitive or found[0].row is None:
        return None
    party = found[0].row.code if isinstance(found[0].row, Party) else getattr(found[0].row, "party", None)
    return (party, found[1]) if party else None


def title(r: Reader, at: int, epithet: str | None = None) -> Title | None:
    """The office that begins there: as a word of its own, behind a hyphen ("US-Präsident"), or as a compound ("Digitalminister")."""
    if not r.word(at):
        return None
    if found := gazetteer().at(r.texts, at, "office"):
        return _title(found[0], _canonical(found[0]), None, found[1], epithet)
    head, hyphen, tail = r.texts[at].rpartition("-")
    if hyphen and (found := gazetteer().at([tail], 0, "office")):
        return _hyphened(found[0], head, at + 1, epithet)
    if compound := gazetteer().ending(r.texts[at], "office"):
        entry, front = compound
        return _title(entry, front + entry.name, None, at + 1, epithet)
    if hyphen and (compound := gazetteer().ending(tail, "office")):
        return _hyphened(replace(compound[0], name=compound[1] + compound[0].name), head, at + 1, epithet)
    return None


def _hyphened(entry: Entry, head: str, last: int, epithet: str | None) -> Title:
    party = gazetteer().party(head)
    if party and isinstance(entry.row, Office) and entry.row.about and party.kind == "state" and head not in party.prefixes:
        party = None
    role = _canonical(entry) if party else f"{head}-{entry.name}"
    return _title(entry, role, party.code if party else None, last, epithet)


def _canonical(entry: Entry) -> str:
    """One word for those who lead a state or a ministry ("Premier" is a Premierminister); everybody else is called as the text does."""
    office = entry.row
    if not isinstance(office, Office) or office.kind not in ("head", "minister") or any(form.startswith("*") for form in office.forms):
        return entry.name
    return (office.feminine or office.office + "in") if entry.feminine else office.office


def _title(entry: Entry, role: str | None, party: str | None, last: int, epithet: str | None) -> Title:
    office = entry.row
    assert isinstance(office, Office)
    if epithet and role:
        role = f"{epithet}{'e' if entry.feminine else 'er'} {role}"
    return Title(office, None if office.kind == "counterpart" else role, party, last, entry.feminine)


def group_noun(r: Reader, at: int) -> tuple[Group, str | None, int] | None:
    """A group's noun, the party that its own word names ("US-Delegation"), and where it ends."""
    if not (r.word(at) or r.low[at : at + 1] in BOTH_FORMS):
        return None
    both = r.low[at : at + 1] in BOTH_FORMS
    found = gazetteer().at([r.low[at], *r.texts[at + 1 : at + 3]], 0, "group") if both else gazetteer().at(r.texts, at, "group")
    if found and isinstance(found[0].row, Group):
        return found[0].row, None, found[1] + (at if both else 0)
    if gazetteer().at(r.texts, at, "office", "block"):
        return None
    head, hyphen, tail = r.texts[at].rpartition("-")
    party = gazetteer().party(head) if hyphen else None
    inner = gazetteer().at([tail], 0, "group") if party else None
    entry = inner[0] if inner else (ending[0] if (ending := gazetteer().ending(tail if party else r.texts[at], "group")) else None)
    return (entry.row, party.code if party else None, at + 1) if entry and isinstance(entry.row, Group) else None


def complement(r: Reader, at: int, prepositions: frozenset[str]) -> tuple[str, int] | None:
    """The party in "… der Ukraine", "… Russlands", "… aus Moskau", "… der Gewerkschaft GDL"; None where several are joined: each then stands for itself."""
    if owned := owner(r, at):
        return None if joined(r, owned[1]) else owned
    if at >= len(r.tokens) or r.low[at] not in prepositions:
        return None
    at += 1
    at += at < len(r.tokens) and r.low[at] in ("der", "dem", "den")
    if found := side_at(r, at):
        return None if joined(r, found[1]) else found
    noun = gazetteer().at(r.texts, at, "group")
    found = side_at(r, noun[1]) if noun else None
    return None if found is None or joined(r, found[1]) else found


def of_institution(r: Reader, at: int) -> tuple[str | None, str, int] | None:
    """ "(Leiter) der russischen Delegation", "(Sprecher) des Außenministeriums": the party, the words that belong to the role, and where they end."""
    if at >= len(r.tokens) or r.low[at] not in ("der", "des"):
        return None
    before = modifier(r, at + 1)
    noun = group_noun(r, before.last) if before.last < len(r.tokens) else None
    if noun is None or noun[0].kind not in ("group", "institution", "government"):
        return None
    return noun[1] or before.party, f"{r.low[at]} {r.own(before.last, noun[2])}", noun[2]


def side_at(r: Reader, at: int) -> tuple[str, int] | None:
    found = gazetteer().at(r.texts, at, "state", "capital", "seat", "organisation")
    if not found or not isinstance(found[0].row, Party) or (found[0].weak and found[0].row.code not in r.known):
        return None
    return found[0].row.code, found[1]


def joined(r: Reader, at: int) -> bool:
    """Whether a further side is joined there: "… und der Ukraine"."""
    if at >= len(r.tokens) or r.low[at] not in JOINING:
        return False
    at += 1
    while at < len(r.tokens) and (r.low[at] in closed.classes()["article"] or r.low[at] in ("aus", "von", "vom")):
        at += 1
    return side_at(r, at) is not None
