"""Sources without a verb: "nach Angaben des Präsidenten", "laut X", "X zufolge", "nach eigenen Angaben", "so X", "demnach"."""

from collections.abc import Iterator
from dataclasses import dataclass

from streams.claims import cues, frames, phrases, speakers
from streams.claims.cues import Cue
from streams.claims.draft import Draft, Memory, Offsets
from streams.claims.frames import Voices
from streams.claims.phrases import Phrase
from streams.contract.claim import Speaker
from streams.text import words
from streams.text.model import Document, Sentence

REACH = 7  # tokens between "nach" and "Angaben"
WINDOW = 40  # tokens that a source may be long
OWN = frozenset(("eigenen", "eigener", "eigenem"))
POINTING = frozenset(("seinen", "ihren", "seiner", "ihrer", "dessen", "deren", "den", "diesen", "weiteren"))


@dataclass(frozen=True, slots=True)
class Source:
    """A source phrase at tokens [first, last), preposition included. `speaker` None: nobody is named."""

    cue: Cue
    first: int
    last: int
    speaker: Speaker | None
    own: bool = False  # "nach eigenen Angaben": the subject speaks
    again: bool = False  # "den Angaben zufolge", "demnach": who spoke before


def find(document: Document, sentence: Sentence, memory: Memory) -> Source | None:
    """The first source phrase of a sentence."""
    return next(_all(document, sentence, memory), None)


def _all(document: Document, sentence: Sentence, memory: Memory) -> Iterator[Source]:
    for at, token in enumerate(sentence.tokens):
        for cue in _cues(token.lower):
            made = _source(document, sentence, cue, at, memory)
            if made:
                yield made


def _cues(word: str) -> tuple[Cue, ...]:
    """The cues that a word is, or ends in: "Polizeiangaben"."""
    found = cues.others().get(word)
    if found is not None or not word.endswith(cues.endings()):
        return found or ()
    end = next(e for e in cues.endings() if word.endswith(e))
    return cues.others()[end]


def _source(document: Document, sentence: Sentence, cue: Cue, at: int, memory: Memory) -> Source | None:
    """What a cue word at a token makes, if it is one there."""
    if cue.kind == "noun":
        return _of_noun(document, sentence, cue, at, memory) if sentence.tokens[at].text[0].isupper() else None
    if cue.kind == "preposition":
        return _behind(document, sentence, cue, at, memory)
    if cue.kind == "postposition":
        return _before(document, sentence, cue, at, memory)
    if cue.word[0] == "so":
        return _so(document, sentence, cue, at, memory)
    return Source(cue, at, at + 1, None, again=True) if at == 0 else None


def _phrase_at(sentence: Sentence, at: int) -> Phrase | None:
    """The phrase that begins at a token."""
    found = phrases.find(sentence, at, min(at + WINDOW, len(sentence.tokens)))
    return found[0] if found and found[0].first == at else None


def _voice(document: Document, sentence: Sentence, phrase: Phrase, memory: Memory) -> Speaker | None:
    return speakers.voice(document, sentence, (phrase,), memory)


def _behind(document: Document, sentence: Sentence, cue: Cue, at: int, memory: Memory) -> Source | None:
    """laut X."""
    phrase = _phrase_at(sentence, at + 1) if at + 1 < len(sentence.tokens) else None
    if phrase is None or not speakers.speaks(sentence, phrase):
        return None
    return Source(cue, at, phrase.last, _voice(document, sentence, phrase, memory))


def _before(document: Document, sentence: Sentence, cue: Cue, at: int, memory: Memory) -> Source | None:
    """X zufolge; "den Angaben zufolge" is the noun's."""
    found = [p for p in phrases.find(sentence, max(0, at - 2 * REACH), at) if p.last == at]
    if not found or not speakers.speaks(sentence, found[-1]):
        return None
    return Source(cue, found[-1].first, at + 1, _voice(document, sentence, found[-1], memory))


