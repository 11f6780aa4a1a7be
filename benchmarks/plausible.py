"""Random plausible records against the published decisions: does any answer contradict another?

`.venv/bin/python -m benchmarks.plausible [RECORDS] [SEED]`

The records are those of the library and of the
scenarios, taken as their makers would state them, with random values, steps, inputs and evidence
changed, added and left out. Each property is one of §10 of the reasoning; the exit code is 1 where
one is violated. No figure of speed is measured here.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assessments.engine import BASES, Case, CaseBase, Result, assess, canonical_json, load_rules
from assessments.engine.appraisal import Appraiser
from assessments.engine.codes import Conclusion
from assessments.engine.judging import RANK
from cases.library import load_all
from cases.record import CreationRecord, Evidence, Step, to_plain

ROOT = Path(__file__).resolve().parent.parent
RULES = load_rules()
SHOWN = {"shows": "what it is to show"}
EXAMINED = {"name": "Zhou Wenhua", "on": "2026-11-01"}
SCALES: dict[str, list[str]] = {
    "detail": ["none", "topic", "ordinary", "specific", "rich"],
    "effect": ["none", "random", "visible", "as_intended"],
    "extent": ["technical", "minor", "local", "substantial"],
}
PROMPTS = (
    "a cat",
    "lantern, bridge, river, cranes, night",
    "a red lantern hanging from a stone bridge at night, three paper cranes floating to its left, "
    "seen from below, warm light from the windows reflected in the river, watercolour",
    "一只猫",
    "石桥下挂着一盏红灯笼，左侧漂着三只纸鹤，低角度仰视，窗内暖光映在河面，水彩画风",
)
KINDS = ("account_history", "layered_file", "chat_export", "statement", "reconstruction", "drafts")
RERUN = "running again"


def sources() -> tuple[list[dict[str, Any]], CaseBase]:
    """Records to start from, and the decisions to compare with."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_copyright.settings")
    import django

    django.setup()
    from assessments.precedents.placed_library import Library

    published = [decision for decision in load_all() if decision.status == "published"]
    library = Library(decisions=published, rules=RULES)
    found = [to_plain(p.record) for p in library.precedents]
    tools = [
        {"id": "t1", "name": "A tool", "does": "text_to_image", "output_terms": "user"},
        {"id": "t2", "name": "A language model", "does": "language_model"},
    ]
    author = {"id": "p1", "name": "Author", "kind": "person", "role": "author"}
    for path in sorted((ROOT / "tests/resources/scenarios").glob("*.yaml")):
        for scenario in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(
                {
                    "schema": "creation-record/1", "title": "A work", "kind": "image",
                    "tools": tools, "parties": [author], **scenario["record"],
                }
            )  # fmt: skip
    return found, library.base


def varied(plain: dict[str, Any], chance: random.Random) -> CreationRecord:
    """The record with a few things changed, added or left out."""
    plain = {**plain, "appraiser": chance.choice(["maker", "maker", "maker", "lawyer", "decider"])}
    steps = [dict(step) for step in plain.get("steps", ())]
    evidence = [dict(piece) for piece in plain.get("evidence", ())]
    new = {"id": "new", "what": chance.choice(KINDS), "made": "contemporaneous"}
    if chance.random() < 0.7:
        evidence, new = [{**SHOWN, **piece} for piece in evidence], {**SHOWN, **new}
    if chance.random() < 0.5:
        evidence.append({**new, **({"examined_by": EXAMINED} if chance.random() < 0.4 else {})})
    for step in steps:
        for name, scale in SCALES.items():
            if chance.random() < 0.15:
                step[name] = chance.choice([*scale, None])
        if chance.random() < 0.2:
            step["prompt"] = chance.choice([*PROMPTS, None])
        if step["action"] == "edit" and chance.random() < 0.4:
            step["adds"] = chance.choice([None, ["figure"], ["crop"], ["other"]])
        if chance.random() < 0.2:
            step["changed"] = chance.choice([None, ["prompt"], ["prompt", "parameters"], ["seed"]])
        if evidence and chance.random() < 0.3:
            step["evidence"] = [chance.choice(evidence)["id"]]
    if chance.random() < 0.2:
        plain["inputs"] = [
            *plain.get("inputs", ()),
            {
                "id": "more", "what": chance.choice(["sketch", "photo", "text"]),
                "made_by": chance.choice(["own", "own", "third_party"]),
                "in_output": chance.choice([None, "trace", "partial", "dominant"]),
            },
        ]  # fmt: skip
    if chance.random() < 0.15:
        plain["distinctiveness"] = chance.choice(["copied", "commonplace", "different", "striking"])
    if chance.random() < 0.1:
        plain["claim"] = chance.choice(["output", "prompt", "arrangement", "style"])
    clean = [{k: v for k, v in step.items() if v is not None} for step in steps]
    return CreationRecord.model_validate({**plain, "steps": clean, "evidence": evidence})


