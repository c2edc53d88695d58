"""The claims of a document: direct speech, then frames with their content, sources without a verb, what is carried on, speech acts, hearsay."""

from collections.abc import Sequence
from dataclasses import replace

from streams.claims import frames, indirect, quotes, reported, sources, stance
from streams.claims.clauses import Clauses
from streams.claims.draft import Draft, Memory
from streams.claims.frames import Frame, Voices
from streams.claims.indirect import Content
from streams.contract.base import Span, span
from streams.contract.claim import Claim, Speaker, Stance
from streams.contract.ids import make_id
from streams.text.model import Document, Sentence, Verb

#: How sure each kind of evidence makes a claim. Marks and a verb leave little doubt; a carried form that is also a past tense, or hearsay, leaves much.
CONFIDENCE = {
    "quote.frame": 0.95, "quote.colon": 0.9, "quote.continued": 0.8,
    "frame.dass": 0.9, "frame.w": 0.85, "frame.konj": 0.9, "frame.behind": 0.9, "frame.zu": 0.85,
    "frame.wie": 0.85, "frame.before": 0.8, "source": 0.85, "source.again": 0.7,
    "carried": 0.8, "carried.ambiguous": 0.55, "reported": 0.7, "hearsay": 0.5,
}  # fmt: skip
LONGEST, MOST_CLAUSES = 600, 60  # tokens and clauses of a sentence; what has more is a list or a broken text, and would take time without bound
WITHOUT_SPEAKER = 0.8  # of that, where nobody is named


def find(document: Document, uri: str) -> tuple[Claim, ...]:
    """All claims of a document in text order. Ids are made from the uri, the quote and its running number among equal quotes; `node` stays None."""
    memory = Memory()
    claims: list[Claim] = []
    counted: dict[str, int] = {}
    for index, sentence in enumerate(document.sentences):
        following = document.sentences[index + 1] if index + 1 < len(document.sentences) else None
        for draft in _drafts(document, sentence, following, memory):
            claims.append(_claim(document, document.sentences[index - draft.back], draft, claims, uri, counted))
            memory.drafts.append(draft)
            if draft.speaker:
                memory.voices[draft.speaker.kind] = draft.speaker
        memory.persons += [(sentence.index, n) for n in sentence.names if n.kind == "person"]
        memory.media += [n for n in sentence.names if n.kind == "medium"]
    return tuple(claims)


def _drafts(document: Document, sentence: Sentence, following: Sentence | None, memory: Memory) -> list[Draft]:
    """The claims of one sentence, none inside another, in text order."""
    if len(sentence.tokens) > LONGEST or len(sentence.clauses) > MOST_CLAUSES:
        return []
    clauses = Clauses(sentence)
    found = quotes.find(document, sentence, memory)
    found += _framed(document, sentence, clauses, memory, found)
    if not found and (draft := _told(document, sentence, clauses, memory)):
        found.append(draft)
    if not found:
        found += _sourced(document, sentence, clauses, memory)
    if not found and (draft := indirect.carried(document, sentence, following, clauses, memory) or reported.hearsay(sentence, clauses)):
        found.append(draft)
    return sorted(found, key=lambda d: d.quote[0])


def _framed(document: Document, sentence: Sentence, clauses: Clauses, memory: Memory, direct: Sequence[Draft]) -> list[Draft]:
    """Indirect speech and speech acts of the sentence's clauses, outer frames before inner ones."""
    found: list[Draft] = []
    inherited: Speaker | None = direct[-1].speaker if direct else None
    for k in _order(sentence, clauses):
        for frame in _cues(sentence, clauses, k):
            draft = None if _used(sentence, frame, [*direct, *found]) else _one(document, sentence, clauses, k, frame, memory, inherited)
            if draft:
                inherited = draft.speaker or inherited
                found.append(draft)
    return found


def _told(document: Document, sentence: Sentence, clauses: Clauses, memory: Memory) -> Draft | None:
    """ "… Das teilte X mit.": what the sentence before says, if it is nobody's yet."""
    last = memory.last()
    before = document.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.paragraph != sentence.paragraph or len(clauses.mains) != 1 or (last and last.sentence == before.index):
        return None
    frame = next((f for f in _cues(sentence, clauses, clauses.mains[0]) if "quote" in f.cue.takes and indirect.points_at_all(sentence, f)), None)
    voices = frames.voices(document, sentence, frame, memory) if frame else None
    return indirect.told_before(before, sentence, frame, voices) if frame and voices and voices.speaker else None


def _order(sentence: Sentence, clauses: Clauses) -> list[int]:
    """Clauses, those that frame others first: "Er habe gefordert, …, sagte X" is X's."""

    def rank(k: int) -> tuple[bool, int]:
        return (clauses.all[k].subjunctive or clauses.all[k].kind not in ("main", "fragment"), k)

    return sorted((k for k, c in enumerate(clauses.all) if c.verbs), key=rank)


def _cues(sentence: Sentence, clauses: Clauses, k: int) -> list[Frame]:
    clause = clauses.all[k]
    return list(frames.find(sentence, clause.verbs, clause.pieces))


def _used(sentence: Sentence, frame: Frame, drafts: Sequence[Draft]) -> bool:
    """Whether a frame's verb stands in a quote already found, or is the cue of one."""
    token = sentence.tokens[frame.verb.at]
    return any(s <= token.start < e for d in drafts for s, e in (*d.quote, *d.cue))


