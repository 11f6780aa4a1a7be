"""Two assessments of one work: what changed in record, library and result, and because of what."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest

from assessments.engine import BASES
from assessments.precedents.placed_library import Library
from assessments.results import change_attribution, views_compare
from assessments.results import services as results_services
from assessments.results.change_attribution import attribute_changes
from assessments.results.page import record_changes
from assessments.results.services import assessment_run, work_create
from cases.record import CreationRecord, Evidence, load, to_plain
from tests.support.pages import LANGUAGES, STRONG, WEAK, assess_record, signed_in, text_of
from tests.support.real_library import real_library

LIBRARY = real_library()


@pytest.fixture(autouse=True)
def files_as_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The published decisions, read from their files once."""
    for module in (results_services, change_attribution, views_compare):
        monkeypatch.setattr(module, "library_published", lambda: LIBRARY)


def without_evidence(record: CreationRecord) -> CreationRecord:
    """The record as it would be had nothing been kept."""
    return record.model_copy(
        update={
            "evidence": (),
            "steps": tuple(s.model_copy(update={"evidence": ()}) for s in record.steps),
            "inputs": tuple(i.model_copy(update={"evidence": ()}) for i in record.inputs),
            "tools": tuple(t.model_copy(update={"terms_evidence": ()}) for t in record.tools),
        }
    )


@pytest.fixture
def pair(creator: Any, files_as_library: None) -> tuple[Any, Any]:
    """One work, assessed after its first run and then with everything that followed."""
    record = load(STRONG)
    first = record.model_copy(update={"steps": record.steps[:2], "inputs": ()})
    work = work_create(owner=creator, record=without_evidence(first))
    before = assessment_run(work=work)
    work.record = to_plain(record)
    work.save()
    return before, assessment_run(work=work)


def record_changes_of(before: CreationRecord, after: CreationRecord) -> list[Any]:
    return record_changes(to_plain(before), to_plain(after))


def test_the_same_record_has_no_changes() -> None:
    assert record_changes_of(load(STRONG), load(STRONG)) == []


def test_a_changed_answer_is_said_from_what_to_what() -> None:
    record = load(WEAK)
    (change,) = record_changes_of(record, record.model_copy(update={"claim": "style"}))
    assert (change.part, change.kind) == ("", "changed")
    assert [(field.before, field.after) for field in change.fields] == [
        ("the finished result", "a style")
    ]


def test_what_came_and_what_went_is_said_so() -> None:
    record = load(STRONG)
    fewer = record.model_copy(update={"parties": record.parties[1:]})
    assert "removed" in [c.kind for c in record_changes_of(record, fewer) if c.part == "parties"]
    assert "added" in [c.kind for c in record_changes_of(fewer, record) if c.part == "parties"]


@pytest.mark.django_db
def test_with_one_library_everything_comes_from_the_record(pair: tuple[Any, Any]) -> None:
    before, after = pair
    attribution = attribute_changes(before, after, record_changes(before.record, after.record))
    assert attribution.same_base and attribution.separable
    assert attribution.by_library == ()
    words = [
        (basis, *(made.typed_result.answer(basis).conclusion for made in (before, after)))
        for basis in BASES
    ]
    moved = [(basis, first, then) for basis, first, then in words if first != then]
    assert "claimed" in [basis for basis, _, _ in moved]
    assert [(m.basis, m.before, m.after) for m in attribution.by_record] == moved


@pytest.mark.django_db
def test_one_new_piece_of_evidence_is_tried_with_all_that_it_shows(
    creator: Any, files_as_library: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A piece alone without its references would move nothing and seem worthless."""
    for module in (results_services, change_attribution):
        monkeypatch.setattr(module, "files_for", lambda record, draft: None)  # as described
        monkeypatch.setattr(module, "as_counted", lambda record, example: record)
    bare = without_evidence(load(STRONG))
    # Seen by nobody, a history carries nothing.
    piece = Evidence.model_validate(
        {
            **{"id": "history", "what": "account_history", "made": "contemporaneous"},
            "examined_by": {"name": "Wang Lei", "on": "2026-11-01"},
        }
    )
    shown = bare.model_copy(
        update={
            "evidence": (piece,),
            "steps": tuple(s.model_copy(update={"evidence": ("history",)}) for s in bare.steps),
        }
    )
    work = work_create(owner=creator, record=bare)
    before = assessment_run(work=work)
    work.record = to_plain(shown)
    work.save()
    after = assessment_run(work=work)
    attribution = attribute_changes(before, after, record_changes(before.record, after.record))
    assert [effect.change.item for effect in attribution.single_changes] == ["history"]
    assert attribution.single_changes[0].moves == attribution.by_record


@pytest.mark.django_db
def test_a_change_of_the_library_alone_is_no_change_of_the_record(
    creator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_library = Library(decisions=LIBRARY.decisions[:2], rules=LIBRARY.rules)
    monkeypatch.setattr(results_services, "library_published", lambda: small_library)
    before = assess_record(creator, STRONG)
    monkeypatch.setattr(results_services, "library_published", lambda: LIBRARY)
    after = assessment_run(work=before.work)
    attribution = attribute_changes(before, after, [])
    assert not attribution.same_base and attribution.separable
    assert attribution.by_record == ()
    html = text_of(signed_in(creator).get(f"/assessments/{after.pk}/compare/{before.pk}/"))
    assert "Decisions added" in html and "Decisions removed" not in html


@pytest.mark.django_db
def test_a_library_that_moved_on_is_said_so(
    pair: tuple[Any, Any], creator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = pair
    small_library = Library(decisions=LIBRARY.decisions[:2], rules=LIBRARY.rules)
    monkeypatch.setattr(change_attribution, "library_published", lambda: small_library)
    assert not attribute_changes(before, after, []).separable


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_earlier_one_stands_first_whichever_is_named_first(
    pair: tuple[Any, Any], creator: Any, language: str
) -> None:
    before, after = pair
    client = signed_in(creator, language)
    pages = [
        unescape(text_of(client.get(f"/assessments/{left.pk}/compare/{two.pk}/")))
        for left, two in ((before, after), (after, before))
    ]
    for html in pages:
        first = html.index(f'<dd><a href="/assessments/{before.pk}/"')
        assert first < html.index(f'<dd><a href="/assessments/{after.pk}/"')


@pytest.mark.django_db
def test_assessments_of_two_works_are_not_compared(creator: Any, files_as_library: None) -> None:
    first, two = assess_record(creator, STRONG), assess_record(creator, WEAK)
    response = signed_in(creator).get(f"/assessments/{first.pk}/compare/{two.pk}/")
    assert response.status_code == 404


@pytest.mark.django_db
def test_a_stranger_compares_nothing(pair: tuple[Any, Any], stranger: Any) -> None:
    before, after = pair
    response = signed_in(stranger).get(f"/assessments/{before.pk}/compare/{after.pk}/")
    assert response.status_code == 404


@pytest.mark.django_db
def test_result_and_list_lead_to_it(pair: tuple[Any, Any], creator: Any) -> None:
    before, after = pair
    client = signed_in(creator)
    address = f'href="/assessments/{after.pk}/compare/{before.pk}/"'
    assert address in text_of(client.get(f"/assessments/{after.pk}/"))
    assert address in text_of(client.get("/assessments/"))


@pytest.mark.django_db
def test_it_asks_the_database_little(
    pair: tuple[Any, Any], creator: Any, django_assert_max_num_queries: Any
) -> None:
    before, after = pair
    client = signed_in(creator)
    with django_assert_max_num_queries(13):
        client.get(f"/assessments/{before.pk}/compare/{after.pk}/")
