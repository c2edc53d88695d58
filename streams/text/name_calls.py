"""A person's own name: the lexicon's in whatever transcription, or, where something introduces it, anybody's."""

from streams.lexicon.world import Office, Person
from streams.text import nouns
from streams.text.gazetteer import gazetteer
from streams.text.model import Name
from streams.text.name_entries import Entry
from streams.text.name_forms import vocabulary
from streams.text.name_parts import Found, Reader, blank, group_noun, title
from streams.text.spellings import same_first_name

CALLED = ("person", "surname")
LONG_KNOWN = ("state", "seat", "organisation", "medium", "block")
NAMESAKES = ("title", "head")  # offices that are surnames too
LONGEST_NAME = 5


def person_at(r: Reader, at: int, role: str | None, party: str | None) -> tuple[Name, int] | None:
    """The name that begins there, behind an office of this role and party, and where it ends."""
    known, unknown = r.at(at, CALLED), unknown_name(r, at)
    if unknown and r.forms[at].bearers and r.forms[at].genitive:
        unknown = at + 1  # "Außenminister Araqchis Flug"
    if known and not (unknown and unknown > known[1] and known[0].kind == "surname" and not known[0].genitive):
        entry, last = known
        who = _which(r.texts[last - 1] if entry.kind == "surname" else None, entry, role, party)
        if who:
            return of_person(who, role, party, entry.genitive), last
        if entry.kind == "surname":
            return blank("person", entry.name if entry.row is None else r.own(at, last), party, role=role, genitive=entry.genitive), last
    return (called(r, at, unknown, role, party), unknown) if unknown else None


def called(r: Reader, at: int, end: int, role: str | None = None, party: str | None = None) -> Name:
    """Who a name stands for that the lexicon has not in these letters: somebody whose name is transcribed otherwise, else who is called so."""
    last, alone = r.forms[end - 1], end == at + 1
    for who in () if alone and not role else last.bearers:
        if party in (None, who.party) and (alone or same_first_name(r.texts[at], who.name.split(" ")[0])):
            return of_person(who, role, party, last.genitive)
    return blank("person", r.own(at, end), party, role=role)


def in_other_letters(r: Reader, at: int) -> Found:
    """ "Wolodimir Zelenskiy": a first name that nobody knows, and a surname in another transcription."""
    after = r.forms[at + 1]
    who = next((p for p in after.bearers if same_first_name(r.texts[at], p.name.split(" ")[0])), None)
    return ([r.name(at, at + 2, of_person(who, None, None, after.genitive))], at + 2) if who else None


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
    """Somebody of the lexicon; what the text says of office and party counts before what the lexicon says."""
    return Name(0, 0, 0, 0, "person", who.name, party or who.party, role or who.role, None, who.id, genitive)


def unknown_name(r: Reader, at: int) -> int | None:
    """The end of what looks like a person's name: words in capitals that are no common noun and nothing the lexicon knows, particles between them."""
    if at in r.ends:
        return r.ends[at]
    end: int | None = None
    for i in range(at, min(at + LONGEST_NAME, r.size)):
        if _proper(r, i) and not (i > at + 1 and _common(r, i)):
            end = i + 1
        elif end == i and _also_surname(r, i):
            end = i + 1
            break
        elif not _links(r, i, begun=end is not None):
            break
    r.ends[at] = end
    return end


def _links(r: Reader, at: int, begun: bool) -> bool:
    """Whether a particle stands there that may begin or go on a name: "al", "von", the "der" of "van der"."""
    word = r.texts[at]
    if word in vocabulary("particle_behind") and r.before(at) in vocabulary("particle"):
        return True
    return word in vocabulary("particle" if begun else "particle_lead")


def _common(r: Reader, at: int) -> bool:
    """Whether a third word is a noun in the plural behind a name that is complete: "hat Außenminister Wang Yi Beweise"; not in "Hans Peter Koch"."""
    readings = nouns.known(r.texts[at]) if r.texts[at - 1][0].isupper() and not r.forms[at].phrases else ()
    return bool(readings) and all(noun.number == "pl" for noun in readings)


def _also_surname(r: Reader, at: int) -> bool:
    """ "Birgit Prinz", "Andreas König": a title behind a first name, and no name behind it."""
    noun = r.forms[at].title
    if noun is None or noun.entry.name != r.texts[at] or r.texts[at - 1] not in vocabulary("firstname"):
        return False
    office = noun.entry.row
    return isinstance(office, Office) and office.kind in NAMESAKES and not (at + 1 < r.size and r.forms[at + 1].proper)


def _proper(r: Reader, at: int) -> bool:
    here = r.forms[at]
    if here.numeral:
        return at > 0 and r.texts[at - 1][0].isupper()
    if not here.proper or not here.phrases or len(here.phrases[0][0]) == 1:
        return here.proper
    return r.at(at, LONG_KNOWN) is None and title(r, at) is None and group_noun(r, at) is None
