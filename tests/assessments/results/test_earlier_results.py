"""Results that were stored before rules were ordinal open and are shown as they were."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assessments.engine import Result, canonical_json
from assessments.results.services import assessment_run
from assessments.works.models import Assessment
from tests.support.pages import LANGUAGES, STRONG, WEAK, assess_record, signed_in, text_of

RESULTS = Path(__file__).parents[2] / "resources" / "results"
EARLIER = {"points-strong-image.json": STRONG, "points-weak-image.json": WEAK}


@pytest.mark.parametrize("name", EARLIER)
def test_it_is_written_as_it_was_read(name: str) -> None:
    text = (RESULTS / name).read_text(encoding="utf-8").rstrip("\n")
    assert canonical_json(Result.model_validate_json(text)) == text


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EARLIER)
def test_its_page_says_what_it_said_and_assessing_again_says_what_changed(
    creator: Any, files_as_library: None, name: str, language: str
) -> None:
    made = assess_record(creator, EARLIER[name])
    stored = json.loads((RESULTS / name).read_text(encoding="utf-8"))
    Assessment.objects.filter(pk=made.pk).update(result=stored)
    client = signed_in(creator, language)

    for reading in ("plain", "formal"):
        page = client.get(f"/assessments/{made.pk}/", {"reading": reading})
        assert page.status_code == 200
        assert "reason." not in text_of(page) and "precedent." not in text_of(page)
        bars = {bar.basis: bar for bar in page.context["headline"].bars}
        assert {basis: bar.word for basis, bar in bars.items()} == words_of(stored)
        assert all(bar.label in text_of(page) for bar in bars.values())
    newer = assessment_run(work=made.work)
    compared = client.get(f"/assessments/{made.pk}/compare/{newer.pk}/")
    answers = {answer.basis: answer for answer in compared.context["shift"].answers}
    assert {basis: answer.before for basis, answer in answers.items()} == words_of(stored)
    assert {basis: answer.after for basis, answer in answers.items()} == words_of(newer.result)
    assert all(
        answer.moved == (answer.before != answer.after)
        and (not answer.moved or answer.sentence in text_of(compared))
        for answer in answers.values()
    )


def words_of(result: dict[str, Any]) -> dict[str, str]:
    return {basis: result[basis]["conclusion"] for basis in ("claimed", "proved")}