def words(of: CreationRecord, base: CaseBase, basis: Any) -> dict[str, Conclusion]:
    case = Case(of, base, RULES)
    return {**case.words(basis), "whole": case.word_of_whole(basis)}


def with_step(of: CreationRecord, n: int, **values: Any) -> CreationRecord:
    steps = list(of.steps)
    steps[n] = steps[n].model_copy(update=values)
    return of.model_copy(update={"steps": tuple(steps)})


def violations(of: CreationRecord, base: CaseBase, chance: random.Random) -> Iterator[str]:
    """The names of the properties that a record violates."""
    result = assess(of, base, RULES)
    if canonical_json(assess(of, base, RULES)) != canonical_json(result):
        yield "the same arguments give the same result"
    yield from _of_one_result(of, Case(of, base, RULES), result)
    yield from _of_promises(of, result, base)
    if of.steps:
        yield from _of_changes(of, result, base, chance)


def _of_one_result(of: CreationRecord, case: Case, result: Result) -> Iterator[str]:
    is_open = result.claimed.conclusion == "open"
    if is_open != (result.proved.conclusion == "open"):
        yield "proved is open only if claimed is"
    if not is_open and RANK[result.proved.conclusion] > RANK[result.claimed.conclusion]:
        yield "proved is never above claimed"
    # A style or an idea is none of the layers; a claimed arrangement is one.
    asked = [
        x
        for x in result.layers
        if of.claim not in ("style", "idea")
        and (of.claim != "arrangement" or x.layer == "arrangement")
    ]
    for basis in BASES:
        answer = result.answer(basis)
        of_layers = {x.id: x.claimed if basis == "claimed" else x.status for x in asked}
        if asked and not is_open:
            silent = {r.shape.id for r in case.reading(basis) if not r.speaks}
            counted = [word for name, word in of_layers.items() if name not in silent]
            if counted and answer.conclusion != max(counted, key=RANK.__getitem__):
                yield "the whole has the word of its strongest layer"
            assert answer.range
            if not RANK[answer.range[0]] <= RANK[answer.conclusion] <= RANK[answer.range[1]]:
                yield "the word is within its range"
        refused = answer.conclusion in ("unlikely", "not_protected") and answer.layer
        if refused and not any(e.status == "not_met" for e in answer.elements.values()):
            yield "a refused work has an element that is not met"
    owned = next((x for x in result.layers if x.id == result.ownership.layer), None)
    if result.ownership.owner and not (
        is_open or (owned and RANK[owned.claimed] > RANK["unlikely"])
    ):
        yield "nobody owns what is no work"
    for layer in result.ownership.layers:
        for claim in layer.bases:
            if claim.proved == "met" and claim.claimed != "met":
                yield "a basis of ownership proved is claimed"


def _of_promises(of: CreationRecord, result: Result, base: CaseBase) -> Iterator[str]:
    secure = {rule.do: rule for rule in RULES.improvements.secure}
    tell = {rule.do: rule for rule in RULES.improvements.tell}
    for step in result.improvements:
        named = set(step.steps), set(step.inputs)
        if step.do in tell:
            update: dict[str, Any] = {step.fields[0]: tell[step.do].best}
            applied = _updated(of, named, lambda item, update=update: update)
        elif secure[step.do].what:
            rule = secure[step.do]
            piece = Evidence.model_validate(
                {
                    "id": "made-good", "what": rule.what, "made": rule.made, **SHOWN,
                    **({"examined_by": EXAMINED} if rule.examined else {}),
                }
            )  # fmt: skip
            applied = _updated(
                of, named, lambda item: {"evidence": (*item.evidence, "made-good")}
            ).model_copy(update={"evidence": (*of.evidence, piece)})
        else:
            pieces = tuple(
                Evidence.model_validate(
                    {**SHOWN, **p.model_dump(exclude_none=True), "examined_by": EXAMINED}
                    if p.id in step.evidence
                    else p.model_dump(exclude_none=True)
                )
                for p in of.evidence
            )
            applied = of.model_copy(update={"evidence": pieces})
        if assess(applied, base, RULES).answer(step.changes).conclusion != step.to:
            yield f"an improvement comes true: {step.do}"