def _one(document: Document, sentence: Sentence, clauses: Clauses, k: int, frame: Frame, memory: Memory, inherited: Speaker | None) -> Draft | None:
    """The claim of one frame."""
    said = indirect.content(sentence, clauses, k, frame)
    act = said is None and reported.possible(sentence, clauses, k, frame)
    if said is None and not act:
        return None
    voices = frames.voices(document, sentence, frame, memory, inherited, anybody=not act)
    if voices.speaker is None and clauses.all[k].kind == "main":
        voices = _of_clause_before(document, sentence, clauses, k, memory, voices)
    teller: Speaker | None = None
    if clauses.all[k].subjunctive:
        outer = indirect.teller(memory, sentence)
        if outer.speaker is None or (act and frame.cue.stance == "accepts"):
            return None
        if voices.speaker:
            voices, teller = indirect.nested(outer, voices.speaker), outer.speaker
    if said is not None:
        inner = _inner(document, sentence, clauses, said, memory)
        if inner and voices.speaker:
            voices, teller = indirect.nested(voices, inner), voices.speaker
        draft = indirect.draft(document, sentence, frame, said, clauses, voices)
        return replace(draft, teller=teller) if draft else None
    if voices.speaker is None:
        return None
    alone = len(clauses.mains) < 2 and clauses.all[k].kind == "main" and (frame.first, frame.last) == (clauses.all[k].first, clauses.all[k].last)
    draft = reported.draft(sentence, clauses, k, frame, voices, alone)
    return replace(draft, teller=teller) if draft else None


def _of_clause_before(document: Document, sentence: Sentence, clauses: Clauses, k: int, memory: Memory, voices: Voices) -> Voices:
    """The subject of the main clause before, where the frame only goes on with "und": "X kam dazu und sagte, …"."""
    clause = clauses.all[k]
    before = [m for m in clauses.mains if m < k]
    joined = sentence.tokens[clause.first].lower in ("und", "aber") or (clause.finite is not None and clause.finite.at <= clause.first + 1)
    if not before or not joined or clause.first == 0:
        return voices
    return Voices(frames.subject_voice(document, sentence, clauses.all[before[-1]], memory), voices.chain)


def _inner(document: Document, sentence: Sentence, clauses: Clauses, said: Content, memory: Memory) -> Speaker | None:
    """The speaker of an act of speech that is the content: "Kiew habe die Gespräche als nützlich bewertet, schrieb X" are Kyiv's words."""
    k = said.clauses[0]
    if clauses.all[k].kind != "main" or not clauses.all[k].subjunctive:
        return None
    for frame in _cues(sentence, clauses, k):
        content = indirect.content(sentence, clauses, k, frame)
        whole = content is not None and content.way in ("dass", "w", "zu") and "quote" in frame.cue.takes and set(content.clauses) <= set(said.clauses)
        if frame.cue.speaker == "subject" and not frame.passive and (whole or ("als" in frame.cue.takes and "als" in frame.words(sentence))):
            inner = frames.voices(document, sentence, frame, memory, anybody=False).speaker
            if inner:
                return inner
    return None


def _sourced(document: Document, sentence: Sentence, clauses: Clauses, memory: Memory) -> list[Draft]:
    """ "nach Angaben von X …": the claim of a source phrase."""
    source = sources.find(document, sentence, memory)
    if source is None:
        return []
    last = memory.last()
    if source.again and (last is None or sentence.index - last.sentence > 1):
        return []
    voices = Voices(source.speaker)
    if source.again and last:
        voices = Voices(last.speaker, last.chain)
    k = clauses.at(source.first)
    scope = clauses.extent(clauses.subtree(clauses.root(k))) if k is not None else (0, len(sentence.tokens))
    if source.own and k is not None:
        voices = Voices(frames.subject_voice(document, sentence, clauses.all[k], memory))
    if source.cue.word[0] == "so":
        scope = (0, source.last)
    draft = sources.draft(document, sentence, source, scope, voices)
    return [replace(draft, carries=any(clauses.all[m].subjunctive for m in clauses.mains))] if draft and (voices.speaker or not source.own) else []


def _claim(document: Document, sentence: Sentence, draft: Draft, claims: list[Claim], uri: str, counted: dict[str, int]) -> Claim:
    """The contract's claim of a draft."""
    tokens = list(sentence.tokens[slice(*draft.tokens)])
    topics, turned = stance.topics(tokens)
    told: Stance = draft.stance or stance.of_content(tokens, _verbs(sentence, draft), draft.judged)
    if told in ("rejects", "accepts") and not topics and stance.points_back(tokens):
        before = stance.demanded_before(claims, draft.speaker.party if draft.speaker else None)
        topics, turned = (before.topics, before.negated_topics) if before else (topics, turned)
    quote = _spans(document, draft.quote)
    joined = " ".join(s.text for s in quote)
    number = counted[joined] = counted.get(joined, 0) + 1
    sure = CONFIDENCE[draft.evidence] * (1 if draft.speaker else WITHOUT_SPEAKER)
    return Claim(
        id=make_id("claim", uri, joined, number), quote=quote, type=draft.type, cue=_spans(document, draft.cue), speaker=draft.speaker,
        addressee=_spans(document, draft.addressee), frame=_spans(document, draft.frame), source_chain=draft.chain, topics=topics, stance=told,
        negated_topics=turned, rule=draft.rule, confidence=round(sure, 2),
    )  # fmt: skip


def _verbs(sentence: Sentence, draft: Draft) -> list[Verb]:
    """The verbs of the content's first clause, "wenn …" and the like left aside."""
    first, last = draft.tokens
    inside = [[v for v in c.verbs if first <= v.at < last] for c in sentence.clauses if c.kind not in ("adverbial", "relative")]
    return next((verbs for verbs in inside if verbs), [])


def _spans(document: Document, parts: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(span(document.text, start, end) for start, end in parts)
