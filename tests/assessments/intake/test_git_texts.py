"""What people paste of git: logs in every form, with and without numbers, and patches."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from assessments.intake import FileReport, read

CASES = Path("tests/resources/evidence-cases")
ENVIRONMENT = {
    "PATH": os.environ.get("PATH", os.defpath),
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "张三",
    "GIT_AUTHOR_EMAIL": "z@example.com",
    "GIT_AUTHOR_DATE": "2026-01-01T10:00:00+08:00",
    "GIT_COMMITTER_NAME": "c",
    "GIT_COMMITTER_EMAIL": "c@example.com",
    "GIT_COMMITTER_DATE": "2026-01-01T10:00:00+08:00",
}
CREDIT = "Co-Authored-By: Claude <noreply@anthropic.com>"
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five commits: two lines; a change with a binary file; on a branch one line; the merge; none.

    The change holds lines that look like the end of a mail and the head of a difference.
    """
    folder = tmp_path_factory.mktemp("repository")

    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=folder, env=ENVIRONMENT, check=True)

    def commit(message: str, **files: bytes) -> None:
        for name, content in files.items():
            (folder / name).write_bytes(content)
        git("add", ".")
        git("commit", "--quiet", "--allow-empty", "-m", message)

    git("init", "--quiet", "--initial-branch=main")
    commit("One\n\nwhy | not - x", a=b"a\nb\n")
    commit(f"Two\n\n{CREDIT}", a=b"a\nc\n-- \n--- q\n", b=b"\0\1")
    git("checkout", "--quiet", "-b", "side", "HEAD~1")
    commit("支线", z=b"z\n")
    git("checkout", "--quiet", "main")
    git("merge", "--quiet", "--no-ff", "side", "-m", "Merge")
    commit("Empty")
    return folder


def output(folder: Path, *arguments: str) -> bytes:
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, check=True, capture_output=True)
    return done.stdout


def amounts(reading: FileReport) -> dict[str, int | None]:
    return {(edit.text or "").partition("\n")[0]: edit.amount for edit in reading.edits}


def codes(reading: FileReport) -> list[str]:
    return [problem.code for problem in reading.problems]


NONE = {"Empty": None, "Merge": None, "Two": None, "支线": None, "One": None}
# Of a commit without figures a text does not say whether it has none or lost them.
COUNTED = {"Empty": None, "Merge": None, "Two": 4, "支线": 1, "One": 2}


@pytest.mark.parametrize(
    ("form", "graph"),
    [
        ("medium", ()),
        ("fuller", ()),
        ("raw", ()),
        ("short", ()),
        ("medium", ("--graph",)),
        ("full", ("--graph", "--color=always")),
    ],
)
@pytest.mark.parametrize(
    ("numbers", "expected", "problems"),
    [
        ((), NONE, ["git_numbers_missing"]),
        (("--name-only",), NONE, ["git_numbers_missing"]),
        (("--name-status",), NONE, ["git_numbers_missing"]),
        (("--raw",), NONE, ["git_numbers_missing"]),
        (("--stat",), COUNTED, ["git_numbers_missing"]),
        (("--shortstat",), COUNTED, ["git_numbers_missing"]),
        (("--numstat",), COUNTED, ["git_numbers_missing"]),
        (("--patch",), COUNTED, ["git_numbers_missing"]),
        (("--stat", "--patch"), COUNTED, ["git_numbers_missing"]),
    ],
)
def test_a_log_states_lines_only_where_it_has_them(
    repository, graph, form, numbers, expected, problems
):
    reading = read(output(repository, "log", f"--pretty={form}", *graph, *numbers))
    assert amounts(reading) == expected
    undated = ["git_times_missing"] if form in ("short", "full") else []
    assert codes(reading) == [*problems, *undated]
    assert {edit.author for edit in reading.edits} == {"张三"}
    two = next(edit for edit in reading.edits if (edit.text or "").startswith("Two"))
    assert two.extra["tools"] == ([] if form == "short" else ["Claude"])


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("default", "2026-01-01T10:00:00+08:00"),
        ("iso", "2026-01-01T10:00:00+08:00"),
        ("iso-strict", "2026-01-01T10:00:00+08:00"),
        ("rfc", "2026-01-01T10:00:00+08:00"),
        ("raw", "2026-01-01T10:00:00+08:00"),
        ("unix", "2026-01-01T02:00:00+00:00"),
        ("short", "2026-01-01"),
        ("relative", None),
    ],
)
def test_a_date_is_one_of_the_calendar_or_none(repository, date, at):
    reading = read(output(repository, "log", f"--date={date}"))
    assert {edit.at for edit in reading.edits} == {at}
    assert len(reading.times) == (0 if at is None else 2)
    assert ("git_times_missing" in codes(reading)) == (at is None)


def test_a_log_of_single_lines_names_no_authors_and_says_so(repository):
    for more in ((), ("--graph",), ("--decorate",)):
        reading = read(output(repository, "log", "--oneline", *more))
        assert amounts(reading) == NONE
        assert codes(reading) == ["git_numbers_missing", "git_authors_missing"]
        assert {(edit.author, edit.at) for edit in reading.edits} == {(None, None)}


