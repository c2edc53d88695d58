"""What pronouns stand for within an article: "er", "sie", "ihm", "dieser". Only what is sure: an unknown gender, two who fit, a thing that fits give nothing.

Salience is that of the subject: whoever was the subject of the sentence before is spoken of again. descriptions.py reads "der 44-Jährige", "die Ministerin".
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from streams.text import words as closed
from streams.text.antecedents import REACH, Article, among
from streams.text.descriptions import ARTICLES, describe
from streams.text.genders import Gender
from streams.text.model import Reference, Sentence
from streams.text.scenes import Mention, Scene

#: Pronoun → gender, whether it can be the subject, whether it can be an object.
PRONOUNS: dict[str, tuple[Gender, bool, bool]] = {
    "er": ("m", True, False), "ihm": ("m", False, True), "ihn": ("m", False, True), "sie": ("f", True, True), "ihr": ("f", False, True),
}  # fmt: skip
POINTING: dict[str, Gender] = {"dieser": "m", "diese": "f"}
TRIGGERS = frozenset((*PRONOUNS, *POINTING, "ihnen", *ARTICLES))


def resolve(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of an article with their references."""
    article = Article(sentences)
    return tuple(_resolved(article, k) for k in range(len(sentences)))


def _resolved(article: Article, k: int) -> Sentence:
    sentence = article.sentences[k]
    found: list[Reference] = []
    for at, token in enumerate(sentence.tokens):
        if token.lower in TRIGGERS and (not found or found[-1].last <= at):
            reference = describe(article, k, at) if token.lower in ARTICLES else None
            reference = reference or (_pronoun(article, k, at) if token.lower not in ARTICLES else None)
            if reference:
                found.append(reference)
    return replace(sentence, references=tuple(found)) if found else sentence


def _pronoun(article: Article, k: int, at: int) -> Reference | None:
    scene = article.scene(k)
    low, text = scene.low[at], scene.sentence.tokens[at].text
    if scene.quoted(at) or at in scene.taken or (text == "Sie" and not _opens(scene, at)):
        return None
    if low in POINTING:
        return _pointing(article, k, at, POINTING[low])
    if low == "ihnen" or (low == "sie" and scene.plural(at) and _is_subject(scene, at)):
        return _plural(article, k, at, subject=low == "sie")
    if low == "ihr" and not _stands_alone(scene, at):
        return None
    gender, nominative, oblique = PRONOUNS[low]
    if nominative and _is_subject(scene, at):
        who = _subject(article, k, at, gender) if low == "er" or scene.plural(at) is False else None
        return article.reference(k, at, at + 1, who, True) if who else None
    who = _object(article, k, at, gender) if oblique else None
    return article.reference(k, at, at + 1, who, False) if who else None


def _opens(scene: Scene, at: int) -> bool:
    """Whether a capital there means nothing: at the head of the sentence, or behind a colon or a closing mark."""
    return at == 0 or scene.sentence.tokens[at - 1].kind == "punct"


def _is_subject(scene: Scene, at: int) -> bool:
    """Whether the pronoun is its clause's subject: "er" always, "sie" beside the verb where no other nominative stands there."""
    if scene.low[at] == "er":
        return True
    chunk = scene.functions.get(at)
    if chunk is not None and chunk.function in ("SB", "OA"):
        return chunk.function == "SB"
    clause, own = scene.clause(at), scene.clauses[at]
    others = {scene.low[i] for i in range(len(scene.low)) if scene.clauses[i] == own and i != at}
    if clause is None or others & {"er", "man", "es", "ich", "wir"}:
        return False
    finite = [v.at for v in clause.verbs if v.form == "finite"]
    beside = at == clause.first or any(abs(v - at) == 1 for v in finite) or (at and scene.clauses[at - 1] != own) or at == clause.first + 1
    return bool(beside) and not any(m.clause == own and m.subject and m.at < at for m in scene.mentions)


def _stands_alone(scene: Scene, at: int) -> bool:
    """Whether "ihr" is the pronoun: a mark, a preposition, an article or the verb follows, and no noun."""
    if at + 1 >= len(scene.low):
        return True
    after = scene.sentence.tokens[at + 1]
    small = closed.classes()["preposition"] | closed.classes()["article"] | closed.classes()["contraction"]
    clause = scene.clause(at)
    return after.kind == "punct" or after.lower in small or bool(clause and any(v.at == at + 1 for v in clause.verbs))


def _subject(article: Article, k: int, at: int, gender: Gender) -> Mention | None:
    """Whom "er" or "sie" as a subject means: somebody of this sentence, else of the ones before, else whom the same sentence names after it."""
    scene = article.scene(k)
    own = [m for m in scene.mentions if m.at < at and m.clause != scene.clauses[at] and _has_verb(scene, m)]
    if scene.open(gender, at):
        return None
    found, decided = among(own, gender)
    if decided:
        return found if found and _free_within(scene, at, found, own) else None
    if scene.leading(gender, at):
        return None
    if side := _side(scene.personal, own, gender):
        return side
    for back in range(k - 1, max(-1, k - 1 - REACH), -1):
        earlier = article.scene(back)
        found, decided = among(earlier.mentions, gender)
        if decided:
            return found if found and _unrivalled(article, k, at, back, found) else None
        if side := _side(lambda _: scene.personal(at), earlier.mentions, gender):
            return side
        if earlier.leading(gender) or earlier.open(gender):
            return None
    return _after(scene, at, gender)


