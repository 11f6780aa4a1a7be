"""Output of `git log --numstat`: commits with author, time, co-authors and changed lines.

Message lines are indented by four spaces, so no message can pass for a header. A co-author is
taken for a model only by a closed list of names and addresses; a commit without such a trailer
need not have been written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, over_limit
from assessments.intake.core.report import Edit, Extracted, StatedTime

# git-log, "medium" format: `commit <id>`, `Merge:`, `Author:`, `Date:`, then the indented message.
COMMIT = re.compile(r"commit ([0-9a-f]{40}|[0-9a-f]{64})(?: .*)?")
PERSON = re.compile(r"\s*([^<>]*?)\s*(?:<([^<>]*)>)?\s*")
# git-diff, --numstat: lines added, lines deleted, path; `-` stands for a binary file.
NUMBERS = re.compile(r"(\d{1,12}|-)\t(\d{1,12}|-)\t(.+)")
# git-interpret-trailers: `<token>: <value>` lines at the end of a message.
TRAILERS = ("co-authored-by:", "assisted-by:", "generated-by:")
GENERATED = "generated with"  # a line that Claude Code writes outside the trailers
# Expression that occurs as a word in a name or an address -> tool. Claude is a given name as well,
# so it counts only with its address or with a model behind it.
MODELS = {
    "claude code": "Claude Code",
    r"noreply@anthropic\.com": "Claude Code",
    r"claude (?:opus|sonnet|haiku|\d)": "Claude",
    "copilot": "GitHub Copilot",
    r"cursoragent@\S{1,80}": "Cursor",
    "cursor agent": "Cursor",
    "aider": "aider",
    "devin-ai": "Devin",
    r"[\w.+-]{1,60}@openai\.com": "OpenAI Codex",
    "chatgpt": "ChatGPT",
    "codex": "OpenAI Codex",
    "gemini": "Gemini",
    "google-labs-jules": "Jules",
    r"amp@ampcode\.com": "Amp",
    "openhands": "OpenHands",
    "windsurf": "Windsurf",
    "codeium": "Windsurf",
    "qwen": "Qwen",
    "deepseek": "DeepSeek",
    "trae": "Trae",
}
TOOLS = [(re.compile(rf"(?<![a-z]){mark}(?![a-z])"), tool) for mark, tool in MODELS.items()]
DATE = "%a %b %d %H:%M:%S %Y %z"  # git-log, --date=default
MEDIA_TYPE = "text/x-git-log"


@dataclass(kw_only=True)
class _Commit:
    """One commit as its lines are read."""

    id: str
    author: str | None = None
    address: str | None = None
    at: str | None = None
    merge: bool = False
    message: list[str] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)


def detect(text: str) -> bool:
    """Return whether the text begins as the output of `git log`."""
    lines = text[:4096].splitlines()
    headed = bool(lines) and COMMIT.fullmatch(lines[0]) is not None
    return headed and any(line.startswith("Author:") for line in lines[1:4])


def read(text: str) -> Extracted:
    """Read the commits, at most `limits.EDITS` of them, newest first as the log has them."""
    edits: list[Edit] = []
    problems: tuple[Problem, ...] = ()
    for commit in _split_commits(text):
        if len(edits) >= limits.EDITS.value:
            problems = (over_limit(limits.EDITS),)
            break
        edits.append(_build_edit(commit))
    return Extracted(
        media_type=MEDIA_TYPE,
        edits=tuple(edits),
        times=_collect_times(edits),
        problems=problems,
        extra={"commits": len(edits), "authors": sorted({e.author for e in edits if e.author})},
        confidence="stated",
    )


def _split_commits(text: str) -> Iterator[_Commit]:
    commit: _Commit | None = None
    for line in text.splitlines():
        if match := COMMIT.fullmatch(line):
            if commit:
                yield commit
            commit = _Commit(id=match[1])
        elif commit:
            _read_line(commit, line)
    if commit:
        yield commit


def _read_line(commit: _Commit, line: str) -> None:
    if line.startswith("    "):
        commit.message.append(line[4:])
    elif line.startswith("Author:"):
        commit.author, commit.address = _parse_person(line.removeprefix("Author:"))
    elif line.startswith(("Date:", "AuthorDate:")):
        commit.at = _parse_date(line.partition(":")[2].strip())
    elif line.startswith("Merge:"):
        commit.merge = True
    elif match := NUMBERS.fullmatch(line):
        added, removed = (None if count == "-" else int(count) for count in match.group(1, 2))
        commit.files.append({"path": match[3], "added": added, "removed": removed})


def _parse_person(text: str) -> tuple[str | None, str | None]:
    match = PERSON.fullmatch(text[:500])
    return (match[1] or None, match[2] or None) if match else (text.strip()[:500] or None, None)


def _parse_date(text: str) -> str | None:
    """Return ISO 8601 with the author's offset; an unknown form is returned as it is."""
    try:
        return datetime.strptime(text, DATE).isoformat()
    except ValueError:
        return text or None


def _build_edit(commit: _Commit) -> Edit:
    added = sum(file["added"] or 0 for file in commit.files)
    removed = sum(file["removed"] or 0 for file in commit.files)
    co_authors = list(_list_co_authors(commit.message))
    extra: dict[str, Any] = {
        "commit": commit.id,
        "address": commit.address,
        "added": added,
        "removed": removed,
        "files": commit.files,
        "co_authors": co_authors,
        "tools": sorted({co_author["tool"] for co_author in co_authors if co_author["tool"]}),
    }
    if commit.merge:
        extra["merge"] = True
    if tool := _identify_tool(f"{commit.author} {commit.address}"):
        extra["tools"] = sorted({*extra["tools"], tool})
    return Edit(
        author=commit.author,
        at=commit.at,
        kind="commit",
        text="\n".join(commit.message).strip(),
        amount=added + removed,
        extra=extra,
    )


def _list_co_authors(message: list[str]) -> Iterator[dict[str, str | None]]:
    for line in message:
        start = line.strip().lower()
        trailer = next((prefix for prefix in TRAILERS if start.startswith(prefix)), None)
        if trailer:
            text = line.strip()[len(trailer) :]
            name, address = _parse_person(text)
            yield {"name": name, "address": address, "tool": _identify_tool(text)}
        elif (credit := start.lstrip("🤖 ")).startswith(GENERATED) and (
            tool := _identify_tool(credit)
        ):
            yield {"name": tool, "address": None, "tool": tool}


def _identify_tool(person: str) -> str | None:
    lower = person.lower()
    return next((tool for mark, tool in TOOLS if mark.search(lower)), None)


def _collect_times(edits: list[Edit]) -> tuple[StatedTime, ...]:
    """Return the times of the oldest and of the newest commit; the log lists the newest first."""
    dated = [edit for edit in edits if edit.at]
    ends = dated[:1] if len(dated) < 2 else [dated[-1], dated[0]]
    return tuple(
        StatedTime(
            what="committed", value=edit.at or "", source=f"commit {edit.extra['commit'][:12]}"
        )
        for edit in ends
    )
