"""A sentence as the verb reading looks at it: words without quotation marks, side by side as one reads, each with the verb forms that it can be."""

from collections.abc import Sequence
from dataclasses import dataclass

from streams import lexicon
from streams.text import forms, unknown, words
from streams.text.forms import Reading
from streams.text.model import Token

QUOTES = frozenset("„“”\"»«‚‘’›‹'") | {",,", "''", "``", "<<", ">>"}
HARD = frozenset(".!?;:") | {"…"}
DASHES = frozenset(("–", "—", "-", "--"))
FAR = 30  # tokens on each side in which a stretch may have its finite verb
NEAR = 8  # tokens within which an article opens "die von Russland besetzten"
SHOUT = 40  # tokens to the mark of a command
ADJECTIVAL = ("e", "en", "er", "es", "em")
Readings = tuple[Reading, ...]


#: Bits of `Word.classes`: the closed classes that a form belongs to. OPENER begins a subordinate clause, PART may be a verb's first part written apart.
(ARTICLE, DETERMINER, PREPOSITION, CONTRACTION, RELATIVE, QUESTION, OPENER, JOINING, ADVERB, ADJECTIVE, PRONOUN, PARTICLE, PART, COORDINATOR) = (
    1 << n for n in range(14)
)
CLASSES = (
    (ARTICLE, ("article",)), (DETERMINER, ("determiner",)), (PREPOSITION, ("preposition",)), (CONTRACTION, ("contraction",)), (RELATIVE, ("relative",)),
    (QUESTION, ("question",)), (OPENER, ("subordinator", "subordinator_last", "that", "whether", "question")), (JOINING, ("joining",)), (ADVERB, ("adverb",)),
    (ADJECTIVE, ("adjective",)), (PRONOUN, ("pronoun",)),
)  # fmt: skip
COORDINATORS = frozenset(("und", "oder", "aber", "sondern", "doch", "denn"))
VERBAL = frozenset(f"V{kind}{form}" for kind in "VAM" for form in ("FIN", "IMP", "INF", "IZU", "PP"))  # tags


@dataclass(slots=True, eq=False)
class Word:
    """What a form is by itself: its readings in the lexicon, those with a particle elsewhere under that particle, and what kind of word it looks like."""

    lower: str
    known: bool  # the lexicon has readings
    bare: Readings
    parted: dict[str, Readings]
    closed: bool
    adjectival: bool
    capital: bool
    digits: bool
    inflected: bool  # ends as an adjective may before a noun that has an article
    participle: bool  # … and may be one that a finite form looks like
    classes: int


@lexicon.memo(16384)
def word(text: str) -> Word:
    """The facts of one form."""
    lower = text.lower()
    key, opener, classes = forms.key(lower), lower in words.openers(), _classes().get(lower, 0)
    readings = forms.table().get(key, ())
    parted: dict[str, Readings] = {}
    for r in readings:
        if r.prefix:
            parted[r.prefix] = (*parted.get(r.prefix, ()), r)
    bare = tuple([r for r in readings if not r.prefix]) if parted else readings
    adjectival, inflected = not opener and lower.endswith(ADJECTIVAL), lower.endswith(("e", "en"))
    participle = inflected and (key in forms.attributives() or lower.endswith(("ierte", "ierten")))
    closed = opener or bool(classes & ADJECTIVE)
    return Word(lower, bool(readings), bare, parted, closed, adjectival, text[0].isupper(), text[0].isdecimal(), inflected, participle, classes)


@lexicon.derived
def _classes() -> dict[str, int]:
    """Word → the bits of its classes."""
    found, particles = words.classes(), forms.particles()
    bits = [(bit, word) for bit, kinds in CLASSES for kind in kinds for word in found[kind]]
    bits += [(PARTICLE, word) for word in particles] + [(PART, word) for word in particles - found["preposition"] - found["adverb"]]
    made: dict[str, int] = {}
    for bit, word in (*bits, *((COORDINATOR, word) for word in COORDINATORS)):
        made[word] = made.get(word, 0) | bit
    return made


