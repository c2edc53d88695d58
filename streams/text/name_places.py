"""Names without an office: states, capitals, organisations, places, people, media.

Decisions that other rooms rely on: "russisch-ukrainische Gespräche" gives two state names over the same token. A country behind "in", "im", "nach" is no
party there: kind state, party None, country set. A capital there is a place; everywhere else it is its state.
"""

from collections.abc import Callable

from streams.lexicon.world import Medium, Party, Person, Place
from streams.text import words as closed
from streams.text.model import Name
from streams.text.name_calls import of_person
from streams.text.name_entries import ENDINGS, Entry
from streams.text.name_forms import ATOMS, LONG_ATOMS, stem, vocabulary
from streams.text.name_groups import of_medium
from streams.text.name_parts import QUOTES, Found, Reader, adjective, blank, side_at

EVENTS = {"von": "place_of", "auf": "place_on"}
DATELINE = frozenset(("(", "/", ".", "–", "-", "—"))


def border(r: Reader, at: int) -> Found:
    """ "im polnisch-belarussischen Grenzgebiet", "an der Grenze zwischen Polen und Belarus": a place, called in the nominative."""
    sides = r.forms[at].pair or (((r.texts[at], p),) if (p := adjective(r, at)) else ())
    if sides and at + 1 < r.size:
        for ending in ("es", "e", "er"):
            if r.texts[at + 1] in vocabulary(f"border_{ending}"):
                noun = min((w for w in vocabulary(f"border_{ending}") if r.texts[at + 1].startswith(w)), key=len)
                name = f"{stem(r.low[at])}{ending} {noun}"
                return [r.name(at, at + 2, blank("place", name, country=sides[0][1].code if len(sides) == 1 else None))], at + 2
    if r.texts[at] == "Grenze" and at + 1 < r.size and r.low[at + 1] == "zwischen":
        one = side_at(r, at + 2 + (r.low[at + 2 : at + 3] in (["der"], ["dem"], ["den"])))
        if one and r.low[one[1] : one[1] + 1] == ["und"]:
            two = side_at(r, one[1] + 1 + (r.low[one[1] + 1 : one[1] + 2] in (["der"], ["dem"], ["den"])))
            if two:
                return [r.name(at, two[1], blank("place", r.own(at, two[1])))], two[1]
    return None


def two_states(r: Reader, at: int) -> Found:
    """ "russisch-ukrainischen": two states over one token."""
    return [r.name(at, at + 1, of_state(party)) for _, party in r.forms[at].pair], at + 1


def of_state(party: Party) -> Name:
    return blank(party.kind, party.name, party.code, party.id)


def _goes_or_stays(r: Reader, at: int) -> bool:
    """Whether "in", "im", "nach" stands before, an article and adjectives between."""
    back = at - 1
    while back >= 0 and at - back <= 3 and (r.low[back] in closed.classes()["article"] or (r.texts[back].islower() and r.low[back].endswith(ENDINGS))):
        back -= 1
    if back < 0:
        return False
    return r.low[back] in ("in", "im", "ins") or (r.low[back] == "nach" and back == at - 1)


def _beside_place(r: Reader, at: int, state: bool) -> bool:
    """Whether it is joined to a place right before: "in Moskau und Kiew", "in Russland und der Ukraine"."""
    back = at - 1
    if state and r.low[back : back + 1] and r.low[back] in closed.classes()["article"]:
        back -= 1
    last = r.names[-1] if r.names else None
    if last is None or back < 1 or r.low[back] not in ("und", ",", "oder", "/") or last.last != back:
        return False
    return last.kind == "place" or (last.kind == "state" and last.party is None)


def atom(r: Reader, at: int) -> Found:
    """A name without an office: a state, a capital, an organisation, a person, a place, a medium."""
    for entry, last in r.all(at, ATOMS):
        if entry.kind == "block" or (entry.name == "Gewerkschaften" and r.at(last, ("organisation",))):
            return [], last  # "die Gewerkschaften GDL und EVG" are these
        if name := READINGS.get(entry.kind, as_people)(r, at, last, entry):
            again = r.at(last, ("organisation",)) if entry.kind == "organisation" else None
            last = again[1] if again and again[0].row is entry.row else last  # "die Welthandelsorganisation WTO"
            return [r.name(at, last, name)], last
    return _in_other_letters(r, at)


def _in_other_letters(r: Reader, at: int) -> Found:
    """ "Umerov": the surname of one whom the lexicon spells Umerow."""
    here = r.forms[at]
    spelled = len(here.bearers) == 1 and r.at(at, ("surname",)) is None
    alone = spelled and not (at and r.word(at - 1)) and not r.word(at + 1)
    return ([r.name(at, at + 1, of_person(here.bearers[0], None, None, here.genitive))], at + 1) if alone else None


def long_atom(r: Reader, at: int) -> Found:
    """A name of several words before all else, since its words have meanings of their own: "Deutsche Presse-Agentur", "Berliner Zeitung"."""
    found = r.at(at, LONG_ATOMS)
    return atom(r, at) if found and found[1] > at + 1 and not found[0].genitive else None


