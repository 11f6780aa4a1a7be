"""Where a record contradicts itself: statements that its words, values or files do not bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assessments.engine.admissions import Admission, Admissions
from assessments.engine.appraisal import Appraiser
from assessments.engine.asked_list import questions_of
from assessments.engine.case import Case
from assessments.engine.contract_clauses import (
    has_no_force,
    is_contradicted,
    is_contradicted_by_exhibits,
    only_allows_use,
)
from assessments.engine.examinations import day_of, latest_day
from assessments.engine.own_words import (
    COPYING,
    GENERATING_ACTIONS,
    HAND_ACTIONS,
    OF_INPUT,
    RESULT_ACTIONS,
)
from assessments.engine.result import Contradiction
from cases.record import CreationRecord

MAKING = GENERATING_ACTIONS | RESULT_ACTIONS
OF_INPUTS: Mapping[Admission, str] = {
    "machine_input": "contradiction.machine_input",
    "nobodys_input": "contradiction.nobodys_input",
    "trifling_input": "contradiction.trifling_input",
}
OF_WHOLE: Mapping[Admissions, str] = {
    frozenset({"machine"}): "contradiction.whole_machine_perhaps",
    COPYING: "contradiction.whole_copied_perhaps",
    frozenset({"prompt"}): "contradiction.whole_prompt_perhaps",
    OF_INPUT: "contradiction.whole_input_perhaps",
}
ORDERS: Mapping[str, str] = {
    "of_itself": "contradiction.order_of_itself",
    "parts_only": "contradiction.order_of_chosen_parts",
}
PARTY_FIELD = re.compile(r"parties\[(\d+)\]\.contribution")
LONGEST_SHOWN = 80  # characters of what a record states


def contradictions_of(case: Case) -> Iterator[Contradiction]:
    """Statements that words, values or results contradict, and words that are asked about.

    Of a place that is contradicted nothing is asked.
    """
    refuted = tuple(_refuted_of(case))
    yield from refuted
    places = {_place_of(found.field) for found in refuted}
    yield from (q for q in questions_of(case.appraiser) if _place_of(q.field) not in places)


def _place_of(field: str) -> str:
    """The item that a field is of; of an exhibit the field itself, whoever examined it."""
    return field if field.startswith("evidence") else field.partition(".")[0]


def _refuted_of(case: Case) -> Iterator[Contradiction]:
    appraiser = case.appraiser
    yield from _no_examinations(appraiser)
    yield from _miscalled_files(appraiser)
    yield from _impossible_days(appraiser)
    yield from _tools_by_name(appraiser)
    yield from _chance_and_intent(appraiser)
    yield from _admissions(appraiser)
    yield from _doubts(appraiser)
    yield from _clauses(case)
    for n, step in enumerate(case.record.steps):
        if appraiser.overstates_detail(step):
            assert step.detail
            yield Contradiction(
                field=f"steps[{n}].detail",
                value=step.detail,
                shown=appraiser.typed(step) or "none",
                code="contradiction.detail",
            )
        if appraiser.is_left_out(step):
            yield _refuted(f"steps[{n}].kept", step.action, "contradiction.left_out")
        if step.stock is False and appraiser.admits_stock(step):
            yield Contradiction(
                field=f"steps[{n}].stock", value="no", shown="yes", code="contradiction.stock"
            )
        is_ordered = step.action == "arrange" and step.extent not in (None, "technical")
        if is_ordered and case.record.appraiser != "decider":
            code = ORDERS.get(appraiser.order_of(step))
            if code:
                yield _refuted(f"steps[{n}].extent", step.extent or "", code)
        if step.extent not in (None, "technical") and appraiser.only_readies_tool(step):
            yield _refuted(f"steps[{n}].extent", step.extent or "", "contradiction.readiness")
        if step.extent not in (None, "technical") and appraiser.is_trifle(step):
            yield Contradiction(
                field=f"steps[{n}].extent",
                value=step.extent or "",
                shown="technical",
                code="contradiction.trifle",
            )
        elif appraiser.overstates_extent(step):
            assert step.extent
            accepted = appraiser.act(step, "claimed").extent
            yield Contradiction(
                field=f"steps[{n}].extent",
                value=step.extent,
                shown=accepted,
                code="contradiction.extent",
            )
        if case.record.appraiser != "decider":
            if step.effect in ("visible", "as_intended") and appraiser.came_by_chance(step):
                yield _refuted(f"steps[{n}].effect", step.effect, "contradiction.by_chance")
            named = ", ".join(name for name in step.changed or () if name != "seed")
            if named and appraiser.is_rerun(step) and appraiser.tells_of_rerun(step):
                yield _refuted(f"steps[{n}].changed", named, "contradiction.rerun")
            if appraiser.shown_changes(step).get("prompt") and appraiser.is_taken_back(step):
                yield _refuted(f"steps[{n}].changed", "prompt", "contradiction.changed_back")
            for name, differs in appraiser.shown_changes(step).items():
                if not differs and name in (step.changed or ()):
                    yield Contradiction(
                        field=f"steps[{n}].changed",
                        value=name,
                        shown="none",
                        code=f"contradiction.changed_{name}",
                    )


def _no_examinations(appraiser: Appraiser) -> Iterator[Contradiction]:
    """Exhibits that a party is said to have examined, or somebody before or after the possible."""
    for n, piece in enumerate(appraiser.record.evidence):
        if piece.examined_by is None:
            continue
        code, seen = appraiser.why_unexamined(piece), piece.examined_by
        if code is not None:
            of_name = code.startswith("examined_by")
            value = seen.name if of_name else seen.on.isoformat()
            yield _refuted(f"evidence[{n}].examined_by", value, f"contradiction.{code}")


def _miscalled_files(appraiser: Appraiser) -> Iterator[Contradiction]:
    """Exhibits of which the held file is not what they are called."""
    for n, piece in enumerate(appraiser.record.evidence):
        code = appraiser.why_miscalled(piece)
        if code is not None:
            yield _refuted(f"evidence[{n}].what", piece.what, f"contradiction.{code}")


def _impossible_days(appraiser: Appraiser) -> Iterator[Contradiction]:
    """Days of the work that are still to come, or come before it was made."""
    record = appraiser.record
    if record.appraiser == "decider":
        return
    began, today = record.created_from, latest_day()
    published, registered = record.published, record.registration
    days = {
        "created_from": began,
        "created_to": record.created_to,
        "published": published.on if published else None,
        "registration": registered.on if registered else None,
    }
    for field, day in days.items():
        if day is not None and (day > today or (began is not None and day < began)):
            yield _refuted(field, day.isoformat(), "contradiction.day")
    for n, step in enumerate(record.steps):
        if step.at is None:
            continue
        at = day_of(step.at)
        if appraiser.is_to_come(step):
            yield _refuted(f"steps[{n}].at", at.isoformat(), "contradiction.step_in_future")
        elif (began and at < began) or (record.created_to and at > record.created_to):
            yield _refuted(f"steps[{n}].at", at.isoformat(), "contradiction.step_day")


def _tools_by_name(appraiser: Appraiser) -> Iterator[Contradiction]:
    """Tools that are known to generate, and are said to do something else."""
    for n, tool in enumerate(appraiser.record.tools):
        if appraiser.is_known_generator(tool):
            yield Contradiction(
                field=f"tools[{n}].does", value=tool.does, shown="none", code="contradiction.tool"
            )


def _admissions(appraiser: Appraiser) -> Iterator[Contradiction]:
    """Acts, prompts and inputs of which the record's own words say otherwise than its labels."""
    for n, step in enumerate(appraiser.record.steps):
        found, of_hand = appraiser.admissions_of(step), step.action in RESULT_ACTIONS
        field, value = f"steps[{n}].action", step.action
        if of_hand and "machine" in found:
            yield _refuted(field, value, "contradiction.admission")
        elif appraiser.copies(step):
            yield _refuted(field, value, "contradiction.copied")
        elif found & COPYING and step.action in MAKING:
            yield _refuted(field, value, "contradiction.copied_perhaps")
        by_hand = step.action in HAND_ACTIONS and not appraiser.is_generative(step)
        if by_hand and "technical" in found:
            named = set(step.adds or ())
            if named - appraiser.rules.appraisal.adds.technical:
                yield _refuted(
                    f"steps[{n}].adds", ", ".join(step.adds or ()), "contradiction.technical"
                )
        if appraiser.is_of_another_hand(step):
            by = next((p.name for p in appraiser.record.parties if p.id == step.by), "")
            yield _refuted(f"steps[{n}].by", by, "contradiction.others_hand")
        if appraiser.prompt_is_others(step):
            yield _refuted(
                f"steps[{n}].prompt", step.prompt or "", "contradiction.prompt_of_others"
            )
    for n, item in enumerate(appraiser.record.inputs):
        if appraiser.is_without_expression(item):
            found = appraiser.admissions_of_input(item)
            code = next(code for kind, code in OF_INPUTS.items() if kind in found)
            yield _refuted(f"inputs[{n}].made_by", item.made_by, code)
        elif appraiser.made_by(item) != item.made_by:
            yield _refuted(f"inputs[{n}].made_by", item.made_by, "contradiction.others_input")