def test_what_was_typed_before_a_log_does_not_hide_it(repository):
    reading = read(b"$ git log --stat\n" + output(repository, "log", "--stat"))
    assert amounts(reading) == COUNTED


def test_a_series_of_patches_gives_every_mail_with_its_own_numbers(repository):
    reading = read(output(repository, "format-patch", "--root", "--stdout", "main"))
    assert amounts(reading) == {"One": 2, "Two": 4, "支线": 1}
    assert codes(reading) == []
    two = next(edit for edit in reading.edits if (edit.text or "").startswith("Two"))
    assert (two.at, two.extra["tools"]) == ("2026-01-01T10:00:00+08:00", ["Claude"])
    assert two.extra["files"] == [
        {"path": "a", "added": 3, "removed": 1},
        {"path": "b", "added": None, "removed": None, "binary": True},
    ]


def test_a_bare_difference_names_nobody_and_says_so(repository):
    for prefix in ((), ("--no-prefix",)):
        reading = read(output(repository, "diff", *prefix, "main~3", "main~2"))
        assert {(edit.author, edit.at) for edit in reading.edits} == {(None, None)}
        assert [(edit.extra["path"], edit.amount) for edit in reading.edits] == [
            ("a", 4),
            ("b", None),
        ]
        assert codes(reading) == ["difference_nameless"]


def test_the_cases_of_people_are_read():
    log = read(CASES / "git-log-stat.txt")
    assert [edit.amount for edit in log.edits] == [40, 12, 2, 8]
    assert codes(log) == ["git_numbers_missing"]
    (patch,) = read(CASES / "0001-lantern.patch").edits
    assert (patch.author, patch.extra["added"], patch.extra["tools"]) == (
        "Li Mei",
        2,
        ["Claude"],
    )


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ('"aider (gpt-5)" <a@e.com>', "aider (gpt-5)"),
        ('"Li, Hua \\"Sky\\"" <l@e.com>', 'Li, Hua "Sky"'),
        ("Li Hua <l@e.com>", "Li Hua"),
    ],
)
def test_a_name_that_the_mail_quotes_is_the_name_without_its_quotes(sender, name):
    text = (CASES / "0001-lantern.patch").read_text()
    lines = [f"From: {sender}" if line.startswith("From: ") else line for line in text.split("\n")]
    (patch,) = read("\n".join(lines).encode()).edits
    assert patch.author == name


def test_a_patch_that_was_copied_out_of_its_mail_is_read():
    text = (CASES / "0001-lantern.patch").read_text().partition("\n")[2]
    (patch,) = read(text.encode()).edits
    assert (patch.author, patch.extra["commit"], patch.amount) == ("Li Mei", None, 2)


@pytest.mark.parametrize(
    "text",
    [
        "--- a\n+++ b\nno hunk\n",
        "From me Mon Sep 17 00:00:00 2001\nFrom: x\n",
        "decade 1\nfacade 2\nabcdef 3 | 4 +\n",
        "commit 0123456789012345678901234567890123456789\nno author\n",
    ],
)
def test_a_text_that_only_looks_like_one_is_a_text(text):
    assert read(text.encode()).media_type in ("text/plain", "text/markdown")


LOG = """commit 3333333333333333333333333333333333333333
Author: claude[bot] <209825114+claude[bot]@users.noreply.github.com>
Date:   Sun Mar 1 10:00:00 2026 +0800

    write

commit 2222222222222222222222222222222222222222
Author: Lint <41898282+house-painter[bot]@users.noreply.github.com>
Date:   Sun Mar 1 09:00:00 2026 +0800

    paint

1\t1\ta.txt

commit 1111111111111111111111111111111111111111
Author: Robot Li [botany] <li@example.org>
Date:   Sun Mar 1 08:00:00 2026 +0800

    draw

2\t0\ta.txt
"""


def test_an_account_of_a_program_is_a_tool_whatever_its_name():
    tools = [edit.extra["tools"] for edit in read(LOG.encode()).edits]
    assert tools == [["Claude Code"], ["house-painter[bot]"], []]


def test_a_chinese_tool_is_known_by_its_name():
    log = LOG.replace("claude[bot]", "豆包")
    assert read(log.encode()).edits[0].extra["tools"] == ["豆包"]


def test_of_a_commit_without_figures_among_others_with_them_no_number_is_stated():
    reading = read(LOG.encode())
    assert [edit.extra["added"] for edit in reading.edits] == [None, 1, 2]
    missing = next(fault for fault in reading.problems if fault.code == "git_numbers_missing")
    assert missing.params["count"] == 1


def test_a_bundle_counts_a_commit_without_figures_as_one_that_changed_nothing(repository, tmp_path):
    bundle = tmp_path / "a.bundle"
    output(repository, "bundle", "create", str(bundle), "main")
    assert amounts(read(bundle.read_bytes())) == {**COUNTED, "Empty": 0}


