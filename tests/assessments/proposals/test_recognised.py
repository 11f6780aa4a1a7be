"""The recognised text of a screenshot enters the answers only as words that a person checked."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image

from assessments.answers.services import item_add
from assessments.evidence.histories import histories
from assessments.intake.recognition import asking, tessdata
from assessments.proposals.models import Confirmation
from tests.support.uploads import SAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]
NAME = "Screenshot_2024-06-30-14-25-00-123_com.larus.nova.png"
FOUND = {
    "lines": [
        {"text": "银杏叶落满地，黄针的光", "box": [62, 309, 520, 350], "confidence": 33},
        {"text": "好的", "box": [62, 400, 520, 440], "confidence": 95},
    ],
    "whole": True,
    "program": "tesseract 5",
    "languages": ["eng", "chi_sim"],
}
CHECKED = "银杏叶落满地，黄昏的光"


@pytest.fixture
def screenshot(maker, tmp_path, monkeypatch):
    """A screenshot handed in, in which a program recognised two lines."""
    monkeypatch.setattr(tessdata, "missing", list)
    monkeypatch.setattr(tessdata, "folder", lambda: tmp_path)
    monkeypatch.setattr(asking, "run_in_child", lambda *_, **__: (json.dumps(FOUND).encode(), None))
    out, path = io.BytesIO(), tmp_path / NAME
    Image.effect_noise((60, 120), 90).save(out, "PNG")
    path.write_bytes(out.getvalue())
    (upload,) = maker.upload(path)
    return upload


def take(maker, upload, **sent: str) -> None:
    maker.post(f"proposals/{upload.pk}/recognised/", **{"text": CHECKED, **sent})


def test_it_is_shown_as_recognised_and_enters_nothing_by_itself(maker, screenshot):
    page = maker.get("proposals/")

    assert "Text recognised in the screenshot" in page
    assert "33 % unsure" in page.replace("\n", "")
    assert "豆包 (com.larus.nova)" in page
    assert "The name of the file says 30 June 2024, 14:25 (no time zone stated)" in page
    maker.post("proposals/", made="contemporaneous")
    assert maker.draft.answers == {}


def test_a_screenshot_is_called_no_original_file(maker, screenshot):
    maker.post("proposals/", keep=str(screenshot.pk))

    (piece,) = maker.draft.answers["evidence"]
    assert (piece["what"], piece["strength"]) == ("screen_recording", "fair")
    assert piece["made"] == ""


def test_whatever_a_screenshot_shows_it_carries_no_more_than_what_anybody_can_edit(
    maker, screenshot
):
    maker.post("proposals/", keep=str(screenshot.pk), what="account_history")

    (piece,) = maker.draft.answers["evidence"]
    assert (piece["what"], piece["strength"]) == ("account_history", "fair")


def test_checked_words_become_a_prompt_as_typed(maker, screenshot):
    take(maker, screenshot, use="prompt", what="account_history", made="contemporaneous")

    (step,) = maker.steps
    (piece,) = maker.draft.answers["evidence"]
    assert (step["action"], step["prompt"], step["evidence"]) == (
        "generate",
        CHECKED,
        [piece["id"]],
    )
    assert (piece["what"], piece["sha256"]) == ("account_history", screenshot.sha256)
    decision = Confirmation.objects.get(field="prompt")
    assert decision.decision == Confirmation.Decision.AS_TYPED
    assert decision.as_typed == CHECKED
    assert decision.as_read == "银杏叶落满地，黄针的光\n好的"
    assert "You used text from it" in maker.get("proposals/")


def test_a_typed_prompt_is_never_replaced(maker, screenshot):
    item = item_add(maker.draft, part="steps", values={"action": "generate", "prompt": "a duck"})
    empty = item_add(maker.draft, part="steps", values={"action": "generate"})

    take(maker, screenshot, use="prompt", target=item)
    take(maker, screenshot, use="prompt", target="s99")
    assert [step.get("prompt") for step in maker.steps] == ["a duck", None]
    assert not maker.draft.answers.get("evidence")

    take(maker, screenshot, use="prompt", target=empty)
    assert [step.get("prompt") for step in maker.steps] == ["a duck", CHECKED]


def test_checked_words_become_a_note_on_what_the_file_shows(maker, screenshot):
    take(maker, screenshot, use="shows")
    take(maker, screenshot, use="shows")
    take(maker, screenshot, use="shows", text="第二条")

    (piece,) = maker.draft.answers["evidence"]
    assert piece["shows"] == f"{CHECKED}\n第二条"
    assert maker.draft.answers.get("steps") in (None, [])


def test_without_a_use_or_words_nothing_is_taken(maker, screenshot):
    take(maker, screenshot)
    take(maker, screenshot, use="prompt", text=" ")
    take(maker, screenshot, use="anything")

    assert maker.draft.answers == {}


def test_a_file_without_recognised_text_has_none_to_take(maker):
    (upload,) = maker.upload(SAMPLES / "comfyui" / "lora.png")
    url = f"/interview/{maker.draft.pk}/proposals/{upload.pk}/recognised/"

    assert maker.client.post(url, {"use": "prompt", "text": "x"}).status_code == 404


def test_every_statement_of_the_guide_has_a_source_or_says_that_nothing_is_known(client):
    for tool in histories():
        for said in tool.says:
            assert said.sources or said.own or "not known" in said.text, (tool.name, said.text)
    page = client.get("/histories/").content.decode()
    assert [tool.name for tool in histories() if tool.name not in page] == []
    assert "https://help.openai.com/articles/7260999" in page


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_of_files_leads_to_the_guide(maker, language):
    maker.client.cookies["django_language"] = language

    assert 'href="/histories/"' in maker.get("files/")
