"""Persons: by name, by office and name, by office alone.

An office without a name is a person whose `name` is the one holder that the lexicon knows for it, else the office; without a party it is no name at all.
"""

from dataclasses import replace

from streams.lexicon.world import Party, Person
from streams.text import words as closed
from streams.text.gazetteer import Entry, gazetteer
from streams.text.model import Name
from streams.text.name_parts import NUMERAL, OF, Found, Reader, Title, adjective, blank, complement, group_noun, modifier, of_institution, title, vocabulary

INDEFINITE = frozenset(("ein", "eine", "einem", "einen", "einer", "eines", "mehrere", "mehreren", "mehrerer", "einige", "einigen", "einiger", "zwei", "drei"))
COMPOUND_TITLES = frozenset(("title", "military", "cleric"))
LONGEST_NAME = 5


def person(r: Reader, at: int) -> Found:
    """ "der ukrainische Präsident Wolodymyr Selenskyj", "Kremlchef Putin", "Außenminister der Ukraine, Andrij Sybiha": one name over office and name."""
    before = modifier(r, at)
    office = titles(r, before.last, before.epithet)
    if office is None:
        return None
    party = office.party or before.party
    who = person_at(r, office.last, office.role, party or office.office.party)
    if who is None:
        office, party = _widened(r, office, party)
        party = party or office.office.party
        who = person_at(r, office.last, office.role, party) or (_behind_comma(r, office, party) if office.last > before.last + 1 else None)
    if who is None:
        return None
    name = replace(who[0], row=who[0].row or office.office.id, role=_feminine(office, who[0]))
    return [r.name(at, who[1], name)], who[1]


def _widened(r: Reader, office: Title, party: str | None) -> tuple[Title, str | None]:
    """The office with what belongs to it behind it: "der Ukraine", "der russischen Delegation", "des Außenministeriums"."""
    if side := complement(r, office.last, OF):
        return replace(office, last=side[1]), party or side[0]
    if inner := of_institution(r, office.last):
        role = f"{office.role} {inner[1]}" if office.role else None
        return replace(office, role=role, last=inner[2]), party or inner[0]
    return office, party


def _behind_comma(r: Reader, office: Title, party: str | None) -> tuple[Name, int] | None:
    """ "Leiter der Delegation, Rustem Umerow, sagte": a name on its own between commas."""
    if office.last >= len(r.tokens) or r.low[office.last] != ",":
        return None
    who = person_at(r, office.last + 1, office.role, party)
    return who if who and (who[1] == len(r.tokens) or r.tokens[who[1]].kind == "punct") else None


def native(r: Reader, at: int) -> Found:
    """ "der Russe Sergej Lawrow", "die Argentinierin Susana Malcorra"."""
    found = gazetteer().at(r.texts, at, "demonym")
    if not found or not isinstance(found[0].row, Party):
        return None
    who = person_at(r, found[1], None, found[0].row.code)
    if who is None or not (who[0].row or r.texts[found[1]] in vocabulary("firstname") or (who[1] > found[1] + 1 and adjective(r, at) is None)):
        return None
    return [r.name(at, who[1], who[0])], who[1]


def _feminine(office: Title, who: Name) -> str | None:
    """ "Die EU-Außenbeauftragte Kallas": a word for both is a woman's where the lexicon knows her."""
    known = who.row is not None and who.row in gazetteer().women
    return office.office.feminine if known and office.role == office.office.office and office.office.feminine else who.role


def office_alone(r: Reader, at: int) -> Found:
    """ "der russische Präsident", "Frankreichs Präsident", "der Präsident der Ukraine": needs a party."""
    before = modifier(r, at)
    office = title(r, before.last, before.epithet)
    if office is None:
        return None
    office, party = _widened(r, office, office.party or before.party)
    party = party or office.office.party
    if party is None:
        return None
    if r.before(at) == "die" and not office.feminine and office.office.declension == "noun":
        return [r.name(at, office.last, blank("group", r.own(at, office.last), party, office.office.id))], office.last
    anonymous = r.before(at) in INDEFINITE
    held = () if anonymous else gazetteer().holding(office.role, party)
    called = r.own(at, office.last) if anonymous else office.role or office.office.office
    name = of_person(held[0], office.role, party) if len(held) == 1 else blank("person", called, party, office.office.id, role=office.role)
    return [r.name(at, office.last, replace(name, anonymous=anonymous))], office.last


def by_first_name(r: Reader, at: int) -> Found:
    """ "Claudia Schröer": a first name, and what looks like a surname behind it."""
    if not r.word(at) or r.texts[at] not in vocabulary("firstname") or r.before(at) == "-":
        return None
    end = unknown_name(r, at)
    if end is None or end < at + 2:
        return None
    return [r.name(at, end, blank("person", r.own(at, end)))], end


