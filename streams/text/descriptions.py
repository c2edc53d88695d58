"""Descriptions that stand for somebody named elsewhere: "der 44-Jährige", "die Ministerin", "der Sozialdemokrat", "der Russe"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from streams.lexicon.world import Office, Party
from streams.text.antecedents import REACH, Article, among
from streams.text.genders import Gender, gender_of, gender_of_adjective, persons
from streams.text.model import Name, Reference
from streams.text.name_entries import Entry
from streams.text.name_forms import form, vocabulary
from streams.text.scenes import Mention, Scene

ARTICLES = frozenset(("der", "die", "dem", "den", "des"))
AGED = re.compile(r"\d{2}-?[jJ]ährige[rn]?")
INSERTED = 5  # words between an office and the name behind its comma: "der Vorsitzende im Landtag, Wolfgang Jüttner"
MEMORY = 12  # sentences back in which an office is told
FORESIGHT = 2  # sentences ahead, at the head of an article
ANYBODYS = ("party", "expert", "journalist")  # kinds of offices that holders of another are called by, too
NO_DESCRIPTION = ("counterpart", "address")
COMPLEMENTS = frozenset(("der", "des", "von", "vom", "für", "aus", "eines", "einer", "seiner", "seines", "ihrer", "ihres", "dieser", "dieses"))
#: Offices in which the chief of a body is called by the body's kind: whether it is a union.
LED = {
    "office.gewerkschaftschef": True, "office.gewerkschaftsvorsitzender": True, "office.vorstandschef": False, "office.parteichef": False,
    "office.parteivorsitzender": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Description:
    """What stands behind the article: an office, a member or a national, or only an age."""

    last: int
    form: str  # as it stands there
    word: str  # in the nominative
    entry: Entry | None = None  # None: an age alone, or a member of no party of ours


def describe(article: Article, k: int, at: int) -> Reference | None:
    """The description that begins with the article there, and whom it means."""
    found = _description(article, k, at)
    if found is None:
        return None
    scene = article.scene(k)
    gender = _gender(scene.low[at], found)
    if gender is None or scene.quoted(at) or _named(scene, at, found) or (not AGED.fullmatch(found.word) and _completed(scene, at, found)):
        return None
    who = _aged(article, k, gender) if AGED.fullmatch(found.word) else _called(article, k, at, gender, found)
    return article.reference(k, at, found.last, who, scene.low[at] == "der" or at == 0, description=True) if who else None


def _description(article: Article, k: int, at: int) -> Description | None:
    tokens = article.sentences[k].tokens
    if at + 1 >= len(tokens):
        return None
    word = tokens[at + 1].text
    if AGED.fullmatch(word):
        if "J" in word:
            return Description(at + 2, word, word)
        noun = _noun(tokens[at + 2].text, at + 3) if at + 2 < len(tokens) else None
        return Description(at + 3, word, word, noun.entry) if noun else None
    return _noun(word, at + 2)


def _noun(word: str, last: int) -> Description | None:
    """A word for a person: an office, a national ("Russe"), a member ("Republikaner")."""
    if not word[0].isupper():
        return None
    here = form(word)
    if here.title:
        office = here.title.entry.row
        told = isinstance(office, Office) and office.kind not in NO_DESCRIPTION
        return Description(last, word, here.title.role, here.title.entry) if told else None
    national = next((entry for words, entry in here.phrases if entry.kind == "demonym" and len(words) == 1), None)
    return Description(last, word, word, national) if national or word in vocabulary("member") else None


def _gender(article: str, found: Description) -> Gender:
    """By article and form; None for a plural, or where it could be one."""
    if AGED.fullmatch(found.word):
        return gender_of_adjective(article, found.word)
    office = found.entry.row if found.entry else None
    if isinstance(office, Office):
        if office.declension == "adjective":
            return gender_of_adjective(article, found.form)
        feminine = found.entry is not None and found.entry.feminine
    else:
        feminine = found.word.endswith("in")
    if feminine:
        return "f" if article in ("die", "der") else None
    return "m" if article in ("der", "dem", "des") or (article == "den" and not found.form.endswith("n")) else None


def _named(scene: Scene, at: int, found: Description) -> bool:
    """Whether the words are a name that stands for somebody already: "der Kremlchef"."""
    name = next((n for n in scene.sentence.names if n.first <= at + 1 < n.last), None)
    if name is None:
        return False
    open_office = name.kind == "person" and name.name == name.role and not name.anonymous
    national = name.kind == "group" and found.entry is not None and found.entry.kind == "demonym"
    return not (open_office or national) or name.last != found.last


def _completed(scene: Scene, at: int, found: Description) -> bool:
    """Whether it is somebody else's office: "der Präsident des Vereins", "der Minister Hans Kluge", "das Treffen der Minister"."""
    last = found.last
    behind = scene.low[last] if last < len(scene.low) else ""
    before = scene.sentence.tokens[at - 1] if at else None
    if before and (before.text in vocabulary("post") or (before.text == "," and any(n.last == at - 1 for n in scene.sentence.names))):
        return True
    if behind in COMPLEMENTS or (scene.low[at] == "der" and before and before.text[0].isupper() and not _feminine(found)):
        return True
    starts = {n.first for n in scene.sentence.names if n.kind == "person"}
    comma = next((i for i in range(last, min(last + INSERTED, len(scene.low))) if scene.low[i] == ","), None)
    inserted = comma is not None and comma + 1 in starts and scene.finite.isdisjoint(range(last, comma))
    return last in starts or inserted


