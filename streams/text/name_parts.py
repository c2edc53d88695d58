"""What phrases with names are made of: adjectives and genitives of a party, offices, groups' nouns, and "… der Ukraine" behind them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from streams.lexicon.world import Group, Office, Party
from streams.text import words as closed
from streams.text.model import Name, Token
from streams.text.name_entries import Entry
from streams.text.name_forms import ADJECTIVE, BOTH_FORMS, EPITHET, OWNER, OWNERS, Form, canonical, form

Found = tuple[list[Name], int] | None

OF = frozenset(("der", "des", "von", "vom"))
JOINING = frozenset((",", "und", "sowie", "oder", "wie", "noch", "/"))
SIDES = ("state", "capital", "seat", "organisation")
MOST_EPITHETS = 5
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


class Reader:
    """One sentence; `known` are the parties whose weak forms count in this text ("die Bahn"), None: as the sentence itself tells."""

    __slots__ = ("_known", "ends", "forms", "low", "modifiers", "names", "size", "texts", "tokens")

    def __init__(self, tokens: Sequence[Token], known: frozenset[str] | None) -> None:
        self.tokens = tokens
        self.texts = [t[2] for t in tokens]
        self.forms: list[Form] = [form(text) for text in self.texts]
        self.low = [f.low for f in self.forms]
        self.size = len(tokens)
        self.names: list[Name] = []
        self.modifiers: dict[int, Modifier] = {}  # as read so far: several rules begin with one
        self.ends: dict[int, int | None] = {}  # of unknown persons' names, likewise
        self._known = known

    def knows(self, code: str) -> bool:
        """Whether the party's everyday words count."""
        if self._known is None:
            self._known = frozenset().union(*(f.cues for f in self.forms))
        return code in self._known

    def at(self, at: int, kinds: Sequence[str]) -> tuple[Entry, int] | None:
        """The longest entry of these kinds that begins there, and where it ends."""
        return next(self.all(at, kinds), None) if at < self.size and (self.forms[at].alone or self.forms[at].longer) else None

    def all(self, at: int, kinds: Sequence[str]) -> Iterator[tuple[Entry, int]]:
        """All entries of these kinds that begin there, the longest first."""
        here, second = self.forms[at], self.texts[at + 1] if at + 1 < self.size else ""
        for words, entry in here.longer.get(second, here.alone):
            if entry.kind in kinds and (len(words) == 1 or tuple(self.texts[at : at + len(words)]) == words):
                if entry.weak and isinstance(entry.row, Party) and not self.knows(entry.row.code):
                    continue
                yield entry, at + len(words)

    def name(self, first: int, last: int, base: Name) -> Name:
        """`base` over the tokens [first, last)."""
        return Name(
            first, last, self.tokens[first].start, self.tokens[last - 1].end, base.kind, base.name, base.party, base.role, base.country, base.row,
            base.genitive, base.anonymous,
        )  # fmt: skip

    def own(self, first: int, last: int) -> str:
        """The text's own words, with single spaces."""
        return " ".join(self.texts[first:last])

    def before(self, at: int, back: int = 1) -> str:
        """The lower-case word so many places before `at`; empty before the sentence."""
        return self.low[at - back] if at >= back else ""

    def word(self, at: int) -> bool:
        """Whether a word in capitals stands there."""
        return at < self.size and self.tokens[at].kind == "word" and self.texts[at][0].isupper()


def blank(kind: str, name: str, party: str | None = None, row: str | None = None, **more: object) -> Name:
    return Name(0, 0, 0, 0, kind, name, party, row=row, **more)  # type: ignore[arg-type]


def adjective(r: Reader, at: int) -> Party | None:
    """The party of "russischen", "Schweizer", "Moskauer"."""
    return r.forms[at].adjective if at < r.size else None


def modifier(r: Reader, at: int) -> Modifier:
    """The run of epithets with at most one adjective or genitive of a party in it; empty where none stands."""
    found = r.modifiers.get(at)
    if found is None:
        found = r.modifiers[at] = _modifier(r, at) if r.forms[at].begins & (ADJECTIVE | EPITHET | OWNER) else Modifier(None, None, at)
    return found


def _modifier(r: Reader, at: int) -> Modifier:
    party: str | None = None
    epithet: str | None = None
    end = min(at + MOST_EPITHETS, r.size)
    while at < end:
        here = r.forms[at]
        if party is None and here.adjective:
            party, at = here.adjective.code, at + 1
        elif party is None and here.begins & OWNER and (owned := owner(r, at)):
            party, at = owned
        elif here.epithet:
            epithet, at = (here.epithet[0] if here.epithet[1] else epithet), at + 1
        else:
            break
    return Modifier(party, epithet, at)


