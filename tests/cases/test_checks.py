"""The system check guards the library's files."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from cases import library
from cases.decisions import checks
from cases.library.schema import Decision
from tests.support.library import decision_data, held


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


def levels(slug: str, outcome: str, level: int) -> Decision:
    data = decision_data(slug, outcome=outcome)
    data["judged"][0]["held"]["instruction"] = held(level)
    data["judged"][0]["turned_on"] = {"prompted_output": ["instruction"]}
    return Decision.model_validate(data)


def test_decisions_that_bind_each_other_to_the_opposite_are_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    granted = levels("granted-2024", "protected", 2)
    refused = levels("refused-2024", "not_protected", 3)
    monkeypatch.setattr(library, "load_all", lambda: [granted, refused])

    found = checks.check_library_files()

    assert {(error.id, error.obj) for error in found} == {
        ("cases.E002", "granted-2024"),
        ("cases.E002", "refused-2024"),
    }
