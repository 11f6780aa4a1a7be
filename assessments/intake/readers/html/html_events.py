"""The events of an HTML file in one pass, in time proportional to its length.

The parser of the standard library searches an unclosed comment or tag from each beginning to the
end of the file anew. Here what is never closed ends the file, as it does in a browser (HTML Living
Standard, 13.2.5, end of file in a comment, a tag or raw text).
"""

from __future__ import annotations

import html
import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field

TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})[^\s/>]*+")
# An attribute with its value in double quotes, single quotes or none.
ATTRIBUTE = re.compile(
    r"[\s/]*+(?:([^\s=>/][^\s=>/]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?+)?+"
)
# Elements whose contents are no markup (13.1.2, raw text and escapable raw text elements).
RAW = {
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "noembed", "noframes")
}
MAX_ATTRIBUTES = 200  # of one tag


@dataclass(frozen=True, kw_only=True)
class Event:
    """A start tag, an end tag, a text or a comment."""

    kind: str  # start | end | text | comment
    name: str = ""  # of the element, in lower case
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


def events(text: str) -> Iterator[Event]:
    """Yield the events of a page in its order."""
    at = 0
    while at < len(text):
        start = text.find("<", at)
        end = len(text) if start < 0 else start
        if end > at:
            yield Event(kind="text", text=html.unescape(text[at:end]))
        if start < 0:
            return
        if text.startswith("<!--", start):
            at = _behind(text, "-->", start + 4)
            if at:
                yield Event(kind="comment", text=text[start + 4 : at - 3])
        elif text[start + 1 : start + 2] in ("!", "?"):
            at = _behind(text, ">", start)
        elif tag := TAG.match(text, start):
            at = yield from _tag(text, tag)
        else:
            yield Event(kind="text", text="<")
            at = start + 1
        if not at:
            return


def _behind(text: str, mark: str, start: int) -> int:
    """The offset behind a mark; 0 where it does not follow."""
    found = text.find(mark, start)
    return found + len(mark) if found >= 0 else 0


def _tag(text: str, tag: re.Match[str]) -> Generator[Event, None, int]:
    """Yield the events of a tag and of raw text behind it; return the offset behind, 0 for none."""
    name = tag[2].lower()
    attributes, at = _attributes(text, tag.end())
    if not at:
        return 0
    if tag[1]:
        yield Event(kind="end", name=name)
        return at
    yield Event(kind="start", name=name, attributes=attributes)
    if name in RAW:
        close = RAW[name].search(text, at)
        if close is None:
            return 0
        inside = text[at : close.start()]
        yield Event(kind="text", text=html.unescape(inside) if name == "title" else inside)
        return close.start()
    return at


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag by lower-case name, and the offset behind it; 0 for an open tag."""
    found: dict[str, str] = {}
    while at < len(text) and text[at] != ">":
        match = ATTRIBUTE.match(text, at)
        assert match is not None  # every part of it is optional
        if match.end() == at:  # a stray sign
            at += 1
            continue
        at = match.end()
        if match[1] and len(found) < MAX_ATTRIBUTES:
            value = next((part for part in match.groups()[1:] if part is not None), "")
            found.setdefault(match[1].lower(), html.unescape(value))
    return found, at + 1 if at < len(text) else 0
