"""A record that is too long to be assessed while somebody waits is refused with what to do."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from assessments.engine import HeldFile, HeldFiles, held_files
from assessments.precedents.examples import counted_record
from assessments.quotas.limits import read_limits
from assessments.results import change_attribution
from assessments.results import services as results_services
from assessments.results.services import assessment_run, work_create
from assessments.results.too_long import (
    HELD_PER_SIZE,
    RecordTooLong,
    size_of_held,
    size_of_record,
)
from assessments.results.what_if import running
from assessments.results.what_if.running import runs
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from cases.record import CreationRecord, dump_json, to_plain
from tests.support.accounts import confirmed_user
from tests.support.pages import text_of
from tests.support.records import record

pytestmark = pytest.mark.django_db
PAGES = ("result/", "secure/", "owner/answer/", "stronger/")


def chain(count: int, **fields: Any) -> CreationRecord:
    return record(
        steps=[
            {"id": f"s{n}", "action": "generate", "tool": "t1", "prompt": "a boat", **fields}
            for n in range(count)
        ]
    )


def handed_in(client: Client, of: CreationRecord) -> str:
    client.post("/assessments/start/", {"text": dump_json(of), "open": "1"})
    return f"/interview/{Draft.objects.get().pk}/"


def test_every_page_that_would_assess_it_says_how_to_go_on(
    client: Client, files_as_library: None, settings: Any
) -> None:
    settings.ASSESS_SIZE_MAX = 20
    draft = handed_in(client, chain(30))
    for page in PAGES:
        response = client.get(f"{draft}{page}")
        assert response.status_code == 413, page
        assert "too long to be assessed at once" in text_of(response), page
    assert client.get(f"{draft}review/").status_code == 200
    settings.ASSESS_SIZE_MAX = 100
    assert client.get(f"{draft}result/").status_code == 200


def test_nothing_is_stored_of_one_that_is_refused(
    client: Client, files_as_library: None, settings: Any
) -> None:
    settings.ASSESS_SIZE_MAX = 20
    client.force_login(confirmed_user("owner"))
    response = client.post("/assessments/start/", {"text": dump_json(chain(30))})
    assert (response.status_code, Work.objects.count()) == (413, 0)


def test_repeated_runs_count_once_and_what_costs_more_counts_more() -> None:
    assert size_of_record(chain(10, repeat=40)) == size_of_record(chain(10))
    assert size_of_record(chain(10, intent="w" * 1000)) > size_of_record(chain(10)) + 15
    labelled = chain(200, prompt=None, detail="rich")
    assert size_of_record(labelled) > size_of_record(chain(200)) + 300


def test_every_text_that_is_read_counts_whatever_it_is_called() -> None:
    long, plain = "a red boat " * 1000, size_of_record(chain(10))
    for field in ("prompt", "negative_prompt", "criteria", "intent"):
        assert size_of_record(chain(10, **{field: long})) > plain + 200, field
    assert size_of_record(chain(10, parameters={"style": long})) > plain + 200
    piece = {"what": "drafts", "shows": long, "made": "later"}
    contract = {"id": "c1", "kind": "commission", "clause": long, "parties": ["p1"]}
    for fields in (
        {"notes": long * 10},
        {"contracts": [contract] * 10},
        {"evidence": [{**piece, "id": f"e{n}"} for n in range(10)]},
    ):
        assert size_of_record(record(**fields)) > 200, fields


def test_prompts_of_some_megabytes_are_answered_at_once_with_the_way_out(
    client: Client, files_as_library: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompts = chain(200, prompt="a red boat " * 2600)
    draft = handed_in(client, prompts)
    monkeypatch.setattr("assessments.results.services.assess", _not_reached)
    monkeypatch.setattr("assessments.results.kept.assess", _not_reached)
    for page in PAGES:
        response = client.get(f"{draft}{page}")
        assert response.status_code == 413, page
        assert "shorten long prompts and notes" in text_of(response), page


def _not_reached(*args: Any, **options: Any) -> None:
    raise AssertionError("The record was assessed.")


def test_pages_that_assess_are_counted_also_with_head_and_no_other_page_is(
    client: Client, files_as_library: None, settings: Any
) -> None:
    draft = handed_in(client, chain(2))
    settings.QUOTAS = read_limits("computed.visitor=4/h")
    assert [client.get(f"{draft}{page}").status_code for page in PAGES[:3]] == [200, 200, 200]
    assert client.head(f"{draft}result/").status_code == 200
    refused = client.head(f"{draft}result/")
    assert (refused.status_code, "Retry-After" in refused.headers) == (429, True)
    answer = client.get(f"{draft}secure/")
    assert answer.status_code == 429 and "At most 4 pages with an answer" in text_of(answer)
    assert client.get(f"{draft}review/").status_code == 429
    assert client.get(f"{draft}steps/").status_code == 200


def test_saving_where_the_answer_is_assessed_is_counted_too(
    client: Client, files_as_library: None, settings: Any
) -> None:
    draft = handed_in(client, chain(2))
    settings.QUOTAS = read_limits("computed.visitor=2/h")
    for status in (200, 200, 429):
        assert client.post(f"{draft}result/").status_code == status
    assert client.post(f"{draft}stronger/steps.prompts/", {"x": "y"}).status_code == 429
    assert client.post(f"{draft}steps/add/").status_code != 429


def assessed(owner: Any, *records: CreationRecord) -> list[Assessment]:
    work = work_create(owner=owner, record=records[0])
    made = []
    for of in records:
        work.record = to_plain(of)
        work.save()
        made.append(assessment_run(work=work))
    return made


def test_what_if_assesses_the_record_twice_at_most_within_the_bound(
    client: Client, files_as_library: None, settings: Any
) -> None:
    client.force_login(owner := confirmed_user("owner"))
    (made,) = assessed(owner, chain(30))
    settings.ASSESS_SIZE_MAX = size_of_record(chain(30)) + 10
    page = f"/assessments/{made.pk}/what-if/"
    assert client.get(page).status_code == 200  # nothing is supposed: once
    refused = client.get(f"{page}?work.claim=style")
    assert refused.status_code == 413
    assert "This page assesses a record twice" in text_of(refused)


def test_a_comparison_tries_as_many_changes_as_the_bound_allows(
    client: Client, files_as_library: None, settings: Any
) -> None:
    client.force_login(owner := confirmed_user("owner"))
    before, after = assessed(owner, chain(10), chain(10, intent="another boat"))
    size, page = size_of_record(chain(10)), f"/assessments/{after.pk}/compare/{before.pk}/"
    settings.ASSESS_SIZE_MAX = size * 4 + 8
    assert "7 further changes were not tried alone" in text_of(client.get(page))
    settings.ASSESS_SIZE_MAX = size * 20
    assert "not tried alone" not in text_of(client.get(page))
    settings.ASSESS_SIZE_MAX = size - 1
    assert client.get(page).status_code == 413


def held(*lengths: int) -> HeldFiles:
    files = (HeldFile(prompts=("a boat",), text="w" * length) for length in lengths)
    return HeldFiles(files={f"e{n}": file for n, file in enumerate(files)})


def test_what_is_read_in_held_files_counts_once_and_for_every_step_that_names_them() -> None:
    unnamed, named = chain(10), chain(10, evidence=["e0"])
    assert size_of_held(unnamed, held(100)) == size_of_held(unnamed, None) == 0
    once = size_of_held(unnamed, held(HELD_PER_SIZE * 50))
    assert once == 50
    assert size_of_held(unnamed, held(HELD_PER_SIZE * 25, HELD_PER_SIZE * 25)) == once
    assert size_of_held(named, held(HELD_PER_SIZE * 50)) == once + 10
    assert size_of_held(named, held(10, HELD_PER_SIZE * 50)) == once


def test_long_texts_of_files_are_refused_with_their_own_remedy(
    client: Client, files_as_library: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = handed_in(client, chain(10))
    monkeypatch.setattr(results_services, "files_for", lambda *_: held(HELD_PER_SIZE * 900))
    assert client.get(f"{draft}result/").status_code == 200
    monkeypatch.setattr(results_services, "files_for", lambda *_: held(HELD_PER_SIZE * 1000))
    for page in PAGES:
        response = client.get(f"{draft}{page}")
        assert response.status_code == 413, page
        assert "hold more text than can be read" in text_of(response), page


def test_a_supposition_reads_the_files_twice(
    client: Client, files_as_library: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = confirmed_user("owner")
    assessment = assessment_run(work=work_create(owner=owner, record=chain(3)))
    monkeypatch.setattr(running, "files_for", lambda *_: held(HELD_PER_SIZE * 600))
    runs(assessment, counted_record(assessment))
    with pytest.raises(RecordTooLong, match="12"):
        runs(assessment, counted_record(assessment).model_copy(update={"title": "Another"}))
    monkeypatch.setattr(change_attribution, "files_for", lambda *_: held(HELD_PER_SIZE * 1000))
    with pytest.raises(RecordTooLong):
        change_attribution.attribute_changes(assessment, assessment, [])


def test_words_are_looked_for_once_in_a_held_file(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for: list[str] = []

    def normalise(words: str) -> str:
        looked_for.append(words)
        return words

    monkeypatch.setattr(held_files, "normalise_words", normalise)
    file = HeldFile(text="a red boat")
    assert [file.shows(words) for words in ("red", "blue", "red")] == [True, False, True]
    assert looked_for == ["red", "a red boat", "blue"]
