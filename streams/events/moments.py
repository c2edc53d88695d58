"""The days that a phrase's clause gives to the talks."""

from datetime import date, timedelta

from streams.events import states, talk_words
from streams.events.talk_words import use
from streams.events.talks import Talk
from streams.text import edtf
from streams.text.model import DateSpan

NEAR = 3  # words between talks and their day


def find(talk: Talk) -> list[str]:
    """The days of the talks, EDTF: those in a row right behind the noun, else those of a clause that doesn't tell who says so."""
    direction = states.direction(talk)
    days = _onto(talk) or _in_a_row(talk) or _current([d for d in talk.dates if _near(d, talk) or not _elsewhere(talk, d)], talk)
    resolved = list(dict.fromkeys(r for d in days if (r := d.resolve(direction)) is not None))
    return resolved if talk.plural else _joined(resolved)


def _onto(talk: Talk) -> list[DateSpan]:
    """The new day of talks that are moved: "die für Mittwoch angesetzten Gespräche sind auf Samstag verschoben"."""
    moved = "postpone" in talk.groups or "postponed" in talk.uses
    return [d for d in talk.dates if not use("onto").isdisjoint(talk.sentence.words(max(0, d.first - 1), d.first + 1))] if moved else []


def _current(days: list[DateSpan], talk: Talk) -> list[DateSpan]:
    """ "Die ursprünglich für Mai geplante Runde findet nun am 14. Juni statt": the former day doesn't count where there is another."""
    now = [d for d in days if use("formerly").isdisjoint(talk.sentence.words(max(0, d.first - 2), d.first + 1))]
    return now or days


def _in_a_row(talk: Talk) -> list[DateSpan]:
    """ "Runden im November und im Januar"."""
    row: list[DateSpan] = []
    for d in talk.dates:
        if d.first >= talk.last and d.first - (row[-1].last if row else talk.last) <= (1 if row else 2):
            row.append(d)
    return row


def _joined(days: list[str]) -> list[str]:
    """Two neighbouring days of one meeting are a span: "am Samstag und Sonntag"."""
    if len(days) == 2 and all(edtf.precision(d) == "day" for d in days) and date.fromisoformat(days[1]) - date.fromisoformat(days[0]) == timedelta(days=1):
        return [f"{days[0]}/{days[1]}"]
    return days


def _elsewhere(talk: Talk, d: DateSpan) -> bool:
    """Whether a date of the clause is another's: the day of saying, of calling off, or of talks that it stands right behind."""
    moved = talk.groups & {"cancel", "postpone"} and use("day_before").isdisjoint(talk.sentence.words(max(0, d.first - 1), d.last))
    others = (i for i in range(max(0, d.first - 1 - NEAR), d.first) if not talk.first <= i < talk.last)
    return states.says(talk) or bool(moved) or any(talk_words.noun(talk.sentence.tokens[i].text) for i in others)


def _near(d: DateSpan, talk: Talk) -> bool:
    """ "Gespräche am Montag", "die Gespräche in Genf am Montag", "das für Mittwoch geplante Treffen"."""
    words = talk.sentence.words(max(0, d.first - 1), d.last)
    return 0 <= d.first - talk.last <= NEAR or (0 <= talk.first - d.last <= 1 and not use("day_before").isdisjoint(words))
