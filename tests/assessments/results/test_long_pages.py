"""Pages that show all of a record are cut where it is long, and say so."""

from __future__ import annotations

import pytest
from django.test import Client

from assessments.results.page.record import MAX_FULL_STEPS
from assessments.results.services import assessment_run, work_create
from assessments.results.views_review import MAX_SHOWN_PARTS
from assessments.works.drafts import Draft
from cases.record import CreationRecord, dump_json
from tests.support.accounts import confirmed_user
from tests.support.pages import text_of
from tests.support.records import record

pytestmark = pytest.mark.django_db


def of_steps(count: int) -> CreationRecord:
    return record(
        steps=[
            {"id": f"s{n}", "action": "generate", "tool": "t1", "prompt": f"heron {n}."}
            for n in range(1, count + 1)
        ]
    )


def test_the_review_shows_a_part_of_each_section_and_says_how_many_are_not_shown(
    client: Client, files_as_library: None
) -> None:
    long = of_steps(MAX_SHOWN_PARTS + 20)
    client.post("/assessments/start/", {"text": dump_json(long), "open": "1"})
    page = client.get(f"/interview/{Draft.objects.get().pk}/review/")
    shown = text_of(page)
    assert f"heron {MAX_SHOWN_PARTS}." in shown and f"heron {MAX_SHOWN_PARTS + 1}." not in shown
    assert "20 more are not shown here" in shown


def test_a_record_shows_a_part_of_its_steps_in_full_and_leads_to_the_others(
    client: Client, files_as_library: None
) -> None:
    client.force_login(owner := confirmed_user("owner"))
    long = of_steps(MAX_FULL_STEPS + 20)
    made = assessment_run(work=work_create(owner=owner, record=long))
    last, page = MAX_FULL_STEPS + 20, f"/assessments/{made.pk}/record/"
    first_part = client.get(page)
    assert first_part.text.count('class="marked-prompt"') == MAX_FULL_STEPS
    assert f'id="steps-{last}"' in first_part.text  # where citations lead
    assert f'href="?from={last}#steps-{last}"' in first_part.text
    assert "A part of the steps is shown" in text_of(first_part)
    assert 'href="?from=1#steps-1"' in client.get(f"{page}?from={last}").text
    for odd in ("0", "99999", "x", "-1", "9" * 30):
        assert client.get(f"{page}?from={odd}").status_code == 200
