"""The same table, one contribution after the other: what changes, as messages to send and rows to write last. Pure, over a mapping; no Faust in it.

Rows of the mapping, by their first letter:
  M|family|uri    the article's last contribution to the family; one without nodes stays, so that an older version that comes late is known as such
  R|family|round  digest, revision and nodes of the round as last published; a round that is gone keeps its row, so that its revision never falls

`step` changes nothing: the caller sends the outputs, awaits them, writes the rows, and only then takes the next message. Whatever is kept in memory is
derived from the rows and checked against them, so a step may be asked for again after a failure or in another process.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from streams.contract.base import Record
from streams.contract.ids import digest
from streams.contract.internal import Contribution
from streams.contract.round import Because, Link, Round
from streams.rounds.changes import change
from streams.rounds.choose import Source, row
from streams.rounds.resolve import group, node
from streams.rounds.step import Output, Step


class Published(Record):
    """An R row. Of a round that is gone the digest is empty."""

    digest: str
    revision: int
    nodes: tuple[str, ...] = ()


@dataclass(slots=True)
class Table:
    """The resolved rounds of a family, and which sources made each row (to spare choosing it again)."""

    rows: dict[str, Round] = field(default_factory=dict)
    nodes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    made: dict[tuple[object, ...], Round] = field(default_factory=dict)


@dataclass(slots=True)
class _Family:
    """What is known in memory of a family: which rows exist, the contributions as parsed, the table they gave."""

    uris: set[str] = field(default_factory=set)
    rounds: set[str] = field(default_factory=set)
    parsed: dict[str, tuple[bytes, Contribution]] = field(default_factory=dict)
    table: Table = field(default_factory=Table)
    of: dict[str, bytes] | None = None  # the M rows that the table was made of


def _key(letter: str, family: str, name: str) -> bytes:
    return f"{letter}|{family}|{name}".encode()


class Resolver:
    """Steps over the rows of `rows`; `forget` drops what is in memory, after which it is derived anew."""

    def __init__(self, rows: Mapping[bytes, bytes]) -> None:
        self._rows = rows
        self._families: dict[str, _Family] | None = None

    def forget(self) -> None:
        """Call it whenever somebody else may have written the rows: a rebalance, a recovery."""
        self._families = None

    def step(self, contribution: Contribution) -> Step:
        """What the contribution changes. Nothing, if a newer version of its article has contributed to the family already."""
        family = self._family(contribution.family)
        before = self._members(contribution.family, family)
        held = before.get(contribution.uri)
        if held and held.order.key() > contribution.order.key():
            return Step()
        old = self._table(family, before)
        m_row = contribution.canonical()
        family.uris.add(contribution.uri)
        family.parsed[contribution.uri] = (m_row, contribution)
        new = _resolve({**before, contribution.uri: contribution}, old)
        step = self._publish(contribution, held, family, old, new, m_row)
        family.table, family.of = new, {u: family.parsed[u][0] for u in {*before, contribution.uri}}
        return step

    def _family(self, name: str) -> _Family:
        if self._families is None:
            self._families = {}
            for key in list(self._rows.keys()):
                letter, family, rest = key.decode().split("|", 2)
                known = self._families.setdefault(family, _Family())
                (known.uris if letter == "M" else known.rounds).add(rest)
        return self._families.setdefault(name, _Family())

    def _members(self, name: str, family: _Family) -> dict[str, Contribution]:
        """The contributions as the rows hold them now."""
        members = {}
        for uri in family.uris:
            value = self._rows.get(_key("M", name, uri))
            if value is not None:
                if (known := family.parsed.get(uri)) is None or known[0] != value:
                    family.parsed[uri] = known = (value, Contribution.parse(value))
                members[uri] = known[1]
        return members

    def _table(self, family: _Family, members: dict[str, Contribution]) -> Table:
        """The table of the members: the last one made, if it was made of the same rows."""
        if family.of != {uri: family.parsed[uri][0] for uri in members}:
            return _resolve(members, family.table)
        return family.table

    def _publish(self, c: Contribution, held: Contribution | None, family: _Family, old: Table, new: Table, m_row: bytes) -> Step:
        published = {
            rid: Published.parse(value) for rid in sorted(family.rounds | set(new.rows)) if (value := self._rows.get(_key("R", c.family, rid))) is not None
        }
        family.rounds |= set(new.rows)
        because = Because(uri=c.uri, version=c.version, status=c.status)
        touched = {part.node for part in (*c.nodes, *(held.nodes if held else ()))}
        outputs: list[Output] = []
        rows: list[tuple[bytes, bytes]] = []
        for rid in sorted({*new.rows, *(r for r, p in published.items() if p.digest)}):
            was, now = published.get(rid), new.rows.get(rid)
            mark = digest(now.canonical().decode()) if now else ""
            changed = was is None or was.digest != mark
            revision = (was.revision if was else 0) + changed
            nodes = new.nodes.get(rid, ())
            if changed or touched & set(nodes):
                value = now.model_copy(update={"revision": revision}).canonical() if now else None
                outputs.append(Output("rounds", rid.encode(), value, c.reported))
            if changed:
                outputs += _changes(rid, old, new, because, c)
            if changed or (was and was.nodes != nodes):
                rows.append((_key("R", c.family, rid), Published(digest=mark, revision=revision, nodes=nodes).canonical()))
        outputs += _links(published, new, touched)
        return Step(tuple(outputs), (*rows, (_key("M", c.family, c.uri), m_row)))


def _resolve(members: Mapping[str, Contribution], last: Table) -> Table:
    """The rounds of the members. A row whose sources are those of the last table is not chosen again."""
    parts: dict[str, list[tuple[str, int]]] = {}
    for uri, c in members.items():
        for k, part in enumerate(c.nodes):
            parts.setdefault(part.node, []).append((uri, k))
    table = Table()
    for g in group(node(members[places[0][0]].nodes[places[0][1]]) for places in parts.values()):
        own, lent = sorted(n.id for n in g.nodes), sorted(n.id for n in g.lent)
        places = [(uri, k, is_lent) for ids, is_lent in ((own, False), (lent, True)) for n in ids for uri, k in sorted(parts[n])]
        made_of = tuple((uri, k, is_lent, members[uri].order.key()) for uri, k, is_lent in places)
        made = last.made.get(made_of) or row([Source(members[uri], members[uri].nodes[k], is_lent) for uri, k, is_lent in places])
        table.made[made_of], table.rows[made.id], table.nodes[made.id] = made, made, tuple(own)
    return table


def _links(published: Mapping[str, Published], new: Table, touched: set[str]) -> list[Output]:
    """Nodes that moved, those of the article again, and nulls for those that belong to no round any more."""
    before = {n: rid for rid, p in published.items() for n in p.nodes}
    now = {n: rid for rid, nodes in new.nodes.items() for n in nodes}
    moved = sorted(n for n, rid in now.items() if before.get(n) != rid or n in touched)
    gone = sorted({*before, *touched} - set(now))
    return [*(Output("links", n.encode(), Link(round=now[n]).canonical()) for n in moved), *(Output("links", n.encode(), None) for n in gone)]


def _changes(rid: str, old: Table, new: Table, because: Because, c: Contribution) -> list[Output]:
    """What happened to a round, for `round-changes`."""
    heirs = sorted({r for n in old.nodes.get(rid, ()) for r, nodes in new.nodes.items() if n in nodes and r != rid})
    parents = sorted({r for n in new.nodes.get(rid, ()) for r, nodes in old.nodes.items() if n in nodes and r != rid})
    told = change(rid, old.rows.get(rid), new.rows.get(rid), heirs, parents, because)
    return [Output("round-changes", rid.encode(), told.canonical(), c.reported)] if told else []
