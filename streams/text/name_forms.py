"""What one word form can be in a name: read once for each distinct form, so that words that begin no name cost a look-up and no more."""

import re
from dataclasses import dataclass, field, replace

from streams import lexicon
from streams.lexicon import world
from streams.lexicon.world import Group, Office, Party, Person
from streams.text import words as closed
from streams.text.gazetteer import gazetteer
from streams.text.name_entries import ENDINGS, Entry

NUMERAL = re.compile(r"[IVX]+\.?")  # of popes and kings
FORMS = 20_000  # word forms that are kept: some 10 MB

#: Bits of `Form.begins`: what may begin at the word.
LONG, ADJECTIVE, EPITHET, OWNER, TITLE, GROUP, DEMONYM, ATOM, FIRST_NAME, PAIR, SITE, CITY, BORDER, BODY = (1 << n for n in range(14))

ATOMS = ("block", "person", "state", "capital", "seat", "organisation", "place", "medium", "surname", "demonym")
LONG_ATOMS = ("block", "state", "seat", "organisation", "place", "medium")
OWNERS = ("state", "capital", "seat", "organisation", "surname", "person")
KNOWN = ("state", "capital", "seat", "organisation", "medium", "office", "group", "demonym", "block")  # what is no part of an unknown person's name
Phrases = tuple[tuple[tuple[str, ...], Entry], ...]

BOTH_FORMS = frozenset(("beide", "beiden", "beider"))
CITY_ENDINGS = (("er", ""), ("er", "en"), ("er", "e"), ("ner", "en"), ("er", "er"))  # Genf-er, Brem-er, Hall-er, Dresd-ner, Hannover-er


@dataclass(frozen=True, slots=True)
class Noun:
    """An office or a group in one word, with the role that it gives and the party that the word itself names ("US-Delegation")."""

    entry: Entry
    role: str
    party: str | None = None


@dataclass(slots=True, eq=False)
class Form:
    """A word form. `phrases`: all entries that begin with it, the longest first; `proper`: whether it can be a part of an unknown person's name."""

    text: str
    low: str
    begins: int
    phrases: Phrases = ()
    longer: dict[str, Phrases] = field(default_factory=dict)  # those that a second word allows, and those of the form alone
    alone: Phrases = ()
    adjective: Party | None = None
    epithet: tuple[str, bool] | None = None  # an adjective beside an office, and whether it belongs to the role
    title: Noun | None = None
    group: Noun | None = None
    city: Entry | None = None  # of "Genfer"
    pair: tuple[tuple[str, Party], ...] = ()  # of "polnisch-belarussischen"
    bearers: tuple[Person, ...] = ()  # whose surname it is, in any transcription
    genitive: bool = False  # of these: "Umerovs"
    proper: bool = False
    numeral: bool = False
    cues: frozenset[str] = frozenset()  # parties whose everyday words count beside it


def vocabulary(kind: str) -> frozenset[str]:
    """The words of a kind in name_words.tsv."""
    return gazetteer().words.get(kind, frozenset())


@lexicon.memo(FORMS)
def form(text: str) -> Form:
    """What the form can be."""
    known, low = gazetteer(), text.lower()
    phrases: Phrases = tuple(known.phrases.get(text, ()))
    adjective = known.adjectives.get(text) or known.adjectives.get(low)
    epithet, capital = _epithet(low), text[0].isupper()
    if not (capital or phrases or adjective or epithet or "-" in text or low in BOTH_FORMS):
        return Form(text, low, 0, cues=_cued(low))
    found = Form(
        text=text, low=low, begins=0, phrases=phrases, adjective=adjective, epithet=epithet, title=_title(text, phrases) if capital else None,
        group=_group(text, phrases) if capital else None, city=_city(text) if capital and not _single(phrases, *ATOMS) else None, pair=_pair(text, low),
        numeral=bool(NUMERAL.fullmatch(text)), cues=_cued(low), longer=_longer(phrases), alone=tuple([p for p in phrases if len(p[0]) == 1]),
    )  # fmt: skip
    found.proper = _proper(found)
    if found.proper:
        found.bearers, found.genitive = _bearers(text, phrases)
    found.begins = _begins(found)
    return found


