"""Grammatical functions of a clause's phrases: subject, objects, predicate nouns, agents, adverbials; the labels are TIGER's.

Forms decide first: case, and agreement with the verb. What they leave open, the verb's government decides, then who acts, then the order: the subject stands
before its objects ("Die Gewerkschaft lehnt die Bahn ab").
"""

from bisect import bisect

from streams.text import government, verbs
from streams.text.agreement import ACC, ALL, DAT, GEN, NEUTER, NOM, PLURAL, SINGULAR
from streams.text.attachments import AGENTS
from streams.text.base_phrases import Phrase
from streams.text.model import Function
from streams.text.phrase_words import ARTICLE, NOUN, NUMBER, PRONOUN
from streams.text.predicates import Predicate

NARROWED = {"SB": NOM, "PD": NOM, "OA": ACC, "DA": DAT, "OG": GEN, "EP": NOM}
THINGS = frozenset(("be", "do", "change", "move", "end", "begin", "happen", "continue", "escalate", "kill", "destroy", "achieve", "fail", "wound", "calm"))
NEAR = 8  # phrases that are looked at for another object
FORCED, PERSONAL, FIRST, ACTING, TIMED = 50.0, 3.0, 1.5, 2.0, -6.0  # how much speaks for a subject


def assign(predicate: Predicate) -> None:
    """Sets the functions of the phrases that hang on the verb."""
    if predicate.main is None and predicate.kind in ("main", "fragment"):
        _verbless(predicate)
        return
    open_ = []
    for phrase in predicate.phrases:
        if phrase.function is not None:
            continue
        if phrase.preposition is not None:
            phrase.function = "SBP" if _agent(predicate, phrase) else "MO"
        elif phrase.compared or (phrase.dated and not phrase.article):
            phrase.function = "MO"
        else:
            open_.append(phrase)
    if not open_:
        return
    impersonal = _expletive(predicate, open_)
    if predicate.kind != "infinitive" and not impersonal:
        _subject(predicate, open_)
    rest = [p for p in open_ if p.function is None]
    if rest:
        _objects(predicate, rest)


def _verbless(predicate: Predicate) -> None:
    for phrase in predicate.phrases:
        if phrase.function is None and (phrase.preposition is not None or (phrase.dated and not phrase.article)):
            phrase.function = "MO"


def _set(phrase: Phrase, function: Function, slots: int = ALL) -> None:
    """Gives a phrase its function, and the case that goes with it."""
    phrase.function = function
    cases = NARROWED.get(function, ALL)
    phrase.mask = phrase.mask & cases & slots or phrase.mask & cases or phrase.mask


def _agent(predicate: Predicate, phrase: Phrase) -> bool:
    """ "von der Polizei festgenommen", but "von zehn auf 15 Prozent erhöht", "von der Reise zurückgekehrt"."""
    noun = phrase.word.kind == NOUN or phrase.word.kind == PRONOUN or phrase.word.kind == ARTICLE
    if not predicate.passive or phrase.preposition not in AGENTS or phrase.preposition in predicate.takes.prepositions:
        return False
    return noun and not phrase.dated and phrase.word.kinds.isdisjoint(("measure", "time", "period"))


def _expletive(predicate: Predicate, open_: list[Phrase]) -> bool:
    """ "es" that stands for nobody: "es gibt", "es kam zu", "es trafen sich die Minister". Gives whether the clause has no subject besides."""
    found = [p for p in open_ if p.word.use == "expletive"]
    if not found:
        return False
    es = found[0]
    others = [p for p in open_ if p is not es and p.mask & NOM and p.word.use != "reflexive"]
    impersonal = _impersonal(predicate, others)
    if impersonal or (predicate.ahead(es) and _placeholder(predicate, [p for p in others if _agrees(predicate, p)])):
        _set(es, "EP")
    return impersonal


def _impersonal(predicate: Predicate, others: list[Phrase]) -> bool:
    """Whether the verb has such an "es" itself."""
    takes = predicate.takes
    if predicate.copula and predicate.main is not None and predicate.main.lemma == "sein":
        return predicate.clausal and not others
    if (predicate.passive or predicate.state) and not others:
        return predicate.clausal or (takes is not government.USUAL and "-" in takes.frames) or "OA" not in takes.objects
    if "EP" not in takes.objects or predicate.passive:
        return False
    return not takes.prepositions or predicate.clausal or any(p.preposition in takes.prepositions for p in predicate.phrases)


def _placeholder(predicate: Predicate, subjects: list[Phrase]) -> bool:
    """Whether "es" only holds the place of a subject that follows: "Es wurde ein Abkommen unterzeichnet"."""
    finite = predicate.finite
    if not subjects or finite is None or (predicate.copula and finite.number != "pl"):
        return False
    intransitive = "OA" not in predicate.takes.objects or "-" in predicate.takes.frames
    return predicate.passive or predicate.state or predicate.slots == PLURAL or any(not p.mask & ~NOM for p in subjects) or intransitive


def _agrees(predicate: Predicate, phrase: Phrase) -> bool:
    """Whether a phrase can be the subject by case and number."""
    mask = phrase.mask & NOM
    return bool(mask & predicate.slots) or (mask != 0 and (phrase.members > 1 or "measure" in phrase.word.kinds))


