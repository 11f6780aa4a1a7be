"""Whatever is wrong with the firm's file, the system check says it and no page breaks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from assessments.memo.checks import check_firm_file
from assessments.memo.firm_file import MAX_CHARS
from assessments.memo.models import Memo
from assessments.works.models import Assessment
from tests.support.pages import text_of

FAULTY = {
    "a character that no column takes": 'en: {closing: "a\\u0000b"}',
    "a letterhead with a control character": 'en: {letterhead: ["a\\u0007"]}',
    "a list below the language": "en: [a, b]",
    "a text below the language": "en: hello",
    "a text at the top": "hello",
    "brackets within brackets": f"en: {'[' * 5000}{']' * 5000}",
    "aliases": "en: &x {closing: a}\nzh-hans: *x",
    "not YAML": "en: {",
    "a long text": f"en: {{closing: {'a' * (MAX_CHARS + 1)}}}",
    "a long file": f"en: {{letterhead: [{'b, ' * 200_000}b]}}",
    "many lines": f"en: {{letterhead: [{'b, ' * 200}b]}}",
    "only the other language is faulty": "zh-hans: [a]",
}


@pytest.fixture
def firm_file(tmp_path: Path, settings: Any) -> Path:
    path = tmp_path / "firm.yaml"
    settings.MEMO_FIRM_FILE = str(path)
    return path


@pytest.mark.parametrize("text", FAULTY.values(), ids=FAULTY)
def test_the_check_finds_every_fault(firm_file: Path, text: str) -> None:
    firm_file.write_text(text, encoding="utf-8")
    assert [found.id for found in check_firm_file()] == ["memo.E001"]
    assert str(firm_file) in check_firm_file()[0].msg


def test_the_check_finds_a_file_that_is_no_text_or_not_there(firm_file: Path) -> None:
    assert [found.id for found in check_firm_file()] == ["memo.E001"]
    firm_file.write_bytes(b"en: {closing: \xff\xfe}")
    assert [found.id for found in check_firm_file()] == ["memo.E001"]
    firm_file.write_text("en: {letterhead: [A & B, 律师事务所], closing: Yours}\nzh-hans:\n")
    assert check_firm_file() == []


@pytest.mark.django_db
def test_a_file_that_goes_away_makes_no_memo_and_no_error(
    client: Client, assessment: Assessment, creator: User, firm_file: Path
) -> None:
    client.force_login(creator)
    for text in (None, *FAULTY.values()):
        if text is not None:
            firm_file.write_text(text, encoding="utf-8")
        sent = {"form": "opinion", "language": "en"}
        response = client.post(f"/assessments/{assessment.pk}/memos/", sent)
        assert response.status_code == 503
        assert "no memo was made" in text_of(response)
    assert Memo.objects.count() == 0
