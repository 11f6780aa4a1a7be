"""The history of source code in texts: the output of `git log`, and patches.

`read_text` takes what people paste or save as text; each commit becomes an edit.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assessments.intake.code_history import log, patch
from assessments.intake.code_history.numbers import FileNumbers
from assessments.intake.core import limits
from assessments.intake.core.report import Extracted

__all__ = ["detect_text", "is_of_git", "read_text"]
# A line of `git shortlog`, by numbers alone or above the first lines of the messages.
COUNTED = re.compile(r"\s{0,6}\d{1,6}\t\S.{0,300}")
NAMED = re.compile(r"\S.{0,300} \((\d{1,6})\):")
# Lines of the reflog, of `git blame`, and of a log whose form was set with signs between its parts.
LISTED = re.compile(
    r"[0-9a-f]{7,64} (?:\([^()]{1,300}\) )?\S{1,200}@\{[^}]{1,60}\}: .{0,500}"
    rf"|{log.BLAMED}"
    r"|[0-9a-f]{7,64} refs/\S{1,300}"
    r"|(?=[0-9a-f]{0,39}\d)[0-9a-f]{7,40} {0,1}[|,;\t].{1,500}"
)
MIN_LISTED, MAX_LINES = 2, 500
# Commits as data: an id, a person and what was written of the change, under the usual names.
IDS = re.compile(
    r'"(?:commit|hash|sha|commit_?hash|id|abbreviated_commit)"\s{0,9}:\s{0,9}"[0-9a-f]{7,64}"'
)
PERSONS = re.compile(r'"(?:author|author_name|committer)"\s{0,9}:')
MESSAGES = re.compile(r'"(?:message|subject|title|commit_message)"\s{0,9}:')
MAX_DATA = 16 * limits.KIB  # searched at the beginning of data


def detect_text(text: str) -> bool:
    """Return whether a text is the output of `git log`, or a patch."""
    return _reader_of(text) is not None


def is_of_git(text: str) -> bool:
    """Return whether a text looks like output of git in a form whose commits are not read."""
    if text.lstrip()[:1] in ("[", "{"):
        return all(mark.search(text[:MAX_DATA]) for mark in (IDS, PERSONS, MESSAGES))
    lines = [line for line in text.splitlines()[:MAX_LINES] if line.strip()]
    if len(lines) >= MIN_LISTED and all(map(LISTED.fullmatch, lines)):
        return True
    return _is_summary(lines) or _is_statistics(lines)


def _is_statistics(lines: list[str]) -> bool:
    """Return whether lines count changes by file and name no commit, as `git diff --stat` does."""
    numbers = FileNumbers()
    counted = all(map(numbers.read_line, lines))
    return counted and bool(numbers.files) and (numbers.sums is not None or _has_counts(numbers))


def _has_counts(numbers: FileNumbers) -> bool:
    """Return whether two files have both of their numbers, as `git diff --numstat` gives them."""
    return len(numbers.files) >= MIN_LISTED and numbers.each_file_counted


def _is_summary(lines: list[str]) -> bool:
    """Return whether lines count commits by author, as `git shortlog` does."""
    if lines and all(map(COUNTED.fullmatch, lines)):
        return any("@" in line and line.endswith(">") for line in lines)
    heads = [match for line in lines if (match := NAMED.fullmatch(line))]
    listed = sum(line.startswith("      ") for line in lines)
    whole = len(heads) + listed == len(lines) and len(lines) < MAX_LINES
    return bool(heads) and whole and listed == sum(int(head[1]) for head in heads)


def read_text(text: str) -> Extracted:
    """Read the commits or the differences of a text for which `detect_text` is true."""
    reader = _reader_of(text)
    return reader(text) if reader else Extracted()


def _reader_of(text: str) -> Callable[[str], Extracted] | None:
    # A log may hold differences, and a mail may quote a log.
    if patch.detect_mail(text):
        return patch.read_mails
    if log.detect(text):
        return log.read
    return patch.read_difference if patch.detect_difference(text) else None
