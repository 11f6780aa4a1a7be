"""The output of `git log`: commits with author, time, co-authors and changed lines.

All built-in forms are read (git-log, PRETTY FORMATS), with or without a graph, colours, statistics
or diffs. Message lines are indented by four spaces, so no message can pass for a header. Numbers of
lines stand in the log only where it was asked for them; else they are None, and a problem says how
to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from assessments.intake.code_history.authors import (
    identify_tool,
    list_co_authors,
    list_tools,
    parse_person,
)
from assessments.intake.code_history.numbers import FileNumbers
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, over_limit, problem
from assessments.intake.core.report import Edit, Extracted, StatedTime

# `commit <id>`, perhaps shortened, and behind it the parents, a mark or the names that point to it.
COMMIT = re.compile(r"commit ([0-9a-f]{7,64})(?: [0-9a-f]{7,64})*+ ?(?:\(.*\))?")
# A line of `git blame`, which has a line of the file behind who changed it last, when, its number.
BLAMED = (
    r"\^?[0-9a-f]{7,64} (?:(?:[^()\n]{1,300} )?\((?=[^()\n]{1,250} \d{1,7}\))[^()\n]{0,200}?"
    r"(?:\d{4}-\d{2}-\d{2}|\d:\d{2} \d{4}|\d{9,11}) .{0,700}| {0,9}\d{1,7}\).{0,500})"
)
# A reflog (`HEAD@{0}: …`), a blamed line, a reference, the type of an object or the mark of a check
# sum of a binary file stands behind an id that is listed for another purpose than a log.
LISTED_OTHERWISE = (
    rf"(?!{BLAMED})(?!\S+ (?:refs/\S+|(?:blob|tree|commit|tag)(?: \d{{1,15}})?|\*\S.*)\Z)"
)
ONE_LINE = re.compile(
    rf"{LISTED_OTHERWISE}([0-9a-f]{{7,64}}) (?:\([^()]{{1,300}}\) )?+"
    r"(?!\S{1,200}@\{[^}\n]{1,60}\}: )(\S.*)"
)
# git-log, --graph: before a commit a star among lines; before its other lines as much room.
GRAPH = re.compile(r"[|/\\_.* -]{0,60}?\*[|/\\_.* -]{0,60}?(?=commit [0-9a-f]{7}|[0-9a-f]{7,64} )")
EDGES = frozenset("|/\\_.* -")
COLOURS = re.compile(r"\x1b\[[0-9;]{0,20}[mK]")
# git-log, --date: default, rfc, short, iso, iso-strict, raw and unix.
DATES = (
    "%a %b %d %H:%M:%S %Y %z",
    "%a %b %d %H:%M:%S %Y",
    "%a, %d %b %Y %H:%M:%S %z",
    "%Y-%m-%d %H:%M:%S %z",
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
RAW_DATE = re.compile(r"(?:@)?(\d{9,11})(?: ([+-])(\d{2})(\d{2}))?")
COMMITTER = "Commit:"
COMMITTED = "CommitDate:"
RAW_PERSON = re.compile(r"(author|committer) (.{0,300}<[^<>]{0,300}>) (\d{9,11} [+-]\d{4})")
AUTHORS = ("Author:",)
TIMES = ("AuthorDate:", "Date:")
MEDIA_TYPE = "text/x-git-log"
MAX_BEFORE = 20  # lines before the first commit, such as the command that was typed
MAX_SEARCHED = 16 * limits.KIB
MIN_ONE_LINE = 2


@dataclass(kw_only=True)
class Commit:
    """One commit as its lines are read."""

    id: str | None
    author: str | None = None
    address: str | None = None
    at: str | None = None
    date: str | None = None  # as written, where it is no date of the calendar
    committer: str | None = None  # where the log names who committed, and when, apart
    committed: str | None = None
    merge: bool = False
    parents: int = 0
    message: list[str] = field(default_factory=list)
    numbers: FileNumbers = field(default_factory=FileNumbers)


def detect(text: str) -> bool:
    """Return whether the text begins as the output of `git log`."""
    lines = list(_clean_lines(text[:MAX_SEARCHED]))
    first = next((at for at, line in enumerate(lines[:MAX_BEFORE]) if COMMIT.fullmatch(line)), None)
    if first is not None and any(_is_header(line) for line in lines[first + 1 : first + 7]):
        return True
    return _is_one_line_log(lines[:-1] if len(text) > MAX_SEARCHED else lines)


def _is_header(line: str) -> bool:
    return line.startswith((*AUTHORS, "author ")) or RAW_PERSON.fullmatch(line) is not None


def _is_one_line_log(lines: list[str]) -> bool:
    """Return whether every line is `<id> <subject>`, apart from statistics below it."""
    heads = 0
    numbers = FileNumbers()
    for line in lines:
        if ONE_LINE.fullmatch(line) and any(mark.isdigit() for mark in line.partition(" ")[0]):
            heads, numbers = heads + 1, FileNumbers()
        elif line.strip() and not (heads and numbers.read_line(line)):
            return False
    return heads >= MIN_ONE_LINE


def read(text: str, *, complete: bool = False) -> Extracted:
    """Read the commits, at most `limits.EDITS` of them, newest first as the log has them.

    `complete` is true of a log that git wrote here: then a commit without figures among others with
    them changed nothing, unless it is a merge, of which git shows nothing by itself. In a text they
    may have been cut off.
    """
    commits: list[Commit] = []
    problems: tuple[Problem, ...] = ()
    for commit in _split_commits(text):
        if len(commits) >= limits.EDITS.value:
            problems = (over_limit(limits.EDITS),)
            break
        commits.append(commit)
    if complete and any(commit.numbers.files for commit in commits):
        for commit in commits:
            if not (commit.numbers.files or commit.merge):
                commit.numbers.sums = (0, 0)
    return build_history(commits, problems, MEDIA_TYPE)


def build_history(
    commits: list[Commit], problems: tuple[Problem, ...], media_type: str
) -> Extracted:
    """Build the report on commits: an edit for each, and what their source leaves open."""
    edits = tuple(map(build_edit, commits))
    return Extracted(
        media_type=media_type,
        edits=edits,
        times=_collect_times(edits),
        problems=(*problems, *_list_gaps(commits)),
        extra={"commits": len(edits), "authors": sorted({e.author for e in edits if e.author})},
        confidence="stated",
    )


def _list_gaps(commits: list[Commit]) -> Iterator[Problem]:
    """Yield the problems that say what the log does not."""
    uncounted = sum(
        not commit.numbers.each_file_counted
        for commit in commits
        if commit.numbers.files or commit.numbers.sums != (0, 0) and not commit.merge
    )
    if uncounted:
        yield problem("git_numbers_missing", count=uncounted)
    if nameless := sum(commit.author is None for commit in commits):
        yield problem("git_authors_missing", count=nameless)
    if undated := sum(commit.author is not None and commit.at is None for commit in commits):
        yield problem("git_times_missing", count=undated)


def _clean_lines(text: str) -> Iterator[str]:
    """Yield the lines without colours and without the graph drawn before them."""
    width = 0
    for line in COLOURS.sub("", text).splitlines():
        if match := GRAPH.match(line):
            width = match.end()
            yield line[width:]
        elif width and EDGES.issuperset(line[:width]):
            yield line[width:]
        else:
            yield line


def _split_commits(text: str) -> Iterator[Commit]:
    lines = list(_clean_lines(text))
    one_line = not any(COMMIT.fullmatch(line) for line in lines[:MAX_BEFORE])
    commit: Commit | None = None
    for line in lines:
        head = ONE_LINE.fullmatch(line) if one_line else COMMIT.fullmatch(line)
        if head:
            if commit:
                yield commit
            commit = Commit(id=head[1], message=[head[2]] if one_line else [])
        elif commit:
            _read_line(commit, line)
    if commit:
        yield commit


def _read_line(commit: Commit, line: str) -> None:
    if line.startswith("    ") and not commit.numbers.in_diff:
        commit.message.append(line[4:])
    elif not commit.message and _read_header(commit, line):
        return
    else:
        commit.numbers.read_line(line)


def _read_header(commit: Commit, line: str) -> bool:
    match = RAW_PERSON.fullmatch(line)
    if match and match[1] == "author":
        commit.author, commit.address = parse_person(match[2])
        commit.at = parse_date(match[3])
    elif match:
        commit.committer, commit.committed = parse_person(match[2])[0], parse_date(match[3])
    elif line.startswith(AUTHORS):
        commit.author, commit.address = parse_person(line[_length(line, AUTHORS) :])
    elif line.startswith(TIMES):
        written = line[_length(line, TIMES) :].strip()
        commit.at = parse_date(written)
        commit.date = None if commit.at else written[:100] or None
    elif line.startswith(COMMITTED):
        commit.committed = parse_date(line[len(COMMITTED) :].strip())
    elif line.startswith(COMMITTER):
        commit.committer = parse_person(line[len(COMMITTER) :])[0]
    elif line.startswith("Merge:"):
        commit.merge = True
    elif line.startswith("parent "):
        commit.parents += 1
        commit.merge = commit.parents > 1
    else:
        return False
    return True


def _length(line: str, prefixes: Iterable[str]) -> int:
    return max(len(prefix) for prefix in prefixes if line.startswith(prefix))


def parse_date(text: str) -> str | None:
    """Return ISO 8601 with the author's offset; None for what is no date, such as `2 days ago`."""
    for form in DATES:
        try:
            return datetime.strptime(text, form).isoformat()
        except ValueError:
            continue
    if match := RAW_DATE.fullmatch(text):
        return _from_seconds(int(match[1]), match[2], match[3], match[4])
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return text if DAY.fullmatch(text) else moment.isoformat()