def owner(r: Reader, at: int) -> tuple[str, int] | None:
    """ "Russlands", "Moskaus", "Putins" before what is theirs."""
    found, here = r.at(at, OWNERS), r.forms[at] if at < r.size else None
    if not found and here and here.genitive and here.bearers and here.bearers[0].party:
        return here.bearers[0].party, at + 1  # "Zelenskiys Berater"
    if not found or not found[0].genitive or found[0].row is None:
        return None
    party = found[0].row.code if isinstance(found[0].row, Party) else getattr(found[0].row, "party", None)
    return (party, found[1]) if party else None


def title(r: Reader, at: int, epithet: str | None = None) -> Title | None:
    """The office that begins there, of one word or of several ("Sprecher des Weißen Hauses")."""
    if at >= r.size:
        return None
    here = r.forms[at]
    if len(here.phrases) and len(here.phrases[0][0]) > 1 and (found := r.at(at, ("office",))) and found[1] > at + 1:
        return _title(found[0], canonical(found[0]), None, found[1], epithet)
    return _title(here.title.entry, here.title.role, here.title.party, at + 1, epithet) if here.title else None


def _title(entry: Entry, role: str, party: str | None, last: int, epithet: str | None) -> Title:
    office = entry.row
    assert isinstance(office, Office)
    if epithet:
        role = f"{epithet}{'e' if entry.feminine else 'er'} {role}"
    return Title(office, None if office.kind in ("counterpart", "address") else role, party, last, entry.feminine)


def group_noun(r: Reader, at: int) -> tuple[Group, str | None, int] | None:
    """A group's noun, the party that its own word names ("US-Delegation"), and where it ends."""
    if at >= r.size:
        return None
    here = r.forms[at]
    if here.low in BOTH_FORMS:
        return _both(r, at)
    if here.phrases and len(here.phrases[0][0]) > 1 and (long := r.at(at, ("group",))) and isinstance(long[0].row, Group):
        return long[0].row, None, long[1]
    noun = here.group
    return (noun.entry.row, noun.party, at + 1) if noun and isinstance(noun.entry.row, Group) else None


def _both(r: Reader, at: int) -> tuple[Group, str | None, int] | None:
    """ "beide Seiten", "Beiden Kriegsparteien"."""
    for words, entry in form(r.low[at]).phrases:
        if isinstance(entry.row, Group) and words[1:] == tuple(r.texts[at + 1 : at + len(words)]):
            return entry.row, None, at + len(words)
    return None


def complement(r: Reader, at: int, prepositions: frozenset[str]) -> tuple[str, int] | None:
    """The party in "… der Ukraine", "… Russlands", "… aus Moskau", "… der Gewerkschaft GDL"; None where several are joined: each then stands for itself."""
    if owned := owner(r, at):
        return None if joined(r, owned[1]) else owned
    if at >= r.size or r.low[at] not in prepositions:
        return None
    at += 1
    at += at < r.size and r.low[at] in ("der", "dem", "den")
    if found := side_at(r, at):
        return None if joined(r, found[1]) else found
    noun = r.at(at, ("group",))
    found = side_at(r, noun[1]) if noun else None
    return None if found is None or joined(r, found[1]) else found


def of_institution(r: Reader, at: int) -> tuple[str | None, str, int] | None:
    """ "(Leiter) der russischen Delegation", "(Sprecher) des Außenministeriums": the party, the words that belong to the role, and where they end."""
    if at + 1 >= r.size or r.low[at] not in ("der", "des"):
        return None
    before = modifier(r, at + 1)
    noun = group_noun(r, before.last)
    if noun is None or noun[0].kind not in ("group", "institution", "government"):
        return None
    return noun[1] or before.party or noun[0].party, f"{r.low[at]} {r.own(before.last, noun[2])}", noun[2]


def side_at(r: Reader, at: int) -> tuple[str, int] | None:
    """The code of the side that begins there, and where it ends."""
    found = r.at(at, SIDES)
    return (found[0].row.code, found[1]) if found and isinstance(found[0].row, Party) else None


def joined(r: Reader, at: int) -> bool:
    """Whether a further side is joined there: "… und der Ukraine"."""
    if at >= r.size or r.low[at] not in JOINING:
        return False
    at += 1
    while at < r.size and (r.low[at] in closed.classes()["article"] or r.low[at] in ("aus", "von", "vom")):
        at += 1
    return side_at(r, at) is not None
