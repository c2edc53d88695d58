"""What the rooms hand to each other: a claim in the making, and what is remembered from sentence to sentence."""

from collections import deque
from dataclasses import dataclass, field

from streams.contract.claim import ClaimType, Relay, Speaker, Stance
from streams.text.model import Name

Offsets = tuple[int, int]
KEPT = 40  # names that are remembered: more would make long texts slow, and nobody is meant by "er" from so far


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before stance, topics and id. `tokens`: the sentence's tokens that the content is read from; `evidence` gives the confidence."""

    sentence: int
    quote: tuple[Offsets, ...]
    type: ClaimType
    rule: str
    evidence: str
    tokens: tuple[int, int]
    cue: tuple[Offsets, ...] = ()
    frame: tuple[Offsets, ...] = ()
    speaker: Speaker | None = None
    chain: tuple[Relay, ...] = ()
    stance: Stance | None = None  # the cue's; None: read it from the content
    judged: bool = False  # the content is a judgement: "bezeichnete … als …"
    back: int = 0  # how many sentences before the frame's the quote stands: "… Das teilte X mit."
    teller: Speaker | None = None  # who tells of the speaker's words, of a nested act of speech
    addressee: tuple[Offsets, ...] = ()
    carries: bool = False  # the content stands in the subjunctive: the next sentence may go on so


@dataclass(slots=True)
class Memory:
    """What was read so far, for pronouns, sentences without a frame and "diese Forderungen"."""

    drafts: list[Draft] = field(default_factory=list)
    persons: deque[tuple[int, Name]] = field(default_factory=lambda: deque(maxlen=KEPT))  # with their sentence
    media: deque[Name] = field(default_factory=lambda: deque(maxlen=KEPT))
    voices: dict[str, Speaker] = field(default_factory=dict)  # the last speaker of each kind

    def last(self) -> Draft | None:
        """The claim before."""
        return self.drafts[-1] if self.drafts else None
