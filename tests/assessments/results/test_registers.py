"""Two registers of one result: other sentences, the same codes, facts, authorities and figures."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings

from assessments.accounts.roles import roles_ensure
from assessments.engine import CaseBase, assess, load_rules
from assessments.results.page import result_page
from assessments.results.page.next_steps import NextStepRow, PossibleChange
from assessments.results.page.result import ResultPage
from assessments.results.register import register_of
from assessments.wording import REGISTERS, RegisterName
from assessments.works.models import Assessment, Work
from cases.record import CreationRecord, to_plain
from tests.support.pages import STRONG, assess_record, signed_in, text_of
from tests.support.real_library import real_library
from tests.support.records import records

RULES = load_rules()
SENTENCE_KEYS = {
    "text", "title", "register", "word", "claimed_word", "name", "asks_for", "relation", "by",
    "scope", "layer_names", "sentence", "texts", "label", "from_label", "to_label", "range",
    "presumed",
}  # fmt: skip


def without_sentences(value: Any) -> Any:
    """A page's values without what is said in words."""
    if isinstance(value, dict):
        return {
            name: without_sentences(part)
            for name, part in value.items()
            if name not in SENTENCE_KEYS
        }
    if isinstance(value, list | tuple):
        return [without_sentences(part) for part in value]
    if isinstance(value, NextStepRow | PossibleChange):
        value = replace(value, basis="")  # in words
    if hasattr(value, "__dataclass_fields__") and type(value).__name__ != "Link":
        return {
            name: without_sentences(part)
            for name, part in vars(value).items()
            if name not in SENTENCE_KEYS
        }
    return value


def page(record: CreationRecord, base: CaseBase, register: RegisterName) -> ResultPage:
    result = assess(record, base, RULES)
    made = Assessment(
        work=Work(title=record.title),
        record=to_plain(record),
        result=result.plain(),
        library={"decisions": [], "places": []},
    )
    return result_page(made, "/record/", register=register)


@given(records())
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_both_registers_of_any_record_show_the_same(of: CreationRecord) -> None:
    base = CaseBase.build([], RULES)
    plain, formal = (page(of, base, register) for register in REGISTERS)
    assert without_sentences(plain) == without_sentences(formal)


def test_both_registers_show_the_same_beside_the_decided_cases() -> None:
    library = real_library()
    record = library.precedents[0].record
    plain, formal = (page(record, library.base, register) for register in REGISTERS)
    assert without_sentences(plain) == without_sentences(formal)
    assert plain.elements != formal.elements


@pytest.mark.django_db
def test_a_creator_reads_plain_words_and_a_lawyer_formal_ones(creator, assessment):
    request = RequestFactory().get("/")
    request.user = creator
    assert register_of(request) == "plain"
    creator.groups.add(roles_ensure()["lawyer"])
    assert register_of(request) == "formal"


@pytest.mark.django_db
def test_what_was_asked_for_last_is_remembered(creator, assessment):
    client, address = signed_in(creator), f"/assessments/{assessment.pk}/"

    def current(response: Any) -> list[str]:
        return re.findall(r'href="\?reading=(\w+)" aria-current', text_of(response))

    assert current(client.get(address)) == ["plain"]
    assert current(client.get(address, {"reading": "formal"})) == ["formal"]
    assert current(client.get(address)) == ["formal"]
    assert current(client.get(address, {"reading": "nonsense"})) == ["formal"]


@pytest.mark.django_db
def test_each_next_step_opens_the_question_that_it_is_about(creator, files_as_library):
    assessment = assess_record(creator, STRONG)
    html = text_of(signed_in(creator).get(f"/assessments/{assessment.pk}/"))
    asked = set(re.findall(r'name="to" value="([^"]+)"', html))
    steps = {step["id"] for step in assessment.record["steps"]}
    assert asked
    for to in asked:
        place, _, field = to.partition("#")
        if place.startswith("steps/"):
            assert place.removeprefix("steps/") in steps and field
        else:
            assert place in ("evidence", "work", "owner") or place.startswith("inputs/")


@pytest.mark.django_db
def test_only_the_owner_is_offered_to_answer(creator, stranger, files_as_library):
    from assessments.works.shares import Share

    assessment = assess_record(creator, STRONG)
    Share.objects.create(
        assessment=assessment, by=creator, email="reader@firm.test", reader=stranger
    )
    html = text_of(signed_in(stranger).get(f"/assessments/{assessment.pk}/"))
    assert "How to do it" in html
    assert 'name="to"' not in html