@dataclass(slots=True, eq=False)
class Line:
    """Positions `i` are those of the line, `at[i]` of the sentence. One place behind the last word, which is also the one at -1, lies outside."""

    at: list[int]
    words: list[Word]
    lower: list[str]
    tags: list[str]
    mark: list[bool]  # punctuation, or outside
    classes: list[int]
    readings: list[Readings]
    particles: list[int]  # places of what may be a separated prefix

    def closes(self, i: int) -> bool:
        """Whether the token before i stands last in its bracket: then comes punctuation, und, oder, als, wie, or an auxiliary."""
        return self.ends(i) or any([r.kind != "full" for r in self.readings[i]])

    def ends(self, i: int) -> bool:
        """As `closes`, without the auxiliary."""
        return self.mark[i] or self.lower[i] in _ENDING

    def noun(self, i: int) -> bool:
        """Whether a noun, or an adjective before one, stands at i."""
        if self.mark[i]:
            return False
        here = self.words[i]
        return here.capital or self.tags[i] == "ADJA" or (here.adjectival and not here.known)


_ENDING = frozenset(("und", "oder", "sowie", "bzw.", "beziehungsweise", "als", "wie", "aber"))
_SUBJECTS = frozenset(("ich", "er", "sie", "es", "wir", "man"))
_OUTSIDE = Word("", False, (), {}, False, False, False, False, False, False, 0)


def read(tokens: Sequence[Token], tags: Sequence[str]) -> Line:
    """The line of a sentence, with the readings that each token's surroundings allow."""
    texts = [t.text for t in tokens]
    at = list(range(len(texts))) if QUOTES.isdisjoint(texts) else [i for i, text in enumerate(texts) if text not in QUOTES]
    found = [word(texts[i]) for i in at]
    classes = [w.classes for w in found]
    line = Line(
        at, [*found, _OUTSIDE], [*[w.lower for w in found], ""], [*[tags[i] for i in at], ""] if tags else [""] * (len(at) + 1),
        [*[tokens[i].kind == "punct" for i in at], True], [*classes, 0], [()] * (len(at) + 1), [i for i, bits in enumerate(classes) if bits & PARTICLE],
    )  # fmt: skip
    may = [i for i, (here, tag) in enumerate(zip(found, line.tags, strict=False)) if here.known or tag in VERBAL]
    for i in reversed(may):  # from the right: what follows decides
        if tokens[at[i]].kind == "word":
            line.readings[i] = _small(line, i) if not found[i].capital else _capital(line, i) if _opening(tokens, at, i) else ()
    return line


def _opening(tokens: Sequence[Token], at: Sequence[int], i: int) -> bool:
    """Whether a capital at i is one of a beginning: of the sentence, after a colon or a final mark, within an opening quotation mark."""
    before = tokens[at[i] - 1] if at[i] else None
    return before is None or (before.kind == "punct" and before.text not in (",", "-", "–", "—", "/", ")"))


def _known(line: Line, here: Word) -> Readings:
    """What the lexicon knows a form as; readings with a particle only where that stands in the sentence."""
    if not here.parted or not line.particles:
        return here.bare
    there = dict.fromkeys([line.lower[i] for i in line.particles])
    return (*here.bare, *[r for particle in there if particle in here.parted for r in here.parted[particle]])


def _small(line: Line, i: int) -> Readings:
    """The readings of a form in small letters."""
    here, tag = line.words[i], line.tags[i]
    if here.closed:  # "einige", "meinen", "sein": a verb only at a verb's place
        placed = line.closes(i + 1) and not line.noun(i + 1) and tag != "ADJA"
        asked = tag[:1] == "V" and (tag == "VVFIN" or not here.classes & ADVERB)
        return _known(line, here) if placed or asked else ()
    return () if _attributive(line, i) else _known(line, here) or unknown.readings(here.lower, tag)


