"""The reading of a text, step by step: regions → sentences → tokens → tags, names, verbs → clauses with their fields → chunks, dates → references."""

from collections.abc import Iterable, Iterator, Sequence

from streams.text import chunks, clauses, dates, names, references, sentences, tags, tokens, verbs
from streams.text.model import Document, Name, Sentence, Token
from streams.text.sentences import Region

#: Characters of a sentence at most: what is longer is no sentence, and would cost more than its length in what looks at whole sentences.
LONGEST = 2_000


def read(text: str, regions: Iterable[Region], dated: str | None = None, headline: str | None = None) -> Document:
    """Reads what the regions of kind text hold. `dated` (EDTF) is the day from which "am Montag" is counted; None leaves relative dates open."""
    bounds = [part for bound in sentences.split(text, [r for r in regions if r.kind == "text"]) for part in _short(text, *bound)]
    tokenised = [tokens.tokenise(text, start, end) for start, end, _ in bounds]
    named = names.resolve([names.find(text, toks) for toks in tokenised], tokenised)
    made = [_sentence(text, index, bound, toks, found, dated) for index, (bound, toks, found) in enumerate(zip(bounds, tokenised, named, strict=True))]
    return Document(text=text, sentences=references.resolve(made), dated=dated, headline=headline)


def _short(text: str, start: int, end: int, paragraph: int) -> Iterator[tuple[int, int, int]]:
    """The sentence, in parts where it is too long, cut at a space where there is one."""
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space + 1 if space > 0 else start + LONGEST
        yield start, cut, paragraph
        start = cut
    yield start, end, paragraph


def _sentence(text: str, index: int, bound: tuple[int, int, int], toks: Sequence[Token], found: tuple[Name, ...], dated: str | None) -> Sentence:
    start, end, paragraph = bound
    tagged, quoted = tags.tag(toks), sentences.quoted(text, start, end)
    parts = clauses.split(toks, verbs.find(toks, tagged), found, quoted)
    days = dates.find(toks, dated)
    return Sentence(
        index=index, start=start, end=end, paragraph=paragraph, tokens=tuple(toks), tags=tagged, clauses=parts,
        chunks=chunks.find(toks, tagged, found, parts, days), names=found, dates=days, quoted=quoted,
    )  # fmt: skip
