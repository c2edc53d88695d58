"""What an article tells about its people in one place counts in the others: full names, roles, and surnames that stand alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from streams.text.gazetteer import gazetteer
from streams.text.model import Name, Token
from streams.text.name_forms import NUMERAL, form, vocabulary
from streams.text.name_parts import blank
from streams.text.spellings import fold

COUNTERPART, UNION = "office.counterpart", "group.union"
SHORTEST = 5  # letters of a normal form that tells a surname
MOST_INTROS = 8


@dataclass(frozen=True, slots=True)
class Intro:
    """A person as a sentence introduces him."""

    sentence: int
    name: Name


def link(named: Sequence[tuple[Name, ...]], tokens: Sequence[Sequence[Token]]) -> list[tuple[Name, ...]]:
    """The names of all sentences, short ones completed and bare surnames added."""
    intros = Intros(named)
    known = [tuple([_complete(n, k, intros) for n in names]) for k, names in enumerate(named)]
    added = [_with_bare(names, tokens[k], k, intros) for k, names in enumerate(known)] if intros.of else known
    holders, union = _holders(added), _union(added)
    return [_with_holders(names, sentence, holders, union) if names else names for names, sentence in zip(added, tokens, strict=True)]


def surname(n: Name) -> str:
    """The word that stands for a person alone: the last one, in Chinese and Korean names the first."""
    words = n.name.split(" ")
    return words[0 if len(words) > 1 and n.party in vocabulary("family_first") else -1]


class Intros:
    """Where an article first names its people in full, or with an office, by their surnames; a few for each, so that long texts stay linear."""

    def __init__(self, named: Sequence[tuple[Name, ...]]) -> None:
        self.of: dict[str, dict[tuple[str, str | None, str | None], Intro]] = {}
        self.nobody: set[str] = set()  # words of the article that are no surname introduced in it
        self.spelled: dict[str, str] = {}  # normal form → surname, where spellings differ
        for k, names in enumerate(named):
            for n in names:
                if n.kind == "person" and not n.anonymous and n.last - n.first > 1 and n.name != n.role:
                    self._add(k, n)

    def _add(self, sentence: int, n: Name) -> None:
        word = surname(n)
        if NUMERAL.fullmatch(word):
            return
        same = self.of.setdefault(word, {})
        if len(same) < MOST_INTROS:
            same.setdefault((n.name, n.role, n.party), Intro(sentence, n))
        if n.party in vocabulary("transliterated") and len(fold(word)) >= SHORTEST:
            self.spelled.setdefault(fold(word), word)

    def all(self, word: str) -> Collection[Intro]:
        """The introductions of a surname, also as a genitive ("Reiß’", "Umerows") or in other letters."""
        found = self.of.get(word) or self.of.get(word.removesuffix("s")) or self.of.get(word.rstrip("'’"))
        if not found and self.spelled and form(word).proper:
            found = self.of.get(self.spelled.get(fold(word), "")) or self.of.get(self.spelled.get(fold(word.removesuffix("s")), ""))
        return found.values() if found else ()

    def who(self, word: str, sentence: int) -> Name | None:
        """Who a surname is in a sentence: the last one introduced before it, else the first one after; filled up from the other introductions."""
        of = list(self.all(word))
        if not of:
            return None
        before = [i for i in of if i.sentence <= sentence]
        full = [i for i in (before[::-1] or of) if " " in i.name.name] or [i for i in of if " " in i.name.name] or of
        who = full[0].name
        same = [i.name for i in of if i.name.name in (who.name, word)]
        role, party = next((n.role for n in same if n.role), None), next((n.party for n in same if n.party), None)
        return who if (role, party) == (who.role, who.party) else who._replace(role=role, party=party)


def _complete(n: Name, sentence: int, intros: Intros) -> Name:
    """A short name takes the full one, and role and party that were told earlier; the article's word counts before the lexicon's."""
    if n.kind != "person" or n.anonymous or n.name == n.role:
        return n
    own = surname(n)
    who = intros.who(own, sentence)
    alone = n.last - n.first == 1
    if who is None or (not alone and ((" " in n.name and who.name != n.name) or (n.party and who.party and n.party != who.party))):
        return n
    told = next((i.name.role for i in intros.all(own) if i.sentence <= sentence and i.name.role and i.name.name in (n.name, who.name)), None)
    office = n.role if n.last - n.first > len(n.name.split(" ")) or (" " not in n.name and not alone) else None
    role = office or told or (who.role if alone else n.role or who.role)
    return n._replace(name=who.name, role=role, party=who.party if alone else n.party or who.party, row=_row(who, n))


def _row(who: Name, n: Name) -> str | None:
    return who.row if who.row and who.row.startswith("person.") else None if n.row and n.row.startswith("person.") and n.name != who.name else n.row


def _with_bare(names: tuple[Name, ...], tokens: Sequence[Token], sentence: int, intros: Intros) -> tuple[Name, ...]:
    """With the surnames on their own that the article has introduced: "Petrosjan", "Reiß"."""
    may = [at for at, token in enumerate(tokens) if token[2] not in intros.nobody]
    taken = {at for n in names for at in range(n.first, n.last)} if may else set()
    added = []
    for at in may:
        start, end, text, kind, _ = tokens[at]
        if at in taken:
            continue
        if kind != "word" or not text[0].isupper() or not intros.all(text):
            intros.nobody.add(text)
            continue
        who = intros.who(text, sentence)
        if who is not None and any(i.sentence <= sentence for i in intros.all(surname(who))):
            genitive = text != surname(who) and text.endswith(("s", "'", "’"))
            added.append(who._replace(first=at, last=at + 1, start=start, end=end, genitive=genitive))
    return tuple(sorted([*names, *added], key=lambda n: (n.first, n.last))) if added else names


def _union(named: Sequence[tuple[Name, ...]]) -> str | None:
    """The one trade union of an article: whom "die Gewerkschaft" stands for. None where there are several."""
    unions = {n.party for names in named for n in names if n.party in vocabulary("union")}
    return unions.pop() if len(unions) == 1 else None


def _holders(named: Sequence[tuple[Name, ...]]) -> dict[tuple[str, str], set[str]]:
    """(role, party) → who the article says holds it."""
    found: dict[tuple[str, str], set[str]] = {}
    for names in named:
        for n in names:
            if n.kind == "person" and n.role and n.party and n.name != n.role and not n.anonymous:
                found.setdefault((n.role, n.party), set()).add(n.name)
    return found


def _with_holders(names: tuple[Name, ...], tokens: Sequence[Token], holders: dict[tuple[str, str], set[str]], union: str | None) -> tuple[Name, ...]:
    """Offices without a name take the article's one holder; a counterpart ("sein ukrainischer Kollege") is of the kind and office of who stands before."""
    done: list[Name] = []
    for n in names:
        if n.row == UNION and n.party is None and union:
            n = n._replace(party=union)
        elif n.row == COUNTERPART and n.role is None:
            before = next((d for d in reversed(done) if d.kind == "group" or d.role), None)
            own = " ".join(t.text for t in tokens[n.first : n.last])
            if before is not None and before.role:
                n = n._replace(role=before.role) if " " in n.name else _holder(blank("person", own, n.party, role=before.role), n, holders)
            elif " " not in n.name:
                n = n._replace(name=own, kind="group" if before else "person")
        elif n.kind == "person" and n.role and n.name == n.role and not n.anonymous:
            n = _holder(n, n, holders)
        done.append(n)
    return tuple(done)


def _holder(office: Name, at: Name, holders: dict[tuple[str, str], set[str]]) -> Name:
    key = (office.role or "", office.party or "")
    told = sorted(holders.get(key, ()))
    known = gazetteer().holding(office.role, office.party or "")
    name = told[0] if len(told) == 1 else known[0].name if not told and len(known) == 1 else office.name
    return at._replace(name=name, role=office.role)
