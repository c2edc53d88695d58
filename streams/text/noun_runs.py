"""Nouns in a row: which are one phrase ("Minister Sergej Lawrow", "40 Prozent Zölle"), which own the next ("Putins Sprecher"), what a name can show."""

from collections.abc import Mapping, Sequence

from streams.text.agreement import GEN, NEUTER, NOM, PLURAL, SINGULAR
from streams.text.model import Name
from streams.text.phrase_words import NOUN, Word


def shows(word: Word, name: Name | None, article: bool) -> int:
    """What a noun or name can show; without an article a name is no genitive unless it ends so. States and places without a row of their own are neuter."""
    if not word.proper:
        return word.mask | PLURAL if "measure" in word.kinds else word.mask
    bare = GEN if not article and not word.lemma and word.final not in "sxzß’'" else 0
    if name is None:
        return word.mask & ~bare
    if name.genitive:
        return GEN & SINGULAR
    if name.kind == "person":
        return SINGULAR & ~NEUTER & ~bare
    if not word.mask & NOM:
        return SINGULAR  # "Reuters" is no genitive
    return (word.mask & NEUTER if name.kind in ("state", "place") and not word.lemma else word.mask) & ~bare


def owner(words: Sequence[Word], texts: Sequence[str], names: Mapping[int, Name], i: int) -> bool:
    """Whether a name in the genitive stands before a noun: "Putins Sprecher", "Russlands Außenminister"."""
    word, name = words[i], names.get(i)
    if not word.proper or texts[i][-1] not in "s’'":
        return False
    if word.lemma and word.mask & NOM:
        return False
    return name is None or name.genitive or name.kind != "person" or texts[i] not in name.name.split(" ")


def joins(words: Sequence[Word], texts: Sequence[str], names: Mapping[int, Name], a: int, b: int) -> str:
    """Whether the word at b goes on with the phrase of the word at a, and how: "same" keeps the head, "head" moves it; empty: it doesn't."""
    before, word, first, second = words[a], words[b], names.get(a), names.get(b)
    if first is not None and first is second:
        return _within(before, word, texts[a], texts[b], first)
    if word.kind != NOUN:
        return ""
    if before.proper:
        return "head" if word.proper and first is None and second is None else ""
    if "measure" in before.kinds:
        return "head" if not word.proper and word.mask & ~GEN else ""
    genitive = second.genitive if second is not None else not word.mask & ~GEN
    if genitive or not (word.proper or second is not None or not word.lemma):
        return ""
    person = second is not None and second.kind == "person"
    if person and not word.proper and "title" in word.kinds:
        return ""  # "vor Journalisten | Kanzler Merz"
    return "same" if ("title" in before.kinds or ("class" in before.kinds and not person)) else ""


def _within(before: Word, word: Word, last: str, text: str, name: Name) -> str:
    """Two words of one name: "Sergej Lawrow", "Ursula von der Leyen"."""
    if word.kind != NOUN:
        goes_on = before.proper or last.islower() or text in ("von", "van", "bin")
        return "same" if goes_on and name.kind == "person" and text in name.name.split(" ") else ""
    return "head" if before.proper else "same"
