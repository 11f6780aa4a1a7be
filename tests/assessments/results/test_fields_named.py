"""Whatever field of a record a result names has a name on every paper, in both languages."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from django.core.management import call_command
from django.utils import translation

from assessments.precedents.answer_texts import field_text
from assessments.precedents.fields import FIELDS
from assessments.results.services import assessment_run, work_create
from cases.record import CreationRecord, load_data
from tests.support.pages import LANGUAGES, signed_in, text_of

CONTRADICTED: dict[str, Any] = {
    "schema": "creation-record/1",
    "title": "Herons",
    "kind": "text",
    "parties": [
        {"id": "a", "name": "陈雨", "kind": "person", "role": "author"},
        {"id": "c", "name": "某品牌", "kind": "organisation", "role": "commissioner"},
    ],
    "steps": [{"id": "s1", "action": "write", "by": "a", "extent": "substantial"}],
    "contracts": [
        {
            "id": "k",
            "kind": "commission",
            "parties": ["a", "c"],
            "says": "commissioner_owns",
            "clause": "著作权归受托人所有",
        }
    ],
}
NAMED = {
    "en": "Contract 1, Whose the copyright is under it: the copyright goes to the commissioner",
    "zh-hans": "合同1",
}


def lists_of_items() -> dict[str, Any]:
    """The lists of a record whose entries have fields of their own, with the model of each."""
    found = {}
    for name, field in CreationRecord.model_fields.items():
        if get_origin(field.annotation) is tuple:
            model = get_args(field.annotation)[0]
            if hasattr(model, "model_fields"):
                found[name] = model
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_of_every_list_of_a_record_has_a_name(language: str) -> None:
    lists = lists_of_items()
    assert {"steps", "contracts", "parties", "evidence"} <= set(lists)
    with translation.override(language):
        printed = {name: field_text(f"{name}[1].id", "x") for name in lists}
    assert not [name for name, text in printed.items() if name in text or "2" not in text]
    assert len(set(printed.values())) == len(printed)


def test_every_field_that_a_result_names_has_a_name() -> None:
    source = Path("assessments/engine")
    named = {
        match[1]
        for path in source.glob("*.py")
        for match in re.finditer(r"f\"\w+\[\{\w+\}\]\.(\w+)\"", path.read_text())
    }
    assert {"says", "shows", "made_by"} <= named
    assert not sorted(named - set(FIELDS))


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_contradicted_contract_is_named_on_the_page_and_on_the_command_line(
    creator: Any, files_as_library: None, language: str, tmp_path: Path
) -> None:
    made = assessment_run(work=work_create(owner=creator, record=load_data(CONTRADICTED)))
    response = signed_in(creator, language).get(f"/assessments/{made.pk}/", {"reading": "formal"})
    assert NAMED[language] in text_of(response)
    path = tmp_path / "record.json"
    path.write_text(load_data(CONTRADICTED).model_dump_json(by_alias=True, exclude_none=True))
    out = StringIO()
    with translation.override(language):
        call_command("assess", str(path), stdout=out)
    assert NAMED["en"] in out.getvalue() or NAMED["zh-hans"] in out.getvalue()
