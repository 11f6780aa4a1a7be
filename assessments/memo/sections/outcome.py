"""Ownership, duties, the conclusion, risks and recommendations."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext, pgettext

from assessments.memo import consequences, ownership, scope
from assessments.memo.build import SHORT_EXCERPT, MemoBuilder, shorten
from assessments.memo.citing import cites
from assessments.memo.document import Block, Blocks, ExhibitReference, Group, Inlines, Row, Text
from assessments.memo.opening import is_owner_unshown, owners_text
from assessments.memo.sections.actions import recommendations
from assessments.memo.sections.letter import owner_line, unshown_owner
from assessments.memo.sections.voice import footing_name, is_same_accepted, overall, range_text
from assessments.memo.speaker import called
from assessments.memo.writing import (
    bullets,
    colon,
    columns,
    heading,
    in_brackets,
    labelled,
    lines,
    listed,
    paragraph,
    quiet,
    row,
    run,
    sentences,
    stop,
    support,
    table,
)


def owner(build: MemoBuilder) -> Blocks:
    """Say whose the parts of the work would be."""
    return tuple(_owner(build))


def _owner(build: MemoBuilder) -> Iterator[Block]:
    found = ownership.ownership(build)
    belongs = {"owner": found.owner, "basis": found.basis}
    if found.owned:
        yield paragraph(
            gettext("If they are protected, the copyright in these parts of the Work belongs to:")
            if len(found.owned) == 1
            else gettext(
                "If they are protected, the copyright in the parts of the Work has different "
                "owners, or they are shown differently:"
            )
        )
        yield bullets(map(_owned, found.owned))
    else:
        yield paragraph(
            gettext(
                "If the Work is protected, its copyright belongs to %(owner)s (basis: %(basis)s)."
            )
            % belongs
            if found.owner
            else gettext("No owner of the copyright can be named on what is stated."),
            found.because,
            quiet(in_brackets(cites(found.cited))) if found.cited else "",
        )
        if found.owner and found.tells_proved:
            yield paragraph(_proved_owner(found.proved_owner, found.proved_basis))
    if found.bases:
        yield table(
            columns(
                (gettext("Basis"), 19),
                (gettext("Owner"), 13),
                gettext("What it requires"),
                (footing_name("claimed"), 9),
                (footing_name("proved"), 9),
            ),
            map(_basis, found.bases),
            caption=gettext("Every basis that the facts raise"),
            style="tall",
        )
        yield paragraph(
            quiet(
                gettext(
                    "In brackets after each condition: on what is stated / on the evidence; one "
                    "word where both are the same."
                )
            )
        )
        shown = list(_shown(build, found))
        if shown:
            yield paragraph(gettext("What the exhibits cited here are said to show:"))
            yield bullets(shown)
    commissioned = next((b for b in found.bases if b.code == "commissioned_work"), None)
    if commissioned is not None:
        yield paragraph(
            gettext(
                "Where the rights stay with whoever was commissioned, %(commissioner)s may still "
                "use the Work within the agreed scope; where none was agreed, free of charge "
                "within the specific purpose of the commission."
            )
            % {"commissioner": pgettext("memo list", ", ").join(found.commissioners)},
            quiet(in_brackets(cites(commissioned.cited))),
        )
    if found.machines:
        yield paragraph(
            gettext("A machine is never author or owner:"), stop(listed(found.machines))
        )
    if found.questions:
        yield paragraph(gettext("Open questions:"))
        yield bullets(
            [
                sentences(item.text, in_brackets(listed(item.concerns)) if item.concerns else "")
                for item in found.questions
            ],
            ordered=True,
        )


def _shown(build: MemoBuilder, found: ownership.OwnershipAnswer) -> Iterator[Inlines]:
    """Yield the exhibits of the bases with their own words, whomever they help."""
    codes = {
        code
        for basis in found.bases
        for code in (*basis.support.carried_by, *basis.support.not_held)
    }
    for piece in build.record.evidence:
        code = build.exhibits.code(piece.id)
        if code in codes and piece.shows:
            yield colon(ExhibitReference(code), shorten(piece.shows, SHORT_EXCERPT))


def _proved_owner(name: str, basis: str) -> str:
    if not name:
        return gettext("What can be shown today does not yet show any owner.")
    return gettext("On what can be shown today, it belongs to %(owner)s (basis: %(basis)s).") % {
        "owner": name,
        "basis": basis,
    }


def _owned(part: ownership.OwnedLayers) -> Inlines:
    named = (
        stop(sentences(part.owner, in_brackets(part.basis)))
        if part.owner
        else stop(gettext("nobody is named"))
    )
    return sentences(
        run(listed(part.layers), labelled("", named, emphasis="")),
        part.because,
        quiet(in_brackets(cites(part.cited))) if part.cited else "",
        part.separate,
        _proved_owner(part.proved_owner, part.proved_basis) if part.owner else "",
    )


def _basis(item: ownership.BasisRow) -> Row:
    return row(
        sentences(item.name, quiet(in_brackets(listed(item.layers)))),
        item.owner,
        lines(
            *map(_condition, item.conditions),
            sentences(
                support(item.support),
                quiet(in_brackets(cites(item.cited))) if item.cited else "",
            ),
        ),
        item.claimed,
        item.proved,
    )


def _condition(condition: ownership.ConditionRow) -> Inlines:
    words = (
        condition.proved
        if condition.claimed == condition.proved
        else f"{condition.claimed} / {condition.proved}"
    )
    against = (
        sentences(gettext("Against it:"), stop(listed(condition.against)))
        if condition.against
        else ""
    )
    return sentences(condition.text, in_brackets(words), against)


def duties(build: MemoBuilder) -> Blocks:
    """List the duties on publication."""
    return tuple(_duties(build))


def _duties(build: MemoBuilder) -> Iterator[Block]:
    yield paragraph(
        gettext("Labels neither create nor bar copyright; they are duties of their own."),
        gettext("Who owes each is said; what a provider or a platform owes is theirs."),
        style="with_next",
    )
    rows = consequences.duties(build)
    if not rows:
        yield paragraph(
            gettext("No duty of labelling or of keeping records applies on this Record.")
        )
        return
    owed_by = {
        "user": gettext("the user"),
        "provider": gettext("the provider of the service"),
    }
    yield table(
        columns(
            (gettext("Duty"), 18),
            (gettext("Owed by"), 13),
            (gettext("Status"), 12),
            gettext("Because"),
            (gettext("Source"), 20),
        ),
        [
            row(item.name, owed_by[item.owed_by], item.status, item.because, item.cited)
            for item in rows
        ],
    )


def conclusion(build: MemoBuilder) -> Blocks:
    """Conclude."""
    return tuple(_conclusion(build))


def _conclusion(build: MemoBuilder) -> Iterator[Block]:
    yield Group(
        blocks=(
            paragraph(
                gettext("For these reasons, and within the assumptions and limits above:"),
            ),
            paragraph(Text(overall(build, "proved"), "strong"), range_text(build, "proved")),
            paragraph(*_further_answers(build)),
        ),
        style="conclusion",
    )
    limits = list(_limits(build))
    if limits:
        yield paragraph(*limits)


def _limits(build: MemoBuilder) -> Iterator[str]:
    if not scope.is_nothing_a_work(build.snapshot):
        yield called(
            gettext(
                "The conclusion reaches as far as the section on its scope says: the class, the "
                "rights, the term, what is not claimed, and what holds the opinion down."
            )
        )
    if build.result.ownership.open_questions:
        yield gettext(
            "On the questions of ownership that are named as open above, the opinion is reserved "
            "until they are cleared up."
        )


def _further_answers(build: MemoBuilder) -> Iterator[str]:
    """Answer the other questions; the answer on what is stated stands in the short answers."""
    yield (
        gettext("Even if everything stated is accepted, the answer is the same.")
        if is_same_accepted(build)
        else gettext(
            "The second answer, on what is stated, stands among the short answers; it counts as "
            "far as its facts come to be proved."
        )
    )
    owner = owners_text(build)
    yield owner_line(owner)
    if owner and is_owner_unshown(build):
        yield unshown_owner()
    missing = [duty.name for duty in consequences.risks(build).duties]
    if missing:
        yield gettext("Duties on publication that are not shown to be met: %(duties)s.") % {
            "duties": pgettext("memo list", ", ").join(missing)
        }


def risks(build: MemoBuilder) -> Blocks:
    """Name risks and recommendations."""
    found = consequences.risks(build)
    return (
        heading(gettext("Risks")),
        bullets(_risks(found)),
        *_recommendations(build),
    )


def _recommendations(build: MemoBuilder) -> Blocks:
    actions = recommendations(build)
    if not actions:
        return ()
    return heading(gettext("Recommendations")), bullets(actions, ordered=True)


def _risks(found: consequences.Risks) -> Iterator[Inlines]:
    yield from map(run, found.rights)
    if found.unknowns:
        num = len(found.unknowns)
        lead = ngettext(
            "An open answer could change the result:",
            "Open answers could change the result:",
            num,
        )
        yield sentences(lead, *found.unknowns)
    for duty in found.duties:
        yield labelled(duty.name, duty.because, emphasis="")
    yield run(
        gettext(
            "Protection reaches as far as the expression does: the idea, the style and what the "
            "tool added by itself stay free for others."
        )
    )
    yield run(
        called(
            gettext(
                "The case law is young. A court may weigh the same facts differently, and a "
                "decision cited here may be appealed or reversed."
            )
        )
    )
