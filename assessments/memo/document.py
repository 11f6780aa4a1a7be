"""A memo as values: sections of blocks, blocks of text with live references.

The builders of sections return these values and nothing else; HTML, and through it the PDF, is one
form of them (`render_html`). A value holds sentences in the language of the memo and no markup. A
reference names what it points to in the record or the law, so that an editor can follow it. The
values are stored and read back as JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

Language = Literal["en", "zh-hans"]
Emphasis = Literal["", "strong", "label", "quiet", "code", "hash", "filename", "superscript"]
SpanStyle = Literal["quiet", "mark", "unsupported", "place", "chosen", "stock", "dropped"]
ParagraphStyle = Literal["", "flush", "quiet", "typed", "kinds", "with_next"]
GroupStyle = Literal[
    "", "keep", "answer", "conclusion", "step", "letter", "storyboard", "thumbnails"
]
TableStyle = Literal["", "long", "tall", "pairs", "file"]
FigureStyle = Literal["frame", "thumbnail"]


@dataclass(frozen=True)
class Text:
    """Words of the memo itself."""

    text: str
    emphasis: Emphasis = ""
    type: Literal["text"] = "text"


@dataclass(frozen=True)
class Break:
    """The end of a line inside a block."""

    type: Literal["break"] = "break"


@dataclass(frozen=True)
class ExhibitReference:
    """An exhibit by the number that the memo gives it."""

    code: str
    type: Literal["exhibit"] = "exhibit"


@dataclass(frozen=True)
class AuthorityReference:
    """A rule of law or a decision by its key, with the name that is printed."""

    key: str
    text: str
    type: Literal["authority"] = "authority"


@dataclass(frozen=True)
class FactReference:
    """What the record states, with the path of the field that states it."""

    path: str
    text: str
    emphasis: Emphasis = ""
    type: Literal["fact"] = "fact"


@dataclass(frozen=True)
class StepReference:
    """Steps by their ids in the record, with the text that names them."""

    steps: tuple[str, ...]
    text: str
    type: Literal["steps"] = "steps"


@dataclass(frozen=True)
class SectionReference:
    """A section, part or annex of the memo by its id."""

    section: str
    text: str
    type: Literal["section"] = "section"


@dataclass(frozen=True)
class PageReference:
    """The page on which an anchor stands."""

    anchor: str
    type: Literal["page"] = "page"


@dataclass(frozen=True)
class Span:
    """Inlines that are set apart together."""

    style: SpanStyle
    inlines: tuple[Inline, ...]
    type: Literal["span"] = "span"


Inline = Annotated[
    Text
    | Break
    | ExhibitReference
    | AuthorityReference
    | FactReference
    | StepReference
    | SectionReference
    | PageReference
    | Span,
    Field(discriminator="type"),
]
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading inside a section; with an id it is a part of its own, which citations name."""

    level: Literal[3, 4] = 3
    inlines: Inlines
    id: str = ""
    number: str = ""
    type: Literal["heading"] = "heading"


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph."""

    inlines: Inlines
    style: ParagraphStyle = ""
    type: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, kw_only=True)
class List:
    """A list, numbered where it is ordered."""

    items: tuple[Inlines, ...]
    ordered: bool = False
    type: Literal["list"] = "list"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column with its title and its share of the width in hundredths; 0: what is left."""

    title: Inlines = ()
    width: int = 0


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row; with an id it can be pointed to."""

    cells: tuple[Inlines, ...]
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table; the cells of the column `header` name their rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: Inlines = ()
    header: int = 0
    style: TableStyle = ""
    type: Literal["table"] = "table"


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """Official wording, line for line, with its source and the version that was read."""

    lines: tuple[str, ...]
    source: Inlines
    language: Language = "zh-hans"
    type: Literal["quotation"] = "quotation"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A picture by the name under which the renderer finds it."""

    picture: str
    alternative: str
    caption: Inlines = ()
    style: FigureStyle = "frame"
    type: Literal["figure"] = "figure"


@dataclass(frozen=True, kw_only=True)
class PageBreak:
    """The start of a page."""

    type: Literal["page_break"] = "page_break"


@dataclass(frozen=True, kw_only=True)
class Group:
    """Blocks that belong together; those of most styles stay on one page."""

    blocks: tuple[Block, ...]
    style: GroupStyle = "keep"
    type: Literal["group"] = "group"


Block = Annotated[
    Heading | Paragraph | List | Table | Quotation | Figure | PageBreak | Group,
    Field(discriminator="type"),
]
Blocks = tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A numbered section or annex."""

    id: str
    number: str
    title: str
    blocks: Blocks

    @property
    def parts(self) -> tuple[Heading, ...]:
        """The headings that the contents name."""
        return tuple(b for b in self.blocks if isinstance(b, Heading) and b.id)


@dataclass(frozen=True, kw_only=True)
class Document:
    """A memo without its cover and signature page."""

    language: Language
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...] = field(default_factory=tuple)


def anchor(place: str, key: str) -> str:
    """Return the anchor of the first mention of an authority in a section or part."""
    return f"c-{place}-{key}"


def mentions(sections: tuple[Section, ...]) -> dict[str, list[str]]:
    """Map each authority that is printed to the sections and parts that name it, in their order."""
    found: dict[str, list[str]] = {}
    for section in sections:
        place = section.id
        for block in section.blocks:
            if isinstance(block, Heading) and block.id:
                place = block.id
            for inline in inlines_of(block):
                if isinstance(inline, AuthorityReference):
                    places = found.setdefault(inline.key, [])
                    if place not in places:
                        places.append(place)
    return found


def pages_named(document: Document) -> frozenset[str]:
    """Return the anchors whose pages are printed."""
    return frozenset(
        inline.anchor
        for section in (*document.sections, *document.annexes)
        for block in section.blocks
        for inline in inlines_of(block)
        if isinstance(inline, PageReference)
    )


def rows_named(document: Document) -> frozenset[str]:
    """Return the ids of the rows that can be pointed to."""
    found: set[str] = set()
    for section in (*document.sections, *document.annexes):
        for block in section.blocks:
            if isinstance(block, Table):
                found.update(row.id for row in block.rows if row.id)
    return frozenset(found)


def inlines_of(block: Block) -> Iterator[Inline]:
    """Yield the inlines of a block in the order of reading, those inside spans and groups too."""
    if isinstance(block, Group):
        for inner in block.blocks:
            yield from inlines_of(inner)
    elif isinstance(block, Heading | Paragraph):
        yield from _flat(block.inlines)
    elif isinstance(block, List):
        for item in block.items:
            yield from _flat(item)
    elif isinstance(block, Table):
        yield from _flat(block.caption)
        for column in block.columns:
            yield from _flat(column.title)
        for row in block.rows:
            for cell in row.cells:
                yield from _flat(cell)
    elif isinstance(block, Quotation):
        yield from _flat(block.source)
    elif isinstance(block, Figure):
        yield from _flat(block.caption)


def _flat(inlines: Inlines) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Span):
            yield from _flat(inline.inlines)
        else:
            yield inline
