"""Whose words they are: a phrase of the text → the contract's Speaker, and which phrase of a frame it is."""

from collections.abc import Sequence
from dataclasses import replace

from streams import lexicon
from streams.claims import phrases
from streams.claims.draft import Memory
from streams.claims.phrases import Phrase
from streams.contract.base import Span, span
from streams.contract.claim import Relay, Speaker, SpeakerKind
from streams.text.model import Document, Name, Sentence, Verb

KINDS: dict[str, SpeakerKind] = {"person": "person", "state": "institution", "organisation": "institution", "group": "group", "medium": "institution"}
APPOSED = 12  # tokens behind a description within which the name may stand
FAR = 3  # sentences back that "er" reaches


class VoiceNoun(lexicon.Row):
    """Endings of nouns that speak, and as what."""

    kind: SpeakerKind
    ends: tuple[str, ...]


@lexicon.derived
def _endings() -> dict[str, SpeakerKind]:
    return {end: row.kind for row in reversed(lexicon.rows("voices", VoiceNoun)) for end in row.ends}


def noun_kind(word: str) -> SpeakerKind | None:
    """As what a noun speaks, by its longest ending in voices.tsv; None: it doesn't ("Lage")."""
    low = word.lower()
    return next((kind for cut in range(len(low)) if (kind := _endings().get(low[cut:]))), None)


def head_kind(sentence: Sentence, phrase: Phrase) -> SpeakerKind | None:
    """The kind of the first noun of a phrase that can speak."""
    nouns = (sentence.tokens[i].text for i in range(*phrase.nouns))
    return next((kind for noun in nouns for part in (noun.rpartition("-")[2],) if (kind := noun_kind(part))), None)


def own_name(phrase: Phrase) -> Name | None:
    """The name that the phrase is, not one that hangs on its noun ("ein Berater Macrons" is not Macron)."""
    inside = [n for n in phrase.names if phrase.first <= n.first and n.last <= phrase.nouns[1] and not n.genitive]
    return next((n for n in inside if n.kind == "person"), inside[0] if inside else None)


