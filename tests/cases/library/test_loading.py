"""A faulty library is refused with every problem of every file; each rule of publication holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cases.library import InvalidLibrary, content_hash, load_all, load_file, parse_decision
from cases.library.schema import DIMENSIONS, Decision
from cases.record import InvalidRecord

TEXT = {"en": "Something", "zh": "某事"}


def a_holding(**fields: Any) -> dict[str, Any]:
    return {"finding": "met", "says": TEXT, "mark": "A"} | fields


def a_held(level: int | None = None, **fields: Any) -> dict[str, Any]:
    passage = {"source": "https://example.org/1", "where": TEXT}
    known = {} if level is None else {"level": level}
    return {**known, "because": TEXT, "passage": passage, "mark": "A"} | fields


def all_held(**levels: dict[str, Any]) -> dict[str, Any]:
    """Every dimension: the first at level 3 and the others not reached, but for `levels`."""
    return {"conception": a_held(3), **{name: a_held() for name in DIMENSIONS[1:]}} | levels


def a_layer(**fields: Any) -> dict[str, Any]:
    return {"layer": "prompted_output", "what": TEXT, "finding": "protected", "mark": "A"} | fields


def a_judged(slug: str = "a-v-b-2024", **fields: Any) -> dict[str, Any]:
    record = {"schema": "creation-record/1", "title": "A picture", "kind": "image"}
    base = {"slug": slug, "title": TEXT, "outcome": "protected", "record": record}
    findings = {
        "elements": {"originality": a_holding()},
        "layers": [a_layer()],
        "turned_on": {"prompted_output": ["conception"]},
        "held": all_held(),
    }
    return base | findings | fields


def a_decision(**fields: Any) -> dict[str, Any]:
    base = {
        "schema": "decision/1",
        "slug": "a-v-b-2024",
        "status": "published",
        "jurisdiction": "CN",
        "name": TEXT,
        "short_name": TEXT,
        "court": TEXT,
        "court_level": "basic",
        "matter": "civil",
        "instance": "first",
        "date": {"value": "2024-05-01", "mark": "A"},
        "finality": {"state": "effective", "mark": "A"},
        "content_kind": "image",
        "content": TEXT,
        "outcome": "protected",
        "summary": TEXT,
        "facts": [{"says": TEXT, "mark": "A"}],
        "holdings": [{"says": TEXT, "mark": "B"}],
        "judged": [a_judged()],
        "sources": [{"url": "https://example.org/1"}],
        "last_verified": "2026-11-22",
    }
    return base | fields


def write(folder: Path, *decisions: dict[str, Any]) -> None:
    for decision in decisions:
        text = json.dumps(decision)
        (folder / f"{decision.get('slug', 'nameless')}.yaml").write_text(text, "utf-8")


def complaints(data: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidRecord) as caught:
        parse_decision(json.dumps(data))
    return [(problem.field, problem.code) for problem in caught.value.problems]


def test_a_complete_decision_is_accepted() -> None:
    assert parse_decision(json.dumps(a_decision())).slug == "a-v-b-2024"


WEAK = [{"says": TEXT, "mark": "D"}, {"says": TEXT, "mark": "U"}, {"says": TEXT, "mark": "seed"}]
REFUSED = [
    ({"sources": []}, "sources", "published_without_source"),
    ({"facts": WEAK}, "facts", "only_weak_marks"),
    ({"holdings": WEAK}, "holdings", "only_weak_marks"),
    ({"facts": []}, "facts", "published_without"),
    ({"judged": []}, "judged", "decided_without_record"),
    ({"judged": [a_judged(elements={})]}, "judged[0].elements", "judged_without_findings"),
    ({"judged": [a_judged(elements={"form": a_holding(mark="D")})]},
     "judged[0].elements.form.mark", "weak_finding"),
    ({"judged": [a_judged(turned_on={})]}, "judged[0].turned_on", "published_without"),
    ({"judged": [a_judged(turned_on={"prompt": ["conception"]})]},
     "judged[0].turned_on.prompt", "turned_on_layer"),
    ({"judged": [a_judged(turned_on={"prompted_output": ["control"]})]},
     "judged[0].turned_on.prompted_output[0]", "turned_on_not_held"),
    ({"judged": [a_judged(held=all_held(control=a_held(2, mark="D")))]},
     "judged[0].held.control.mark", "weak_finding"),
    ({"judged": [a_judged(held=all_held(control=a_held(
        passage={"source": "https://example.org/9", "where": TEXT})))]},
     "judged[0].held.control.passage.source", "held_source_unknown"),
    ({"judged": [a_judged(refused_for="proof")]},
     "judged[0].refused_for", "protected_though_refused"),
    ({"judged": [a_judged(elements={"form": a_holding(finding="not_met")})]},
     "judged[0].elements", "protected_though_not_met"),
    ({"outcome": "not_protected"}, "outcome", "outcome_contradicts_judged"),
    ({"outcome": "undecided"}, "judged", "judged_though_undecided"),
    ({"judged": [a_judged("other-2024")]}, "judged[0].slug", "first_judged_slug"),
    ({"judged": [a_judged(), a_judged()]}, "judged[1].slug", "judged_slug"),
    ({"status": "draft"}, "status_reason", "status_without_reason"),
    ({"last_verified": "2024-04-30"}, "last_verified", "verified_before_decided"),
    ({"sources": [{"url": "https://example.org"}, {"url": "https://example.org"}]},
     "sources[1].url", "source_twice"),
    ({"name": {"en": "Something"}}, "name.zh", "missing"),
    ({"outcom": "protected"}, "outcom", "unknown_field_near"),
    ({"facts": [{"says": TEXT, "mark": "E"}]}, "facts[0].mark", "wrong_value"),
    ({"slug": "A v B"}, "slug", "wrong_shape"),
    ({"slug": "a" * 81}, "slug", "too_long"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "field", "code"), REFUSED, ids=lambda value: str(value)[:50])
def test_each_fault_of_a_decision_is_refused(fields: dict[str, Any], field: str, code: str) -> None:
    assert (field, code) in complaints(a_decision(**fields))


def test_a_draft_may_rest_on_a_tracker_alone() -> None:
    draft = a_decision(status="draft", status_reason=TEXT, facts=WEAK[:1], judged=[], sources=[])

    assert parse_decision(json.dumps(draft)).status == "draft"


def test_the_records_keep_the_rules_of_records() -> None:
    record = a_judged()["record"] | {"steps": [{"id": "a", "action": "edit", "parent": "z"}]}

    found = complaints(a_decision(judged=[a_judged(record=record)]))

    assert found == [("judged[0].record.steps[0].parent", "no_step")]


def test_every_problem_of_every_file_is_named_at_once(tmp_path: Path) -> None:
    write(tmp_path, a_decision(slug="first-2024", outcome="maybe", sources="none"))
    write(tmp_path, a_decision(slug="second-2024", finality=None))
    (tmp_path / "third.yaml").write_text("a: [", "utf-8")
    (tmp_path / "fourth.yaml").write_bytes("名".encode("gb18030"))

    with pytest.raises(InvalidLibrary) as caught:
        load_all(tmp_path)

    told = {
        (problem.path.name, problem.problem.field, problem.problem.code)
        for problem in caught.value.problems
    }
    assert {
        ("first-2024.yaml", "outcome", "wrong_value"),
        ("first-2024.yaml", "sources", "not_list"),
        ("second-2024.yaml", "finality", "missing"),
        ("third.yaml", "", "broken_yaml"),
        ("fourth.yaml", "", "not_utf8"),
    } <= told
    assert "fourth.yaml: the file is not UTF-8 text" in str(caught.value)


def test_the_name_of_the_file_is_the_slug(tmp_path: Path) -> None:
    write(tmp_path, a_decision())
    (tmp_path / "a-v-b-2024.yaml").rename(tmp_path / "b-v-a-2024.yaml")

    with pytest.raises(InvalidLibrary, match="slug: .* is not the name of the file"):
        load_file(tmp_path / "b-v-a-2024.yaml")


def test_a_judged_slug_names_one_record_of_the_whole_library(tmp_path: Path) -> None:
    longer = a_judged("a-v-b-2024-text")
    write(tmp_path, a_decision(judged=[a_judged(), longer]))
    write(tmp_path, a_decision(slug="a-v-b-2024-text", judged=[longer]))

    with pytest.raises(InvalidLibrary, match="already used by the decision a-v-b-2024"):
        load_all(tmp_path)


def test_a_treatment_names_a_decision_of_the_library(tmp_path: Path) -> None:
    treatment = {"relation": "followed", "by": TEXT, "slug": "c-v-d-2025", "mark": "A"}
    write(tmp_path, a_decision(treatment=[treatment]))

    with pytest.raises(InvalidLibrary, match='no decision "c-v-d-2025"'):
        load_all(tmp_path)


def test_decisions_come_in_the_order_of_their_slugs(tmp_path: Path) -> None:
    for slug in ("b-2024", "a-2024"):
        write(tmp_path, a_decision(slug=slug, judged=[a_judged(slug)]))

    assert [decision.slug for decision in load_all(tmp_path)] == ["a-2024", "b-2024"]


def test_the_hash_follows_what_is_said_not_how_the_file_is_laid_out() -> None:
    first = parse_decision(json.dumps(a_decision(), sort_keys=True))
    same = parse_decision(json.dumps(a_decision(), indent=4))
    other = parse_decision(json.dumps(a_decision(summary={"en": "Else", "zh": "别的"})))

    assert content_hash(first) == content_hash(same) != content_hash(other)


def test_a_published_decision_names_every_dimension() -> None:
    held = all_held()
    del held["editing"]

    assert complaints(a_decision(judged=[a_judged(held=held)])) == [
        ("judged[0].held", "held_missing")
    ]


def test_a_level_is_from_0_to_4() -> None:
    for level, code in ((-1, "too_small"), (5, "wrong_type")):
        judged = a_judged(held=all_held(control=a_held(level)))

        assert ("judged[0].held.control.level", code) in complaints(a_decision(judged=[judged]))


def test_a_draft_may_leave_open_what_was_held() -> None:
    judged = a_judged(held={}, turned_on={})

    assert parse_decision(
        json.dumps(a_decision(status="draft", status_reason=TEXT, judged=[judged]))
    )


@pytest.mark.parametrize(
    ("layers", "by_layer"),
    [
        ([a_layer()], {"prompted_output": ("conception",)}),
        (
            [a_layer(layer="arrangement"), a_layer(finding="not_protected")],
            {"arrangement": ("conception",)},
        ),
        ([], {"prompted_output": ("conception",)}),
    ],
)
def test_an_earlier_list_goes_to_the_layers_that_agree_with_the_outcome(
    layers: list[dict[str, Any]], by_layer: dict[str, tuple[str, ...]]
) -> None:
    judged = a_judged(layers=layers, turned_on=["conception"], held={})
    data = a_decision(status="draft", status_reason=TEXT, judged=[judged])

    assert Decision.model_validate(data).judged[0].turned_on == by_layer
