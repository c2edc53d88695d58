"""Indirect speech: a cue verb with dass, ob, wie …, with "zu", or with a main clause in the subjunctive before, around or behind it.

"X sagte, es sei gut" · "Es sei gut, sagte X" · "Die Lage, sagte X, sei gut" · "X erklärt, dass …" · "X verlangt, … abzuziehen".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from streams.claims import frames, speakers
from streams.claims.clauses import Clauses
from streams.claims.draft import Draft, Memory, Offsets
from streams.claims.frames import Frame, Voices
from streams.contract.claim import Speaker
from streams.text import words
from streams.text.model import Document, Sentence

OPENED = {"dass": "dass", "ob": "w", "wh": "w"}
TYPES = {"dass": "frame.dass", "w": "frame.w", "zu": "frame.zu", "konj": "frame.konj", "behind": "frame.behind", "wie": "frame.wie"}


@dataclass(frozen=True, slots=True)
class Content:
    """What a frame says: the clauses of the content, the token ranges of its text, and how it hangs on the frame."""

    way: str
    clauses: tuple[int, ...]
    parts: tuple[tuple[int, int], ...]


def content(sentence: Sentence, clauses: Clauses, k: int, frame: Frame) -> Content | None:
    """The content of the frame in clause k, if it takes one that is there."""
    if _compares(sentence, clauses, k):
        return _as_told(clauses, k, frame)
    return _hanging(sentence, clauses, k, frame) or _around(sentence, clauses, k, frame) or _following(sentence, clauses, k, frame)


def _compares(sentence: Sentence, clauses: Clauses, k: int) -> bool:
    """Whether a clause begins with "wie": "wie der Kreml mitteilte"."""
    clause = clauses.all[k]
    return clause.kind not in ("main", "fragment") and "wie" in sentence.words(clause.first, min(clause.first + 2, clause.last))


def _as_told(clauses: Clauses, k: int, frame: Frame) -> Content | None:
    """What a "wie" clause tells of: all of the clause that it hangs on."""
    if clauses.all[k].parent is None or not {"konj", "quote"} & set(frame.cue.takes):
        return None
    own, tree = set(clauses.subtree(k)), clauses.subtree(clauses.root(k))
    first, last = clauses.extent(tree)
    parts = ((first, clauses.all[k].first), (clauses.extent(own)[1], last))
    return Content("wie", tuple(c for c in tree if c not in own), tuple(part for part in parts if part[0] < part[1]))


def draft(document: Document, sentence: Sentence, frame: Frame, said: Content, clauses: Clauses, voices: Voices) -> Draft | None:
    """The claim of a frame with its content."""
    quote = tuple(at for part in said.parts if (at := frames.offsets(sentence, *part)))
    if not quote:
        return None
    at = frames.offsets(sentence, frame.first, frame.last)
    first, last = min(p[0] for p in said.parts), max(p[1] for p in said.parts)
    return Draft(
        sentence=sentence.index, quote=quote, type="indirect", rule=frame.cue.id, evidence=TYPES[said.way], tokens=(first, last),
        cue=frames.cue_offsets(sentence, frame), frame=(at,) if at else (), speaker=voices.speaker, chain=voices.chain, stance=frame.stance(),
        carries=any(clauses.all[c].subjunctive or (said.way in ("konj", "behind") and clauses.all[c].mood == "ambiguous") for c in said.clauses),
    )  # fmt: skip


def _hanging(sentence: Sentence, clauses: Clauses, k: int, frame: Frame) -> Content | None:
    """dass, ob, w- and zu clauses that hang on the frame."""
    for child in clauses.children.get(k, ()):
        kind = clauses.all[child].kind
        if not _holds(clauses, k, child, frame):
            continue
        way = OPENED.get(kind) or ("zu" if kind == "infinitive" else None)
        if way is None or way not in frame.cue.takes or (way == "zu" and _purpose(sentence, clauses.all[child].first)):
            continue
        tree = [c for c in clauses.subtree(child) if c != k]
        also = [c for c in clauses.children.get(k, ()) if c > child and clauses.all[c].kind == kind]
        tree += [c for other in also for c in clauses.subtree(other) if c not in tree]
        first, last = clauses.extent(tree)
        skip = 1 if kind in ("dass", "ob") else 0
        return Content(way, tuple(tree), ((_behind_that(sentence, first) if skip else first, last),))
    return None


def _holds(clauses: Clauses, k: int, child: int, frame: Frame) -> bool:
    """Whether a clause that hangs on clause k hangs on this frame's part of it."""
    clause, first = clauses.all[k], clauses.all[child].first
    return first < clause.first or first < frame.last or (frame.last >= clause.last and first >= frame.first)


