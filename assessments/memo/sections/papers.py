"""The working papers of the lawyer: doubts of the sources, and what each finding rests on."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.engine.result import Appraisal
from assessments.memo import comparison
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Block, Blocks
from assessments.memo.sections.search import holdings
from assessments.memo.unclear import unclear_words
from assessments.memo.writing import (
    Part,
    bullets,
    heading,
    joined,
    labelled,
    paragraph,
    remarks,
    run,
    sentences,
    stop,
)
from assessments.precedents.answer_texts import LOWEST, field_text
from assessments.precedents.fields import split_item_field
from assessments.typesetting.dates import day
from assessments.wording.labels import value_label


def appraisals(build: MemoBuilder) -> Blocks:
    """List the values whose appraisal is not accepted as stated, and the contradictions."""
    rows: list[Part] = [
        sentences(
            stop(field_text(item.field, item.value, build.plain_steps)),
            gettext("Accepted on the evidence: %(value)s.") % {"value": _accepted(item)},
        )
        for item in build.result.appraisals
        if item.accepted_as_claimed != item.accepted_as_proved
    ]
    rows += [
        sentences(
            stop(field_text(item.field, item.value, build.plain_steps)),
            wording.sentence(item.code),
        )
        for item in build.result.contradictions
        if not item.is_question
    ]
    unclear = unclear_words(build)
    if unclear:
        title = gettext("Words that need to be cleared up")
        rows.append(labelled(title, unclear, emphasis="label"))
    if not rows:
        return (paragraph(gettext("Every value is accepted as it is stated.")),)
    return (bullets(rows),)


def _accepted(item: Appraisal) -> str:
    value = item.accepted_as_proved or ""
    return gettext("nothing") if value in LOWEST else _value(item.field, value)


def _value(field: str, value: str) -> str:
    split = split_item_field(field)
    return value_label(split[2] if split else field, value)


def sources(build: MemoBuilder) -> Blocks:
    """Print for each decision its doubts, its sources and what it held."""
    return tuple(_sources(build))


def _sources(build: MemoBuilder) -> Iterator[Block]:
    yield paragraph(
        gettext(
            "These are notes of research, not for the client: where sources differ, which docket "
            "numbers rest on weak sources, and when a decision was last verified."
        )
    )
    for item in comparison.reported_decisions(build, home_only=False):
        yield heading(item.cited)
        yield paragraph(
            stop(remarks(item.name, item.court, item.date, item.instance, item.finality)),
            *item.notes,
            item.standing,
        )
        if item.doubtful_dockets:
            listed = " · ".join(item.doubtful_dockets)
            yield paragraph(labelled(gettext("Docket numbers to verify"), listed, emphasis="label"))
        yield from holdings(item)
        for text in item.discrepancies:
            yield paragraph(gettext("Sources differ:"), text)
        yield paragraph(
            gettext("Last verified on %(day)s.") % {"day": day(item.verified)},
            run(
                gettext("Sources:"),
                " ",
                joined(item.sources, pgettext("memo list", "; ")),
            ),
            style="quiet",
        )
