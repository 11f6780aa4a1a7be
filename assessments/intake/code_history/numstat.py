"""The text of `git log --numstat`: commits with author, time, co-authors, lines added and removed.

Trigger: a first line `commit` with an object id, then `Author:`. Message lines are indented, so no
message can pose as a header. That a co-author is a model is read from a closed list of names and
addresses; a commit without such a trailer is not thereby written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, beyond
from assessments.intake.core.report import Edit, Found, Time

COMMIT = re.compile(r"commit ([0-9a-f]{40}|[0-9a-f]{64})(?: .*)?")
PERSON = re.compile(r"\s*([^<>]*?)\s*(?:<([^<>]*)>)?\s*")
NUMBERS = re.compile(r"(\d{1,12}|-)\t(\d{1,12}|-)\t(.+)")
TRAILERS = ("co-authored-by:", "assisted-by:", "generated-by:")
GENERATED = "generated with"  # Claude Code's line, which is no trailer
# What stands in a name or an address, as a word -> the tool. Claude is a person's name as well, so
# it counts with its address or a model behind it.
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
DATE = "%a %b %d %H:%M:%S %Y %z"  # git's own form
MEDIA_TYPE = "text/x-git-log"


@dataclass(kw_only=True)
class _Commit:
    id: str
    author: str | None = None
    address: str | None = None
    at: str | None = None
    merge: bool = False
    message: list[str] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)


def detect(text: str) -> bool:
    lines = text[:4096].splitlines()
    headed = bool(lines) and COMMIT.fullmatch(lines[0]) is not None
    return headed and any(line.startswith("Author:") for line in lines[1:4])


def read(text: str) -> Found:
    edits: list[Edit] = []
    problems: tuple[Problem, ...] = ()
    for commit in _commits(text):
        if len(edits) >= limits.EDITS.most:
            problems = (beyond(limits.EDITS),)
            break
        edits.append(_edit(commit))
    return Found(
        media_type=MEDIA_TYPE,
        edits=tuple(edits),
        times=_times(edits),
        problems=problems,
        extra={"commits": len(edits), "authors": sorted({e.author for e in edits if e.author})},
        confidence="stated",
    )


def _commits(text: str) -> Iterator[_Commit]:
    commit: _Commit | None = None
    for line in text.splitlines():
        if match := COMMIT.fullmatch(line):
            if commit:
                yield commit
            commit = _Commit(id=match[1])
        elif commit:
            _line(commit, line)
    if commit:
        yield commit


def _line(commit: _Commit, line: str) -> None:
    if line.startswith("    "):
        commit.message.append(line[4:])
    elif line.startswith("Author:"):
        commit.author, commit.address = _person(line.removeprefix("Author:"))
    elif line.startswith(("Date:", "AuthorDate:")):
        commit.at = _date(line.partition(":")[2].strip())
    elif line.startswith("Merge:"):
        commit.merge = True
    elif match := NUMBERS.fullmatch(line):
        added, removed = (None if one == "-" else int(one) for one in match.group(1, 2))
        commit.files.append({"path": match[3], "added": added, "removed": removed})


def _person(text: str) -> tuple[str | None, str | None]:
    match = PERSON.fullmatch(text[:500])
    return (match[1] or None, match[2] or None) if match else (text.strip()[:500] or None, None)


def _date(text: str) -> str | None:
    """ISO 8601 with the author's own offset; a form that git does not write stays as written."""
    try:
        return datetime.strptime(text, DATE).isoformat()
    except ValueError:
        return text or None


def _edit(commit: _Commit) -> Edit:
    added = sum(one["added"] or 0 for one in commit.files)
    removed = sum(one["removed"] or 0 for one in commit.files)
    co_authors = list(_co_authors(commit.message))
    extra: dict[str, Any] = {
        "commit": commit.id,
        "address": commit.address,
        "added": added,
        "removed": removed,
        "files": commit.files,
        "co_authors": co_authors,
        "tools": sorted({one["tool"] for one in co_authors if one["tool"]}),
    }
    if commit.merge:
        extra["merge"] = True
    if tool := _tool(f"{commit.author} {commit.address}"):
        extra["tools"] = sorted({*extra["tools"], tool})
    return Edit(
        author=commit.author,
        at=commit.at,
        kind="commit",
        text="\n".join(commit.message).strip(),
        amount=added + removed,
        extra=extra,
    )


def _co_authors(message: list[str]) -> Iterator[dict[str, str | None]]:
    for line in message:
        start = line.strip().lower()
        trailer = next((one for one in TRAILERS if start.startswith(one)), None)
        if trailer:
            text = line.strip()[len(trailer) :]
            name, address = _person(text)
            yield {"name": name, "address": address, "tool": _tool(text)}
        elif (said := start.lstrip("🤖 ")).startswith(GENERATED) and (tool := _tool(said)):
            yield {"name": tool, "address": None, "tool": tool}


def _tool(person: str) -> str | None:
    lower = person.lower()
    return next((tool for mark, tool in TOOLS if mark.search(lower)), None)


def _times(edits: list[Edit]) -> tuple[Time, ...]:
    """The last and the first commit as the log lists them, newest first."""
    dated = [edit for edit in edits if edit.at]
    ends = dated[:1] if len(dated) < 2 else [dated[-1], dated[0]]
    return tuple(
        Time(what="committed", value=edit.at or "", source=f"commit {edit.extra['commit'][:12]}")
        for edit in ends
    )