def _longer(phrases: Phrases) -> dict[str, Phrases]:
    """Second word → the phrases that it allows, in their order."""
    seconds = {words[1] for words, _ in phrases if len(words) > 1}
    return {second: tuple([p for p in phrases if len(p[0]) == 1 or p[0][1] == second]) for second in seconds}


def _bearers(text: str, phrases: Phrases) -> tuple[tuple[Person, ...], bool]:
    """Whose surname it is among those whose names are transcribed in several ways, and whether with the -s of a genitive."""
    exact = _single(phrases, "surname")
    if exact is None:
        return gazetteer().spelling(text) if _single(phrases, *ATOMS) is None else ((), False)
    foreign = vocabulary("transliterated")
    return tuple(p for p in gazetteer().bearers(text) if p.party in foreign and not p.weak), exact.genitive


def _begins(f: Form) -> int:
    """The bits that hold."""
    kinds = {entry.kind for _, entry in f.phrases}
    holds = {
        LONG: any(len(words) > 1 and entry.kind in LONG_ATOMS and not entry.genitive for words, entry in f.phrases),
        ADJECTIVE: f.adjective is not None,
        EPITHET: f.epithet is not None,
        OWNER: any(entry.genitive and entry.kind in OWNERS for _, entry in f.phrases) or (f.genitive and bool(f.bearers)),
        TITLE: f.title is not None or "office" in kinds,
        GROUP: f.group is not None or "group" in kinds or f.low in BOTH_FORMS,
        DEMONYM: "demonym" in kinds,
        ATOM: not kinds.isdisjoint(ATOMS) or bool(f.bearers),
        FIRST_NAME: f.text in vocabulary("firstname"),
        PAIR: bool(f.pair),
        SITE: f.text in vocabulary("city_noun") or f.text in vocabulary("capital_noun"),
        CITY: f.city is not None,
        BORDER: f.text == "Grenze",
        BODY: f.text[0].isupper() and (stem(f.low) in vocabulary("body_adjective") or court(f.low) or _alone(f.low)),
    }
    return sum(bit for bit, held in holds.items() if held)


def stem(word: str) -> str:
    """An adjective without its ending."""
    return next((word[: -len(e)] for e in ("en", "er", "es", "em", "e") if word.endswith(e)), word)


def _epithet(low: str) -> tuple[str, bool] | None:
    if not low.endswith(ENDINGS):
        return None
    bare, role = stem(low), vocabulary("epithet_role")
    return (bare, bare in role) if bare in role or bare in vocabulary("epithet") else None


def _single(phrases: Phrases, *kinds: str) -> Entry | None:
    return next((entry for words, entry in phrases if len(words) == 1 and entry.kind in kinds), None)


def _title(text: str, phrases: Phrases) -> Noun | None:
    """The office in a word: as it is, behind a hyphen ("US-Präsident"), or as a compound ("Digitalminister")."""
    known = gazetteer()
    if entry := _single(phrases, "office"):
        return Noun(entry, canonical(entry))
    head, hyphen, tail = text.rpartition("-")
    if hyphen and (found := known.at([tail], 0, "office")):
        return _hyphened(found[0], head)
    if compound := known.ending(text, "office"):
        entry, front = compound
        return Noun(entry, front + entry.name)
    if hyphen and (compound := known.ending(tail, "office")):
        return _hyphened(replace(compound[0], name=compound[1] + compound[0].name), head)
    return None


def _hyphened(entry: Entry, head: str) -> Noun:
    party = gazetteer().party(head)
    if party and isinstance(entry.row, Office) and entry.row.about and party.kind == "state" and head not in party.prefixes:
        party = None
    return Noun(entry, canonical(entry) if party else f"{head}-{entry.name}", party.code if party else None)


def canonical(entry: Entry) -> str:
    """One word for those who lead a state or a ministry ("Premier" is a Premierminister); everybody else is called as the text does."""
    office = entry.row
    if not isinstance(office, Office) or office.kind not in ("head", "minister") or any(form.startswith("*") for form in office.forms):
        return entry.name
    return (office.feminine or office.office + "in") if entry.feminine else office.office


