"""Phrases that hang on others: genitives (AG), members of a coordination (CJ), appositions (APP), prepositional attributes (MNR).

The Vorfeld holds one constituent, so what follows a noun there belongs to it; elsewhere the noun's own prepositions (noun_prepositions.tsv) tell.
"""

from collections.abc import Sequence
from itertools import pairwise

from streams.text import agreement, government
from streams.text.agreement import ACC, ALL, DAT, GEN, NOM, PLURAL
from streams.text.base_phrases import Phrase
from streams.text.model import Clause, Function
from streams.text.nominals import Line
from streams.text.phrase_words import ADVERB, COMMA, JOIN, NOUN, OTHER, PRONOUN
from streams.text.predicates import Predicate

ATTACHED = ("AG", "APP", "CJ", "MNR")
OPEN = frozenset(("von", "für", "gegen", "zwischen", "über"))  # prepositions that make an attribute of what stands behind any noun
AGENTS = frozenset(("von", "durch"))
MOST = 24  # phrases of a clause that are asked whether they are its subject or dative
DEPTH = 8  # phrases that hang on each other, one on the next, and may be hung upon
PERIODS = frozenset(("time", "period"))  # kinds of nouns whose phrases are adverbials: "in Zukunft"


def attach(predicate: Predicate, line: Line, position: Sequence[int]) -> None:
    """Sets function and parent of the attached phrases of a clause."""
    phrases = predicate.phrases
    if len(phrases) < 2:
        return
    links = _links(phrases, line, position)
    for i, (before, phrase) in enumerate(pairwise(phrases)):
        link = links[i]
        if before.before and link == "beside":
            _hang(before, phrase, "AG", GEN)
            phrase.article = True  # an owner before it is as good as an article
            if i and links[i - 1] == "joined":
                _coordinate(phrases[i - 1], phrase)  # "… und Kosovos Regierungschef"
        elif link == "joined" and not (phrase.before and links[i + 1 : i + 2] == ["beside"]):
            _coordinate(before, phrase)
        elif link == "named":
            _agree(before, phrase, "APP")
        elif link == "beside" and phrase.preposition is None:
            if _genitive(predicate, before, phrase):
                _hang(phrase, before, "AG", GEN)
            elif predicate.ahead(phrase) and before.word.kind == phrase.word.kind == NOUN and not phrase.dated:
                _agree(before, phrase, "APP")  # the Vorfeld holds one constituent: "Die Raumfähre Discovery"
        elif link == "beside" and (noun := _governor(predicate, before, phrase)) is not None:
            _hang(phrase, noun, "MNR", ALL)


def _hang(phrase: Phrase, parent: Phrase, function: Function, cases: int) -> None:
    phrase.function, phrase.parent, phrase.depth = function, parent, parent.depth + 1
    phrase.mask = phrase.mask & cases or phrase.mask


def _above(phrase: Phrase) -> Phrase | None:
    """What a phrase hangs on, of those near the top: in a long chain nobody looks back to its beginning."""
    return phrase.parent if phrase.function in ATTACHED and phrase.depth <= DEPTH else None


def _links(phrases: Sequence[Phrase], line: Line, position: Sequence[int]) -> list[str]:
    """For each two neighbours: "beside", "joined" (und, also through the commas of a list), "named" (a comma within a name), or "" for nothing."""
    found = [_link(a, b, line, position) for a, b in pairwise(phrases)]
    if "comma" not in found:
        return found
    listed = False
    for i in range(len(found) - 1, -1, -1):
        if found[i] == "comma":
            found[i] = "joined" if listed else ""
        listed = found[i] == "joined" or (listed and found[i] == "beside")
    return found


def _link(a: Phrase, b: Phrase, line: Line, position: Sequence[int]) -> str:
    first, last = position[a.last], position[b.first]
    if first >= last:
        return "beside" if a.clause == b.clause else ""
    if a.clause != b.clause or last - first > 4:
        return ""
    kinds, texts = line.kinds[first:last], line.texts[first:last]
    if kinds == [COMMA]:
        return "named" if first in line.names and line.names[first] is line.names.get(last) else "comma"
    correlated = texts == ["als", "auch"] or (texts == ["noch"] and a.first > 0 and line.texts[position[a.first] - 1].lower() == "weder")
    joins = JOIN in kinds and all(kind in (JOIN, COMMA, ADVERB, OTHER) for kind in kinds)
    return "joined" if correlated or joins else ""


def _cases(mask: int) -> int:
    """The cases of a mask, whatever their slots."""
    return sum(case for case in (NOM, GEN, DAT, ACC) if mask & case)


def _coordinate(before: Phrase, phrase: Phrase) -> None:
    """Hangs a phrase on the nearest one before it that it can be coordinated with: "[der Rückzug der Truppen] und die Freilassung"."""
    target: Phrase | None = before
    while target is not None:
        common = _cases(target.mask) & _cases(phrase.mask)
        alike = bool(phrase.preposition) <= bool(target.preposition) and target.dated == phrase.dated and target.compared >= phrase.compared
        if common and alike and (target.preposition is not None or target.word.use not in ("reflexive", "expletive")):
            break
        target = _above(target)
    else:
        return
    root = target.parent if target.function == "CJ" and target.parent is not None else target
    _hang(phrase, root, "CJ", common)
    root.members += 1
    root.mask, target.mask = root.mask & common or root.mask, target.mask & common or target.mask


