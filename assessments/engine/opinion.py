"""The whole reasoning: a function of a record, the decided cases, the rules, a day and held files.

Clock, database, settings, network, translation and chance take no part; the same arguments give
the same result to the byte.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from assessments.engine.appraisal_list import appraisals_of
from assessments.engine.case import Case
from assessments.engine.codes import BASES, Basis, Conclusion, Scope
from assessments.engine.comparison import CaseBase, PrecedentComparison
from assessments.engine.contradictions import contradictions_of
from assessments.engine.duties import duties
from assessments.engine.held_files import HeldFile, HeldFiles, expected_file
from assessments.engine.improvements import improvements, unknowns
from assessments.engine.judging import RANK
from assessments.engine.lawyer_view import LawyerView
from assessments.engine.layer_reasons import deciding_gate, layer_reason, rest_of_word
from assessments.engine.layers import LayerReading
from assessments.engine.open_questions import named_unknowns
from assessments.engine.ownership import ownership
from assessments.engine.reasons import Rest, dimension_levels, element_answers, rest_of
from assessments.engine.result import (
    Answer,
    ComparedPrecedent,
    Layer,
    LayerAnswer,
    Result,
    TurnsOn,
)
from assessments.engine.rules import Rules
from assessments.engine.suppositions import Summary, tried_answers
from cases.record import SCHEMA, CreationRecord, Evidence

# Claims by which protection is asked for something else than the work.
CLAIMED_ALONE: Mapping[str, Scope] = {
    "style": "style",
    "idea": "style",
    "arrangement": "arrangement",
}


def assess(
    record: CreationRecord,
    base: CaseBase,
    rules: Rules,
    as_of: dt.date | None = None,
    files: HeldFiles | None = None,
    today: dt.date | None = None,
    view: LawyerView | None = None,
) -> Result:
    """Assess a record against the decided cases as they stood on a day.

    `files`: what was read in the files that are held; None takes evidence as it is described.
    `today`: contracts of a later day have not been made; without it, `as_of`.
    `view`: what a lawyer holds of the record, for a third answer. Raises `OtherLayers` where it has
    other layers than the record.
    """
    base = base.narrow(as_of=as_of)
    case = Case(record, base, rules, files)
    rests = _rests(case)
    claimed, proved = (_answer(case, basis, rests[basis]) for basis in BASES)
    # That a style or an idea is nobody's says nothing of the work in which it shows.
    parts = _of_work(case, files)
    now, rerun = Summary(case), _Reruns(case, files)
    answers = tried_answers(case, rerun)
    result = Result(
        record=SCHEMA,
        rubric=rules.version,
        library=base.digest,
        as_of=as_of,
        claimed=claimed,
        proved=proved,
        layers=tuple(_layers(parts, rests if parts is case else _rests(parts))),
        precedents=proved.precedents,
        ownership=ownership(parts, as_of or today),
        duties=duties(case, rules, as_of),
        improvements=improvements(case, now, rerun, answers),
        unknowns=named_unknowns(case, claimed, proved, unknowns(now, rerun, answers)),
        evidence_basis="described" if files is None else "held",
        appraisals=tuple(appraisals_of(case)),
        contradictions=tuple(contradictions_of(case)),
    )
    return result if view is None else _with_view(result, case, view)


class OtherLayers(ValueError):
    """A lawyer's corrections would make other parts of the work than the record names."""


def _with_view(result: Result, case: Case, view: LawyerView) -> Result:
    """Add the answer on what a lawyer holds: that on what is proved, of the record as corrected."""
    files = case.appraiser.files
    seen = Case(view.record, case.base, case.rules, files, view=view)
    parts = _of_work(seen, files)
    if seen.shapes != case.shapes:
        raise OtherLayers
    held = _answer(seen, "proved", _rests(seen)["proved"])
    rests = _rests(parts)["proved"]
    words = {
        r.shape.id: _layer_answer(parts, r, "proved", rests[r.shape.id]).word
        for r in parts.reading("proved")
    }
    layers = (layer.model_copy(update={"held": words[layer.id]}) for layer in result.layers)
    return result.model_copy(update={"held": held, "layers": tuple(layers)})


def _of_work(case: Case, files: HeldFiles | None) -> Case:
    """The case of the work itself where a style or an idea is claimed."""
    if CLAIMED_ALONE.get(case.record.claim) != "style":
        return case
    work = case.record.model_copy(update={"claim": "output"})
    return Case(work, case.base, case.rules, files, view=case.appraiser.view)


def _rests(case: Case) -> dict[Basis, dict[str, Rest]]:
    """What the answer on each layer rests on."""
    return {
        basis: {reading.shape.id: rest_of(case, reading, basis) for reading in case.reading(basis)}
        for basis in BASES
    }


class _Reruns:
    """The reasoning on other versions of a record, once on each."""

    def __init__(self, case: Case, files: HeldFiles | None) -> None:
        self._case = case
        self._files = files
        self._known: dict[tuple[int, frozenset[str]], tuple[CreationRecord, Summary]] = {}
        self._expected: dict[tuple[int, int], HeldFile] = {}

    def __call__(self, changed: CreationRecord, held: frozenset[str] = frozenset()) -> Summary:
        key = (id(changed), held)
        if key not in self._known:
            files = self._files_with(changed, held)
            self._known[key] = changed, Summary(self._case.with_answers(changed, files))
        return self._known[key][1]

    def _files_with(self, changed: CreationRecord, held: frozenset[str]) -> HeldFiles | None:
        if self._files is None:
            return None
        known = frozenset(piece.id for piece in self._case.record.evidence) - held
        added = {p.id: self._file(changed, p) for p in changed.evidence if p.id not in known}
        return self._files.with_files(added)

    def _file(self, changed: CreationRecord, piece: Evidence) -> HeldFile:
        key = (id(piece), id(changed.published))  # no version has other words
        if key not in self._expected:
            self._expected[key] = expected_file(changed, piece)
        return self._expected[key]


