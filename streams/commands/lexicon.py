"""Which tables the lexicon has, and the check of all of them before the work begins: rows that can't be read, and rows that refer to what isn't there."""

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from streams import lexicon
from streams.claims.cues import Cue
from streams.claims.phrases import Determiner
from streams.claims.speakers import VoiceNoun
from streams.claims.stance import Negation, StanceWords
from streams.events import talk_words
from streams.events.around import HeadRow
from streams.events.frames import Frame
from streams.events.words import WordsRow
from streams.ingest.furniture import BoilerplateRow
from streams.ingest.stamps import StampRow
from streams.lexicon import LexiconError, Row, world
from streams.rounds.nodes import Mediator
from streams.text import agreement, date_items, dates, forms, government, noun_kinds, nouns, phrase_words
from streams.text.date_readings import READINGS
from streams.text.labels import Label
from streams.text.tokens import Abbreviation
from streams.text.words import Words

#: Every table, and what a row of it is. A file of a user's folder that is none of these is a misspelt one.
TABLES: dict[str, type[Row]] = {
    "abbreviations": Abbreviation,
    "auxiliaries": forms.AuxiliaryRow,
    "boilerplate": BoilerplateRow,
    "cities": world.Place,
    "cues": Cue,
    "date_parts": dates.Part,
    "date_rules": dates.Rule,
    "dates": date_items.Word,
    "declensions": agreement.Declension,
    "determiners": Determiner,
    "event_words": WordsRow,
    "formats": talk_words.FormatRow,
    "frames": Frame,
    "function_words": Words,
    "government": government.VerbFrames,
    "groups": world.Group,
    "heads": HeadRow,
    "labels": Label,
    "levels": talk_words.LevelRow,
    "media": world.Medium,
    "mediators": Mediator,
    "meeting_words": talk_words.UseRow,
    "name_words": world.NameWords,
    "negations": Negation,
    "noun_classes": noun_kinds.ClassRow,
    "noun_endings": nouns.EndingRow,
    "noun_prepositions": government.NounPrepositions,
    "nouns": nouns.NounRow,
    "numbers": talk_words.NumberRow,
    "offices": world.Office,
    "parties": world.Party,
    "persons": world.Person,
    "places": world.Place,
    "prepositions": phrase_words.PrepositionRow,
    "pronouns": phrase_words.PronounRow,
    "stamps": StampRow,
    "stances": StanceWords,
    "talk_blocks": talk_words.BlockRow,
    "talk_verbs": talk_words.VerbRow,
    "talks": talk_words.TalkRow,
    "turns": talk_words.TurnRow,
    "verbs": forms.VerbRow,
    "voices": VoiceNoun,
}


class Reference(NamedTuple):
    """A column whose cells name what stands elsewhere: what that is, which there are, and how a cell names it (as a whole, or each of its parts)."""

    table: str
    column: str
    what: str
    known: Callable[[], Collection[str]]
    named: Callable[[Any], Iterable[str]] = lambda cell: (cell,) if isinstance(cell, str) else cell or ()


def _codes() -> Collection[str]:
    return {*world.cldr(), *(row.code for row in lexicon.rows("parties", world.Party))}


def _states() -> Collection[str]:
    return {*world.cldr(), *(row.code for row in lexicon.rows("parties", world.Party) if row.kind == "state")}


def _groups() -> Collection[str]:
    """The groups of the verbs that came with the package: those that are asked for."""
    return {group for where, row in lexicon.located("verbs", forms.VerbRow) if where.startswith("verbs.tsv,") for group in row.groups}


def _labels() -> Collection[str]:
    return {row.id for row in lexicon.rows("labels", Label)}


def _date_names() -> Collection[str]:
    return {*date_items.vocabulary().codes, *(row.id for row in lexicon.rows("date_parts", dates.Part))}


def _stamp_parts() -> Collection[str]:
    return {"month", "weekday", *(row.id for row in lexicon.rows("stamps", StampRow) if row.kind == "part")}


def _cases() -> Collection[str]:
    return {*agreement.CASES, *(f"{case}.{slot}" for case in agreement.CASES for slot in agreement.SLOTS)}


