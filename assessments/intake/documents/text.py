"""Plain text and Markdown: text, front matter with the AIGC label, pasted conversations, git logs.

A file is text if its first bytes decode as UTF-8, UTF-16 or GB 18030 and hold no control
characters. This reader is tried last, because text has no signature. The AIGC label is the mapping
`AIGC` of the front matter (TC260-PG-20258A).
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import yaml

from assessments.intake import code_history, conversations
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import Extracted, Raw, StatedTime
from assessments.intake.core.source import Source
from assessments.intake.documents import visible_label
from assessments.intake.provenance.label_texts import LabelTexts

# Fields of JSON and columns of a table in which programs keep prompts and turns.
FIELD = re.compile(r'"([a-z_]{4,20})"\s{0,9}:(?!\s{0,9}"[^"\w]{0,9}")')
WORD_FIELDS = frozenset(
    {"prompt", "prompts", "negative_prompt", "revised_prompt", "completion", "messages"}
    | {"conversation", "user_prompt", "assistant", "sender_type"}
)
# Names before a colon, each in a line of its own, as programs list the settings of a run.
SETTINGS = frozenset({"prompt", "negative prompt", "seed", "sampler", "guidance scale", "steps"})
PAIR = {"question", "answer"}
MIN_SETTINGS = 3
FENCE = "---"
MARKDOWN = ("# ", "## ", "### ", "```")
LISTED = ("- ", "* ", "> ", "1. ", "2. ")
MIN_LISTED = 2
# The head of an edit decision list (CMX 3600), whose comments begin with a star.
CUT_LIST = re.compile(r"FCM: (?:NON-)?DROP FRAME|\d{3,6}  \S+\s+[AVB]\S*\s+[CDWK]")
MAX_HEAD = 20
# Byte order marks (The Unicode Standard, 23.8).
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
ENCODINGS = ("utf-8", "gb18030")
# Tab, line feed, carriage return, form feed, and escape as terminals write it.
ALLOWED = frozenset(b"\t\n\r\f\x1b")
TIMES = {"date": "created", "created": "created", "updated": "modified", "modified": "modified"}


def detect(source: Source) -> bool:
    """Return whether the beginning of the file is text in a supported encoding."""
    head = source.head
    if head[:3] in MARKS or head[:2] in MARKS:
        return True
    if any(byte < 32 and byte not in ALLOWED for byte in head):
        return False
    return any(_is_decodable(head, encoding) for encoding in ENCODINGS)


def _is_decodable(head: bytes, encoding: str) -> bool:
    """Return whether the head decodes; up to three bytes of a cut character are ignored."""
    for cut in range(4):
        try:
            head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def read(source: Source) -> Extracted:
    """Read a text, a conversation or a git log, with the front matter before it."""
    text, problems = decode(source.data())
    if code_history.detect_text(text):
        found = code_history.read_text(text)
        return replace(found, problems=(*problems, *found.problems))
    front, body = _split_front_matter(text)
    media_type = "text/markdown" if front or _is_markdown(body) else "text/plain"
    fields, front_problems = _parse_front_matter(front)
    marks = LabelTexts()
    for key, value in fields.items():
        marks.add_keyed(str(key), _spell_label(value))
    label, label_problems = marks.label()
    found = _read_body(body, media_type)
    return replace(
        found,
        aigc_label=label,
        times=(*_collect_times(fields), *found.times),
        problems=(*problems, *front_problems, *label_problems, *found.problems),
        raw=(Raw(where="front matter", text=front),) if front else (),
        confidence="stated" if label else found.confidence,
    )


def _read_body(body: str, media_type: str) -> Extracted:
    """Read the text behind the front matter, as a conversation where it is one."""
    is_list = _lists_settings(body)
    if not is_list and conversations.detect_text(body):
        return conversations.read_text(body, media_type)
    extra: dict[str, Any] = {"characters": len(body), "text": body[: limits.DOCUMENT_TEXT.value]}
    label = visible_label.find(body)
    if label:
        extra["visible_label"] = label
    suspected = not is_list and conversations.resembles(body)
    problems = [problem("conversation_suspected")] if suspected else []
    fields = [] if problems else _fields_of_words(body)
    if fields:
        problems.append(problem("fields_unread", names=", ".join(fields)))
    if code_history.is_of_git(body):
        problems.append(problem("git_form_unread"))
    return Extracted(
        media_type=media_type,
        extra=extra,
        problems=tuple(problems),
        confidence="stated" if label else "none",
    )


def _fields_of_words(body: str) -> list[str]:
    """Return the fields of a file of data that are named like those of prompts or of turns."""
    head = body[: limits.FRONT_MATTER.value].lstrip()
    if head.startswith(("{", "[")):
        names = FIELD.findall(head)
    else:
        listed = SETTINGS.intersection(_names_of(head))
        if len(listed) >= MIN_SETTINGS:
            return sorted(listed)
        columns = head.partition("\n")[0].split(",")
        names = [name.strip(' "').lower() for name in columns] if len(columns) > 1 else []
    found = WORD_FIELDS.intersection(names)
    return sorted(found | PAIR if set(names) >= PAIR else found)


def _names_of(text: str) -> list[str]:
    """Return what stands before a colon in each of the first lines, in lower case."""
    lines = [line for line in text.splitlines()[:MAX_HEAD] if line.strip()]
    return [line.partition(":")[0].strip().lower().replace("_", " ") for line in lines]


def _lists_settings(text: str) -> bool:
    """Return whether every line is a setting of a run, so that `prompt` and `model` say nothing."""
    lines = [line for line in text.splitlines() if line.strip()]
    named = len(lines) <= MAX_HEAD and all(":" in line for line in lines)
    return named and len(SETTINGS.intersection(_names_of(text))) >= MIN_SETTINGS


def decode(data: bytes) -> tuple[str, list[Problem]]:
    marked = next((name for mark, name in MARKS.items() if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ENCODINGS:
        try:
            return data.decode(encoding).replace("\r\n", "\n"), []
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace"), [problem("encoding_unclear", where="text")]


def _split_front_matter(text: str) -> tuple[str, str]:
    """Split a text into its front matter, between two lines of three hyphens, and the rest."""
    if not text.startswith(FENCE + "\n"):
        return "", text
    end = text.find(f"\n{FENCE}", len(FENCE))
    if end < 0 or end > limits.FRONT_MATTER.value:
        return "", text
    return text[len(FENCE) + 1 : end + 1], text[end + 1 + len(FENCE) :].lstrip("\n")


class _Loader(yaml.SafeLoader):
    """A loader without aliases, with which a few lines expand to millions of values."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


# Every scalar stays text, since a `ProduceID` of digits must not become a number.
_Loader.yaml_implicit_resolvers = {}


def _parse_front_matter(front: str) -> tuple[dict[Any, Any], list[Problem]]:
    if not front:
        return {}, []
    try:
        value = yaml.load(front, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}, [problem("front_matter_damaged")]
    return (value, []) if isinstance(value, dict) else ({}, [])


def _spell_label(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _collect_times(fields: dict[Any, Any]) -> tuple[StatedTime, ...]:
    return tuple(
        StatedTime(what=TIMES[key], value=value, source=f"front matter {key}")
        for key, value in fields.items()
        if key in TIMES and isinstance(value, str) and value
    )


def _is_markdown(text: str) -> bool:
    """Return whether a text has marks of Markdown: one that is its own, or a list of some length.

    A single line may begin with a star or an arrow in a cut list, a mail or a poem, too.
    """
    lines = text[: limits.FRONT_MATTER.value].splitlines()
    if any(CUT_LIST.match(line) for line in lines[:MAX_HEAD]):
        return False
    listed = sum(line.startswith(LISTED) for line in lines)
    return listed >= MIN_LISTED or any(line.startswith(MARKDOWN) for line in lines)