def _from_seconds(seconds: int, sign: str | None, hours: str | None, minutes: str | None) -> str:
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    zone = timezone(-offset if sign == "-" else offset) if offset < timedelta(days=1) else UTC
    return datetime.fromtimestamp(seconds, tz=zone).isoformat()


def build_edit(commit: Commit) -> Edit:
    """Build the edit of a commit; a number of lines that its source does not state is None."""
    numbers = commit.numbers
    co_authors = list(list_co_authors(commit.message))
    own = identify_tool(f"{commit.author} {commit.address}")
    extra: dict[str, Any] = {
        "commit": commit.id,
        "address": commit.address,
        "added": numbers.added,
        "removed": numbers.removed,
        "files": numbers.files,
        "co_authors": co_authors,
        "tools": list_tools([own, *(co_author["tool"] for co_author in co_authors)]),
    }
    if own:
        extra["author_tool"] = own
    if commit.date:
        extra["date"] = commit.date
    if commit.merge:
        extra["merge"] = True
    if commit.committer:
        extra["committer"] = commit.committer
    if commit.committed:
        extra["committed"] = commit.committed
    return Edit(
        author=commit.author,
        at=commit.at,
        kind="commit",
        text="\n".join(commit.message).strip(),
        amount=numbers.total,
        extra=extra,
    )


def _collect_times(edits: tuple[Edit, ...]) -> tuple[StatedTime, ...]:
    """Return the times of the last and of the first commit of the log, which has the newest first.

    A patch series has the oldest first, so the two are put in order where both are dates.
    """
    dated = [edit for edit in edits if edit.at]
    ends = dated[:1] if len(dated) < 2 else sorted((dated[-1], dated[0]), key=_moment)
    return tuple(time for edit in ends for time in _times_of(edit))


def _times_of(edit: Edit) -> Iterator[StatedTime]:
    """Yield when the change was made, and when it was committed, where the log keeps them apart."""
    source, committed = _source_of(edit), edit.extra.get("committed")
    if committed:
        yield StatedTime(what="edited", value=edit.at or "", source=f"{source} AuthorDate")
    yield StatedTime(what="committed", value=committed or edit.at or "", source=source)


def _source_of(edit: Edit) -> str:
    return f"commit {str(edit.extra['commit'] or '')[:12]}".strip()


def _moment(edit: Edit) -> float:
    try:
        return datetime.fromisoformat(edit.at or "").timestamp()
    except (ValueError, OverflowError):
        return 0.0
