"""The result as a text report for a terminal, in the active language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import get_language, gettext

from assessments import wording
from assessments.engine import BASES, Basis, Result, load_authorities
from assessments.engine.codes import Bearing
from assessments.engine.result import Contradiction, DutyAnswer, Improvement, Layer, Unknown
from assessments.engine.result_ownership import (
    LayerOwnership,
    OpenQuestion,
    bases_together,
    layers_alike,
    owners_alike,
)
from assessments.precedents.answer_texts import (
    examined_text,
    field_text,
    ground_sentence,
    range_sentence,
    scope_sentence,
)
from assessments.precedents.fields import split_item_field
from assessments.precedents.notices import rights_warnings
from assessments.precedents.placed_library import Library
from assessments.results.page.appraisals import accepted_value
from cases.record import CreationRecord
from cases.wording.labels import FINALITY, INSTANCE
from cases.wording.standing import standing_brief

MARKS: dict[Bearing, str] = {"for": "+", "against": "-", "neutral": "·"}
NUM_PRECEDENTS = 5  # of each outcome; the JSON has them all


def report(record: CreationRecord, result: Result, library: Library) -> str:
    """Return both answers with reasons, layers, precedents, ownership, duties and next steps."""
    return "\n".join(_lines(record, result, library))


def _lines(record: CreationRecord, result: Result, library: Library) -> Iterator[str]:
    names = _LibraryNames(library)
    yield record.title
    if result.evidence_basis is not None:
        yield wording.evidence_basis(result.evidence_basis)
    if record.appraiser != "maker":
        yield str(wording.names.TAKEN_AT_ITS_WORD[record.appraiser])
    yield from rights_warnings(record)
    for basis in BASES:
        yield ""
        yield from _answer(result, basis, names)
    yield from _section(gettext("Layers"), _layers(result, names))
    yield from _section(gettext("Who appraised what"), _appraisals(record, result))
    yield from _section(
        gettext("Where the record contradicts itself"), map(_contradiction, result.contradictions)
    )
    yield from _section(gettext("Decisions compared with, as proved"), _precedents(result, library))
    yield from _section(gettext("Ownership"), _ownership(record, result))
    yield from _section(gettext("Duties"), map(_duty, result.duties))
    yield from _section(gettext("What to do next"), map(_improvement, result.improvements))
    opens = any(unknown.opens for unknown in result.unknowns)
    title = gettext("What to tell first") if opens else gettext("What is not stated")
    yield from _section(title, map(_unknown, result.unknowns))
    yield ""
    yield gettext("Rules %(rubric)s; library %(library)s") % {
        "rubric": result.rubric,
        "library": result.library[:12],
    }


class _LibraryNames:
    """Articles and decisions by their short names, in the active language."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._chinese = (get_language() or "").startswith("zh")
        self._outcomes = {placed.slug: placed.outcome for placed in library.base.placed}

    def name_of(self, key: str) -> str:
        """Return the name of an article of law or of a decision."""
        if key in load_authorities():
            return str(load_authorities()[key]["cite"]["zh" if self._chinese else "en"])
        name = self._library.by_slug[key].short_name
        return name.zh if self._chinese else name.en

    def outcome(self, slug: str) -> str:
        """Return the outcome of a judged work."""
        return self._outcomes[slug]

    def instance(self, slug: str) -> str:
        """Return the instance of a decision and its finality."""
        decision = self._library.by_slug[slug]
        words = (INSTANCE[decision.instance], FINALITY[decision.finality.state])
        return gettext(", ").join(str(word).lower() for word in words)


def _answer(result: Result, basis: Basis, names: _LibraryNames) -> Iterator[str]:
    answer = result.answer(basis)
    yield wording.conclusion(answer.conclusion, basis)
    scope = scope_sentence(result, answer, _layer_name)
    for line in (
        scope,
        ground_sentence(answer, names),
        range_sentence(answer, wording.conclusion_label),
    ):
        if line:
            yield f"  {line}"
    for value in answer.turns_on:
        field = field_text(value.field, value.value)
        yield "  " + gettext(
            "It turns on what is not stated, or appraised by the client alone: %(field)s"
        ) % {"field": field}
    for name, element in answer.elements.items():
        yield "  " + gettext("%(element)s: %(status)s") % {
            "element": wording.element(name),
            "status": wording.element_word(element),
        }
        for reason in element.reasons:
            where = ", ".join((*reason.facts.steps, *reason.authority))
            yield f"    {MARKS[reason.bears]} {wording.sentence(reason.code)} [{where}]"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield ""
        yield title
        yield from (f"  {line}" for line in lines)


def _layers(result: Result, names: _LibraryNames) -> Iterator[str]:
    for layer in result.layers:
        yield gettext("%(layer)s: %(status)s. %(because)s") % {
            "layer": _layer_name(layer),
            "status": wording.conclusion_label(layer.status),
            "because": wording.sentence(layer.because),
        }
        if layer.basis:
            yield f"  {ground_sentence(layer, names)}"


def _layer_name(layer: Layer) -> str:
    name = wording.layer_name(layer.layer)
    return f"{name} ({layer.name})" if layer.name else name


