"""Starting an assessment from a file, a text or an example; whatever is wrong, nothing is lost."""

from __future__ import annotations

import json
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.precedents.examples import EXAMPLES, example_record
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from cases.record import dump_json, load, load_text
from tests.support.pages import LANGUAGES, STRONG, signed_in, text_of
from tests.support.stored_library import library_store

START = "/assessments/start/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]


def upload(name: str, content: bytes) -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, content)}


def minimal(**changes: object) -> str:
    return json.dumps({"schema": "creation-record/1", "title": "A", "kind": "image", **changes})


def test_a_stranger_sees_the_result_of_a_record_and_nothing_is_assessed(client):
    response = client.post(START, {"text": STRONG.read_text(encoding="utf-8")})
    draft = Draft.objects.get()
    assert response.url == f"/interview/{draft.pk}/result/"
    assert "Harbour at first light" in text_of(client.get(response.url))
    assert not Work.objects.exists()


def test_a_record_can_be_opened_in_the_interview_and_comes_out_the_same(creator):
    client = signed_in(creator)
    response = client.post(START, {"text": STRONG.read_text(encoding="utf-8"), "open": "1"})
    draft = Draft.objects.get()
    assert response["Location"] == f"/interview/{draft.pk}/"
    exported = text_of(client.get(f"{response['Location']}record.json"))
    assert load_text(exported, "json") == load(STRONG)
    exported = text_of(client.get(f"{response['Location']}record.yaml"))
    assert load_text(exported, "yaml") == load(STRONG)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_offers_file_text_and_examples(creator, language):
    html = text_of(signed_in(creator, language).get(START))
    assert 'type="file"' in html and "<textarea" in html
    for slug in EXAMPLES:
        assert f"{START}?example={slug}" in html


@pytest.mark.parametrize(
    "sent",
    [
        lambda: upload("r.yaml", STRONG.read_bytes()),
        lambda: upload("r.json", dump_json(load(STRONG)).encode()),
        lambda: upload("without-ending", dump_json(load(STRONG)).encode()),
        lambda: {"text": STRONG.read_text(encoding="utf-8")},
        lambda: {"text": dump_json(load(STRONG))},
    ],
    ids=["yaml file", "json file", "file of no known name", "yaml text", "json text"],
)
def test_a_good_record_is_assessed(creator, sent):
    response = signed_in(creator).post(START, sent())
    made = Assessment.objects.get()
    assert response["Location"] == f"/assessments/{made.pk}/"
    assert made.work.owner == creator
    assert load_text(json.dumps(made.record), "json") == load(STRONG)


FAULTY = minimal(kind="song", steps=[{"id": "s1", "action": "generate", "parent": "s9"}], colour=1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["file", "text"])
def test_every_problem_is_named_and_the_text_is_kept(creator, language, way):
    sent = upload("r.json", FAULTY.encode()) if way == "file" else {"text": FAULTY}
    response = signed_in(creator, language).post(START, sent)
    assert response.status_code == 422
    html = unescape(text_of(response))
    for field in ("kind", "steps[0].parent", "colour"):
        assert f'<code class="where">{field}</code>' in html
    assert FAULTY in html
    assert not Work.objects.exists()


def test_problems_are_said_in_chinese(creator):
    html = unescape(text_of(signed_in(creator, "zh-hans").post(START, {"text": FAULTY})))
    summary = html[html.index('class="error-summary"') : html.index("</section>")]
    assert "没有步骤" in summary
    assert "no step" not in summary


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"{", "not valid JSON"),
        ("Gemälde".encode("latin-1"), "not UTF-8"),
        (b"- a list", "must be a mapping"),
    ],
)
def test_a_file_that_is_no_record_gets_a_clear_answer(creator, content, says):
    name = "r.json" if content.startswith(b"{") else "r.yaml"
    response = signed_in(creator).post(START, upload(name, content))
    assert response.status_code == 422
    assert says in text_of(response)


def test_nothing_sent_is_said_too(creator):
    response = signed_in(creator).post(START, {"text": "  "})
    assert response.status_code == 422
    assert "Choose a file, or paste a record below." in text_of(response)


def test_a_long_prompt_is_taken_and_shown_by_its_beginning(creator):
    prompt = "lantern " * 40_000
    record = minimal(steps=[{"id": "s1", "action": "generate", "prompt": prompt}])
    client = signed_in(creator)
    response = client.post(START, {"text": record})
    page = text_of(client.get(response["Location"] + "record/"))
    assert f"{len(prompt)} characters" in page
    assert len(page) < 200_000
    assert prompt in text_of(client.get(response["Location"] + "record.yaml"))


def test_a_record_that_is_too_long_is_not_stored_and_comes_back_as_it_was_typed(creator):
    record = minimal(steps=[{"id": "s1", "action": "generate", "prompt": "lantern " * 100_000}])
    response = signed_in(creator).post(START, {"text": record})
    page = unescape(text_of(response))
    assert response.status_code == 413
    assert record in page and "saved." not in page.split("lantern")[0]
    assert not Work.objects.exists()


@pytest.mark.parametrize("slug", EXAMPLES)
def test_an_example_can_be_opened_changed_and_assessed(creator, slug):
    library_store()
    client = signed_in(creator)
    html = unescape(text_of(client.get(START, {"example": slug})))
    text = html[html.index("<textarea") : html.index("</textarea>")].split(">", 1)[1]
    assert load_text(text, "yaml") == example_record(slug)
    assert client.post(START, {"text": text}).status_code == 302


@pytest.mark.parametrize("slug", ["no-such-decision-2020", "bic-cat-pendant-2025"])
def test_what_is_no_example_is_not_found(creator, slug):
    assert signed_in(creator).get(START, {"example": slug}).status_code == 404


def test_markup_in_a_title_stays_text(creator):
    client = signed_in(creator)
    response = client.post(START, {"text": minimal(title="<script>alert(1)</script>")})
    for address in (response["Location"], response["Location"] + "record/", "/assessments/"):
        html = text_of(client.get(address))
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html