def _subject(predicate: Predicate, open_: list[Phrase]) -> None:
    """The phrase that most speaks for; a time that may be an accusative is none, nor what may be the object of a verb behind "und"."""
    able = [p for p in open_ if p.mask & NOM and p.function is None and p.word.use != "reflexive"]
    agreeing = [p for p in able if _agrees(predicate, p)]
    if not able or (predicate.passive and not agreeing):
        return
    best = _best(predicate, able, agreeing or able)
    if best.mask & ACC and not predicate.copula and (_timed(best) or (predicate.shares and "OA" in predicate.takes.objects)):
        return
    _set(best, "SB", predicate.slots if best.members == 1 else ALL)


def _best(predicate: Predicate, able: list[Phrase], chosen: list[Phrase]) -> Phrase:
    """The first of those that most speaks for; `able` are all that have the case."""
    if len(chosen) == 1:
        return chosen[0]
    acting = _acting(predicate)
    favours = [_favour(predicate, p, acting) + (FIRST if p is able[0] else 0.0) for p in chosen]
    return chosen[favours.index(max(favours))]


def _timed(phrase: Phrase) -> bool:
    return phrase.dated or "time" in phrase.word.kinds


def _acting(predicate: Predicate) -> float:
    """How much it counts that somebody can act: more with verbs of saying, demanding, meeting than with those that things may have as subjects."""
    if predicate.takes.things or predicate.main is None:
        return ACTING / 2
    groups = verbs.groups(predicate.main)
    return ACTING if groups and groups.isdisjoint(THINGS) else ACTING / 2


def _favour(predicate: Predicate, phrase: Phrase, acting: float) -> float:
    favour = 0.0
    if not phrase.mask & (DAT | ACC) and not predicate.copula:
        favour += FORCED
    if phrase.word.kind == PRONOUN:
        favour += PERSONAL if phrase.word.use == "expletive" or phrase.word.alone & NOM & ~NEUTER else 0
    elif phrase.acts:
        favour += acting
    elif phrase.word.proper:
        favour += ACTING / 2
    if predicate.copula:
        favour -= FIRST * 2 if predicate.slots == SINGULAR and not phrase.article and not phrase.word.proper and phrase.word.kind == NOUN else 0
    if phrase.mask & ACC and _timed(phrase):
        favour += TIMED
    return favour


def _objects(predicate: Predicate, rest: list[Phrase]) -> None:
    """What is left besides the subject, in order; "sich" takes what the others leave."""
    taken: set[str] = set()
    ordered = sorted(rest, key=lambda p: p.word.use == "reflexive") if len(rest) > 1 else rest
    places = [v.at for v in predicate.verbs if v.form != "finite"]
    for i, phrase in enumerate(ordered):
        if i and places and bisect(places, ordered[i - 1].last - 1) < bisect(places, phrase.first):
            taken.clear()  # another verb's object: "den Krieg zu beenden und eine Waffenruhe zu erreichen"
        function = _object(predicate, phrase, ordered[i + 1 : i + NEAR], taken)
        if function is not None:
            _set(phrase, function)
            taken.add(function)


def _object(predicate: Predicate, phrase: Phrase, later: list[Phrase], taken: set[str]) -> Function | None:
    mask, takes = phrase.mask, predicate.takes
    if predicate.copula and mask & NOM and "PD" not in taken:
        return "DA" if mask & DAT and any(p.mask & NOM and not p.mask & (DAT | ACC) for p in later) else "PD"
    if mask & ACC and (phrase.dated or ("time" in phrase.word.kinds and phrase.article)):
        return "MO"
    if not mask & ~GEN:
        return "OG" if "OG" in takes.objects else "MO"
    if mask & DAT and not mask & ACC:
        return "OG" if mask & GEN and "OG" in takes.objects and "DA" not in takes.objects else "DA"
    if not mask & ACC:
        return None
    if mask & DAT and "DA" in takes.objects and "DA" not in taken and _dative_first(predicate, phrase, later, taken):
        return "DA"
    if predicate.passive:
        return None
    if predicate.copula and phrase.word.use == "reflexive":
        return "DA"  # "sind sich einig"
    if "OA" in taken and "OA+OA" not in takes.frames:
        return "DA" if mask & DAT and phrase.word.use == "reflexive" else "MO" if "measure" in phrase.word.kinds or phrase.word.kind == NUMBER else None
    return "OA"


def _dative_first(predicate: Predicate, phrase: Phrase, later: list[Phrase], taken: set[str]) -> bool:
    """Whether a phrase that may be dative or accusative is the dative: the verb has no accusative, it has one already, one is to come, or a clause is it."""
    if "OA" not in predicate.takes.objects or "OA" in taken or predicate.passive:
        return True
    rivals = [p for p in later if p.mask & ACC and p.word.use != "reflexive" and "time" not in p.word.kinds]
    if rivals:
        return phrase.acts or not any(p.mask & DAT and p.acts for p in rivals)
    return predicate.clausal and "DA+OA" in predicate.takes.frames and phrase.acts

