"""Seeded histories of articles: in any order, repeated, corrected, killed, restored. Made of parts that contradict each other on purpose."""

from random import Random

from streams.contract.article import Order
from streams.contract.base import Span
from streams.contract.claim import Claim, Speaker
from streams.contract.event import Event
from streams.contract.internal import Extraction
from streams.contract.mention import Mention, Next, PartyWord
from streams.rounds.nodes import with_node

FAMILIES = (("RUS", "UKR"), ("RUS", "UKR", "USA"), ("IRN", "USA"), ("VKA", "ver.di"))
DAYS = ("2025-05-16", "2025-06-02", "2025-06-03", "2025-07", "2025-07-23", "[2025-05-17..2025-05-20]", None)
TOPICS = ("ceasefire", "prisoner_exchange", "territory", "wages", "next_round")


def _mention(random: Random, uri: str, number: int, at: Span) -> Mention:
    start, status = random.choice(DAYS), random.choice(("announced", "ended", "confirmed", "postponed", None))
    ordinal, format_ = random.choice((None, 1, 2, 3)), random.choice(("unknown", "in_person", "video"))
    return with_node(
        Mention(
            id=f"m{number}", spans=(at,), node="", parties=random.choice(FAMILIES), series="2025", ordinal=ordinal, ordinal_basis="stated",
            start=start, place=random.choice((None, "Istanbul", "Genf")), country=None, format=format_,
            level=random.choice(("unknown", "unknown", "ministers")), status=status, plural=random.choice((None,) * 6 + (2, 3)),
            status_by_party=tuple(PartyWord(party=p, status="confirmed", sentence=at) for p in random.choice(((), ("RUS",), ("UKR", "RUS")))),
            agenda=tuple(random.sample(TOPICS, random.randint(0, 2))), next=random.choice((None, Next(date="2025-08", sentence=at))),
            no_result=random.random() < 0.1, rule="test", confidence=0.5,
        )
    )  # fmt: skip


def extraction(random: Random, uri: str, version: int, status: str = "usable") -> Extraction:
    """One version of an article with up to four mentions, and claims and events on them; its content depends on the random state alone."""
    rank = ("usable", "withheld", "canceled").index(status)
    order = Order(rank=2, number=str(version), time=1_747_000_000_000_000 + version, status=rank, digest=uri, extractor=1)
    head = {"uri": uri, "version": str(version), "status": status, "order": order, "digest": uri, "extractor": 1}
    if status != "usable":
        return Extraction(**head)
    words = [f"Satz {random.randint(0, 30)} über die Gespräche in dieser Sache." for _ in range(8)]
    text = " ".join(words)
    starts = [sum(len(w) + 1 for w in words[:k]) for k in range(8)]
    sentences = tuple((s, s + len(w)) for s, w in zip(starts, words, strict=True))
    spans = [Span(start=s, end=e, text=text[s:e]) for s, e in sentences]
    mentions = tuple({m.node: m for m in (_mention(random, uri, k, random.choice(spans)) for k in range(random.randint(0, 4)))}.values())
    claims = tuple(
        Claim(
            id=f"{uri}-c{k}", quote=(random.choice(spans),), type="indirect", speaker=Speaker(name="X", party=random.choice(m.parties)),
            topics=tuple(random.sample(TOPICS, 2)), stance=random.choice(("demands", "rejects", "states", "assesses_positive")), node=m.node, rule="test",
            confidence=0.5,
        )
        for k, m in enumerate(mentions)
    )  # fmt: skip
    events = tuple(
        Event(
            id=f"{uri}-e{k}", sentence=random.choice(spans), type="AGREE", state=random.choice(("occurred", "denied", "planned")),
            topics=tuple(random.sample(TOPICS, 1)), node=m.node, rule="test", confidence=0.5,
        )
        for k, m in enumerate(mentions)
    )  # fmt: skip
    dated = random.choice(("2025-06-01", "2025-06-05", "2025-07-01T10:00:00+02:00", "2025-07", None))
    return Extraction(**head, published=dated, dated=dated, text=text, claims=claims, events=events, mentions=mentions, sentences=sentences)


def history(seed: int, articles: int = 7) -> list[Extraction]:
    """Versions of some articles, some of them corrected, withheld, cancelled and restored, some repeated, in a shuffled order of arrival."""
    random = Random(seed)
    versions = []
    for k in range(random.randint(1, articles)):
        for version in range(1, random.choice((1, 1, 2, 3)) + 1):
            status = random.choice(("usable",) * 6 + ("withheld", "canceled"))
            versions.append(extraction(random, f"test:{k}|{seed}", version, status))
    versions += [random.choice(versions) for _ in range(random.randint(0, 5))]
    random.shuffle(versions)
    return versions


SIDES = (("Russland", "der Ukraine"), ("Armenien", "Aserbaidschan"))
PLACES = ("Istanbul", "Genf", "Doha")
SAYINGS = (
    "Die Ukraine forderte eine sofortige Waffenruhe.",
    "Beide Seiten einigten sich auf einen Gefangenenaustausch.",
    "„Das war ein guter Tag“, sagte der russische Unterhändler Wladimir Medinski.",
    "Moskau verlangt die Abtretung von Gebieten.",
    "Fortschritte in Richtung einer Waffenruhe gab es nicht.",
    "Die Gespräche sollen in der kommenden Woche fortgesetzt werden.",
)


def _text(random: Random) -> str:
    a, b = random.choice(SIDES)
    number, place, day = random.choice(("erste", "zweite", "dritte")), random.choice(PLACES), random.choice(("2. Juni 2025", "16. Mai 2025", "23. Juli 2025"))
    told = random.choice(
        (
            f"Die {number} Verhandlungsrunde zwischen {a} und {b} fand am {day} in {place} statt.",
            f"Die {number} Gesprächsrunde zwischen {a} und {b} ist für den {day} in {place} geplant.",
            f"Vertreter aus {a} und {b.removeprefix('der ')} trafen sich am {day} in {place}. Es war die {number} Runde zwischen {a} und {b}.",
        )
    )
    return " ".join([told, *random.sample(SAYINGS, random.randint(0, 4))])


def _message(random: Random, uri: str, version: int | None, status: str) -> dict[str, object]:
    """An article in one of the two forms."""
    published = random.choice(("2025-06-03", "2025-07-25T10:00:00+02:00", "2025-07", None))
    if random.random() < 0.3:
        form = {"uri": uri, "pubStatus": status, "body_text": _text(random), "versionCreated": "2025-07-25T10:00:00+02:00", "language": "de"}
    else:
        form = {"uri": uri, "status": status, "text": _text(random), "published": published, "language": random.choice(("de", None, "de-CH", "en"))}
    return {name: value for name, value in (form | {"version": version}).items() if value is not None}


def messages(seed: int, articles: int = 6) -> list[tuple[bytes | None, bytes]]:
    """A history as producers send it: key and bytes. The key is the uri, another word, or none: two producers may send one uri with different keys."""
    import orjson

    random = Random(seed)
    sent = []
    for k in range(articles):
        for version in (None,) if random.random() < 0.2 else range(1, random.choice((1, 2, 3)) + 1):
            status = random.choice(("usable",) * 6 + ("withheld", "canceled"))
            value = orjson.dumps(_message(random, f"stream:{seed}/{k}", version, status))
            sent += [(random.choice((None, f"stream:{seed}/{k}".encode(), b"x", b"another")), value)] * random.choice((1, 1, 2))
    random.shuffle(sent)
    return sent
