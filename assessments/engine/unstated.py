"""Which sentence is true of a level: what is not stated is never said to be known.

A criterion reads a value at its lowest where the record leaves it out. The codes here say so, and
they say what the record has where a dimension has no level at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assessments.engine.case import Case
from assessments.engine.findings import Observation
from assessments.engine.structure import CHOOSING, PREPARING, Shape
from cases.record import Step

PARTS_CHOSEN = "selection.parts_chosen"
ONE_PART = "selection.one_part"
NO_EARLIER_WORK = "distinctiveness.no_contrary_evidence"
COPIED_PERHAPS = "distinctiveness.copied_perhaps"
OTHERS_SHOW = "distinctiveness.others_show"
WITHOUT_CHANGE = "foreseeability.without_change"
OWN_SYSTEM = frozenset({"model", "template", "data"})
SAME_WORDS = frozenset({"seed", "prompt", "negative_prompt"})  # no change of settings or inputs


def stated_code(case: Case, seen: Observation) -> str:
    """The code of a level that something gives, where the value read is not stated another one."""
    if seen.code == NO_EARLIER_WORK and case.appraiser.has_copying:
        return COPIED_PERHAPS
    if seen.code == NO_EARLIER_WORK and case.appraiser.shows_others:
        return OTHERS_SHOW
    steps = [step for step in case.appraiser.steps if step.id in seen.steps]
    tell = _OF_LEVELS.get(seen.code)
    return tell(case, steps[0]) if tell and len(steps) == 1 else seen.code


def _of_technical_editing(case: Case, step: Step) -> str:
    if case.appraiser.copies(step):
        return "editing.copied"
    if case.appraiser.is_performance(step):
        return "editing.performed"
    if "technical" in case.appraiser.admissions_of(step):
        return "editing.technical"
    if step.extent is None and not _is_measured(case, step):
        return "editing.extent_unknown"
    if step.extent != "technical" and step.adds is None and not case.appraiser.places_stock(step):
        return "editing.adds_unknown"
    return "editing.technical"


def _of_technical_arranging(case: Case, step: Step) -> str:
    if step.extent is None and not _is_measured(case, step):
        return "selection.extent_unknown"
    return "selection.arranged_technically" if step.extent in (None, "technical") else ONE_PART


def _of_arranging(code: str) -> Callable[[Case, Step], str]:
    def tell(case: Case, step: Step) -> str:
        return PARTS_CHOSEN if case.appraiser.chooses_parts_only(step, "claimed") else code

    return tell


def _without_effect(known: str, unknown: str) -> Callable[[Case, Step], str]:
    def code(case: Case, step: Step) -> str:
        return unknown if step.effect is None and not _is_measured(case, step) else known

    return code


def _of_slight_preparing(case: Case, step: Step) -> str:
    return "conception.prepared" if step.extent is None else "conception.prepared_slightly"


def _of_effect(code: str) -> Callable[[Case, Step], str]:
    """One run that came out well steers nothing; what was changed, or prepared, does."""

    def tell(case: Case, step: Step) -> str:
        shown = any(case.appraiser.shown_changes(step).values())
        is_changed = bool(set(step.changed or ()) - {"seed"}) or shown
        return code if is_changed or step.action == "prepare" else WITHOUT_CHANGE

    return tell


_OF_LEVELS: Mapping[str, Callable[[Case, Step], str]] = {
    "conception.prepared_slightly": _of_slight_preparing,
    "control.without_effect": _without_effect("control.without_effect", "control.effect_unknown"),
    "refinement.without_effect": _without_effect(
        "refinement.without_effect", "refinement.effect_unknown"
    ),
    "selection.arranged_technically": _of_technical_arranging,
    "selection.arranged_slightly": _of_arranging("selection.arranged_slightly"),
    "selection.arranged_in_part": _of_arranging("selection.arranged_in_part"),
    "editing.technical": _of_technical_editing,
    "editing.imperceptible": _without_effect("editing.imperceptible", "editing.effect_unknown"),
    "foreseeability.effect_seen": _of_effect("foreseeability.effect_seen"),
    "foreseeability.effect_intended": _of_effect("foreseeability.effect_intended"),
}


def _is_measured(case: Case, step: Step) -> bool:
    files = case.appraiser.files
    return files is not None and step.id in files.measured


def absent_code(case: Case, dimension: str, shape: Shape | None) -> str:
    """The code of a dimension without any level; `shape`: of one layer, None: of the whole work."""
    own = [
        step
        for step in case.appraiser.steps
        if shape is None or step.id in (*shape.steps, *shape.shared)
    ]
    if dimension == "selection" and shape is not None and shape.kind == "arrangement" and not own:
        several = any((step.kept or 0) > 1 for step in case.record.steps)
        return "selection.elsewhere" if several else "selection.not_arranged"
    tell = _OF_ABSENCE.get(dimension)
    return f"{dimension}.{tell(case, own) if tell else 'absent'}"


def _no_conception(case: Case, own: Sequence[Step]) -> str:
    prepared = any(step.action in PREPARING for step in case.record.steps)
    return "elsewhere" if prepared or _has_own_input(case) else "absent"


def _no_instruction(case: Case, own: Sequence[Step]) -> str:
    runs = [s for s in own if s.action == "prepare" or case.appraiser.is_generative(s)]
    if any(map(case.appraiser.prompt_is_others, runs)):
        return "words_of_others"
    if any(map(case.appraiser.is_unread, runs)):
        return "not_read"
    if any(_is_typed(step) or step.detail for step in runs):
        return "fixes_nothing"
    if any(step.prompt_terms for step in runs):
        return "not_appraised"
    counted = {step.id for step in case.appraiser.steps}
    typed = [step for step in case.record.steps if _is_typed(step) or step.prompt_terms]
    if any(step.id not in counted for step in typed):
        return "not_by_person"
    return "elsewhere" if typed else "absent"


def _no_control(case: Case, own: Sequence[Step]) -> str:
    stated = any(
        step.action == "prepare" or step.parameters or set(step.changed or ()) - SAME_WORDS
        for step in case.record.steps
    )
    own_system = any(
        item.made_by == "own" and item.what in OWN_SYSTEM for item in case.record.inputs
    )
    return "elsewhere" if stated or own_system else "absent"


def _no_refinement(case: Case, own: Sequence[Step]) -> str:
    if any(_runs_again(case, step) for step in own):
        return "rerolled"
    return "elsewhere" if any(_runs_again(case, s) for s in case.record.steps) else "absent"


def _runs_again(case: Case, step: Step) -> bool:
    if step.action in PREPARING or not case.appraiser.is_generative(step):
        return False
    parent = case.appraiser.generating_parent(step)
    return step.action == "adjust" or step.repeat > 1 or parent is not None


def _no_selection(case: Case, own: Sequence[Step]) -> str:
    if any(step.outputs and step.kept is not None and step.kept < step.outputs for step in own):
        return "kept"
    chosen = any(
        step.action in CHOOSING or step.action == "arrange" or step.criteria or step.kept
        for step in case.record.steps
    )
    return "elsewhere" if chosen else "absent"


def _no_own_input(case: Case, own: Sequence[Step]) -> str:
    inputs = [item for item in case.record.inputs if item.made_by == "own"]
    if any(item.in_output is None for item in inputs):
        return "extent_unknown"
    return "without_expression" if inputs else "absent"


def _has_own_input(case: Case) -> bool:
    return any(item.made_by == "own" for item in case.record.inputs)


def _is_typed(step: Step) -> bool:
    return bool(step.prompt and step.prompt.strip())


_OF_ABSENCE: Mapping[str, Callable[[Case, Sequence[Step]], str]] = {
    "conception": _no_conception,
    "instruction": _no_instruction,
    "control": _no_control,
    "refinement": _no_refinement,
    "selection": _no_selection,
    "own_input": _no_own_input,
}
