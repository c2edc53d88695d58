"""Which articles are copies of one text: agency texts cut from the end, under another headline, in another spelling.

Whole-text hashes miss those. Sentences are fingerprinted one by one; two texts are copies if they share at least three sentences and at least half of
the smaller one's. Sources are the connected components of that relation, which is a relation on a set: no order of arrival can matter.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import combinations

LEAST_SHARED = 3
MOST_FINGERPRINTS = 200
_QUOTED = re.compile(r'["“”„«»][^"“”„«»]*["“”„«»]?')
_LETTERS = re.compile(r"[^\w]+")
_COMMON = 64  # a sentence in more texts than this is boilerplate


def fingerprint(sentence: str) -> str | None:
    """16 hexadecimal digits of a sentence (NFKC, ß as ss, letters and digits only); None where it is short or mostly quotation."""
    own = _QUOTED.sub("", sentence)
    if len(own) < len(sentence) / 2:
        return None
    plain = _LETTERS.sub(" ", unicodedata.normalize("NFKC", sentence).lower().replace("ß", "ss")).strip()
    return blake2b(plain.encode(), digest_size=8).hexdigest() if plain.count(" ") >= 4 else None


def fingerprints(sentences: Iterable[str]) -> tuple[str, ...]:
    """The fingerprints of a text, sorted, each once, at most 200."""
    return tuple(sorted({f for s in sentences if (f := fingerprint(s))})[:MOST_FINGERPRINTS])


def sources(texts: Mapping[str, tuple[str, ...]]) -> list[list[str]]:
    """Groups of uris that are copies of each other, given each text's fingerprints; sorted within and among themselves."""
    holders: dict[str, list[str]] = defaultdict(list)
    for uri in sorted(texts):
        for print_ in texts[uri]:
            holders[print_].append(uri)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for uris in holders.values():
        if 1 < len(uris) <= _COMMON:
            for pair in combinations(uris, 2):
                shared[pair] += 1
    root = {uri: uri for uri in texts}

    def find(uri: str) -> str:
        while root[uri] != uri:
            root[uri] = uri = root[root[uri]]
        return uri

    for (a, b), count in shared.items():
        if count >= LEAST_SHARED and 2 * count >= min(len(texts[a]), len(texts[b])):
            low, high = sorted((find(a), find(b)))
            root[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for uri in sorted(texts):
        groups[find(uri)].append(uri)
    return sorted(groups.values())