def _feminine(found: Description) -> bool:
    return bool(found.entry and found.entry.feminine) or found.word.endswith("in")


def _aged(article: Article, k: int, gender: Gender) -> Mention | None:
    """Whoever was spoken of last."""
    for back in range(k - 1, max(-1, k - 1 - REACH), -1):
        scene = article.scene(back)
        who, decided = among(scene.mentions, gender)
        if decided:
            return who if who and (who.subject or scene.other_subject(gender)) and not scene.open(gender) else None
        if scene.leading(gender) or scene.open(gender):
            return None
    return None


def _called(article: Article, k: int, at: int, gender: Gender, found: Description) -> Mention | None:
    """The only one whom the article has called so, or, at its head, calls so soon; else, of what anybody can be called, whoever was spoken of last."""
    told = _holders(article, range(max(0, k - MEMORY), k + 1), (k, at), gender, found)
    if not told and k < FORESIGHT:
        told = _holders(article, range(k, min(len(article.sentences), k + 1 + FORESIGHT)), None, gender, found)
    if told:
        return told[0] if len({m.entity for m in told}) == 1 else None
    office = found.entry.row if found.entry else None
    anybodys = found.entry is None or (isinstance(office, Office) and office.kind in ANYBODYS)
    return _aged(article, k, gender) if anybodys and article.scene(k).low[at] in ("der", "die") else None


def _holders(article: Article, where: range, before: tuple[int, int] | None, gender: Gender, found: Description) -> list[Mention]:
    """The persons named there whom the description fits."""
    made = []
    for k in where:
        for n in article.sentences[k].names:
            if n.kind == "person" and n.name != n.role and not (before and (k, n.first) >= before) and _fits(n, found):
                of = gender_of(n, article.sentences[k])
                if of in (gender, None):
                    made.append(Mention(n, n.first, n.last, of, "sg", -1, False, True))
    return made if all(m.gender for m in made) else []


def _fits(n: Name, found: Description) -> bool:
    if found.entry is None:
        return False
    if isinstance(found.entry.row, Party):
        return n.party == found.entry.row.code
    return any(_same(role, n, found) for role in _roles(n))


def _roles(n: Name) -> Iterator[str]:
    """The words of the roles that the text and the lexicon give; what somebody was once is none."""
    known = persons().get(n.row or "")
    for role in (n.role, known.role if known else None):
        if role and not any(form(word).epithet and word[0].islower() and word[:6] in ("früher", "ehemal", "einsti", "damali") for word in role.split(" ")):
            yield from role.split(" ")


def _same(role: str, n: Name, found: Description) -> bool:
    """Whether a role is called so: the same office, or one whose name ends so ("Außenminister": "der Minister"), or the chief of such a body."""
    held, described = form(role).title if role else None, found.entry
    if held is None or described is None or not isinstance(described.row, Office):
        return False
    if held.entry.row is described.row and not described.row.id.startswith("office.any_"):
        return True
    if _neutral(held.role, held.entry).endswith(_neutral(found.word, described)):
        return True
    chief = held.entry.row is not None and held.entry.row.id in ("office.chef", "office.vorsitzender")
    return chief and n.party is not None and LED.get(described.row.id) is (n.party in vocabulary("union"))


def _neutral(word: str, entry: Entry) -> str:
    return word.lower().removesuffix("in") if entry.feminine else word.lower()
