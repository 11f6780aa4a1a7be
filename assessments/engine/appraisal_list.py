"""The appraisals of a record as a list for readers."""

from __future__ import annotations

from collections.abc import Iterator

from assessments.engine.appraisal import Appraiser
from assessments.engine.case import Case
from assessments.engine.codes import AppraisedBy
from assessments.engine.presumption import presumed_item
from assessments.engine.result import Appraisal
from cases.record import Input, Step

UNSAID = ("maker", "lawyer", "decider")  # who says nothing of a value that is not stated


def appraisals_of(case: Case) -> Iterator[Appraisal]:
    """Every value of the record that someone must appraise, and what of it is accepted."""
    appraiser = case.appraiser
    claimed, proved = case.acts("claimed"), case.acts("proved")
    for n, step in enumerate(case.record.steps):
        if step.id not in claimed:
            continue
        for field in _fields_of(step, appraiser):
            stated = _shown(getattr(step, field))
            yield _appraisal(
                case,
                step,
                f"steps[{n}].{field}",
                stated,
                _by(field, step, appraiser),
                appraiser.evidence_of(step),
                _shown(_accepted(getattr(claimed[step.id], field))),
                _shown(_accepted(getattr(proved[step.id], field))),
            )
    for n, item in enumerate(case.record.inputs):
        if item.made_by != "own":
            continue
        yield _appraisal(
            case,
            item,
            f"inputs[{n}].in_output",
            item.in_output,
            _by_of_input(item, appraiser),
            appraiser.evidence_of(item),
            case.inputs("claimed")[item.id].in_output,
            case.inputs("proved")[item.id].in_output,
        )
    for field in ("distinctiveness", "foreseeability"):
        stated = getattr(case.record, field)
        if stated is not None:
            yield _appraisal(
                case,
                None,
                field,
                stated,
                case.record.appraiser,
                (),
                getattr(appraiser, field)("claimed"),
                getattr(appraiser, field)("proved").removesuffix("_at_most"),
            )


def _appraisal(
    case: Case,
    item: Step | Input | None,
    field: str,
    value: str | None,
    by: AppraisedBy,
    on: tuple[str, ...],
    claimed: str | None,
    proved: str | None,
) -> Appraisal:
    return Appraisal(
        field=field,
        value=value,
        by=by,
        on=on,
        accepted_as_claimed=claimed,
        accepted_as_proved=proved,
        because=_because(case, item, field, value, by),
    )


def _because(
    case: Case, item: Step | Input | None, field: str, value: str | None, by: AppraisedBy
) -> str:
    if value is None and by in UNSAID:
        return "appraisal.not_stated"
    if by == "lawyer" and case.record.appraiser == "maker":
        return "appraisal.examined"  # the value is the makers'; the lawyer looked at the exhibit
    if field.endswith(".effect") and isinstance(item, Step) and case.appraiser.is_rerun(item):
        return "appraisal.rerun"
    of_hand = field.rpartition(".")[2] in ("extent", "in_output")
    if by == "maker" and of_hand and item is not None and presumed_item(case, item):
        return "appraisal.presumed"
    return f"appraisal.{by}"


def _fields_of(step: Step, appraiser: Appraiser) -> Iterator[str]:
    """The appraised fields that a step of its action has, or that it states."""
    runs = appraiser.is_generative(step)
    if step.detail is not None or appraiser.typed(step) is not None or runs:
        yield "detail"
    if step.effect is not None or runs or step.action == "edit":
        yield "effect"
    by_hand = step.action == "prepare" or not runs
    if by_hand and (
        step.extent is not None or step.action in ("edit", "write", "arrange", "prepare")
    ):
        yield "extent"
    if step.changed is not None or (runs and appraiser.follows(step)):
        yield "changed"


def _by(field: str, step: Step, appraiser: Appraiser) -> AppraisedBy:
    """Who appraised the value that counts."""
    by = appraiser.by(step, "claimed")
    if by == "decider" and getattr(step, field) is not None:
        return by
    is_compared = appraiser.files is not None and step.id in appraiser.files.measured
    if field == "detail" and appraiser.typed(step) is not None:
        return "file" if _is_read_in_a_file(step, appraiser) else "record"
    shown = appraiser.shown_changes(step) if field == "changed" else {}
    if shown and set(step.changed or ()) <= shown.keys():
        return "record"
    if is_compared and field in ("effect", "extent") and by == "maker":
        return "measured"
    return by


def _is_read_in_a_file(step: Step, appraiser: Appraiser) -> bool:
    """Whether a held file that is linked to the step shows the words that were typed."""
    files = appraiser.files
    return files is not None and any(
        files.shows_words(piece, step.prompt or "") for piece in appraiser.evidence_of(step)
    )


def _by_of_input(item: Input, appraiser: Appraiser) -> AppraisedBy:
    by = appraiser.by(item, "claimed")
    if by == "maker" and appraiser.files and item.id in appraiser.files.measured_inputs:
        return "measured"
    return by


def _accepted(value: object) -> object:
    return tuple(sorted(value)) if isinstance(value, frozenset) else value


def _shown(value: object) -> str | None:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) if value else ("" if value == () else None)
    return None if value is None or value == "" else str(value)
