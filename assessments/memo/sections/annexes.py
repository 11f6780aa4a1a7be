"""The annexes: evidence, ledger, storyboard, authorities, method, verification, substitutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext, pgettext

from assessments.exhibits.marked_prompt import MarkedPiece, MarkedPrompt
from assessments.memo import schedules, storyboard
from assessments.memo.build import MemoBuilder
from assessments.memo.document import (
    Block,
    Blocks,
    ExhibitReference,
    Figure,
    Group,
    Inline,
    Inlines,
    PageReference,
    Paragraph,
    Section,
    Span,
    SpanStyle,
    Text,
)
from assessments.memo.making_order import order_of_steps
from assessments.memo.sections.fact_sheet import excerpt_lines, how_much, picture_words
from assessments.memo.speaker import called
from assessments.memo.writing import (
    colon,
    columns,
    cut,
    heading,
    joined,
    labelled,
    lines,
    paragraph,
    remarks,
    row,
    run,
    sentences,
    stop,
    support,
    table,
)
from assessments.typesetting.attachments import MemoAttachment
from assessments.typesetting.glyphs import Substitution
from assessments.wording import labels, prompts
from assessments.wording.rounds import numbered_round

DROPPED = ("boilerplate", "aside")


def ledger(build: MemoBuilder) -> Blocks:
    """Tell every step in full."""
    found = schedules.ledger(build)
    return (
        paragraph(
            gettext(
                "Every step as the Record has it. What was typed is printed as it was typed; "
                "%(name)s holds it in full."
            )
            % {"name": found["attachment"]},
            order_of_steps(build.record.steps),
        ),
        *(Group(blocks=tuple(_entry(step)), style="step") for step in found["steps"]),
        *(
            ()
            if found["steps"]
            else (paragraph(gettext("The Record names no step of the making.")),)
        ),
    )


def _entry(step: schedules.LedgerEntry) -> Iterator[Block]:
    yield heading(numbered_round(step.number, step.name))
    follows = (
        gettext("continues from round %(number)s") % {"number": step.parent} if step.parent else ""
    )
    details = [colon(name, value) for name, value in step.details]
    yield paragraph(
        stop(remarks(step.action, step.when, step.who, step.tool, follows, *details)),
        support(step.support),
    )
    for name, text, marked in step.typed:
        if marked:
            yield from _marked(name, marked)
        else:
            yield from excerpt_lines(name, text)


def _marked(name: str, marked: MarkedPrompt) -> Iterator[Paragraph]:
    pieces = [_piece(piece) for piece in marked.pieces]
    yield Paragraph(inlines=labelled(name, *pieces, emphasis="label"), style="typed")
    if marked.is_cut:
        yield how_much(marked.text, marked.num_characters)
    detail = prompts.NOT_READ if marked.detail is None else labels.DETAIL[marked.detail]
    kinds = [
        run(Text(str(item.number), "superscript"), f" {prompts.PHRASE_KIND[item.kind]}")
        for item in marked.kinds
    ]
    yield Paragraph(
        inlines=lines(
            sentences(
                stop(gettext("What the words alone fix: %(detail)s") % {"detail": detail}),
                *(str(prompts.BECAUSE[code]) for code in marked.because),
            ),
            sentences(
                stop(remarks(*kinds)),
                gettext(
                    "Underlined: counted as a chosen detail. Dotted: usual words. Struck through: "
                    "not counted."
                ),
            ),
        ),
        style="kinds",
    )


def _piece(piece: MarkedPiece) -> Inline:
    if not piece.kind:
        return Text(piece.text)
    style: SpanStyle = (
        "dropped" if piece.kind in DROPPED else "chosen" if piece.is_chosen else "stock"
    )
    return Span(style, (Text(piece.text), Text(str(piece.number), "superscript")))


def pictures(build: MemoBuilder) -> Blocks:
    """Show small pictures in the order of the steps; none where there is no picture."""
    found = storyboard.storyboard(build)
    if not found["frames"]:
        return ()
    shown = (
        gettext("The first %(shown)s of %(all)s pictures are printed.")
        % {"shown": found["num_shown"], "all": found["num_pictures"]}
        if found["num_pictures"] > found["num_shown"]
        else ""
    )
    return (
        paragraph(
            gettext(
                "Small pictures of the files that the Record names, made anew from their pixels, "
                "in the order of the steps, with the instruction beneath each. They are for "
                "orientation; the exhibit is the file."
            ),
            style="with_next",
        ),
        *((paragraph(shown, style="with_next"),) if shown else ()),
        Group(blocks=tuple(_frame(build, f) for f in found["frames"]), style="storyboard"),
    )


def _frame(build: MemoBuilder, frame: storyboard.Frame) -> Figure:
    also = sentences(pgettext("more steps", "Also"), build.steps(frame.also)) if frame.also else ""
    instruction: Inlines | str = ""
    if frame.instruction:
        label = gettext("Intent") if frame.is_intent else gettext("Prompt")
        instruction = labelled(label, cut(frame.instruction), emphasis="")
    elif frame.in_step:
        instruction = gettext("The Record states no instruction for this step.")
    return Figure(
        picture=frame.picture,
        alternative=picture_words(frame),
        caption=lines(
            Text(frame.title, "label"),
            frame.when,
            colon(ExhibitReference(frame.code), Text(frame.name, "filename")),
            also,
            instruction,
        ),
    )


def authorities(
    build: MemoBuilder, sections: tuple[Section, ...], titles: Mapping[str, str]
) -> Blocks:
    """List every authority that is printed, with the sections and pages."""
    groups = schedules.authorities(build, sections, titles)
    if not groups:
        return (paragraph(gettext("No authority is cited.")),)
    found: list[Block] = [
        paragraph(
            gettext(
                "For each authority the sections in which it is cited, with the page of the first "
                "mention there; an annex is named only where the opinion itself does not cite it."
            )
        )
    ]
    for title, rows in groups:
        found += [
            heading(title),
            table(
                columns(gettext("Authority"), (gettext("Cited in"), 40)),
                [row(item.name, _places(item), identifier=f"ta-{item.key}") for item in rows],
            ),
        ]
    return tuple(found)


def _places(item: schedules.AuthorityRow) -> Inlines:
    places = [Span("place", run(place, PageReference(anchor))) for place, anchor in item.places]
    return sentences(
        joined(places, pgettext("between two remarks", "; ")),
        gettext("(passim)") if item.passim else "",
    )


def method(build: MemoBuilder) -> Blocks:
    """Explain the method and name the versions."""
    found = schedules.method(build)
    return (
        paragraph(
            called(
                gettext(
                    "The making of the Work is read from the Record as a level from 0 to 4 "
                    "on each of nine dimensions, once as stated and once as far as the "
                    "Evidence carries it. Counts, time and money carry no weight by "
                    "themselves. A later run of the tool and a bare statement prove no step."
                )
            )
        ),
        paragraph(
            gettext(
                "A decided work binds by the strength of its facts: whoever is at least as strong "
                "on everything that a protecting decision turned on is at least as well off; "
                "whoever is at most as strong on everything that a refusal turned on is at most "
                "as well off. Elsewhere the decision is distinguished by naming the differences. "
                "Chinese decisions come first; decisions from elsewhere are compared and never "
                "give a word."
            )
        ),
        paragraph(
            gettext(
                "The conclusion is that of the weakest necessary element, in one of six fixed "
                "words. No percentage of human share is used, because no authority uses one."
            )
        ),
        table(
            columns(("", 30), ""),
            [
                row(gettext("Version of the rules"), found.rubric),
                row(gettext("State of the library"), found.verified or "–"),
                row(gettext("Digest of the library"), Text(found.library, "hash")),
                row(gettext("Judged works in the library, all of them"), str(found.num_places)),
            ],
            style="pairs",
        ),
        heading(gettext("Marks of confidence")),
        table(columns(("", 25), ""), [row(name, text) for _, name, text in found.marks]),
    )


def verification(build: MemoBuilder, attached: Sequence[MemoAttachment]) -> Blocks:
    """Say how to verify the memo."""
    found = schedules.verification(build, attached)
    as_of = f" --as-of {found.as_of}" if found.as_of else ""
    return (
        paragraph(
            gettext(
                "Two files travel inside this PDF. Take them out with any PDF reader that shows "
                "attachments, and compare their digests:"
            )
        ),
        table(
            columns((gettext("File"), 25), (gettext("Bytes"), 15), "SHA-256"),
            [row(f.name, str(f.size), Text(f.sha256, "hash")) for f in found.files],
        ),
        paragraph(
            gettext(
                "Whoever has the application with the same rules and the same library can run the "
                "assessment again; the result must be the same:"
            )
        ),
        Paragraph(
            inlines=run(Text(f"python manage.py assess {found.record_name} --json{as_of}", "code")),
            style="flush",
        ),
        paragraph(
            called(gettext("Memo %(memo)s, rules %(rubric)s."))
            % {"memo": found.memo_id, "rubric": found.rubric},
            called(
                gettext(
                    "A memo that has been issued is not changed; what must be corrected or added "
                    "comes as a supplementary memo."
                )
            ),
        ),
    )


def substitutes(characters: Sequence[Substitution]) -> Blocks:
    """List the characters that were substituted."""
    return (
        paragraph(
            called(
                gettext(
                    "These characters occur in what was typed, but cannot be printed. In their "
                    "place the memo shows the code point in angle brackets; the attached record "
                    "holds them unchanged."
                )
            )
        ),
        table(
            columns(
                (gettext("Code point"), 15),
                gettext("Unicode name"),
                (called(gettext("Occurrences in this memo")), 20),
            ),
            [
                row(item.code, item.name or gettext("no name"), str(item.count))
                for item in characters
            ],
        ),
    )
