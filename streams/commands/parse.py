"""`extract --parse`: how articles were read, sentence by sentence: clauses in their topological fields, phrases, verbs, names, dates, references."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from streams.commands import offline
from streams.commands.online import console
from streams.contract.article import Article
from streams.extract import foreign, reading
from streams.settings import Settings
from streams.text import clauses
from streams.text.model import Chunk, Clause, DateSpan, Direction, Document, Name, Reference, Sentence, Verb

COLOURS = {"VF": "cyan", "LK": "magenta", "VC": "magenta", "MF": "green", "NF": "yellow", "C": "blue", "KOORD": "blue", "LV": "blue"}
BETWEEN = Text(" | ", style="dim")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # an article may hold what a terminal would obey
WRAPPING = Console()  # Text.wrap asks for one, and prints nothing
MARGIN = 4  # columns for the sentence's number
LABEL = 18  # columns for the clause's number, kind and place, and for the names of lists
DEEPEST = 8  # levels of clauses that are indented
FUNCTION = 6  # columns for what a phrase does
FEATURES = 21  # columns for case, number, gender, or a verb's mood, tense, person, number


def run(settings: Settings, paths: Sequence[str], *, tags: bool = False) -> int:
    """Prints the reading of every version that is taken, in the order of the input; what is refused goes to standard error, and the exit code is 1."""
    out, refused = console(), offline.Refusals()
    for article in offline.articles(settings.zone, paths, refused, sentences=True):
        unread = f"status {article.status}" if article.status != "usable" else f"language {article.language}" if foreign(article) else None
        if unread:
            out.print(Text(f"{_flat(article.uri)} · not read: {unread}\n", style="dim"))
        else:
            _show(article, reading(article, settings.zone), out, tags)
    return refused.exit_code


def _show(article: Article, document: Document, out: Console, tags: bool) -> None:
    head = " · ".join(filter(None, (article.uri, document.dated or "no date", document.headline)))
    out.print(Text(_flat(head), style="bold"), Text(""), sep="\n")
    for sentence in document.sentences:
        out.print(*lines(document.text, sentence, out.width, tags=tags), Text(""), sep="\n", soft_wrap=True)


def lines(text: str, sentence: Sentence, width: int, *, tags: bool = False) -> Iterator[Text]:
    """A sentence of a text as it was read, in lines of at most `width` columns."""
    yield from _words(text, sentence, width, tags)
    for depth, index in _tree([c.parent for c in sentence.clauses]):
        yield from _clause(text, sentence, index, depth, width)
    yield from _list("names", (_name(text, n) for n in sentence.names), width)
    yield from _list("dates", (_date(text, d, _direction(sentence, d)) for d in sentence.dates), width)
    yield from _list("references", (_reference(text, r) for r in sentence.references), width)


def _words(text: str, sentence: Sentence, width: int, tags: bool) -> Iterator[Text]:
    number = Text(f"{sentence.index + 1:<{MARGIN}}", style="dim")
    if not tags or not sentence.tags:
        yield from _hanging(number, [Text(_flat(text[sentence.start : sentence.end]), style="bold")], width)
        return
    pairs = list(zip((_flat(t.text) for t in sentence.tokens), sentence.tags, strict=True))
    for k, row in enumerate(_rows([max(len(word), len(tag)) + 1 for word, tag in pairs], width - MARGIN)):
        wide = [(word, tag, max(len(word), len(tag)) + 1) for word, tag in pairs[row]]
        yield Text.assemble(number if k == 0 else " " * MARGIN, ("".join(f"{word:<{w}}" for word, _, w in wide).rstrip(), "bold"))
        yield Text.assemble(" " * MARGIN, ("".join(f"{tag:<{w}}" for _, tag, w in wide).rstrip(), "dim"))


def _rows(widths: Sequence[int], width: int) -> Iterator[slice]:
    """Cuts columns into rows that fit; what is wider than a row stands alone."""
    first, taken = 0, 0
    for k, one in enumerate(widths):
        if taken + one > width and k > first:
            yield slice(first, k)
            first, taken = k, 0
        taken += one
    yield slice(first, len(widths))


def _tree(parents: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Depth and index, those that hang on another behind it. What hangs on itself in a circle is left out."""
    hanging: dict[int | None, list[int]] = {}
    for index, parent in enumerate(parents):
        hanging.setdefault(parent, []).append(index)
    waiting = [(0, index) for index in reversed(hanging.get(None, []))]
    while waiting:
        depth, index = waiting.pop()
        yield depth, index
        waiting += [(depth + 1, child) for child in reversed(hanging.get(index, []))]


def _clause(text: str, sentence: Sentence, index: int, depth: int, width: int) -> Iterator[Text]:
    """Its fields in a line, below them its phrases and verbs."""
    clause = sentence.clauses[index]
    label = Text(" " * (MARGIN + 2 * min(depth, DEEPEST))).append(f"{index} ", style="dim").append(_kind(sentence, clause))
    yield from _hanging(_padded(label, MARGIN + LABEL), _cells(text, sentence, index), width)
    own = [k for k, chunk in enumerate(sentence.chunks) if chunk.clause == index]
    places: dict[int | None, int] = {k: place for place, k in enumerate(own)}
    for level, place in _tree([places.get(sentence.chunks[k].parent) for k in own]):
        yield from _detail(*_chunk(text, sentence, sentence.chunks[own[place]], level), width)
    for verb in clause.verbs:
        yield from _detail(*_verb(sentence, verb), width)


