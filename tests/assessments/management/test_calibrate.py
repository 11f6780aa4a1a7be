"""`calibrate`: the library's own decisions, with and without themselves."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.translation import gettext, override

pytestmark = pytest.mark.django_db


@pytest.fixture
def calibration() -> dict[str, Any]:
    out = StringIO()
    call_command("calibrate", "--json", stdout=out)
    return json.loads(out.getvalue())


def test_every_decision_agrees_with_itself(calibration: dict[str, Any]) -> None:
    assert calibration["with_itself"]["agree"] == calibration["decisions"]
    assert calibration["with_itself"]["agreement"] == 1


def test_without_itself_nine_of_ten_still_agree(calibration: dict[str, Any]) -> None:
    assert calibration["leave_one_out"]["agreement"] >= 0.9


def test_every_miss_is_named_with_its_reason(calibration: dict[str, Any]) -> None:
    missed = calibration["decisions"] - calibration["leave_one_out"]["agree"]
    assert len(calibration["misses"]) == missed
    for miss in calibration["misses"]:
        assert set(miss) == {"slug", "court", "engine", "because"}


def test_every_element_that_a_court_reached_is_counted(calibration: dict[str, Any]) -> None:
    for row in calibration["leave_one_out"]["by_element"].values():
        assert 0 <= row["agree"] <= row["decided"]
    assert calibration["leave_one_out"]["by_element"]["originality"]["decided"] > 0


def test_the_lines_are_readable() -> None:
    out = StringIO()
    call_command("calibrate", stdout=out)
    assert "judged works" in out.getvalue()


def test_its_sentences_are_in_the_language_asked_for(calibration: dict[str, Any]) -> None:
    out = StringIO()
    call_command("calibrate", "--language", "zh-hans", stdout=out)
    with override("zh-hans"):
        expected = gettext("%(count)d judged works") % {"count": calibration["decisions"]}
    assert out.getvalue().splitlines()[0] == expected
    assert "judged works" not in expected
