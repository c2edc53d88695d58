"""Direct speech: what stands in quotation marks and is somebody's sentence, with the frame before, behind or between.

A word or two in marks within a sentence ("humanitäre Korridore") is no claim; "dass …" in marks belongs to the indirect speech around it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from streams.claims import frames, phrases, sources, speakers
from streams.claims.clauses import Clauses
from streams.claims.draft import Draft, Memory, Offsets
from streams.claims.frames import Frame, Voices
from streams.contract.claim import Speaker
from streams.text.model import Document, Sentence

MARKS = '„“”"»«‚‘’›‹ '
LEAST = 2  # words of a quotation that has a frame


def find(document: Document, sentence: Sentence, memory: Memory) -> list[Draft]:
    """The direct claims of a sentence in order. Two quotations in one frame ("A", sagte X, "B") are one claim."""
    spoken = [q for q in sentence.quoted if _sentence_like(document, sentence, q)]
    if not spoken:
        return []
    gaps = _gaps(sentence, spoken)
    made: list[Draft] = []
    before: Frame | None = None
    inherited: Speaker | None = None
    for number, quote in enumerate(spoken):
        frame = _frame(sentence, gaps[number], gaps[number + 1])
        if frame and before and frame.verb.at == before.verb.at:
            made[-1] = replace(made[-1], quote=(*made[-1].quote, quote))
            continue
        if frame:
            draft: Draft | None = _framed(document, sentence, quote, frame, memory, inherited)
        else:
            draft = _unframed(document, sentence, quote, gaps[number : number + 2], memory)
        if draft:
            made.append(draft)
            before, inherited = frame, draft.speaker
    return made


def _tokens(sentence: Sentence, span: Offsets) -> tuple[int, int]:
    """Token positions of an offset span."""
    first = bisect_left(sentence.tokens, span[0], key=lambda t: t.start)
    last = bisect_right(sentence.tokens, span[1], key=lambda t: t.end)
    return (first, last) if first < last else (0, 0)


def _sentence_like(document: Document, sentence: Sentence, quote: Offsets) -> bool:
    """Whether a quotation is speech of its own: it begins like a sentence, and is one or stands where one stands."""
    first, last = _tokens(sentence, quote)
    content = [t for t in sentence.tokens[first:last] if t.kind != "punct"]
    going_on = _follows_quote(sentence, quote)
    if len(content) < LEAST or not (going_on or content[0].text[0].isupper() or content[0].kind == "number"):
        return False
    opening = first == 0 or sentence.tokens[first - 1].text in (":", "–", "—") or going_on
    ended = sentence.tokens[last - 1].text in MARKS and sentence.tokens[last - 2].text in ".!?"
    closing = last == len(sentence.tokens) or sentence.tokens[last].text in (",", "–", "—") or ended
    finite = any(first <= v.at < last and v.form == "finite" for c in sentence.clauses for v in c.verbs)
    return (opening and (closing or finite)) or (finite and last - first > 5 and sentence.tokens[first - 1].text == ",")


def _follows_quote(sentence: Sentence, quote: Offsets) -> bool:
    """Whether an earlier quotation stands in the same sentence: "A", sagte X, "B"."""
    return sentence.quoted[0] != quote and sentence.tokens[_tokens(sentence, quote)[0] - 1].text in (",", ".", "?", "!")


def _gaps(sentence: Sentence, spoken: list[Offsets]) -> list[tuple[int, int]]:
    """Token ranges before, between and behind the quotations."""
    edges = [0, *(e for q in spoken for e in _tokens(sentence, q)), len(sentence.tokens)]
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]


def _frames(sentence: Sentence, gap: tuple[int, int]) -> Iterator[Frame]:
    verbs = [v for c in sentence.clauses for v in c.verbs]
    return (f for f in frames.find(sentence, verbs, (gap,)) if "quote" in f.cue.takes)


def _frame(sentence: Sentence, before: tuple[int, int], after: tuple[int, int]) -> Frame | None:
    """The frame of a quotation: the one behind, unless a colon or a comma leads in from before."""
    leads_in = before[1] > before[0] and sentence.tokens[before[1] - 1].text in (":", ",")
    earlier, later = list(_frames(sentence, before)), list(_frames(sentence, after))
    if leads_in and earlier:
        return _narrow(sentence, earlier[-1])
    behind = after[0] < after[1] and sentence.tokens[after[0]].text in (",", "–", "—")
    return _narrow(sentence, later[0]) if later and (behind or not earlier) else None


def _narrow(sentence: Sentence, frame: Frame) -> Frame:
    """The frame's own clause within the gap: "sagte X" without "und fügte hinzu:"."""
    own = next((c for c in Clauses(sentence).all if any(f <= frame.verb.at < e for f, e in c.pieces)), None)
    pieces = [(max(f, frame.first), min(e, frame.last)) for f, e in own.pieces] if own else []
    kept = tuple((f, e) for f, e in pieces if f < e)
    return replace(frame, pieces=kept) if any(f <= frame.finite.at < e for f, e in kept) else frame


def _framed(document: Document, sentence: Sentence, quote: Offsets, frame: Frame, memory: Memory, inherited: Speaker | None) -> Draft:
    voices = frames.voices(document, sentence, frame, memory, inherited)
    at = frames.offsets(sentence, frame.first, frame.last)
    return _draft(sentence, quote, voices, frame.cue.id, "quote.frame", frames.cue_offsets(sentence, frame), (at,) if at else (), frame)


def _unframed(document: Document, sentence: Sentence, quote: Offsets, gaps: list[tuple[int, int]], memory: Memory) -> Draft | None:
    """ "Sybiha: „…“" and "„…“, so Sybiha" have a speaker and no verb; „…“ alone goes on with the speaker of the quotation before."""
    before, after = gaps
    if before[1] > before[0] and sentence.tokens[before[1] - 1].text == ":":
        found = phrases.find(sentence, *before)
        chosen = speakers.subject(sentence, found, None, at_all=False)
        voice = speakers.voice(document, sentence, (chosen,), memory) if chosen else None
        return _draft(sentence, quote, Voices(voice), "quote.colon", "quote.colon") if voice else None
    source = sources.find(document, sentence, memory)
    if source and source.speaker and after[0] <= source.first < after[1]:
        at = frames.offsets(sentence, source.first, source.last)
        return _draft(sentence, quote, Voices(source.speaker), source.cue.id, "quote.frame", sources.cue_offsets(sentence, source), (at,) if at else ())
    whole = all(t.kind == "punct" for t in sentence.tokens[slice(*before)]) and quote[1] >= sentence.tokens[-1].start
    last = memory.last()
    if whole and last and last.type == "direct" and sentence.index - last.sentence == 1:
        return _draft(sentence, quote, Voices(last.speaker, last.chain), "quote.continued", "quote.continued")
    return None


def _draft(
    sentence: Sentence, quote: Offsets, voices: Voices, rule: str, evidence: str,
    cue: tuple[Offsets, ...] = (), frame: tuple[Offsets, ...] = (), found: Frame | None = None,
) -> Draft:  # fmt: skip
    return Draft(
        sentence=sentence.index, quote=(quote,), type="direct", rule=rule, evidence=evidence, tokens=_tokens(sentence, quote), cue=cue, frame=frame,
        speaker=voices.speaker, chain=voices.chain, stance=found.stance() if found else None,
    )  # fmt: skip
