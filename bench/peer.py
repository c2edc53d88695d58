"""The peer: a spaCy pipeline of de_core_news_sm's architecture with untrained weights. Runs in an environment of its own and imports nothing of ours.

A line on stdin is a JSON list of articles; the answer is a line with the CPU seconds and the tokens of reading them. The first answer tells the versions.

The sizes are those of the released pipeline (3.8): widths, depths and table rows of its config, labels as its meta.json counts them (55 tags, 671 morphological
analyses, 42 relations, 4 kinds of entities). Its meta.json does not count the edit trees of its lemmatizer: 1,000 here.
Output layers get small random weights: with the zeros that spaCy begins with every token would get the first label, and no entity would ever be made.
"""

import json
import platform
import random
import sys
import time
from typing import Any

import numpy
import spacy
import thinc
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

TAGS, ANALYSES, TREES = 55, 671, 1_000
RELATIONS = (
    "ROOT", "ac", "adc", "ag", "ams", "app", "avc", "cc", "cd", "cj", "cm", "cp", "cvc", "da", "dep", "dm", "ep", "ju", "mnr", "mo", "ng", "nk", "nmc", "oa",
    "oc", "og", "op", "par", "pd", "pg", "ph", "pm", "pnc", "punct", "rc", "re", "rs", "sb", "sbp", "svp", "uc", "vo",
)  # fmt: skip
ENTITIES = ("LOC", "MISC", "ORG", "PER")

ENCODE = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1, "maxout_pieces": 3}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
TAGGER = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": LISTENER}


def tok2vec(attrs: list[str], rows: list[int]) -> dict[str, Any]:
    """The embedding and the encoder that the released config has."""
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": 96, "attrs": attrs, "rows": rows, "include_static_vectors": False}
    return {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": ENCODE}


def transitions(state: str, below: dict[str, Any]) -> dict[str, Any]:
    """The parser's and the entity recogniser's model."""
    return {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": state, "tok2vec": below, "nO": None,
        "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True,
    }  # fmt: skip


def pipeline(seed: int = 0) -> Language:
    """tok2vec, tagger, morphologizer, parser, lemmatizer, attribute_ruler, ner; the senter is off in the released pipeline too."""
    spacy.util.fix_random_seed(seed)
    nlp = spacy.blank("de")
    shared = tok2vec(["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"], [5000, 1000, 2500, 2500, 50, 50])
    nlp.add_pipe("tok2vec", config={"model": shared})
    tagger = nlp.add_pipe("tagger", config={"model": TAGGER})
    morphologizer = nlp.add_pipe("morphologizer", config={"model": TAGGER})
    nlp.add_pipe("parser", config={"model": transitions("parser", LISTENER), "min_action_freq": 1})
    nlp.add_pipe("trainable_lemmatizer", name="lemmatizer", config={"model": TAGGER, "min_tree_freq": 1, "top_k": 1, "backoff": "orth"})
    ruler = nlp.add_pipe("attribute_ruler")
    own = tok2vec(["NORM", "PREFIX", "SUFFIX", "SHAPE"], [5000, 1000, 2500, 2500])
    ner = nlp.add_pipe("ner", config={"model": transitions("ner", own)})
    add_labels(tagger, [f"T{n}" for n in range(TAGS)])
    add_labels(morphologizer, [f"Case={n % 7}|Gender={n // 7 % 7}|Number={n // 49}" for n in range(ANALYSES)])
    add_labels(ner, list(ENTITIES))
    nlp.initialize(lambda: [example(nlp)])
    randomise(nlp)
    # After initialize, which empties it: one rule, for white space.
    ruler.add([[{"IS_SPACE": True}]], {"POS": "SPACE"})  # type: ignore[attr-defined]
    return nlp


def add_labels(pipe: Any, labels: list[str]) -> None:
    """Labels before the training that never comes."""
    for label in labels:
        pipe.add_label(label)


def example(nlp: Language) -> Example:
    """One document whose lemmas need that many edit trees, in sentences of three words that give each relation an arc to the left and one to the right."""
    endings = [a + b for a in "bdfgklmnprstvwxz" for b in "aeiou"]
    pairs = [(f"hmh{form}", f"hmh{lemma}") for form in endings for lemma in endings if form[0] != lemma[0] and form[1] != lemma[1]][:TREES]
    forms, lemmas = [form for form, _ in pairs], [lemma for _, lemma in pairs]
    heads = [min(at - at % 3 + 1, TREES - 1) for at in range(TREES)]
    relations = [RELATIONS[1 + at // 3 % (len(RELATIONS) - 1)] if at != head else "ROOT" for at, head in enumerate(heads)]
    same = {"tags": ["T0"] * TREES, "morphs": ["Case=0|Gender=0|Number=0"] * TREES, "ents": ["O"] * TREES}
    doc = Doc(nlp.vocab, words=forms, lemmas=lemmas, heads=heads, deps=relations, **same)
    return Example(doc.copy(), doc)


def randomise(nlp: Language) -> None:
    """Small random weights where spaCy begins with zeros."""
    rng = numpy.random.default_rng(0)
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") else ():
            for name in node.param_names:
                weights = node.get_param(name) if node.has_param(name) else None
                if weights is not None and name == "W" and not weights.any():
                    node.set_param(name, rng.normal(0, 0.1, weights.shape).astype("f"))


def main() -> None:
    """Answers line by line until stdin ends."""
    random.seed(0)
    nlp = pipeline()
    labels = [len(nlp.get_pipe(name).labels) for name in ("tagger", "morphologizer", "parser", "lemmatizer", "ner")]
    answer({"spacy": spacy.__version__, "thinc": thinc.__version__, "python": platform.python_version(), "labels": labels})
    for line in sys.stdin:
        texts = json.loads(line)
        begin = time.process_time()
        tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
        answer({"seconds": time.process_time() - begin, "tokens": tokens})


def answer(message: dict[str, Any]) -> None:
    """One line on stdout."""
    print(json.dumps(message), flush=True)


if __name__ == "__main__":
    main()
