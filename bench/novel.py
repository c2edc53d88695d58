"""Words that nobody has seen: compounds of several parts, and invented stems with German endings."""

from random import Random

from bench.tables import Noun, pick, words


def stem(rng: Random, syllables: int = 2) -> str:
    """An invented stem, lower case; two syllables give some 68 million."""
    return "".join(pick(rng, words("onset")) + pick(rng, words("nucleus")) + pick(rng, words("coda")) for _ in range(syllables))


def noun(rng: Random, like: Noun) -> Noun:
    """A noun in the place of `like`: a compound that ends in it, or an invented one of its gender."""
    draw = rng.random()
    if draw < 0.5:
        return _behind(pick(rng, words("part")) + pick(rng, words("part")).lower(), like)
    if draw < 0.7:
        return _behind(stem(rng).capitalize(), like)
    if draw < 0.8:
        return _behind(f"{stem(rng).capitalize()}-", like, hyphen=True)
    base = stem(rng).capitalize()
    if like.gender == "f":
        return Noun(f"{base}ung", "f", f"{base}ung", f"{base}ungen")
    return Noun(f"{base}er", like.gender, f"{base}ers", f"{base}er")


def adjective(rng: Random) -> str:
    """An adjective without its ending."""
    return stem(rng) + pick(rng, words("suffix"))


def verb(rng: Random) -> str:
    """The stem of a regular verb whose participle has no ge-."""
    return f"{stem(rng)}ier" if rng.random() < 0.5 else pick(rng, words("prefix")) + stem(rng)


def _behind(first: str, head: Noun, hyphen: bool = False) -> Noun:
    def fit(word: str) -> str:
        return first + (word if hyphen else word.lower())

    return Noun(fit(head.lemma), head.gender, fit(head.genitive), fit(head.plural))
