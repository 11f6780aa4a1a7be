"""The result as a text report for a terminal, in the active language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import get_language, gettext

from assessments import wording
from assessments.engine import Result
from assessments.engine.result import (
    Appraisal,
    Contradiction,
    DutyAnswer,
    Improvement,
    Layer,
    Unknown,
)
from assessments.engine.result_ownership import (
    OpenQuestion,
    bases_together,
    layers_alike,
    owners_apart,
)
from assessments.precedents.answer_texts import (
    LOWEST,
    appraised_field_text,
    counted_texts,
    examined_text,
    field_text,
    ground_sentence,
)
from assessments.precedents.notices import rights_warnings
from assessments.precedents.placed_library import Library
from assessments.results.terminal_answers import answer_lines
from assessments.results.terminal_names import ReportNames, bracketed
from assessments.wording.parts import distinct_names
from cases.record import CreationRecord
from cases.wording.standing import standing_brief

NUM_PRECEDENTS = 5  # of each outcome; the JSON has them all


def report(record: CreationRecord, result: Result, library: Library) -> str:
    """Return both answers with reasons, layers, precedents, ownership, duties and next steps."""
    return "\n".join(_lines(record, result, library))


def _lines(record: CreationRecord, result: Result, library: Library) -> Iterator[str]:
    names = ReportNames(record, library, result.as_of)
    yield record.title
    if result.evidence_basis is not None:
        yield wording.evidence_basis(result.evidence_basis)
    if record.appraiser != "maker":
        yield str(wording.names.APPRAISED_BY_RECORD[record.appraiser])
    yield from rights_warnings(record)
    yield from answer_lines(result, names, _layer_name, [step.id for step in record.steps])
    yield from _section(gettext("Layers"), _layers(result, names))
    yield from _section(gettext("Who appraised each value"), _appraisals(record, result))
    for heading, asked in (
        (gettext("Where the record contradicts itself"), False),
        (gettext("Words that need to be cleared up"), True),
    ):
        found = (one for one in result.contradictions if one.is_question == asked)
        yield from _section(heading, map(_contradiction, found))
    yield from _section(
        gettext("Decisions compared with, on the evidence"), _precedents(result, library, names)
    )
    yield from _section(gettext("Ownership"), _ownership(record, result))
    yield from _section(gettext("Duties"), map(_duty, result.duties))
    yield from _section(
        gettext("Make it stronger"),
        (_improvement(improvement, names) for improvement in result.improvements),
    )
    opens = any(unknown.opens for unknown in result.unknowns)
    title = gettext("What to tell first") if opens else gettext("What is not stated")
    yield from _section(title, (_unknown(unknown, names) for unknown in result.unknowns))
    yield from _section(gettext("Versions of the law cited"), names.not_in_force())
    yield ""
    yield gettext("Rules %(rubric)s; library %(library)s") % {
        "rubric": result.rubric,
        "library": result.library[:12],
    }


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    lines = [line for line in lines if line.strip()]
    if lines:
        yield ""
        yield title
        yield from (f"  {line}" for line in lines)


def _layers(result: Result, names: ReportNames) -> Iterator[str]:
    of_answer = ground_sentence(result.proved, names)
    for layer in result.layers:
        yield gettext("%(layer)s: %(status)s. %(because)s") % {
            "layer": _layer_name(layer),
            "status": wording.conclusion_label(layer.status),
            "because": wording.sentence(layer.because),
        }
        ground = ground_sentence(layer, names) if layer.basis else ""
        if ground != of_answer:
            yield f"  {ground}"


def _layer_name(layer: Layer) -> str:
    name = wording.layer_name(layer.called)
    if not layer.name:
        return name
    return gettext("%(text)s (%(details)s)") % {"text": name, "details": layer.name}


def _appraisals(record: CreationRecord, result: Result) -> Iterator[str]:
    for appraisal in result.appraisals:
        by = wording.sentence(appraisal.because)
        examined = examined_text(appraisal, record.evidence, result.contradictions)
        if examined:
            by = gettext("%(text)s (%(details)s)") % {"text": by, "details": examined}
        line = gettext("%(field)s. %(by)s") % {
            "field": appraised_field_text(appraisal),
            "by": by,
        }
        yield f"{line}{_counted(appraisal)}"


def _counted(appraisal: Appraisal) -> str:
    """What counts of a value; nothing to say where it counts as it is stated, or at its lowest."""
    claimed, proved = counted_texts(appraisal)
    values = {"claimed": claimed, "proved": proved}
    if claimed != proved:
        return gettext("; counts as stated: %(claimed)s, on the evidence: %(proved)s") % values
    is_told = _parts(appraisal.value) == _parts(appraisal.accepted_as_claimed)
    at_lowest = (appraisal.accepted_as_claimed or "") in LOWEST and appraisal.value is None
    return "" if is_told or at_lowest else gettext("; counts: %(claimed)s") % values


def _parts(value: str | None) -> list[str]:
    return sorted((value or "").split(", "))


def _contradiction(contradiction: Contradiction) -> str:
    return gettext("%(field)s. %(because)s") % {
        # A text that is quoted may end with a stop of its own.
        "field": field_text(contradiction.field, contradiction.value).rstrip("。．. "),
        "because": wording.sentence(contradiction.code),
    }


def _precedents(result: Result, library: Library, names: ReportNames) -> Iterator[str]:
    chinese = (get_language() or "").startswith("zh")
    counts: Counter[str] = Counter()
    for compared in result.precedents:
        counts[compared.outcome] += 1
        if counts[compared.outcome] > NUM_PRECEDENTS:
            continue
        yield gettext("%(name)s (%(slug)s): %(outcome)s; %(relation)s") % {
            "name": names.name_of(compared.slug),
            "slug": compared.slug,
            "outcome": wording.outcome(compared.outcome),
            "relation": wording.relation(compared.relation),
        }
        stands = library.standings[library.by_slug[compared.slug].slug].as_of(result.as_of)
        standing = standing_brief(stands, "zh" if chinese else "en")
        if standing:
            yield f"  {standing}"
        for dimensions, label in (
            (compared.stronger_on, gettext("stronger on: %(dimensions)s")),
            (compared.weaker_on, gettext("weaker on: %(dimensions)s")),
        ):
            if dimensions:
                listed = gettext(", ").join(map(wording.dimension, dimensions))
                yield "  " + label % {"dimensions": listed}


def _ownership(record: CreationRecord, result: Result) -> Iterator[str]:
    owned = result.ownership
    names = {layer.id: _layer_name(layer) for layer in result.layers}
    step_ids = [step.id for step in record.steps]
    by_owner = owners_apart(owned, result.claimed.scope)
    if by_owner:
        named = distinct_names(by_owner, result.layers, names, step_ids)
        for layers, of_owner in zip(by_owner, named, strict=True):
            first = layers[0]
            yield gettext("Owner, if it is a work: %(owner)s [%(layers)s]") % {
                "owner": _owner(first.owner, first.basis),
                "layers": gettext(", ").join(of_owner),
            }
            yield f"  {wording.sentence(first.reason)}"
            if first.separate:
                yield "  " + wording.sentence("ownership.separate")
            if first.owner:
                yield "  " + _as_proved(first.proved_owner, first.proved_basis)
    else:
        owner = _owner(owned.owner, owned.basis)
        yield gettext("Owner, if it is a work: %(owner)s") % {"owner": owner}
        yield f"  {wording.sentence(owned.because)}"
        if owned.owner and owned.proved_basis is not None:
            yield "  " + _as_proved(owned.proved_owner, owned.proved_basis)
    by_bases = layers_alike(owned)
    named = distinct_names(by_bases, result.layers, names, step_ids)
    for layers, of_bases in zip(by_bases, named, strict=True):
        title = (
            gettext("Every basis, if it were a work: %(layers)s")
            if layers[0].is_hypothetical
            else gettext("Every basis: %(layers)s")
        )
        yield title % {"layers": gettext(", ").join(of_bases)}
        for claim in bases_together(layers):
            line = gettext(
                "%(basis)s: %(owner)s; as stated %(claimed)s, on the evidence %(proved)s"
            ) % {
                "basis": wording.ownership_basis(claim.basis),
                "owner": claim.owner,
                "claimed": wording.condition_status(claim.claimed),
                "proved": wording.condition_status(claim.proved),
            }
            yield f"  {line}"
    yield from (_question(record, question) for question in owned.open_questions)


def _as_proved(owner: str, basis: str) -> str:
    if not owner:
        return gettext("What can be shown today does not yet show any owner.")
    return gettext("On what can be shown today: %(owner)s") % {"owner": _owner(owner, basis)}


def _owner(owner: str, basis: str) -> str:
    if not owner:
        return gettext("nobody is named")
    return gettext("%(text)s (%(details)s)") % {
        "text": owner,
        "details": wording.ownership_basis(basis),
    }


def _question(record: CreationRecord, question: OpenQuestion) -> str:
    """The question with the tools and people that it concerns."""
    facts = question.facts
    concerns = [tool.name for tool in record.tools if tool.id in facts.tools]
    concerns += [party.name for party in record.parties if party.id in facts.parties]
    concerns += list(facts.contracts)
    return f"? {wording.sentence(question.code)}{bracketed(gettext(', ').join(concerns))}"


def _duty(duty: DutyAnswer) -> str:
    return gettext("%(duty)s: %(status)s. %(because)s") % {
        "duty": wording.duty_name(duty.what),
        "status": wording.duty_status(duty.status),
        "because": wording.sentence(duty.because),
    }


def _improvement(improvement: Improvement, names: ReportNames) -> str:
    values = {
        "do": wording.sentence(improvement.do)
        + bracketed(names.items(improvement.steps, improvement.inputs)),
        "basis": wording.basis(improvement.changes),
        "before": wording.conclusion_label(improvement.from_),
        "after": wording.conclusion_label(improvement.to),
    }
    if improvement.from_ == improvement.to:
        return gettext("%(do)s %(basis)s: strengthens an element, the conclusion stays") % values
    if improvement.lowest is not None:
        values["lowest"] = wording.conclusion_label(improvement.lowest)
        return (
            gettext(
                "%(do)s %(basis)s: “%(before)s” now; by what is answered, between “%(lowest)s” "
                "and “%(after)s”"
            )
            % values
        )
    return gettext("%(do)s %(basis)s: from “%(before)s” to “%(after)s”") % values


def _unknown(unknown: Unknown, names: ReportNames) -> str:
    text = wording.sentence(unknown.code) + bracketed(names.items(unknown.steps, unknown.inputs))
    if unknown.opens:
        return text
    if unknown.matters:
        matters = gettext("could change the result")
    elif unknown.together:
        matters = gettext("could change the result together with other open answers")
    else:
        matters = gettext("changes nothing")
    return gettext("%(text)s (%(details)s)") % {"text": text, "details": matters}
