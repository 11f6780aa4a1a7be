"""Defined terms, questions presented, short answers, documents reviewed, assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, ngettext, pgettext

from assessments import wording
from assessments.memo import evidence, opening
from assessments.memo.build import MemoBuilder
from assessments.memo.document import (
    AuthorityReference,
    Block,
    Blocks,
    FactReference,
    Group,
    Inlines,
    Row,
    Text,
)
from assessments.memo.writing import (
    bullets,
    columns,
    in_brackets,
    joined,
    labelled,
    lines,
    paragraph,
    quiet,
    remarks,
    row,
    run,
    sentences,
    table,
)
from assessments.precedents.notices import example_notice, unconfirmed
from assessments.typesetting.attachments import RECORD_NAME


def title(build: MemoBuilder) -> FactReference:
    """Name the work by its title."""
    return FactReference("title", build.title)


def introduction(build: MemoBuilder) -> Blocks:
    """Open an opinion of a Chinese firm with its mandate and terms."""
    terms = opening.terms(build)
    values = {"title": terms.title, "kind": terms.kind, "client": terms.client}
    to = (
        gettext("To: %(client)s") % values
        if terms.has_client
        else gettext("To: ____________________")
    )
    pattern = (
        gettext(
            "On the mandate of the client, this memo gives an opinion on “%(title)s”, %(kind)s "
            "that was made with the help of generative tools: whether it is a work under the law "
            "of the People's Republic of China, who owns it and what can be proved."
        )
        if terms.is_generated
        else gettext(
            "On the mandate of the client, this memo gives an opinion on “%(title)s”, %(kind)s: "
            "whether it is a work under the law of the People's Republic of China, who owns it "
            "and what can be proved."
        )
    )
    return (
        paragraph(to, style="flush"),
        paragraph(pattern % values),
        paragraph(gettext("In this memo the following terms are used:")),
        *defined_terms(build),
    )


def defined_terms(build: MemoBuilder) -> Blocks:
    """Define the terms of the memo."""
    terms = opening.terms(build)
    client = (
        terms.client
        if terms.has_client
        else gettext(
            "whoever gave the mandate for this memo; the name is to be filled in on the cover."
        )
    )
    pairs = [
        (
            gettext("the Work"),
            gettext("“%(title)s”, %(kind)s, in the form that the Record describes.")
            % {"title": terms.title, "kind": terms.kind},
        ),
        (gettext("the Client"), client),
        (
            gettext("the Record"),
            gettext(
                "the creation record of the Work: what was typed, set, repeated, chosen and "
                "edited, as the Client stated it. It is attached to this file."
            ),
        ),
        (
            gettext("the Evidence"),
            ngettext(
                "%(num)s exhibit named in the Record, cited as [E-01].",
                "%(num)s exhibits named in the Record, cited as [E-01] and so on.",
                terms.num_evidence,
            )
            % {"num": terms.num_evidence},
        ),
        (
            gettext("as claimed"),
            gettext("on the footing that everything in the Record is accepted."),
        ),
        (
            gettext("as proved"),
            gettext(
                "counting only what the Evidence carries today. A court decides on this footing."
            ),
        ),
        (
            gettext("dimension, level"),
            gettext(
                "one of nine scales from 0 to 4 on which the making of works is compared; what "
                "each level means is published with the rules."
            ),
        ),
        (
            gettext("precedent"),
            gettext(
                "a decided work with which the Work is compared. Courts in China are bound by "
                "guiding cases only; all other decisions are for reference."
            ),
        ),
    ]
    return (bullets(labelled(term, meaning) for term, meaning in pairs),)


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


def cites(authorities: Iterable[AuthorityReference]) -> Inlines:
    """Name several authorities as one list."""
    return joined(authorities, pgettext("memo list", "; "))


def answers(build: MemoBuilder) -> Blocks:
    """Give the short answers."""
    return tuple(_answers(build))


def _answers(build: MemoBuilder) -> Iterator[Block]:
    short = opening.answers(build)
    for text in short.warnings:
        yield paragraph(labelled(gettext("Rights of others"), text))
    for answer in short.overall:
        yield Group(blocks=tuple(_answer(answer)), style="answer")
    if short.evidence_basis:
        yield paragraph(short.evidence_basis)
    yield table(
        columns(
            (gettext("Element"), 25),
            (gettext("As proved"), 15),
            (gettext("As claimed"), 15),
            gettext("The reason that decides it, as proved"),
        ),
        [
            row(
                wording.element(item.name),
                wording.element_word(item.proved),
                wording.element_word(item.claimed),
                item.because,
            )
            for item in short.elements
        ],
        caption=gettext("Short answers for each element"),
    )
    yield paragraph(
        owner_line(short.owner),
        short.owner_sentence,
        unshown_owner() if short.is_owner_unshown else "",
        ngettext("%(num)s question is open.", "%(num)s questions are open.", short.num_questions)
        % {"num": short.num_questions}
        if short.num_questions
        else "",
    )
    if short.num_duties:
        num = len(short.duties_open)
        yield paragraph(
            ngettext(
                "Duties: %(num)s is not shown to be met.",
                "Duties: %(num)s are not shown to be met.",
                num,
            )
            % {"num": num}
            if num
            else gettext("Duties: all that apply are shown to be met.")
        )


def _answer(answer: opening.OverallAnswer) -> Iterator[Block]:
    name = gettext("As proved") if answer.basis == "proved" else gettext("As claimed")
    word = answer.word + pgettext("end of an answer", ".")
    yield paragraph(
        Text(name + pgettext("after a label", ": ") + word, "strong"),
        answer.sentence,
        answer.scope,
        answer.presumed,
        answer.ground,
        answer.range,
        answer.weakest,
    )
    if answer.turns_on:
        yield paragraph(
            gettext("It turns on what is not stated, or appraised by the Client alone:"),
            run(pgettext("memo list", ", ").join(answer.turns_on), pgettext("end of a list", ".")),
        )


def owner_line(owner: str) -> str:
    """Say who owns the work."""
    if not owner:
        return gettext("Ownership: no owner can be named on what is stated.")
    return gettext("Ownership, if it is a work: %(owner)s.") % {"owner": owner}


def unshown_owner() -> str:
    """Say that no owner is shown."""
    return gettext("What can be shown today does not yet show any owner.")


def documents(build: MemoBuilder) -> Blocks:
    """List the documents reviewed."""
    return tuple(_documents(build))


def _documents(build: MemoBuilder) -> Iterator[Block]:
    yield paragraph(
        gettext(
            "Reviewed was the creation record (attached as %(name)s). What each exhibit is meant "
            "to show, and its digest, stand in the schedule of evidence."
        )
        % {"name": RECORD_NAME}
    )
    yield from map(paragraph, example_notice(build.snapshot.example, build))
    yield from map(paragraph, unconfirmed(build.snapshot.stated or build.record, build.record))
    groups = evidence.documents(build)
    for text, rows in groups:
        yield paragraph(text)
        yield table(
            columns(
                (gettext("No."), 10),
                (gettext("Exhibit"), 30),
                (gettext("When made"), 18),
                gettext("What it shows, as stated"),
            ),
            [_document(item) for item in rows],
            header=1,
        )
    if not groups:
        yield paragraph(
            gettext("No exhibit is named. All that follows rests on the Client's statement.")
        )


def _document(item: evidence.ExhibitRow) -> Row:
    unread = item.is_held and not item.is_read
    note = quiet(gettext("not read when the Work was assessed")) if unread else ""
    shows = item.shows.text if item.shows else "–"
    return row(item.reference, lines(item.name, note), remarks(item.made, item.examined), shows)


def assumptions(build: MemoBuilder) -> Blocks:
    """State what is assumed, and the limits."""
    return (
        paragraph(gettext("This memo assumes, without having verified it, that:")),
        bullets(
            [
                gettext(
                    "what the Client states is true, accurate and complete, and nothing that "
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
        ),
        paragraph(gettext("Its limits:")),
        bullets(
            [
                gettext(
                    "It speaks of the law of the mainland of the People's Republic of China on "
                    "the date of this memo. Law elsewhere is mentioned for comparison only."
                ),
                gettext(
                    "It states rules in its own words; for the wording of a rule the official "
                    "text must be read."
                ),
                gettext(
                    "It speaks of legal questions only, not of technical, financial or other "
                    "professional matters."
                ),
                gettext(
                    "No later change of law or fact is taken into account, and none is promised."
                ),
                gettext(
                    "It is for the Client and for the purpose of the mandate only; others may not "
                    "rely on it without written consent."
                ),
                gettext(
                    "It is not a guarantee of an outcome. Decisions on AI-assisted works are few, "
                    "most are not binding, and courts differ."
                ),
                gettext(
                    "Where the drawing places an element is a position between decided works: "
                    "neither a chance of winning nor a measure of how much of the work is whose."
                ),
            ],
            ordered=True,
        ),
    )
