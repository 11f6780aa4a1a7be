"""The exhibits as a court's list has them: filled in on a screen, by whom, and into the memo."""

from __future__ import annotations

from html import unescape
from typing import Any, get_args

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from assessments.accounts.roles import LAWYER, roles_ensure
from assessments.dossier.contents import gather
from assessments.dossier.documents import evidence_rows
from assessments.dossier.services import dossier_request
from assessments.engine import load_authorities
from assessments.exhibits.models import ExhibitEntry
from assessments.exhibits.particulars import class_by_law
from assessments.exhibits.queries import particulars_for
from assessments.memo.job import memo_snapshot
from assessments.memo.services import memo_request
from assessments.memo.sources import sources_of, sources_today
from assessments.wording.exhibits import legal_classes
from assessments.works.shares import Share
from cases.record import CreationRecord, Evidence
from cases.record.codes import EvidenceKind
from tests.support.accounts import confirmed_user
from tests.support.memo_documents import opinion_of
from tests.support.pages import WEAK, assess_record, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FILLED = {
    "original": "copy",
    "held_by": "With the client, Beijing",
    "pages": "1-3",
    "source": "the client",
    "obtained": "handed over on 3 May 2026",
    "authenticity": "affirmed",
    "legality": "affirmed",
    "relevance": "reserved",
    "remark": "Compare with the account.",
}


@pytest.fixture
def assessment(creator: Any, files_as_library: None) -> Any:
    return assess_record(creator, WEAK)


@pytest.fixture
def lawyer(db: None) -> Any:
    user = confirmed_user("wang")
    user.groups.add(roles_ensure()[LAWYER])
    return user


@pytest.fixture
def shared(assessment: Any, creator: Any, lawyer: Any) -> Any:
    Share.objects.create(assessment=assessment, email="wang@localhost", by=creator, reader=lawyer)
    return assessment


def fill_in(user: Any, assessment: Any, **values: str) -> Any:
    return signed_in(user).post(f"/assessments/{assessment.pk}/exhibits/1/", values)


def particulars(user: Any, assessment: Any) -> Any:
    record = CreationRecord.model_validate(assessment.record)
    return particulars_for(user, assessment.work, record)["e1"]


def piece(what: EvidenceKind, **more: Any) -> Evidence:
    return Evidence(id="e1", what=what, made="later", **more)


@pytest.mark.parametrize(
    ("what", "original", "classes", "names"),
    [
        ("terms", "", ("electronic",), "电子数据"),
        ("screen_recording", "", ("electronic",), "电子数据"),
        ("chat_export", "copy", ("electronic",), "电子数据"),
        ("drafts", "", ("electronic", "documentary"), "电子数据或者书证"),
        ("drafts", "electronic", ("electronic",), "电子数据"),
        ("drafts", "original", ("documentary",), "书证"),
        ("contract", "", ("documentary", "electronic"), "书证或者电子数据"),
        ("notarised", "", ("documentary",), "书证"),
        ("statement", "", ("party_statement",), "当事人的陈述"),
        ("witness", "", ("testimony",), "证人证言"),
    ],
)
def test_the_class_follows_from_the_law(
    what: EvidenceKind, original: str, classes: tuple[str, ...], names: str
) -> None:
    found = class_by_law(piece(what), original)
    assert found.classes == classes
    assert found.law[0] == "prc-civil-procedure-law-66"
    with translation.override("zh-hans"):
        assert legal_classes(found.classes) == names


def test_every_kind_of_evidence_has_a_class_and_its_rules_are_held() -> None:
    law = load_authorities()
    for what in get_args(EvidenceKind):
        found = class_by_law(piece(what))
        assert found.classes and all(key in law for key in found.law), what


def test_what_is_filled_in_reaches_the_memo_with_who_did(creator: Any, assessment: Any) -> None:
    assert fill_in(creator, assessment, **FILLED).status_code == 302
    memo = memo_request(assessment=assessment, language="en", by=creator)
    known = memo_snapshot(memo).particulars["e1"]
    assert (known.original.value, known.pages.value) == ("copy", "1-3")
    assert known.relevance.value == "reserved"
    filled = known.source.filled
    assert (filled.by, filled.capacity) == ("creator", "maker")
    assert assessment.record["evidence"][0].keys() == {"id", "what", "made", "shows"}


