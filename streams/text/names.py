"""Names: who and where. `find` reads one sentence by the lexicon, `resolve` gives short names what the article told elsewhere."""

from collections.abc import Callable, Iterable, Sequence

from streams import lexicon
from streams.lexicon import world
from streams.text.model import Name, Token
from streams.text.name_groups import both_adjectives, by_adjective, group
from streams.text.name_links import link
from streams.text.name_parts import Found, Reader
from streams.text.name_people import by_first_name, native, office_alone, person
from streams.text.name_places import atom, border, long_atom, two_states

#: In the order in which they are tried at a token; what one reads, the next ones don't see.
RULES: tuple[Callable[[Reader, int], Found], ...] = (
    long_atom, border, two_states, both_adjectives, person, group, office_alone, by_adjective, native, atom, by_first_name,
)  # fmt: skip


def find(text: str, tokens: Sequence[Token], known: frozenset[str] | None = None) -> tuple[Name, ...]:
    """The names of one sentence in text order. `known`: parties whose everyday words count ("die Bahn"); None: as the sentence itself tells."""
    reader = Reader(tokens, needed(tokens) if known is None else known)
    at = 0
    while at < len(tokens):
        found = next((f for rule in RULES if (f := rule(reader, at))), None) if reader.begins(at) else None
        if found:
            reader.names += found[0]
        at = found[1] if found else at + 1
    return tuple(reader.names)


def resolve(named: Sequence[tuple[Name, ...]], tokens: Sequence[Sequence[Token]]) -> list[tuple[Name, ...]]:
    """The article's names, sentence by sentence: short names complete, bare surnames found, everyday words read where the article is about them."""
    known = frozenset().union(*(needed(sentence) for sentence in tokens))
    words = frozenset(word for code in sorted(known) for form in (world.by_code()[code].weak) for word in form.split(" "))
    reread = [find("", sentence, known) if any(t.text in words for t in sentence) else names for names, sentence in zip(named, tokens, strict=True)]
    return link(reread, tokens)


def needed(tokens: Iterable[Token]) -> frozenset[str]:
    """The parties whose everyday words count beside these: "Streik" makes "die Bahn" one."""
    return frozenset(code for token in tokens for code in _needs(token.lower))


def _needs(word: str) -> Iterable[str]:
    whole, begins, longest = _cues()
    yield from whole.get(word, ())
    for cut in range(2, min(len(word), longest) + 1):
        yield from begins.get(word[:cut], ())


@lexicon.derived
def _cues() -> tuple[dict[str, list[str]], dict[str, list[str]], int]:
    """Cues of `needs`, whole and by how a word begins, and the length of the longest of these."""
    whole: dict[str, list[str]] = {}
    begins: dict[str, list[str]] = {}
    for party in world.parties():
        for cue in party.needs:
            (begins if cue.endswith("*") else whole).setdefault(cue.rstrip("*"), []).append(party.code)
    return whole, begins, max(map(len, begins), default=0)
