"""Answers make a record, and a record makes the answers that make it again."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assessments.answers import SECTIONS, UNKNOWN, answers_from_record, problems, statuses, to_plain
from assessments.answers.answers import GROUPS, LISTS, NOTHING
from assessments.answers.questions import CONTRACT, EVIDENCE, INPUT, PARTY, STEP, TOOL
from assessments.engine import load_authorities
from cases.library import load_all
from cases.record import (
    Contract,
    CreationRecord,
    Evidence,
    Input,
    Party,
    Publication,
    Registration,
    Step,
    Tool,
    load_data,
)
from cases.record import to_plain as record_plain

JUDGED = [judged for decision in load_all() for judged in decision.judged]
SHORT = {"schema": "creation-record/1", "title": "T", "kind": "image"}


def test_every_judged_record_can_be_given_as_answers() -> None:
    records = {judged.slug: judged.record for judged in JUDGED}
    answers = {slug: answers_from_record(record_plain(record)) for slug, record in records.items()}

    assert {slug: load_data(to_plain(given)) for slug, given in answers.items()} == records
    assert [slug for slug, given in answers.items() if problems(given)] == []


PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["28", "1e3", "true", '"x"', "[1]", "null"])
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=5,
)


@given(st.dictionaries(st.text(min_size=1, max_size=6).filter(lambda s: s == s.strip()), VALUES))
def test_settings_of_any_kind_survive_as_texts(parameters: dict[str, object]) -> None:
    record = {**SHORT, "steps": [{"id": "s1", "action": "generate", "parameters": parameters}]}

    back = to_plain(answers_from_record(record))

    assert back["steps"][0].get("parameters", {}) == parameters


def test_what_is_not_known_stays_an_answer_and_leaves_the_record() -> None:
    answers = {"title": "T", "kind": "image", "distinctiveness": UNKNOWN}

    assert to_plain(answers) == SHORT
    assert statuses(answers)[0].answered == 3


def test_nothing_changed_is_another_answer_than_none() -> None:
    step = {"id": "s1", "action": "adjust"}
    said = to_plain({**SHORT, "steps": [{**step, "changed": [NOTHING]}]})
    open_ = to_plain({**SHORT, "steps": [{**step, "changed": []}]})

    assert said["steps"][0]["changed"] == []
    assert "changed" not in open_["steps"][0]


def test_a_problem_is_found_at_the_answer_that_causes_it() -> None:
    answers = {
        "title": "T",
        "kind": "image",
        "published.on": "soon",
        "steps": [{"id": "s7", "action": "generate", "outputs": "many", "by": "p9"}],
    }

    found = {(p.section, p.item, p.field): p.problem.code for p in problems(answers)}

    assert found == {
        ("", "", "published.on"): "not_date",
        ("steps", "s7", "outputs"): "not_whole_number",
        ("steps", "s7", "by"): "no_party",
    }


# Whose appraisals a record carries, and what a lawyer has examined: no maker answers that.
NOT_THE_MAKERS = ("appraiser", "examined_by", "shows_steps")


def test_every_field_of_a_record_is_asked_for_once() -> None:
    flat = {name for name in CreationRecord.model_fields if name not in (*LISTS, *GROUPS)}
    groups: dict[str, Any] = {"published": Publication, "registration": Registration}
    flat |= {f"{group}.{name}" for group, model in groups.items() for name in model.model_fields}
    lists: dict[str, Any] = {
        "parties": (PARTY, Party),
        "contracts": (CONTRACT, Contract),
        "tools": (TOOL, Tool),
        "inputs": (INPUT, Input),
        "steps": (STEP, Step),
        "evidence": (EVIDENCE, Evidence),
    }

    asked = [q.name for section in SECTIONS if not section.is_list for q in section.questions]
    assert sorted(asked) == sorted(flat - {"schema_", *NOT_THE_MAKERS})
    for questions, model in lists.values():
        fields = {*model.model_fields} - {"id", *NOT_THE_MAKERS}
        assert sorted(q.name for q in questions) == sorted(fields)


def test_every_question_rests_on_sources_that_exist() -> None:
    known = {*load_authorities(), *(judged.slug for judged in JUDGED)}
    known |= {decision.slug for decision in load_all()}

    named = {key for section in SECTIONS for q in section.questions for key in q.source}

    assert named <= known


def test_a_question_that_does_not_matter_is_asked_only_where_it_was_answered() -> None:
    extent = next(question for question in STEP if question.name == "extent")

    assert not extent.is_asked({"action": "generate"})
    assert extent.is_asked({"action": "edit"})
    assert extent.is_asked({"action": "generate", "extent": "minor"})


def test_a_section_is_done_when_what_matters_is_answered_or_said_to_be_unknown() -> None:
    party = {"id": "p1", "name": "Li", "kind": "person"}
    by_slug = {
        s.section.slug: s.state for s in statuses({"parties": [party], "inputs.none": "yes"})
    }
    done = {s.section.slug: s.state for s in statuses({"parties": [{**party, "role": "author"}]})}

    assert (by_slug["parties"], by_slug["inputs"], by_slug["tools"]) == ("check", "done", "empty")
    assert done["parties"] == "done"
