"""The top of a result says what the sections below it say, of any record and in both registers."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from assessments.engine import CaseBase, load_rules
from assessments.results.page.headline import RUNGS
from assessments.wording import REGISTERS
from cases.record import CreationRecord
from tests.assessments.results.test_registers import page
from tests.support.records import records

EMPTY = CaseBase((), load_rules())


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(of=records())
def test_the_headline_repeats_the_answers_and_the_layers(of: CreationRecord) -> None:
    for register in REGISTERS:
        made = page(of, EMPTY, register)
        bars = made.headline.bars
        assert [bar.label for bar in bars] == [answer.label for answer in made.answers]
        for bar in bars:
            reached = bar.cells.count("reached")
            assert reached == (RUNGS.index(bar.word) + 1 if bar.word in RUNGS else 0)
            assert bar.cells == tuple(
                sorted(bar.cells, key=["reached", "possible", "beyond"].index)
            )
        assert sum(line.count for line in made.headline.layers) == len(made.layers)
        words = {(layer.claimed, layer.status) for layer in made.layers}
        assert {(line.claimed, line.proved) for line in made.headline.layers} == words
        sentences = [line.sentence for line in made.headline.layers]
        assert len(set(sentences)) == len(sentences)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(of=records())
def test_each_reason_of_the_headline_is_a_reason_below(of: CreationRecord) -> None:
    for register in REGISTERS:
        made = page(of, EMPTY, register)
        below = [
            (bearing, reason.text)
            for element in made.elements
            for bearing, _, reasons in element.groups
            for reason in reasons
        ]
        for lines in made.headline.reasons:
            for text in lines.texts:
                assert any(
                    bearing == lines.bearing and text.startswith(said) for bearing, said in below
                ), text
