"""Runs as JSON objects: one a line, in a list, or assigned by name in SwarmUI's `metadata.js`.

`all_metadata["name"] = {"sui_image_params": …}` is written by SwarmUI's grids. Of other objects a
run is one that holds a prompt and settings of a generation, and no answer in words: those are
conversations.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from assessments.intake.containers.embedded import Embedded, EmbeddedText, decode_text
from assessments.intake.core.coerce import parse_json, setting_key
from assessments.intake.core.problems import Problem, Rejected, problem
from assessments.intake.core.report import Extracted
from assessments.intake.core.source import Source
from assessments.intake.generators import by_fields, midjourney, swarmui
from assessments.intake.readers.run_logs.run import Log, Run

# A job of Midjourney: the words with their options as they were typed.
JOB = "full_command"
ASSIGNED = b"all_metadata["
_ASSIGNMENT = re.compile(r'all_metadata\["((?:[^"\\]|\\.){0,300})"\]\s{0,8}=\s{0,8}')
# Keys of an answer in words, or of the turns of a conversation.
ANSWERS = frozenset(
    {
        "response",
        "completion",
        "answer",
        "output_text",
        "choices",
        "messages",
        "role",
        "content",
        "chosen",
        "rejected",
        "mapping",
        "chat_messages",
        "conversations",
    }
)
# Without one of these a prompt was put to a program that may have answered in words.
MADE = frozenset(
    {
        *by_fields.SEEDS,
        *by_fields.STEPS,
        *by_fields.SCALES,
        *by_fields.SIZES,
        "width",
        "height",
        "negative_prompt",
        "aspect_ratio",
        "duration",
    }
)
FILES = ("filename", "file_name", "file", "output", "output_file", "image", "path", "image_path")
MARK = "\ufeff"
_DECODER = json.JSONDecoder(strict=False)


def detect(source: Source) -> bool:
    """Return whether the first object of a file is a run."""
    head = source.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(ASSIGNED):
        return True
    # A single object is read with its generator's own reader (`sidecars`).
    lines = head.startswith(b"{") and b"\n" in head.rstrip()
    named = b'rompt"' in head or '提示词"'.encode() in head or JOB.encode() in head
    if not (lines or head.startswith(b"[")) or not named:
        return False
    text = decode_text(source.data()).removeprefix(MARK)
    try:
        if not lines:
            return _is_run(next(_entries_of_list(text), None))
        first = text.lstrip().partition("\n")[0]
        return _is_run(parse_json(first)) and text.lstrip().count("\n") > 0
    except Rejected:
        return False


def _is_run(value: Any) -> bool:
    if isinstance(value, dict) and isinstance(value.get(JOB), str):
        return True
    return (
        isinstance(value, dict)
        and ANSWERS.isdisjoint(value)
        and not MADE.isdisjoint(map(setting_key, value))
        and by_fields.extract(value) is not None
    )


def read(data: bytes) -> Log:
    text = decode_text(data).removeprefix(MARK)
    if text.lstrip().startswith(ASSIGNED.decode()):
        return _read_assigned(text)
    listed = text.lstrip().startswith("[")
    runs: list[Run] = []
    unread = 0
    for entry in _entries_of_list(text) if listed else _entries_of_lines(text):
        stated = _read_entry(entry)
        if stated is None or not isinstance(entry, dict):
            unread += 1
            continue
        file = next((entry[name] for name in FILES if isinstance(entry.get(name), str)), None)
        runs.append(Run(stated=stated, file=file))
    problems = (problem("runs_unread", count=unread),) if unread else ()
    return Log(media_type="application/json", runs=runs, problems=problems)


def _read_entry(entry: Any) -> Extracted | None:
    if not isinstance(entry, dict):
        return None
    return midjourney.read_job(entry) or by_fields.extract(entry)


def _entries_of_list(text: str) -> Iterator[Any]:
    value = parse_json(text)
    yield from value if isinstance(value, list) else ()


def _entries_of_lines(text: str) -> Iterator[Any]:
    for line in text.splitlines():
        if line.strip():
            yield parse_json(line)


def _read_assigned(text: str) -> Log:
    runs: list[Run] = []
    problems: list[Problem] = []
    at = 0
    while found := _ASSIGNMENT.search(text, at):
        try:
            value, at = _DECODER.raw_decode(text, found.end())
        except (ValueError, RecursionError):
            problems.append(problem("json_damaged", where=f"all_metadata {found[1]}"))
            at = found.end()
            continue
        stated = _read_swarm(value)
        if stated:
            runs.append(Run(stated=stated, file=found[1]))
    return Log(
        media_type="text/javascript",
        program=swarmui.NAME if runs else None,
        runs=runs,
        problems=tuple(problems),
    )


def _read_swarm(value: Any) -> Extracted | None:
    if not isinstance(value, dict):
        return None
    text = EmbeddedText(key="parameters", text=json.dumps(value), where="metadata.js")
    return swarmui.read(Embedded(media_type="text/javascript", texts=(text,)))
