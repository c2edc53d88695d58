"""Who did it to whom, where, and how many: by voice, by prepositions, and by the order of a shallow parse.

Names that only report ("nach Angaben Kiews"), mediate, or say where a speaker stands are neither actors nor recipients.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from streams.contract.event import Place, Quantity
from streams.events import modality
from streams.events.frames import Told
from streams.events.scopes import Scope
from streams.text.gazetteer import gazetteer
from streams.text.model import Name, Token
from streams.text.words import classes

BOTH = "group.both"
ADJECTIVE = "adjective"  # row of a side that only an adjective tells
OBJECT = frozenset(("von", "vom", "an", "gegen", "gegenüber", "mit", "zu"))  # before those to whom it is done
MORE: dict[str, frozenset[str]] = {
    "ASSAULT": frozenset(("auf",)), "SANCTION": frozenset(("aus", "auf")), "AID": frozenset(("für", "in", "nach")), "ACCUSE": frozenset(("für", "auf")),
    "SUPPORT": frozenset(("für", "hinter")), "RETREAT": frozenset(("aus",)), "THREATEN": frozenset(("auf",)),
}  # fmt: skip
AT = frozenset(("in", "im", "bei", "nahe", "auf", "um", "an", "am"))
IN = frozenset(("in", "im"))
SPOKEN = frozenset(("REQUEST", "REJECT", "ACCUSE", "THREATEN", "CONCEDE", "SUPPORT"))
BY = frozenset(("von", "vom", "durch"))
NEAR = 4  # tokens between an article and its name


@dataclass(frozen=True, slots=True)
class Argument:
    """Names of a clause that stand together; `preposition` is what they hang on, "" for none."""

    names: tuple[Name, ...]
    preposition: str
    oblique: bool  # an article shows that it is no subject, or it hangs on another noun: "die Invasion der Ukraine"

    @property
    def parties(self) -> tuple[str, ...]:
        """Their party codes, in text order."""
        return tuple(dict.fromkeys(n.party for n in self.names if n.party))


@dataclass(frozen=True, slots=True)
class Cast:
    """Party codes of those who act and those it is done to."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sides:
    """Who can be meant without being named. `main`: the article's main parties; `talking`: they are those of its talks; `before`: the last subject."""

    main: tuple[str, ...]
    talking: bool
    before: tuple[str, ...] = ()
    speaker: str | None = None

    @property
    def understood(self) -> tuple[str, ...]:
        """Who agrees or meets where nobody is named."""
        return self.main if self.talking else ()


def cast(told: Told, sides: Sides) -> Cast:
    """Actors and recipients of an event."""
    arguments = _arguments(told.scope)
    if told.frame.subject == "both":
        return Cast(_all(told, arguments, sides))
    subject, objects = _subject(told, arguments)
    if told.frame.subject == "speaker" and sides.speaker:
        subject, objects = (sides.speaker,), (*subject, *objects)
    if not subject and not _passive(told):
        subject = _inherited(told.scope, sides)
    if not subject and sides.speaker and (told.type in SPOKEN or told.scope.has("self")):
        subject = (sides.speaker,)
    done = tuple(code for code in dict.fromkeys(objects) if code not in subject) if told.frame.object != "none" else ()
    actors, recipients = (done, subject) if told.frame.subject == "recipient" else (subject, done)
    actors = tuple(actors) or _other(told, recipients, sides.main)
    return Cast(tuple(sorted(set(actors))), tuple(sorted(recipients or _other(told, actors, sides.main))))


def personal(scope: Scope) -> bool:
    """Whether the subject is a person: politicians attack each other in words."""
    plain = [a for a in _arguments(scope) if not a.preposition and not a.oblique]
    return bool(plain) and plain[0].names[0].kind == "person"


def _all(told: Told, arguments: Sequence[Argument], sides: Sides) -> tuple[str, ...]:
    """All parties of a clause, of a relative clause also those it hangs on, of a visit where it goes; the main ones where these are fewer than two."""
    named = {code for a in arguments for code in a.parties if a.names[0].row != ADJECTIVE}
    if len(named) < 2 and told.scope.kind == "relative":
        named |= set(_inherited(told.scope, Sides(sides.main, sides.talking)))
    if told.frame.mode == "visit":
        named |= {n.country for n in told.scope.names if n.country and _before(told.scope, n)[0] in GOAL}
    understood = sides.main if _both(told.scope) else sides.understood if told.trigger and told.frame.mode is None else ()
    return tuple(sorted(named | set(understood) if len(named) < 2 and named <= set(understood) else named))


