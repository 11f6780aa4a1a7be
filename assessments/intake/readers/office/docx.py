"""WordprocessingML (ECMA-376 Part 1, clause 17): text, comments and tracked changes.

The input is the part `word/document.xml` of an office archive. A move is one edit, even where it
spans several paragraphs. Author names are free text and dates come from the writer's clock, so
both are only stated by the file. A document without tracked changes may have been edited with
tracking switched off. Fields and macros are never executed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, over_limit
from assessments.intake.core.report import Edit
from assessments.intake.documents import xml_events
from assessments.intake.documents.xml_events import attribute, local

ChangeKind = Literal["ins", "del", "moveFrom", "moveTo"]
# ECMA-376 Part 1, 17.13.5 (Revisions): ins 17.13.5.18, del 17.13.5.14, moveFrom 17.13.5.22,
# moveTo 17.13.5.25.
KINDS = {"ins": "insert", "del": "delete", "moveFrom": "move", "moveTo": "move"}
# ECMA-376 Part 1, 17.13.5: revisions of run, paragraph, section, table, row and cell properties.
FORMATS = frozenset(
    {"rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange"}
)
# A revision inside these properties concerns a paragraph mark, a table row, a cell or a number,
# not text.
MARKS = frozenset({"rPr", "trPr", "tcPr", "numPr"})
# ECMA-376 Part 1, 17.3.3 (Run Content): elements that stand for a character.
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
# ECMA-376 Part 1, 17.3.3.31 (t) and 17.3.3.7 (delText).
TEXTS = frozenset({"t", "delText"})
# XML Schema Part 2, 3.2.7.3: the time zone at the end of a time.
ZONE = re.compile(r"(?<=\d)(?:Z|[+-]\d\d:\d\d)$")
# The namespaces of the Transitional and of the Strict conformance class.
WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)


@dataclass(frozen=True, kw_only=True)
class DocumentChanges:
    """The current text, the text before the tracked changes, and the changes."""

    text: str
    original: str
    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]


@dataclass(kw_only=True)
class _Change:
    """A revision element that is still open."""

    kind: ChangeKind
    author: str | None
    at: str | None
    move: str | None = None  # name of the move, shared by its source and its destination
    mark: bool = False
    texts: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class _Move:
    """Both ends of a named move, with the text at each."""

    author: str | None = None
    at: str | None = None
    moved_from: list[str] = field(default_factory=list)
    moved_to: list[str] = field(default_factory=list)
    place: int = 0  # index of the edit that stands for the move


def read(document: bytes, comments: bytes | None = None) -> DocumentChanges:
    """Read the document part and, where given, the comments part.

    At most `limits.EDITS` changes are kept; a problem reports that there were more.
    """
    body = _Body()
    xml_events.parse(document, body)
    if comments:
        notes = _Comments(body.edits)
        xml_events.parse(comments, notes)
    cut = len(body.edits) >= limits.EDITS.value
    return DocumentChanges(
        text="".join(body.now).strip("\n"),
        original="".join(body.before).strip("\n"),
        edits=tuple(edit for edit in body.finish() if edit)[: limits.EDITS.value],
        problems=(over_limit(limits.EDITS),) if cut else (),
    )


def _time(given: Mapping[str, str]) -> str | None:
    """Return the instant that `w16du:dateUtc` states, else the local time of `date`, zoneless.

    Word writes the time of the writer's clock into `date` and a Z behind it all the same; since
    2023 the instant stands beside it (namespace `word/2023/wordml/word16du`). Programs that write
    true UTC into `date` cannot be told apart, so that its zone is not known.
    """
    if exact := attribute(given, "dateUtc"):
        return exact
    date = attribute(given, "date")
    return ZONE.sub("", date) if date else date


class _Body:
    """Handler of the document part: collects the text and every tracked change."""

    def __init__(self) -> None:
        self.now: list[str] = []
        self.before: list[str] = []
        self.edits: list[Edit | None] = []
        self._open: list[_Change] = []
        self._path: list[str] = []
        self._moves: dict[str, _Move] = {}
        self._ranges: dict[str, str] = {}  # id of an open move range -> name of the move
        self._in_text = False

    def start(self, name: str, given: Mapping[str, str]) -> None:
        plain = local(name) if name.rpartition("}")[0] in WORD else name
        self._path.append(plain)
        if plain in KINDS:
            self._open.append(self._open_change(cast("ChangeKind", plain), given))
        elif plain in FORMATS:
            author, at = attribute(given, "author"), _time(given)
            self._add_edit(Edit(author=author, at=at, kind="format", extra={"what": plain}))
        # 17.13.5.23, .24, .27 and .28: range markers pair the ends of a move by its name.
        elif plain in ("moveFromRangeStart", "moveToRangeStart"):
            self._ranges[attribute(given, "id") or ""] = attribute(given, "name") or ""
        elif plain in ("moveFromRangeEnd", "moveToRangeEnd"):
            self._ranges.pop(attribute(given, "id") or "", None)
        elif plain in BREAKS and "r" in self._path:
            self._add_text(BREAKS[plain])
        self._in_text = plain in TEXTS

    def end(self, name: str) -> None:
        plain = self._path.pop()
        self._in_text = False
        if plain in KINDS:
            self._close_change(self._open.pop())
        elif plain == "p":
            self.now.append("\n")
            self.before.append("\n")

    def text(self, data: str) -> None:
        if self._in_text:
            self._add_text(data)

    def finish(self) -> list[Edit | None]:
        """Return the edits in document order, each move as one edit."""
        for name, move in self._moves.items():
            self.edits[move.place] = _build_move(name, move)
        return self.edits

    def _open_change(self, kind: ChangeKind, given: Mapping[str, str]) -> _Change:
        return _Change(
            kind=kind,
            author=attribute(given, "author"),
            at=_time(given),
            move=next(reversed(self._ranges.values()), None) if "move" in kind else None,
            mark=len(self._path) > 1 and self._path[-2] in MARKS,
        )

    def _add_text(self, text: str) -> None:
        kinds = {change.kind for change in self._open}
        for change in self._open:
            change.texts.append(text)
        if not kinds & {"del", "moveFrom"}:
            self.now.append(text)
        if not kinds & {"ins", "moveTo"}:
            self.before.append(text)

    def _close_change(self, change: _Change) -> None:
        if change.move is not None:
            self._extend_move(change, change.move)
            return
        text = "".join(change.texts)
        extra = {"mark": self._path[-1]} if change.mark else {}
        if change.kind.startswith("move"):
            extra["direction"] = "from" if change.kind == "moveFrom" else "to"
        self._add_edit(
            Edit(
                author=change.author,
                at=change.at,
                kind=KINDS[change.kind],
                text=text,
                amount=len(text),
                extra=extra,
            )
        )

    def _extend_move(self, change: _Change, name: str) -> None:
        if name not in self._moves:
            self._moves[name] = _Move(place=len(self.edits))
            self._add_edit(None)
        move = self._moves[name]
        move.author, move.at = move.author or change.author, move.at or change.at
        target = move.moved_from if change.kind == "moveFrom" else move.moved_to
        if change.texts:
            target.append("".join(change.texts))

    def _add_edit(self, edit: Edit | None) -> None:
        if len(self.edits) < limits.EDITS.value or edit is None:
            self.edits.append(edit)


def _build_move(name: str, move: _Move) -> Edit:
    text = "\n".join(move.moved_to or move.moved_from)
    ends = {"from": bool(move.moved_from), "to": bool(move.moved_to)}
    extra = {"move": name, **ends}
    return Edit(
        author=move.author, at=move.at, kind="move", text=text, amount=len(text), extra=extra
    )


class _Comments:
    """Handler of the comments part (17.13.4); each comment becomes an edit of kind `comment`."""

    def __init__(self, edits: list[Edit | None]) -> None:
        self._edits = edits
        self._given: Mapping[str, str] = {}
        self._texts: list[str] = []
        self._in_text = False

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if local(name) == "comment":
            self._given, self._texts = given, []
        self._in_text = local(name) == "t"

    def end(self, name: str) -> None:
        self._in_text = False
        if local(name) != "comment" or len(self._edits) >= limits.EDITS.value:
            return
        author, at = attribute(self._given, "author"), _time(self._given)
        text = "".join(self._texts)
        self._edits.append(Edit(author=author, at=at, kind="comment", text=text, amount=len(text)))

    def text(self, data: str) -> None:
        if self._in_text:
            self._texts.append(data)
