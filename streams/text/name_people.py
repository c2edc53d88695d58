"""Persons: by office and name, by office alone, by a first name.

An office without a name is a person whose `name` is the one holder that the lexicon knows for it, else the office; without a party it is no name at all.
"""

from dataclasses import replace

from streams.lexicon.world import Party
from streams.text.gazetteer import gazetteer
from streams.text.model import Name
from streams.text.name_calls import called, of_person, person_at, unknown_name
from streams.text.name_forms import vocabulary
from streams.text.name_parts import OF, Found, Reader, Title, adjective, blank, complement, modifier, of_institution, title

INDEFINITE = frozenset(("ein", "eine", "einem", "einen", "einer", "eines", "mehrere", "mehreren", "mehrerer", "einige", "einigen", "einiger", "zwei", "drei"))
COMPOUND_TITLES = frozenset(("title", "military", "cleric"))


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
        who = person_at(r, office.last, office.role, party) or (_behind_comma(r, office, party) if office.last > before.last + 1 or before.party else None)
    if who is None:
        return None
    name = who[0]._replace(row=who[0].row or office.office.id, role=_feminine(office, who[0]))
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
    if office.last >= r.size or r.texts[office.last] != ",":
        return None
    who = person_at(r, office.last + 1, office.role, party)
    if who and len(held := gazetteer().bearers(who[0].name.split(" ")[-1])) == 1 and held[0].id == who[0].row and party not in (None, held[0].party):
        return None  # "der russische Präsident, Donald Trump und …" are two
    return who if who and (who[1] == r.size or r.tokens[who[1]].kind == "punct") else None


def native(r: Reader, at: int) -> Found:
    """ "der Russe Sergej Lawrow", "die Argentinierin Susana Malcorra"."""
    found = r.at(at, ("demonym",))
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
    if office is None or office.office.kind == "address":
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
    return [r.name(at, office.last, name._replace(anonymous=True) if anonymous else name)], office.last


def by_first_name(r: Reader, at: int) -> Found:
    """ "Claudia Schröer": a first name, and what looks like a surname behind it."""
    end = unknown_name(r, at) if r.before(at) != "-" else None
    return ([r.name(at, end, called(r, at, end))], end) if end and end > at + 1 else None


def titles(r: Reader, at: int, epithet: str | None = None) -> Title | None:
    """One office or several together: "Ministerpräsident und Außenminister", "General", "Scheich"; the first tells the role."""
    found = title(r, at, epithet)
    while found and found.last < r.size:
        after = found.last + (r.low[found.last] == "und")
        more = title(r, after)
        if more is None or (after == found.last and more.office.kind not in COMPOUND_TITLES) or not person_at(r, more.last, more.role, more.party):
            return found
        found = replace(found, last=more.last, party=found.party or more.party)
    return found
