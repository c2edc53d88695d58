"""A message's bytes → an Article, or Refused with a reason that names the field. Two forms are taken, told apart by their fields:

- plain: `uri`, `text`, and what else `_plain` names; a kill needs only `uri` and `status`;
- IPTC ninjs 1.x, 2.x and 3.x, and Superdesk's variant with `guid` for `uri` (schemas: iptc.org/std/ninjs). 1.x writes `versioncreated`, `pubstatus` and
  `body_text`, the later ones `versionCreated`, `pubStatus` and `bodies`; both spellings are read in every version.

Unknown properties are let pass. A field that is null or an empty string counts as missing.
"""

from typing import Any
from zoneinfo import ZoneInfo

from streams.contract.article import MAX_TEXT_BYTES, MAX_URI_BYTES, Article
from streams.contract.base import Status
from streams.errors import Refused
from streams.ingest.body import html_to_text
from streams.ingest.dates import normal, utc
from streams.ingest.values import Fields, expect_string, first, items, parse, string
from streams.ingest.values import normal as normal_text
from streams.ingest.versions import canonical

#: Properties that only a ninjs item has.
NINJS = (
    "body_text", "body_html", "body_xhtml", "bodies", "headlines", "pubstatus", "pubStatus", "versioncreated", "versionCreated", "firstcreated", "firstCreated",
    "contentcreated", "contentCreated", "type", "guid", "infosource", "infoSources", "representationtype", "representationType", "standard",
)  # fmt: skip

MAX_HEADLINE_BYTES = 10_000
MAX_FIELD_BYTES = 1_000
MAX_VERSION_BYTES = 200