def _updated(of: CreationRecord, named: tuple[set[str], set[str]], values: Any) -> CreationRecord:
    parts = {}
    for part, ids in zip(("steps", "inputs"), named, strict=True):
        parts[part] = tuple(
            item.model_copy(update=values(item)) if item.id in ids else item
            for item in getattr(of, part)
        )
    return of.model_copy(update=parts)


def _of_changes(
    of: CreationRecord, result: Result, base: CaseBase, chance: random.Random
) -> Iterator[str]:
    n = chance.randrange(len(of.steps))
    name = chance.choice(list(SCALES))
    scale, value = SCALES[name], getattr(of.steps[n], name)
    if value in scale[:-1]:
        raised = with_step(of, n, **{name: scale[scale.index(value) + 1]})
        for basis in BASES:
            before, after = words(of, base, basis), words(raised, base, basis)
            if "open" in (before["whole"], after["whole"]):
                continue
            if any(RANK[after[k]] < RANK[before[k]] for k in before if k in after):
                yield f"a better value lowers nothing: {name}"
        examined = any(piece.examined_by for piece in of.evidence)
        is_makers = of.appraiser == "maker" and not examined and not of.published
        before, after = words(of, base, "proved"), words(raised, base, "proved")
        if is_makers and "open" not in (before["whole"], after["whole"]) and before != after:
            yield f"the makers' word proves nothing: {name}"
    if of.appraiser != "decider" and not (name == "detail" and of.steps[n].prompt):
        silent = assess(with_step(of, n, **{name: None}), base, RULES)
        worst = assess(with_step(of, n, **{name: scale[0]}), base, RULES)
        for basis in BASES:
            answers = silent.answer(basis), worst.answer(basis)
            if "open" in (answers[0].conclusion, answers[1].conclusion) or answers[0].turns_on:
                continue
            if RANK[answers[0].conclusion] > RANK[answers[1].conclusion]:
                yield f"silence never beats the worst truth: {name}"
    counting = [piece for piece in of.evidence if not _may_be_contrary(of, piece)]
    if counting:
        gone = chance.choice(counting).id
        fewer = _updated(
            of,
            ({s.id for s in of.steps}, {i.id for i in of.inputs}),
            lambda item: {"evidence": tuple(e for e in item.evidence if e != gone)},
        ).model_copy(update={"evidence": tuple(e for e in of.evidence if e.id != gone)})
        before, after = words(of, base, "proved"), words(fewer, base, "proved")
        if "open" not in (before["whole"], after["whole"]) and any(
            RANK[after[k]] > RANK[before[k]] for k in before if k in after
        ):
            yield "less evidence proves no more"
    last = next((s for s in reversed(of.steps) if s.action in ("generate", "adjust")), None)
    if last is not None:
        again = Step(
            id="again", parent=last.id, action="adjust", tool=last.tool, by=last.by,
            prompt=last.prompt, changed=("seed",), effect="random",
        )  # fmt: skip
        more = of.model_copy(update={"steps": (*of.steps, again)})
        for basis in BASES:
            before, after = words(of, base, basis), words(more, base, basis)
            if any(after[k] != before[k] for k in before):
                yield RERUN + " alone changes nothing"


def _may_be_contrary(of: CreationRecord, piece: Evidence) -> bool:
    """Whether an exhibit is described by words that may speak against what it is linked to."""
    appraiser = Appraiser(of, RULES, None)
    return any(
        appraiser.is_contrary(piece, item) for items in (of.steps, of.inputs) for item in items
    )


def main() -> int:
    count, seed = (int(sys.argv[n]) if len(sys.argv) > n else d for n, d in ((1, 1500), (2, 1)))
    chance = random.Random(seed)
    found, base = sources()
    seen: Counter[str] = Counter()
    conclusions: Counter[str] = Counter()
    for _ in range(count):
        of = varied(chance.choice(found), chance)
        conclusions[assess(of, base, RULES).claimed.conclusion] += 1
        for name in violations(of, base, chance):
            seen[name] += 1
            if seen[name] == 1:
                print(f"first violation of: {name}\n{of.model_dump_json(exclude_defaults=True)}")
    print(f"{count} records, seed {seed}: {sum(seen.values())} violations; as claimed:", end=" ")
    print(", ".join(f"{word} {number}" for word, number in conclusions.most_common()))
    for name, number in seen.most_common():
        print(f"{number:>6} {name}")
    return bool(seen)


if __name__ == "__main__":
    sys.exit(main())
