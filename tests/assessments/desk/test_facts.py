"""What lawyers hold of a client's facts stands beside them, and gives a third answer."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from assessments.desk.intake import share_add
from assessments.matters.models_firms import FactView, Matter, Member
from assessments.sharing.services import share_create, share_open, share_revoke
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from tests.support.confirmed_users import confirmed_user
from tests.support.firms import account_of, colleague_of, matter_of, partner_of
from tests.support.pages import assess_record, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

EDITED: dict[str, Any] = {
    "schema": "creation-record/1",
    "title": "A bridge",
    "kind": "image",
    "parties": [{"id": "p1", "name": "Ding", "kind": "person", "role": "author"}],
    "tools": [{"id": "t1", "name": "A tool", "does": "text_to_image"}],
    "steps": [
        {"id": "s0", "action": "generate", "tool": "t1", "by": "p1", "prompt": "a bridge"},
        {
            "id": "s1", "action": "edit", "by": "p1", "extent": "substantial", "adds": ["figure"],
            "effect": "visible", "intent": "a heron painted beside the bridge",
        },
    ],
    "inputs": [{"id": "i1", "what": "photo", "made_by": "third_party"}],
}  # fmt: skip


@pytest.fixture
def partner() -> Member:
    return partner_of("partner")


@pytest.fixture
def taken(partner: Member, files_as_library: None, tmp_path: Path) -> Assessment:
    client = confirmed_user("client")
    typed = tmp_path / "record.json"
    typed.write_text(json.dumps(EDITED))
    assessment = assess_record(client, typed)
    row, _made = share_create(assessment=assessment, email=account_of(partner).email, by=client)
    opened = share_open(share=row, by=account_of(partner))
    return share_add(share=opened, matter=matter_of(partner), by=partner)


@pytest.fixture
def page(partner: Member) -> Client:
    return signed_in(account_of(partner))


def path_of(work: Work, ending: str = "") -> str:
    return f"/desk/matters/{work.matter_id}/works/{work.pk}/facts/{ending}"


def write(page: Client, work: Work, state: str = "confirmed", **sent: Any) -> Any:
    path = path_of(work, sent.pop("at", "steps/2/"))
    typed = {"state": state, "reason": "I saw the layered file.", "version": 0, **sent}
    return page.post(path, {"_fields": "extent adds effect", **typed})


def words(assessment: Assessment) -> tuple[str, str, str | None]:
    result = assessment.typed_result
    held = result.held.conclusion if result.held else None
    return result.claimed.conclusion, result.proved.conclusion, held


def test_a_confirmed_fact_gives_a_third_answer_in_a_new_assessment(
    page: Client, taken: Assessment
) -> None:
    assert write(page, taken.work).status_code == 302
    answer = page.post(path_of(taken.work, "assess/"))
    made = taken.work.assessments.latest("created_at")
    assert answer["Location"] == f"/assessments/{taken.pk}/compare/{made.pk}/"
    assert (words(taken), words(made)) == (
        ("protected", "not_protected", None),
        ("protected", "not_protected", "protected"),
    )
    assert made.record == taken.record


def test_an_assessment_stores_the_facts_with_both_hashes(page: Client, taken: Assessment) -> None:
    write(page, taken.work)
    page.post(path_of(taken.work, "assess/"))
    library = taken.work.assessments.latest("created_at").library
    [fact] = library["facts"]
    assert (fact["path"], fact["state"], fact["by"]) == ("steps[1]", "confirmed", "partner@law.cn")
    text = json.dumps([fact], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert library["facts_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert library["record_sha256"] == taken.work.intake.record_sha256


def test_the_page_shows_the_clients_wording_beside_the_lawyers(
    page: Client, taken: Assessment
) -> None:
    kept = {"adds": "figure", "effect": "visible"}
    assert write(page, taken.work, "corrected", extent="minor", **kept).status_code == 302
    assert FactView.objects.get().value == {"extent": "minor"}
    response = page.get(path_of(taken.work))
    [changed] = [row for fact in response.context["rows"] for row in fact.changed]
    assert (changed.client, changed.lawyer) == ("Substantial", "Minor")
    html = response.content.decode()
    assert "Substantial" in html and "Minor" in html


def test_two_lawyers_on_one_fact_get_a_conflict_with_both(
    page: Client, taken: Assessment, partner: Member
) -> None:
    write(page, taken.work, "disputed", reason="The agency says otherwise.")
    other = signed_in(account_of(colleague_of(partner, "second", "partner")))
    answer = write(other, taken.work, "corrected", reason="Only a crop.", adds="crop")
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "The agency says otherwise." in html and "Only a crop." in html
    assert FactView.objects.count() == 1


def test_the_database_refuses_a_second_row_of_a_version(
    page: Client, taken: Assessment, partner: Member
) -> None:
    write(page, taken.work)
    twin = FactView(work=taken.work, path="steps[1]", state="disputed", reason="x", by=partner)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_what_was_written_before_stays(page: Client, taken: Assessment) -> None:
    write(page, taken.work)
    write(page, taken.work, "withdrawn", version=1, reason="Wrong file.")
    assert [row.state for row in FactView.objects.order_by("version")] == ["confirmed", "withdrawn"]
    page.post(path_of(taken.work, "assess/"))
    assert taken.work.assessments.count() == 1  # nothing is held


@pytest.mark.parametrize(
    ("state", "sent"),
    [
        ("confirmed", {"reason": " "}),
        ("corrected", {"extent": "substantial", "adds": "figure", "effect": "visible"}),
        ("corrected", {"extent": "vast"}),
        ("sure", {}),
    ],
)
def test_a_fact_without_a_reason_or_a_possible_value_is_refused(
    page: Client, taken: Assessment, state: str, sent: dict[str, str]
) -> None:
    assert write(page, taken.work, state, **sent).status_code == 422
    assert not FactView.objects.exists()


def test_only_a_lawyer_of_the_matter_writes_down_a_fact(taken: Assessment, partner: Member) -> None:
    work = taken.work
    stranger = signed_in(account_of(partner_of("stranger", firm="别家律师事务所")))
    outside = colleague_of(partner, "outside", "outside")
    work.matter.people.create(member=outside)
    reader = signed_in(account_of(outside))
    assistant = colleague_of(partner, "assistant", "assistant")  # who is no lawyer
    work.matter.people.create(member=assistant)
    helper = signed_in(account_of(assistant))
    for visitor, read, change in ((stranger, 404, 404), (reader, 200, 403), (helper, 200, 403)):
        assert visitor.get(path_of(work)).status_code == read
        assert visitor.get(path_of(work, "steps/2/")).status_code == read
        assert write(visitor, work).status_code == change
        assert visitor.post(path_of(work, "assess/")).status_code == change


def test_no_other_matter_reaches_the_facts_of_a_work(
    page: Client, taken: Assessment, partner: Member
) -> None:
    other: Matter = matter_of(partner, title="Another")
    path = f"/desk/matters/{other.pk}/works/{taken.work.pk}/facts/"
    assert page.get(path).status_code == 404
    for ending in ("steps/3/", "steps/0/", "parties/1/"):
        assert page.get(path_of(taken.work, ending)).status_code == 404


def test_the_page_says_where_the_clients_files_do_not_count(
    page: Client, taken: Assessment
) -> None:
    intake = taken.work.intake
    assert intake.source is not None and intake.share is not None
    says = "No file of the client is open to this matter"
    assert says in page.get(path_of(taken.work)).content.decode()
    Draft.objects.create(owner=intake.source.work.owner, work=intake.source.work)
    assert says not in page.get(path_of(taken.work)).content.decode()
    share_revoke(share=intake.share, by=intake.share.by)
    assert says in page.get(path_of(taken.work)).content.decode()


def test_the_matter_tells_what_was_received_from_what_was_assessed(
    page: Client, taken: Assessment
) -> None:
    write(page, taken.work)
    page.post(path_of(taken.work, "assess/"))
    assert taken.work.matter is not None
    rows = page.get(taken.work.matter.get_absolute_url()).context["assessments"]
    assert [bool(row.facts_sha256) for row in rows] == [True, False]


def test_result_and_comparison_show_three_columns(page: Client, taken: Assessment) -> None:
    write(page, taken.work)
    page.post(path_of(taken.work, "assess/"))
    made = taken.work.assessments.latest("created_at")
    html = page.get(made.get_absolute_url()).content.decode()
    assert html.count("As the lawyer holds") >= 4  # bar, sentence, answer, element cards
    assert "I saw the layered file." in html
    assert made.library["facts_sha256"] in html and made.library["record_sha256"] in html
    beside = page.get(f"/assessments/{taken.pk}/compare/{made.pk}/").content.decode()
    assert "As the lawyer holds" in beside and "I saw the layered file." in beside
    assert "As the lawyer holds" not in page.get(taken.get_absolute_url()).content.decode()
