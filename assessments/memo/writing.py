"""Putting inlines together in the language of the memo: sentences, lists, brackets, patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import get_language, gettext, pgettext

from assessments.exhibits.excerpt import Excerpt
from assessments.exhibits.references import Support
from assessments.memo.document import (
    Break,
    Column,
    Emphasis,
    ExhibitReference,
    Group,
    Heading,
    Inline,
    Inlines,
    List,
    Paragraph,
    ParagraphStyle,
    Row,
    Span,
    SpanStyle,
    StepReference,
    Table,
    TableStyle,
    Text,
)
from assessments.memo.speaker import by_speaker

Part = str | Inline | Inlines
BREAK = Break()
_PLACE = re.compile(r"%\((\w+)\)s")


def run(*parts: Part) -> Inlines:
    """Put parts one after another as they are; empty ones are left out."""
    return tuple(inline for part in parts if part for inline in _inlines(part))


def sentences(*parts: Part) -> Inlines:
    """Put sentences one after another; in Chinese no space stands between them."""
    return joined([run(part) for part in parts if part], space())


def joined(parts: Iterable[Part], separator: Part) -> Inlines:
    """Put parts one after another with a separator."""
    found: list[Inline] = []
    for part in parts:
        if found:
            found += _inlines(separator)
        found += _inlines(part)
    return tuple(found)


def lines(*parts: Part) -> Inlines:
    """Put parts on lines of their own; empty ones are left out."""
    return joined([part for part in parts if part], BREAK)


def space() -> str:
    """Return the space between two sentences; Chinese has none."""
    return "" if (get_language() or "").startswith("zh") else " "


def listed(parts: Iterable[Part]) -> Inlines:
    """Join short items."""
    return joined(parts, pgettext("memo list", ", "))


def remarks(*parts: Part) -> Inlines:
    """Join remarks; empty ones are left out."""
    return joined([part for part in parts if part], pgettext("between two remarks", "; "))


def labelled(label: str, *parts: Part, emphasis: Emphasis = "strong") -> Inlines:
    """Put a label before parts."""
    return run(Text(label + pgettext("after a label", ": "), emphasis), *parts)


def colon(*parts: Part) -> Inlines:
    """Put a colon between two parts."""
    return joined(parts, pgettext("after a label", ": "))


def stop(*parts: Part) -> Inlines:
    """Close parts with a full stop."""
    return run(*parts, pgettext("end of a list", "."))


def in_brackets(*parts: Part) -> Inlines:
    """Put parts in the brackets of the language."""
    before, after = pgettext("memo brackets", "({})").split("{}")
    return run(before, *parts, after)


def quoted(*parts: Part) -> Inlines:
    """Put parts in the quotation marks of both languages."""
    return run("“", *parts, "”")


def quiet(*parts: Part) -> Span:
    """Set parts apart as secondary."""
    return Span("quiet", run(*parts))


def fill(pattern: str, **values: Part) -> Inlines:
    """Put inlines into a pattern such as "The tool %(name)s was used."."""
    pieces = _PLACE.split(pattern.replace("%%", "%"))
    return run(*(values[p] if n % 2 else p for n, p in enumerate(pieces)))


def cut(text: Excerpt) -> Inlines:
    """Print the beginning of a text, with an ellipsis where it goes on."""
    return run(Text(text.text + (" …" if text.is_cut else "")))


def paragraph(*parts: Part, style: ParagraphStyle = "") -> Paragraph:
    """Return a paragraph of sentences."""
    return Paragraph(inlines=sentences(*parts), style=style)


def heading(*parts: Part) -> Heading:
    """Return a heading that numbers itself."""
    return Heading(inlines=run(*parts))


def bullets(items: Iterable[Part], *, ordered: bool = False) -> List:
    """Return a list."""
    return List(items=tuple(run(item) for item in items), ordered=ordered)


def columns(*titles: tuple[Part, int] | str) -> tuple[Column, ...]:
    """Return columns by their titles, with their widths where they are given."""
    pairs = [(title, 0) if isinstance(title, str) else title for title in titles]
    return tuple(Column(title=run(title), width=width) for title, width in pairs)


def row(*cells: Part, identifier: str = "") -> Row:
    """Return a row of a table."""
    return Row(cells=tuple(run(cell) for cell in cells), id=identifier)


def table(
    heads: tuple[Column, ...],
    rows: Iterable[Row],
    *,
    caption: Part = "",
    header: int = 0,
    style: TableStyle = "",
) -> Table:
    """Return a table."""
    return Table(columns=heads, rows=tuple(rows), caption=run(caption), header=header, style=style)


def support(value: Support | None, *, of_thing: bool = False) -> Inlines:
    """Write the reference behind a fact: its exhibits, or that it is only stated.

    `of_thing`: the exhibits are linked to a thing of which several facts are stated. What no
    exhibit could support, such as that something is not stated, has none.
    """
    if value is None:
        return ()
    if value.carried_by:
        named = exhibits((*value.carried_by, *value.illustrated_by))
        return _mark("mark", colon(gettext("linked"), named) if of_thing else named)
    notes: list[Inlines] = [
        colon(note, exhibits(codes))
        for note, codes in (
            (gettext("named, file not held or not read"), value.not_held),
            (
                by_speaker(
                    gettext("client statement only, not carried by"),
                    gettext("my statement only, not carried by"),
                ),
                value.illustrated_by,
            ),
        )
        if codes
    ]
    bare = by_speaker(gettext("client statement only"), gettext("my statement only"))
    text = joined(notes or [run(bare)], pgettext("memo list", "; "))
    return _mark("unsupported", text)


def supported(groups: Iterable[tuple[StepReference, Support]]) -> Inlines:
    """Name steps, each group with its own support."""
    return listed(sentences(reference, support(value)) for reference, value in groups)


def exhibits(codes: Iterable[str]) -> Inlines:
    """Name exhibits by their codes."""
    return listed(ExhibitReference(code) for code in codes)


def _mark(style: SpanStyle, text: Inlines) -> Inlines:
    before, after = pgettext("memo mark", "[{}]").split("{}")
    return (Span(style, run(before, text, after)),)


def kept(*blocks: Paragraph | List | Table | Heading | None) -> Group:
    """Keep blocks on one page."""
    return Group(blocks=tuple(block for block in blocks if block is not None))


def _inlines(part: Part) -> Inlines:
    if isinstance(part, str):
        return (Text(part),)
    return part if isinstance(part, tuple) else (part,)
