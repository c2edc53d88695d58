"""What a segment is by itself and beside its neighbours: its kind by its first words, whether it goes on an enumeration, a frame, a condition."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from streams.text import forms, openers, words
from streams.text.line import ADJECTIVAL, QUOTES
from streams.text.model import Token
from streams.text.openers import Kind
from streams.text.segments import Segment

SAYING = frozenset(("say", "report"))
KONJ = ("konj1", "konj2")


@dataclass(slots=True, eq=False)
class Outlined:
    """A segment has the kind that its opener makes; main also covers what turns out to be the rest of an interrupted clause."""

    segment: Segment
    kind: Kind
    opened: int  # where what opens it ends
    following: Segment | None = None  # the next one of the same sentence, behind a comma
    enumerated: Literal["forward", "back"] | None = None  # goes on an enumeration: before a common verb ("A, B und C sagten"), behind one ("traf A, B und C")
    reported: bool = False  # the next main verb comes first and in the Konjunktiv, after its subject: "…, die Lage, so X, sei ernst"
    leads: bool = False  # the next one is a main clause that begins with its verb


def read(tokens: Sequence[Token], segments: Sequence[Segment]) -> list[Outlined]:
    """All segments of a sentence, in order."""
    found = [Outlined(segment, *_kind(tokens, segment)) for segment in segments]
    after: Outlined | None = None
    for index in range(len(found) - 1, -1, -1):
        here = found[index]
        if after and after.segment.comma and not after.segment.fresh:
            here.following = after.segment
            here.leads = after.segment.verb_first and not after.segment.joined and after.kind == "main"
        here.enumerated = _enumerated(tokens, here, after, found[index - 1] if index else None)
        here.reported = _reported(here, after)
        after = here
    return found


def noun_before(tokens: Sequence[Token], segment: Segment) -> bool:
    """Whether a noun stands right before the mark, on which a relative clause may hang."""
    i = segment.first - 1
    while i >= 0 and i > segment.first - 4 and tokens[i].kind == "punct":
        i -= 1
    return not segment.fresh and i >= 0 and tokens[i].text[0].isupper()


def contrasts(tokens: Sequence[Token], segment: Segment) -> bool:
    """ "Nicht nur Paris, sondern auch Rom lehnt ab"."""
    return segment.joined and tokens[segment.begin - 1].lower == "sondern"


def addressed(tokens: Sequence[Token], segment: Segment) -> bool:
    """Whether a verb in front is an imperative: "Herr Präsident, beenden Sie …"."""
    verb, behind = segment.verbs[0], segment.begin + 1
    return segment.verb_first and (verb.mood is None or (behind < segment.end and tokens[behind].text == "Sie" and verb.number == "pl"))


def adjectives(tokens: Sequence[Token], before: Segment, segment: Segment) -> bool:
    """Whether the comma between two segments stands between two adjectives: "eine sofortige, bedingungslose Waffenruhe"."""
    if before.end <= before.begin or segment.end <= segment.begin or segment.joined or not _adjectival(tokens[before.end - 1]):
        return False
    found, article = words.classes(), tokens[before.end - 2].lower if before.end - before.begin > 1 else ""
    if not _adjectival(tokens[segment.begin]) and article not in found["article"] and article not in found["contraction"]:
        return False  # "zu einem weiteren, diesmal längeren Streik"
    return not any(v.at in (before.end - 1, segment.begin) for v in (*before.verbs[-1:], *segment.verbs[:1]))


def _adjectival(token: Token) -> bool:
    return token.text[0].islower() and token.text.endswith(ADJECTIVAL) and token.lower not in words.openers()


def conditional(tokens: Sequence[Token], here: Outlined) -> bool:
    """ "Kommt es zu keiner Einigung, drohen Streiks": a verb in front, and the next clause begins with its verb too."""
    segment, following = here.segment, here.following
    if not segment.fresh or not segment.verb_first or following is None:
        return False
    return following.verb_first or (following.begin < following.end and tokens[following.begin].lower in ("so", "dann"))


def condition(here: Outlined) -> bool:
    """Whether a clause that begins with its verb is a condition behind its main clause: "…, sollte Moskau ablehnen"."""
    finite = here.segment.finite
    sollte = finite is not None and finite.lemma == "sollen" and finite.mood == "ambiguous" and finite.tense == "past"
    return sollte and here.segment.verb_first and here.segment.comma


def framed(here: Outlined) -> bool:
    """Whether a clause is a frame behind what it reports: "…, sagte X"."""
    return here.segment.verb_first and here.segment.comma and not here.segment.joined and _says(here.segment)


def inserted(tokens: Sequence[Token], here: Outlined) -> bool:
    """Whether a frame may stand in the middle of what it reports: "Die Lage, sagte X, sei ernst"."""
    finite, following = here.segment.finite, here.following
    if not here.leads or not here.segment.verb_first or finite is None or following is None or following.finite is None:
        return False
    told = following.finite.mood in KONJ and finite.mood not in KONJ
    return told or tokens[following.first].text in QUOTES or _says(here.segment)


def before_its_main(here: Outlined) -> bool:
    """Whether a subordinate clause stands in the Vorfeld of the next one: "er sagte, wenn A komme, gehe B", "doch was folgte, war …"."""
    following = here.following
    if not here.leads or following is None or following.finite is None or _says(following):
        return False
    return here.segment.joined or following.finite.mood in KONJ


def _says(segment: Segment) -> bool:
    row = forms.verb_rows().get(segment.finite.row or "") if segment.finite else None
    return row is not None and not SAYING.isdisjoint(row.groups)


def _kind(tokens: Sequence[Token], segment: Segment) -> tuple[Kind, int]:
    if not segment.verbs:
        return openers.read(tokens, segment, interrupted=True) or ("fragment", segment.begin)
    opener = openers.read(tokens, segment, interrupted=False)
    if opener and opener[0] == "wh" and tokens[segment.begin].lower in words.classes()["relative"] and noun_before(tokens, segment):
        opener = "relative", opener[1]
    if opener and not (opener[0] == "relative" and (segment.fresh or segment.closed or _subject_only(tokens, segment))):
        return opener
    if segment.finite is None and any(v.form == "zu_infinitive" for v in segment.verbs):
        return "infinitive", openers.infinitive(tokens, segment)
    return ("main" if segment.finite else "fragment"), segment.begin


def _subject_only(tokens: Sequence[Token], segment: Segment) -> bool:
    """Whether what looks relative is a subject and its verb: "…, der Westen eskaliere", "…, das Treffen scheiterte"."""
    finite = segment.finite
    between = tokens[segment.begin + 1 : finite.at] if finite and len(segment.verbs) == 1 else ()
    if not between or any(t.lower in words.openers() for t in between) or not between[-1].text[0].isupper():
        return False
    return finite is not None and (finite.mood in KONJ or not noun_before(tokens, segment))


def _enumerated(tokens: Sequence[Token], here: Outlined, after: Outlined | None, before: Outlined | None) -> Literal["forward", "back"] | None:
    segment = here.segment
    if not segment.verbs:
        if here.kind != "fragment":
            return None
        return (after.enumerated if after and after.segment.comma else None) or ("back" if _joins(tokens, segment, segment.end) else None)
    if segment.verb_first or here.kind != ("main" if segment.finite else "fragment") or not _joins(tokens, segment, segment.verbs[0].at):
        return None
    if segment.finite:
        return "forward"
    return "back" if before is not None and _open(before) else None


def _joins(tokens: Sequence[Token], segment: Segment, last: int) -> bool:
    """Whether something is enumerated in a segment before `last`."""
    return not words.classes()["joining"].isdisjoint([token.lower for token in tokens[segment.begin : last]]) or contrasts(tokens, segment)


def _open(before: Outlined) -> bool:
    """Whether an auxiliary still waits for its verb: "muss neben A, B und C auch D beteiligen"."""
    finite = before.segment.finite
    return before.kind == "main" and finite is not None and finite.kind != "full" and before.segment.verbs[-1] is finite


def _reported(here: Outlined, after: Outlined | None) -> bool:
    finite = here.segment.finite
    if finite and here.kind == "main":
        return here.segment.verb_first and finite.mood in KONJ
    return after is not None and after.reported and after.segment.comma and not after.segment.fresh and not after.segment.unquoted
