"""Where stored files are: on the disk, or in a bucket for whoever names one."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from aigc_copyright.env import BadEnvironment
from tests.settings.test_settings import ROOT, Load, load

__all__ = ["load"]  # the fixture


def test_files_are_on_the_disk_unless_a_bucket_is_named(load: Load) -> None:
    assert "FileSystem" in load()["STORAGES"]["default"]["BACKEND"]
    given = load(S3_BUCKET="files", S3_ENDPOINT_URL="http://store:9000", S3_ADDRESSING="path")
    assert given["STORAGES"]["default"]["OPTIONS"] == {
        "bucket_name": "files",
        "endpoint_url": "http://store:9000",
        "region_name": None,
        "addressing_style": "path",
    }


@pytest.mark.parametrize(
    "given",
    [
        {"S3_ENDPOINT_URL": "https://store"},
        {"S3_REGION": "cn-north-1"},
        {"S3_BUCKET": "files", "S3_ENDPOINT_URL": "store:9000"},
        {"S3_BUCKET": "files", "S3_ADDRESSING": "host"},
        {"S3_BUCKET": "files", "AWS_ACCESS_KEY_ID": "key"},
        {"S3_BUCKET": "files", "AWS_SECRET_ACCESS_KEY": "key"},
    ],
)
def test_half_a_bucket_is_refused_by_name(load: Load, given: dict[str, str]) -> None:
    with pytest.raises(BadEnvironment, match="S3_|AWS_"):
        load(**given)


def test_the_check_of_production_names_what_would_lose_letters_and_files(tmp_path: Path) -> None:
    given = {
        "DEBUG": "False",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATA_DIR": str(tmp_path),
        "EMAIL_HOST": "",
        "S3_BUCKET": "files",
        "S3_ENDPOINT_URL": "http://127.0.0.1:9",  # nobody is there
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "key",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"],
        cwd=ROOT,
        env={**os.environ, **given, "DJANGO_SETTINGS_MODULE": "aigc_copyright.settings"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "mail.E001" in done.stderr and "files.E001" in done.stderr
