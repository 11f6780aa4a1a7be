"""From signing in to the memo in hand, in both languages, with and without scripts.

The task that makes the memo is run here as the worker would run it; that a worker of its own
takes it up is what the tests of the jobs show.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.core.management import call_command
from django.utils import translation

from assessments import wording
from assessments.models import Assessment, Memo
from assessments.tasks import memo_make
from cases.record import load_text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
SUBMIT = "main form[enctype] button[type=submit]"
WORDS = {
    "en": {"ready": "The memo is ready.", "cover": "Opinion"},
    "zh-hans": {"ready": "法律意见书已生成。", "cover": "法律意见书"},
}


@pytest.fixture
def creator(transactional_db: None, django_user_model: Any, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    call_command("load_library", verbosity=0)
    django_user_model.objects.create_user("creator", password="secret")


@pytest.fixture
def reader(browser, live_server):
    contexts = []

    def open_page(language, *, scripts):
        locale = {"en": "en-GB", "zh-hans": "zh-CN"}[language]
        context = browser.new_context(
            base_url=live_server.url,
            locale=locale,
            viewport=PHONE,
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_an_example_to_the_memo(creator, reader, language, scripts, tmp_path):
    page = reader(language, scripts=scripts)
    start_from_example(page)
    assessment = Assessment.objects.get()
    assert page.url.endswith(f"/assessments/{assessment.pk}/")
    see_both_answers(page, assessment, language)

    page.click(f'a[href="/assessments/{assessment.pk}/memos/"] >> nth=0')
    page.click("main form button[type=submit]")
    memo = Memo.objects.get()
    assert memo.language == language, "the language of the reader is proposed"
    assert memo_make(str(memo.pk)) == "ready"
    if scripts:
        page.get_by_text(WORDS[language]["ready"]).wait_for()
    else:
        page.click(f'#memo-status a[href="/memos/{memo.pk}/"]')
        assert page.get_by_text(WORDS[language]["ready"]).is_visible()

    with page.expect_download() as waiting:
        page.click(f'a[href="/memos/{memo.pk}/memo.pdf"]')
    saved = tmp_path / "memo.pdf"
    waiting.value.save_as(saved)
    read_back(saved, assessment, language)


def start_from_example(page: Any) -> None:
    page.goto("/")
    page.click('a[href="/assessments/start/?example=li-v-liu-2023"]')
    page.fill("[name=username]", "creator")
    page.fill("[name=password]", "secret")
    page.click("main form button[type=submit]")
    assert page.url.endswith("/assessments/start/?example=li-v-liu-2023")
    page.click(SUBMIT)


def see_both_answers(page: Any, assessment: Assessment, language: str) -> None:
    shown = page.inner_text("main")
    with translation.override(language):
        for basis in ("claimed", "proved"):
            word = assessment.result[basis]["conclusion"]
            assert wording.conclusion(word, basis) in shown


def read_back(path: Path, assessment: Assessment, language: str) -> None:
    """The PDF opens, is in the language, says the conclusion and carries the record."""
    pdf = pypdf.PdfReader(path)
    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in pdf.pages))
    assert WORDS[language]["cover"] in text
    with translation.override(language):
        word = assessment.result["proved"]["conclusion"]
        assert re.sub(r"\s+", "", wording.conclusion(word, "proved")) in text
    attached = {name: data[0] for name, data in pdf.attachments.items()}
    records = [data for name, data in attached.items() if "record" in name]
    assert records
    assert load_text(records[0].decode(), "json") == load_text_of(assessment)


def load_text_of(assessment: Assessment) -> Any:
    return load_text(json.dumps(assessment.record), "json")
