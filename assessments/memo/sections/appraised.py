"""What only the maker appraises: their number, and each value beside what it is of."""

from __future__ import annotations

from django.utils.translation import ngettext, pgettext

from assessments.memo.build import MemoBuilder
from assessments.memo.document import Inlines
from assessments.memo.weak_facts import WeakFact
from assessments.memo.writing import colon, run, stop
from assessments.precedents.answer_texts import field_parts


def self_appraised(build: MemoBuilder, fact: WeakFact, *, brief: bool) -> Inlines:
    """Say how many values are the maker's own appraisal; `brief` says where they are listed."""
    values = {"number": fact.number}
    if brief:
        text = ngettext(
            "%(number)s value is the maker's own appraisal and is not accepted on the evidence; "
            "the analysis names it.",
            "%(number)s values are the maker's own appraisal and are not, or not wholly, accepted "
            "on the evidence; the analysis names them.",
            fact.number,
        )
        return run(text % values)
    text = ngettext(
        "%(number)s value is the maker's own appraisal and is not accepted on the evidence.",
        "%(number)s values are the maker's own appraisal and are not, or not wholly, accepted on "
        "the evidence.",
        fact.number,
    )
    return run(text % values)


def appraised_values(build: MemoBuilder, fact: WeakFact) -> list[Inlines]:
    """List the values, those of one step or input together."""
    stated = {item.field: item.value for item in build.result.appraisals}
    by_item: dict[str, list[str]] = {}
    for name in dict.fromkeys(fact.fields):
        item, said = field_parts(name, stated.get(name), build.plain_steps)
        by_item.setdefault(item or said, []).append(said if item else "")
    return [
        stop(colon(item, pgettext("memo list", "; ").join(said)) if any(said) else item)
        for item, said in by_item.items()
    ]