@pytest.mark.parametrize("form", ["fuller", "raw"])
def test_when_a_change_was_made_and_when_it_was_committed_stay_apart(tmp_path, form):
    dates = {"GIT_AUTHOR_DATE": "2026-01-01T10:00:00+08:00",
             "GIT_COMMITTER_DATE": "2026-01-03T10:00:00+08:00"}  # fmt: skip
    for command in (["init", "--quiet"], ["commit", "--quiet", "--allow-empty", "-m", "One"]):
        subprocess.run(["git", *command], cwd=tmp_path, env={**ENVIRONMENT, **dates}, check=True)
    reading = read(output(tmp_path, "log", f"--pretty={form}"))
    (edit,) = reading.edits
    assert edit.at == "2026-01-01T10:00:00+08:00"
    assert edit.extra["committed"] == "2026-01-03T10:00:00+08:00"
    assert edit.extra["committer"] == "c"
    assert [(time.what, time.value[:10]) for time in reading.times] == [
        ("edited", "2026-01-01"),
        ("committed", "2026-01-03"),
    ]


HEAD = (
    f"commit {'a' * 40}\nAuthor: A <a@example.org>\n"
    "Date:   Fri Jan 2 10:00:00 2026 +0800\n\n    x\n\n"
)
DIFF = (
    "diff --git a/poem.txt b/poem.txt\nindex 8e6bb59..bd95379 100644\n"
    "--- a/poem.txt\n+++ b/poem.txt\n"
)


@pytest.mark.parametrize(
    "hunk",
    [
        "@@ -1 +1,2 @@\nsnow falls\n{+on nobody+}\n",
        "@@ -0,0 +1 @@\n{+snow+}\n",
        "@@ -1 +1 @@\n  [-snow-]{+rain+}\n",
        "@@ -1 +1,2 @@\n snow falls\n~\n+on nobody\n~\n",
        "@@ -0,0 +1 @@\n+snow\n~\n",
        "@@ -0,0 +1,2 @@\n+snow\n",
    ],
)
def test_lines_are_not_counted_where_a_hunk_is_not_what_its_head_says(hunk):
    """Differences of words (--word-diff) and texts that break off: null, never 0."""
    reading = read((HEAD + DIFF + hunk).encode())
    (edit,) = reading.edits
    assert (edit.amount, edit.extra.get("added"), edit.extra.get("removed")) == (None, None, None)
    assert "git_numbers_missing" in {fault.code for fault in reading.problems}


def test_lines_of_a_whole_hunk_are_counted_and_a_file_that_was_renamed_alone_has_none():
    whole = read((HEAD + DIFF + "@@ -1 +1,2 @@\n-snow\n+rain\n+on nobody\n").encode()).edits[0]
    assert (whole.extra["added"], whole.extra["removed"], whole.amount) == (2, 1, 3)
    renamed = (
        "diff --git a/a.txt b/b.txt\nsimilarity index 100%\nrename from a.txt\nrename to b.txt\n"
    )
    assert read((HEAD + renamed).encode()).edits[0].amount == 0


UNREAD = {
    "blame": ("blame", "a"),
    "blame without times": ("blame", "-s", "a"),
    "blame with addresses": ("blame", "-e", "--date=short", "-f", "a"),
    "blame in the zone of git": ("blame", "--date=default", "a"),
    "blame in seconds": ("blame", "-t", "a"),
    "references": ("show-ref",),
    "statistics": ("diff", "--stat", "main~3", "main~2"),
    "numbers": ("diff", "--numstat", "main~3", "main~2"),
    "data": ("log", '--pretty=format:{"commit":"%H","author":"%an","message":"%s"}'),
}


@pytest.mark.parametrize("arguments", UNREAD.values(), ids=UNREAD)
def test_other_output_of_git_is_no_log_and_says_that_no_commit_is_read(repository, arguments):
    reading = read(output(repository, *arguments))
    assert (reading.edits, codes(reading)) == ((), ["git_form_unread"])


def test_check_sums_of_files_are_no_commits():
    sums = "".join(f"{sign * 32} *picture {sign}.png\n" for sign in ("1a", "2b"))
    reading = read(sums.encode())
    assert (reading.edits, codes(reading)) == ((), [])


def test_a_message_that_ends_like_a_blamed_line_stays_one(repository):
    log = b"1a2b3c4 (HEAD -> main, tag: v2) Read (10)\n2b3c4d5 Write two 2)\n"
    assert [edit.text for edit in read(log).edits] == ["Read (10)", "Write two 2)"]


BLAMED = {
    "as git has it": "(林伟 2026-01-0{n} 10:00:00 +0800 {n})",
    "with a file": "a b.txt (<l@example.org> 2026-01-0{n} {n})",
    "in seconds": "(林伟     176740560{n} +0800  {n})",
    "without names": "{n})",
}


@pytest.mark.parametrize("form", BLAMED.values(), ids=BLAMED)
def test_lines_of_a_poem_behind_who_changed_them_are_no_messages(form):
    lines = [f"{n}a2b3c4d {form.format(n=n)} 雪落旧站\n" for n in (1, 2)]
    reading = read("".join(lines).encode())
    assert (reading.edits, codes(reading)) == ((), ["git_form_unread"])