def _kind(sentence: Sentence, clause: Clause) -> str:
    """In the notation of docs/parse.md: "dass@NF"; "… dass" goes on after an interruption."""
    return f"… {clause.kind}" if clauses.resumes(sentence.clauses, clause) else "@".join(filter(None, (clause.kind, clause.place)))


def _cells(text: str, sentence: Sentence, index: int) -> list[Text]:
    """The fields with their words, and the numbers of the clauses that fill one; without fields the words alone."""
    clause = sentence.clauses[index]
    found = [(f.first, f.kind, _between(text, sentence, f.first, f.last)) for f in clause.fields]
    if not found:
        return [Text(_between(text, sentence, clause.first, clause.last))]
    found += [(c.first, c.place, f"({k})") for k, c in enumerate(sentence.clauses) if c.place and _host(sentence, c) == index]
    return [Text(f"{kind} ", style="dim").append(words, style=f"not dim {COLOURS[kind]}") for _, kind, words in sorted(found)]


def _host(sentence: Sentence, clause: Clause) -> int | None:
    """Of the parts of the clause that a clause stands in the one before it; the first where it stands in front of all."""
    parts = (k for k, c in enumerate(sentence.clauses) if c.parent == clause.parent and c.first < clause.first and clauses.resumes(sentence.clauses, c))
    return max(parts, default=clause.parent)


def _chunk(text: str, sentence: Sentence, chunk: Chunk, level: int) -> tuple[str, str, Text]:
    features = (chunk.kind if chunk.kind == "PP" else "", "/".join(chunk.cases), chunk.number, chunk.gender, None if chunk.person == 3 else f"{chunk.person}.")
    return "  " * level + (chunk.function or "–"), " ".join(filter(None, features)), Text(_between(text, sentence, chunk.first, chunk.last))


def _verb(sentence: Sentence, verb: Verb) -> tuple[str, str, Text]:
    """A verb's form and what it is a form of. "by its tag": the lexicon doesn't have it."""
    number = "sg/pl" if verb.number == "both" else verb.number
    finite = (verb.mood, verb.tense, f"{verb.person}." if verb.person else None, number)
    features = " ".join(filter(None, finite)) if verb.form == "finite" else verb.form.replace("_", "-")
    form = " … ".join(_flat(sentence.tokens[i].text) for i in (verb.at, verb.particle) if i is not None)
    return verb.kind if verb.kind != "full" else "verb", features, Text(f"{form} → {verb.lemma}").append(f"  {verb.row or 'by its tag'}", style="dim")


def _name(text: str, name: Name) -> Text:
    told, called = _flat(text[name.start : name.end]), _flat(name.name)
    known = (name.kind, name.party, name.country and f"in {name.country}", name.role, "anonymous" if name.anonymous else None)
    shown = Text(told if told == called else f"{told} = {called}").append("  " + " · ".join(filter(None, known)), style="cyan")
    return shown.append(f"  {name.row}" if name.row else "", style="dim")


def _date(text: str, date: DateSpan, direction: Direction) -> Text:
    looks = f"  {date.rule}, {f'looks {direction}' if direction else 'no direction'}"
    return Text(_flat(text[date.start : date.end])).append(f" = {date.resolve(direction) or 'open'}", style="cyan").append(looks, style="dim")


def _reference(text: str, reference: Reference) -> Text:
    told = Text(_flat(text[reference.start : reference.end])).append(f" → {_flat(reference.name.name)}", style="cyan")
    return told.append(f"  {reference.kind}, named in sentence {reference.sentence + 1}", style="dim")


def _direction(sentence: Sentence, date: DateSpan) -> Direction:
    """Which way the clause of a date looks, by the verbs of all its parts."""
    home = next((c for c in sentence.clauses if c.first <= date.first < c.last), None)
    if home is None:
        return None
    parts = clauses.whole(sentence.clauses, home)
    return clauses.counting([v for c in parts for v in c.verbs], [w for c in parts for w in sentence.words(c.first, c.last)])


def _detail(function: str, features: str, words: Text, width: int) -> Iterator[Text]:
    """A line below a clause's fields."""
    label = Text(" " * (MARGIN + LABEL)).append(f"{function:<{FUNCTION}} ").append(features, style="dim")
    return _hanging(_padded(label, MARGIN + LABEL + FUNCTION + 1 + FEATURES), [words], width)


def _list(name: str, items: Iterable[Text], width: int) -> Iterator[Text]:
    for k, item in enumerate(items):
        yield from _hanging(_padded(Text(" " * MARGIN).append("" if k else name, style="dim"), MARGIN + LABEL), [item], width)


def _padded(label: Text, width: int) -> Text:
    """The label with at least one space behind it."""
    label.append(" " * max(1, width - label.cell_len))
    return label


def _hanging(label: Text, cells: Sequence[Text], width: int) -> Iterator[Text]:
    """Cells behind a label, in lines that fit; a line breaks between cells where it can, and what follows stands below the first cell."""
    room, told = max(20, width - label.cell_len), Text()
    broken: list[Text] = []
    for cell in cells:
        if told and told.cell_len + len(BETWEEN) + cell.cell_len > room:
            broken.append(told)
            told = Text()
        told = told + BETWEEN + cell if told else cell
    pieces = [piece for line in (*broken, told) for piece in line.wrap(WRAPPING, room)]
    for k, piece in enumerate(pieces):
        piece.rstrip()
        yield Text.assemble(label if k == 0 else " " * label.cell_len, piece)


def _between(text: str, sentence: Sentence, first: int, last: int) -> str:
    return _flat(text[sentence.tokens[first].start : sentence.tokens[last - 1].end]) if first < last else ""


def _flat(text: str) -> str:
    return CONTROL.sub("", " ".join(text.split()))
