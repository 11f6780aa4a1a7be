"""What two results show of the owners of their parts: every change that makes them differ."""

from __future__ import annotations

from assessments import wording
from assessments.engine import CaseBase, Result, assess, load_rules
from assessments.precedents.citations import CitationLinks
from assessments.results.page.differences import differences
from cases.record import CreationRecord, load_data
from tests.support.owned_works import FILM

RULES = load_rules()


def test_another_owner_of_a_part_beside_the_strongest_is_shown() -> None:
    def result(record: CreationRecord) -> Result:
        return assess(record, CaseBase.build([], RULES), RULES)

    before = result(load_data(FILM))
    parties = [
        {**p, "name": "Another writer"} if p["name"] == "Writer" else p for p in FILM["parties"]
    ]
    after = result(load_data({**FILM, "parties": parties}))
    refs = CitationLinks(FILM, {}), CitationLinks(FILM, {})
    shown = differences(before, after, refs, wording.register("formal"))

    moved = [(x.before_owner, x.after_owner) for x in shown.layers if x.owner_moved]
    assert moved == [("Writer", "Another writer")]
