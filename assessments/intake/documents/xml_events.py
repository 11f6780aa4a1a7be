"""Event-based XML parsing of untrusted files: no document type, no entities, bounded depth.

Names are passed as `namespace}name`. No tree is built, so a long document needs little memory.
Entity declarations are refused, which excludes entity expansion and external entities (XML 1.0,
4.2 and 4.4).

Where a document offers the same content in several forms (`mc:AlternateContent`), only the first
form that holds something is passed on: Word writes a text box once as a drawing and once more in
the older form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn, Protocol
from xml.parsers import expat

from assessments.intake.core import limits
from assessments.intake.core.problems import problem, raise_limit, reject

CHUNK = 64 * limits.KIB
# ECMA-376 Part 3 (Markup Compatibility and Extensibility), 10.2: one of the alternatives is to be
# processed, the first `Choice` that is understood or else the `Fallback`.
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = f"{COMPATIBILITY}AlternateContent"
FORMS = frozenset({f"{COMPATIBILITY}Choice", f"{COMPATIBILITY}Fallback"})


class Handler(Protocol):
    """Receives the events: `start` and `end` in pairs; text may come in pieces."""

    def start(self, name: str, given: Mapping[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


def parse(data: bytes, handler: Handler, *, named_type: bool = False) -> None:
    """Pass the events of a document to the handler.

    Raises `Rejected` where the document is not well-formed, is nested too deeply or declares a
    document type or an entity. With `named_type` a document type declaration is accepted where it
    has no internal subset, as Krita writes it; its external subset is never fetched.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    events = _FirstForms(handler)
    parser.buffer_text = True
    parser.StartElementHandler = events.start
    parser.EndElementHandler = events.end
    parser.CharacterDataHandler = events.text
    parser.StartDoctypeDeclHandler = _refuse_declarations if named_type else _refuse
    parser.EntityDeclHandler = _refuse
    try:
        for at in range(0, len(data), CHUNK):
            parser.Parse(data[at : at + CHUNK], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):  # LookupError: an unknown encoding
        reject(problem("xml_damaged"))


class _FirstForms:
    """Passes events on, of alternative forms of one content only the first."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._depth = 0
        self._skipped_below: int | None = None  # the depth of the form that is left out
        # For each open `AlternateContent`: whether one of its forms held something.
        self._chosen: list[bool] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > limits.DOCUMENT_DEPTH.value:
            raise_limit(limits.DOCUMENT_DEPTH)
        if self._skipped_below is not None:
            return
        if name == ALTERNATIVES:
            self._chosen.append(False)
        elif name in FORMS and self._chosen:
            if self._chosen[-1]:
                self._skipped_below = self._depth
                return
        elif self._chosen:
            self._chosen = [True] * len(self._chosen)
        self._handler.start(name, given)

    def end(self, name: str) -> None:
        self._depth -= 1
        if self._skipped_below is not None:
            if self._depth < self._skipped_below:
                self._skipped_below = None
            return
        if name == ALTERNATIVES:
            self._chosen.pop()
        self._handler.end(name)

    def text(self, data: str) -> None:
        if self._skipped_below is None:
            self._handler.text(data)


def _refuse_declarations(name: str, system: object, public: object, declares: int) -> None:
    if declares:
        _refuse()


def _refuse(*_: object) -> NoReturn:
    reject(problem("xml_refused"))


def local(name: str) -> str:
    """Return the local part of a name."""
    return name.rpartition("}")[2]


def attribute(given: Mapping[str, str], name: str) -> str | None:
    """Return the value of an attribute by its local name, whatever its namespace."""
    return next((value for key, value in given.items() if local(key) == name), None)


class TextHandler:
    """A handler that collects the text of every element with its path of local names.

    The white space around a text is dropped, unless `spaced`: there it may part two words.
    """

    def __init__(self, *, spaced: bool = False) -> None:
        self._spaced = spaced
        self.found: list[tuple[str, Mapping[str, str], str]] = []
        self._path: list[str] = []
        self._open: list[tuple[Mapping[str, str], list[str]]] = []

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if len(self.found) > limits.XML_NODES.value:
            raise_limit(limits.XML_NODES)
        self._path.append(local(name))
        self._open.append((given, []))

    def end(self, name: str) -> None:
        given, texts = self._open.pop()
        text = "".join(texts)
        self.found.append(("/".join(self._path), given, text if self._spaced else text.strip()))
        self._path.pop()

    def text(self, data: str) -> None:
        if self._open:
            self._open[-1][1].append(data)


def texts(
    data: bytes, *, named_type: bool = False, spaced: bool = False
) -> list[tuple[str, Mapping[str, str], str]]:
    """Return path, attributes and text of every element, in the order of the end tags."""
    handler = TextHandler(spaced=spaced)
    parse(data, handler, named_type=named_type)
    return handler.found
