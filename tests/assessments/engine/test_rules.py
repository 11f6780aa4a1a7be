"""The rule files: dated, sourced, and of one piece."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assessments.engine import InvalidRules, load_authorities, load_rules
from assessments.engine.codes import FULL_LEVEL
from assessments.engine.rules import PARTS, RULES_FOLDER
from cases.library import load_all

RULES = load_rules()


def test_every_authority_of_the_rules_is_a_sourced_rule_or_a_published_decision() -> None:
    published = [decision for decision in load_all() if decision.status == "published"]
    known = set(load_authorities()) | {decision.slug for decision in published}
    known |= {judged.slug for decision in published for judged in decision.judged}
    assert known >= RULES.authorities


def test_the_version_changes_with_any_file(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES_FOLDER, folder)
    assert load_rules(folder).version == RULES.version
    for part in PARTS:
        changed = tmp_path / part
        shutil.copytree(RULES_FOLDER, changed)
        with (changed / f"{part}.yaml").open("a", encoding="utf-8") as file:
            file.write("# a remark\n")
        assert load_rules(changed).version != RULES.version


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("met: [{own_input: 3}]", "met: [{effort: 3}]", "no dimension 'effort'"),
        ("by_statute: {own_input: 4", "by_statute: {effort: 4", "no dimension 'effort'"),
        (
            "element: field, holds: arguable",
            "element: beauty, holds: arguable",
            "no element 'beauty'",
        ),
        ("doors: {editing: 0", "doors: {effort: 0", "no dimension 'effort'"),
    ],
)
def test_rules_that_do_not_fit_together_are_refused(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES_FOLDER, folder)
    path = folder / "elements.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidRules, match=fault):
        load_rules(folder)


def test_every_dimension_can_be_reached_up_to_its_top() -> None:
    for dimension in RULES.dimensions:
        assert max(criterion.level for criterion in dimension.criteria) == FULL_LEVEL


def test_no_criterion_reads_a_count() -> None:
    text = (RULES_FOLDER / "dimensions.yaml").read_text(encoding="utf-8")
    for count in ("outputs", "kept", "repeat"):
        assert f"{count}:" not in text


def test_every_kind_of_evidence_is_appraised_for_every_kind_of_fact() -> None:
    for kind, carries in RULES.proof.kinds.items():
        assert set(carries) == {"process", "choice", "hand", "own_input", "later"}, kind
