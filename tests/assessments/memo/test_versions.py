"""Versions of a memo: asked for with a matter, superseded, flagged, and whose they are."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.core.files.base import ContentFile

from assessments.exhibits.models import ExhibitEntry
from assessments.exhibits.snapshot import Matter
from assessments.jobs import JobState
from assessments.jobs.reasons import JobFailure
from assessments.memo.checks import check_firm_file
from assessments.memo.firm_file import InvalidFirmFile, firm_phrases
from assessments.memo.job import memo_snapshot
from assessments.memo.matters import matter_from
from assessments.memo.models import Memo
from assessments.memo.services import memo_request, memos_discard
from assessments.memo.sources import changes_today, compare, sources_of
from assessments.privacy.services import account_delete
from assessments.results.services import assessment_run
from assessments.works.shares import Share
from cases.decisions.models import Decision
from cases.decisions.services import decision_store, decision_withdraw
from tests.assessments.results.test_standing import (  # noqa: F401
    files,
    loaded,
    record,
    reversed_slug,
    reversing,
)
from tests.support.accounts import confirmed_user
from tests.support.pages import WEAK, assess_record, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ASKED = {
    "language": "en",
    "client": "Red Lantern Studio",
    "addressee": "The Copyright Office",
    "purpose": "Voluntary registration",
    "reference": "(2026) No. 7",
    "firm": "Firm of Wang",
    "principal": "Wang",
    "lawyers": "Zhao\n\n Qian ",
}


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def lawyer(db: None) -> Any:
    return confirmed_user("wang")


@pytest.fixture
def shared(assessment: Any, creator: Any, lawyer: Any) -> Any:
    Share.objects.create(assessment=assessment, email="wang@localhost", by=creator, reader=lawyer)
    return assessment


def make(memo: Memo, content: bytes = b"%PDF-1.7 one") -> Memo:
    """Make a memo ready as its job does, but for its PDF, which is a stand-in."""
    sources = sources_of(memo_snapshot(memo))
    memo.pdf.save("memo.pdf", ContentFile(content), save=True)
    Memo.objects.filter(pk=memo.pk).update(state=JobState.READY, sources=sources)
    memo.refresh_from_db()
    return memo


def ask(user: Any, assessment: Any, **changed: str) -> Memo:
    address = f"/assessments/{assessment.pk}/memos/"
    answer = signed_in(user).post(address, {**ASKED, **changed})
    return Memo.objects.get(pk=answer["Location"].split("/")[2])


def page(user: Any, memo: Memo, language: str = "en") -> str:
    return unescape(text_of(signed_in(user, language).get(memo.get_absolute_url())))


def test_the_form_reaches_every_field_and_the_memo_is_made_with_them(
    creator: Any, assessment: Any
) -> None:
    memo = ask(creator, assessment)
    made = memo_snapshot(memo)
    assert made.matter == Matter(
        client="Red Lantern Studio",
        addressee="The Copyright Office",
        purpose="Voluntary registration",
        reference="(2026) No. 7",
        firm="Firm of Wang",
        principal="Wang",
        lawyers=("Zhao", "Qian"),
    )
    assert made.version == 1
    html = page(creator, memo)
    assert all(value in html for value in ("(2026) No. 7", "Zhao, Qian", "Voluntary registration"))
    assert "经办律师" in page(creator, memo, "zh-hans")


def test_nothing_but_the_language_is_required(creator: Any, assessment: Any) -> None:
    address = f"/assessments/{assessment.pk}/memos/"
    html = text_of(signed_in(creator).get(address))
    assert '<details class="disclosure">' in html, "the details are folded"
    signed_in(creator).post(address, {"language": "en"})
    assert Memo.objects.get().matter == {}


def test_too_many_names_are_refused_and_seen(creator: Any, assessment: Any) -> None:
    address = f"/assessments/{assessment.pk}/memos/"
    html = text_of(signed_in(creator).post(address, {**ASKED, "lawyers": "x\n" * 11}))
    assert "At most 10 names" in html
    assert '<details class="disclosure" open>' in html
    assert not Memo.objects.exists()


def test_the_firm_is_remembered_for_every_work_and_the_client_for_the_same_one(
    creator: Any, assessment: Any
) -> None:
    ask(creator, assessment)
    other = assess_record(creator, WEAK)
    same = text_of(signed_in(creator).get(f"/assessments/{assessment.pk}/memos/"))
    another = text_of(signed_in(creator).get(f"/assessments/{other.pk}/memos/"))
    assert "Red Lantern Studio" in same
    assert 'value="Firm of Wang"' in another
    assert "Red Lantern Studio" not in another and "(2026) No. 7" not in another


def test_asking_for_the_same_again_gives_the_same_version(creator: Any, assessment: Any) -> None:
    first = make(ask(creator, assessment))
    assert ask(creator, assessment) == first
    assert Memo.objects.count() == 1


def test_another_matter_makes_another_version_and_both_stay(creator: Any, assessment: Any) -> None:
    first = make(ask(creator, assessment))
    second = ask(creator, assessment, purpose="Litigation")
    assert (second.version, second.series) == (2, first.series)
    assert "Superseded" not in page(creator, first), "nothing has taken its place yet"
    make(second, b"%PDF-1.7 two")

    html = page(creator, first)
    assert "Version 2 has taken its place" in html and second.get_absolute_url() in html
    assert "第2版已取代本版" in page(creator, first, "zh-hans")
    listed = text_of(signed_in(creator).get(f"/assessments/{assessment.pk}/memos/"))
    assert listed.count("superseded") == 1
    client = signed_in(creator)
    answers = [client.get(f"{memo.get_absolute_url()}memo.pdf") for memo in (first, second)]
    assert [answer.getvalue().split()[-1] for answer in answers] == [b"one", b"two"]
    names = [answer["Content-Disposition"] for answer in answers]
    assert ["superseded" in name for name in names] == [True, False]
    assert "What changed since version 1" in page(creator, second)
    assert "Nothing of what they stand on" in page(creator, second)


def test_a_new_assessment_makes_a_version_that_says_what_changed(
    creator: Any, assessment: Any
) -> None:
    first = make(ask(creator, assessment))
    work = assessment.work
    work.record = {**work.record, "summary": "Told anew."}
    work.save()
    newer = assessment_run(work=work)

    assert "The creation record is another." in page(creator, first)
    assert f"/assessments/{newer.pk}/memos/" in page(creator, first)
    again = signed_in(creator).post(f"/assessments/{assessment.pk}/memos/", ASKED)
    assert again["Location"] == f"/assessments/{newer.pk}/memos/", "not from the older one"
    second = make(ask(creator, newer))
    html = page(creator, second)
    assert second.version == 2
    assert "What changed since version 1" in html and "The creation record is another." in html
    assert f"/compare/{second.assessment_id}/" in html


def test_another_account_has_a_series_of_its_own(creator: Any, shared: Any, lawyer: Any) -> None:
    mine, theirs = make(ask(creator, shared)), make(ask(lawyer, shared))
    assert mine.series != theirs.series
    assert (mine.version, theirs.version) == (1, 1)
    assert "Superseded" not in page(creator, mine)


def test_a_failed_memo_is_no_version(creator: Any, assessment: Any) -> None:
    memo = ask(creator, assessment)
    Memo.objects.filter(pk=memo.pk).update(state=JobState.FAILED, reason="disk_full")
    again = ask(creator, assessment, client="Another")
    assert (again.pk, again.version, again.state) == (memo.pk, 1, JobState.QUEUED)
    assert matter_from(again.matter).client == "Another"


def test_a_reversed_decision_flags_the_memo_and_the_list(
    creator: Any,
    loaded: str,  # noqa: F811
) -> None:
    made = assess_record(creator, WEAK)
    memo = make(ask(creator, made))
    assert "What has changed since" not in page(creator, memo)
    decision_store(data=reversing(loaded), reason="made for a test")

    assert "does not stand as it did: reversed." in page(creator, memo)
    for address in (f"/assessments/{made.pk}/memos/", "/memos/"):
        assert "has changed since" in text_of(signed_in(creator).get(address))
    again = ask(creator, made)
    assert again.version == 2, "how a decision stands is that of the day"
    make(again)
    assert "does not stand as it did: reversed." in page(creator, again), "since version 1"
    assert changes_today(again, creator).decisions == ()


def test_a_withdrawn_decision_is_known_to_the_next_version(
    creator: Any,
    loaded: str,  # noqa: F811
) -> None:
    made = assess_record(creator, WEAK)
    memo = make(ask(creator, made))
    row = Decision.objects.get(slug=loaded)
    decision_withdraw(decision=row, reason_en="Wrong.", reason_zh="有误。")
    assert "was withdrawn from the library" in page(creator, memo)
    assert "已从案例库撤下" in page(creator, memo, "zh-hans")
    again = make(ask(creator, made))
    assert loaded in memo_snapshot(again).withdrawn
    assert ask(creator, made) == again


def test_changed_law_and_rules_ask_for_a_new_assessment(creator: Any, assessment: Any) -> None:
    memo = make(ask(creator, assessment))
    law = {key: {**state, "digest": "0"} for key, state in memo.sources["law"].items()}
    Memo.objects.filter(pk=memo.pk).update(sources={**memo.sources, "law": law, "rules": "old"})
    html = page(creator, memo)
    assert "The rules of the assessment have another version." in html
    assert "What the library says of Copyright Law art. 3 was changed." in html
    assert f"/assessments/{assessment.pk}/again/" in html
    assert "Ask for a new version" not in html
    assert ask(creator, assessment) == memo, "the same assessment would say the same again"


def test_what_is_filled_in_of_an_exhibit_makes_another_version(
    creator: Any, assessment: Any
) -> None:
    first = make(ask(creator, assessment))
    ExhibitEntry.objects.create(
        work=assessment.work,
        evidence="e1",
        what="statement",
        by=creator,
        capacity="maker",
        original="copy",
    )
    assert "What was filled in of the exhibits is different." in page(creator, first)
    assert "Ask for a new version" in page(creator, first)
    second = make(ask(creator, assessment))
    assert second.version == 2
    assert compare(first.sources, second.sources).exhibits


def test_a_memo_stays_when_the_work_is_deleted(
    creator: Any, shared: Any, lawyer: Any, django_capture_on_commit_callbacks: Any
) -> None:
    theirs, own = make(ask(lawyer, shared)), make(ask(creator, shared))
    queued = ask(lawyer, shared, language="zh-hans")
    title = shared.work.title
    with django_capture_on_commit_callbacks(execute=True):
        account_delete(user=creator)

    assert not Memo.objects.filter(pk__in=[own.pk, queued.pk]).exists()
    assert not own.pdf.storage.exists(own.pdf.name)
    html = page(lawyer, theirs)
    assert "The work was deleted" in html and title in html
    assert "作品及其创作记录、评估与文件均已删除" in page(lawyer, theirs, "zh-hans")
    assert f"/assessments/{shared.pk}/" not in html
    client = signed_in(lawyer)
    assert client.get(f"{theirs.get_absolute_url()}memo.pdf").getvalue() == b"%PDF-1.7 one"
    assert title in text_of(client.get("/memos/"))
    with django_capture_on_commit_callbacks(execute=True):
        account_delete(user=lawyer)
    assert not Memo.objects.exists()
    assert not theirs.pdf.storage.exists(theirs.pdf.name)


def test_a_memo_stays_when_a_share_is_revoked_and_none_is_made_after(
    shared: Any, lawyer: Any, stranger: Any
) -> None:
    made, queued = make(ask(lawyer, shared)), ask(lawyer, shared, language="zh-hans")
    Share.objects.update(revoked_at="2026-11-30T00:00:00Z")
    assert "is not shared with you any more" in page(lawyer, made)
    assert signed_in(lawyer).get(queued.get_absolute_url()).status_code == 404
    with pytest.raises(JobFailure) as failure:
        memo_snapshot(Memo.objects.get(pk=queued.pk))
    assert failure.value.reason == "access_ended"
    assert signed_in(stranger).get(made.get_absolute_url()).status_code == 404


def test_what_belongs_to_nobody_goes_whoever_deletes(
    creator: Any, shared: Any, lawyer: Any
) -> None:
    own, theirs = make(ask(creator, shared)), make(ask(lawyer, shared))
    creator.delete()
    assert list(Memo.objects.all()) == [theirs], own
    lawyer.delete()
    assert not Memo.objects.exists()


def test_the_sweep_removes_what_can_never_be_made(creator: Any, shared: Any) -> None:
    made, queued = make(ask(creator, shared)), ask(creator, shared, language="zh-hans")
    shared.work.delete()
    assert Memo.objects.count() == 2
    assert memos_discard() == 1
    assert list(Memo.objects.all()) == [made], queued


def test_the_phrases_of_the_firm_are_stored_with_the_memo(
    creator: Any, assessment: Any, settings: Any, tmp_path: Any
) -> None:
    file = tmp_path / "firm.yaml"
    file.write_text("en:\n  letterhead: [Firm of Wang, 1 Road]\n  closing: Yours\n", "utf-8")
    settings.MEMO_FIRM_FILE = str(file)
    memo = memo_request(assessment=assessment, language="en", by=creator)
    chinese = memo_request(assessment=assessment, language="zh-hans", by=creator)
    settings.MEMO_FIRM_FILE = ""
    matter = memo_snapshot(memo).matter
    assert (matter.letterhead, matter.closing) == (("Firm of Wang", "1 Road"), "Yours")
    assert memo_snapshot(chinese).matter == Matter()


@pytest.mark.parametrize("text", ["fr: {}", "en: {motto: x}", "en: {closing: [x]}", "- en"])
def test_a_file_of_another_form_is_refused(settings: Any, tmp_path: Any, text: str) -> None:
    file = tmp_path / "firm.yaml"
    file.write_text(text, "utf-8")
    settings.MEMO_FIRM_FILE = str(file)
    with pytest.raises(InvalidFirmFile):
        firm_phrases("en")


def test_the_check_names_a_file_that_cannot_be_read(settings: Any, tmp_path: Any) -> None:
    assert check_firm_file() == []
    settings.MEMO_FIRM_FILE = str(tmp_path / "missing.yaml")
    (error,) = check_firm_file()
    assert "missing.yaml" in error.msg