def _doubts(appraiser: Appraiser) -> Iterator[Contradiction]:
    """Words on the whole work that can be read as saying that its makers did not make it."""
    for field, found in appraiser.doubts.items():
        for kinds, code in OF_WHOLE.items():
            if found & kinds:
                yield _refuted(field, _value_at(appraiser.record, field), code)
    for n, piece in enumerate(appraiser.record.evidence):
        if appraiser.is_against(piece):
            yield _refuted(
                f"evidence[{n}].shows", piece.shows or "", "contradiction.exhibit_against"
            )


def _value_at(record: CreationRecord, field: str) -> str:
    of_party = PARTY_FIELD.fullmatch(field)
    if of_party:
        return record.parties[int(of_party[1])].contribution or ""
    return getattr(record, field) or ""


def _clauses(case: Case) -> Iterator[Contradiction]:
    """Contracts whose recorded words give the rights to another than they are said to."""
    record, rules = case.record, case.rules.ownership.clauses
    if record.appraiser == "decider":
        return
    for n, contract in enumerate(record.contracts):
        if is_contradicted(contract, record.parties, rules):
            yield _refuted(f"contracts[{n}].says", contract.says, "contradiction.clause")
        elif only_allows_use(contract, record.parties, rules):
            yield _refuted(f"contracts[{n}].says", contract.says, "contradiction.clause_of_use")
        if is_contradicted_by_exhibits(contract, record, rules):
            yield _refuted(f"contracts[{n}].says", contract.says, "contradiction.contract_exhibit")
        elif has_no_force(contract, record, rules):
            yield _refuted(f"contracts[{n}].says", contract.says, "contradiction.contract_no_force")


def _refuted(field: str, value: str, code: str) -> Contradiction:
    if len(value) > LONGEST_SHOWN:
        value = f"{value[: LONGEST_SHOWN - 1]}…"
    return Contradiction(field=field, value=value, shown="none", code=code)


def _chance_and_intent(appraiser: Appraiser) -> Iterator[Contradiction]:
    """A result left to chance, of which a step is said to have done what was wanted."""
    record = appraiser.record
    meant = any(step.effect == "as_intended" for step in record.steps)
    if meant and record.foreseeability == "random" and record.appraiser != "decider":
        yield Contradiction(
            field="foreseeability", value="random", shown="none", code="contradiction.chance"
        )
