"""Who somebody is, told behind the name: "Umerow, Chef der ukrainischen Delegation, sagte", "Kyriakos Mitsotakis, griechischer Ministerpräsident, lehnt ab"."""

from dataclasses import replace

from streams.text import words as closed
from streams.text.gazetteer import gazetteer
from streams.text.model import Name
from streams.text.name_calls import called, unknown_name
from streams.text.name_parts import OF, Found, Reader, Title, complement, modifier, of_institution, title

ENDS = frozenset((",", ".", ")", ":", ";", "–", "—", "!", "?"))


def apposed(r: Reader, at: int) -> Found:
    """Somebody whom nobody knows, by a first name and a surname with an office between commas behind them."""
    end = unknown_name(r, at)
    if end is None or end < at + 2 or r.before(at) in closed.classes()["article"]:
        return None
    told = _office(r, end)
    if told is None:
        return None
    office, party = told
    return [r.name(at, end, called(r, at, end, office.role, party))], office.last


def told_behind(r: Reader, name: Name) -> tuple[Name, int]:
    """A bare name with the office that an apposition gives, and where to read on: behind it."""
    told = _office(r, name.last) if title(r, modifier(r, name.first).last) is None else None
    if told is None or not _may_hold(name, *told):
        return name, name.last
    office, party = told
    return name._replace(role=office.role or name.role, party=party or name.party), office.last


def _office(r: Reader, comma: int) -> tuple[Title, str | None] | None:
    """The office between this comma and the next mark, with the party that stands beside it; None where it goes on: "Merz, Präsident Macron"."""
    if comma + 1 >= r.size or r.texts[comma] != ",":
        return None
    at = comma + 1 + (r.low[comma + 1] in closed.classes()["article"])
    if at >= r.size:
        return None
    before = modifier(r, at)
    office = title(r, before.last, before.epithet)
    if office is None or office.office.kind in ("counterpart", "address"):
        return None
    party, last = office.party or before.party, office.last
    if side := complement(r, last, OF):
        party, last = party or side[0], side[1]
    elif inner := of_institution(r, last):
        party, last = party or inner[0], inner[2]
        office = replace(office, role=f"{office.role} {inner[1]}")
    if last < r.size and r.texts[last] not in ENDS:
        return None
    return replace(office, last=last), party or office.office.party


def _may_hold(name: Name, office: Title, party: str | None) -> bool:
    """Whether nothing that the lexicon knows speaks against it: "Merz, der französische Präsident und …" are two."""
    row = next((p for p in gazetteer().bearers(name.name.split(" ")[-1]) if p.id == name.row), None)
    if row is None:
        return True
    held = gazetteer().holding(office.role, party or row.party or "")
    return party in (None, row.party) and (not held or row in held or _former(office))


def _former(office: Title) -> bool:
    return office.role is not None and " " in office.role
