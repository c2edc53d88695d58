"""Clauses → base phrases: nouns and pronouns with what stands before them, dates, each with its preposition. What they do in the clause, functions.py says."""

from collections.abc import Sequence
from dataclasses import dataclass

from streams import lexicon
from streams.text import nominals, words
from streams.text.agreement import ALL, GEN, NEUTER, NOM, SINGULAR
from streams.text.model import Clause, DateSpan, Function, Name, Token
from streams.text.nominals import Core, Line
from streams.text.phrase_words import ADJECTIVE, ADVERB, ARTICLE, COMMA, NOUN, NUMBER, OTHER, OWNER, PREPOSITION, PRONOUN, STOP, TRUNCATED, Word, look

QUOTES = frozenset("„“”\"»«‚‘’›‹'") | {",,", "''", "``", "<<", ">>"}
ABOUT = frozenset(("rund", "etwa", "knapp", "fast", "mindestens", "höchstens", "gut", "circa", "ca.", "maximal", "nahezu", "mehr", "weniger", "je", "jeweils"))
PHRASAL = (ARTICLE, NOUN, ADJECTIVE, NUMBER, TRUNCATED, PRONOUN, OWNER)


@dataclass(slots=True)
class Phrase:
    """A base phrase in the making. Positions count in the sentence; `mask`: what form, agreement and preposition leave open (agreement.py)."""

    first: int
    last: int
    head: int
    clause: int
    word: Word  # of the head
    mask: int
    free: int  # the mask without the preposition
    preposition: str | None = None
    name: Name | None = None
    article: bool = False  # an article, number or adjective stands before the noun
    dated: bool = False
    before: bool = False  # a genitive before its noun: "Putins Sprecher"
    compared: bool = False  # behind als or wie
    function: Function | None = None
    parent: "Phrase | None" = None
    members: int = 1  # of the coordination that it begins
    index: int = 0
    depth: int = 0  # how far below the phrase that it hangs on in the end


    @property
    def acts(self) -> bool:
        """Whether it is somebody who acts: by name, or by what he is called."""
        if self.name is not None:
            return self.name.kind != "place"
        return not self.word.kinds.isdisjoint(("actor", "title"))