def _genitive(predicate: Predicate, noun: Phrase, phrase: Phrase) -> bool:
    """Whether a phrase is the genitive attribute of the noun before it."""
    if not phrase.mask & GEN or noun.dated or phrase.word.kind == PRONOUN or phrase.compared or (noun.word.kind == PRONOUN and noun.word.use != "both"):
        return False
    if not phrase.mask & ~GEN:
        return predicate.ahead(phrase) or not _genitive_object(predicate, noun, phrase)
    if noun.word.proper or (phrase.mask & ACC and not _named_owner(phrase)):
        return False
    if predicate.ahead(phrase):
        return True
    return not (phrase.mask & NOM and _wants_subject(predicate, noun, phrase)) and not (phrase.mask & DAT and _wants_dative(predicate, phrase))


def _genitive_object(predicate: Predicate, noun: Phrase, phrase: Phrase) -> bool:
    """Whether a genitive is the verb's: "gedachten die Abgeordneten der Opfer", "beschuldigt die Ministerin des Verrats"."""
    if "OG" not in predicate.takes.objects or not noun.mask & ~GEN:
        return False
    if "OG" in predicate.takes.frames or noun.word.proper:
        return noun.preposition is None
    return noun.preposition is None and bool(noun.mask & ACC) and noun.acts and not phrase.acts


def _named_owner(phrase: Phrase) -> bool:
    """An unknown name that ends as a genitive does: "die Vorwürfe Gysis"."""
    return phrase.word.proper and phrase.name is None and not phrase.word.lemma and phrase.word.final == "s"


def _wants_subject(predicate: Predicate, noun: Phrase, phrase: Phrase) -> bool:
    """Whether nothing else can be the subject: "weil den Plan der Minister ablehnt"."""
    return not any(p.mask & NOM and p.preposition is None for p in predicate.phrases[:MOST] if p is not phrase) and not noun.mask & NOM


def _wants_dative(predicate: Predicate, phrase: Phrase) -> bool:
    """Whether the verb takes a dative and has no other: "weil die Regierung der Ukraine hilft"."""
    if "DA" not in predicate.takes.objects:
        return False
    others = [p for p in predicate.phrases[:MOST] if p is not phrase and p.preposition is None and p.function is None]
    if any(p.mask & DAT and not p.mask & ~DAT for p in others):
        return False
    if "OA" not in predicate.takes.objects or (phrase.name is not None and phrase.name.kind == "medium"):
        return True
    return any(p.first == phrase.last and p.mask & ACC and not p.dated for p in others)


def _governor(predicate: Predicate, before: Phrase, phrase: Phrase) -> Phrase | None:
    """The noun that a prepositional phrase is an attribute of: the nearest whose prepositions have it; None if it belongs to the verb."""
    if before.dated or before.word.kind != NOUN or phrase.compared > before.compared:
        return None
    preposition = phrase.preposition or ""
    if predicate.ahead(phrase):
        return None if phrase.dated and before.word.proper else _claims(before, preposition) or before
    if predicate.main is None and not phrase.dated:
        return before  # "Streik bei der Lufthansa"
    timed = phrase.dated or not phrase.word.kinds.isdisjoint(PERIODS)
    if timed and predicate.copula and before.mask & NOM and before.preposition is None:
        return before
    if timed or (predicate.passive and preposition in AGENTS) or (before.word.proper and before.function is None):
        return None
    claimed = _claims(before, preposition)
    if claimed is not None or preposition in predicate.takes.prepositions:
        return claimed
    return before if preposition in OPEN and not before.word.proper else None


def _claims(noun: Phrase, preposition: str) -> Phrase | None:
    """The noun, or what it hangs on, that takes the preposition."""
    target: Phrase | None = noun
    while target is not None:
        if any(preposition in government.of_noun(lemma) for lemma in target.word.lemmas):
            return target
        target = _above(target)
    return None


def appose(clauses: Sequence[Clause], phrases: Sequence[Phrase], line: Line, position: Sequence[int]) -> None:
    """What stands between commas right behind a noun, in a clause without a verb: "Lawrow, der russische Außenminister, …"."""
    fragments = {i for i, clause in enumerate(clauses) if clause.kind == "fragment" and clause.parent is not None}
    if not fragments:
        return
    for before, phrase in pairwise(phrases):
        if phrase.clause not in fragments or before.clause == phrase.clause or phrase.preposition is not None or before.word.kind == PRONOUN:
            continue
        beside = position[before.last] + 1 == position[phrase.first] and line.kinds[position[before.last]] == COMMA
        if beside and _leads(clauses, before):
            _agree(before, phrase, "APP")


def _leads(clauses: Sequence[Clause], phrase: Phrase) -> bool:
    """Whether a phrase is no insertion itself: ", so die Kommission, …" """
    clause = clauses[phrase.clause]
    return clause.kind != "fragment" or phrase.parent is not None or phrase.first == clause.first


def _agree(before: Phrase, phrase: Phrase, function: Function) -> None:
    """Hangs an apposition on the nearest noun before it of a case that it can have."""
    target: Phrase | None = before
    while target is not None:
        common = _cases(target.mask) & _cases(phrase.mask)
        if common and not target.dated:
            _hang(phrase, target, function, common)
            target.mask &= common
            return
        target = _above(target)


def relate(clauses: Sequence[Clause], phrases: Sequence[Phrase]) -> None:
    """A relative pronoun has number and gender of the noun before its clause."""
    relative = {i for i, clause in enumerate(clauses) if clause.kind == "relative"}
    if not relative:
        return
    for before, phrase in pairwise(phrases):
        if phrase.clause in relative and before.clause != phrase.clause and phrase.word.kind != NOUN:
            slots = agreement.slots(before.mask) | (PLURAL if before.function == "CJ" else 0)
            phrase.mask = phrase.mask & slots or phrase.mask

