"""The system check guards the library's files."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from cases import library
from cases.decisions import checks


def test_the_librarys_files_pass() -> None:
    call_command("check", "--tag", "library")


def test_every_fault_of_every_file_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one-2024.yaml").write_text("schema: decision/1\n", encoding="utf-8")
    (tmp_path / "two-2024.yaml").write_text("schema: [", encoding="utf-8")
    load = library.load_all
    monkeypatch.setattr(library, "load_all", lambda: load(tmp_path))

    found = checks.check_library_files()

    assert {error.obj for error in found} == {"one-2024.yaml", "two-2024.yaml"}
    assert len(found) > 2
    with pytest.raises(SystemCheckError, match="one-2024.yaml"):
        call_command("check", "--tag", "library")
