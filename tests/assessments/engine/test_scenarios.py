"""Cases that a lawyer can read: the facts, why they matter, and what must come out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assessments.engine import BASES, CaseBase, assess, load_rules
from tests.support.records import TOOL, record

FOLDER = Path(__file__).parents[2] / "resources" / "scenarios"
SCENARIOS = [
    scenario
    for path in sorted(FOLDER.glob("*.yaml"))
    for scenario in yaml.safe_load(path.read_text(encoding="utf-8"))
]
RULES = load_rules()
TOOLS = [TOOL, {"id": "t2", "name": "A language model", "does": "language_model"}]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[s["name"] for s in SCENARIOS])
def test_each_scenario_is_answered_as_it_says(scenario: dict[str, Any]) -> None:
    """The rules alone decide here, on appraisals that a decider accepted: the library is empty."""
    made = record(**{"tools": TOOLS, "appraiser": "decider", **scenario["record"]})
    result = assess(made, CaseBase.build([], RULES), RULES)
    expected = scenario["expect"]
    for basis in BASES:
        conclusion = result.answer(basis).conclusion
        assert conclusion in expected.get(basis, [conclusion])
    for element, status in expected.get("elements", {}).items():
        assert result.claimed.elements[element].status == status
    layers = {layer.layer: layer.status for layer in result.layers}
    for name, words in expected.get("layers", {}).items():
        assert layers[name] in words, name
    assert result.ownership.owner == expected.get("owner", result.ownership.owner)
    assert result.ownership.basis == expected.get("basis", result.ownership.basis)
    duties = {duty.what: duty.status for duty in result.duties}
    assert expected.get("duty", {}).items() <= duties.items()
    if "improvements" in expected:
        assert expected["improvements"] in [improvement.do for improvement in result.improvements]