def _purpose(sentence: Sentence, first: int) -> bool:
    """Whether an infinitive tells what for: "um … zu"."""
    return any(word in words.classes()["purpose"] for word in sentence.words(first, first + 2))


def _behind_that(sentence: Sentence, first: int) -> int:
    """The position behind "dass" or "ob", with a mark or a comma before it."""
    for i in range(first, min(first + 4, len(sentence.tokens))):
        if sentence.tokens[i].lower in ("dass", "daß", "ob"):
            return i + 1
    return first


def _around(sentence: Sentence, clauses: Clauses, k: int, frame: Frame) -> Content | None:
    """The frame stands behind its content, or in its middle: it begins with its verb."""
    if not {"konj", "quote"} & set(frame.cue.takes) or not _inverted(sentence, clauses, k, frame) or not frames.has_subject(sentence, frame):
        return None
    before = [c for c in range(len(clauses.all)) if clauses.all[c].first < clauses.all[k].first and c != k]
    begin = _stretch(clauses, before, k)
    if not begin:
        return None
    first = min(clauses.all[c].first for c in begin)
    own, split = set(clauses.subtree(k)), [c for c in begin if clauses.all[c].last > clauses.all[k].first]
    after = [c for c in range(len(clauses.all)) if clauses.all[c].first >= clauses.all[k].last and c not in own]
    run = _run(clauses, after) if split or (after and clauses.all[after[0]].subjunctive) else []
    if not any(clauses.all[c].finite for c in (*begin, *run)):
        return None
    parts = [(first, clauses.all[k].first)]
    if split or run:
        parts.append((clauses.all[k].last, clauses.extent([*split, *run])[1]))
    return Content("behind", (*begin, *run), tuple(parts))


def _inverted(sentence: Sentence, clauses: Clauses, k: int, frame: Frame) -> bool:
    """Whether the frame's clause begins with its finite verb, right behind a comma or a mark."""
    at = next((i for i in range(clauses.all[k].first, clauses.all[k].last) if sentence.tokens[i].kind != "punct"), None)
    before = sentence.tokens[at - 1].text if at else ""
    return at is not None and at == frame.finite.at and before in (",", "–", "—", "“", "”", '"', "«", "»")


def _stretch(clauses: Clauses, before: Sequence[int], k: int) -> list[int]:
    """The clauses before a frame that are its content: all, back to another frame's end or a main clause that is surely told by the newsroom."""
    mains = [c for c in before if clauses.all[c].kind in ("main", "fragment")]
    spoken = [c for c in mains if clauses.all[c].subjunctive]
    if spoken and mains and not clauses.all[mains[0]].subjunctive and clauses.all[mains[0]].kind == "main":
        first = spoken[0]
        return [c for c in before if clauses.all[c].first >= clauses.all[first].first]
    return list(before)


def _following(sentence: Sentence, clauses: Clauses, k: int, frame: Frame) -> Content | None:
    """A main clause in the subjunctive behind the frame: "X sagte am Freitag, es habe …"."""
    if "konj" not in frame.cue.takes:
        return None
    after = [c for c in range(len(clauses.all)) if clauses.all[c].first >= frame.verb.at and c != k and (clauses.all[c].kind == "main" or clauses.root(c) != k)]
    run = _run(clauses, after)
    if not run or not _spoken(sentence, clauses, k, run[0], frame):
        return None
    tree = sorted({c for r in run for c in clauses.subtree(r) if c != k})
    return Content("konj", tuple(tree), (clauses.extent(tree),))


def _spoken(sentence: Sentence, clauses: Clauses, k: int, first: int, frame: Frame) -> bool:
    """Whether the main clause behind a frame is its content: in the subjunctive, or in a form that may be one, right behind the frame's comma."""
    clause = clauses.all[first]
    begin = sentence.tokens[clause.first + (sentence.tokens[clause.first].kind == "punct")].lower
    if clause.kind != "main" or clause.finite is None or begin in ("und", "denn") or (begin in ("aber", "doch") and not clause.subjunctive):
        return False
    beside = clause.first in (clauses.all[k].last, clauses.all[k].last + 1)
    return clause.subjunctive or (clause.mood == "ambiguous" and beside and not frame.cue.prepositions)


