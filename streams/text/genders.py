"""A person's gender, as the lexicon or the words that introduce somebody tell it; None where nothing tells."""

from typing import Literal

from streams import lexicon
from streams.lexicon.world import Person
from streams.text.model import Name, Sentence
from streams.text.name_forms import form, vocabulary

Gender = Literal["m", "f"] | None

#: Article and ending of an adjective in the singular.
MASCULINE = {("der", "e"), ("dieser", "e"), ("des", "en"), ("dem", "en"), ("den", "en"), ("einem", "en"), ("einen", "en")}
FEMININE = {("die", "e"), ("eine", "e"), ("der", "en"), ("einer", "en")}


@lexicon.derived
def persons() -> dict[str, Person]:
    """The lexicon's persons by the ids of their rows."""
    return {row.id: row for row in lexicon.rows("persons", Person)}


def gender_of(n: Name, sentence: Sentence) -> Gender:
    """A person's gender: the lexicon's, else that of the office, the demonym or the title, else that of the first name; None where nothing tells."""
    known = persons().get(n.row or "")
    if known:
        return known.gender
    before = sentence.tokens[n.first - 1].lower if n.first else ""
    told = (_of_word(sentence.tokens[at].text, before) for at in range(n.first, n.last))
    by_role = (_of_word(word, before if n.name == n.role else "") for word in (n.role or "").split(" "))
    return next((g for g in (*told, *by_role) if g), None) or _of_first_name(n.name)


def _of_word(word: str, article: str) -> Gender:
    if not word:
        return None
    here = form(word)
    if here.title:
        entry = here.title.entry
        adjective = getattr(entry.row, "declension", "noun") == "adjective" and not entry.feminine
        return gender_of_adjective(article, word) if adjective else "f" if entry.feminine else "m"
    if any(entry.kind == "demonym" for _, entry in here.phrases):
        return "f" if word.endswith("in") else "m"
    return None


def gender_of_adjective(article: str, word: str) -> Gender:
    """The gender of a noun that is declined like an adjective: "der Beauftragte", "die Beauftragte", "ein Beauftragter", "des 44-Jährigen"."""
    ending = "en" if word.endswith("en") else word[-1:]
    if word.endswith("er") or (article, ending) in MASCULINE:
        return "m"
    return "f" if (article, ending) in FEMININE else None


def _of_first_name(name: str) -> Gender:
    first = name.split(" ")[0]
    if " " not in name or first not in vocabulary("firstname") or first in vocabulary("firstname_both"):
        return None
    return "f" if first in vocabulary("firstname_f") else "m"
