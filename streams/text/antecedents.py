"""Whom a pronoun or a description can mean: the people and sides of an article as its sentences mention them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from streams.text.genders import Gender
from streams.text.model import Name, Reference, Sentence
from streams.text.scenes import Mention, Scene

REACH = 2  # sentences back in which somebody is still spoken of


class Article:
    """The sentences read so far, each with whom it mentions."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.scenes: dict[int, Scene] = {}
        self.first: dict[tuple[str, str], tuple[Name, int]] = {}
        for k, sentence in enumerate(sentences):
            for n in sentence.names:
                self.first.setdefault((n.kind, n.name), (n, k))

    def scene(self, k: int) -> Scene:
        """A sentence's mentions; what its pronouns turned out to be counts as one."""
        if k not in self.scenes:
            self.scenes[k] = Scene(self.sentences[k])
        return self.scenes[k]

    def reference(self, k: int, first: int, last: int, who: Mention, subject: bool, description: bool = False) -> Reference:
        """A reference to whoever `who` names, which from now on is a mention itself."""
        name, sentence = self.first.get(who.entity, (who.name, k))
        scene, tokens = self.scene(k), self.sentences[k].tokens
        scene.resolved.update(range(first, last))
        scene.mentions.append(replace(who, at=first, last=last, clause=scene.clauses[first], subject=subject, bare=True))
        return Reference(first, last, tokens[first].start, tokens[last - 1].end, "description" if description else "pronoun", name, sentence)


def among(mentions: Iterable[Mention], gender: Gender) -> tuple[Mention | None, bool]:
    """(who fits, whether that is decided): the one who fits, else the one subject of a main clause among several."""
    people = [m for m in mentions if m.person and m.gender in (gender, None)]
    if not people:
        return None, False
    entities = {m.entity for m in people}
    if len(entities) == 1:
        return (people[-1] if people[-1].gender else None), True
    subjects = [m for m in people if m.subject]
    lowest = min((m.clause for m in subjects), default=0)
    leading = {m.entity: m for m in subjects if m.clause == lowest} if len({m.entity for m in subjects}) > 1 else {m.entity: m for m in subjects}
    one = next(iter(leading.values())) if len(leading) == 1 else None
    return (one if one and one.gender else None), True
