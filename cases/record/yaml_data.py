"""YAML as plain data, by the 1.2 core rules: `on` is a name, `010` is ten, a date is text.

Works on the parser's events, one by one, so that anchors, tags, second documents and endless
nesting are refused before anything is built from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from cases.record.limits import LIMITS
from cases.record.plain import FORBIDDEN, character_faults, mapping, refuse, whole_number
from cases.record.problems import InvalidRecord

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
WHOLE = re.compile(r"[-+]?[0-9]+")
REAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
NOT_FINITE = re.compile(r"([-+]?)\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def parse_yaml(text: str) -> Any:
    if FORBIDDEN.search(text):
        raise InvalidRecord(character_faults("", text))
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.YAMLError as error:
        raise _broken(error) from error
    return builder.result


def plain_scalar(text: str) -> Any:
    """What an unquoted scalar means."""
    if text in NULLS:
        return None
    if text in FLAGS:
        return FLAGS[text]
    if WHOLE.fullmatch(text):
        return whole_number(text)
    if REAL.fullmatch(text):
        return float(text)
    if NOT_FINITE.fullmatch(text):
        return float(text.replace(".", ""))
    return text


def _broken(error: yaml.YAMLError) -> InvalidRecord:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    reason = getattr(error, "problem", None) or getattr(error, "context", None) or str(error)
    return refuse("broken_yaml", line=line, column=column, reason=reason)


@dataclass(kw_only=True)
class _Collection:
    is_mapping: bool
    children: list[Any] = field(default_factory=list)

    @property
    def awaits_name(self) -> bool:
        return self.is_mapping and len(self.children) % 2 == 0

    def close(self) -> Any:
        if not self.is_mapping:
            return self.children
        return mapping(list(zip(self.children[::2], self.children[1::2], strict=True)))


class _Builder:
    """Builds plain data from the parser's events, refusing on the way."""

    def __init__(self) -> None:
        self.result: Any = None
        self._open: list[_Collection] = []
        self._documents = 0
        self._values = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.NodeEvent):
            self._guard(event)
        if isinstance(event, yaml.ScalarEvent):
            self._add(event.value if self._reads_text(event) else plain_scalar(event.value))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._add(self._open.pop().close())
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise refuse("several_documents", line=_line(event))

    def _guard(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            raise refuse("alias", line=_line(event))
        if getattr(event, "tag", None) not in (None, "!"):
            raise refuse("tag", line=_line(event))
        self._values += 1
        if self._values > LIMITS.values:
            raise refuse("too_many_values", limit=LIMITS.values)

    def _reads_text(self, event: yaml.ScalarEvent) -> bool:
        plain: bool = event.implicit[0]
        return not plain or bool(self._open and self._open[-1].awaits_name)

    def _begin(self, event: yaml.Event) -> None:
        if self._open and self._open[-1].awaits_name:
            raise refuse("key_not_text", line=_line(event))
        if len(self._open) >= LIMITS.depth:
            raise refuse("too_deep", limit=LIMITS.depth)
        self._open.append(_Collection(is_mapping=isinstance(event, yaml.MappingStartEvent)))

    def _add(self, value: Any) -> None:
        if self._open:
            self._open[-1].children.append(value)
        else:
            self.result = value


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark else 1
