"""TABLE OF CONTENTS: an article → claims, events, mentions. The whole extraction on one screen."""

from zoneinfo import ZoneInfo

from streams import EXTRACTOR, claims, events
from streams.contract.article import Article
from streams.contract.internal import Extraction
from streams.ingest import body, versions
from streams.rounds.nodes import with_node
from streams.text.model import Document
from streams.text.read import read

GERMAN_TIME = ZoneInfo("Europe/Berlin")


def extract(article: Article, zone: ZoneInfo = GERMAN_TIME) -> Extraction:
    """Everything that one version of an article gives. Pure: the same article gives the same extraction on every machine.

    A withheld or cancelled version, and one in another language than German, gives nothing. `zone` is the time zone of times without offset.
    """
    order = versions.order(article, EXTRACTOR, zone)
    base = {**article.model_dump(include={"uri", "version", "status"}), "order": order, "digest": order.digest, "extractor": EXTRACTOR}
    if article.status != "usable":
        return Extraction(**base)
    about = article.model_dump(include={"headline", "provider", "published", "language", "text"})
    if foreign(article):
        return Extraction(**base, **about, skipped=f"language:{article.language}")

    document = reading(article, zone)
    said = claims.find(document, article.uri)
    happened = events.find(document, article.uri, said)
    spoken = events.mentions(document, article.uri, said)
    mentions = tuple(with_node(m) for m in spoken.mentions)
    said, happened = events.link(said, happened, mentions, spoken.turns)

    sentences = tuple((s.start, s.end) for s in document.sentences)
    return Extraction(**base, **about, dated=document.dated, claims=said, events=happened, mentions=mentions, sentences=sentences)


def foreign(article: Article) -> bool:
    """Whether an article says that it is in another language than German."""
    return (article.language or "de").split("-")[0] != "de"


def reading(article: Article, zone: ZoneInfo = GERMAN_TIME) -> Document:
    """An article's text as it is read: without what stands around it, and counted from the day that the article names, else its text."""
    dated = article.published or body.own_date(article.text, zone)
    return read(article.text, body.readable(article.text), dated, article.headline)