def _answer(case: Case, basis: Basis, rests: dict[str, Rest]) -> Answer:
    strongest = case.strongest(basis)
    word = case.word_of_whole(basis)
    rest = rests[strongest.shape.id] if strongest else None
    said = rest_of_word(case, strongest, rest) if strongest and rest and word != "open" else None
    closed = [gate for gate in case.gates if gate.holds == "not_met"] if strongest is None else []
    law = tuple(dict.fromkeys(name for gate in closed for name in gate.authority))
    protected = tuple(
        name for name, of_layer in case.words(basis).items() if RANK[of_layer] >= RANK["likely"]
    )
    compared: tuple[ComparedPrecedent, ...] = ()
    if strongest is not None:
        compared = tuple(
            map(
                _compared,
                case.base.nearest(
                    strongest.placed,
                    [reading.placed for reading in case.reading(basis)],
                    basis,
                    favourable=RANK[strongest.verdict.word] >= RANK["arguable"],
                    kind=case.record.kind,
                ),
            )
        )
    return Answer(
        conclusion=word,
        elements=element_answers(case, strongest, rest, basis),
        findings=dimension_levels(case, basis),
        precedents=compared,
        basis=said.basis if said else "bound" if law else "scale",
        bound_by=said.bound_by if said else law,
        # What is open is so because of what could be claimed; the proof of it comes after.
        range=case.range_of_whole("claimed" if word == "open" else basis),
        turns_on=_turns_on(case, strongest, basis) if strongest else (),
        scope=CLAIMED_ALONE.get(case.record.claim)
        or ("part" if _is_part(case, basis, protected, word) else "whole"),
        layers_protected=protected,
        layer=strongest.shape.id if strongest else "",
    )


def _turns_on(case: Case, strongest: LayerReading, basis: Basis) -> tuple[TurnsOn, ...]:
    """What the strongest layer turns on; if nothing, what widens the range of the whole."""
    if of_strongest := case.turns_on(strongest, basis):
        return of_strongest
    top = case.range_of_whole(basis)[1]
    if RANK[top] <= RANK[case.word(strongest, basis)]:
        return ()
    others = [other for other in case.reading(basis) if case.range_of(other, basis)[1] == top]
    return tuple(dict.fromkeys(turn for other in others for turn in case.turns_on(other, basis)))


def _is_part(case: Case, basis: Basis, protected: tuple[str, ...], word: Conclusion) -> bool:
    """Whether anything of weight stands beside the layers of this word; a mere crop does not."""
    words = case.words(basis)
    if any(_is_below(words[name], word) for name in protected):
        return True
    rest = [r for r in case.reading(basis) if r.shape.id not in protected]
    return (
        not protected
        or case.appraiser.has_others_parts
        or any(not reading.is_trifling for reading in rest)
    )


def _is_below(word: Conclusion, of_whole: Conclusion) -> bool:
    """Whether a part has a lesser word than the whole; what is open has none."""
    return of_whole in RANK and (word not in RANK or RANK[word] < RANK[of_whole])


def _layers(case: Case, rests: dict[Basis, dict[str, Rest]]) -> list[Layer]:
    claimed = {reading.shape.id: reading for reading in case.reading("claimed")}
    layers = []
    for reading in case.reading("proved"):
        said = claimed[reading.shape.id]
        of_claimed = _layer_answer(case, said, "claimed", rests["claimed"][reading.shape.id])
        of_proved = _layer_answer(case, reading, "proved", rests["proved"][reading.shape.id])
        shape, ground = reading.shape, reading.verdict.ground
        gate = deciding_gate(case, reading)
        layers.append(
            Layer(
                layer=shape.kind,
                id=shape.id,
                name=shape.name,
                status=of_proved.word,
                claimed=of_claimed.word,
                proved=of_proved.word,
                because=layer_reason(case, reading, gate, of_claimed, of_proved),
                steps=shape.steps,
                inputs=shape.inputs if shape.kind == "own_input" else (),
                authority=gate.authority if gate else ground.authority if ground else (),
                basis=of_proved.basis,
                bound_by=of_proved.bound_by,
                range=of_proved.range,
                turns_on=of_proved.turns_on,
                as_claimed=of_claimed,
                ground=ground.id if ground else "",
            )
        )
    return layers


def _layer_answer(case: Case, reading: LayerReading, basis: Basis, rest: Rest) -> LayerAnswer:
    is_open = case.is_open and reading.rank <= RANK["unlikely"]
    word = "open" if is_open else case.word(reading, basis)
    rest = rest_of_word(case, reading, rest)
    return LayerAnswer(
        word=word,
        basis=rest.basis,
        bound_by=rest.bound_by,
        range=case.range_of(reading, basis),
        turns_on=case.turns_on(reading, basis),
    )


def _compared(comparison: PrecedentComparison) -> ComparedPrecedent:
    placed = comparison.placed
    return ComparedPrecedent(
        slug=placed.slug,
        outcome=placed.outcome,
        jurisdiction=placed.jurisdiction,
        relation=comparison.relation,
        stronger_on=comparison.stronger_on,
        weaker_on=comparison.weaker_on,
        same_on=comparison.same_on,
    )
