"""What was done to a work, in words and as it is hashed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from django.db import connection

from assessments.answers.sections import BY_SLUG
from assessments.audit.chain import entry_hash
from assessments.audit.log import audit_append
from assessments.audit.models import AuditEntry
from assessments.audit.queries import audit_of, to_entry
from assessments.memo.services import memo_request
from assessments.sharing.services import message_write, share_create, share_open, share_revoke
from assessments.wording.acts import ACTS, FACTS
from assessments.works.drafts import Draft
from tests.support.confirmed_users import confirmed_user
from tests.support.pages import LANGUAGES, WEAK, assess_record, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def owner() -> Any:
    return confirmed_user("owner")


@pytest.fixture
def assessment(owner: Any, files_as_library: None) -> Any:
    return assess_record(owner, WEAK)


def log(owner: Any, assessment: Any, language: str = "en") -> str:
    return text_of(signed_in(owner, language).get(f"/assessments/{assessment.pk}/log/"))


def entries(assessment: Any) -> list[AuditEntry]:
    return list(audit_of(str(assessment.work_id)))


def test_everything_done_to_a_work_is_written_down(assessment: Any, owner: Any) -> None:
    client = signed_in(owner)
    for end in ("record.json", "record.yaml", "result.json"):
        client.get(f"/assessments/{assessment.pk}/{end}")
    memo_request(assessment=assessment, language="en", by=owner)
    memo_request(assessment=assessment, language="en", by=owner)
    share, _ = share_create(assessment=assessment, email="a@law.cn", by=owner)
    share_revoke(share=share, by=owner)
    share_revoke(share=share, by=owner)
    message_write(assessment=assessment, by=owner, text="?")

    assert [entry.act for entry in entries(assessment)] == [
        "work.created",
        "assessed",
        "record.downloaded",
        "record.downloaded",
        "result.downloaded",
        "memo.requested",
        "share.given",
        "share.revoked",
        "message.written",
    ]


def test_the_log_names_the_digests_of_what_is_downloaded(assessment: Any, owner: Any) -> None:
    facts = AuditEntry.objects.get(act="assessed").facts
    for name in ("record", "result"):
        content = signed_in(owner).get(f"/assessments/{assessment.pk}/{name}.json").content
        assert facts[f"{name}_sha256"] == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_it_in_words(assessment: Any, owner: Any, language: str) -> None:
    share_create(assessment=assessment, email="a@law.cn", by=owner)
    page = log(owner, assessment, language)
    assert "Asia/Shanghai" in page
    assert "owner@law.cn" in page
    assert "a@law.cn" in page
    assert ("本日志的哈希链完整" if language == "zh-hans" else "This log is unbroken") in page
    assert "share.given" not in page


def test_the_page_names_the_entry_that_was_changed(assessment: Any, owner: Any) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE assessments_auditentry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER audit_entry_never_update")
        cursor.execute("UPDATE assessments_auditentry SET actor = 99 WHERE number = 2")
    assert "Entry 2 was changed after it was written." in log(owner, assessment)


def test_neither_name_nor_address_stays_when_an_account_goes(assessment: Any, owner: Any) -> None:
    share, _ = share_create(assessment=assessment, email="lawyer@law.cn", by=owner)
    share_open(share=share, by=confirmed_user("lawyer"))
    kept = json.dumps([entry.facts for entry in AuditEntry.objects.all()])
    assert "law.cn" not in kept
    share.reader.delete()
    page = log(owner, assessment)
    assert f"deleted account (no. {AuditEntry.objects.get(act='share.opened').actor})" in page
    assert "lawyer@law.cn" not in page


def test_what_was_done_to_the_draft_before_is_shown_first(assessment: Any, owner: Any) -> None:
    draft = Draft.objects.create(owner=owner, work=assessment.work)
    audit_append(subject=str(draft.pk), act="draft.begun", actor=owner.pk)
    facts = {"part": "steps/s2", "before": None, "as_read": ["seed", "model"]}
    audit_append(subject=str(draft.pk), act="proposal.decided", actor=owner.pk, facts=facts)
    page = log(owner, assessment)
    assert f"{BY_SLUG['steps'].title} · s2" in page
    assert "seed, model" in page
    assert 0 < page.index("Began the answers") < page.index("Saved the record as a work")


def test_what_a_visitor_did_is_not_ascribed_to_the_application(assessment: Any, owner: Any) -> None:
    draft = Draft.objects.create(owner=owner, work=assessment.work)
    audit_append(subject=str(draft.pk), act="file.received", actor=None)
    assert "a visitor" in log(owner, assessment)
    assert "the application" not in log(owner, assessment)
    audit_append(subject=str(draft.pk), act="file.changed", actor=None)
    assert "the application" in log(owner, assessment)


def test_the_download_can_be_computed_again(assessment: Any, owner: Any) -> None:
    response = signed_in(owner).get(f"/assessments/{assessment.pk}/log.json")
    (chain,) = json.loads(response.content)
    assert [entry["hash"] for entry in chain["entries"]] == [
        entry_hash(to_entry(entry)) for entry in entries(assessment)
    ]
    assert chain["faults"] == []


def test_every_act_and_fact_that_is_written_has_words(assessment: Any, owner: Any) -> None:
    memo_request(assessment=assessment, language="en", by=owner)
    share_create(assessment=assessment, email="a@law.cn", by=owner)
    message_write(assessment=assessment, by=owner, text="?")
    assert {entry.act for entry in entries(assessment)} <= set(ACTS)
    assert {name for entry in entries(assessment) for name in entry.facts} <= set(FACTS)
