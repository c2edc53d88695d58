"""What an event is about: labels of its clause and of what hangs on it, without those that only say when, where or in spite of what.

"Trotz der Sanktionen einigten sich beide Seiten in Doha darauf, Gefangene auszutauschen": prisoner_exchange, not sanctions.
"""

from collections.abc import Sequence
from itertools import pairwise

from streams.events import talks
from streams.events.frames import Told
from streams.events.scopes import Scope
from streams.text import labels
from streams.text.labels import Match
from streams.text.model import Sentence
from streams.text.words import classes

POINTERS = frozenset(("darauf", "darüber", "dazu", "dies", "das", "dem", "diesem"))
WITHOUT = frozenset(("um", "ohne", "statt", "anstatt", "wenn", "falls", "weil", "da", "nachdem", "obwohl", "während", "als"))


class Labels:
    """The labels of a sentence, and which clauses hang on which."""

    def __init__(self, sentence: Sentence, scopes: Sequence[Scope], before: Sequence[Match]) -> None:
        self.all = labels.matches(sentence.tokens)
        self.before = before  # those of the sentence before, which "Darauf …" means
        owner = {i: scope for scope in scopes for i in scope.at}
        self._in: dict[int, list[Match]] = {}
        for match in self.all:
            self._in.setdefault(id(owner.get(match.first)), []).append(match)
        self._below: dict[int, list[Scope]] = {}
        self._next = {id(scope): following for scope, following in pairwise(scopes)}
        for scope in scopes:
            self._below.setdefault(id(scope.parent), []).append(scope)

    def within(self, scope: Scope) -> list[Match]:
        """The labels of a clause."""
        return self._in.get(id(scope), [])

    def below(self, scope: Scope) -> list[Scope]:
        """The clauses that hang on a clause, and the one that follows it."""
        following = self._next.get(id(scope))
        return self._below.get(id(scope), []) + ([following] if following and following.parent is not scope else [])


def find(told: Told, known: Labels) -> tuple[str, ...]:
    """The labels of what an event is about, in text order."""
    if told.frame.topics == "none":
        return ()
    here = [(m, _heads(told.scope, m.first)) for m in known.within(told.scope)]
    close = [(m, heads) for m, heads in here if not _aside(told.scope, heads)]
    loose = [(m, heads) for m, heads in here if heads and not _talks_among(told.scope, heads)]
    wanted = _behind(told, close) or _behind(told, [(m, heads[:1]) for m, heads in loose])
    found = (wanted or [m for m, _ in close]) + [m for s in known.below(told.scope) if _content(s, told) for m in known.within(s)]
    if not found and told.frame.about and told.scope.opener in POINTERS:
        found = list(known.before)
    if not found and told.state == "denied":
        found = [m for m, heads in here if _talks_among(told.scope, heads)]
    return tuple(dict.fromkeys(m.label for m in sorted(found, key=lambda m: m.first)))


def _content(scope: Scope, told: Told) -> bool:
    """Whether a clause says what the event is about: the dass- or zu-clause below it, or what follows its colon."""
    if scope.parent is told.scope and scope.kind in ("dass", "infinitive"):
        return scope.opener not in WITHOUT
    colon = scope.at[0] > told.scope.at[-1] and ":" in (told.scope.sentence.tokens[i].text for i in (scope.at[0] - 1, told.scope.at[-1]))
    return colon and scope.kind == "main" and told.type in ("AGREE",) and not told.scope.sentence.tokens[scope.at[0]].text.startswith(("„", '"', "«", "»"))


def _heads(scope: Scope, at: int) -> list[tuple[str, int]]:
    """The prepositions that a word hangs on, the nearest first, and where they stand: of "über den Abzug von Truppen" von, then über."""
    found: list[tuple[str, int]] = []
    for i in range(at - 1, max(-1, at - REACH), -1):
        if i not in scope.inside or i in scope.verbal or scope.sentence.tokens[i].text in ";:–—":
            break
        lower = scope.lower(i)
        if lower in _prepositions():
            found.append((CONTRACTED.get(lower, lower), i))
            if found[-1][0] not in ATTRIBUTIVE:
                break
        elif lower in classes()["article"] and not _inner(scope, i):
            break
    return found


def _inner(scope: Scope, at: int) -> bool:
    """Whether an article stands behind a preposition, or is a genitive behind a noun: what it begins is no phrase of its own."""
    before = scope.sentence.tokens[at - 1] if at else None
    if before is None or at - 1 not in scope.inside:
        return False
    return before.text.lower() in _prepositions() or (before.text[:1].isupper() and scope.lower(at) in GENITIVE) or before.text in ("und", ",", "sowie", "oder")


REACH = 16  # tokens
ATTRIBUTIVE = frozenset(("von", "über", "zu", "für", "mit", "zwischen"))
GENITIVE = frozenset(("der", "des", "einer", "eines"))
CONTRACTED = {"zum": "zu", "zur": "zu", "im": "in", "ins": "in", "am": "an", "ans": "an", "beim": "bei", "vom": "von", "aufs": "auf", "fürs": "für"}


def _prepositions() -> frozenset[str]:
    return classes()["preposition"]


def _behind(told: Told, found: Sequence[tuple[Match, list[tuple[str, int]]]]) -> list[Match]:
    """The labels that hang on one of the frame's prepositions."""
    return [m for m, heads in found if any(h in told.frame.about for h, _ in heads)]


def _aside(scope: Scope, heads: Sequence[tuple[str, int]]) -> bool:
    """Whether a word hangs on a preposition of circumstance, or on the name of the talks: "nach Gesprächen über …"."""
    asides = scope.uses.get("aside", frozenset())
    return any(at in asides for _, at in heads) or _talks_among(scope, heads)


def _talks_among(scope: Scope, heads: Sequence[tuple[str, int]]) -> bool:
    return any(_of_talks(scope, at) for _, at in heads)


def _of_talks(scope: Scope, at: int) -> bool:
    """Whether the preposition at a position follows a word for talks: "Gespräche über …"."""
    return any(i in scope.inside and i not in scope.verbal and talks.noun(scope.sentence.tokens[i].text) is not None for i in range(max(0, at - 3), at))
