"""A document as HTML that is well-formed XML, too. Everything is escaped.

The same document gives the same text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from assessments.memo import document as d
from assessments.typesetting.fonts import SCHEME

LANG = {"en": "en", "zh-hans": "zh-CN"}
TAGS = {
    "strong": ("strong", ""),
    "label": ("span", "label"),
    "quiet": ("span", "quiet"),
    "code": ("code", ""),
    "hash": ("span", "hash"),
    "filename": ("span", "filename"),
    "superscript": ("sup", ""),
}
SPANS = {"chosen": "phrase chosen", "stock": "phrase", "dropped": "phrase boilerplate"}
SHORT_TABLE = 4  # rows of a table that stands on one page
PARAGRAPHS = {"quiet": "quiet", "with_next": "before-pictures"}
NOTHING = SafeString("")
ITEM = re.compile(r"[（(][一二三四五六七八九十]+[）)]")


class Renderer:
    """Writes the sections of one document.

    `rows` holds the ids that references can point to, `anchors` those whose pages are printed.
    """

    def __init__(
        self,
        language: d.Language,
        rows: Collection[str] = (),
        anchors: Collection[str] = (),
    ) -> None:
        self._language = language
        self._rows = rows
        self._anchors = anchors
        self._place = ""
        self._mentioned: set[str] = set()

    def section(self, section: d.Section) -> SafeString:
        """Write a section with its heading."""
        self._place = section.id
        if not section.title:
            return format_html(
                '<section id="{}">{}</section>\n', section.id, self._blocks(section.blocks)
            )
        return format_html(
            '<section>\n<h2 id="{}"><span class="number">{}</span>{}</h2>\n{}</section>\n',
            section.id,
            section.number,
            section.title,
            self._blocks(section.blocks),
        )

    def _blocks(self, blocks: Iterable[d.Block]) -> SafeString:
        return _join(self._block(block) for block in blocks)

    def _block(self, block: d.Block) -> SafeString:
        write: Callable[[Any], SafeString] = _BLOCKS[type(block)].__get__(self)
        return write(block)

    def _heading(self, block: d.Heading) -> SafeString:
        if block.id:
            self._place = block.id
        tag = SafeString(f"h{block.level}")
        identifier = format_html(' id="{}"', block.id) if block.id else NOTHING
        numbered = SafeString(' class="numbered"') if block.number else NOTHING
        number = (
            format_html('<span class="number">{}</span>', block.number) if block.number else NOTHING
        )
        text = self._inlines(block.inlines)
        return format_html("<{}{}{}>{}{}</{}>\n", tag, identifier, numbered, number, text, tag)

    def _paragraph(self, block: d.Paragraph) -> SafeString:
        style = _class(PARAGRAPHS.get(block.style, block.style))
        return format_html("<p{}>{}</p>\n", style, self._inlines(block.inlines))

    def _list(self, block: d.List) -> SafeString:
        tag = SafeString("ol" if block.ordered else "ul")
        items = _join(format_html("<li>{}</li>\n", self._inlines(item)) for item in block.items)
        return format_html("<{}>{}</{}>\n", tag, items, tag)

    def _table(self, block: d.Table) -> SafeString:
        style = {"file": "pairs file"}.get(block.style, block.style)
        if len(block.rows) <= SHORT_TABLE:
            style = f"{style} short".strip()
        caption = (
            format_html("<caption>{}</caption>\n", self._inlines(block.caption))
            if block.caption
            else NOTHING
        )
        has_head = any(column.title for column in block.columns)
        widths = [_class(f"w{c.width}" if c.width else "") for c in block.columns]
        head = _join(
            format_html('<th scope="col"{}>{}</th>', width, self._inlines(column.title))
            for column, width in zip(block.columns, widths, strict=True)
        )
        rows = _join(
            self._row(row, block.header, widths if not has_head and not number else ())
            for number, row in enumerate(block.rows)
        )
        return format_html(
            "<table{}>{}{}<tbody>{}</tbody></table>\n",
            _class(style),
            caption,
            format_html("<thead><tr>{}</tr></thead>\n", head) if has_head else NOTHING,
            rows,
        )

    def _row(self, row: d.Row, header: int, widths: Iterable[SafeString]) -> SafeString:
        given = list(widths) or [NOTHING] * len(row.cells)
        cells = _join(
            format_html('<th scope="row"{}>{}</th>', width, self._inlines(cell))
            if number == header
            else format_html("<td{}>{}</td>", width, self._inlines(cell))
            for number, (cell, width) in enumerate(zip(row.cells, given, strict=True))
        )
        identifier = format_html(' id="{}"', row.id) if row.id else NOTHING
        return format_html("<tr{}>{}</tr>\n", identifier, cells)

    def _quotation(self, block: d.Quotation) -> SafeString:
        foreign = block.language != self._language
        lang = format_html(' lang="{}"', LANG[block.language]) if foreign else NOTHING
        lines = _join(format_html("<p{}>{}</p>\n", lang, line) for line in run_in(block.lines))
        return format_html(
            '<blockquote>{}<p class="source">{}</p></blockquote>\n',
            lines,
            self._inlines(block.source),
        )

    def _figure(self, block: d.Figure) -> SafeString:
        return format_html(
            '<figure class="{}">\n<img src="{}{}" alt="{}"/>\n<figcaption>{}</figcaption>\n'
            "</figure>\n",
            block.style,
            SCHEME,
            block.picture,
            block.alternative,
            self._inlines(block.caption),
        )

    def _page_break(self, block: d.PageBreak) -> SafeString:
        return SafeString('<div class="page-break"></div>\n')

    def _group(self, block: d.Group) -> SafeString:
        return format_html("<div{}>{}</div>\n", _class(block.style), self._blocks(block.blocks))

    def _inlines(self, inlines: Iterable[d.Inline]) -> SafeString:
        return _join(self._inline(inline) for inline in inlines)

    def _inline(self, inline: d.Inline) -> SafeString:
        match inline:
            case d.Break():
                return SafeString("<br/>")
            case d.Text() | d.FactReference():
                return _emphasised(inline.text, inline.emphasis)
            case d.ExhibitReference() if inline.code not in self._rows:
                return format_html("{}", inline.code)
            case d.ExhibitReference():
                return format_html('<a href="#{}">{}</a>', inline.code, inline.code)
            case d.AuthorityReference():
                return self._authority(inline)
            case d.StepReference():
                return format_html("{}", inline.text)
            case d.SectionReference():
                return format_html('<a href="#{}">{}</a>', inline.section, inline.text)
            case d.PageReference():
                return format_html('<a class="page-of" href="#{}"></a>', inline.anchor)
            case d.Span():
                style = SPANS.get(inline.style, inline.style)
                return format_html(
                    '<span class="{}">{}</span>', style, self._inlines(inline.inlines)
                )

    def _authority(self, inline: d.AuthorityReference) -> SafeString:
        """The first mention in a section or part is an anchor for the table of authorities."""
        if f"ta-{inline.key}" not in self._rows:
            return format_html('<span class="cite">{}</span>', inline.text)
        first = d.anchor(self._place, inline.key)
        if first in self._mentioned or first not in self._anchors:
            return format_html('<a class="cite" href="#ta-{}">{}</a>', inline.key, inline.text)
        self._mentioned.add(first)
        return format_html(
            '<a class="cite" id="{}" href="#ta-{}">{}</a>', first, inline.key, inline.text
        )


def run_in(lines: Iterable[str]) -> list[str]:
    """Put the items of a paragraph of law, such as （一）, behind the words that introduce them.

    Nothing of the wording is left out or added: Chinese sets no space between them.
    """
    found: list[str] = []
    for line in lines:
        if found and ITEM.match(line):
            found[-1] += line
        else:
            found.append(line)
    return found


def _emphasised(text: str, emphasis: d.Emphasis) -> SafeString:
    if not emphasis:
        return format_html("{}", text)
    tag, style = TAGS[emphasis]
    return format_html("<{}{}>{}</{}>", SafeString(tag), _class(style), text, SafeString(tag))


def _class(style: str) -> SafeString:
    return format_html(' class="{}"', style) if style else NOTHING


def _join(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


_BLOCKS: Mapping[type, Any] = {
    d.Heading: Renderer._heading,
    d.Paragraph: Renderer._paragraph,
    d.List: Renderer._list,
    d.Table: Renderer._table,
    d.Quotation: Renderer._quotation,
    d.Figure: Renderer._figure,
    d.PageBreak: Renderer._page_break,
    d.Group: Renderer._group,
}
