"""What `make bench` measures with: the articles, the peer, the floors in a short form that CI can run."""

import hashlib
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from itertools import product
from pathlib import Path
from random import Random

import pytest
from cost import in_proportion

from bench import inflect, linear, reading, times
from bench.articles import TOKEN, article, articles
from bench.cast import first_names, surnames
from bench.gaps import NUMBERS, ORDINALS, open_places
from bench.tables import DOMAINS, cities, nouns, offices, states, templates, words
from streams.ingest import body
from streams.text.read import read

ROOT = Path(__file__).resolve().parents[1]

#: Of the first 20 articles. Another digest means other articles: the figures of docs/performance.md then belong to the old ones and are to be measured again.
DIGEST = "4a58f3453ba6359c"

SHAPES = {
    "amount", "apposition", "bevor", "comparison", "coordination", "correlate", "dass", "date", "future", "genitive", "indirect", "infinitive", "insertion",
    "konj2", "main", "modal", "nachdem", "nominal", "ob", "obwohl", "particle", "passive", "perfect", "quote", "relative", "weil", "wenn", "wh", "während",
}  # fmt: skip


def test_the_same_seed_gives_the_same_articles() -> None:
    """The figures of two machines are of the same texts, and anybody can make them again."""
    assert hashlib.sha256("".join(articles(1, 20)).encode()).hexdigest()[:16] == DIGEST


def test_articles_differ() -> None:
    """Another index or seed gives another article, and an article does not depend on those before it."""
    assert len({*articles(1, 200), *articles(2, 200)}) == 400
    assert [*articles(1, 5)][3] == article(1, 3) == next(articles(1, 1, first=3))


def test_the_share_of_new_words_changes_only_these_words() -> None:
    """What is told is the same at every share: only words at the places of nouns, adjectives and verbs change."""
    plain, mixed = (TOKEN.findall(article(1, 7, share)) for share in (0.0, 0.1))
    assert len(plain) == len(mixed)
    assert 0 < sum(a != b for a, b in zip(plain, mixed, strict=True)) < 0.25 * len(plain)


def test_sentences_are_of_many_shapes() -> None:
    """At least eighty sentences with gaps, of every clause type, and some of each line of news."""
    body_shapes = {t.shape for t in templates()} - {"lead", "crosshead", "stamp"}
    assert len(templates()) >= 80 and body_shapes == SHAPES
    assert all(sum(t.domain == domain for t in templates()) >= 7 for domain in DOMAINS)


@cache
def vocabulary() -> frozenset[str]:
    """Every word form that an article without new words can have, in lower case."""
    kinds = ("Sache", "Leute", "Kopf", "Treffen", *DOMAINS)
    forms = {inflect.form(n, g, c) for kind in kinds for n in nouns(kind) for g in (n.gender, "pl") for c in inflect.CASES}
    forms |= {stem + ending for stem in words("adjective") for ending in ("", "e", "en", "em", "er", "es")}
    forms |= {inflect.verb(stem, form) for stem in words("verb") for form in ("pres", "pret", "pretpl", "part", "inf", "konj1")}
    forms |= {inflect.state(*s, case) for s, case in product(states(), inflect.CASES)}
    forms |= {*cities(), *surnames(), *first_names(True), *first_names(False), *words("organisation"), *words("agency")}
    forms |= {name for pair in offices() for name in pair}
    forms |= {form for table in (inflect.DER, inflect.EIN, inflect.RELATIVE) for row in table.values() for form in row.split()}
    forms |= {f"k{form}" for row in inflect.EIN.values() for form in row.split()}
    told = "\n".join(part for t in templates() for part in t.parts[::2]) + " er sie Prozent Millionen Milliarden Euro"
    rng = Random("all times")
    forms |= {told, *NUMBERS, *ORDINALS} | {kind(rng) for kind in times.KINDS.values() for _ in range(5_000)}
    return frozenset(word.lower() for text in forms for word in TOKEN.findall(text))


def unseen(text: str) -> list[str]:
    return [word for word in TOKEN.findall(text) if word[0].isalpha() and word.lower() not in vocabulary()]


def test_articles_without_new_words_have_none() -> None:
    """At a share of nothing every word is from the tables: a reader that remembers words has seen them all after some hundred articles."""
    assert Counter(word for text in articles(3, 200, novel=0.0) for word in unseen(text)) == {}


