"""Tags and text of HTML as it is found on disk, in one pass over it; nothing is executed.

Saved pages are not well-formed, so an XML parser refuses them. What a browser does not show
(scripts, styles) is passed over.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9-]{0,60})")
ATTRIBUTE = re.compile(
    r"""([a-zA-Z_:@][\w:.@-]{0,80})(?:\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]{1,2000})))?"""
)
# Elements whose content is no text of the page.
HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "textarea", "select"})
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
    | {"track", "wbr", "path"}
)
BLOCKS = frozenset(
    {"br", "p", "div", "li", "tr", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "table"}
    | {"ul", "ol", "blockquote", "section", "article"}
)
QUOTE_OR_END = re.compile(r"""["'>]""")
MAX_VALUE_CHARS = 4000  # of an attribute; a longer one holds a picture


@dataclass(frozen=True, kw_only=True)
class Tag:
    """The beginning or the end of an element."""

    name: str
    ends: bool = False
    given: dict[str, str] = field(default_factory=dict)

    def has_class(self, name: str) -> bool:
        """Return whether one of the element's classes is this one."""
        return name in self.given.get("class", "").split()


class _Page:
    """A page with what is known not to come any more, so that nothing is searched for twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._gone: set[str] = set()

    def find(self, mark: str, at: int) -> int | None:
        """Return the next place of a mark; None where it does not come any more."""
        if mark in self._gone:
            return None
        place = self.text.find(mark, at)
        if place < 0:
            self._gone.add(mark)
            return None
        return place


def events(text: str) -> Iterator[Tag | str]:
    """Yield the tags of a page and the text between them."""
    page, at = _Page(text), 0
    while (opening := page.find("<", at)) is not None:
        if opening > at:
            yield html.unescape(text[at:opening])
        name = NAME.match(text, opening + 1)
        if name is None:
            at = _skip_declaration(page, opening)
            if at == opening + 1:
                yield "<"
            continue
        end = _find_end(page, name.end())
        tag = _read_tag(text, opening, name, end)
        yield tag
        at = end + 1
        if tag.name in HIDDEN and not tag.ends and text[end - 1 : end] != "/":
            at = _skip_hidden(page, tag.name, at)
    yield html.unescape(text[at:])


def _skip_declaration(page: _Page, opening: int) -> int:
    """Return the place behind a comment or a declaration; behind the bracket where it is text."""
    if page.text.startswith("<!--", opening):
        closing = page.find("-->", opening)
        return len(page.text) if closing is None else closing + 3
    if page.text[opening + 1 : opening + 2] in ("!", "?"):
        closing = page.find(">", opening)
        return len(page.text) if closing is None else closing + 1
    return opening + 1


def _skip_hidden(page: _Page, name: str, at: int) -> int:
    places = [page.find(f"</{spelling}", at) for spelling in (name, name.upper())]
    found = [place for place in places if place is not None]
    return min(found) if found else len(page.text)


def _find_end(page: _Page, at: int) -> int:
    """Return the place of the `>` that ends a tag, outside of quotes that are closed."""
    while match := QUOTE_OR_END.search(page.text, at):
        if match[0] == ">":
            return match.start()
        closing = None
        if page.text[match.start() - 1] in "= ":
            closing = page.find(match[0], match.end())
        at = match.end() if closing is None else closing + 1
    return len(page.text) - 1


def _read_tag(text: str, opening: int, name: re.Match[str], end: int) -> Tag:
    if text[opening + 1] == "/":
        return Tag(name=name[1].lower(), ends=True)
    given: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(text, name.end(), end):
        value = match[2] or match[3] or match[4] or ""
        if len(value) <= MAX_VALUE_CHARS:
            given.setdefault(match[1].lower(), html.unescape(value))
    return Tag(name=name[1].lower(), given=given)
