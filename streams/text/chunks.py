"""Tokens with tags, names, clauses and dates → chunks: base phrases with case, number, gender and function.

Base phrases are read clause by clause (base_phrases.py), hung on each other (attachments.py), and told apart by what the verb makes of them (functions.py).
All looks are at a bounded number of neighbours, so the time is linear.
"""

from collections.abc import Sequence

from streams.text import agreement, attachments, functions, predicates
from streams.text.base_phrases import Phrase, Reader
from streams.text.model import Chunk, Clause, DateSpan, Name, Token


def find(tokens: Sequence[Token], tags: Sequence[str], names: Sequence[Name], clauses: Sequence[Clause], dates: Sequence[DateSpan] = ()) -> tuple[Chunk, ...]:
    """The chunks of a sentence in order, without overlap. `tags`: STTS, one a token. A date expression with a noun is one chunk."""
    if not tokens or not clauses:
        return ()
    reader = Reader(tokens, tags, names, clauses, dates)
    for index, clause in enumerate(clauses):
        reader.read(index, clause)
    found = predicates.build(clauses, reader.found, tokens, names)
    for predicate in found:
        attachments.attach(predicate, reader.line, reader.position)
    attachments.appose(clauses, reader.found, reader.line, reader.position)
    attachments.relate(clauses, reader.found)
    for predicate in found:
        functions.assign(predicate)
    for phrase in reader.found:
        _follow(phrase)
    return tuple([_chunk(phrase) for phrase in reader.found])


def _follow(phrase: Phrase) -> None:
    """A conjunct or apposition has the case of what it hangs on, once that is settled."""
    if phrase.function in ("CJ", "APP") and phrase.parent is not None and phrase.preposition is None:
        cases = sum(agreement.OF_CASE[case] for case in agreement.cases(phrase.parent.mask))
        phrase.mask = phrase.mask & cases or phrase.mask


def _chunk(phrase: Phrase) -> Chunk:
    cases, number, gender = agreement.read(phrase.mask)
    word, parent = phrase.word, phrase.parent
    return Chunk(
        phrase.first, phrase.last, phrase.head, "NP" if phrase.preposition is None else "PP", phrase.clause, cases, number,
        word.plural_gender if number == "pl" else gender, word.person, phrase.function, None if parent is None else parent.index,
    )  # fmt: skip
