"""Frames: a cue in its clause, and who speaks through it, from whom, to whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from streams.claims import cues, phrases, speakers, stance
from streams.claims.clauses import Range, Whole
from streams.claims.cues import Cue
from streams.claims.draft import Memory, Offsets
from streams.claims.phrases import Phrase
from streams.contract.claim import Relay, Speaker, Stance
from streams.text.model import Document, Sentence, Verb

OUTER = (",", ";", ":", "–", "—", "-", ".")


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue verb with its place: the token ranges of the frame, and its finite verb. `turned`: negated ("hat nicht bestätigt")."""

    cue: Cue
    verb: Verb
    finite: Verb
    pieces: tuple[Range, ...]
    passive: bool
    turned: bool

    @property
    def first(self) -> int:
        """The first token."""
        return self.pieces[0][0]

    @property
    def last(self) -> int:
        """Behind the last token."""
        return self.pieces[-1][1]

    def words(self, sentence: Sentence) -> list[str]:
        """The frame's words in lower case."""
        return [w for piece in self.pieces for w in sentence.words(*piece)]

    def phrases(self, sentence: Sentence) -> list[Phrase]:
        """The frame's noun phrases."""
        return [p for piece in self.pieces for p in phrases.find(sentence, *piece)]

    def stance(self) -> Stance | None:
        """The cue's own stance, None where the content tells it."""
        told = stance.of_cue(self.cue, self.turned)
        return None if told == "none" else told

    def silent(self) -> bool:
        """Whether nothing was said: "wurde noch nicht bestätigt"."""
        return stance.of_cue(self.cue, self.turned) == "none"


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks in a frame, and through whom."""

    speaker: Speaker | None
    chain: tuple[Relay, ...] = ()


def find(sentence: Sentence, verbs: Sequence[Verb], pieces: tuple[Range, ...]) -> Iterator[Frame]:
    """The cue verbs among `verbs` within token ranges, that have all the words they need there, one row each.

    Each has its own part of a clause with several: "hat zu Gesprächen aufgerufen | und darauf hingewiesen".
    """
    inside = [v for v in verbs if any(first <= v.at < last for first, last in pieces)]
    finites = [v for v in inside if v.form == "finite"]
    for verb, own in _shares(sentence, inside, pieces):
        finite = next((v for v in reversed(finites) if v.at <= verb.at), finites[0] if finites else verb)
        words = [w for piece in own for w in sentence.words(*piece)]
        cue = _cue(_lemma(sentence, verb, own), frozenset(words)) if verb.form != "zu_infinitive" else None
        if cue:
            passive = verb.form == "participle" and finite.lemma == "werden"
            yield Frame(cue, verb, finite, own, passive, _turned(sentence, cue, own, words))


def _shares(sentence: Sentence, verbs: Sequence[Verb], pieces: tuple[Range, ...]) -> Iterator[tuple[Verb, tuple[Range, ...]]]:
    """The verbs that may be cues, each with its part of the clause: cut at the last "und", "aber" or comma between two of them."""
    candidates = [v for v in verbs if v.lemma in cues.verbs() or v.particle is not None]
    cuts = [pieces[0][0]]
    for before, after in pairwise(candidates):
        joints = [i for i in range(before.at + 1, after.at) if sentence.tokens[i].lower in ("und", "aber", ",", "sowie")]
        cuts.append(joints[-1] if joints else cuts[-1])
    cuts.append(pieces[-1][1])
    for k, verb in enumerate(candidates):
        first, last = cuts[k], next((c for c in cuts[k + 1 :] if c > verb.at), cuts[-1])
        own = tuple((max(first, f), min(last, e)) for f, e in pieces if max(first, f) < min(last, e))
        if own:
            yield verb, own


def _turned(sentence: Sentence, cue: Cue, pieces: tuple[Range, ...], words: Sequence[str]) -> bool:
    """Whether the cue is negated: "nicht bestätigt", "wenig optimistisch"; not by what stands within a phrase ("die nicht besetzten Gebiete")."""
    if stance.weakened(words, cue.some):
        return True
    if not stance.negated(words):
        return False
    covered = {i for piece in pieces for p in phrases.find(sentence, *piece) for i in range(p.first, p.last)}
    return stance.negated(sentence.tokens[i].lower for f, e in pieces for i in range(f, e) if i not in covered)


def _lemma(sentence: Sentence, verb: Verb, pieces: tuple[Range, ...]) -> str:
    """The verb's infinitive; a prefix outside its clause isn't its own: "erklärte, sie sei … bereit"."""
    at = verb.particle
    stray = at is not None and at > verb.at and not any(first <= at < last for first, last in pieces)
    return verb.lemma.removeprefix(sentence.tokens[at].lower) if at is not None and stray else verb.lemma


def _cue(lemma: str, near: frozenset[str]) -> Cue | None:
    """The row of a verb: the one that asks for most of the words that stand near."""
    return next((c for c in cues.verbs().get(lemma, ()) if _has(c, near)), None)


def _has(cue: Cue, near: frozenset[str]) -> bool:
    needs, some, blocks = ({w.lower() for w in words} for words in (cue.needs, cue.some, cue.blocks))
    return needs <= near and (not some or bool(some & near)) and not blocks & near


def voices(
    document: Document, sentence: Sentence, frame: Frame, memory: Memory, inherited: Speaker | None = None, anybody: bool = True,
) -> Voices:  # fmt: skip
    """Speaker and chain of a frame.

    "sagte X" · "zitierte Tass ein Mitglied" (the object speaks, the subject passes it on) · "berichtete Tass unter Berufung auf Kreise" ·
    "hieß es aus dem Élysée" · "wurde von X bestätigt" · "sagte X im Staatsfernsehen" (the medium passes it on) · "betonte X laut Kreml".
    `inherited` is the subject of the clause before; `anybody`: what stands in the subject's place speaks, whatever it is ("sagte Kowalczyk").
    """
    found = frame.phrases(sentence)
    behind = _source(document, sentence, found, memory)
    asides = _asides(document, sentence, frame, found, memory)
    if frame.cue.speaker == "place" or frame.passive:
        return Voices(place(document, sentence, found, memory) or behind, asides)
    group = _subject(sentence, frame, found, anybody and inherited is None)
    speaker = speakers.voice(document, sentence, group, memory) if group else inherited
    if frame.cue.speaker == "object" and group and speaker:
        quoted = next((p for p in found if p.first >= group[-1].last and p.prep is None and p.can("acc") and p.first > frame.verb.at), None)
        told = speakers.voice(document, sentence, (quoted,), memory) if quoted else None
        return Voices(told, (speakers.as_relay(speaker), *asides)) if told else Voices(speaker, asides)
    if behind and speaker:
        return Voices(behind, (*asides, speakers.as_relay(speaker)))
    return Voices(speaker, (*asides, *_media(document, found, group, asides)))


def _media(document: Document, found: Sequence[Phrase], group: Sequence[Phrase], asides: Sequence[Relay]) -> Iterator[Relay]:
    """The media through which somebody speaks: "im Staatsfernsehen", "auf X", "dem Sender NTV"; not whose man he is ("Beobachter von Axios")."""
    known = {a.name for a in asides}
    for phrase in found:
        name = speakers.own_name(phrase)
        if name and name.kind == "medium" and phrase not in group and phrase.prep not in ("von", "vom") and name.name not in known:
            known.add(name.name)
            yield speakers.relay(document, name)


def _subject(sentence: Sentence, frame: Frame, found: Sequence[Phrase], anybody: bool) -> tuple[Phrase, ...]:
    """The frame's subject. Behind the verb ("sagte X") before all; else before it."""
    if _joined(sentence, frame):
        return ()
    free = [p for p in found if not _belongs(sentence, p)]
    before, after = [p for p in free if p.last <= frame.finite.at], [p for p in free if p.first > frame.finite.at]
    order = [before, after] if any(p.prep is None and speakers.speaks(sentence, p) for p in before) else [after, before]
    for some in order:
        chosen = speakers.subject(sentence, some, frame.finite, at_all=False)
        if chosen:
            return speakers.coordinated(sentence, some, speakers.apposed(sentence, chosen))
    behind = after[:1] if after and after[0].first == frame.finite.at + 1 else []
    fallback = speakers.subject(sentence, [*behind, *before[-1:], *after[:1]], frame.finite, at_all=anybody)
    return (fallback,) if fallback else ()


