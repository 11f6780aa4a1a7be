"""The facts as a lawyer holds them, in the working papers: three answers, reasons, both hashes."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.answers.facts_held import HeldFact, held_facts
from assessments.engine.result import Layer
from assessments.exhibits.drawing import ordered_elements
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Block, Blocks, Row
from assessments.memo.writing import (
    Part,
    bullets,
    columns,
    labelled,
    paragraph,
    remarks,
    row,
    sentences,
    stop,
    table,
)
from assessments.typesetting.dates import day
from cases.record import to_plain


def facts_held(build: MemoBuilder) -> Blocks:
    """Set the three answers side by side, and list each fact with its state and reason."""
    return tuple(_blocks(build))


def _blocks(build: MemoBuilder) -> Iterator[Block]:
    snapshot, result = build.snapshot, build.result
    yield paragraph(
        gettext(
            "A lawyer’s word lifts the third answer only; what is proved needs evidence. The words "
            "are those of the rules, not the levels of the opinion."
        )
    )
    yield table(
        columns((gettext("Question"), 28), *((wording.basis(c), 24) for c in result.columns)),
        list(_rows(build)),
    )
    record = to_plain(snapshot.stated or snapshot.record)
    yield bullets([_fact(fact) for fact in held_facts(record, snapshot.facts)])
    digests = snapshot.digests
    yield paragraph(
        labelled(gettext("The client’s record (SHA-256)"), digests["record"], emphasis="label"),
        labelled(
            gettext("The facts as the lawyer holds them (SHA-256)"),
            digests["facts"],
            emphasis="label",
        ),
        style="quiet",
    )


def _rows(build: MemoBuilder) -> Iterator[Row]:
    result = build.result
    answers = [result.answer(column) for column in result.columns]
    yield row(
        gettext("The work"), *(wording.conclusion_label(answer.conclusion) for answer in answers)
    )
    for layer in result.layers:
        words = (layer.claimed, layer.status, layer.held)
        yield row(_name(layer), *(wording.conclusion_label(str(word)) for word in words))
    for name in ordered_elements(result.proved.elements):
        words_of = (wording.element_word(answer.elements[name]) for answer in answers)
        yield row(wording.element(name), *words_of)


def _name(layer: Layer) -> str:
    name = wording.layer_name(layer.called)
    return f"{name}: {layer.name}" if layer.name else name


def _fact(fact: HeldFact) -> Part:
    state = fact.label
    if fact.state == "disputed":
        state = f"{state}, " + pgettext("a disputed fact", "open")
    changes = [
        gettext("%(question)s As the client says: %(client)s; as the lawyer holds: %(lawyer)s.")
        % {
            "question": each.label,
            "client": each.client or gettext("not said"),
            "lawyer": each.lawyer or gettext("not said"),
        }
        for each in fact.changed
    ]
    return sentences(
        stop(labelled(fact.title, state)),
        *changes,
        stop(fact.reason),
        remarks(fact.by, day(fact.on)),
    )
