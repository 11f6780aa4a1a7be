"""What the page tests share: records, people, and assessments against the library's own files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client

from assessments.results.services import assessment_run, work_create
from cases.record import load

RECORDS = Path(settings.BASE_DIR) / "tests" / "resources" / "records"
STRONG = RECORDS / "strong-image.yaml"
WEAK = RECORDS / "weak-image.yaml"
LANGUAGES = ["en", "zh-hans"]


def assess_record(owner: Any, path: Path) -> Any:
    return assessment_run(work=work_create(owner=owner, record=load(path)))


def signed_in(user: Any, language: str = "en") -> Client:
    client = Client()
    client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def text_of(response: Any) -> str:
    return response.content.decode()
