"""Commands on a database that cannot be used: one sentence with a remedy, never another answer."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECORD = str(ROOT / "tests" / "resources" / "records" / "weak-image.yaml")
COMMANDS = (
    ("assess", RECORD, "--json"),
    ("memo", RECORD, "-o", "/proc/memo.pdf"),
    ("calibrate", "--json"),
    ("load_library", "--dry-run"),
    ("check_log",),
)
MIGRATIONS = [(path.parts[-3], path.stem) for path in ROOT.glob("*/migrations/[0-9]*.py")]


def ended(command: tuple[str, ...], **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POSTGRES_")}
    shipped = {"DJANGO_SETTINGS_MODULE": "aigc_copyright.settings"}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=kept | shipped | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def assert_refused(command: tuple[str, ...], *words: str, **variables: str) -> None:
    run = ended(command, **variables)
    assert (run.returncode, run.stdout) == (1, ""), command
    (line,) = run.stderr.splitlines()
    assert [word for word in words if word not in line] == [], line


def migrations_make(folder: Path, applied: list[tuple[str, str]]) -> None:
    with closing(sqlite3.connect(folder / "db.sqlite3")) as file:
        file.execute("CREATE TABLE django_migrations (id INTEGER, app TEXT, name TEXT, applied)")
        rows = [(number, *one, "2026-01-01 00:00:00") for number, one in enumerate(applied)]
        file.executemany("INSERT INTO django_migrations VALUES (?, ?, ?, ?)", rows)
        file.commit()


def damaged(folder: Path) -> None:
    (folder / "db.sqlite3").write_text("not a database" * 100)


def foreign(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "db.sqlite3")) as file:
        file.execute("CREATE TABLE recipes (title TEXT)")


def older(folder: Path) -> None:
    migrations_make(folder, [one for one in MIGRATIONS if one < ("cases", "0003")])


def newer(folder: Path) -> None:
    migrations_make(folder, [*MIGRATIONS, ("cases", "9999_later")])


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (damaged, ("not a database", "restore a backup")),
        (foreign, ("lacks tables", "DATA_DIR")),
        (older, ("it lacks cases.0003", "manage.py migrate")),
        (newer, ("cases.9999_later", "install the version")),
    ],
)
def test_every_command_ends_with_one_sentence_and_the_file(
    tmp_path: Path, make: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    make(tmp_path)
    path = str(tmp_path / "db.sqlite3")
    for command in COMMANDS:
        assert_refused(command, path, *words, DATA_DIR=str(tmp_path))


def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    away = {"POSTGRES_HOST": "127.0.0.1", "POSTGRES_PORT": "1", "DATA_DIR": str(tmp_path)}
    for command in COMMANDS:
        assert_refused(command, "127.0.0.1, port 1", "refused", "POSTGRES_HOST", **away)


def test_doctor_names_the_file_of_a_database_that_is_none(tmp_path: Path) -> None:
    damaged(tmp_path)
    run = ended(("doctor",), DATA_DIR=str(tmp_path))
    assert f"Check {tmp_path / 'db.sqlite3'}" in run.stdout
    assert "POSTGRES_HOST" not in run.stdout


def test_python_without_django_is_told_which_python_to_use() -> None:
    run = subprocess.run(
        [sys.executable, "-S", "manage.py", "assess", RECORD],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "run .venv/bin/python manage.py" in run.stderr
    assert "Traceback" not in run.stderr


def test_commands_that_only_read_leave_no_file_where_there_is_no_database(tmp_path: Path) -> None:
    data, memo = tmp_path / "data", tmp_path / "memo.pdf"
    data.mkdir()
    for command in (
        ("assess", RECORD),
        ("memo", RECORD, "-o", str(memo)),
        ("calibrate",),
        ("read_evidence", RECORD),
    ):
        assert ended(command, DATA_DIR=str(data)).returncode == 0, command
        assert list(data.iterdir()) == [], command


def test_commands_on_the_database_name_one_that_is_missing_and_make_none(tmp_path: Path) -> None:
    for command in (("load_library", "--dry-run"), ("check_log",), ("check_originals",)):
        path = str(tmp_path / "db.sqlite3")
        assert_refused(command, path, "manage.py migrate", "DATA_DIR", DATA_DIR=str(tmp_path))
        assert list(tmp_path.iterdir()) == [], command


def test_a_command_that_was_refused_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    foreign(tmp_path)
    for command in (("assess", RECORD), ("calibrate",)):
        assert ended(command, DATA_DIR=str(tmp_path)).returncode == 1
        assert [path.name for path in tmp_path.iterdir()] == ["db.sqlite3"], command
