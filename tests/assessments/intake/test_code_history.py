"""Histories of code: commits and co-authors from a log; bundles through git in its cage."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from assessments.intake import FileReport, read
from assessments.intake.sandbox import read_in_child

LOG = """commit 0123456789012345678901234567890123456789 (HEAD -> main)
Author: 张三 <z@example.com>
Date:   Thu Jan 1 10:00:00 2026 +0800

    Draw the map

    commit ffffffffffffffffffffffffffffffffffffffff
    Author: nobody <n@example.com>
    Co-authored-by: Claude <noreply@anthropic.com>
    Co-Authored-By: 李四 <l@example.com>

10\t2\tmap.py
-\t-\tmap.png

commit 1123456789012345678901234567890123456789
Merge: aaa bbb
Author: copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>
Date:   2025-12-31T09:00:00+00:00

    Merge
"""
ENVIRONMENT = {
    "PATH": os.environ.get("PATH", os.defpath),
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "张三",
    "GIT_AUTHOR_EMAIL": "z@example.com",
    "GIT_AUTHOR_DATE": "2026-01-01T10:00:00+08:00",
    "GIT_COMMITTER_NAME": "c",
    "GIT_COMMITTER_EMAIL": "c@example.com",
}
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def codes(reading: FileReport) -> set[str]:
    return {problem.code for problem in reading.problems}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, env=ENVIRONMENT, check=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    for text in ("one\n", "one\ntwo\n"):
        (tmp_path / "a.txt").write_text(text)
        (tmp_path / ".gitattributes").write_text("*.txt diff=evil filter=evil\n")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--quiet", "-m", "Change a\n\nCo-authored-by: aider (x) <a@b.c>")
    return tmp_path


def test_a_log_gives_commits_with_lines_and_co_authors() -> None:
    reading = read(LOG.encode())
    first, second = reading.edits
    assert (first.kind, first.author, first.at) == ("commit", "张三", "2026-01-01T10:00:00+08:00")
    assert first.amount == 12
    assert [co_author["name"] for co_author in first.extra["co_authors"]] == ["Claude", "李四"]
    assert first.extra["tools"] == ["Claude"]
    assert (second.extra["tools"], second.extra["merge"]) == (["GitHub Copilot"], True)


def test_an_indented_message_cannot_pose_as_a_commit() -> None:
    reading = read(LOG.encode())
    assert reading.extra["commits"] == 2
    assert "nobody" not in reading.extra["authors"]


def test_a_text_about_commits_is_no_log() -> None:
    assert read(b"commit to it\nAuthor: me\n").edits == ()


@pytest.mark.parametrize(
    ("line", "tools"),
    [
        ("Co-authored-by: Claude Opus 4.5 <c@example.com>", ["Claude"]),
        ("🤖 Generated with [Claude Code](https://claude.com/claude-code)", ["Claude Code"]),
        ("Assisted-by: Claude <noreply@anthropic.com>", ["Claude"]),
        ("Co-authored-by: Cursor <cursoragent@cursor.com>", ["Cursor"]),
        ("Co-authored-by: aider (gpt-4o) <noreply@aider.chat>", ["aider"]),
        ("Co-authored-by: Codex <codex@openai.com>", ["OpenAI Codex"]),
        ("Co-authored-by: Claude Monet <claude@example.com>", []),
        ("Co-authored-by: Anna Traeger <a@example.com>", []),
        ("Generated with love", []),
    ],
)
def test_a_tool_is_known_by_its_own_marks_and_a_person_is_no_tool(line, tools):
    log = LOG.replace("    Draw the map", f"    Draw the map\n\n    {line}").partition(
        "\n\ncommit 1"
    )[0]
    without = log.replace("    Co-authored-by: Claude <noreply@anthropic.com>\n", "")
    assert read(without.encode()).edits[0].extra["tools"] == tools


def test_a_model_is_no_second_tool_beside_its_own_program():
    log = LOG.replace("    Draw the map", "    Draw the map\n\n    Generated with Claude Code")
    assert read(log.encode()).edits[0].extra["tools"] == ["Claude Code"]


@needs_git
def test_a_bundle_gives_its_commits(repository: Path) -> None:
    git(repository, "bundle", "create", "--quiet", "all.bundle", "--all")
    reading = read(repository / "all.bundle")
    assert reading.media_type == "application/x-git-bundle"
    assert reading.extra["references"] == ["refs/heads/main", "HEAD"]
    assert [edit.author for edit in reading.edits] == ["张三", "张三"]
    assert [edit.extra["tools"] for edit in reading.edits] == [["aider"], ["aider"]]
    assert [edit.extra["added"] for edit in reading.edits] == [1, 2]
    assert reading.problems == ()


@needs_git
def test_a_bundle_is_read_within_the_bounds_of_the_child_too(repository: Path) -> None:
    git(repository, "bundle", "create", "--quiet", "all.bundle", "--all")
    reading = read_in_child(repository / "all.bundle")
    assert reading["problems"] == [] and reading["edits"]


def test_a_bundle_that_continues_another_history_says_so(repository: Path) -> None:
    git(repository, "bundle", "create", "--quiet", "part.bundle", "main~1..main")
    reading = read(repository / "part.bundle")
    assert (codes(reading), reading.edits) == ({"bundle_partial"}, ())


@needs_git
def test_a_damaged_bundle_ends_in_a_problem(repository: Path) -> None:
    git(repository, "bundle", "create", "--quiet", "all.bundle", "--all")
    data = bytearray((repository / "all.bundle").read_bytes())
    data[-30] ^= 1
    assert codes(read(bytes(data))) == {"bundle_damaged"}
    assert codes(read(b"# v2 git bundle\nno end")) == {"truncated"}


def test_without_git_the_header_alone_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    reading = read(b"# v3 git bundle\n@object-format=sha1\n" + b"a" * 40 + b" refs/x\n\nPACK")
    assert codes(reading) == {"git_missing"}
    assert reading.extra["references"] == ["refs/x"]


def test_a_reference_that_is_an_option_never_reaches_git() -> None:
    reading = read(b"# v2 git bundle\n--output=/tmp/x refs/x\n\nPACK")
    assert reading.extra["references"] == []
