"""Groups and media: what stands for a side without being a person, and who passes news on.

"Der russische und der ukrainische Außenminister" gives the first one's office to the bare adjective.
"""

from streams.lexicon import world
from streams.lexicon.world import Group, Medium, Party
from streams.text import words as closed
from streams.text.gazetteer import gazetteer
from streams.text.model import Name
from streams.text.name_calls import LONGEST_NAME, of_person, unknown_name
from streams.text.name_forms import vocabulary
from streams.text.name_parts import JOINING, OF, QUOTES, Found, Modifier, Reader, adjective, blank, complement, group_noun, modifier
from streams.text.name_people import office_alone, person

BOTH, OPPOSITION = "group.both", "group.opposition"
MOST_SIDES = 4
FROM = OF | {"aus"}  # "Unterhändler aus Moskau", but not "Truppen aus der Ukraine"
SEATED = FROM | {"in", "im"}


def group(r: Reader, at: int) -> Found:
    """ "die ukrainische Seite", "US-Delegation", "Unterhändler aus Moskau", "Verteidigungsministerium in Moskau", "aus türkischen Kreisen"."""
    before = modifier(r, at)
    noun = group_noun(r, before.last)
    if noun is None:
        return None
    row, party, last = noun
    if row.kind == "medium":
        return medium(r, at, before, noun)
    if party is None and before.party is None and row.party:
        side = complement(r, last, SEATED)
        party, last = row.party, side[1] if side and side[0] == row.party else last
    party = party or before.party
    if party is None and row.kind == "group" and r.at(last, ("organisation",)):
        return None  # "die Gewerkschaft EVG"
    if party is None and row.kind != "both":
        side = complement(r, last, SEATED if row.kind in ("government", "institution") else FROM if row.level else OF)
        party, last = side or (None, last)
    if party is None and (row.kind in ("government", "institution") or row.id == OPPOSITION):
        party = _topic(r, at)
    if party is None and not row.alone and not _sided(r, at, before.last):
        return None
    both = row.id == BOTH and party is None
    whose = world.by_code().get(party or "")
    kind = "state" if row.kind == "government" and (whose is None or whose.kind == "state" or whose.seats) else "group"  # "die ÖVP-Führung" is no state
    base = blank(kind, "beide Seiten" if both else r.own(at, last), party, None if row.id == BOTH and party else row.id, anonymous=row.kind == "anonymous")
    return [r.name(at, last, base)], last


def _sided(r: Reader, first: int, last: int) -> bool:
    """Whether an adjective tells whose side a group takes: "prorussische Separatisten"."""
    epithet = r.forms[last - 1].epithet if last > first else None
    return epithet is not None and epithet[0] in vocabulary("epithet_side")


def _topic(r: Reader, at: int) -> str | None:
    """The state of a headline's first word: "Libyen: Übergangsregierung soll Wahlen vorbereiten"."""
    topic = r.names[0] if len(r.names) == 1 and r.texts[at - 1] == ":" else None
    return topic.party if topic and topic.kind == "state" and topic.first == 0 and topic.last == at - 1 else None


def medium(r: Reader, at: int, before: Modifier, noun: tuple[Group, str | None, int]) -> Found:
    """ "die staatliche russische Nachrichtenagentur Tass", "die Zeitung „Kommersant“", "im russischen Staatsfernsehen"."""
    row, own, last = noun
    quoted = last < r.size and r.texts[last] in QUOTES
    first = last + quoted
    known = r.at(first, ("medium",))
    if known and isinstance(known[0].row, Medium):
        end = known[1] + (quoted and known[1] < r.size and r.texts[known[1]] in QUOTES)
        return [r.name(at, end, of_medium(known[0].row))], end
    party = own or before.party
    several = r.low[last - 1].endswith(("medien", "agenturen", "zeitungen"))
    named = _quoted(r, first) if quoted else None if several else unknown_name(r, first)
    if named is not None:
        return [r.name(at, named + quoted, blank("medium", r.own(first, named), party, row.id))], named + quoted
    return ([r.name(at, last, blank("medium", r.own(at, last), party, row.id))], last) if party else None


def _quoted(r: Reader, first: int) -> int | None:
    """The closing mark of a short name in quotation marks."""
    end = next((i for i in range(first, min(first + LONGEST_NAME, r.size)) if r.texts[i] in QUOTES), None)
    return end if end and end > first and r.word(first) else None


def of_medium(row: Medium) -> Name:
    return blank("medium", row.name, row.party, row.id)


def both_adjectives(r: Reader, at: int, most: int = MOST_SIDES) -> Found:
    """ "der russische und der ukrainische Außenminister", "russische, ukrainische und amerikanische Vertreter": a name for each."""
    first = adjective(r, at)
    after = at + 1
    if first is None or after >= r.size or r.low[after] not in JOINING:
        return None
    after = next((i for i in range(after + 1, min(after + 4, r.size)) if not _between(r.low[i])), r.size)
    if adjective(r, after) is None:
        return None
    found = (both_adjectives(r, after, most - 1) if most else None) or person(r, after) or group(r, after) or office_alone(r, after)
    if not found or found[0][0].kind not in ("person", "group", "state") or found[0][0].party == first.code:
        return None
    return [_like(r, at, first, found[0][-1]), *found[0]], found[1]


def by_adjective(r: Reader, at: int) -> Found:
    """ "nach ukrainischen Angaben", "unter omanischer Vermittlung": the state behind the adjective."""
    state = adjective(r, at)
    if state is None or at + 1 >= r.size or r.texts[at + 1] not in vocabulary("adjective_noun"):
        return None
    return [r.name(at, at + 1, blank(state.kind, state.name, state.code, state.id))], at + 1


def _between(word: str) -> bool:
    """What may stand between two adjectives of one noun: "der russische und mit dem ukrainischen Außenminister"."""
    return word in closed.classes()["article"] or word in closed.classes()["contraction"] or word in ("mit", "von")


def _like(r: Reader, at: int, party: Party, other: Name) -> Name:
    """The side of a bare adjective, as the noun behind it tells: another holder of the same office, another group of the same kind."""
    if other.kind != "person":
        noun = r.texts[other.last - 1]
        return r.name(at, at + 1, blank(other.kind, f"{r.texts[at]} {noun}", party.code, other.row, anonymous=other.anonymous))
    held = gazetteer().holding(other.role, party.code)
    named = of_person(held[0], other.role, party.code) if len(held) == 1 else None
    return r.name(at, at + 1, named or blank("person", other.role or other.name, party.code, role=other.role))