def _capital(line: Line, i: int) -> Readings:
    """What a capitalised form can be where a sentence begins: "Kommt es …", "Geplant ist …", but "Treffen …", "Stand der Dinge …" are nouns."""
    here, tag, follower = line.words[i], line.tags[i], line.lower[i + 1]
    known = _known(line, here) or (unknown.readings(here.lower, tag) if here.lower.endswith(("t", "en")) else ())
    finite = tuple(r for r in known if r.form == "finite")
    if any(r.kind != "full" for r in finite):
        return finite
    if any(r.kind != "full" for r in line.readings[i + 1]):
        return tuple(r for r in known if r.form == "participle" or (r.form == "infinitive" and tag[:1] == "V"))
    if tag == "VVPP":
        return tuple(r for r in known if r.form == "participle")  # "Gemessen an …"
    if _commands(line, i, finite):
        return _imperatives(line, here, finite)
    weak, addressed = here.lower.endswith(("t", "te", "ten")), bool(line.classes[i + 1] & PRONOUN)
    if addressed or (weak and line.classes[i + 1] & ARTICLE) or (follower == "die" and here.lower.endswith("n")):
        return tuple(r for r in finite if r.mood != "konj1")
    if tag[:1] == "V":  # not "Stand", "Ruf": a strong preterite begins a sentence only before a pronoun
        return tuple(r for r in finite if r.mood != "konj1" and (r.tense == "present" or weak))
    return ()


def _commands(line: Line, i: int, finite: Readings) -> bool:
    """Whether a capitalised form is an imperative: by its tag, or before "!" and no subject: "Stoppt den Krieg!"."""
    if line.tags[i] == "VVIMP":
        return True
    if not line.words[i].lower.endswith("t") or not any(r.tense == "present" for r in finite) or line.lower[i + 1] in _SUBJECTS:
        return False
    return next((line.lower[k] for k in range(i, min(i + SHOUT, len(line.at))) if line.lower[k] in HARD), "") == "!"


def _imperatives(line: Line, here: Word, finite: Readings) -> Readings:
    """The imperatives of a form, also with a particle elsewhere: "Lasst … frei"."""
    lemma = finite[0].plain if finite else unknown.commanded(here.lower.capitalize())
    present = [r for r in _known(line, word(lemma)) if r.form == "finite" and r.number == "pl" and r.tense == "present"] if lemma else []
    return tuple(r._replace(mood=None, tense=None, number="pl" if here.lower.endswith("t") else "sg", person=2) for r in present)


def _attributive(line: Line, i: int) -> bool:
    """Whether the form stands as an adjective before a noun: "der vereinbarte Tausch", "die von Russland besetzten Gebiete", "die gleichen Rechte"."""
    here, tag = line.words[i], line.tags[i]
    if not here.inflected or line.mark[i + 1]:
        return False
    if tag == "ADJA" and (not line.words[i - 1].capital or _phrase_open(line, i) or _has_finite(line, i)):
        return True
    if not line.noun(i + 1):
        return False
    before = line.words[i - 1]
    if before.classes & ARTICLE or (before.classes & PREPOSITION and before.lower != "zu"):
        return here.participle or tag[:1] != "V"
    if not here.participle:
        return False
    return bool(before.classes & DETERMINER) or (before.adjectival and not before.capital) or _phrase_open(line, i)


def _has_finite(line: Line, i: int) -> bool:
    """Whether the tagger sees a finite verb in the stretch; without one "Kampfjets bombardierten Stellungen" has no adjective."""
    first, last = i, i
    while not line.mark[first - 1] and i - first < FAR:
        first -= 1
    while not line.mark[last + 1] and last - i < FAR:
        last += 1
    return any(tag.endswith("FIN") for tag in line.tags[first : last + 1])


def _phrase_open(line: Line, i: int) -> bool:
    """Whether an article before i opened a phrase that still waits for its noun: "die von …", "das am Montag …", "vier von …"."""
    for k in range(i - 2, max(-1, i - NEAR), -1):
        if line.mark[k] or line.mark[k + 1]:
            return False
        if line.classes[k] & (ARTICLE | DETERMINER) and line.classes[k + 1] & PREPOSITION:
            return True
    return False