def _appraisals(record: CreationRecord, result: Result) -> Iterator[str]:
    for appraisal in result.appraisals:
        split = split_item_field(appraisal.field)
        field = split[2] if split else appraisal.field
        by = wording.sentence(appraisal.because)
        examined = examined_text(appraisal, record.evidence)
        if examined:
            by = gettext("%(text)s (%(details)s)") % {"text": by, "details": examined}
        yield gettext(
            "%(field)s. %(by)s; counts as claimed: %(claimed)s, as proved: %(proved)s"
        ) % {
            "field": field_text(appraisal.field, appraisal.value),
            "by": by,
            "claimed": accepted_value(field, appraisal.accepted_as_claimed),
            "proved": accepted_value(field, appraisal.accepted_as_proved),
        }


def _contradiction(contradiction: Contradiction) -> str:
    return gettext("%(field)s. %(because)s") % {
        "field": field_text(contradiction.field, contradiction.value),
        "because": wording.sentence(contradiction.code),
    }


def _precedents(result: Result, library: Library) -> Iterator[str]:
    chinese = (get_language() or "").startswith("zh")
    counts: Counter[str] = Counter()
    for compared in result.precedents:
        counts[compared.outcome] += 1
        if counts[compared.outcome] > NUM_PRECEDENTS:
            continue
        decision = library.by_slug[compared.slug]
        name = decision.short_name
        yield gettext("%(name)s (%(slug)s): %(outcome)s; %(relation)s") % {
            "name": name.zh if chinese else name.en,
            "slug": compared.slug,
            "outcome": wording.outcome(compared.outcome),
            "relation": wording.relation(compared.relation),
        }
        stands = library.standings[decision.slug].as_of(result.as_of)
        standing = standing_brief(stands, "zh" if chinese else "en")
        if standing:
            yield f"  {standing}"
        for dimensions, label in (
            (compared.stronger_on, gettext("stronger on")),
            (compared.weaker_on, gettext("weaker on")),
        ):
            if dimensions:
                names = gettext(", ").join(map(wording.dimension, dimensions))
                yield f"  {label}: {names}"


def _ownership(record: CreationRecord, result: Result) -> Iterator[str]:
    owned = result.ownership
    names = {layer.id: _layer_name(layer) for layer in result.layers}
    by_owner = owners_alike(owned)
    if len(by_owner) > 1:
        for layers in by_owner:
            first = layers[0]
            yield gettext("Owner, if it is a work: %(owner)s [%(layers)s]") % {
                "owner": _owner(first.owner, first.basis),
                "layers": _layers_named(layers, names),
            }
            yield f"  {wording.sentence(f'ownership.{first.basis}')}"
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
    for layers in layers_alike(owned):
        yield gettext("Every basis: %(layers)s") % {"layers": _layers_named(layers, names)}
        for claim in bases_together(layers):
            line = gettext("%(basis)s: %(owner)s; as claimed %(claimed)s, as proved %(proved)s") % {
                "basis": wording.ownership_basis(claim.basis),
                "owner": claim.owner,
                "claimed": wording.condition_status(claim.claimed),
                "proved": wording.condition_status(claim.proved),
            }
            yield f"  {line}"
    yield from (_question(record, question) for question in owned.open_questions)


def _layers_named(layers: Iterable[LayerOwnership], names: dict[str, str]) -> str:
    return gettext(", ").join(dict.fromkeys(names[layer.layer] for layer in layers))


def _as_proved(owner: str, basis: str) -> str:
    if not owner:
        return gettext("What can be shown today does not yet show any owner.")
    return gettext("On what can be shown today: %(owner)s") % {"owner": _owner(owner, basis)}


def _owner(owner: str, basis: str) -> str:
    return f"{owner or gettext('not known')} ({wording.ownership_basis(basis)})"


def _question(record: CreationRecord, question: OpenQuestion) -> str:
    """The question with the tools and people that it concerns."""
    facts = question.facts
    concerns = [tool.name for tool in record.tools if tool.id in facts.tools]
    concerns += [party.name for party in record.parties if party.id in facts.parties]
    concerns += list(facts.contracts)
    named = gettext(", ").join(concerns)
    return f"? {wording.sentence(question.code)}" + (f" [{named}]" if named else "")


def _duty(duty: DutyAnswer) -> str:
    return gettext("%(duty)s: %(status)s. %(because)s") % {
        "duty": wording.duty_name(duty.what),
        "status": wording.duty_status(duty.status),
        "because": wording.sentence(duty.because),
    }


def _improvement(improvement: Improvement) -> str:
    if improvement.from_ == improvement.to:
        return gettext("%(do)s %(basis)s: strengthens an element, the conclusion stays") % {
            "do": wording.sentence(improvement.do),
            "basis": wording.basis(improvement.changes),
        }
    return gettext("%(do)s %(basis)s: from “%(before)s” to “%(after)s”") % {
        "do": wording.sentence(improvement.do),
        "basis": wording.basis(improvement.changes),
        "before": wording.conclusion_label(improvement.from_),
        "after": wording.conclusion_label(improvement.to),
    }


def _unknown(unknown: Unknown) -> str:
    if unknown.opens:
        return wording.sentence(unknown.code)
    if unknown.matters:
        matters = gettext("could change the result")
    elif unknown.together:
        matters = gettext("could change the result together with other open answers")
    else:
        matters = gettext("changes nothing")
    return f"{wording.sentence(unknown.code)} ({matters})"