def test_what_the_owner_filled_in_reaches_the_list_of_the_dossier(
    creator: Any, assessment: Any
) -> None:
    fill_in(creator, assessment, **FILLED)
    dossier = dossier_request(assessment=assessment, by=creator)
    (row,) = evidence_rows(gather(dossier))
    assert (row.state, row.pages, row.source) == ("copy", "1-3", "the client")
    assert row.evidence_class == "statement of a party"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("copy", "doubtful", "1-3")), ("zh-hans", ("复印件", "存疑", "关联性"))],
)
def test_the_pages_show_it(
    creator: Any, assessment: Any, language: str, words: tuple[str, ...]
) -> None:
    fill_in(creator, assessment, **FILLED)
    client = signed_in(creator, language)
    listed = text_of(client.get(f"/assessments/{assessment.pk}/exhibits/"))
    assert all(word in listed for word in words)
    form = text_of(client.get(f"/assessments/{assessment.pk}/exhibits/1/"))
    assert "With the client, Beijing" in form and 'value="copy" selected' in form
    assert f"/assessments/{assessment.pk}/exhibits/" in text_of(
        client.get(f"/assessments/{assessment.pk}/evidence/")
    )


def test_a_lawyers_words_go_before_the_makers_value_by_value_in_his_memo_alone(
    creator: Any, shared: Any, lawyer: Any
) -> None:
    fill_in(creator, shared, original="original", pages="7")
    fill_in(lawyer, shared, original="copy", authenticity="denied")
    theirs, own = particulars(lawyer, shared), particulars(creator, shared)
    assert (theirs.original.value, theirs.pages.value) == ("copy", "7")
    assert (theirs.original.filled.capacity, theirs.pages.filled.capacity) == ("lawyer", "maker")
    assert (own.original.value, own.authenticity) == ("original", None)
    seen = text_of(signed_in(creator).get(f"/assessments/{shared.pk}/exhibits/1/"))
    assert "not accepted" in seen, "the owner sees what others say of the exhibits"


def test_another_reader_sees_nothing_of_a_lawyer(creator: Any, shared: Any, lawyer: Any) -> None:
    other = confirmed_user("sun")
    Share.objects.create(assessment=shared, email="sun@localhost", by=creator, reader=other)
    fill_in(lawyer, shared, remark="For our file only")
    for ending in ("exhibits/", "exhibits/1/"):
        page = text_of(signed_in(other).get(f"/assessments/{shared.pk}/{ending}"))
        assert "For our file only" not in page


def test_a_lawyer_overrides_the_class_with_a_reason(shared: Any, lawyer: Any) -> None:
    refused = fill_in(lawyer, shared, legal_class="documentary")
    assert refused.status_code == 422
    assert "Say why the exhibit is of this class." in unescape(text_of(refused))
    fill_in(lawyer, shared, legal_class="documentary", class_reason="Signed on paper.")
    found = particulars(lawyer, shared).legal_class
    assert (found.classes, found.reason) == (("documentary",), "Signed on paper.")
    assert found.filled.capacity == "lawyer"
    listed = unescape(text_of(signed_in(lawyer).get(f"/assessments/{shared.pk}/exhibits/")))
    assert "documentary evidence" in listed and "Signed on paper." in listed
    page = text_of(signed_in(lawyer).get(f"/assessments/{shared.pk}/exhibits/1/"))
    assert "Without that choice" in page and "statement of a party" in page


def test_nobody_else_overrides_it(creator: Any, assessment: Any) -> None:
    form = text_of(signed_in(creator).get(f"/assessments/{assessment.pk}/exhibits/1/"))
    assert "class_reason" not in form
    fill_in(creator, assessment, pages="1", legal_class="documentary", class_reason="x")
    assert particulars(creator, assessment).legal_class.classes == ("party_statement",)


def test_what_is_emptied_is_gone(creator: Any, assessment: Any) -> None:
    fill_in(creator, assessment, pages="1")
    fill_in(creator, assessment, pages=" ")
    assert not ExhibitEntry.objects.exists()


def test_another_piece_under_the_same_id_inherits_nothing(creator: Any, assessment: Any) -> None:
    fill_in(creator, assessment, pages="1")
    ExhibitEntry.objects.update(sha256="ab" * 32)
    assert particulars(creator, assessment).pages is None


