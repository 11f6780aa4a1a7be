"""What a process that only starts has not imported: large libraries wait for their first use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETUP = "import django; django.setup()"
FORBIDDEN = (
    "PIL",
    "aiosmtpd",
    "allauth.mfa.webauthn",
    "boto3",
    "botocore",
    "c2pa",
    "celery",
    "cryptography",
    "cv2",
    "fido2",
    "fontTools",
    "ijson",
    "kombu",
    "numpy",
    "pypdf",
    "qrcode",
    "rapidfuzz",
    "redis",
    "rfc3161_client",
    "storages",
    "weasyprint",
    "aigc_copyright.urls",
    "assessments.admin",
    "assessments.intake.documents",
    "assessments.intake.readers",
    "assessments.memo.compose",
    "assessments.tasks",
)
# A command that reads no record needs no schema either.
FORBIDDEN_IN_SETUP = (*FORBIDDEN, "pydantic", "yaml", "assessments.engine", "cases.library.schema")


@pytest.mark.parametrize(
    ("start", "forbidden"),
    [
        (SETUP, FORBIDDEN_IN_SETUP),
        (f"{SETUP}; import assessments.management.commands.assess", FORBIDDEN),
    ],
    ids=["django.setup", "assess"],
)
def test_starting_imports_nothing_large(start: str, forbidden: tuple[str, ...]) -> None:
    listing = f"{start}; import sys; print(*sys.modules)"
    imported = subprocess.run(
        [sys.executable, "-c", listing], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert "django.apps" in imported
    assert [name for name in forbidden if name in imported] == []
