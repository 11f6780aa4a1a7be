"""A command that finds no tables says so in one sentence, with the database that it looked into."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "command",
    [
        ("check_log",),
        ("check_originals",),
        ("resend_emails",),
        ("rotate_secrets",),
        ("backup", "TARGET", "--unencrypted"),
    ],
)
def test_a_folder_without_data_is_named(tmp_path: Path, command: tuple[str, ...]) -> None:
    arguments = [str(tmp_path / part) if part == "TARGET" else part for part in command]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("POSTGRES")}
    ended = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**environment, "DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    (sentence,) = [line for line in ended.stderr.splitlines() if "manage.py migrate" in line]
    assert str(tmp_path / "data") in sentence
