"""Words that need to be cleared up stand apart from contradictions, on the command line too."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from assessments.results.services import assessment_run, work_create
from cases.record import load_data
from tests.support.pages import signed_in, text_of

ASKED: dict[str, Any] = {
    "schema": "creation-record/1",
    "title": "Herons",
    "kind": "text",
    "parties": [{"id": "a", "name": "Chen Yu", "kind": "person", "role": "author"}],
    "steps": [{"id": "s1", "action": "write", "by": "a", "extent": "substantial"}],
    "notes": "The novel was written by my brother",
}


@pytest.mark.django_db
def test_words_that_may_speak_against_a_record_are_called_no_contradiction(
    creator: Any, files_as_library: None, tmp_path: Path
) -> None:
    made = assessment_run(work=work_create(owner=creator, record=load_data(ASKED)))
    path = tmp_path / "record.json"
    path.write_text(load_data(ASKED).model_dump_json(by_alias=True, exclude_none=True))
    out = StringIO()
    call_command("assess", str(path), stdout=out)

    for said in (text_of(signed_in(creator, "en").get(f"/assessments/{made.pk}/")), out.getvalue()):
        assert "Words that need to be cleared up" in said
        assert "The novel was written by my brother" in said
        assert "Where the record contradicts itself" not in said
