"""The facts relied on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, ngettext, pgettext

from assessments.exhibits.excerpt import Excerpt
from assessments.memo import facts
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Block, Blocks, Paragraph, Row
from assessments.memo.writing import (
    bullets,
    columns,
    cut,
    heading,
    in_brackets,
    labelled,
    lines,
    paragraph,
    row,
    run,
    sentences,
    stop,
    support,
    table,
)


def relevant_facts(build: MemoBuilder) -> Blocks:
    """Tell the facts, each with what supports it."""
    return tuple(_facts(build))


def _facts(build: MemoBuilder) -> Iterator[Block]:
    told = facts.facts(build)
    yield paragraph(
        gettext(
            "Each fact is followed by what supports it. Where nothing but the Client's word does, "
            "that is said."
        )
    )
    yield heading(gettext("The Work"))
    yield from _stated(told.work)
    yield heading(gettext("Those who took part"))
    yield from _stated(told.people, gettext("Nobody is named."))
    yield heading(gettext("Tools and material"))
    yield from _stated(told.means, gettext("No tool and no material is named."))
    yield heading(gettext("How it was made"))
    yield from _steps(build, told)
    if told.examined:
        yield heading(gettext("Exhibits that were examined"))
        yield from _stated(told.examined)
    yield heading(gettext("Publication and registration"))
    yield from _stated(told.publication)
    if told.open or told.doubts:
        yield heading(gettext("What is not known, and what is doubtful"))
        yield bullets([*told.open, *told.doubts])
    if told.notes:
        yield heading(gettext("Notes of the Client"))
        yield paragraph(told.notes.text, style="typed")
        if told.notes.is_cut:
            yield how_much(told.notes.text, told.notes.num_characters)


def _stated(found: Iterable[facts.StatedFact], otherwise: str = "") -> Iterator[Paragraph]:
    empty = True
    for fact in found:
        empty = False
        yield paragraph(fact.text, support(fact.support))
    if empty and otherwise:
        yield paragraph(otherwise)


def _steps(build: MemoBuilder, told: facts.RelevantFacts) -> Iterator[Block]:
    if not told.steps:
        yield paragraph(gettext("The Record names no step of the making."))
        return
    yield paragraph(
        ngettext(
            "The Record names %(num)s step. It stands in full in the ledger of the making.",
            "The Record names %(num)s steps, in the order of time. They stand in full in the "
            "ledger of the making.",
            told.num_steps,
        )
        % {"num": told.num_steps}
    )
    yield table(
        columns(
            (gettext("No."), 6),
            (gettext("When, who"), 18),
            pgettext("column of steps", "What was done"),
            (gettext("Effect"), 20),
            (gettext("Supported by"), 18),
        ),
        [_step(step) for step in told.steps],
        header=-1,
    )
    if told.unsupported:
        yield paragraph(
            gettext(
                "Unfavourable: nothing but the Client's statement, a later run of the tool or an "
                "exhibit that is only named is at hand for:"
            ),
            stop(build.steps(told.unsupported)),
        )


def _step(step: facts.StepRow) -> Row:
    return row(
        str(step.number),
        lines(step.when, step.who),
        lines(
            sentences(step.action, in_brackets(step.tool) if step.tool else ""),
            labelled(gettext("Intent"), cut(step.intent), emphasis="") if step.intent else "",
            labelled(gettext("Prompt"), cut(step.prompt), emphasis="") if step.prompt else "",
        ),
        step.effect or "–",
        support(step.support),
    )


def how_much(shown: str, num_characters: int) -> Paragraph:
    """Say how much of a text is printed."""
    return Paragraph(
        inlines=run(
            gettext(
                "Only the first %(shown)s of %(all)s characters are printed; the full text stands "
                "in the attached creation record."
            )
            % {"shown": len(shown), "all": num_characters}
        ),
        style="quiet",
    )


def excerpt_lines(label: str, text: Excerpt | None) -> Iterator[Paragraph]:
    """Print what was typed, with how much of it is printed."""
    if text is None:
        return
    yield Paragraph(inlines=labelled(label, text.text, emphasis="label"), style="typed")
    if text.is_cut:
        yield how_much(text.text, text.num_characters)