def _run(clauses: Clauses, ks: Sequence[int]) -> list[int]:
    """The main clauses that go on with the content: until one is in the indicative."""
    found: list[int] = []
    for k in ks:
        if clauses.all[k].kind != "main":
            if found:
                found.append(k)
            continue
        if clauses.all[k].mood == "ind":
            break
        found.append(k)
    return found


def carried(document: Document, sentence: Sentence, following: Sentence | None, clauses: Clauses, memory: Memory) -> Draft | None:
    """A sentence in the subjunctive without a frame, behind reported speech: the same speaker goes on."""
    last = memory.last()
    if last is None or sentence.index - last.sentence > 1 or not clauses.mains:
        return None
    moods = [mood for k in clauses.mains if (mood := clauses.all[k].mood)]
    sure = "konj1" in moods
    if not sure and not _between(last, moods, sentence, following, clauses):
        return None
    if "ind" in moods:
        return None
    at = frames.offsets(sentence, 0, len(sentence.tokens))
    rule, evidence = ("carried.konj1", "carried") if sure else ("carried.ambiguous", "carried.ambiguous")
    return _carried(sentence, at, last, rule, evidence) if at else None


def _between(last: Draft, moods: Sequence[str | None], sentence: Sentence, following: Sentence | None, clauses: Clauses) -> bool:
    """A form of several moods goes on only behind a subjunctive, in the plural (whose Konjunktiv I is the indicative), in a row of such sentences."""
    if not last.carries or not moods or any(m == "ind" for m in moods):
        return False
    if "konj2" in moods:
        return True
    plural = any((finite := clauses.all[k].finite) and finite.number in ("pl", "both") for k in clauses.mains)
    return plural and (last.type == "indirect_free_indirect" or _goes_on(following))


def _goes_on(following: Sentence | None) -> bool:
    """Whether the next sentence stands in Konjunktiv I."""
    first = next((c.mood for c in Clauses(following).all if c.kind == "main" and c.mood), None) if following else None
    return first == "konj1"


def _carried(sentence: Sentence, at: Offsets, last: Draft, rule: str, evidence: str) -> Draft:
    return Draft(
        sentence=sentence.index, quote=(at,), type="indirect_free_indirect", rule=rule, evidence=evidence, tokens=(0, len(sentence.tokens)),
        speaker=last.speaker, chain=last.chain, carries=True, teller=last.teller,
    )  # fmt: skip


def points_at_all(sentence: Sentence, frame: Frame) -> bool:
    """Whether a frame's object is the whole sentence before: "Das teilte X mit", "Dies bestätigte X"."""
    first = sentence.words(0, min(2, len(sentence.tokens)))
    return first[:1] in (["das"], ["dies"]) and frame.finite.at == 1 and not frame.turned


def told_before(before: Sentence, sentence: Sentence, frame: Frame, voices: Voices) -> Draft | None:
    """The claim of "… Das teilte X mit."."""
    quote, at = frames.offsets(before, 0, len(before.tokens)), frames.offsets(sentence, frame.first, frame.last)
    if quote is None:
        return None
    return Draft(
        sentence=sentence.index, quote=(quote,), type="indirect", rule=frame.cue.id, evidence="frame.before", tokens=(0, len(before.tokens)),
        cue=frames.cue_offsets(sentence, frame), frame=(at,) if at else (), speaker=voices.speaker, chain=voices.chain, stance=frame.stance(), back=1,
    )  # fmt: skip


def teller(memory: Memory, sentence: Sentence) -> Voices:
    """Who tells a frame that itself stands in the subjunctive ("Macron habe entgegnet, dass …"): the speaker before, or who told of him."""
    last = memory.last()
    if last is None or last.speaker is None or sentence.index - last.sentence > 1:
        return Voices(None)
    return Voices(last.teller, last.chain[:-1]) if last.teller else Voices(last.speaker, last.chain)


def nested(voices: Voices, inner: Speaker) -> Voices:
    """The voices of an act of speech that `voices` tell of; who tells of himself adds nothing."""
    if voices.speaker is None or voices.speaker.name == inner.name:
        return Voices(inner, voices.chain)
    return Voices(inner, (*voices.chain, speakers.as_relay(voices.speaker)))
