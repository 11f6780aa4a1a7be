"""What versions of one record have in common is read once, and each reads as it would alone."""

from __future__ import annotations

from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from assessments.engine import BASES, Case, CaseBase, Precedent, assess
from assessments.engine.held_files import HeldFile, HeldFiles
from assessments.engine.suppositions import Summary
from cases.record import CreationRecord
from tests.support.records import RULES, precedents, records


@st.composite
def held_files(draw: st.DrawFn, of: CreationRecord) -> HeldFiles | None:
    if draw(st.booleans()):
        return None
    prompts = tuple(step.prompt for step in of.steps if step.prompt)
    return HeldFiles(
        files={
            piece.id: HeldFile(
                prompts=draw(st.sampled_from([(), prompts])), anchored=draw(st.booleans())
            )
            for piece in of.evidence
            if draw(st.booleans())
        }
    )


def without_evidence(of: CreationRecord) -> list[object]:
    return [item.model_copy(update={"evidence": ()}) for item in (*of.steps, *of.inputs)]


@given(st.data(), records(), precedents())
def test_a_version_reads_as_it_would_alone(
    data: st.DataObject, of: CreationRecord, decided: Precedent
) -> None:
    files, base = data.draw(held_files(of)), CaseBase.build([decided], RULES)
    versions: list[Case] = []
    original = Case.with_answers

    def noted(case: Case, record: CreationRecord, held: HeldFiles | None) -> Case:
        versions.append(original(case, record, held))
        return versions[-1]

    with mock.patch.object(Case, "with_answers", noted):
        assess(of, base, RULES, files=files)
    for version in versions:
        read_in = version.appraiser.files
        # Layers are those of the record itself, whatever a supposition says of its acts.
        alone = (
            Case(version.record, base, RULES, read_in)
            if without_evidence(version.record) == without_evidence(of)
            else original(Case(of, base, RULES, files), version.record, read_in)
        )
        for basis in BASES:
            assert version.words(basis) == alone.words(basis)
            assert Summary(version).on(basis) == Summary(alone).on(basis)
        assert Summary(version).facts_of_strongest() == Summary(alone).facts_of_strongest()