PARTY = "a party's code (of a row in parties.tsv, or a state's, ISO 3166-1 alpha-3)"
STATE = "a state's code (ISO 3166-1 alpha-3)"
GROUP = "a group of verbs"
DATE = "a kind in dates.tsv, or a part in date_parts.tsv"
STAMP_PART = re.compile(r"(?<!\?P)<([a-z]+)>")  # as streams/ingest/stamps.py reads them
REFERENCES = (
    Reference("persons", "party", PARTY, _codes),
    Reference("offices", "party", PARTY, _codes),
    Reference("media", "party", PARTY, _codes),
    Reference("mediators", "code", PARTY, _codes),
    Reference("places", "country", STATE, _states),
    Reference("cities", "country", STATE, _states),
    Reference("verbs", "groups", GROUP, _groups),
    Reference("frames", "verbs", GROUP, _groups, lambda verbs: (verb[1:] for verb in verbs if verb.startswith("@"))),
    Reference("negations", "keeps", "a label", _labels),
    *(Reference(table, "cases", "a case (with gender or number)", _cases) for table in ("declensions", "prepositions", "pronouns")),
    Reference("date_parts", "pattern", DATE, _date_names, lambda pattern: re.findall(r"[A-Z]+", pattern)),
    Reference("date_rules", "pattern", DATE, _date_names, lambda pattern: re.findall(r"[A-Z]+", pattern)),
    Reference("date_rules", "reading", "a reading of dates", lambda: READINGS),
    Reference("stamps", "pattern", "a part in stamps.tsv", _stamp_parts, STAMP_PART.findall),
)
MOST_NAMED = 60  # of what there is, in a message

#: Columns of cues, and what no word of a cue can be: patterns.py reads a star at one end of it.
CUES = (
    *(("labels", column) for column in ("cues", "blocks")),
    *(("frames", column) for column in ("words", "nearby", "blocks")),
    *((table, "words") for table in ("event_words", "meeting_words", "negations", "stances")),
)
NO_CUE = re.compile(r"\*|\*.*\*|.+\*.+")


def use(folder: Path | None) -> None:
    """Takes the user's tables into the lexicon, checks all tables, ours too, and builds what is built from them. Raises LexiconError for what is wrong."""
    lexicon.use(folder)
    lexicon.check(TABLES)
    _check_states()
    _check_patterns()
    _check_cues()
    for reference in REFERENCES:
        _check_reference(reference)
    lexicon.build()


def _check_reference(reference: Reference) -> None:
    table, column, what, known, named = reference
    there = known()
    for where, row in lexicon.located(table, TABLES[table]):
        for name in named(getattr(row, column)):
            if name not in there:
                raise LexiconError(f"{where}: in the column {column!r} stands {name!r}, which is not {what}. Correct it{_alternatives(there)}.")


def _alternatives(there: Collection[str]) -> str:
    return f"; there are: {', '.join(sorted(there))}" if len(there) <= MOST_NAMED else ", or add the row that is missing"


def _check_states() -> None:
    for where, row in lexicon.located("parties", world.Party):
        if row.kind == "state" and not row.name and row.code not in world.cldr():
            raise LexiconError(f"{where}: CLDR knows no state {row.code!r}, so the column 'name' can't be empty. Fill it in, or correct the code.")


def _check_patterns() -> None:
    patterns = [(where, row.pattern) for where, row in lexicon.located("boilerplate", BoilerplateRow)]
    patterns += [(where, STAMP_PART.sub("(?:)", row.pattern)) for where, row in lexicon.located("stamps", StampRow)]
    for where, pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as e:
            raise LexiconError(f"{where}: in the column 'pattern' stands {pattern!r}, which is no regular expression: {e}. Correct it.") from e


def _check_cues() -> None:
    for table, column in CUES:
        for where, row in lexicon.located(table, TABLES[table]):
            for cue in getattr(row, column):
                if any(NO_CUE.fullmatch(word) for word in cue.split()):
                    raise LexiconError(f"{where}: in the column {column!r} stands {cue!r}. A star may stand at one end of a word, not alone. Correct it.")