def _joined(sentence: Sentence, frame: Frame) -> bool:
    """Whether a frame has its subject in the clause before: "… und rief die Armee auf"."""
    first = sentence.words(frame.first, min(frame.first + 2, frame.last))
    return first[0] in ("und", "aber", "sowie", "oder") and frame.first + 1 == frame.finite.at


def has_subject(sentence: Sentence, frame: Frame) -> bool:
    """Whether somebody who can be its subject stands in the frame; "sagte X" has one, the rest of "X kam und sagte" hasn't."""
    return frame.cue.speaker == "place" or frame.passive or bool(_subject(sentence, frame, frame.phrases(sentence), anybody=True))


def _belongs(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase stands before "zufolge"."""
    return phrase.last < len(sentence.tokens) and sentence.tokens[phrase.last].lower == "zufolge"


def _source(document: Document, sentence: Sentence, found: Sequence[Phrase], memory: Memory) -> Speaker | None:
    """Whom a report rests on: "unter Berufung auf Verhandlungskreise"."""
    for phrase in found:
        before = sentence.words(max(0, phrase.first - 3), phrase.first)
        if phrase.prep == "auf" and ("berufung" in before or "verweis" in before):
            return speakers.voice(document, sentence, (phrase,), memory)
    return None


def place(document: Document, sentence: Sentence, found: Sequence[Phrase], memory: Memory) -> Speaker | None:
    """Whose words they are where the frame has no subject: "hieß es aus dem Élysée", "wurde aus Kreisen bestätigt", "wurde vom Ministerium mitgeteilt"."""
    for wanted in (("aus", "von", "vom", "beim", "bei", "seitens"), ("in", "im", "auf")):
        for phrase in found:
            if phrase.prep in wanted and speakers.speaks(sentence, phrase):
                return speakers.voice(document, sentence, (phrase,), memory)
    return None


def _asides(document: Document, sentence: Sentence, frame: Frame, found: Sequence[Phrase], memory: Memory) -> tuple[Relay, ...]:
    """Sources named beside the speaker: "betonte Putin laut Kreml", "hieß es Tass zufolge"."""
    told = []
    for phrase in found:
        after = sentence.tokens[phrase.last].lower if phrase.last < len(sentence.tokens) else ""
        if (phrase.prep == "laut" or (after == "zufolge" and phrase.prep is None)) and (speaker := speakers.voice(document, sentence, (phrase,), memory)):
            told.append(speakers.as_relay(speaker))
    return tuple(told)


def subject_voice(document: Document, sentence: Sentence, clause: Whole, memory: Memory) -> Speaker | None:
    """The subject of any clause as a speaker: "X brachte … nach eigenen Angaben …"."""
    found = [p for piece in clause.pieces for p in phrases.find(sentence, *piece)]
    chosen = speakers.subject(sentence, found, clause.finite, at_all=False)
    return speakers.voice(document, sentence, speakers.coordinated(sentence, found, chosen), memory) if chosen else None


def offsets(sentence: Sentence, first: int, last: int) -> Offsets | None:
    """Offsets of tokens [first, last) without punctuation at their ends, nor a quotation mark whose partner is outside; None if nothing is left."""
    tokens = sentence.tokens
    while first < last and (tokens[first].text in OUTER or _lone(sentence, first, first, last)):
        first += 1
    while last > first and (tokens[last - 1].text in OUTER or _lone(sentence, last - 1, first, last)):
        last -= 1
    return (tokens[first].start, tokens[last - 1].end) if first < last else None


def _lone(sentence: Sentence, at: int, first: int, last: int) -> bool:
    """Whether a quotation mark at the edge has its partner outside of [first, last)."""
    token = sentence.tokens[at]
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    return any((q[0] == token.start and q[1] > end) or (q[1] == token.end and q[0] < start) for q in sentence.quoted)


def cue_offsets(sentence: Sentence, frame: Frame) -> tuple[Offsets, ...]:
    """Where the cue's words stand: "teilte" and "mit", "fügte" and "hinzu", "zeigt", "überzeugt"."""
    wanted = {w.lower() for w in (*frame.cue.needs, *frame.cue.some)} - {"es", "sich"}
    at = {frame.verb.at} | ({frame.verb.particle} if frame.verb.particle is not None and frame.verb.particle < frame.last else set())
    at |= {i for first, last in frame.pieces for i in range(first, last) if sentence.tokens[i].lower in wanted}
    return tuple((sentence.tokens[i].start, sentence.tokens[i].end) for i in sorted(at))