def _has_verb(scene: Scene, m: Mention) -> bool:
    """Whether its clause is one of its own, and no part of another that goes on behind an insertion."""
    return m.clause >= 0 and any(v.form == "finite" for v in scene.sentence.clauses[m.clause].verbs)


def _free_within(scene: Scene, at: int, found: Mention, others: Sequence[Mention]) -> bool:
    """Whether in the same sentence nobody else can be meant: "Trump warnte Selenskyj, er …" and "ein Treffen, das er …" leave it open."""
    clause = scene.clause(at)
    rivals = [m for m in others if m.person and m.gender in (found.gender, None) and m.entity != found.entity]
    if rivals and ((clause is not None and clause.kind == "relative") or any(m.bare and m.clause == found.clause for m in rivals)):
        return False
    return found.subject or not scene.leading(found.gender, at)


def _unrivalled(article: Article, k: int, at: int, back: int, found: Mention) -> bool:
    """Whether nothing else of the same gender can be meant: no subject of that sentence or of one between, and, if things can do it too, no object."""
    personal, earlier = article.scene(k).personal(at), article.scene(back)
    if not found.subject and not earlier.other_subject(found.gender):
        return False
    if back < k - 1 and not personal and not article.scene(k - 1).other_subject(found.gender):
        return False
    for between in range(back, k):
        scene = article.scene(between)
        if scene.open(found.gender) or (scene.leading(found.gender) and not (found.subject and between == back)):
            return False
        if not personal and any(found.gender in t.genders for t in scene.things):
            return False
    sides = [m for m in earlier.mentions if not m.person]
    return personal or back != k - 1 or not any(_article_gender(earlier, m) == found.gender for m in sides)


def _article_gender(scene: Scene, m: Mention) -> Gender:
    article = scene.low[m.at - 1] if m.at else ""
    return "f" if article == "die" and m.number != "pl" else "m" if article in ("der", "den", "dem") and m.name.kind != "group" and m.subject else None


def _side(personal: Callable[[int], bool], mentions: Iterable[Mention], gender: Gender) -> Mention | None:
    """ "Die Hamas lehnt ab. Sie fordert …", "Die Ukraine erklärt, sie sei …": the one side that is subject, where only sides and people do what is said."""
    sides = [m for m in mentions if m.subject and not m.person]
    one = sides[0] if len(sides) == 1 else None
    return one if one and one.gender == gender and one.number == "sg" and personal(one.at) else None


def _after(scene: Scene, at: int, gender: Gender) -> Mention | None:
    """ "Er sei zuversichtlich, sagte Vance", "Bevor er reiste, sprach Merz …": the subject right behind the verb of the clause that follows."""
    later = [m for m in scene.mentions if m.at > at and m.clause != scene.clauses[at] and m.person and m.subject]
    first = later[0] if len({m.entity for m in later}) == 1 else None
    return first if first and first.gender == gender and not scene.finite.isdisjoint((first.at - 1, first.at - 2)) else None


def _object(article: Article, k: int, at: int, gender: Gender) -> Mention | None:
    """Whom "ihm", "ihn", "ihr" mean: the only one who fits, other than the subject of the clause."""
    scene = article.scene(k)
    here = {m.entity for m in scene.mentions if m.clause == scene.clauses[at]}
    for back in range(k, max(-1, k - 1 - REACH), -1):
        mentions = article.scene(back).mentions
        people = [m for m in mentions if m.person and m.gender in (gender, None) and m.entity not in here and (back < k or m.at < at)]
        if people:
            sure = len({m.entity for m in people}) == 1 and (back < k or any(m.subject for m in people) or not scene.leading(gender, at))
            return people[-1] if sure and people[-1].gender else None
        if back < k and (article.scene(back).leading(gender) or article.scene(back).open(gender)):
            return None
    return None


def _plural(article: Article, k: int, at: int, subject: bool) -> Reference | None:
    """ "Die Unterhändler … Sie": the one group that was the subject of the sentence before; two persons are no group."""
    scene = article.scene(k)
    if k == 0 or (subject and not scene.personal(at)) or any(t.plural and t.at < at for t in scene.things):
        return None
    earlier = article.scene(k - 1)
    subjects = [m for m in earlier.mentions if m.subject]
    one = subjects[0] if len(subjects) == 1 else None
    if one is None or one.person or one.number != "pl" or one.name.kind == "state":
        return None
    return article.reference(k, at, at + 1, one, subject)


def _pointing(article: Article, k: int, at: int, gender: Gender) -> Reference | None:
    """ "Lawrow sprach mit Fidan. Dieser sagte …": whoever was named last, and not as the subject where there are two."""
    scene = article.scene(k)
    clause = scene.clause(at)
    if clause is None or not any(v.at == at + 1 and v.form == "finite" and v.number != "pl" for v in clause.verbs):
        return None
    own = [m for m in scene.mentions if m.at < at and m.clause != scene.clauses[at] and m.person]
    earlier = scene if own else article.scene(k - 1) if k else None
    people = [m for m in own or (earlier.mentions if earlier else []) if m.person and m.gender in (gender, None)]
    last = max(people, key=lambda m: m.at, default=None)
    if last is None or earlier is None or last.gender is None or (last.subject and len({m.entity for m in people}) > 1):
        return None
    if any(t.at > last.at and gender in t.genders for t in earlier.things):
        return None
    return article.reference(k, at, at + 1, last, True)
