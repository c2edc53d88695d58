"""The table of rounds for a terminal of 100 columns."""

from collections.abc import Iterable, Set

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from streams.contract.round import Round
from streams.rounds.changes import STATUS_DE
from streams.rounds.fold import table_order
from streams.rounds.labels import country_name, label_name, spoken

COLOURS = {"ended": "dim", "confirmed": "green", "announced": "cyan", "underway": "bold green", "postponed": "yellow", "cancelled": "red", "proposed": "blue"}
FORMATS_DE = {"video": "per Video", "phone": "am Telefon"}
MARKS = {"confirmed": "✓", "announced": "✓", "ended": "✓", "underway": "✓", "accepted_in_principle": "~", "not_confirmed": "?", "denied": "✗"}


def render(rounds: Iterable[Round], *, title: str, footer: str, changed: Set[str] = frozenset()) -> RenderableType:
    """One block per negotiation, one row per round: what, where and when on the left, what is known of it on the right; changed rounds are marked."""
    rows = sorted(rounds, key=table_order)
    blocks: list[RenderableType] = []
    for family in dict.fromkeys(r.negotiation.id for r in rows):
        mine = [r for r in rows if r.negotiation.id == family]
        blocks.append(_family(family, mine, changed))
    if not blocks:
        blocks = [Text("Noch keine Runde.", style="dim")]
    return Group(Text(title, style="bold"), *blocks, Text(footer, style="dim"))


def _family(family: str, rows: list[Round], changed: Set[str]) -> RenderableType:
    grid = Table(expand=True, show_edge=False, pad_edge=False, show_lines=True, border_style="grey37", header_style="dim")
    grid.add_column("Runde", width=26, overflow="fold")
    grid.add_column("Stand", width=24, overflow="fold")
    grid.add_column("Was davon bekannt ist", ratio=1, overflow="fold")
    for r in rows:
        grid.add_row(_what(r, r.id in changed), _status(r), _known(r))
    return Panel(grid, title=f"[bold]{family.replace('-', ' – ')}[/]", title_align="left", border_style="grey50", padding=(0, 1))


def _what(r: Round, changed: bool) -> Text:
    what = Text("● " * changed + r.label.split(",")[0], style="bold yellow" if changed else "bold")
    where = r.place or country_name(r.country) or FORMATS_DE.get(r.format)
    what.append(f"\n{where or 'Ort offen'}", style="" if where else "dim")
    what.append(f"\n{spoken(r.start, r.end) or 'Tag offen'}", style="" if r.start else "dim")
    what.append(f"\n{' '.join(r.negotiation.parties)}", style="dim")
    if r.negotiation.mediators:
        what.append(f" · Verm. {' '.join(r.negotiation.mediators)}", style="dim")
    return what


def _status(r: Round) -> Text:
    text = Text(STATUS_DE.get(r.status or "", "offen"), style=COLOURS.get(r.status or "", ""))
    for code, view in r.status_by_party.items():
        text.append(f"\n{MARKS.get(view.status, '·')} {code} {STATUS_DE[view.status]}", style="yellow" if view.status in ("not_confirmed", "denied") else "")
    text.append(f"\n{r.articles.count} Artikel, {r.claims} Aussagen,\n{r.events} Ereignisse", style="dim")
    return text


def _known(r: Round) -> Text:
    lines: list[tuple[str, str, str]] = []
    if r.outcomes:
        lines.append(("vereinbart", ", ".join(_amount(o.kind, o.quantity, o.unit) for o in r.outcomes), "green"))
    if r.not_achieved:
        lines.append(("nicht erreicht", ", ".join(label_name(n) for n in r.not_achieved), "red"))
    for code, positions in r.positions.items():
        lines.append((code, _positions([(p.stance, p.topic, p.negated) for p in positions]), ""))
    if r.assessments:
        signs = {"positive": "+", "negative": "−"}
        lines.append(("Urteile", ", ".join(f"{signs[a.polarity]} {a.speaker} ({a.party})" for a in r.assessments[:4]), ""))
    if r.heads:
        lines.append(("Leitung", ", ".join(f"{h.name} ({code})" for code, h in r.heads.items()), ""))
    if r.next:
        lines.append(("weiter", " ".join(filter(None, (spoken(r.next.date) or "ohne Tag", r.next.place))), "cyan"))
    for d in r.disputed:
        lines.append(("strittig", f"{d.field}: {' / '.join(str(v['value']) for v in d.values)}", "yellow"))
    text = Text()
    for k, (name, value, style) in enumerate(lines):
        text.append(("\n" if k else "") + f"{name}: ", style="dim").append(value, style=style)
    return text


STANCES_DE = {"demands": "fordert {}", "rejects": "gegen {}", "offers": "bietet {}", "accepts": "für {}"}


def _positions(positions: list[tuple[str, str, bool]]) -> str:
    """Each stance once, with its labels; a negated one is about doing without."""
    by: dict[str, list[str]] = {}
    for stance, topic, negated in positions:
        by.setdefault(STANCES_DE[stance].format("Verzicht auf {}" if negated else "{}"), []).append(label_name(topic))
    return "; ".join(words.format(", ".join(dict.fromkeys(names))) for words, names in by.items())


def _amount(kind: str, quantity: float | int | None, unit: str | None) -> str:
    return label_name(kind) + (f" ({quantity:g} {unit or ''})".replace(" )", ")") if quantity is not None else "")