class Reader:
    """Reads the phrases of one sentence, clause by clause."""

    def __init__(self, tokens: Sequence[Token], tags: Sequence[str], names: Sequence[Name], clauses: Sequence[Clause], dates: Sequence[DateSpan]) -> None:
        texts = [token.text for token in tokens]
        self.at: Sequence[int] = range(len(texts))
        self.position: Sequence[int] = range(len(texts) + 1)
        if not QUOTES.isdisjoint(texts):
            self.at = [i for i, text in enumerate(texts) if text not in QUOTES]
            self.position = _positions(self.at, len(texts))
            texts, tags = [texts[i] for i in self.at], [tags[i] for i in self.at]
        position, looked = self.position, list(map(look, texts, tags))
        self.line = Line(
            texts=texts, words=looked, kinds=[word.kind for word in looked],
            names={position[i]: name for name in names for i in range(name.first, name.last)},
            dates={position[date.first]: position[date.last] for date in dates},
        )  # fmt: skip
        kinds = self.line.kinds
        for clause in clauses:
            for verb in clause.verbs:
                at, particle = position[verb.at], verb.particle
                if tags[at] != "ADJA":
                    kinds[at] = STOP
                if particle is not None:
                    kinds[position[particle]] = STOP
        self.found: list[Phrase] = []
        self.begun = 0

    def read(self, index: int, clause: Clause) -> None:
        """Adds the phrases of a clause to those found."""
        i, last, kinds, dates = self._opening(index, clause), self.position[clause.last], self.line.kinds, self.line.dates
        self.begun = i + (clause.kind in ("wh", "adverbial"))  # where "als" and "wie" compare
        while i < last:
            kind = kinds[i]
            if i in dates and dates[i] <= last and (end := self._date(i, dates[i], index)):
                i = end
            elif kind == PREPOSITION:
                i = self._prepositional(i, last, index)
            elif kind > PREPOSITION:
                i = self._nominal(i, last, index)
            else:
                i += 1

    def _opening(self, index: int, clause: Clause) -> int:
        """Where the phrases of a clause may begin: behind a subordinator, behind a relative pronoun, which is a phrase of its own."""
        i, last, line = self.position[clause.first], self.position[clause.last], self.line
        while i < last and line.kinds[i] in (STOP, COMMA) and not line.texts[i][0].isalnum():
            i += 1
        governed = i + 1 < last and line.kinds[i] == PREPOSITION
        if governed and clause.kind in ("infinitive", "adverbial", "dass") and line.texts[i].lower() in _subordinators():
            return i + 1
        pronoun = i + governed
        alone = line.words[pronoun].alone if pronoun < last and line.kinds[pronoun] == ARTICLE else 0
        if clause.kind == "relative" and alone and not self._reported(pronoun, clause):
            self._add(Core(pronoun + 1, pronoun, alone), i, index, i if governed else None)
            return pronoun + 1
        return i

    def _reported(self, i: int, clause: Clause) -> bool:
        """Whether the relative pronoun is the article of a subject after all: "…, der Plan sei gescheitert"."""
        line = self.line
        if not any(v.mood in ("konj1", "konj2") for v in clause.verbs) or line.kinds[i + 1 : i + 2] != [NOUN]:
            return False
        return bool(line.words[i].mask & line.words[i + 1].mask & NOM)

    def _add(self, core: Core, first: int, clause: int, preposition: int | None = None) -> Phrase:
        """A phrase; its preposition limits the cases. Where nothing would agree, the preposition is right."""
        line, mask, text = self.line, core.mask, None
        if preposition is not None:
            entry = line.words[preposition].preposition
            text = entry.base if entry else None
            mask = (mask & entry.cases or entry.cases) if entry else mask
        phrase = Phrase(
            self.at[first], self.at[core.end - 1] + 1, self.at[core.head], clause, line.words[core.head], mask, core.mask, text,
            line.names.get(core.head) or line.names.get(core.end - 1), core.article, core.dated, index=len(self.found),
        )  # fmt: skip
        self.found.append(phrase)
        return phrase

    def _date(self, first: int, last: int, clause: int) -> int | None:
        """A date expression as one phrase: "am vergangenen Montag", "Ende der Woche"; adverbs ("gestern") are none."""
        kinds = self.line.kinds
        head = next((i for i in range(last - 1, first - 1, -1) if kinds[i] in (NOUN, NUMBER)), None)
        if head is None or STOP in kinds[first:last]:
            return None
        preposition = first if kinds[first] == PREPOSITION else None
        end = self._closed(preposition, last)
        self._add(Core(end, head, ALL if preposition is not None else self.line.words[head].mask, dated=True), first, clause, preposition)
        return end

    def _closed(self, preposition: int | None, end: int) -> int:
        """The end with what closes a preposition: "von Montag an", "um des Friedens willen"."""
        line = self.line
        entry = line.words[preposition].preposition if preposition is not None else None
        return end + 1 if entry and end < len(line.kinds) and line.kinds[end] != STOP and line.texts[end] in entry.closes else end

    def _prepositional(self, i: int, last: int, clause: int) -> int:
        """Behind a preposition with its phrase, or behind the preposition alone."""
        line, inner = self.line, i + 1
        name = line.names.get(i)
        if name is not None and name.kind == "person" and line.names.get(inner) is name and line.texts[i].lower() in name.name.split(" "):
            return self._surname(i, name, clause)
        while inner < last and line.kinds[inner] == PREPOSITION and inner - i < 2:
            inner += 1  # "bis zum", "bis in die"
        entry = line.words[inner - 1].preposition
        if inner == last or entry is None:
            return i + 1
        if self._about(i, inner):
            return self._nominal(inner, last, clause, begin=i)
        begins = entry.cases and (line.kinds[inner] in PHRASAL or inner in line.dates)
        core = nominals.read(line, inner, last, entry.article, line.words[inner - 1].weak) if begins else None
        if core is None:
            return i + 1
        end = self._closed(inner - 1, core.end)
        core.end, willing = end, end > core.end and line.texts[end - 1] == "willen"
        phrase = self._add(core, i, clause, inner - 1)
        phrase.mask = core.mask & GEN or GEN if willing else phrase.mask
        return end

    def _surname(self, i: int, name: Name, clause: int) -> int:
        """A name that begins with a preposition: "Von der Leyen"."""
        end = i + 1
        while self.line.names.get(end) is name:
            end += 1
        self._add(Core(end, end - 1, SINGULAR & ~(GEN | NEUTER)), i, clause)
        return end

    def _about(self, i: int, inner: int) -> bool:
        """ "über 40 Menschen", "bis zu 40": more or less, and no preposition."""
        text, word = self.line.texts[inner], self.line.texts[inner - 1].lower()
        return text.isdigit() and len(text) > 1 and (word in ("über", "unter", "gegen") or (word == "zu" and inner - i == 2))

    def _nominal(self, i: int, last: int, clause: int, begin: int | None = None) -> int:
        """Behind a noun phrase without a preposition or with one behind it ("einem Bericht zufolge"), or behind a word that is none."""
        line, word = self.line, self.line.words[i]
        if word.kind == OWNER:
            self._add(Core(i + 1, i, word.mask), i, clause).before = True
            return i + 1
        core = nominals.read(line, i, last)
        if core is None:
            return i + 1
        end = core.end
        behind = line.words[end].preposition if end < last and line.kinds[end] == PREPOSITION else None
        if behind and behind.after & core.mask and word.kind != PRONOUN and not (end + 1 < last and line.kinds[end + 1] in PHRASAL):
            core.end, core.mask = end + 1, core.mask & behind.after
            self._add(core, i, clause).preposition = behind.base
            return end + 1
        start = begin if begin is not None else self._widened(i) if line.kinds[i] == NUMBER and i else i
        phrase = self._add(core, start, clause)
        phrase.compared = start > self.begun and line.texts[start - 1] in ("als", "wie")
        phrase.before = not core.mask & ~GEN and phrase.word.proper and end < last and line.kinds[end] in nominals.ATTRIBUTES
        return end

    def _widened(self, i: int) -> int:
        """The beginning with "rund", "mehr als" before a number."""
        line = self.line
        if line.texts[i - 1].lower() in ABOUT and line.kinds[i - 1] in (ADVERB, OTHER):
            return i - 1
        return i - 2 if i > 1 and line.texts[i - 1] == "als" and line.texts[i - 2].lower() in ABOUT else i


@lexicon.derived
def _subordinators() -> frozenset[str]:
    """Words that may be a preposition or begin a clause: "um … zu", "während", "ohne dass"."""
    return words.classes()["purpose"] | words.classes()["subordinator_last"]


def _positions(at: Sequence[int], size: int) -> list[int]:
    """Position in the sentence → in the line; of a quotation mark: of what follows it."""
    line, i = [], 0
    for position in range(size + 1):
        line.append(i)
        i += i < len(at) and at[i] == position
    return line
