"""Where something happens, told by an adjective: "in der omanischen Hauptstadt", "in der Wiener Innenstadt", "im ägyptischen Badeort Dahab"."""

from streams.lexicon.world import Place
from streams.text.model import Name
from streams.text.name_calls import unknown_name
from streams.text.name_forms import vocabulary
from streams.text.name_parts import Found, Reader, blank

TOWNS = ("place", "capital")


def site(r: Reader, at: int) -> Found:
    """A place that its adjective and its noun tell, or one whose own name the lexicon has not: "in der kasachischen Stadt Kurtschatow"."""
    here = r.forms[at]
    noun = at + 1 if here.adjective or here.city else at
    if noun >= r.size or r.at(noun + 1, TOWNS):
        return None
    text = r.texts[noun]
    if text in vocabulary("venue"):
        town = _town(r, at)
        return ([r.name(at, noun + 1, town)], noun + 1) if town and noun > at else None
    if text in vocabulary("capital_noun"):
        state = here.adjective
        return ([r.name(at, noun + 1, blank("place", state.capitals[0], None, state.id, country=state.code))], noun + 1) if state and state.capitals else None
    return _unknown(r, noun, _country(r, at)) if text in vocabulary("city_noun") and noun > at else None


def _unknown(r: Reader, noun: int, country: str | None) -> Found:
    """A town's name behind its noun."""
    end = unknown_name(r, noun + 1) if country and noun + 1 < r.size else None
    return ([r.name(noun + 1, end, blank("place", r.own(noun + 1, end), country=country))], end) if end else None


def _town(r: Reader, at: int) -> Name | None:
    """The town of "Genfer", "Wiener"."""
    here = r.forms[at]
    if here.city and isinstance(here.city.row, Place):
        return blank("place", here.city.name, None, here.city.row.id, country=here.city.row.country)
    state = here.adjective
    capital = next((c for c in state.capitals if here.text in (c + "er", c + "s")), None) if state else None
    return blank("place", capital, None, state.id, country=state.code) if capital and state else None


def _country(r: Reader, at: int) -> str | None:
    here = r.forms[at]
    if here.adjective:
        return here.adjective.code if here.adjective.kind == "state" else None
    return here.city.row.country if here.city and isinstance(here.city.row, Place) else None