def _group(text: str, phrases: Phrases) -> Noun | None:
    known, organisation = gazetteer(), _single(phrases, "organisation")
    if organisation and not organisation.weak and "-" not in text:
        return None  # "die Gewerkschaften" are a party of their own
    if entry := _single(phrases, "group"):
        return Noun(entry, entry.name)
    if _single(phrases, "office", "block"):
        return None
    head, hyphen, tail = text.rpartition("-")
    party = known.party(head) if hyphen else None
    inner = known.at([tail], 0, "group") if party else None
    ending = known.ending(tail if party else text, "group") or (known.ending(text, "group") if party else None)  # the latter: "SPD-Spitze"
    found = inner[0] if inner else ending[0] if ending else None
    return Noun(found, found.name, party.code if party else None) if found and isinstance(found.row, Group) else None


def _pair(text: str, low: str) -> tuple[tuple[str, Party], ...]:
    """The parts of "polnisch-belarussischen" with their parties; empty for other words."""
    known = gazetteer()
    *heads, tail = text.split("-")
    last = known.adjectives.get(tail.lower()) if 0 < len(heads) <= 3 else None
    if last is None or low in known.adjectives:
        return ()
    parts = [(h, p) for h in heads if (p := known.adjectives.get(h.lower() + "e") or known.prefixes.get(h))]
    return (*parts, (tail, last)) if len(parts) == len(heads) else ()


def _city(text: str) -> Entry | None:
    """The town of "Genfer", "Bremer", "Dresdner"."""
    for ending, instead in CITY_ENDINGS:
        if text.endswith(ending) and (found := gazetteer().at([text.removesuffix(ending) + instead], 0, "place")):
            return found[0]
    return None


def _proper(f: Form) -> bool:
    text, low = f.text, f.low
    if low[:3] in ("al-", "el-", "as-", "ad-", "an-", "ar-") and len(text) > 4 and text[3].isupper():
        return True
    if not text[0].isupper() or (len(text) > 2 and text.isupper()) or text in vocabulary("common") or _ends_common(low) or low in closed.openers():
        return False
    return f.adjective is None and f.title is None and f.group is None and _single(f.phrases, *KNOWN) is None


def bare(low: str) -> str:
    """A noun without the -s or -es of a genitive."""
    if low.endswith("fonds"):
        return low
    return low.removesuffix("es") if low.endswith(("tes", "des", "fes")) else low.removesuffix("s")


def court(low: str) -> bool:
    """Whether a town behind it makes it an institution: "Landgericht"."""
    return bare(low).capitalize() in vocabulary("court")


def _alone(low: str) -> bool:
    """Whether it is an institution by its ending: "Kraftfahrt-Bundesamt"."""
    return bare(low)[3:].endswith(_bodies())


@lexicon.derived
def _bodies() -> tuple[str, ...]:
    return tuple(vocabulary("body_alone"))


def _ends_common(low: str) -> bool:
    """Whether it ends like a common noun and is longer than that ending could be as a name ("Jung")."""
    return low[4:].endswith(_suffixes())


@lexicon.derived
def _suffixes() -> tuple[str, ...]:
    return tuple(vocabulary("suffix"))


def _cued(low: str) -> frozenset[str]:
    whole, begins, longest = _cues()
    return frozenset(whole.get(low, ())).union(*[begins[low[:cut]] for cut in range(2, min(len(low), longest) + 1) if low[:cut] in begins])


@lexicon.derived
def _cues() -> tuple[dict[str, list[str]], dict[str, list[str]], int]:
    """Cues of `needs`, whole and by how a word begins, and the length of the longest of these."""
    whole: dict[str, list[str]] = {}
    begins: dict[str, list[str]] = {}
    for party in world.parties():
        for cue in party.needs:
            (begins if cue.endswith("*") else whole).setdefault(cue.rstrip("*"), []).append(party.code)
    return whole, begins, max(map(len, begins), default=0)


@lexicon.derived
def weak_words() -> frozenset[str]:
    """The first words of everyday names, in all their forms: "Bahn", "Länder", "Ländern"."""
    known = gazetteer().phrases
    return frozenset(word for word, entries in known.items() if any(entry.weak and isinstance(entry.row, Party) for _, entry in entries))
