"""What if an answer were another: the real result of the supposed record, and nothing saved."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict

from assessments.engine import HeldFiles, assess
from assessments.results import services as results_services
from assessments.results import what_if
from assessments.results.what_if import (
    apply_changes,
    changes_from_form,
    changes_from_query,
    groups,
    running,
)
from assessments.works.models import Assessment, Work
from cases.record import InvalidRecord, load, to_plain
from tests.support.pages import LANGUAGES, STRONG, WEAK, assess_record, signed_in, text_of
from tests.support.real_library import real_library

DAY = dt.date(2026, 11, 22)
LIBRARY = real_library()


@pytest.fixture(autouse=True)
def files_as_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The published decisions, read from their files once."""
    for module in (results_services, running):
        monkeypatch.setattr(module, "library_published", lambda: LIBRARY)


def plain(path: Any) -> dict[str, Any]:
    return to_plain(load(path))


def suppositions(record: dict[str, Any], query: str) -> Any:
    return changes_from_query(groups(record), QueryDict(query))


def full_form(record: dict[str, Any], **other: str) -> QueryDict:
    """The whole form as a browser sends it, with some answers changed."""
    form = QueryDict(mutable=True)
    for group in groups(record):
        for control in group.controls:
            value = control.value
            form.setlist(control.name, value if isinstance(value, list) else [value])
    for name, value in other.items():
        form[name.replace("__", ".")] = value
    return form


@pytest.mark.parametrize("path", [STRONG, WEAK], ids=["strong", "weak"])
def test_a_form_sent_as_it_came_supposes_nothing(path: Any) -> None:
    record = plain(path)
    assert changes_from_form(groups(record), full_form(record)) == {}
    assert apply_changes(record, {}) == load(path)


def test_only_what_differs_is_a_supposition() -> None:
    record = plain(WEAK)
    form = full_form(record, work__distinctiveness="striking")
    assert changes_from_form(groups(record), form) == {"work.distinctiveness": "striking"}
    assert apply_changes(record, {"work.distinctiveness": "striking"}).distinctiveness == "striking"


def test_evidence_that_does_not_count_is_gone_with_every_reference() -> None:
    record = plain(STRONG)
    gone = record["evidence"][0]["id"]
    changed = apply_changes(record, suppositions(record, "evidence.1._counts=no"))
    assert gone not in [piece.id for piece in changed.evidence]
    assert all(gone not in step.evidence for step in changed.steps)


def test_evidence_that_is_not_there_yet_can_be_supposed() -> None:
    record = plain(WEAK)
    changed = apply_changes(record, suppositions(record, "steps.1._shown_by=account_history"))
    assert changed.evidence[-1].what == "account_history"
    assert changed.steps[0].evidence[-1] == changed.evidence[-1].id


@pytest.mark.parametrize(
    "query",
    ["work.kind=nonsense", "work.kind=", "steps.1.changed=x", "steps.1._shown_by=x"],
)
def test_what_does_not_fit_is_refused_with_its_field(query: str) -> None:
    record = plain(WEAK)
    with pytest.raises(InvalidRecord):
        apply_changes(record, suppositions(record, query))


@pytest.mark.django_db
def test_the_result_is_that_of_the_supposed_record_on_the_day_of_the_assessment(
    creator, files_as_library
):
    made = assess_record(creator, WEAK)
    record = apply_changes(made.record, {"work.claim": "style"})
    both = what_if.runs(made, record)
    base = LIBRARY.base.narrow(as_of=made.as_of)
    none_held = HeldFiles()
    assert both.after == assess(record, base, LIBRARY.rules, made.as_of, none_held)
    assert both.before == assess(load(WEAK), base, LIBRARY.rules, made.as_of, none_held)
    assert both.before.claimed != both.after.claimed


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_supposition_shows_both_answers_and_can_be_taken_back(
    creator, files_as_library, language
):
    made = assess_record(creator, STRONG)
    address = f"/assessments/{made.pk}/what-if/"
    html = text_of(signed_in(creator, language).get(f"{address}?work.claim=style&work.kind=text"))
    assert f'href="{address}?work.kind=text"' in html
    assert html.count('class="arrow"') > 2


@pytest.mark.django_db
def test_without_a_script_the_form_leads_to_an_address_that_supposes_the_same(
    creator, files_as_library
):
    made = assess_record(creator, STRONG)
    before = (Assessment.objects.count(), Work.objects.get().record)
    client = signed_in(creator)
    form = full_form(made.record, work__claim="style")
    response = client.post(f"/assessments/{made.pk}/what-if/", form.dict() | dict(form.lists()))
    assert response.status_code == 302
    assert parse_qs(urlsplit(response["Location"]).query)["work.claim"] == ["style"]
    assert client.get(response["Location"]).status_code == 200
    assert (Assessment.objects.count(), Work.objects.get().record) == before


@pytest.mark.django_db
def test_a_script_gets_the_part_that_changes_and_its_address(creator, files_as_library):
    made = assess_record(creator, STRONG)
    form = full_form(made.record, work__claim="style")
    client = signed_in(creator)
    address = f"/assessments/{made.pk}/what-if/"
    response = client.post(address, dict(form.lists()), headers={"HX-Request": "true"})
    assert text_of(response).lstrip().startswith('<section id="what-if-result"')
    assert response.headers["HX-Replace-Url"] == f"{address}?work.claim=style"


@pytest.mark.django_db
def test_answers_that_do_not_fit_are_said_and_not_run(creator, assessment):
    response = signed_in(creator).get(f"/assessments/{assessment.pk}/what-if/?work.kind=nonsense")
    assert response.status_code == 422
    assert "These answers contradict each other" in text_of(response)
    assert "nonsense" in text_of(response)


@pytest.mark.django_db
def test_a_what_if_page_asks_the_database_little(
    creator, assessment, django_assert_max_num_queries
):
    client = signed_in(creator)
    with django_assert_max_num_queries(12):
        client.get(f"/assessments/{assessment.pk}/what-if/?work.claim=style")


def test_a_label_that_the_typed_words_override_is_no_supposition() -> None:
    record = plain(STRONG)
    number = next(n for n, step in enumerate(record["steps"], 1) if step.get("prompt"))
    name = f"steps.{number}.detail"
    controls = {control.name: control for group in groups(record) for control in group.controls}

    assert (controls[name].how, controls[name].value) == ("note", "Your typed prompt decides this.")
    assert suppositions(record, f"{name}=none") == {}
    steps = [{**step, "prompt": None} for step in record["steps"]]
    steps = [{key: v for key, v in step.items() if v is not None} for step in steps]
    unread = {**record, "steps": steps}
    assert suppositions(unread, f"{name}=none") == {name: "none"}
