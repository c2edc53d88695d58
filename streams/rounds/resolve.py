"""Which nodes are one round. Days are the anchors; ordinals join what has no day; what has neither joins the one round that it fits.

A pure function of the set of nodes of one family: no order of arrival can matter. The steps, in order:

1. Nodes with a day (or a span of some days) make rounds, those of one day together unless ordinal, level, format or parties contradict.
2. Nodes with an ordinal or a vague date (a month, "between Monday and today") join the round of the same ordinal in their series, or the only round that
   their date allows, and make a round of their own otherwise.
3. Nodes with neither join the only round that they fit, and make none.
4. A plural node ("drei Runden in Belarus") makes no round: it lends its facts to the rounds of its series that it counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from streams.contract.internal import NodePart
from streams.text import edtf

SHORT = timedelta(days=10)  # a span of at most this many days anchors a round as a day does
SAME_ORDINAL_GAP = timedelta(days=2)  # two days that far apart can be one meeting told by both its days
MEETS_IN_ROOM = frozenset(("in_person", "indirect"))


@dataclass(frozen=True, slots=True)
class Node:
    """What a node says, with its earliest and latest possible day."""

    id: str
    parties: frozenset[str]
    series: str | None
    ordinal: int | None
    place: str | None
    country: str | None
    format: str
    level: str
    plural: int | None
    days: tuple[date, date] | None

    @property
    def dated(self) -> bool:
        """Whether it names a day, or a few."""
        return self.days is not None and self.days[1] - self.days[0] <= SHORT and self.days[0] != date.min


@dataclass(slots=True)
class Group:
    """A round in the making: its nodes, and the plural nodes that lend it facts."""

    nodes: list[Node]
    lent: list[Node] = field(default_factory=list)

    def all(self, name: str) -> set[object]:
        """The values that its nodes give to an attribute."""
        return {value for node in self.nodes if (value := getattr(node, name)) not in (None, "unknown")}

    @property
    def days(self) -> tuple[date, date] | None:
        """From the first to the last day of its dated nodes, or of all its nodes where none is dated."""
        spans = [n.days for n in self.nodes if n.dated and n.days] or [n.days for n in self.nodes if n.days]
        return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None


def node(part: NodePart) -> Node:
    """The node of a contribution's part, ready to be compared."""
    return Node(
        id=part.node, parties=frozenset(part.parties), series=part.series, ordinal=part.ordinal, place=part.place, country=part.country,
        format=part.format, level=part.level, plural=part.plural, days=edtf.bounds(part.start) if part.start else None,
    )  # fmt: skip


def group(nodes: Iterable[Node]) -> list[Group]:
    """The rounds of one family, as sets of nodes, in the order of their days."""
    left = sorted(nodes, key=_order)
    groups: list[Group] = []
    single = [n for n in left if n.plural is None]
    for node_ in (n for n in single if n.dated):
        _join(groups, node_, [g for g in groups if _same_day(g, node_)], make=True)
    _merge_by_ordinal(groups)
    for node_ in (n for n in single if not n.dated and (n.ordinal is not None or n.days)):
        _join(groups, node_, _by_ordinal(groups, node_), make=True)
    for node_ in (n for n in single if not n.dated and n.ordinal is None and not n.days):
        fits = [g for g in groups if _compatible(g, node_) and _agrees(g, node_)]
        _join(groups, node_, fits if len(fits) == 1 else [], make=False)
    for node_ in (n for n in left if n.plural is not None):
        for g in _counted(groups, node_):
            g.lent.append(node_)
    return sorted(groups, key=lambda g: (g.days or (date.max, date.max), [n.id for n in g.nodes]))


def _order(node_: Node) -> tuple[object, ...]:
    """Those that say more come first, so that they can be joined by those that say less."""
    known = sum(v not in (None, "unknown") for v in (node_.ordinal, node_.place, node_.country, node_.format, node_.level))
    return (node_.days or (date.max, date.max), node_.ordinal is None, -known, node_.id)


def _join(groups: list[Group], node_: Node, fits: Sequence[Group], *, make: bool) -> None:
    if fits:
        fits[0].nodes.append(node_)
    elif make:
        groups.append(Group([node_]))


def _near(a: tuple[date, date] | None, b: tuple[date, date] | None) -> bool:
    return a is None or b is None or (a[0] <= b[1] and b[0] <= a[1])


def _compatible(g: Group, node_: Node) -> bool:
    """Nothing that the two say of ordinal, level, format and parties contradicts."""
    ordinals, levels, formats = g.all("ordinal"), g.all("level"), g.all("format")
    rooms = {"room" if f in MEETS_IN_ROOM else f for f in formats}
    room = "room" if node_.format in MEETS_IN_ROOM else node_.format
    return (
        (node_.ordinal is None or not ordinals or node_.ordinal in ordinals)
        and (node_.level == "unknown" or not levels or node_.level in levels)
        and (node_.format == "unknown" or not rooms or room in rooms)
        and all(node_.parties <= n.parties or n.parties <= node_.parties for n in g.nodes)
    )


def _same_day(g: Group, node_: Node) -> bool:
    return g.days is not None and _near(g.days, node_.days) and _compatible(g, node_)


def _merge_by_ordinal(groups: list[Group]) -> None:
    """Rounds of one ordinal on neighbouring days are one meeting, told by its first and by its last day."""
    for g in list(groups):
        for other in groups[: groups.index(g)]:
            same = g.all("ordinal") & other.all("ordinal")
            if same and g.days and other.days and g.days[0] - other.days[1] <= SAME_ORDINAL_GAP and all(_compatible(other, n) for n in g.nodes):
                other.nodes += g.nodes
                groups.remove(g)
                break


def _by_ordinal(groups: list[Group], node_: Node) -> list[Group]:
    """The rounds that a node without a day may belong to, the best first: the same ordinal in its series, else the only one its date allows."""
    open_ = [g for g in groups if _compatible(g, node_) and _near(g.days, node_.days) and _same_series(g, node_)]
    same = [g for g in open_ if node_.ordinal is not None and node_.ordinal in g.all("ordinal")]
    if same:
        return same[:1] if node_.days else same[-1:]  # without a date, the latest of its series
    unnumbered = [g for g in open_ if node_.days and not g.all("ordinal")] if node_.ordinal is not None else [g for g in open_ if node_.days]
    return unnumbered if len(unnumbered) == 1 else []


def _same_series(g: Group, node_: Node) -> bool:
    """Ordinals count within a series; the hint is the year, or a name."""
    return node_.series is None or not g.all("series") or node_.series in g.all("series")


def _agrees(g: Group, node_: Node) -> bool:
    """Whether a node with neither day nor number says something that the round says too."""
    return any(getattr(node_, name) in g.all(name) for name in ("place", "country", "level", "format")) and _same_series(g, node_)


def _counted(groups: list[Group], node_: Node) -> list[Group]:
    """The rounds that a plural counts: of its series and country, inside its dates or numbered up to its count, not after its last day."""
    return [
        g
        for g in groups
        if _same_series(g, node_)
        and (_inside(g, node_) or any(isinstance(o, int) and o <= (node_.plural or 0) for o in g.all("ordinal")))
        and (node_.country is None or not g.all("country") or node_.country in g.all("country"))
        and (node_.format == "unknown" or _compatible(g, node_))
        and (node_.days is None or g.days is None or g.days[0] <= node_.days[1])
    ]


def _inside(g: Group, node_: Node) -> bool:
    return bool(node_.days and g.days and node_.days[0] <= g.days[0] and g.days[1] <= node_.days[1])
