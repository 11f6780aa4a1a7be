"""The project's own YAML is parsed once for each text of a file, and kept where modules are."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

from cases.record import project_yaml
from cases.record.project_yaml import read_project_yaml

TEXT = "dated: 2026-11-30\nwords: [on, 1, 2.5, null]\nby: {图: true}\n"
DATA = {"dated": "2026-11-30", "words": [True, 1, 2.5, None], "by": {"图": True}}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "some.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path / "some.yaml"


def kept(file: Path) -> list[Path]:
    return list((file.parent / "__pycache__").glob("*"))


def refuse(text: bytes) -> NoReturn:
    raise AssertionError("parsed again")


def test_a_file_is_parsed_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_project_yaml(file) == DATA
    monkeypatch.setattr(project_yaml, "_parse", refuse)
    assert read_project_yaml(file) == DATA
    assert len(kept(file)) == 1


def test_another_text_is_parsed_anew(file: Path) -> None:
    read_project_yaml(file)
    file.write_text("other: text\n", encoding="utf-8")
    assert read_project_yaml(file) == {"other": "text"}


@pytest.mark.parametrize("broken", [b"", b"\0", b"(", b"i\x01\0\0\0"])
def test_what_was_kept_badly_is_parsed_anew(file: Path, broken: bytes) -> None:
    read_project_yaml(file)
    kept(file)[0].write_bytes(broken)
    assert read_project_yaml(file) == DATA


def test_nothing_is_kept_where_python_keeps_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert read_project_yaml(file) == DATA
    assert kept(file) == []


def test_a_folder_that_cannot_be_written_does_no_harm(file: Path) -> None:
    (file.parent / "__pycache__").touch()
    assert read_project_yaml(file) == DATA


def test_the_rules_are_kept_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from assessments.engine.rules import PARTS, load_rules

    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    load_rules.cache_clear()
    rules: Any = load_rules()
    names = {path.name.partition(".")[0] for path in tmp_path.rglob("*.pyc")}
    assert names >= set(PARTS)
    load_rules.cache_clear()
    monkeypatch.setattr(project_yaml, "_parse", refuse)
    assert load_rules() == rules
