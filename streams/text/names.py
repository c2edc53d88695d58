"""Names: who and where. `find` reads one sentence by the lexicon, `resolve` gives short names what the article told elsewhere."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from streams.text.model import Name, Token
from streams.text.name_appositions import apposed, told_behind
from streams.text.name_bodies import body
from streams.text.name_calls import in_other_letters
from streams.text.name_forms import ADJECTIVE, ATOM, BODY, BORDER, CITY, DEMONYM, EPITHET, FIRST_NAME, GROUP, LONG, OWNER, PAIR, SITE, TITLE, form, weak_words
from streams.text.name_groups import both_adjectives, by_adjective, group
from streams.text.name_links import link
from streams.text.name_parts import Found, Reader
from streams.text.name_people import by_first_name, native, office_alone, person
from streams.text.name_places import atom, border, long_atom, two_states
from streams.text.name_sites import site

Rule = Callable[[Reader, int], Found]

BESIDE = ADJECTIVE | EPITHET | OWNER
#: In the order in which they are tried, each at the words that may begin what it reads; what one reads, the next ones don't see.
RULES: tuple[tuple[int, Rule], ...] = (
    (LONG, long_atom),
    (BODY, body),
    (ADJECTIVE | PAIR | BORDER, border),
    (PAIR, two_states),
    (ADJECTIVE, both_adjectives),
    (ADJECTIVE | CITY | SITE, site),
    (BESIDE | TITLE, person),
    (BESIDE | GROUP, group),
    (BESIDE | TITLE, office_alone),
    (ADJECTIVE, by_adjective),
    (DEMONYM, native),
    (ATOM, atom),
    (FIRST_NAME, by_first_name),
)


@cache
def _rules(begins: int) -> tuple[Rule, ...]:
    return tuple(rule for bits, rule in RULES if begins & bits)


def find(text: str, tokens: Sequence[Token], known: frozenset[str] | None = None) -> tuple[Name, ...]:
    """The names of one sentence in text order. `known`: parties whose everyday words count ("die Bahn"); None: as the sentence itself tells."""
    reader = Reader(tokens, known)
    forms, at = reader.forms, 0
    while at < reader.size:
        here = forms[at]
        found = _begun(reader, at, here.begins) if here.begins else _unknown(reader, at) if here.proper else None
        if found is None:
            at += 1
        else:
            names, at = found
            if names and names[-1].kind == "person" and reader.texts[at : at + 1] == [","]:
                names[-1], at = told_behind(reader, names[-1])
            reader.names += names
    return tuple(reader.names)


def _begun(reader: Reader, at: int, begins: int) -> Found:
    for rule in _rules(begins):
        if found := rule(reader, at):
            return found
    return _unknown(reader, at) if reader.forms[at].proper else None


def _unknown(reader: Reader, at: int) -> Found:
    """A word that begins no name by itself, but with the words behind it."""
    after = reader.forms[at + 1] if at + 1 < reader.size else None
    if after is None or not after.proper:
        return None
    return (in_other_letters(reader, at) if after.bearers else None) or (apposed(reader, at) if "," in reader.texts[at + 2 : at + 4] else None)


def resolve(named: Sequence[tuple[Name, ...]], tokens: Sequence[Sequence[Token]]) -> list[tuple[Name, ...]]:
    """The article's names, sentence by sentence: short names complete, bare surnames found, everyday words read where the article is about them."""
    weak = weak_words()
    again = [k for k, sentence in enumerate(tokens) if not weak.isdisjoint([t.text for t in sentence])]
    if again:
        known = needed(token for sentence in tokens for token in sentence)
        found = dict(enumerate(named)) | {k: find("", tokens[k], known) for k in again}
        named = list(found.values())
    return link(named, tokens)


def needed(tokens: Iterable[Token]) -> frozenset[str]:
    """The parties whose everyday words count beside these: "Streik" makes "die Bahn" one."""
    return frozenset().union(*{form(token.text).cues for token in tokens})
