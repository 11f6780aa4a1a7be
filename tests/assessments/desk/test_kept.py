"""What is kept of a matter: its timeline in words, and all of it in one archive."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.base import ContentFile

from assessments.accounts.roles import LAWYER, roles_ensure
from assessments.audit.chain import Entry, entry_hash
from assessments.audit.models import AuditEntry
from assessments.desk.services_matters import note_write, people_set
from assessments.desk.timeline import KINDS, kind_of
from assessments.jobs import JobState
from assessments.matters.models_firms import Matter, Member
from assessments.memo.models import Form, Memo
from assessments.memo.services import memo_request
from assessments.quotas.limits import read_limits
from assessments.wording.acts import ACTS
from cases.record import CreationRecord, dump_json
from tests.support.confirmed_users import confirmed_user
from tests.support.firms import account_of, colleague_of, matter_of, partner_of, request_in
from tests.support.pages import signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def partner() -> Member:
    return partner_of("partner")


@pytest.fixture
def matter(partner: Member, files_as_library: None) -> Matter:
    """A matter with a record, a note, a request and its answer."""
    row = matter_of(partner, title="Cover")
    owner = confirmed_user("owner")
    asked = request_in(row, by=partner, client=owner)
    signed_in(owner).post(f"/desk/requests/{asked.pk}/answer/", {"text": "I did."})
    note_write(matter=row, by=partner, text="Call on Monday.")
    return row


def archive(member: Member, matter: Matter) -> zipfile.ZipFile:
    sent: Any = signed_in(account_of(member)).get(f"{matter.get_absolute_url()}export/")
    assert sent.status_code == 200
    assert sent.streaming
    return zipfile.ZipFile(io.BytesIO(b"".join(sent.streaming_content)))


def test_the_timeline_names_people_and_facts_newest_first(matter: Matter, partner: Member) -> None:
    associate = colleague_of(partner, "associate")
    people_set(matter=matter, by=partner, members=[partner, associate])
    page = signed_in(account_of(partner)).get(f"{matter.get_absolute_url()}timeline/")
    rows = list(page.context["page_obj"])
    assert [row.act for row in rows] == [
        str(ACTS[act])
        for act in (
            "matter.people",
            "matter.note",
            "request.answered",
            "request.asked",
            "matter.received",
            "matter.opened",
        )
    ]
    assert [row.who for row in rows[:3]] == ["partner@law.cn", "partner@law.cn", "owner@law.cn"]
    (members,) = (value.text for _, value in rows[0].facts)
    assert members == "partner@law.cn, associate@law.cn"
    (request,) = (value for _, value in rows[2].facts)
    assert request.href == matter.requests.get().get_absolute_url()
    assert "Harbour at first light" in text_of(page)


def test_the_timeline_is_filtered_by_kind(matter: Matter, partner: Member) -> None:
    page = signed_in(account_of(partner))
    shown = {}
    for kind in ("", *KINDS):
        rows = page.get(f"{matter.get_absolute_url()}timeline/", {"kind": kind})
        shown[kind] = rows.context["page_obj"].paginator.count
    assert shown == {"": 5, "matter": 1, "record": 1, "request": 2, "note": 1, "export": 0}


def test_every_act_of_a_matter_has_words_and_a_kind() -> None:
    acts = [act for act in ACTS if act.startswith(("matter.", "request."))]
    assert len(acts) >= 12
    assert {kind_of(act) for act in acts} == set(KINDS)


def test_the_archive_has_all_of_the_matter_and_its_manifest_holds(
    matter: Matter, partner: Member
) -> None:
    copy = matter.works.get().assessments.get()
    for by in (partner, colleague_of(partner, "associate", "partner")):
        account_of(by).groups.add(roles_ensure()[LAWYER])
        form: Form = "papers" if by != partner else "opinion"
        memo = memo_request(assessment=copy, language="en", by=account_of(by), form=form)
        memo.pdf.save("memo.pdf", ContentFile(b"%PDF-1.7"), save=True)
        Memo.objects.filter(pk=memo.pk).update(state=JobState.READY)
    kept = archive(partner, matter)
    lines = [line.split("  ", 1) for line in kept.read("MANIFEST").decode().splitlines()]
    assert {name for _, name in lines} == set(kept.namelist()) - {"MANIFEST"}
    assert all(hashlib.sha256(kept.read(name)).hexdigest() == digest for digest, name in lines)

    folder = f"works/{copy.work_id}"
    record = kept.read(f"{folder}/record.json")
    assert record.decode() == dump_json(CreationRecord.model_validate(copy.record))
    received = json.loads(kept.read(f"{folder}/received.json"))
    assert hashlib.sha256(record).hexdigest() == received["record_sha256"]
    assert json.loads(kept.read(f"{folder}/assessments/{copy.pk}-result.json"))
    memos = [name for name in kept.namelist() if name.endswith(".pdf")]
    ends = sorted("-".join(name.split("-")[-3:]) for name in memos)
    assert ends == ["opinion-en-v1.pdf", "papers-en-v1.pdf"]
    assert json.loads(kept.read("notes.json"))[0]["text"] == "Call on Monday."
    assert len(json.loads(kept.read("conflict-checks.json"))) == 1
    (asked,) = json.loads(kept.read("requests.json"))
    assert (asked["about"], asked["state"], asked["messages"][0]["text"]) == (
        "steps.s1",
        "answered",
        "I did.",
    )
    assert json.loads(kept.read("matter.json"))["client"] == matter.client.name


def test_the_log_in_the_archive_can_be_computed_again(matter: Matter, partner: Member) -> None:
    log = json.loads(archive(partner, matter).read("log.json"))
    assert log["faults"] == []
    before = ""
    for entry in log["entries"]:
        assert entry["before"] == before
        stored = AuditEntry.objects.get(subject=entry["subject"], number=entry["number"])
        plain = {name: entry[name] for name in ("subject", "number", "actor", "act", "facts")}
        assert entry_hash(Entry(**plain, at=stored.at, before=before)) == entry["hash"]
        before = entry["hash"]
    assert log["entries"][-1]["act"] == "matter.exported"


def test_the_archive_is_counted_and_logged(matter: Matter, partner: Member, settings: Any) -> None:
    settings.QUOTAS = read_limits("downloads.account=1/h")
    archive(partner, matter)
    page = signed_in(account_of(partner))
    assert page.get(f"{matter.get_absolute_url()}export/").status_code == 429
    assert AuditEntry.objects.filter(act="matter.exported").count() == 1
