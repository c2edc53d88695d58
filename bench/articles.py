"""A seeded source of German news articles that are all different: the same seed gives the same texts on every machine."""

import re
from collections.abc import Iterator
from functools import cache
from random import Random

from bench import cast
from bench.gaps import Filler, open_places
from bench.tables import DOMAINS, Template, pick, shuffled, templates

#: Share of never-seen words among the tokens, as assumed of live news (an assumption: no German news corpus was at hand to measure it).
NOVEL = 0.03
#: An article ends with the paragraph that brings it to a length drawn between these (tokens).
LENGTH = (370, 690)

#: Tokens of a sentence, on the average.
SENTENCE = 16.5

#: What counts as a token here: a word with its inner marks, or a mark.
TOKEN = re.compile(r"\w+(?:[-.,]\w+)*|[^\w\s]")


def articles(seed: int, count: int, novel: float = NOVEL, first: int = 0) -> Iterator[str]:
    """`count` articles from index `first` on; different indices give different articles. `novel`: share of never-seen words, at most some 0.15."""
    return (article(seed, index, novel) for index in range(first, first + count))


def article(seed: int, index: int, novel: float = NOVEL) -> str:
    """The article of that index: some 550 tokens in paragraphs, with crossheads and now and then a line that says when it was written."""
    rng, fresh = Random(f"roundwire {seed} {index}"), Random(f"roundwire {seed} {index} fresh")
    domain = pick(rng, DOMAINS)
    filler = Filler(rng, fresh, cast.draw(rng), domain)
    length = LENGTH[0] + rng.random() * (LENGTH[1] - LENGTH[0])
    queue = [pick(rng, _of("lead", domain)), *shuffled(rng, list(_body(domain))), *shuffled(rng, list(_body(domain)))]
    paragraphs: list[str] = [filler.fill(_of("stamp", domain)[0], 0)] if rng.random() < 0.2 else []
    # What the last sentence leaves owing is paid by the first.
    tokens, owed = 0, fresh.random() + novel * SENTENCE
    while tokens < length:
        if paragraphs and rng.random() < 0.2:
            paragraphs.append(filler.fill(pick(rng, _of("crosshead", domain)), 0))
        sentences = []
        for _ in range(2 + int(rng.random() * 3)):
            template = queue.pop(0)
            unseen = min(int(owed), open_places(template))
            sentences.append(filler.fill(template, unseen))
            size = len(TOKEN.findall(sentences[-1]))
            tokens, owed = tokens + size, owed + novel * size - unseen
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs) + "\n"


@cache
def _of(shape: str, domain: str) -> tuple[Template, ...]:
    return tuple(t for t in templates() if t.shape == shape and t.domain in ("all", domain))


@cache
def _body(domain: str) -> tuple[Template, ...]:
    """The sentences of an article's body; the domain's own are few and stand twice."""
    body = [t for t in templates() if t.shape not in ("lead", "crosshead", "stamp")]
    return tuple([t for t in body if t.domain in ("all", domain)] + [t for t in body if t.domain == domain])