def as_state(r: Reader, at: int, last: int, entry: Entry) -> Name | None:
    assert isinstance(entry.row, Party)
    if not entry.genitive and (_goes_or_stays(r, at) or _beside_place(r, at, True)):
        return blank("state", entry.name, None, entry.row.id, country=entry.row.code)
    return blank("state", entry.name, entry.row.code, entry.row.id, genitive=entry.genitive)


def as_capital(r: Reader, at: int, last: int, entry: Entry) -> Name | None:
    assert isinstance(entry.row, Party)
    dateline = at == 0 and _dateline(r, last)
    beside = r.texts[last : last + 1] in (["und"], [","]) and r.at(last + 1, ("place",)) is not None
    before = r.before(at) in vocabulary("locative") or _of_event(r, at) or (at > 0 and r.texts[at - 1] in vocabulary("city_noun"))
    if not entry.genitive and (before or dateline or beside or _beside_place(r, at, False)):
        return blank("place", entry.name, None, entry.row.id, country=entry.row.code)
    return blank("state", entry.name, entry.row.code, entry.row.id, genitive=entry.genitive)


def _of_event(r: Reader, at: int) -> bool:
    """Whether an event is called by its town, or moves there: "das Abkommen von Paris", "der Vormarsch auf Tripolis"."""
    kind = EVENTS.get(r.before(at))
    return kind is not None and r.before(at, 2).endswith(tuple(vocabulary(kind)))


def _dateline(r: Reader, last: int) -> bool:
    """What stands behind the place of a dateline: "Maskat (dpa) – ", "Rom. ", "Wien, 27.11.2024"."""
    dated = r.texts[last : last + 1] == [","] and last + 1 < r.size and r.tokens[last + 1].kind == "number"
    return last == r.size or r.texts[last] in DATELINE or dated


def as_seat(r: Reader, at: int, last: int, entry: Entry) -> Name | None:
    assert isinstance(entry.row, Party)
    if not entry.genitive and r.before(at) in ("im", "ins", "in", "nach"):
        town = r.at(at, ("place",))
        return as_place(r, at, last, town[0]) if town else blank("place", entry.name, None, entry.row.id, country=entry.row.code)
    return blank(entry.row.kind, entry.name, entry.row.code, entry.row.id, genitive=entry.genitive)


def as_organisation(r: Reader, at: int, last: int, entry: Entry) -> Name | None:
    assert isinstance(entry.row, Party)
    return blank("organisation", entry.name, entry.row.code, entry.row.id, genitive=entry.genitive)


def as_place(r: Reader, at: int, last: int, entry: Entry) -> Name | None:
    assert isinstance(entry.row, Place)
    if entry.weak and not _locates(r, at, last) and not (entry.row.country is None and r.before(at) in vocabulary("region_before")):
        return None
    return blank("place", entry.name, None, entry.row.id, country=entry.row.country, genitive=entry.genitive)


def _locates(r: Reader, at: int, last: int) -> bool:
    """Whether a word is a town here: behind "in", "nach", "die Stadt", beside another one, or as a dateline."""
    if r.before(at) in vocabulary("place_before") or (at and r.texts[at - 1] in vocabulary("city_noun")):
        return True
    return _of_event(r, at) or _beside_place(r, at, False) or (at == 0 and r.texts[last : last + 1] == ["("])


def as_medium(r: Reader, at: int, last: int, entry: Entry) -> Name | None:
    assert isinstance(entry.row, Medium)
    spoken = r.before(at) in QUOTES or r.before(at) in vocabulary("medium_before")
    spoken = spoken or (entry.row.kind == "platform" and r.before(at) in vocabulary("platform_before"))
    begins = at == 0 or (at == 1 and r.texts[0] in QUOTES and r.texts[last : last + 1] != [r.texts[0]] and not (last < r.size and r.texts[last] in QUOTES))
    article_first = begins and last > at + 1 and r.low[at] in closed.classes()["article"]
    return None if (entry.weak and not spoken) or article_first else of_medium(entry.row)


def as_people(r: Reader, at: int, last: int, entry: Entry) -> Name | None:
    if entry.kind == "demonym":
        assert isinstance(entry.row, Party)
        return None if r.word(last) else blank("group", r.own(at, last), entry.row.code, entry.row.id)
    if not isinstance(entry.row, Person) or (entry.weak and not _among_people(r, at, last)):
        return None
    return of_person(entry.row, None, None, entry.genitive)


def _among_people(r: Reader, at: int, last: int) -> bool:
    """Whether a surname that is also a common word ends a list of people: "Macron, Merkel und May"."""
    before = r.names[-1] if r.names and r.before(at) == "und" else None
    return before is not None and before.kind == "person" and before.last == at - 1 and before.last - before.first == 1 and not r.word(last)


READINGS: dict[str, Callable[[Reader, int, int, Entry], Name | None]] = {
    "state": as_state, "capital": as_capital, "seat": as_seat, "organisation": as_organisation, "place": as_place, "medium": as_medium,
}  # fmt: skip
