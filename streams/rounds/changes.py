"""What changed in a round, as a record of `round-changes` and as one sentence that a desk can push."""

from typing import Any

from streams.contract.ids import make_id
from streams.contract.round import Because, Change, FieldChange, Kind, Round
from streams.rounds.labels import spoken

#: Attributes that are counts, ids or evidence: they change with every article and are no news.
NO_NEWS = frozenset(
    (
        "id",
        "label",
        "series",
        "ordinal_basis",
        "evidence",
        "articles",
        "independent_sources",
        "claims",
        "events",
        "first_reported",
        "last_reported",
        "more",
        "extractor",
        "revision",
    )
)
STATUS_DE = {
    "proposed": "vorgeschlagen", "announced": "angekündigt", "confirmed": "bestätigt", "underway": "im Gang", "ended": "zu Ende",
    "postponed": "verschoben", "cancelled": "abgesagt", "accepted_in_principle": "grundsätzlich zugesagt", "not_confirmed": "nicht bestätigt",
    "denied": "bestritten",
}  # fmt: skip
FIELDS_DE = {
    "negotiation": "Parteien", "ordinal": "Nummer", "start": "Beginn", "end": "Ende", "previous_start": "früherer Termin", "place": "Ort", "country": "Land",
    "format": "Form", "level": "Ebene", "status_by_party": "Bestätigungen", "heads": "Delegationsleitung", "participants": "Teilnehmer", "agenda": "Themen",
    "outcomes": "Ergebnisse", "not_achieved": "nicht Erreichtes", "positions": "Positionen", "assessments": "Urteile", "next": "nächstes Treffen",
    "disputed": "Strittiges",
}  # fmt: skip


def change(rid: str, old: Round | None, new: Round | None, heirs: list[str], parents: list[str], because: Because) -> Change | None:
    """The change of one round, or None where nothing that a reader sees has changed.

    `heirs`: rounds that hold nodes of the old one now; `parents`: rounds that held nodes of the new one before.
    """
    kind: Kind
    if new is None:
        kind = "gone" if not heirs else "moved" if len(heirs) == 1 else "split"
        named = old
    elif old is None:
        kind, named = "created", new
    else:
        kind, named = ("merged" if parents else "split" if heirs else "changed"), new
    fields = differences(old, new)
    if named is None or (kind == "changed" and not fields):
        return None
    return Change(
        id=make_id("change", rid, because.model_dump(), [f.model_dump() for f in fields]), round=rid, kind=kind, because=because,
        changes=fields, successors=tuple(heirs), summary=summary(kind, named, fields), extractor=named.extractor,
    )  # fmt: skip


def differences(old: Round | None, new: Round | None) -> tuple[FieldChange, ...]:
    """The fields whose value a reader sees changed, with the new evidence."""
    if new is None:
        return ()
    before: dict[str, Any] = old.model_dump() if old else {}
    after = new.model_dump()
    return tuple(
        FieldChange.model_validate({"field": name, "from": before.get(name), "to": value, "evidence": new.evidence.get(name, ())})
        for name, value in after.items()
        if name not in NO_NEWS and before.get(name) != value and (old is not None or value not in (None, (), {}, "unknown"))
    )


def summary(kind: str, named: Round, fields: tuple[FieldChange, ...]) -> dict[str, str]:
    """One sentence in German and in English."""
    who = " – ".join(named.negotiation.parties)
    name = f"{named.label} ({who})"
    if kind in ("gone", "moved", "split", "merged"):
        de = {"gone": "ist nicht mehr belegt", "moved": "wird unter anderem Schlüssel geführt", "split": "wurde geteilt", "merged": "wurde zusammengeführt"}
        en = {"gone": "is no longer supported", "moved": "goes under another id", "split": "was split", "merged": "was merged"}
        return {"de": f"{name} {de[kind]}.", "en": f"{name} {en[kind]}."}
    status = STATUS_DE.get(named.status or "", "gemeldet")
    if kind == "created":
        when = f", {spoken(named.start)}" if named.start and named.ordinal else ""
        return {"de": f"Neu: {name}{when}: {status}.", "en": f"New: {name}{when}: {named.status or 'reported'}."}
    if any(f.field == "status" for f in fields):
        return {"de": f"{name}: jetzt {status}.", "en": f"{name}: now {named.status}."}
    german, english = (", ".join(names) for names in zip(*((FIELDS_DE[f.field], f.field.replace("_", " ")) for f in fields), strict=True))
    return {"de": f"{name}: Neues zu {german}.", "en": f"{name}: new on {english}."}
