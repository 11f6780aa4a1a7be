"""How far an answer moves when a value that its makers appraise moves by one step.

Every judged record is read as its makers would have stated it, against the whole library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.engine.case import Case
from assessments.engine.codes import Conclusion
from assessments.engine.comparison import CaseBase
from assessments.engine.judging import RANK
from assessments.engine.rules import UNKNOWN, Rules
from cases.record import CreationRecord, Input, Step

OF_STEPS = ("detail", "effect", "extent")
OF_INPUTS = ("in_output",)
OF_THE_WHOLE = ("distinctiveness", "foreseeability")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sensitivity:
    """A field that makers appraise: steps of one tried, and what they changed as claimed."""

    field: str
    tried: int
    words: int  # conclusions that changed
    signs: int  # conclusions that went from above `arguable` to below it, or back


def sensitivity(
    records: Sequence[CreationRecord], base: CaseBase, rules: Rules
) -> tuple[Sensitivity, ...]:
    """Move every appraised value of every record one step down and one step up."""
    counts = {name: [0, 0, 0] for name in (*OF_STEPS, *OF_INPUTS, *OF_THE_WHOLE)}
    for record in records:
        stated = record.model_copy(update={"appraiser": "maker"})
        now = Case(stated, base, rules).word_of_whole("claimed")
        for field, moved in _moved_records(stated, rules.appraisal.scales):
            word = Case(moved, base, rules).word_of_whole("claimed")
            count = counts[field]
            count[0] += 1
            count[1] += word != now
            count[2] += _sign(word) * _sign(now) < 0
    return tuple(
        Sensitivity(field=field, tried=tried, words=words, signs=signs)
        for field, (tried, words, signs) in counts.items()
    )


def _sign(word: Conclusion) -> int:
    rank = RANK.get(word, RANK["arguable"])
    return int(rank > RANK["arguable"]) - int(rank < RANK["arguable"])


def _moved_records(
    record: CreationRecord, scales: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, CreationRecord]]:
    for part, fields in (("steps", OF_STEPS), ("inputs", OF_INPUTS)):
        items: tuple[Step | Input, ...] = getattr(record, part)
        for place, item in enumerate(items):
            for field in fields:
                for value in _neighbours(getattr(item, field), scales[field]):
                    moved = item.model_copy(update={field: value})
                    changed = (*items[:place], moved, *items[place + 1 :])
                    yield field, record.model_copy(update={part: changed})
    for field in OF_THE_WHOLE:
        scale = tuple(value for value in scales[field] if value != UNKNOWN)
        for value in _neighbours(getattr(record, field), scale):
            yield field, record.model_copy(update={field: value})


def _neighbours(value: Any, scale: Sequence[str]) -> Iterable[str]:
    if value not in scale:
        return ()
    place = scale.index(value)
    return (*scale[max(0, place - 1) : place], *scale[place + 1 : place + 2])