@pytest.mark.parametrize("share", [0.03, 0.1, 0.15])
def test_the_share_of_new_words_is_as_stated(share: float) -> None:
    """So many of a hundred tokens are words that no article had before; hardly any comes twice."""
    texts = list(articles(4, 200, share))
    new = [word for text in texts for word in unseen(text)]
    tokens = sum(len(TOKEN.findall(text)) for text in texts)
    assert len(new) / tokens == pytest.approx(share, rel=0.05)
    assert len(set(new)) > 0.97 * len(new)


def test_articles_are_like_articles() -> None:
    """Some 550 tokens in some ten paragraphs; the reading finds as many sentences as were written, nearly; clauses, names and dates among them."""
    texts = list(articles(5, 60))
    assert 500 < sum(len(TOKEN.findall(text)) for text in texts) / len(texts) < 600
    documents = [read(text, body.readable(text), "2026-11-24") for text in texts]
    sentences = [s for d in documents for s in d.sentences]
    assert 20 < len(sentences) / len(texts) < 45
    assert 10 < sum(len(s.tokens) for s in sentences) / len(sentences) < 25
    assert sum(len(s.clauses) for s in sentences) > 1.3 * len(sentences)
    assert sum(len(s.names) for s in sentences) > 0.3 * len(sentences)
    assert sum(len(s.dates) for s in sentences) > 0.2 * len(sentences)


def test_gaps_can_be_filled() -> None:
    """Each sentence stands in some article, with no gap or mark of ours left in it."""
    text = "".join(articles(6, 300))
    assert re.findall(r"[{}^+]|\b(?:Sache|Thema|Kopf) (?:nom|acc|dat|gen)\b", text) == []
    assert all(open_places(t) >= 0 for t in templates())


@pytest.mark.parametrize("name", linear.TEXTS)
@pytest.mark.parametrize("work", linear.WORKS)
def test_long_texts_cost_in_proportion(name: str, work: str) -> None:
    """Prose, one sentence, or quotation marks only: twice the text takes about twice the time, for the reading and for the whole extraction."""
    texts = {size: linear.TEXTS[name](size) for size in (30_000, 60_000)}
    assert in_proportion(lambda size: linear.WORKS[work](texts[size]), 30_000, 60_000, slack=1.6)


@pytest.mark.slow
def test_memory_is_bounded() -> None:
    """The floor holds, and the second thousand takes nearly nothing more: at 15 % its 80,000 new words would fill each cache twice; an open one grew by it.

    `make bench WHAT=memory` reads 100,000 articles.
    """
    command = [sys.executable, "-m", "bench", "memory", "--count", "2000", "--novel", "0.15"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    peaks = [float(mb) for mb in re.findall(r"articles +([\d.]+) MB", run.stdout)]
    assert run.returncode == 0, run.stdout + run.stderr
    assert len(peaks) == 2 and peaks[1] - peaks[0] < 20


@pytest.mark.slow
def test_the_peer_has_the_architecture_and_is_slower() -> None:
    """One round beside spaCy, where its environment exists: its labels are those of the released pipeline, and the floor holds."""
    if not reading.PEER.exists():
        pytest.skip("no .venv-bench: `make bench` makes it")
    with reading.Peer(reading.PEER) as peer:
        assert peer.about["labels"] == [55, 671, 42, 1_000, 4]
        warm = list(articles(7, 20))
        reading.read_ours(warm), peer.read(warm)
        pair = reading.Pair(0.03)
        for first in (100, 120, 140):
            texts = list(articles(7, 20, first=first))
            pair.ours.append(reading.read_ours(texts))
            pair.peers.append(peer.read(texts))
    assert pair.ratio() >= reading.FLOOR


def test_a_ratio_below_the_floor_is_said() -> None:
    """Nobody has to know the floor to see that it does not hold."""
    assert reading.verdict(2.99).startswith("BELOW THE FLOOR") and "below the aim" in reading.verdict(3.0) and "reaches the aim" in reading.verdict(10.0)


def test_without_the_peer_it_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback where spaCy's environment is missing."""
    assert reading.main(["--peer", "nowhere/python"]) == 2
    assert "`make bench` makes it" in capsys.readouterr().err
