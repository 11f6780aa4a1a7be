"""Word's own XML: tracked insertions, deletions and moves with author and date, comments, text.

Trigger: an office archive with `word/document.xml`. A move is one edit, also where it runs over
several paragraphs. Authors are free text and dates are the writer's clock: both are stated by the
file. No tracked change means only that tracking was off. Fields and macros are never run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, beyond
from assessments.intake.core.report import Edit
from assessments.intake.documents import xmlevents
from assessments.intake.documents.xmlevents import attribute, local

KINDS = {"ins": "insert", "del": "delete", "moveFrom": "move", "moveTo": "move"}
FORMATS = frozenset(
    {"rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange"}
)
MARKS = frozenset({"rPr", "trPr", "tcPr", "numPr"})  # a change inside them concerns a mark
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
TEXTS = frozenset({"t", "delText"})
WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What the document says: its text now, its text before the tracked changes, the changes."""

    text: str
    original: str
    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]


@dataclass(kw_only=True)
class _Change:
    kind: str  # ins, del, moveFrom, moveTo
    author: str | None
    at: str | None
    move: str | None = None  # the name that both ends of a move share
    mark: bool = False
    texts: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class _Move:
    author: str | None = None
    at: str | None = None
    moved_from: list[str] = field(default_factory=list)
    moved_to: list[str] = field(default_factory=list)
    place: int = 0  # among the edits, where it was first met


def read(document: bytes, comments: bytes | None = None) -> Changes:
    body = _Body()
    xmlevents.parse(document, body)
    if comments:
        notes = _Comments(body.edits)
        xmlevents.parse(comments, notes)
    cut = len(body.edits) >= limits.EDITS.most
    return Changes(
        text="".join(body.now).strip("\n"),
        original="".join(body.before).strip("\n"),
        edits=tuple(edit for edit in body.finished() if edit)[: limits.EDITS.most],
        problems=(beyond(limits.EDITS),) if cut else (),
    )


class _Body:
    """Listens to the document; keeps which changes are open and what text they hold."""

    def __init__(self) -> None:
        self.now: list[str] = []
        self.before: list[str] = []
        self.edits: list[Edit | None] = []
        self._open: list[_Change] = []
        self._path: list[str] = []
        self._moves: dict[str, _Move] = {}
        self._ranges: dict[str, str] = {}  # id of an open range -> the move's name
        self._in_text = False

    def start(self, name: str, given: Mapping[str, str]) -> None:
        plain = local(name) if name.rpartition("}")[0] in WORD else name
        self._path.append(plain)
        if plain in KINDS:
            self._open.append(self._change(plain, given))
        elif plain in FORMATS:
            author, at = attribute(given, "author"), attribute(given, "date")
            self._add(Edit(author=author, at=at, kind="format", extra={"what": plain}))
        elif plain in ("moveFromRangeStart", "moveToRangeStart"):
            self._ranges[attribute(given, "id") or ""] = attribute(given, "name") or ""
        elif plain in ("moveFromRangeEnd", "moveToRangeEnd"):
            self._ranges.pop(attribute(given, "id") or "", None)
        elif plain in BREAKS and "r" in self._path:
            self._say(BREAKS[plain])
        self._in_text = plain in TEXTS

    def end(self, name: str) -> None:
        plain = self._path.pop()
        self._in_text = False
        if plain in KINDS:
            self._close(self._open.pop())
        elif plain == "p":
            self.now.append("\n")
            self.before.append("\n")

    def text(self, data: str) -> None:
        if self._in_text:
            self._say(data)

    def finished(self) -> list[Edit | None]:
        for name, move in self._moves.items():
            self.edits[move.place] = _moved(name, move)
        return self.edits

    def _change(self, kind: str, given: Mapping[str, str]) -> _Change:
        return _Change(
            kind=kind,
            author=attribute(given, "author"),
            at=attribute(given, "date"),
            move=next(reversed(self._ranges.values()), None) if "move" in kind else None,
            mark=len(self._path) > 1 and self._path[-2] in MARKS,
        )

    def _say(self, text: str) -> None:
        kinds = {change.kind for change in self._open}
        for change in self._open:
            change.texts.append(text)
        if not kinds & {"del", "moveFrom"}:
            self.now.append(text)
        if not kinds & {"ins", "moveTo"}:
            self.before.append(text)

    def _close(self, change: _Change) -> None:
        if change.move is not None:
            self._take_move(change, change.move)
            return
        text = "".join(change.texts)
        extra = {"mark": self._path[-1]} if change.mark else {}
        if change.kind.startswith("move"):
            extra["direction"] = "from" if change.kind == "moveFrom" else "to"
        self._add(
            Edit(
                author=change.author,
                at=change.at,
                kind=KINDS[change.kind],
                text=text,
                amount=len(text),
                extra=extra,
            )
        )

    def _take_move(self, change: _Change, name: str) -> None:
        if name not in self._moves:
            self._moves[name] = _Move(place=len(self.edits))
            self._add(None)
        move = self._moves[name]
        move.author, move.at = move.author or change.author, move.at or change.at
        target = move.moved_from if change.kind == "moveFrom" else move.moved_to
        if change.texts:
            target.append("".join(change.texts))

    def _add(self, edit: Edit | None) -> None:
        if len(self.edits) < limits.EDITS.most or edit is None:
            self.edits.append(edit)


def _moved(name: str, move: _Move) -> Edit:
    text = "\n".join(move.moved_to or move.moved_from)
    ends = {"from": bool(move.moved_from), "to": bool(move.moved_to)}
    extra = {"move": name, **ends}
    return Edit(
        author=move.author, at=move.at, kind="move", text=text, amount=len(text), extra=extra
    )


class _Comments:
    """Listens to the comments part; each becomes an edit of kind comment."""

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
        if local(name) != "comment" or len(self._edits) >= limits.EDITS.most:
            return
        author, at = attribute(self._given, "author"), attribute(self._given, "date")
        text = "".join(self._texts)
        self._edits.append(Edit(author=author, at=at, kind="comment", text=text, amount=len(text)))

    def text(self, data: str) -> None:
        if self._in_text:
            self._texts.append(data)
