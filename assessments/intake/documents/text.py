"""Plain text and Markdown: the text, front matter with the AIGC label, a pasted conversation.

Trigger: bytes that are text in UTF-8, UTF-16 or GB 18030 and hold no control characters; asked
last, because text has no mark of its own. The label is the mapping `AIGC` of the front matter
(TC260-PG-20258A).
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import yaml

from assessments.intake import conversations
from assessments.intake.code_history import numstat
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import Found, Raw, Time
from assessments.intake.core.source import Source
from assessments.intake.provenance.marks import Marks

FENCE = "---"
MARKDOWN = ("# ", "## ", "### ", "- ", "* ", "> ", "```", "1. ")
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
ENCODINGS = ("utf-8", "gb18030")
ALLOWED = frozenset(b"\t\n\r\f\x1b")
TIMES = {"date": "created", "created": "created", "updated": "modified", "modified": "modified"}


def detect(source: Source) -> bool:
    head = source.head
    if head[:3] in MARKS or head[:2] in MARKS:
        return True
    if any(byte < 32 and byte not in ALLOWED for byte in head):
        return False
    return any(_decodes(head, encoding) for encoding in ENCODINGS)


def _decodes(head: bytes, encoding: str) -> bool:
    """The head may end within a character."""
    for cut in range(4):
        try:
            head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def read(source: Source) -> Found:
    text, problems = _decoded(source.data())
    if numstat.detect(text):
        return numstat.read(text)
    front, body = _front_matter(text)
    media_type = "text/markdown" if front or _is_markdown(body) else "text/plain"
    fields, front_problems = _fields(front)
    marks = Marks()
    for key, value in fields.items():
        marks.offer(str(key), _label_text(value))
    label, label_problems = marks.label()
    found = _told(body, media_type)
    return replace(
        found,
        aigc_label=label,
        times=(*_times(fields), *found.times),
        problems=(*problems, *front_problems, *label_problems, *found.problems),
        raw=(Raw(where="front matter", text=front),) if front else (),
        confidence="stated" if label else found.confidence,
    )


def _told(body: str, media_type: str) -> Found:
    """A conversation, or a text that is none."""
    if conversations.detect_text(body):
        return conversations.read_text(body, media_type)
    extra = {"characters": len(body), "text": body[: limits.DOCUMENT_TEXT.most]}
    return Found(media_type=media_type, extra=extra)


def _decoded(data: bytes) -> tuple[str, list[Problem]]:
    marked = next((name for mark, name in MARKS.items() if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ENCODINGS:
        try:
            return data.decode(encoding).replace("\r\n", "\n"), []
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace"), [problem("encoding_unclear", where="text")]


def _front_matter(text: str) -> tuple[str, str]:
    """What stands between the first two lines of three hyphens, and the rest."""
    if not text.startswith(FENCE + "\n"):
        return "", text
    end = text.find(f"\n{FENCE}", len(FENCE))
    if end < 0 or end > limits.FRONT_MATTER.most:
        return "", text
    return text[len(FENCE) + 1 : end + 1], text[end + 1 + len(FENCE) :].lstrip("\n")


class _Loader(yaml.SafeLoader):
    """Plain values; no aliases, which a few lines could multiply into millions of values."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


# Every value stays the text it is written as: a ProduceID of digits is no number.
_Loader.yaml_implicit_resolvers = {}


def _fields(front: str) -> tuple[dict[Any, Any], list[Problem]]:
    if not front:
        return {}, []
    try:
        value = yaml.load(front, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}, [problem("front_matter_damaged")]
    return (value, []) if isinstance(value, dict) else ({}, [])


def _label_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _times(fields: dict[Any, Any]) -> tuple[Time, ...]:
    return tuple(
        Time(what=TIMES[key], value=value, source=f"front matter {key}")
        for key, value in fields.items()
        if key in TIMES and isinstance(value, str) and value
    )


def _is_markdown(text: str) -> bool:
    return any(line.startswith(MARKDOWN) for line in text[: limits.FRONT_MATTER.most].splitlines())
