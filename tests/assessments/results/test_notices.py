"""What must be known of a record before its answers: whose it is, and whose rights it may touch."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest

from assessments.answers.services import draft_import
from assessments.memo.compose import compose_memo
from assessments.memo.job import memo_snapshot
from assessments.memo.models import Memo
from assessments.precedents.examples import EXAMPLES, example_record
from assessments.results.finish import draft_finish, draft_preview
from assessments.results.page import result_page
from assessments.results.services import assessment_run, work_create
from assessments.results.terminal import report
from assessments.results.what_if.running import runs
from cases.record import load_data, load_text
from tests.support.pages import signed_in, text_of
from tests.support.real_library import real_library
from tests.support.stored_library import library_store

pytestmark = pytest.mark.django_db

MADE: dict[str, Any] = {
    "schema": "creation-record/1",
    "title": "Moon",
    "kind": "image",
    "parties": [{"id": "p1", "name": "Sun", "kind": "person", "role": "author"}],
    "tools": [{"id": "t1", "name": "A tool", "does": "image_to_image", "output_terms": "user"}],
    "steps": [
        {"id": "s1", "by": "p1", "action": "generate", "tool": "t1", "prompt": "a moon",
         "detail": "specific", "evidence": ["e1"]},
    ],
    "evidence": [
        {"id": "e1", "what": "chat_export", "made": "contemporaneous",
         "examined_by": {"name": "Wu", "on": "2026-11-02"}},
    ],
}  # fmt: skip
PHOTO = {"id": "i1", "what": "photo", "made_by": "third_party", "in_output": "dominant"}


@pytest.fixture(autouse=True)
def library(db: None) -> None:
    library_store()


@pytest.mark.parametrize("appraiser", ["lawyer", "decider"])
def test_what_a_maker_imports_is_kept_and_counts_as_the_makers_word(
    creator: Any, appraiser: str
) -> None:
    stated = load_data({**MADE, "appraiser": appraiser})
    assessment = assessment_run(work=work_create(owner=creator, record=stated))
    plain = {**MADE, "evidence": [{**MADE["evidence"][0], "examined_by": None}]}
    bare = {name: v for name, v in plain["evidence"][0].items() if v is not None}
    bare_record = load_data({**MADE, "evidence": [bare]})
    without = assessment_run(work=work_create(owner=creator, record=bare_record))
    client = signed_in(creator)

    given_back = text_of(client.get(f"{assessment.get_absolute_url()}record.yaml"))
    assert load_text(given_back, "yaml") == stated
    assert assessment.result == without.result
    for address in ("", "record/"):
        page = unescape(text_of(client.get(assessment.get_absolute_url() + address)))
        assert "The record names an examination by Wu" in page
        assert "it proves nothing by itself" in page
        assert "here they count as the maker's word" in page


def test_a_draft_keeps_what_was_imported(creator: Any) -> None:
    stated = load_data({**MADE, "appraiser": "lawyer"})
    draft = draft_import(owner=creator, record=stated)
    previewed = draft_preview(draft)
    assert previewed.record == draft_finish(draft).record
    assert load_data(previewed.record) == stated
    assert {appraisal.by for appraisal in previewed.typed_result.appraisals} <= {"maker", "record"}


def test_a_memo_names_the_examination_and_does_not_count_it(creator: Any) -> None:
    assessment = assessment_run(work=work_create(owner=creator, record=load_data(MADE)))
    memo = Memo.objects.create(assessment=assessment, language="en", owner_key="x")
    made = memo_snapshot(memo)
    documents = compose_memo(made).html
    assert "The record names an examination by Wu" in documents
    assert "were examined, as the Record states" not in documents
    assert made.stated == load_data(MADE)


@pytest.mark.parametrize("slug", EXAMPLES)
def test_an_example_says_what_it_is_and_is_not_judged_against_itself(
    creator: Any, slug: str
) -> None:
    record = example_record(slug)
    assert record is not None
    assessment = assessment_run(work=work_create(owner=creator, record=record))
    decision = real_library().by_slug[slug]
    own = {judged.slug for judged in decision.judged}

    assert not own & {place["slug"] for place in assessment.library["places"]}
    assert not own & {compared.slug for compared in assessment.typed_result.precedents}
    page = unescape(text_of(signed_in(creator).get(assessment.get_absolute_url())))
    assert f"Example: the facts as they were found in {decision.short_name.en}" in page
    assert "That decision is left out of the comparison." in page
    supposed = runs(assessment, record)
    assert supposed.before == assessment.typed_result
    memo = Memo.objects.create(assessment=assessment, language="en", owner_key="x")
    assert "left out of the comparison" in compose_memo(memo_snapshot(memo)).html


def test_a_changed_example_is_its_makers(creator: Any) -> None:
    record = example_record(EXAMPLES[0])
    assert record is not None
    changed = record.model_copy(update={"title": "Mine"})
    assessment = assessment_run(work=work_create(owner=creator, record=changed))
    assert assessment.library["example"] == ""
    assert assessment.typed_result.evidence_basis == "held"
    assert EXAMPLES[0] in {place["slug"] for place in assessment.library["places"]}


@pytest.mark.parametrize(
    ("licence", "says"),
    [("unlicensed", "may infringe their rights: get a licence, or do not publish"),
     ("unknown", "is not known: input 1. Without one, publishing")],
)  # fmt: skip
def test_material_of_others_without_a_licence_is_warned_of_first(
    creator: Any, licence: str, says: str
) -> None:
    record = load_data({**MADE, "inputs": [{**PHOTO, "licence": licence}]})
    assessment = assessment_run(work=work_create(owner=creator, record=record))
    page = unescape(text_of(signed_in(creator).get(assessment.get_absolute_url())))

    assert says in page
    assert page.index(says) < page.index("The two answers")
    (step,) = result_page(assessment, "").rights_steps
    assert step.to == "inputs/i1#licence"
    assert step.text in page
    memo = Memo.objects.create(assessment=assessment, language="en", owner_key="x")
    html = unescape(compose_memo(memo_snapshot(memo)).html)
    assert html.count(says) == 2  # the short answers and the risks
    assert says in report(record, assessment.typed_result, real_library())


def test_licensed_material_is_not_warned_of(creator: Any) -> None:
    record = load_data({**MADE, "inputs": [{**PHOTO, "licence": "licensed"}]})
    assessment = assessment_run(work=work_create(owner=creator, record=record))
    page = result_page(assessment, "")
    assert (page.warnings, page.rights_steps) == ([], [])