STATUSES: dict[str, Status] = {"usable": "usable", "withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}

#: Roles of a body that is the article's text: main (or none) before those that only tell how it is written. Captions and summaries are none.
BODY_ROLES = {"": 0, "main": 0, "text": 1, "plain": 1, "html": 1, "richtext": 1}


def decode(value: bytes | None, zone: ZoneInfo) -> Article:
    """The article that a message holds. `zone` is that of times without offset. Raises Refused."""
    fields = parse(value)
    if fields.get("text") is None and any(name in fields for name in NINJS):
        return _ninjs(fields, zone)
    if "text" in fields or "status" in fields:
        return _plain(fields, zone)
    raise Refused("no-form", given=fields, detail=f"Looked for: text; {', '.join(NINJS)}.")


def _plain(fields: Fields, zone: ZoneInfo) -> Article:
    status = _status(fields, "status")
    return Article(
        uri=_uri(fields, "uri"),
        version=_version(fields),
        status=status,
        text=_text("text", fields.get("text"), status),
        headline=string(fields, "headline", most=MAX_HEADLINE_BYTES),
        provider=string(fields, "source", most=MAX_FIELD_BYTES),
        published=_date(fields, zone, "published"),
        language=_language(fields),
        embargoed=_instant(fields, zone, "embargoed"),
    )


def _ninjs(fields: Fields, zone: ZoneInfo) -> Article:
    """`published` is the time of this version, since its "heute" counts from there; only without one that of the first version, or of the content."""
    status = _status(fields, "pubStatus", "pubstatus")
    return Article(
        uri=_uri(fields, "uri", "guid"),
        version=_version(fields),
        status=status,
        text=_text(*_body(fields), status) if status == "usable" else "",
        headline=_headline(fields),
        provider=_provider(fields),
        published=_date(fields, zone, "versionCreated", "versioncreated", "firstCreated", "firstcreated", "contentCreated", "contentcreated"),
        version_created=_instant(fields, zone, "versionCreated", "versioncreated"),
        language=_language(fields),
        embargoed=_instant(fields, zone, "embargoedUntil", "embargoed"),
    )


def _uri(fields: Fields, *names: str) -> str:
    name, value = first(fields, *names)
    if value is None:
        raise Refused("missing-field", name)
    uri = expect_string(name, value)
    if len(uri.encode()) > MAX_URI_BYTES:
        raise Refused("uri-too-long", name, given=uri, detail=f"It has {len(uri.encode()):,}.")
    return uri


def _version(fields: Fields) -> str | None:
    value = fields.get("version")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return canonical(value)
    if value is not None and not isinstance(value, str):
        raise Refused("wrong-type", "version", given=value, detail="It must be a string or a number.")
    version = string(fields, "version", most=MAX_VERSION_BYTES)
    return canonical(version) if version else None


def _status(fields: Fields, *names: str) -> Status:
    name, value = first(fields, *names)
    if value is None:
        return "usable"
    status = STATUSES.get(expect_string(name, value).strip().lower())
    if status is None:
        raise Refused("unknown-status", name, given=value)
    return status


def _language(fields: Fields) -> str | None:
    """BCP 47 in lower case; de_AT counts as de-at."""
    language = string(fields, "language", most=MAX_FIELD_BYTES)
    return language.lower().replace("_", "-") if language else None


def _date(fields: Fields, zone: ZoneInfo, *names: str) -> str | None:
    name, value = first(fields, *names)
    if value is None:
        return None
    try:
        return normal(expect_string(name, value).strip(), zone)
    except ValueError as e:
        raise Refused("invalid-date", name, given=value) from e


def _instant(fields: Fields, zone: ZoneInfo, *names: str) -> str | None:
    """An instant in UTC. A day or month counts from its first moment."""
    written = _date(fields, zone, *names)
    return utc(written, zone) if written else None


def _text(name: str, value: Any, status: Status) -> str:
    """A kill often comes without a body, and what it has is not read: nothing may keep it from taking effect."""
    if status != "usable":
        return ""
    if value is None:
        raise Refused("missing-field", name)
    text = normal_text(expect_string(name, value))
    if len(text.encode()) > MAX_TEXT_BYTES:
        raise Refused("text-too-long", name, detail=f"It has {len(text.encode()):,}.")
    return text


def _body(fields: Fields) -> tuple[str, str | None]:
    """Name and text of the one body that is read: plain before HTML, `body_…` before `bodies`. An item with only empty bodies has the text ""."""
    name, value = first(fields, "body_text", "body_html", "body_xhtml")
    if value is not None:
        text = expect_string(name, value)
        return name, text if name == "body_text" else html_to_text(text)
    candidates = sorted(filter(None, (_candidate(name, body) for name, body in items("bodies", fields.get("bodies")))), key=lambda c: c[:2])
    for _, _, name, body in candidates:
        if text := _value(name, body):
            return f"{name}.value", text
    empty = bool(candidates) or any(isinstance(fields.get(name), str) for name in ("body_text", "body_html", "body_xhtml"))
    return ("bodies" if "bodies" in fields else "body_text"), "" if empty else None


def _candidate(name: str, body: Fields) -> tuple[int, int, str, Fields] | None:
    """A body with its ranks, lowest first: by role, then by content type. None if it is not the article's text, or not in a form that is read."""
    role = BODY_ROLES.get(_short(name, body, "role"))
    form = _form(name, body)
    return None if role is None or form is None else (role, int(form == "html"), name, body)


def _form(name: str, body: Fields) -> str | None:
    """How a body or headline is written; without a content type it is HTML if it begins with a tag."""
    mime = _short(name, body, "contentType", "contenttype")
    if not mime:
        value = body.get("value")
        return "html" if isinstance(value, str) and value.lstrip().startswith("<") else "plain"
    return "html" if "html" in mime else "plain" if mime.startswith("text/") else None


def _value(name: str, item: Fields) -> str:
    text = expect_string(f"{name}.value", item.get("value") or "")
    return html_to_text(text) if _form(name, item) == "html" else text


def _short(name: str, item: Fields, *names: str) -> str:
    key, value = first(item, *names)
    return expect_string(f"{name}.{key}", value).strip().lower() if value is not None else ""


def _headline(fields: Fields) -> str | None:
    """`headline`, else the first of `headlines` that is the main one, on one line."""
    if headline := string(fields, "headline", most=MAX_HEADLINE_BYTES):
        return headline
    main = [(name, item) for name, item in items("headlines", fields.get("headlines")) if _short(name, item, "role") in ("", "main")]
    texts = (string({name: _value(name, item)}, name, most=MAX_HEADLINE_BYTES) for name, item in main)
    return next((text for text in texts if text), None)


def _provider(fields: Fields) -> str | None:
    """Who delivered the article: the named source, Superdesk's `source`, else the holder of the rights, who in agency feeds is the agency. A byline is none."""
    name, value = first(fields, "infoSources", "infosource")
    sources = items(name, [value] if isinstance(value, dict) else value)
    named = (string({f"{at}.name": item.get("name")}, f"{at}.name", most=MAX_FIELD_BYTES) for at, item in sources)
    found = next((source for source in named if source), None)
    return found or string(fields, "source", "copyrightHolder", "copyrightholder", most=MAX_FIELD_BYTES)
