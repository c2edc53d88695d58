"""What every record of the contract is: frozen, in its model's field order, with one canonical JSON form."""

import re
from typing import Annotated, Any, Literal, Self

import orjson
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

#: Share of certainty between 0 and 1; canonical JSON writes it with two decimals.
Confidence = Annotated[float, Field(ge=0, le=1), PlainSerializer(lambda v: orjson.Fragment(b"%.2f" % v), when_used="unless-none")]

#: A party: ISO 3166-1 alpha-3 of a state, or an organisation's usual short name.
Party = str

#: Uncertain date, EDTF (ISO 8601-2), or an instant (ISO 8601 with offset).
Edtf = str


class Record(BaseModel):
    """A frozen record. Readers ignore fields they do not know; writers can't add any."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    def canonical(self) -> bytes:
        """Canonical JSON (CONTRACT): UTF-8, fields in the model's order, no spaces. The same record gives the same bytes."""
        return canonical(self.model_dump(by_alias=True))

    @classmethod
    def parse(cls, value: bytes) -> Self:
        """Reads what `canonical` wrote. Raises pydantic.ValidationError for anything else."""
        return cls.model_validate_json(value)


class Span(Record):
    """`text[start:end]` of an article, in Unicode code points, end exclusive."""

    start: int
    end: int
    text: str


def canonical(value: Any) -> bytes:
    """Canonical JSON of plain values; dicts keep their order, so the caller sorts what has none."""
    return orjson.dumps(value)


def span(text: str, start: int, end: int) -> Span:
    """The span of `text` between two offsets, without white space at its edges."""
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return Span(start=start, end=start + len(part.strip()), text=part.strip())


def cut(text: str, most: int = 300) -> str:
    """At most `most` characters of a sentence for a table cell, on one line; a cut shows as an ellipsis."""
    line = re.sub(r"\s+", " ", text).strip()
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


Status = Literal["usable", "withheld", "canceled"]