def _both(scope: Scope) -> bool:
    """Whether "beide Seiten" or the like stands in a clause."""
    return scope.has("both") or any(n.row == BOTH for n in scope.names)


GOAL = frozenset(("in", "nach"))


def _other(told: Told, known: Sequence[str], main: Sequence[str]) -> tuple[str, ...]:
    """In a war between two, what the one attacks is the other's."""
    fought = told.type == "ASSAULT" and len(main) == 2 and len(known) == 1 and known[0] in main
    return tuple(code for code in main if code not in known) if fought else ()


def subject(scope: Scope) -> tuple[str, ...]:
    """The parties that a clause begins with, so that "er" and "und forderte" behind it mean them."""
    plain = [a for a in _arguments(scope) if not a.preposition and not a.oblique]
    return plain[0].parties if plain else ()


def _passive(told: Told) -> bool:
    return told.trigger is not None and modality.passive(told.scope, told.trigger)


def _subject(told: Told, arguments: Sequence[Argument]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(who does it, to whom) of a clause, active or passive."""
    if _passive(told):
        by = tuple(code for a in arguments if a.preposition in BY for code in a.parties)
        return by, tuple(code for a in arguments if not a.preposition for code in a.parties)
    first = [] if _pronoun(told.scope) else [a for a in arguments if not a.preposition and not a.oblique][:1]
    towards = OBJECT | MORE.get(told.type, frozenset())
    rest = [a for a in arguments if a not in first and (not a.preposition or a.preposition in towards)]
    return tuple(code for a in first for code in a.parties), tuple(code for a in rest for code in a.parties)


def _pronoun(scope: Scope) -> bool:
    """Whether the subject is a pronoun: first in the clause, or right behind its finite verb."""
    first = next((i for i in scope.at if scope.sentence.tokens[i].kind == "word" and scope.lower(i) not in classes()["coordinator"]), -1)
    places = (first, first + 1) if scope.kind != "main" else (first,)
    finite = next((v.at for v in scope.verbs if v.form == "finite"), -2)
    return any(scope.lower(i) in SUBJECTS and i in scope.inside for i in (*places, finite + 1))


SUBJECTS = frozenset(("er", "sie", "man", "wir", "ich"))


def _inherited(scope: Scope, sides: Sides) -> tuple[str, ...]:
    """The subject of a clause without one: the noun before a relative clause, the subject of the clause above, who "er" is, the main parties for "beide"."""
    if _both(scope):
        return sides.main
    if scope.parent is not None and scope.kind in ("relative", "infinitive"):
        above = [a for a in _arguments(scope.parent) if not a.preposition or scope.kind == "relative"]
        near = [a for a in above if a.names[-1].last <= scope.at[0]] or above
        chosen = near[-1:] if scope.kind == "relative" else above[:1]
        return tuple(code for a in chosen for code in a.parties)
    if sides.speaker and scope.has("self"):
        return (sides.speaker,)
    return sides.before if _pronoun(scope) or scope.opener in classes()["coordinator"] else ()


def _arguments(scope: Scope) -> list[Argument]:
    """The clause's names in groups of those that stand together."""
    groups: list[list[Name]] = []
    for name in sorted((*scope.names, *_adjectives(scope)), key=lambda n: n.first):
        if not name.party or name.kind in ("medium", "place") or _spared(scope, name):
            continue
        if groups and _together(scope, groups[-1][-1], name):
            groups[-1].append(name)
        else:
            groups.append([name])
    return [_argument(scope, group) for group in groups]


def _adjectives(scope: Scope) -> Iterator[Name]:
    """Sides that only an adjective tells: "ein Sperrfeuer russischer Raketen"; not "im türkischen Antalya"."""
    covered = {i for n in scope.names for i in range(n.first, n.last)}
    named, tokens, known = {n.first for n in scope.names}, scope.sentence.tokens, gazetteer().adjectives
    for i in scope.at:
        party = known.get(tokens[i].text) or known.get(tokens[i].lower) if i not in covered and i + 1 not in named else None
        if party:
            yield Name(i, i + 1, tokens[i].start, tokens[i].end, "group", party.name, party=party.code, row=ADJECTIVE)


def _argument(scope: Scope, group: list[Name]) -> Argument:
    preposition, article = _before(scope, group[0])
    return Argument(tuple(group), preposition, article.endswith(("en", "em")) or _hangs(scope, group[0]))


def _hangs(scope: Scope, name: Name) -> bool:
    """Whether a name is the genitive of a thing: "die Invasion der Ukraine", "Forderungen Moskaus"; "Vertreter Russlands" do things themselves."""
    article = scope.lower(name.first - 1) in ("der", "des")
    at = name.first - 1 - article
    before = scope.sentence.tokens[at] if at >= 0 and at in scope.inside else None
    genitive = article or (name.genitive and name.kind != "person")
    return genitive and before is not None and before.text[:1].isupper() and before.kind == "word" and at not in scope.uses.get("agent", frozenset())


def _together(scope: Scope, one: Name, other: Name) -> bool:
    """Whether two names are joined: "Russland und die Ukraine", "der Außenminister Russlands, Lawrow"."""
    between = range(one.last, other.first)
    if any(i in scope.verbal or scope.lower(i) in classes()["preposition"] for i in between):
        return False
    return any(scope.lower(i) in JOINING for i in between) or (other.genitive and len(between) <= 2) or (one.party == other.party and len(between) <= 1)


JOINING = frozenset(("und", "sowie", ",", "bzw", "als", "wie"))


def _before(scope: Scope, name: Name) -> tuple[str, str]:
    """The preposition that a name hangs on and its article: ("mit", "dem"); ("", "") for neither."""
    article = ""
    for i in range(name.first - 1, max(-1, name.first - 1 - NEAR - 3), -1):
        lower = scope.lower(i)
        if i in scope.verbal or i not in scope.inside or scope.sentence.tokens[i].kind == "punct":
            break
        if lower in classes()["preposition"]:
            return lower, article
        if lower in classes()["article"] or lower in classes()["determiner"]:
            if article or not (name.genitive or lower in ("der", "des")):
                return _directly(scope, i), lower
            article = lower
    return "", article


def _directly(scope: Scope, at: int) -> str:
    """The preposition right before an article."""
    lower = scope.lower(at - 1)
    return lower if lower in classes()["preposition"] and at - 1 in scope.inside else ""


def _spared(scope: Scope, name: Name) -> bool:
    """Whether a name only reports, or mediates."""
    around = range(max(0, name.first - NEAR), name.first)
    sources, mediation = scope.uses.get("source", frozenset()), scope.uses.get("mediation", frozenset())
    return any(i in sources or i in mediation for i in around) or name.last in sources


def place(told: Told) -> Place | None:
    """Where it happened: a place of the clause behind in, bei, nahe, auf; not where somebody says it, nor the dateline."""
    if modality.told(told.scope):
        return None
    for name in told.scope.names:
        preposition, _ = _before(told.scope, name)
        if (name.kind == "place" and preposition in AT) or (name.kind == "state" and preposition in IN):
            return Place(name=name.name, country=name.country)
    return None


def quantities(told: Told) -> tuple[Quantity, ...]:
    """Counted things of the clause: "35 Menschen getötet und 134 verletzt", "fünf Siedlungen". Of dead and wounded the unit is what they are counted as."""
    tokens, counted = told.scope.sentence.tokens, told.scope.uses.get("counted", frozenset())
    found: list[Quantity] = []
    for i in told.scope.at:
        value = _number(tokens[i])
        if value is None or any(d.first <= i < d.last for d in told.scope.sentence.dates):
            continue
        unit = _unit(told.scope, i, counted)
        if unit:
            found.append(Quantity(value=value, unit=unit))
    return tuple(found)


def _number(token: Token) -> int | float | None:
    """The value of a number token or a number word."""
    if token.kind == "number":
        plain = token.text.rstrip(".").replace(".", "").replace(",", ".")
        try:
            value = float(plain)
        except ValueError:
            return None
        return int(value) if value.is_integer() else value
    return NUMBERS.get(token.lower)


NUMBERS = {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12}


def _unit(scope: Scope, at: int, counted: frozenset[int]) -> str:
    """The noun that a number counts; of people who died or were hurt, the participle that says so."""
    noun = ""
    for i in range(at + 1, min(at + 6, len(scope.sentence.tokens))):
        token = scope.sentence.tokens[i]
        if i in counted and token.text[:1].islower():
            return token.text
        if token.kind != "word" or (_number(token) is not None and noun):
            break
        if token.text[:1].isupper() and not noun:
            noun = token.text
        elif noun and token.lower in ("und", "sowie", "in", "an", "aus"):
            break
    return noun
