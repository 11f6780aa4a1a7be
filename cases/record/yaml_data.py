"""Parsing YAML to plain data by the core schema of YAML 1.2.2 (10.3).

`on` is a string, `010` is ten, and a date is a string. The data is built from the events of the
parser, so that anchors, tags, further documents and deep nesting are refused before anything is
built from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from cases.record.limits import LIMITS
from cases.record.plain import (
    FORBIDDEN,
    build_mapping,
    find_character_faults,
    parse_whole_number,
    refusal,
)
from cases.record.problems import InvalidRecord

# YAML 1.2.2, 10.3.2 (Tag Resolution).
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
WHOLE = re.compile(r"[-+]?[0-9]+")
REAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
NOT_FINITE = re.compile(r"([-+]?)\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def parse_yaml(text: str) -> Any:
    """Parse a YAML text; raises `InvalidRecord`."""
    if FORBIDDEN.search(text):
        raise InvalidRecord(find_character_faults("", text))
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.add_event(event)
    except yaml.YAMLError as error:
        raise _build_syntax_refusal(error) from error
    return builder.result


def plain_scalar(text: str) -> Any:
    """Resolve a plain scalar."""
    if text in NULLS:
        return None
    if text in FLAGS:
        return FLAGS[text]
    if WHOLE.fullmatch(text):
        return parse_whole_number(text)
    if REAL.fullmatch(text):
        return float(text)
    if NOT_FINITE.fullmatch(text):
        return float(text.replace(".", ""))
    return text


def _build_syntax_refusal(error: yaml.YAMLError) -> InvalidRecord:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    reason = getattr(error, "problem", None) or getattr(error, "context", None) or str(error)
    return refusal("broken_yaml", line=line, column=column, reason=reason)


@dataclass(kw_only=True)
class _OpenCollection:
    """A mapping or sequence that is still open, with its keys and values in one list."""

    is_mapping: bool
    children: list[Any] = field(default_factory=list)

    @property
    def awaits_name(self) -> bool:
        return self.is_mapping and len(self.children) % 2 == 0

    def close(self) -> Any:
        if not self.is_mapping:
            return self.children
        return build_mapping(list(zip(self.children[::2], self.children[1::2], strict=True)))


class _Builder:
    """Builds plain data from the events of the parser; raises `InvalidRecord`."""

    def __init__(self) -> None:
        self.result: Any = None
        self._open: list[_OpenCollection] = []
        self._documents = 0
        self._values = 0

    def add_event(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.NodeEvent):
            self._check_node(event)
        if isinstance(event, yaml.ScalarEvent):
            self._add_value(event.value if self._is_text(event) else plain_scalar(event.value))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open_collection(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._add_value(self._open.pop().close())
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise refusal("several_documents", line=_get_line(event))

    def _check_node(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            raise refusal("alias", line=_get_line(event))
        if getattr(event, "tag", None) not in (None, "!"):
            raise refusal("tag", line=_get_line(event))
        self._values += 1
        if self._values > LIMITS.values:
            raise refusal("too_many_values", limit=LIMITS.values)

    def _is_text(self, event: yaml.ScalarEvent) -> bool:
        plain: bool = event.implicit[0]
        return not plain or bool(self._open and self._open[-1].awaits_name)

    def _open_collection(self, event: yaml.Event) -> None:
        if self._open and self._open[-1].awaits_name:
            raise refusal("key_not_text", line=_get_line(event))
        if len(self._open) >= LIMITS.depth:
            raise refusal("too_deep", limit=LIMITS.depth)
        self._open.append(_OpenCollection(is_mapping=isinstance(event, yaml.MappingStartEvent)))

    def _add_value(self, value: Any) -> None:
        if self._open:
            self._open[-1].children.append(value)
        else:
            self.result = value


def _get_line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark else 1
