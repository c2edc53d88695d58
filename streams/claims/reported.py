"""Speech acts told with an object: "X forderte eine Waffenruhe", "X wies die Forderungen zurück", "X sprach von Fortschritten", "X zeigte sich enttäuscht".

Strict: the subject must be able to speak, the object must be there, the act must have happened ("will fordern" and "könnte ablehnen" are none).
"""

from collections.abc import Sequence

from streams.claims import frames, speakers
from streams.claims.clauses import Clauses
from streams.claims.draft import Draft
from streams.claims.frames import Frame, Voices
from streams.claims.phrases import Phrase
from streams.text.model import Sentence

FUSED = {
    "zu": ("zum", "zur"), "von": ("vom",), "in": ("im", "ins"), "an": ("am", "ans"), "auf": ("aufs",), "für": ("fürs",), "um": ("ums",), "über": ("übers",),
}  # fmt: skip
OPENERS = frozenset(("und", "aber", "oder", "doch", "sowie", "denn", "sondern", "nachdem", "obwohl", "weil", "während", "obgleich", "wobei"))


def possible(sentence: Sentence, clauses: Clauses, k: int, frame: Frame) -> bool:
    """Whether the frame in clause k is a speech act whose object is there."""
    clause = clauses.all[k]
    if clause.kind not in ("main", "adverbial") or frame.silent() or not _happened(frame):
        return False
    found = frame.phrases(sentence)
    return _complete(sentence, frame, found)


def _happened(frame: Frame) -> bool:
    """Whether the act is told as done: no modal verb, no "wird … fordern", the verb itself finite or a participle."""
    return frame.finite.kind != "modal" and frame.verb.form in ("finite", "participle")


def _complete(sentence: Sentence, frame: Frame, found: Sequence[Phrase]) -> bool:
    """Whether what the act needs stands in the clause."""
    if frame.passive:
        return "object" in frame.cue.takes and frame.cue.stance != "states"
    takes, low = frame.cue.takes, frame.words(sentence)
    if "bare" in takes and not frame.cue.prepositions:
        return True
    if "als" in takes and "als" in low:
        return True
    if "nennt" in takes:
        return "„" in low or '"' in low or "«" in low or "»" in low
    if "object" in takes and _object(sentence, frame, found):
        return True
    wanted = {form for p in frame.cue.prepositions for form in (p, *FUSED.get(p, ()))}
    return any(p.prep in wanted and not _time(sentence, p) for p in found)


def _object(sentence: Sentence, frame: Frame, found: Sequence[Phrase]) -> bool:
    """Whether an object stands beside the subject: a second phrase that can be accusative."""
    free = [p for p in found if p.prep is None and not p.pronoun and not _time(sentence, p)]
    nominative = next((p for p in free if p.can("nom") and speakers.speaks(sentence, p)), None)
    return any(p.can("acc") and p is not nominative for p in free)


def _time(sentence: Sentence, phrase: Phrase) -> bool:
    return any(d.first < phrase.last and phrase.first < d.last for d in sentence.dates)


def draft(sentence: Sentence, clauses: Clauses, k: int, frame: Frame, voices: Voices, alone: bool) -> Draft | None:
    """The claim: the whole sentence where the act is all it tells, else the clause with what hangs on it."""
    first, last = _range(sentence, clauses, k, frame, alone)
    while first < last - 1 and not alone and (sentence.tokens[first].lower in OPENERS or sentence.tokens[first].kind == "punct"):
        first += 1
    at = frames.offsets(sentence, first, last)
    if at is None:
        return None
    return Draft(
        sentence=sentence.index, quote=(at,), type="reported", rule=frame.cue.id, evidence="reported", tokens=(first, last),
        speaker=voices.speaker, chain=voices.chain, stance=frame.stance(), judged=frame.cue.stance == "assesses",
    )  # fmt: skip


def _range(sentence: Sentence, clauses: Clauses, k: int, frame: Frame, alone: bool) -> tuple[int, int]:
    if alone:
        return 0, len(sentence.tokens)
    clause = clauses.all[k]
    if (frame.first, frame.last) == (clause.first, clause.last):
        return clauses.extent(clauses.subtree(k))
    return frame.first, frame.last


def hearsay(sentence: Sentence, clauses: Clauses) -> Draft | None:
    """ "soll … getötet haben": what is said by nobody named. Only with an infinitive of the perfect, where "soll" can't be a plan or a duty."""
    for k in clauses.mains:
        clause = clauses.all[k]
        modal = next((v for v in clause.verbs if v.form == "finite"), None)
        pairs = zip(clause.verbs, clause.verbs[1:], strict=False)
        perfect = any(a.form == "participle" and b.form == "infinitive" and b.lemma in ("haben", "sein") for a, b in pairs)
        if modal and modal.lemma == "sollen" and modal.mood != "konj2" and modal.tense == "present" and perfect:
            at = frames.offsets(sentence, *clauses.extent(clauses.subtree(k)))
            return Draft(
                sentence=sentence.index, quote=(at,), type="free_indirect", rule="hearsay.sollen", evidence="hearsay", tokens=(clause.first, clause.last),
            ) if at else None  # fmt: skip
    return None
