"""Frames: which clause tells which event. The rows are frames.tsv; this module finds the first row of each type that fits a clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from streams import lexicon
from streams.contract.event import EventState, EventType
from streams.events import modality
from streams.events.scopes import Scope
from streams.text import verbs
from streams.text.model import Sentence, Verb
from streams.text.patterns import Hit, Patterns

Column = Literal["words", "nearby", "blocks"]
Negated = Literal["", "denied", "only", "any", "AGREE", "REJECT"]


class Frame(lexicon.Row):
    """A row of frames.tsv; its head explains the columns."""

    type: EventType
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    nearby: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    negated: Negated = ""
    state: EventState | None = None
    about: tuple[str, ...] = ()
    subject: Literal["actor", "recipient", "both", "speaker"] = "actor"
    object: Literal["actor", "recipient", "none"] = "none"
    topics: Literal["", "need", "none"] = ""
    example: str


@dataclass(frozen=True, slots=True)
class Told:
    """An event as a clause tells it. `trigger` is the verb that the frame hangs on, `at` the position that stands for it."""

    frame: Frame
    type: EventType
    state: EventState
    scope: Scope
    trigger: Verb | None
    at: int


@dataclass(frozen=True, slots=True)
class Cues:
    """Where the frames' cues stand in a sentence: positions of first words, by row and column."""

    hits: dict[tuple[str, Column], tuple[Hit[tuple[str, Column]], ...]]

    def inside(self, frame: Frame, column: Column, scope: Scope) -> int | None:
        """The position of the first cue of a column that lies in the scope."""
        return next((h.first for h in self.hits.get((frame.id, column), ()) if h.first in scope.inside), None)

    def anywhere(self, frame: Frame, column: Column) -> bool:
        """Whether a cue of a column stands in the sentence."""
        return (frame.id, column) in self.hits


def cues(sentence: Sentence) -> Cues:
    """All cues of all frames in a sentence, in one pass."""
    found: dict[tuple[str, Column], list[Hit[tuple[str, Column]]]] = {}
    for hit in _patterns().find(sentence.tokens):
        found.setdefault(hit.key, []).append(hit)
    return Cues({key: tuple(hits) for key, hits in found.items()})


def find(scope: Scope, where: Cues) -> Iterator[Told]:
    """What a clause tells: of each type of event the first frame that fits."""
    seen: set[EventType] = set()
    for frame, trigger in _candidates(scope, where):
        at = _fits(frame, trigger, scope, where)
        told = _told(frame, trigger, at, scope) if at is not None else None
        if told and frame.type not in seen and told.type not in seen:
            seen |= {frame.type, told.type}
            yield told


def _candidates(scope: Scope, where: Cues) -> Iterator[tuple[Frame, Verb | None]]:
    """The frames that a verb or, for frames without verbs, a word of the clause calls up, in the table's order."""
    called: dict[str, Verb | None] = {}
    for verb in scope.verbs:
        if _adjective(scope, verb):
            continue
        for key in (verb.lemma, *(f"@{group}" for group in verbs.groups(verb))):
            called.update((i, verb) for i in _by_verb().get(key, ()) if i not in called)
    called.update((frame.id, None) for frame in _nominal() if (frame.id, "words") in where.hits)
    yield from ((frame, called[frame.id]) for frame in sorted((_by_id()[i] for i in called), key=lambda f: _order()[f.id]))


def _adjective(scope: Scope, verb: Verb) -> bool:
    """Whether what was read as a verb is an adjective: "die von Russland besetzten Gebiete", "das geplante Treffen"."""
    tokens, at = scope.sentence.tokens, verb.at
    noun = at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper() and tokens[at].lower.endswith(ADJECTIVAL)
    return noun and any(v is not verb and v.form == "finite" for v in scope.verbs)


ADJECTIVAL = ("ten", "te", "tes", "ter", "tem", "enen", "ene", "ener", "enes")


def _fits(frame: Frame, trigger: Verb | None, scope: Scope, where: Cues) -> int | None:
    """The position that stands for a frame in a clause that it fits: its verb, else its word."""
    word = where.inside(frame, "words", scope) if frame.words else None
    if (frame.words and word is None) or (frame.nearby and not where.anywhere(frame, "nearby")):
        return None
    if where.inside(frame, "blocks", scope) is not None:
        return None
    return trigger.at if trigger else word


def _told(frame: Frame, trigger: Verb | None, at: int, scope: Scope) -> Told | None:
    """The event with its state, or None where the clause only thinks of it or says that it isn't so."""
    turned, stands = modality.negated(scope) and frame.negated != "any", modality.state(scope, trigger)
    if stands == "thought" or (turned and frame.negated == "") or (frame.negated == "only" and not turned):
        return None
    if turned and frame.negated in ("AGREE", "REJECT"):
        return Told(frame, frame.negated, "occurred" if stands == "ongoing" else stands, scope, trigger, at)
    if turned or frame.state == "denied":
        return Told(frame, frame.type, "denied", scope, trigger, at) if stands != "planned" else None
    ahead = frame.type == "CONSULT" and stands == "planned"  # in PLOVER a meeting to come is an agreement
    return Told(frame, "AGREE" if ahead else frame.type, frame.state or _state(frame, stands), scope, trigger, at)


def _state(frame: Frame, stands: Literal["occurred", "ongoing", "planned"]) -> EventState:
    """What is said in the present tense is said once; what is fought goes on."""
    return "occurred" if stands == "ongoing" and frame.type not in LASTING else stands


LASTING = frozenset(("ASSAULT", "MOBILIZE", "PROTEST", "COERCE", "RETREAT", "COOPERATE"))


@lexicon.derived
def _rows() -> tuple[Frame, ...]:
    return lexicon.rows("frames", Frame)


@lexicon.derived
def _by_id() -> dict[str, Frame]:
    return {frame.id: frame for frame in _rows()}


@lexicon.derived
def _order() -> dict[str, int]:
    return {frame.id: k for k, frame in enumerate(_rows())}


@lexicon.derived
def _by_verb() -> dict[str, tuple[str, ...]]:
    """Lemma or @group → ids of the frames that it calls up."""
    found: dict[str, list[str]] = {}
    for frame in _rows():
        for verb in frame.verbs:
            found.setdefault(verb, []).append(frame.id)
    return {verb: tuple(ids) for verb, ids in found.items()}


@lexicon.derived
def _nominal() -> Sequence[Frame]:
    return tuple(frame for frame in _rows() if not frame.verbs)


@lexicon.derived
def _patterns() -> Patterns[tuple[str, Column]]:
    columns: tuple[Column, ...] = ("words", "nearby", "blocks")
    return Patterns(((frame.id, column), cue) for frame in _rows() for column in columns for cue in getattr(frame, column))
