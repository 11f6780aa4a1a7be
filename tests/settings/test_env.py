"""The readers of the environment: what they take, and that they name what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigc_copyright import env
from aigc_copyright.env import BadEnvironment


@pytest.mark.parametrize(("raw", "value"), [("True", True), ("False", False), ("", True)])
def test_a_boolean_is_spelled_as_in_python(monkeypatch, raw: str, value: bool) -> None:
    monkeypatch.setenv("FLAG", raw)
    assert env.boolean("FLAG", default=True) is value


@pytest.mark.parametrize("raw", ["true", "1", "no", " True"])
def test_any_other_boolean_is_refused(monkeypatch, raw: str) -> None:
    monkeypatch.setenv("FLAG", raw)
    with pytest.raises(BadEnvironment, match="FLAG must be True or False"):
        env.boolean("FLAG", default=True)


@pytest.mark.parametrize(("raw", "value"), [("7", 7), ("1", 1), ("", 3)])
def test_a_number_is_whole(monkeypatch, raw: str, value: int) -> None:
    monkeypatch.setenv("COUNT", raw)
    assert env.integer("COUNT", default=3, minimum=1) == value


@pytest.mark.parametrize("raw", ["0", "-2", "1.5", "ten", "٣", "1e3"])
def test_any_other_number_is_refused(monkeypatch, raw: str) -> None:
    monkeypatch.setenv("COUNT", raw)
    with pytest.raises(BadEnvironment, match="COUNT must be a whole number from 1 up"):
        env.integer("COUNT", default=3, minimum=1)


@pytest.mark.parametrize("raw", ["https://example.org", "http://localhost:8000/"])
def test_an_address_has_scheme_and_host(monkeypatch, raw: str) -> None:
    monkeypatch.setenv("SITE", raw)
    assert env.address("SITE", default="https://x") == raw.rstrip("/")


@pytest.mark.parametrize("raw", ["example.org", "ftp://example.org", "https://example.org/app"])
def test_any_other_address_is_refused(monkeypatch, raw: str) -> None:
    monkeypatch.setenv("SITE", raw)
    with pytest.raises(BadEnvironment, match="SITE must look like"):
        env.address("SITE", default="https://x")


def test_a_secret_may_stand_in_a_file(monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from the file\n")
    monkeypatch.setenv("KEY", "from the variable")
    assert env.secret("KEY") == "from the variable"
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))
    assert env.secret("KEY") == "from the file"


def test_a_secret_whose_file_is_missing_is_refused(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "none"))
    with pytest.raises(BadEnvironment, match="KEY_FILE: .*none cannot be read"):
        env.secret("KEY")


def test_a_file_of_certificates_that_cannot_serve_is_refused_at_the_start(
    monkeypatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ROOTS", "")
    assert env.certificates("ROOTS") is None
    file = tmp_path / "roots.pem"
    monkeypatch.setenv("ROOTS", str(file))
    with pytest.raises(BadEnvironment, match="ROOTS: .* cannot be read"):
        env.certificates("ROOTS")
    file.write_text("nothing")
    with pytest.raises(BadEnvironment, match="ROOTS: .* must hold certificates"):
        env.certificates("ROOTS")
    file.write_text("-----BEGIN CERTIFICATE-----")
    assert env.certificates("ROOTS") == file
