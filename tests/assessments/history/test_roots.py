"""The daily root on the page of the log: shown, downloaded with its proof, sent by e-mail."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assessments.accounts.models_notifications import Notification
from assessments.audit.log import audit_append
from assessments.audit.merkle import root_by_path
from assessments.audit.models import AuditEntry, LogRoot
from assessments.audit.roots import head_leaf
from assessments.quotas.limits import read_limits
from assessments.works.drafts import Draft
from tests.support.confirmed_users import confirmed_user, letters_send
from tests.support.log_days import as_owner_of_the_database, make_root
from tests.support.mail_server import Mailbox
from tests.support.pages import LANGUAGES, WEAK, assess_record, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOT_PROVED = {
    "en": ["could have written falsely at first", "who kept no root", "the word of this site"],
    "zh-hans": ["运营者最初即可能作出不实记载", "未保存根哈希的人", "仅为本站的陈述"],
}


@pytest.fixture
def owner() -> Any:
    return confirmed_user("owner")


@pytest.fixture
def assessment(owner: Any, files_as_library: None) -> Any:
    assessment = assess_record(owner, WEAK)
    draft = Draft.objects.create(owner=owner, work=assessment.work)
    audit_append(subject=str(draft.pk), act="draft.begun", actor=owner.pk)
    audit_append(subject="another", act="done", actor=None)
    return assessment


def page(owner: Any, assessment: Any, language: str = "en") -> str:
    return text_of(signed_in(owner, language).get(f"/assessments/{assessment.pk}/log/"))


def ask(owner: Any, assessment: Any) -> str:
    url = f"/assessments/{assessment.pk}/log/root/"
    return text_of(signed_in(owner).post(url, follow=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_the_newest_root_and_what_it_does_not_prove(
    assessment: Any, owner: Any, language: str
) -> None:
    make_root(1)
    newest = make_root(2)
    text = page(owner, assessment, language)
    assert newest.hash in text
    for sentence in NOT_PROVED[language]:
        assert sentence in text


def test_before_the_first_root_the_page_says_that_there_is_none(
    assessment: Any, owner: Any
) -> None:
    text = page(owner, assessment)
    assert "No root covers this log yet." in text
    assert "Not covered by a daily root yet." in text
    assert "No root covers this log yet." in ask(owner, assessment)
    assert not Notification.objects.exists()


def test_the_page_names_an_entry_that_is_not_the_one_of_its_root(
    assessment: Any, owner: Any
) -> None:
    make_root(1)
    last = AuditEntry.objects.filter(subject=assessment.work_id).latest("number")
    with as_owner_of_the_database():
        AuditEntry.objects.filter(pk=last.pk)._raw_delete(using="default")
    text = page(owner, assessment)
    assert f"Entry {last.number} is not the one that a daily root covers" in text
    assert "This log has been changed" in text


def test_the_download_leads_from_both_chains_to_the_roots(assessment: Any, owner: Any) -> None:
    make_root(1)
    make_root(2)
    response = signed_in(owner).get(f"/assessments/{assessment.pk}/log-proof.json")
    document = json.loads(response.content)

    assert [root["root"] for root in document["roots"]] == [
        root.hash for root in LogRoot.objects.all()
    ]
    first = document["roots"][0]
    assert len(document["proofs"]) == 2
    for proof in document["proofs"]:
        entry = AuditEntry.objects.get(subject=proof["subject"], number=proof["number"])
        leaf = head_leaf(subject=entry.subject, number=entry.number, entry_hash=entry.hash)
        path = [bytes.fromhex(node) for node in proof["path"]]
        assert proof["root"] == first["root"]
        found = root_by_path(leaf, proof["index"], first["leaves"], path)
        assert found is not None and found.hex() == first["tree"]


def test_the_owner_is_sent_each_root_once(assessment: Any, owner: Any, mailbox: Mailbox) -> None:
    root = make_root(1)
    assert "We are sending you the root" in ask(owner, assessment)
    assert "already sent to you" in ask(owner, assessment)
    assert letters_send() == ["ready"]

    (letter,), text = mailbox.letters(), mailbox.last_text()
    assert letter["To"] == owner.email
    assert letter["List-Unsubscribe"] is None
    assert root.hash in text and root.day.isoformat() in text
    assert f"python verify.py {root.hash}" in text
    assert "You get this e-mail because you asked for it" in text
    assert "No third party has timestamped" in text
    entry = AuditEntry.objects.filter(subject=str(assessment.work_id)).latest("number")
    assert (entry.act, entry.facts["root"]) == ("root.sent", root.hash)
    for covered in root.heads.exclude(subject="another"):
        assert covered.hash in text

    make_root(2)
    assert "We are sending you the root" in ask(owner, assessment)


def test_letters_with_roots_are_limited_in_a_day(
    assessment: Any, owner: Any, settings: Any
) -> None:
    settings.QUOTAS = read_limits("emails.account=1/d")
    make_root(1)
    assert "We are sending you the root" in ask(owner, assessment)
    make_root(2)
    assert signed_in(owner).post(f"/assessments/{assessment.pk}/log/root/").status_code == 429
    assert Notification.objects.count() == 1


def test_without_a_confirmed_address_the_owner_is_told(files_as_library: None) -> None:
    user = confirmed_user("new", verified=False)
    assessment = assess_record(user, WEAK)
    make_root(1)
    assert "no confirmed e-mail address" in ask(user, assessment)
    assert not AuditEntry.objects.filter(act="root.sent").exists()
