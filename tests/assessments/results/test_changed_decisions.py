"""A stored result says which of its decisions were withdrawn, reversed or changed since."""

from __future__ import annotations

import datetime as dt
from html import unescape
from typing import Any

import pytest
import yaml

from assessments.precedents.changes import with_changed_decisions
from assessments.works.models import Assessment
from cases.decisions.models import Decision
from cases.decisions.services import decision_store, decision_withdraw
from tests.assessments.results.test_standing import (  # noqa: F401
    DAY,
    files,
    loaded,
    page,
    record,
    reversed_slug,
    reversing,
)
from tests.support.pages import WEAK, assess_record, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HEAD = {
    "en": "Decisions have changed since this result",
    "zh-hans": "本结果之后，有裁判发生变化",
}
IN_LIST = "A decision that it names has changed since."


def strip_states(made: Any) -> None:
    """Make the assessment one from before states were stored."""
    library = {name: value for name, value in made.library.items() if name != "states"}
    Assessment.objects.filter(pk=made.pk).update(library=library)
    made.refresh_from_db()


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_withdrawn_decision_is_flagged_on_page_and_list(
    creator: Any,
    loaded: str,  # noqa: F811
    language: str,
    old: bool,
) -> None:
    made = assess_record(creator, WEAK)
    if old:
        strip_states(made)
    client = signed_in(creator, language)
    assert HEAD[language] not in page(client, made)
    assert IN_LIST not in text_of(signed_in(creator).get("/assessments/"))
    row = Decision.objects.get(slug=loaded)
    decision_withdraw(decision=row, reason_en="Wrong.", reason_zh="有误。")

    assert HEAD[language] in page(client, made)
    assert IN_LIST in text_of(signed_in(creator).get("/assessments/"))
    assert with_changed_decisions([made.pk]) == {made.pk}


def test_a_reversed_decision_is_flagged_and_a_new_result_is_not(
    creator: Any,
    loaded: str,  # noqa: F811
) -> None:
    made = assess_record(creator, WEAK)
    decision_store(data=reversing(loaded), reason="made for a test")
    assert "does not stand as it did: reversed." in page(signed_in(creator), made)
    new = assess_record(creator, WEAK)
    assert HEAD["en"] not in page(signed_in(creator), new)
    assert with_changed_decisions([made.pk, new.pk]) == {made.pk}


def test_of_an_old_result_only_what_ended_after_its_day_is_flagged(
    creator: Any,
    loaded: str,  # noqa: F811
) -> None:
    before, after = assess_record(creator, WEAK), assess_record(creator, WEAK)
    days = {before: DAY - dt.timedelta(days=1), after: DAY}
    for made, day in days.items():
        Assessment.objects.filter(pk=made.pk).update(as_of=day)
        strip_states(made)
    decision_store(data=reversing(loaded), reason="made for a test")
    assert with_changed_decisions([before.pk, after.pk]) == {before.pk}
    assert "does not stand as it did: reversed." in page(signed_in(creator), before)
    assert HEAD["en"] not in page(signed_in(creator), after)


def test_a_decision_whose_data_were_changed_is_named(
    creator: Any,
    loaded: str,  # noqa: F811
) -> None:
    row = Decision.objects.get(slug=loaded)
    made = assess_record(creator, WEAK)
    data = yaml.safe_load(row.document)
    data["short_name"] = {**data["short_name"], "en": "Renamed"}
    decision_store(decision=row, data=data, reason="made for a test")
    assert "was changed." in unescape(page(signed_in(creator), made))
