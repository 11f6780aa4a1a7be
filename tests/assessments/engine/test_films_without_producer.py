"""Whose a film is where nobody is named as its producer (Copyright Law art. 17)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.owners import AUTHOR, CO_AUTHOR, RUN, asked, claim, party, result, status
from tests.support.records import TOOL

FILM = [{**RUN, "by": "p1"}, {
    "id": "a", "by": "p1", "action": "arrange", "extent": "substantial", "adds": ["cut"],
    "outputs": 40, "kept": 9, "criteria": "rhythm of glances", "evidence": ["e1"],
}]  # fmt: skip
VIDEO: dict[str, Any] = {"kind": "video", "tools": [{**TOOL, "does": "video"}], "steps": FILM}


def test_whoever_made_a_film_alone_is_its_producer() -> None:
    found = result(AUTHOR, appraiser="decider", **VIDEO)
    assert (found.ownership.owner, found.ownership.basis) == ("Party 1", "audiovisual_work")
    assert "who_produced" not in asked(found)


@pytest.mark.parametrize("role", ["host", "employer", "commissioner"])
def test_where_an_organisation_may_have_produced_a_film_it_is_asked_who_did(role: str) -> None:
    found = result(AUTHOR, party(2, role, "organisation"), appraiser="decider", **VIDEO)
    taken = claim(found, "audiovisual_work", layer="arrangement", owner="Party 2")
    assert (taken.claimed, status(taken, "produced")) == ("open", "open")
    assert "who_produced" in asked(found)
    alone = claim(found, "compilation", layer="arrangement")
    assert alone.claimed != "met"


def test_a_co_author_who_took_no_step_is_not_its_producer_by_that() -> None:
    found = result(AUTHOR, CO_AUTHOR, appraiser="decider", **VIDEO)
    assert found.ownership.owner == ""
    by_both = [FILM[0], {**FILM[1], "by": "p2"}]
    found = result(AUTHOR, CO_AUTHOR, appraiser="decider", **{**VIDEO, "steps": by_both})
    assert found.ownership.owner == "Party 1, Party 2"
