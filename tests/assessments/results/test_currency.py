"""How current the library is said to be: by the days of verification, never by today."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from assessments.precedents.verified import verified_days, verified_text

DAYS = ["2026-11-02", "2026-10-20", "2026-11-22"]


def shown(days: list[str]) -> str:
    library = {"decisions": [{"slug": day, "last_verified": day} for day in days]}
    page = Template("{% load verified %}{{ assessment|verified }}")
    return page.render(Context({"assessment": SimpleNamespace(library=library)}))


@pytest.mark.parametrize(
    ("days", "english"),
    [
        (DAYS, "last verified between 20 October 2026 and 22 November 2026, as each says"),
        (DAYS[:1], "last verified on 2 November 2026"),
    ],
)
def test_a_page_says_when_the_sources_of_its_decisions_were_last_verified(
    days: list[str], english: str
) -> None:
    with translation.override("en"):
        assert shown(days).endswith(english)
    with translation.override("zh-hans"):
        assert "最后核对日" in shown(days)


def test_an_assessment_that_names_no_decision_says_nothing_of_their_sources() -> None:
    assert shown([]) == verified_text([]) == ""
    assert verified_days({}) == []
    assert verified_days({"decisions": [{"last_verified": DAYS[0]}]}) == [dt.date(2026, 11, 2)]


def test_no_page_calls_the_day_of_an_assessment_the_state_of_the_library() -> None:
    folder = Path(settings.BASE_DIR) / "templates"
    printing = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if "as_of|date" in path.read_text(encoding="utf-8")
    }
    assert printing == {"results/compare.html"}  # which calls it the day of the assessment
