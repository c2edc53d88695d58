"""What an article tells about its people in one place counts in the others: full names, roles, and surnames that stand alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from streams.text.gazetteer import gazetteer
from streams.text.model import Name, Token
from streams.text.name_parts import NUMERAL, blank

COUNTERPART = "office.counterpart"
MOST_INTROS = 8


@dataclass(frozen=True, slots=True)
class Intro:
    """A person as a sentence introduces him."""

    sentence: int
    name: Name


def link(named: Sequence[tuple[Name, ...]], tokens: Sequence[Sequence[Token]]) -> list[tuple[Name, ...]]:
    """The names of all sentences, short ones completed and bare surnames added."""
    intros = _intros(named)
    known = [tuple(_complete(n, k, intros) for n in names) for k, names in enumerate(named)]
    added = [tuple(sorted([*names, *_bare(names, tokens[k], k, intros)], key=lambda n: (n.first, n.last))) for k, names in enumerate(known)]
    holders = _holders(added)
    return [_with_holders(names, sentence, holders) for names, sentence in zip(added, tokens, strict=True)]


def surname(n: Name) -> str:
    """The word that stands for a person alone: the last one, in Chinese and Korean names the first."""
    first = n.party in gazetteer().words["family_first"] and " " in n.name
    return n.name.split(" ")[0 if first else -1]


def _intros(named: Sequence[tuple[Name, ...]]) -> dict[str, list[Intro]]:
    """Surname → where the article first names the person in full, or with an office; a few for each, so that long texts stay linear."""
    found: dict[str, dict[tuple[str, str | None, str | None], Intro]] = {}
    for k, names in enumerate(named):
        for n in names:
            if n.kind == "person" and not n.anonymous and n.last - n.first > 1 and n.name != n.role and not NUMERAL.fullmatch(surname(n)):
                of = found.setdefault(surname(n), {})
                if len(of) < MOST_INTROS:
                    of.setdefault((n.name, n.role, n.party), Intro(k, n))
    return {word: list(of.values()) for word, of in found.items()}


def _introduced(word: str, sentence: int, intros: dict[str, list[Intro]]) -> Name | None:
    """Who a surname is in a sentence: the last one introduced before it, else the first one after; filled up from the other introductions."""
    of = intros.get(word) or intros.get(word.removesuffix("s")) or []
    if not of:
        return None
    before = [i for i in of if i.sentence <= sentence]
    full = [i for i in (before[::-1] or of) if " " in i.name.name] or [i for i in of if " " in i.name.name] or of
    who = full[0].name
    same = [i.name for i in of if i.name.name in (who.name, word)]
    return replace(who, role=next((n.role for n in same if n.role), None), party=next((n.party for n in same if n.party), None))


def _complete(n: Name, sentence: int, intros: dict[str, list[Intro]]) -> Name:
    """A short name takes the full one, and role and party that were told earlier; the article's word counts before the lexicon's."""
    if n.kind != "person" or n.anonymous or n.name == n.role:
        return n
    who = _introduced(surname(n), sentence, intros)
    alone = n.last - n.first == 1
    if who is None or (not alone and ((" " in n.name and who.name != n.name) or (n.party and who.party and n.party != who.party))):
        return n
    told = next((i.name.role for i in intros[surname(n)] if i.sentence <= sentence and i.name.role and i.name.name in (n.name, who.name)), None)
    office = n.role if n.last - n.first > len(n.name.split(" ")) or (" " not in n.name and not alone) else None
    role = office or told or (who.role if alone else n.role or who.role)
    return replace(n, name=who.name, role=role, party=who.party if alone else n.party or who.party, row=_row(who, n))


def _row(who: Name, n: Name) -> str | None:
    return who.row if who.row and who.row.startswith("person.") else None if n.row and n.row.startswith("person.") and n.name != who.name else n.row


def _bare(names: Sequence[Name], tokens: Sequence[Token], sentence: int, intros: dict[str, list[Intro]]) -> Iterator[Name]:
    """Surnames on their own that the article has introduced: "Petrosjan", "Reiß"."""
    taken = {at for n in names for at in range(n.first, n.last)}
    for at, token in enumerate(tokens):
        if at in taken or token.kind != "word" or not token.text[0].isupper():
            continue
        who = _introduced(token.text, sentence, intros)
        if who is None or not any(i.sentence <= sentence for i in intros.get(surname(who), ())):
            continue
        genitive = token.text != surname(who)
        yield replace(who, first=at, last=at + 1, start=token.start, end=token.end, genitive=genitive)


def _holders(named: Sequence[tuple[Name, ...]]) -> dict[tuple[str, str], set[str]]:
    """(role, party) → who the article says holds it."""
    found: dict[tuple[str, str], set[str]] = {}
    for names in named:
        for n in names:
            if n.kind == "person" and n.role and n.party and n.name != n.role and not n.anonymous:
                found.setdefault((n.role, n.party), set()).add(n.name)
    return found


def _with_holders(names: Sequence[Name], tokens: Sequence[Token], holders: dict[tuple[str, str], set[str]]) -> tuple[Name, ...]:
    """Offices without a name take the article's one holder; a counterpart ("sein ukrainischer Kollege") is of the kind and office of who stands before."""
    done: list[Name] = []
    for n in names:
        if n.row == COUNTERPART and n.role is None:
            before = next((d for d in reversed(done) if d.kind == "group" or d.role), None)
            own = " ".join(t.text for t in tokens[n.first : n.last])
            if before is not None and before.role:
                n = replace(n, role=before.role) if " " in n.name else _holder(blank("person", own, n.party, role=before.role), n, holders)
            elif " " not in n.name:
                n = replace(n, name=own, kind="group" if before else "person")
        elif n.kind == "person" and n.role and n.name == n.role and not n.anonymous:
            n = _holder(n, n, holders)
        done.append(n)
    return tuple(done)


def _holder(office: Name, at: Name, holders: dict[tuple[str, str], set[str]]) -> Name:
    key = (office.role or "", office.party or "")
    told = sorted(holders.get(key, ()))
    known = gazetteer().holding(office.role, office.party or "")
    name = told[0] if len(told) == 1 else known[0].name if not told and len(known) == 1 else office.name
    return replace(at, name=name, role=office.role)
