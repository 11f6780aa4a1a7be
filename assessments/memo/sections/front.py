"""Questions presented, short answers, documents reviewed, assumptions and limits."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext, pgettext

from assessments import wording
from assessments.engine.codes import BASES, Basis
from assessments.engine.result import Answer
from assessments.memo import evidence, opening
from assessments.memo.build import MemoBuilder
from assessments.memo.citing import cites
from assessments.memo.document import Block, Blocks, Group, Inlines, Text
from assessments.memo.sections.voice import (
    element_words,
    footing_name,
    list_parts,
    overall,
    qualified,
    range_text,
)
from assessments.memo.speaker import by_speaker, called
from assessments.memo.writing import (
    bullets,
    colon,
    columns,
    fill,
    in_brackets,
    joined,
    listed,
    paragraph,
    remarks,
    row,
    run,
    sentences,
    stop,
    table,
)
from assessments.precedents.answer_texts import field_text
from assessments.precedents.notices import example_notice, unconfirmed
from assessments.typesetting.attachments import RECORD_NAME


def questions(build: MemoBuilder) -> Blocks:
    """State the questions presented."""
    asked = opening.questions(build)
    values = {
        "title": asked.title,
        "kind": asked.kind,
        "claim": asked.claim,
        "num": asked.num_steps,
    }
    pattern = (
        ngettext(
            "Whether “%(title)s”, %(kind)s that came about in %(num)s recorded step, is a work in "
            "which copyright subsists, as far as %(claim)s is concerned",
            "Whether “%(title)s”, %(kind)s that came about in %(num)s recorded steps, is a work "
            "in which copyright subsists, as far as %(claim)s is concerned",
            asked.num_steps,
        )
        if asked.num_steps
        else gettext(
            "Whether “%(title)s”, %(kind)s of whose making no step is recorded, is a work in "
            "which copyright subsists, as far as %(claim)s is concerned"
        )
    )
    rules = cites(asked.rules)
    first = sentences(pattern % values, in_brackets(rules) if rules else "")
    proof = ngettext(
        "What of this can be proved today with the %(num)s exhibit named.",
        "What of this can be proved today with the %(num)s exhibits named.",
        asked.num_evidence,
    )
    return (
        bullets(
            [
                run(first, pgettext("end of a question", ".")),
                proof % {"num": asked.num_evidence},
                gettext("Which parts of it carry protection, and which do not."),
                gettext("Who owns the copyright, if there is one."),
                gettext(
                    "Which duties of labelling and of keeping records go with its publication, "
                    "and what should be done next."
                ),
            ],
            ordered=True,
        ),
    )


def answers(build: MemoBuilder) -> Blocks:
    """Answer the questions in their order."""
    return tuple(_answers(build))


def _answers(build: MemoBuilder) -> Iterator[Block]:
    proved, claimed = (build.result.answer(basis) for basis in ("proved", "claimed"))
    yield Group(
        blocks=(
            paragraph(
                Text(overall(build, "proved"), "strong"),
                range_text(build, "proved"),
                _turns_on(build, proved),
            ),
            paragraph(qualified(build, "claimed"), _turns_on(build, claimed)),
        ),
        style="answer",
    )
    evidence_basis = wording.evidence_basis(build.result.evidence_basis)
    if evidence_basis:
        yield paragraph(evidence_basis)
    parts = _parts_of_elements(build)
    if len(set(parts)) == 1:
        yield from _elements(build, parts[0])
    else:
        for basis, part in zip(reversed(BASES), parts, strict=True):
            yield _elements_of(build, basis, part)


def _elements(build: MemoBuilder, part: str) -> Iterator[Block]:
    """Set both answers on the elements of one part side by side."""
    if part:
        yield paragraph(gettext("The table is of this part: %(part)s.") % {"part": part})
    words = [element_words(build, basis) for basis in reversed(BASES)]
    yield table(
        columns(
            (gettext("Element"), 22),
            *((footing_name(basis), 20) for basis in reversed(BASES)),
            gettext("Main reason, on the evidence"),
        ),
        [
            row(wording.element(item.name), *(of[item.name] for of in words), item.because)
            for item in opening.element_rows(build, "proved")
        ],
    )


def _elements_of(build: MemoBuilder, basis: Basis, part: str) -> Block:
    """Show one answer on the elements, where the other is of another part."""
    words = element_words(build, basis)
    return table(
        columns((gettext("Element"), 24), (footing_name(basis), 24), gettext("Main reason")),
        [
            row(wording.element(item.name), words[item.name], item.because)
            for item in opening.element_rows(build, basis)
        ],
        caption=colon(footing_name(basis), part),
    )


def _parts_of_elements(build: MemoBuilder) -> list[str]:
    """Name the part of which each answer shows the elements; empty where there is one part only."""
    if len(build.result.layers) < 2:
        return ["", ""]
    return [list_parts(build, (build.result.answer(basis).layer,)) for basis in reversed(BASES)]


def _turns_on(build: MemoBuilder, answer: Answer) -> Inlines:
    if not answer.turns_on:
        return ()
    named = [field_text(value.field, value.value, build.plain_steps) for value in answer.turns_on]
    return sentences(
        by_speaker(
            gettext("It turns on what is not stated, or appraised by the Client alone:"),
            gettext("It turns on what is not stated, or appraised by me alone:"),
        ),
        stop(pgettext("memo list", ", ").join(named)),
    )


def documents(build: MemoBuilder) -> Blocks:
    """List the documents reviewed."""
    return tuple(_documents(build))


def _documents(build: MemoBuilder) -> Iterator[Block]:
    yield paragraph(
        called(
            gettext(
                "Reviewed was the creation record (attached as %(name)s). What each exhibit is "
                "meant to show, and its digest, stand in the schedule of evidence."
            )
        )
        % {"name": RECORD_NAME}
    )
    yield from map(paragraph, example_notice(build.snapshot.example, build))
    yield from map(paragraph, unconfirmed(build.snapshot.stated or build.record, build.record))
    groups = evidence.documents(build)
    for text, rows in groups:
        unread = [item.reference for item in rows if item.is_held and not item.is_read]
        yield paragraph(
            text,
            stop(joined(map(_document, rows), pgettext("memo list", "; "))),
            fill(gettext("Not read when the Work was assessed: %(names)s."), names=listed(unread))
            if unread
            else "",
        )
    if not groups:
        yield paragraph(
            by_speaker(
                gettext("No exhibit is named. All that follows rests on the Client's statement."),
                gettext("No exhibit is named. All that follows rests on my statement."),
            )
        )


def _document(item: evidence.ExhibitRow) -> Inlines:
    return remarks(sentences(item.reference, item.name), item.examined)


def assumptions(build: MemoBuilder) -> Blocks:
    """State what the terms mean, what is assumed, what a firm declares, and the limits."""
    return tuple(_assumptions(build))


def _assumptions(build: MemoBuilder) -> Iterator[Block]:
    yield paragraph(*_terms(build))
    yield paragraph(called(gettext("This memo assumes, without having verified it, that:")))
    yield bullets(
        [
            gettext(
                "what the Record states is true, accurate and complete, and nothing that "
                "matters has been left out;"
            ),
            gettext(
                "the exhibits are genuine, copies conform to their originals, and signatures "
                "and dates on them are right;"
            ),
            gettext(
                "there is no co-author, employer, commissioning party or other contributor "
                "beyond those named;"
            ),
            gettext("whoever acted for an organisation had authority to do so;"),
            gettext(
                "the terms of the tools that were in force at the time are those that are "
                "described."
            ),
        ],
        ordered=True,
    )
    matter = build.snapshot.matter
    if matter.firm and matter.declarations:
        yield paragraph(gettext("%(firm)s declares:") % {"firm": matter.firm})
        yield bullets(matter.declarations, ordered=True)
    yield paragraph(called(gettext("Its limits:")))
    yield bullets(
        [
            called(
                gettext(
                    "It speaks of the law of the mainland of the People's Republic of China on "
                    "the date of this memo. Law elsewhere is mentioned for comparison only."
                )
            ),
            gettext(
                "It speaks of legal questions only, not of technical, financial or other "
                "professional matters."
            ),
            gettext("No later change of law or fact is taken into account, and none is promised."),
            use(build),
            gettext(
                "It is not a guarantee of an outcome. Decisions on AI-assisted works are few, "
                "most are not binding, and courts differ."
            ),
        ],
        ordered=True,
    )


def _terms(build: MemoBuilder) -> Iterator[str]:
    client = build.snapshot.matter.client.rstrip(".")  # of "Ltd.": the sentence ends in one
    named = gettext("The Client is %(client)s.") % {"client": client} if client else ""
    yield by_speaker(named, "")
    yield by_speaker(
        gettext(
            "Terms: the Work is what the Record describes; the Record is the creation record "
            "that the Client stated and that is attached; exhibits are cited as [E-01]. “On "
            "what is stated” takes every fact in the Record as true, but reads for itself what is "
            "an appraisal, such as how specific an instruction is; “on the evidence” counts only "
            "what the exhibits carry today, and on that a court decides."
        ),
        gettext(
            "Terms: the Work is what the Record describes; the Record is the creation record "
            "that I stated and that is attached; exhibits are cited as [E-01]. “On what is "
            "stated” takes every fact in the Record as true, but reads for itself what is an "
            "appraisal, such as how specific an instruction is; “on the evidence” counts only "
            "what the exhibits carry today, and on that a court decides."
        ),
    )


def use(build: MemoBuilder) -> str:
    """Say for whom and for what the memo is."""
    addressee, purpose = build.snapshot.matter.addressee, opening.stated_purpose(build)
    values = {"addressee": addressee, "purpose": purpose}
    who = gettext("the Client and %(addressee)s") if addressee else gettext("the Client")
    firm = (
        gettext(
            "It is for %(who)s and for this purpose only: %(purpose)s. Others may not rely on it "
            "without written consent."
        )
        if purpose
        else gettext(
            "It is for %(who)s and for the purpose of the mandate only; others may not rely on it "
            "without written consent."
        )
    )
    maker = (
        gettext(
            "It is my own assessment for this purpose: %(purpose)s. It replaces no advice of a "
            "lawyer."
        )
        if purpose
        else gettext("It is my own assessment and replaces no advice of a lawyer.")
    )
    return by_speaker(firm, maker) % {**values, "who": who % values}