def test_a_number_without_an_exhibit_is_not_found(creator: Any, assessment: Any) -> None:
    client = signed_in(creator)
    for number in (0, 2):
        address = f"/assessments/{assessment.pk}/exhibits/{number}/"
        assert client.get(address).status_code == 404


def test_the_log_notes_that_it_was_filled_in_and_not_what(creator: Any, assessment: Any) -> None:
    fill_in(creator, assessment, remark="secret words")
    log = text_of(signed_in(creator).get(f"/assessments/{assessment.pk}/log/"))
    assert "Filled in an exhibit for the schedule of evidence" in log
    assert "secret words" not in log


def test_the_database_refuses_a_class_without_a_reason(creator: Any, assessment: Any) -> None:
    row = {"work": assessment.work, "evidence": "e1", "what": "terms", "by": creator}
    with pytest.raises(IntegrityError), transaction.atomic():
        ExhibitEntry.objects.create(**row, capacity="lawyer", legal_class="documentary")


EXAMINED = {"examined_on": "2026-05-04", "examined": "original", "examined_shows": "Her sketch."}


def test_what_a_lawyer_examined_is_printed_with_name_and_day(shared: Any, lawyer: Any) -> None:
    assert fill_in(lawyer, shared, **EXAMINED).status_code == 302
    (known,) = particulars(lawyer, shared).examined
    assert (known.on.isoformat(), known.seen, known.shows) == tuple(EXAMINED.values())
    memo = memo_request(assessment=shared, language="en", by=lawyer)
    printed = "\n".join(opinion_of(memo_snapshot(memo)).texts())
    assert (
        "examined by wang@localhost on 4 May 2026 (the original itself, outside of this site)"
        in printed
    )
    assert "“Her sketch.”" in printed and "no level and no answer of this memo counts" in printed


def test_nobody_examines_but_a_lawyer_who_does_not_own_the_work(
    shared: Any, creator: Any, lawyer: Any
) -> None:
    fill_in(creator, shared, **FILLED, **EXAMINED)
    creator.groups.add(roles_ensure()[LAWYER])
    fill_in(creator, shared, **FILLED, **EXAMINED)
    lawyer.groups.clear()
    fill_in(lawyer, shared, **FILLED, **EXAMINED)
    assert ExhibitEntry.objects.filter(examined_on__isnull=True).count() == 2
    fill_in(lawyer, shared)
    lawyer.groups.add(roles_ensure()[LAWYER])
    fill_in(lawyer, shared, **EXAMINED)
    lawyer.groups.clear()
    fill_in(lawyer, shared, pages="3")  # no lawyer any more
    assert not ExhibitEntry.objects.filter(examined_on__isnull=False).exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"examined_on": ""},
        {"examined": ""},
        {"examined_shows": ""},
        {"examined_on": "2999-01-01"},
        {"examined": "file"},  # which the lawyer may not open
    ],
)
def test_an_examination_is_whole_possible_and_of_what_was_open(
    shared: Any, lawyer: Any, changed: dict[str, str]
) -> None:
    assert fill_in(lawyer, shared, **EXAMINED | changed).status_code == 422
    assert not ExhibitEntry.objects.exists()


def test_the_database_keeps_an_examination_whole(shared: Any, lawyer: Any) -> None:
    fill_in(lawyer, shared, **EXAMINED)
    harmed: list[dict[str, Any]] = [
        *({name: ""} for name in ("examined", "examined_shows")),
        {"examined_on": None},
        {"capacity": "maker"},
        {"examined": "hearsay"},
    ]
    for change in harmed:
        with pytest.raises(IntegrityError), transaction.atomic():
            ExhibitEntry.objects.update(**change)


def test_a_memo_made_before_an_examination_is_out_of_date_and_others_are_not(
    shared: Any, lawyer: Any
) -> None:
    fill_in(lawyer, shared, **FILLED)
    before = sources_of(memo_snapshot(memo_request(assessment=shared, language="en", by=lawyer)))
    assert sources_today(shared, lawyer, before)["exhibits"] == before["exhibits"]
    fill_in(lawyer, shared, **FILLED, **EXAMINED)
    assert sources_today(shared, lawyer, before)["exhibits"] != before["exhibits"]
