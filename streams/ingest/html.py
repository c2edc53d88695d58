"""HTML → plain text. A scanner of our own, since the standard library's parser takes time in the square of broken input (80 kB of `<a `: over a minute)."""

import re
from collections.abc import Iterator
from html import unescape

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
#: Not text, with all they hold.
LEFT_OUT = ("audio", "button", "figcaption", "figure", "head", "iframe", "nav", "noscript", "svg", "template", "title", "video")
#: What they hold is not even HTML.
RAW = ("script", "style", "textarea")

# A tag with its attributes; a ">" within a quoted value does not end it. Possessive, so that it never steps back.
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')|=)*+>""")
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)")
_RAW_END = re.compile(rf"</({'|'.join(RAW)})(?=[\s/>])", re.IGNORECASE)
_FOLD = re.compile(r"[ \t\n\r\f]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_HUGE_REFERENCE = re.compile(r"&#[xX]?[0-9a-fA-F]{10,};?")
_SOFT_HYPHEN = "\xad"


def html_to_text(html: str) -> str:
    """Paragraphs separated by a blank line, <br> as a line break. White space is folded, nbsp stays, soft hyphens go. Never raises, linear time."""
    paragraphs: list[str] = []
    lines: list[list[str]] = [[]]
    for tag, text in _seen(html):
        if text:
            lines[-1].append(text)
        elif tag == "br":
            lines.append([])
        elif tag in BLOCKS:
            paragraphs.append(_paragraph(lines))
            lines = [[]]
    paragraphs.append(_paragraph(lines))
    return "\n\n".join(p for p in paragraphs if p.strip())


def _paragraph(lines: list[list[str]]) -> str:
    folded = "\n".join(_FOLD.sub(" ", _decoded("".join(line))).strip(" ") for line in lines)
    return _EMPTY_LINES.sub("\n\n", folded).strip(" \n")


def _decoded(text: str) -> str:
    """Character references decoded; one beyond Unicode, however long, is the replacement character."""
    return unescape(_HUGE_REFERENCE.sub("\ufffd", text)).replace(_SOFT_HYPHEN, "")


def _seen(html: str) -> Iterator[tuple[str, str]]:
    """What a reader sees: (tag, "") for each tag, ("", text) for text, without the elements that are left out."""
    last_end = {name: _last_end(html, name) for name in LEFT_OUT}
    depth: dict[str, int] = {}
    for at, closing, tag, text in _parts(html):
        if tag in last_end:
            if closing:
                depth[tag] = max(0, depth.get(tag, 0) - 1)
            elif at < last_end[tag]:  # one that is never closed must not swallow the rest
                depth[tag] = depth.get(tag, 0) + 1
        elif not any(depth.values()):
            yield tag, text


def _last_end(html: str, name: str) -> int:
    ends = re.finditer(f"</{name}", html, re.IGNORECASE)
    return max((m.start() for m in ends), default=-1)


def _parts(html: str) -> Iterator[tuple[int, bool, str, str]]:
    """(offset, whether it closes, tag name, "") and (offset, False, "", text), in order. Every step goes on behind what it has read."""
    at, quoted_values = 0, True
    while at < len(html):
        if html[at] != "<":
            end = html.find("<", at)
            end = len(html) if end < 0 else end
            yield at, False, "", html[at:end]
        elif html.startswith(("<!", "<?"), at):
            end = _behind_comment(html, at)
        elif name := _TAG_NAME.match(html, at):
            whole = _TAG.match(html, at) if quoted_values else None
            quoted_values = whole is not None  # a quotation mark is open to the end: from here on, each tag ends at the next ">"
            end = whole.end() if whole else _behind(html, ">", name.end())
            tag = name[2].lower()
            yield at, bool(name[1]), tag, ""
            end = _behind_raw(html, end) if tag in RAW and not name[1] else end
        else:
            end = at + 1
            yield at, False, "", "<"
        at = end


def _behind_comment(html: str, at: int) -> int:
    """Behind a comment, a doctype or a processing instruction; one that never ends takes the rest, as in a browser."""
    return _behind(html, "-->" if html.startswith("<!--", at) else ">", at + 2)


def _behind(html: str, mark: str, at: int) -> int:
    found = html.find(mark, at)
    return len(html) if found < 0 else found + len(mark)


def _behind_raw(html: str, at: int) -> int:
    end = _RAW_END.search(html, at)
    return end.start() if end else len(html)
