"""The table, plainly: the newest version of every article, all its contributions, all rounds. The reference for the stream.

It shares with the incremental module only the pure rules that read nodes and choose values (`facts`, `resolve`, `choose`).
"""

from collections.abc import Iterable

from streams.contract.internal import Contribution, Extraction
from streams.contract.round import Round
from streams.rounds.choose import Source, row
from streams.rounds.facts import contributions
from streams.rounds.resolve import Group, group, node
from streams.text import edtf


def fold(extractions: Iterable[Extraction]) -> list[Round]:
    """The rounds that the articles give, in the table's order, revision 0. Any order and any repetition of the articles gives the same."""
    newest: dict[str, Extraction] = {}
    for extraction in extractions:
        held = newest.get(extraction.uri)
        if held is None or extraction.order.key() >= held.order.key():
            newest[extraction.uri] = extraction
    families: dict[str, list[Contribution]] = {}
    for uri in sorted(newest):
        for name, contribution in contributions(newest[uri]).items():
            families.setdefault(name, []).append(contribution)
    return sorted((r for members in families.values() for r in rounds(members)), key=table_order)


def rounds(members: list[Contribution]) -> list[Round]:
    """The rounds of one family."""
    nodes = {part.node: node(part) for c in members for part in c.nodes}
    return [row(_sources(members, g)) for g in group(nodes.values())]


def _sources(members: list[Contribution], g: Group) -> list[Source]:
    own, lent = {n.id for n in g.nodes}, {n.id for n in g.lent}
    return [Source(c, part, part.node in lent) for c in members for part in c.nodes if part.node in own | lent]


def table_order(r: Round) -> tuple[str, int, int, str]:
    """By negotiation, then by the first day that the round may have had, as `roundwire rounds` and `fold` print them; undated ones last."""
    bounds = edtf.bounds(r.start) if r.start else None
    return (r.negotiation.id, bounds[0].toordinal() if bounds else 10**7, r.ordinal or 0, r.id)
