"""How an interview begins, is found again, and ends in a result."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.answers import SECTIONS
from assessments.answers.services import draft_save, draft_start
from assessments.audit.models import AuditEntry
from assessments.jobs import sweep_all
from assessments.results.finish import draft_finish, draft_preview
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from assessments.works.session_drafts import MAX_SESSION_DRAFTS
from cases.record import load_text
from tests.support.accounts import confirmed_user, sign_in
from tests.support.interviews import InterviewClient, example_draft
from tests.support.pages import LANGUAGES, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]
MAX_QUERIES = 12
COUNTING = 3  # further ones of a page that assesses and is counted


def stranger_with(draft: Draft) -> InterviewClient:
    client = Client()
    session = client.session
    session.save()
    Draft.objects.filter(pk=draft.pk).update(session_key=session.session_key)
    client.cookies["sessionid"] = session.session_key
    return InterviewClient(client, draft.pk)


# Beginning


def test_a_stranger_begins_without_an_account(client):
    person = InterviewClient(client)
    assert person.draft.owner is None
    assert Client().get(person.url).status_code == 404


@pytest.mark.parametrize(
    ("answer", "reason", "source"),
    [
        ({"human": "no"}, "there is no work to own", "Implementing Regulations"),
        ({"matter": "idea"}, "free for all", "Copyright Law art. 3"),
        ({"matter": "excluded"}, "are not protected", "Copyright Law art. 5"),
        ({"country": "other"}, "the law of mainland China", "Copyright Law art. 2"),
    ],
)
def test_who_cannot_be_helped_is_told_why_and_what_next(client, answer, reason, source):
    response = client.post("/interview/", answer)
    assert response.status_code == 422
    html = text_of(response)
    assert reason in html and source in html and "Next step:" in html
    assert not Draft.objects.exists()
    assert client.post("/interview/", {"anyway": "1"}).status_code == 302
    assert Draft.objects.count() == 1


def test_beginning_twice_makes_one_draft_until_something_is_answered(client):
    person = InterviewClient(client)
    assert InterviewClient(client).pk == person.pk
    person.send("work/", title="Wind")
    assert InterviewClient(client).pk != person.pk


def test_a_browser_holds_only_so_many_drafts(client):
    drafts = [draft_start(owner=None, answers={"title": "x"}) for _ in range(20)]
    session = client.session
    session.save()
    Draft.objects.update(session_key=session.session_key)
    assert len(drafts) == MAX_SESSION_DRAFTS
    assert client.post("/interview/").url == "/drafts/"
    assert Draft.objects.count() == MAX_SESSION_DRAFTS


def test_who_signs_in_takes_their_drafts_along(client):
    person = InterviewClient(client)
    person.send("work/", title="Wind")
    confirmed_user("li")
    sign_in(client)
    assert person.draft.owner == User.objects.get(username="li")
    assert "Wind" in text_of(client.get("/drafts/"))
    assert AuditEntry.objects.filter(subject=str(person.pk), act="draft.claimed").exists()


# Finding it again


@pytest.mark.parametrize("language", LANGUAGES)
def test_drafts_are_listed_with_where_one_stopped(creator, language):
    draft = example_draft(creator)
    draft_save(draft, part="publication", sent={"notes": "n"}, version=0)
    draft_start(owner=creator)
    html = text_of(signed_in(creator, language).get("/drafts/"))
    assert "Spring wind" in html
    assert ("Last at “Publication and labels”" in html) == (language == "en")
    assert ("未命名，始于" in html) == (language == "zh-hans")


def test_drafts_stand_on_top_of_the_assessments(creator):
    draft = example_draft(creator)
    assert f"/interview/{draft.pk}/" in text_of(signed_in(creator).get("/assessments/"))


def test_a_draft_is_deleted_when_that_was_confirmed(creator):
    person = InterviewClient(signed_in(creator), example_draft(creator).pk)
    assert "Delete “Spring wind”?" in person.get("delete/")
    assert Draft.objects.exists()
    person.post("delete/")
    assert not Draft.objects.exists()
    assert AuditEntry.objects.filter(subject=str(person.pk), act="draft.deleted").exists()


def test_the_answers_that_an_assessment_rests_on_are_not_deleted(creator):
    draft = example_draft(creator)
    draft_finish(draft)
    InterviewClient(signed_in(creator), draft.pk).post("delete/")
    assert Draft.objects.exists()


@pytest.mark.parametrize("ending", ["json", "yaml"])
def test_answers_are_exported_while_they_make_no_record_yet(client, ending):
    person = InterviewClient(client)
    person.send("work/", title="Wind")
    text = person.get(f"record.{ending}")
    assert json.loads(text) == {"schema": "creation-record/1", "title": "Wind"}


# Review and result


def test_the_review_leads_from_every_problem_to_its_question(creator):
    person = InterviewClient(signed_in(creator), example_draft(creator).pk)
    person.send("steps/s3/", outputs="x")
    html = person.get("review/")
    assert f'href="{person.url}steps/s3/#q-outputs"' in html.split("error-summary")[1]
    assert "See the answer" not in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert "No answer yet" in html and "What you do not know" in html
    assert person.client.get(f"{person.url}result/")["Location"] == f"{person.url}review/"


def test_a_stranger_sees_the_result_and_nothing_is_stored():
    person = stranger_with(example_draft())
    html = person.get("result/")
    assert "As you state it" in html and "On your evidence" in html
    assert f"/account/signup/?next={person.url}result/" in html
    assert f'href="{person.url}stronger/' in html
    person.post("result/")
    assert not Assessment.objects.exists() and not Work.objects.exists()


def test_the_shown_result_is_the_one_that_is_kept(creator):
    draft = example_draft(creator)
    shown = draft_preview(draft)
    person = InterviewClient(signed_in(creator), draft.pk)
    kept = Assessment.objects.get(pk=person.post("result/").url.split("/")[2])
    assert kept.result == shown.result
    assert load_text(json.dumps(kept.record), "json").title == "Spring wind"


@pytest.mark.parametrize(
    ("to", "place"),
    [
        ("steps/s2#detail", "steps/s2/#q-detail"),
        ("work#kind", "work/#q-kind"),
        ("evidence", "evidence/"),
        ("steps/s99#detail", "steps/#q-detail"),
        ("//elsewhere.example/", ""),
        ("", ""),
    ],
)
def test_a_result_leads_back_to_the_question(creator, to, place):
    draft = example_draft(creator)
    assessment = draft_finish(draft)
    client = signed_in(creator)
    change = client.post(f"/assessments/{assessment.pk}/change/", {"to": to})
    assert change["Location"] == f"/interview/{draft.pk}/{place}"
    again = client.post(f"/interview/{draft.pk}/change/", {"to": to})
    assert again["Location"] == change["Location"]


def test_another_work_made_the_same_way_keeps_the_steps_and_leaves_out_the_rest(creator):
    assessment = draft_finish(example_draft(creator))
    response = signed_in(creator).post(f"/assessments/{assessment.pk}/like/")
    answers = Draft.objects.get(pk=response["Location"].split("/")[2]).answers
    assert [step["action"] for step in answers["steps"]] == ["conceive", "generate", "adjust"]
    assert "title" not in answers and answers["evidence"] == []


# Every page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_in_either_language_and_asks_little(creator, language):
    draft = example_draft(creator)
    person = InterviewClient(signed_in(creator, language), draft.pk)
    places = ["", "review/", "result/", "delete/", "steps/s2/", "parties/p1/", "insert/steps/s1/"]
    places += [f"{section.slug}/" for section in SECTIONS]
    for address in ["/interview/", "/drafts/", *(person.url + place for place in places)]:
        with CaptureQueriesContext(connection) as queries:
            response = person.client.get(address)
        assert response.status_code == 200, address
        most = MAX_QUERIES + (COUNTING if address.endswith("/result/") else 0)
        assert len(queries) <= most, (address, len(queries))
        assert ("Why we ask" in text_of(response)) <= (language == "en"), address


def test_only_what_nobody_owns_and_nobody_came_back_for_is_forgotten(creator, settings):
    kept = [example_draft(creator), draft_start(owner=None)]
    draft_start(owner=None)
    over = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE + 60)
    Draft.objects.exclude(pk=kept[1].pk).update(updated_at=over)
    sweep_all()
    Draft.objects.update(orphaned_at=F("orphaned_at") - timedelta(days=1))
    sweep_all()
    assert set(Draft.objects.all()) == set(kept)