def speaks(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is somebody or something that can say things."""
    name = own_name(phrase)
    if name:
        return name.kind != "place"
    return phrase.pronoun or head_kind(sentence, phrase) is not None


def subject(sentence: Sentence, found: Sequence[Phrase], verb: Verb | None, at_all: bool) -> Phrase | None:
    """The subject among a frame's phrases: nominative in form, in number with the verb, before other candidates if it can speak.

    `at_all`: where nobody there can speak by what we know, take what stands in the subject's place ("sagte Kowalczyk").
    """
    number = verb.number if verb else None
    fitting = [p for p in found if p.prep is None and p.can("nom", None if number == "both" else number) and not _genitive(p)]
    speaking = [p for p in fitting if speaks(sentence, p)]
    if speaking:
        return next((p for p in speaking if not p.bare or p.pronoun or p.names), speaking[0])
    return next((p for p in fitting if at_all and not _time(sentence, p)), None)


def _genitive(phrase: Phrase) -> bool:
    name = phrase.names[0] if phrase.names else None
    return bool(name and name.genitive and (name.first, name.last) == phrase.nouns)


def _time(sentence: Sentence, phrase: Phrase) -> bool:
    return any(d.first < phrase.last and phrase.first < d.last for d in sentence.dates)


def apposed(sentence: Sentence, subject: Phrase) -> Phrase:
    """The person whose name stands behind a description: "der politische Beobachter von Axios, Barak Ravid,", "die Vorsitzende, Christiane Benner"."""
    named = own_name(subject)
    if subject.pronoun or (named and named.kind == "person"):
        return subject
    last = subject.last
    for phrase in phrases.find(sentence, last, min(last + APPOSED, len(sentence.tokens))):
        name = own_name(phrase)
        if phrase.prep is None and sentence.tokens[last].text == "," and phrase.first == last + 1 and name and name.kind == "person" and phrase.bare:
            return phrase
        if phrase.prep not in ("von", "vom", "bei", "beim", "in", "im") or phrase.first != last + 1:
            return subject
        last = phrase.last
    return subject


def coordinated(sentence: Sentence, found: Sequence[Phrase], first: Phrase) -> tuple[Phrase, ...]:
    """A subject with what is joined to it: "die USA, Deutschland und Frankreich"."""
    joined, last = [first], first.last
    for phrase in found:
        between = sentence.words(last, phrase.first) if phrase.first >= last else None
        if between is None or phrase.prep is not None or not speaks(sentence, phrase):
            continue
        if between not in ([","], ["und"], ["sowie"]):
            break
        joined.append(phrase)
        last = phrase.last
    ends = len(joined) > 1 and any(sentence.tokens[p.first - 1].lower in ("und", "sowie") for p in joined[1:])
    return tuple(joined) if ends else (first,)


def voice(document: Document, sentence: Sentence, group: Sequence[Phrase], memory: Memory) -> Speaker | None:
    """The Speaker that a subject (one phrase or several joined) is; a pronoun is who it stands for, None where nobody fits."""
    if len(group) > 1:
        return _together(document, sentence, group)
    phrase = group[0]
    at = _span(document, sentence, phrase.first, phrase.last)
    if phrase.pronoun:
        known = _antecedent(sentence, phrase, memory)
        return known.model_copy(update={"spans": (at,)}) if known else None
    name = own_name(phrase)
    if name:
        return of_name(name, at)
    whole = _with_owner(sentence, phrase)
    return _described(document, sentence, whole, _span(document, sentence, whole.first, whole.last), memory)


def _with_owner(sentence: Sentence, phrase: Phrase) -> Phrase:
    """A description with whose man it is: "ein Sprecher von Verdi"."""
    last = phrase.last
    if last + 1 >= len(sentence.tokens) or sentence.tokens[last].lower not in ("von", "vom") or head_kind(sentence, phrase) not in ("person", "anonymous"):
        return phrase
    behind = phrases.find(sentence, last, min(last + APPOSED, len(sentence.tokens)))
    if not behind or behind[0].first != last + 1 or not behind[0].names:
        return phrase
    return replace(phrase, last=behind[0].last, names=(*phrase.names, *behind[0].names))


def of_name(name: Name, at: Span) -> Speaker:
    """A named speaker."""
    kind: SpeakerKind = "anonymous" if name.anonymous else KINDS.get(name.kind, "institution")
    if kind == "group":  # "Verteidigungsministerium", "Beamte"
        kind = next((k for word in name.name.split() if (k := noun_kind(word))), "group")
    return Speaker(spans=(at,), name=name.name, role=name.role, party=name.party, kind=kind)


def relay(document: Document, name: Name) -> Relay:
    """A link of the chain."""
    return Relay(name=name.name, spans=(span(document.text, name.start, name.end),))


def as_relay(speaker: Speaker) -> Relay:
    """A speaker who only passes on what another said."""
    return Relay(name=speaker.name, spans=speaker.spans)


def _span(document: Document, sentence: Sentence, first: int, last: int) -> Span:
    return span(document.text, sentence.tokens[first].start, sentence.tokens[last - 1].end)


def _together(document: Document, sentence: Sentence, group: Sequence[Phrase]) -> Speaker:
    """Several who speak with one voice have no party together."""
    named = [own_name(p) for p in group]
    names = [n.name if n else _words(sentence, p) for n, p in zip(named, group, strict=True)]
    return Speaker(spans=(_span(document, sentence, group[0].first, group[-1].last),), name=_listed(names), kind="group")


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} und {names[-1]}"


def _words(sentence: Sentence, phrase: Phrase) -> str:
    """The phrase without its determiner."""
    skip = sentence.tokens[phrase.first].lower in phrases.determiners() and phrase.last - phrase.first > 1
    tokens = sentence.tokens[phrase.first + skip : phrase.last]
    return " ".join(t.text for t in tokens)


def _antecedent(sentence: Sentence, phrase: Phrase, memory: Memory) -> Speaker | None:
    """er: the last man or woman who spoke or was named; sie: that, or the last side that spoke."""
    draft = memory.last()
    recent = draft.speaker if draft and sentence.index - draft.sentence <= FAR else None
    singular = "nom.sg" in phrase.cases
    if sentence.tokens[phrase.first].lower in ("wir", "man", "ich"):
        return None
    if recent and (recent.kind in ("person", "anonymous") or not singular or sentence.tokens[phrase.first].lower == "sie"):
        return recent
    named = next((n for at, n in reversed(memory.persons) if sentence.index - at <= FAR and at < sentence.index), None)
    return of_name(named, Span(start=named.start, end=named.end, text=named.name)) if named and singular else None


def _described(document: Document, sentence: Sentence, phrase: Phrase, at: Span, memory: Memory) -> Speaker:
    """A speaker without a name: a known one meant by his office, "die Agentur", or nobody known ("ein Sprecher des Ministeriums")."""
    nouns = [sentence.tokens[i].text for i in range(*phrase.nouns)]
    kind = head_kind(sentence, phrase)
    definite = sentence.tokens[phrase.first].lower in ("der", "die", "das")
    if definite and len(nouns) == 1 and not phrase.names:
        known = _again(nouns[0], memory)
        if known:
            return known.model_copy(update={"spans": (at,)})
    party = next((n.party for n in phrase.names if n.party), None)
    if len(nouns) > 1 and kind in ("person", "anonymous"):  # "Sprecherin Kowalczyk"
        return Speaker(spans=(at,), name=" ".join(nouns[1:]), role=nouns[0], party=party, kind="person")
    return Speaker(spans=(at,), name=_of_whom(phrase, nouns) or _words(sentence, phrase), party=party, kind=_kind(kind, definite))


def _of_whom(phrase: Phrase, nouns: Sequence[str]) -> str | None:
    """ "Ein Berater des französischen Präsidenten Macron" is "Berater Emmanuel Macrons"."""
    person = next((n for n in phrase.names if n.kind == "person" and n.first >= phrase.nouns[1]), None)
    if person is None or len(nouns) != 1:
        return None
    return f"{nouns[0]} {person.name}{'’' if person.name[-1] in 'sxzß' else 's'}"


def _kind(kind: SpeakerKind | None, definite: bool) -> SpeakerKind:
    return "anonymous" if kind is None or (kind == "person" and not definite) else kind


def _again(noun: str, memory: Memory) -> Speaker | None:
    """Who "der Minister", "der 44-Jährige" or "die Agentur" is, from what was read before."""
    low = noun.lower()
    if low in ("agentur", "nachrichtenagentur", "zeitung", "sender", "blatt") and memory.media:
        name = memory.media[-1]
        return of_name(name, Span(start=name.start, end=name.end, text=name.name))
    person = memory.voices.get("person")
    if low.endswith(("jährige", "jähriger")):
        return person
    known = [n for _, n in reversed(memory.persons) if n.role and low in n.role.lower()]
    return of_name(known[0], Span(start=known[0].start, end=known[0].end, text=known[0].name)) if known else None
