"""The readers of the environment: what they take, and that they name what they refuse."""

from __future__ import annotations

import os
import subprocess
import sys
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


@pytest.mark.parametrize("raw", ["Mars/X", "/etc/passwd", "../UTC", "Europe"])
def test_a_time_zone_is_one_that_this_machine_knows(monkeypatch, raw: str) -> None:
    monkeypatch.setenv("ZONE", raw)
    with pytest.raises(BadEnvironment, match="ZONE must be one such as Asia/Shanghai"):
        env.time_zone("ZONE", default="UTC")


def test_a_folder_that_cannot_be_made_is_named_with_its_variable(monkeypatch) -> None:
    monkeypatch.setenv("FOLDER", "/proc/x")
    with pytest.raises(BadEnvironment, match="FOLDER: /proc/x cannot be made"):
        env.folder("FOLDER", default=Path("/"))


def test_a_public_key_is_read_where_it_is_set(monkeypatch) -> None:
    key = "age1mtr2zk4506ky4w4r3nxxdjkw52m7ynfmvqlpglld5huhv8xn94dshqup32"
    monkeypatch.setenv("KEY", key)
    assert env.public_keys("KEY") == (key,)
    monkeypatch.setenv("KEY", f"{key} age1no")
    with pytest.raises(BadEnvironment, match="KEY must be public keys of age.*age1no"):
        env.public_keys("KEY")


def test_a_command_says_a_wrong_variable_in_one_sentence() -> None:
    environment = {**os.environ, "TIME_ZONE": "Mars/X"}
    for command in ("check", "assess", "doctor"):
        ended = subprocess.run(
            [sys.executable, "manage.py", command],
            env=environment,
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        assert ended.returncode == 1
        assert ended.stderr == "TIME_ZONE must be one such as Asia/Shanghai, not 'Mars/X'.\n"