def _so(document: Document, sentence: Sentence, cue: Cue, at: int, memory: Memory) -> Source | None:
    """…, so X: only where X ends the clause."""
    if at == 0 or sentence.tokens[at - 1].text not in (",", "–", "—"):
        return None
    phrase = _phrase_at(sentence, at + 1) if at + 1 < len(sentence.tokens) else None
    if phrase is None or phrase.pronoun or not speakers.speaks(sentence, phrase) or _goes_on(sentence, phrase.last):
        return None
    return Source(cue, at, _to_comma(sentence, phrase.last), _voice(document, sentence, phrase, memory))


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether more than a place or a time stands behind ("so X in Berlin")."""
    if at >= len(sentence.tokens) or sentence.tokens[at].kind == "punct":
        return False
    return sentence.tokens[at].lower not in words.classes()["preposition"] | words.classes()["adverb"]


def _to_comma(sentence: Sentence, at: int) -> int:
    return next((i for i in range(at, len(sentence.tokens)) if sentence.tokens[i].kind == "punct"), len(sentence.tokens))


def _of_noun(document: Document, sentence: Sentence, cue: Cue, at: int, memory: Memory) -> Source | None:
    """nach Angaben …, … Angaben zufolge: whose they are stands behind or within."""
    first = _opener(sentence, cue, at)
    behind = _owner(sentence, at + 1)
    last = behind.last if behind else at + 1
    last += last < len(sentence.tokens) and sentence.tokens[last].text in '“”"»«'
    postposed = last < len(sentence.tokens) and sentence.tokens[last].lower == "zufolge" and "zufolge" in cue.prepositions
    if first is None and not postposed:
        return None
    if first is None:
        first = _phrase_start(sentence, at)
    within = sentence.words(first, at)
    inner = [p for p in phrases.find(sentence, first + 1, at) if p.prep in ("aus", "von")]
    whose = behind or (inner[0] if inner else None)
    speaker = _voice(document, sentence, whose, memory) if whose else None
    own = bool(OWN & set(within))
    again = not own and speaker is None and bool(POINTING & set(within))
    if speaker is None and not own and not again:
        speaker = _voice(document, sentence, Phrase(at, at + 1, (at, at + 1), phrases.ALL, bare=True), memory)
    return Source(cue, first, last + postposed, speaker, own, again)


def _opener(sentence: Sentence, cue: Cue, at: int) -> int | None:
    """Where "nach", "laut" before the noun stands, with nothing but the noun's own phrase between."""
    for i in range(at - 1, max(-1, at - REACH - 1), -1):
        if sentence.tokens[i].kind == "punct":
            return None
        if sentence.tokens[i].lower in cue.prepositions and sentence.tokens[i].lower != "zufolge":
            return i
    return None


def _phrase_start(sentence: Sentence, at: int) -> int:
    """The beginning of the phrase whose noun stands at a token: "den Angaben"."""
    found = [p for p in phrases.find(sentence, max(0, at - REACH), at + 1) if p.last == at + 1]
    return found[-1].first if found else at


def _owner(sentence: Sentence, at: int) -> Phrase | None:
    """Whose information it is: "von Selenskyj", "aus Kiew", "des Ministeriums", "der Polizei", "Selenskyjs"."""
    if at >= len(sentence.tokens):
        return None
    low = sentence.tokens[at].lower
    name = next((n for n in sentence.names if n.first == at), None)
    if name and (name.genitive or name.kind == "medium"):
        return _phrase_at(sentence, at)
    if low in ("von", "vom", "aus"):
        return _phrase_at(sentence, at + 1) if at + 1 < len(sentence.tokens) else None
    phrase = _phrase_at(sentence, at)
    return phrase if phrase and not phrase.bare and not phrase.pronoun and phrase.can("gen") else None


def draft(document: Document, sentence: Sentence, source: Source, scope: tuple[int, int], voices: Voices) -> Draft | None:
    """The claim of a source phrase: what its clause says around it."""
    parts = [(scope[0], source.first), (source.last, scope[1])]
    quote = tuple(at for first, last in parts if first < last and (at := frames.offsets(sentence, first, last)))
    frame: Offsets | None = frames.offsets(sentence, source.first, source.last)
    if not quote or not frame:
        return None
    return Draft(
        sentence=sentence.index, quote=quote, type="indirect", rule=source.cue.id, evidence="source.again" if source.again else "source", tokens=scope,
        cue=cue_offsets(sentence, source), frame=(frame,), speaker=voices.speaker, chain=voices.chain, stance=None,
    )  # fmt: skip


def cue_offsets(sentence: Sentence, source: Source) -> tuple[Offsets, ...]:
    """ "laut"; "nach" and "Angaben"."""
    wanted = {w.lower() for w in (*source.cue.word, *source.cue.prepositions)}
    return tuple((t.start, t.end) for t in sentence.tokens[source.first : source.last] if t.lower in wanted)