def titles(r: Reader, at: int, epithet: str | None = None) -> Title | None:
    """One office or several together: "Ministerpräsident und Außenminister", "General", "Scheich"; the first tells the role."""
    found = title(r, at, epithet)
    while found and found.last < len(r.tokens):
        after = found.last + (r.low[found.last] == "und")
        more = title(r, after)
        if more is None or (after == found.last and more.office.kind not in COMPOUND_TITLES) or not person_at(r, more.last, more.role, more.party):
            return found
        found = replace(found, last=more.last, party=found.party or more.party)
    return found


def person_at(r: Reader, at: int, role: str | None, party: str | None, introduced: bool = True) -> tuple[Name, int] | None:
    """The person's own name that begins there: the lexicon's, or, where an office introduces it, anybody's."""
    known = gazetteer().at(r.texts, at, "person", "surname")
    unknown = unknown_name(r, at) if introduced else None
    if known and not (unknown and unknown > known[1] and known[0].kind == "surname"):
        entry = known[0]
        who = _which(r.texts[known[1] - 1] if entry.kind == "surname" else None, entry, role, party)
        if who:
            return of_person(who, role, party, entry.genitive), known[1]
        if entry.kind == "surname" and (introduced or not entry.weak):
            return blank("person", entry.name if entry.row is None else r.own(at, known[1]), party, role=role, genitive=entry.genitive), known[1]
    if unknown:
        return blank("person", r.own(at, unknown), party, role=role), unknown
    return None


def _which(surname: str | None, entry: Entry, role: str | None, party: str | None) -> Person | None:
    """Of the lexicon's persons the one meant: by full name always, by surname if nothing that the text says speaks against it."""
    if surname is None:
        return entry.row if isinstance(entry.row, Person) else None
    bearers = gazetteer().bearers(surname)
    fitting = [p for p in bearers if (role is None or _same_office(p.role, role)) and (party is None or p.party == party)]
    if not fitting and (role or party):
        fitting = [p for p in bearers if (party is not None and p.party == party) or (party is None and _same_office(p.role, role))]
    if not fitting and role is not None and party is None and len(bearers) == 1 and not entry.weak:
        return bearers[0]
    return fitting[0] if len(fitting) == 1 and (role or party or not entry.weak) else None


def _same_office(one: str | None, other: str | None) -> bool:
    return bool(one and other and gazetteer().neutral(one) == gazetteer().neutral(other))


def of_person(who: Person, role: str | None, party: str | None, genitive: bool = False) -> Name:
    return blank("person", who.name, party or who.party, who.id, role=role or who.role, genitive=genitive)


def unknown_name(r: Reader, at: int) -> int | None:
    """The end of what looks like a person's name: words in capitals that are no common noun and nothing the lexicon knows, particles between them."""
    end: int | None = None
    for i in range(at, min(at + LONGEST_NAME, len(r.tokens))):
        if _proper(r, i):
            end = i + 1
        elif not _links(r, i, begun=end is not None):
            break
    return end


def _links(r: Reader, at: int, begun: bool) -> bool:
    """Whether a particle stands there that may begin or go on a name: "al", "von", the "der" of "van der"."""
    word = r.texts[at]
    if word in vocabulary("particle_behind") and r.before(at) in vocabulary("particle"):
        return True
    return word in vocabulary("particle" if begun else "particle_lead")


def _ends_common(word: str) -> bool:
    """Whether it ends like a common noun and is longer than that ending could be as a name ("Jung")."""
    return any(word.endswith(suffix) and len(word) > len(suffix) + 3 for suffix in vocabulary("suffix"))


def _proper(r: Reader, at: int) -> bool:
    if at >= len(r.tokens) or r.tokens[at].kind != "word":
        return False
    text = r.texts[at]
    if text[:3].lower() in ("al-", "el-", "as-", "ad-", "an-", "ar-") and len(text) > 4 and text[3].isupper():
        return True
    if NUMERAL.fullmatch(text):
        return at > 0 and r.texts[at - 1][0].isupper()
    if not text[0].isupper() or (len(text) > 2 and text.isupper()) or text in vocabulary("common") or _ends_common(r.low[at]) or r.low[at] in closed.openers():
        return False
    if gazetteer().at(r.texts, at, "state", "capital", "seat", "organisation", "medium", "office", "group", "demonym", "block"):
        return False
    return gazetteer().adjectives.get(text) is None and title(r, at) is None and group_noun(r, at) is None
