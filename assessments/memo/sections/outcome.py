"""From claim to evidence, the layers, ownership, duties, the conclusion, risks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.memo import claims, consequences, ownership
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Block, Blocks, Group, Inlines, Row, Text
from assessments.memo.sections.front import cites, owner_line, unshown_owner
from assessments.memo.writing import (
    bullets,
    columns,
    exhibits,
    heading,
    in_brackets,
    labelled,
    lines,
    listed,
    paragraph,
    quiet,
    remarks,
    row,
    run,
    sentences,
    stop,
    support,
    table,
)
from assessments.wording.numbers import inputs


def claim_table(build: MemoBuilder) -> Blocks:
    """Show what each finding rests on."""
    return tuple(_claims(build))


def _claims(build: MemoBuilder) -> Iterator[Block]:
    found = claims.claims(build)
    yield paragraph(
        gettext(
            "What each finding rests on. Levels run from 0 to 4. Exhibits that can illustrate a "
            "fact but not carry it are marked as such."
        )
    )
    yield heading(gettext("Findings that carry a level"))
    if found.dimensions:
        yield table(
            columns(
                (gettext("Fact"), 15),
                (gettext("As claimed"), 20),
                (gettext("As proved"), 20),
                gettext("Supported by, and its weight"),
                (gettext("Standing"), 12),
            ),
            [
                row(
                    lines(item.name, *map(quiet, _items(build, item))),
                    item.claimed,
                    item.proved,
                    _weighed(item),
                    item.support,
                )
                for item in found.dimensions
            ],
            style="long",
        )
    else:
        yield paragraph(gettext("No finding reaches a level."))
    if found.items:
        yield heading(gettext("Steps and material"))
        yield table(
            columns(
                (gettext("Fact"), 25),
                gettext("Supported by, and its weight"),
                (gettext("Standing"), 18),
            ),
            [
                row(lines(*_items(build, item)), _weighed(item), item.support)
                for item in found.items
            ],
            style="long",
        )
    bare: list[Inlines] = [listed(found.bare)] if found.bare else []
    bare += [run(build.steps(found.bare_steps))] if found.bare_steps else []
    bare += [run(inputs(found.bare_inputs))] if found.bare_inputs else []
    if bare:
        yield heading(gettext("What stands on the Client's statement only"))
        yield bullets(bare)


def _items(build: MemoBuilder, item: claims.ClaimRow) -> list[Inlines]:
    found = [run(build.steps(item.steps))] if item.steps else []
    return [*found, run(inputs(item.inputs))] if item.inputs else found


def _weighed(item: claims.ClaimRow) -> Inlines:
    if not item.evidence:
        return run(gettext("none named"))
    return lines(
        *(
            remarks(
                sentences(exhibits([piece.code]), listed(piece.descriptions)),
                "" if piece.carries else gettext("cannot carry it"),
            )
            for piece in item.evidence
        )
    )


def layers(build: MemoBuilder) -> Blocks:
    """Say which layers carry protection."""
    return tuple(_layers(build))


def _layers(build: MemoBuilder) -> Iterator[Block]:
    yield paragraph(
        gettext(
            "Most works are protected in part. Each layer stands for itself; the elements that "
            "concern the whole work hold it down too."
        )
    )
    rows = consequences.layers(build)["rows"]
    if not rows:
        yield paragraph(gettext("The Record shows no layer in which human expression came in."))
        return
    yield table(
        columns(
            (gettext("Layer"), 20),
            (gettext("Steps and inputs"), 15),
            (gettext("As claimed"), 12),
            (gettext("As proved"), 12),
            gettext("Because"),
        ),
        [
            row(
                item.name,
                sentences(
                    build.steps(item.steps) if item.steps else "",
                    inputs(item.inputs) if item.inputs else "",
                ),
                item.claimed,
                item.proved,
                sentences(
                    item.because,
                    item.ground,
                    support(item.support),
                    quiet(in_brackets(cites(item.cited))) if item.cited else "",
                ),
            )
            for item in rows
        ],
    )


def owner(build: MemoBuilder) -> Blocks:
    """Say whose the parts of the work would be."""
    return tuple(_owner(build))


def _owner(build: MemoBuilder) -> Iterator[Block]:
    found = ownership.ownership(build)
    belongs = {"owner": found.owner, "basis": found.basis}
    if found.owned:
        yield paragraph(
            gettext(
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
                (gettext("Basis"), 20),
                (gettext("Owner"), 15),
                gettext("What it requires"),
                (gettext("As claimed"), 12),
                (gettext("As proved"), 12),
            ),
            map(_basis, found.bases),
            caption=gettext("Every basis that the facts raise"),
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
        gettext("Labels neither create nor bar copyright; they are duties of their own.")
    )
    rows = consequences.duties(build)["rows"]
    if not rows:
        yield paragraph(
            gettext("No duty of labelling or of keeping records applies on this Record.")
        )
        return
    yield table(
        columns(
            (gettext("Duty"), 20),
            (gettext("Status"), 12),
            gettext("Because"),
            (gettext("Source"), 25),
        ),
        [row(item.name, item.status, item.because, item.cited) for item in rows],
    )


def conclusion(build: MemoBuilder) -> Blocks:
    """Conclude."""
    return tuple(_conclusion(build))


def _conclusion(build: MemoBuilder) -> Iterator[Block]:
    found = consequences.conclusion(build)
    yield paragraph(gettext("For these reasons, and within the assumptions and limits above:"))
    yield Group(
        blocks=tuple(
            paragraph(
                Text(
                    answer.name
                    + pgettext("after a label", ": ")
                    + answer.label
                    + pgettext("end of an answer", "."),
                    "strong",
                ),
                answer.sentence,
            )
            for answer in found.overall
        ),
        style="conclusion",
    )
    weakest = [
        gettext(
            "%(basis)s, the conclusion hangs on the weakest necessary element, which is: "
            "%(element)s."
        )
        % {"basis": answer.name, "element": answer.weakest}
        for answer in found.overall
        if answer.weakest
    ]
    differ = (
        gettext("The two answers differ because not everything that is stated can be shown.")
        if found.differ
        else ""
    )
    if weakest or differ:
        yield paragraph(*weakest, differ)
    yield table(
        columns(gettext("Element"), (gettext("As claimed"), 25), (gettext("As proved"), 25)),
        [
            row(
                wording.element(item.name),
                wording.element_word(item.claimed),
                wording.element_word(item.proved),
            )
            for item in found.elements
        ],
    )
    yield paragraph(
        owner_line(found.owner),
        found.because,
        unshown_owner() if found.is_owner_unshown else "",
    )
    if found.reserved:
        yield paragraph(
            gettext("On the following, no opinion is given until it has been cleared up:")
        )
        yield bullets(found.reserved)


def risks(build: MemoBuilder) -> Blocks:
    """Name risks and recommendations."""
    found = consequences.risks(build)
    return (
        heading(gettext("Risks")),
        bullets(_risks(build, found)),
        heading(gettext("Recommendations")),
        bullets(_recommendations(build, found), ordered=True),
    )


def _risks(build: MemoBuilder, found: consequences.Risks) -> Iterator[Inlines]:
    yield from map(run, found.rights)
    if found.steps_at_risk:
        yield sentences(
            gettext(
                "Proof: works have been refused because the making could not be shown. Nothing "
                "but a statement, a later run or an exhibit that is only named supports:"
            ),
            stop(build.steps(found.steps_at_risk)),
        )
    if found.reconstructions.illustrated_by:
        yield sentences(
            gettext("A later run of the tool does not prove how the Work was made:"),
            stop(exhibits(found.reconstructions.illustrated_by)),
        )
    for text in found.unknowns:
        yield sentences(gettext("An open answer could change the result:"), text)
    for duty in found.duties:
        yield labelled(duty.name, duty.because, emphasis="")
    yield run(
        gettext(
            "Protection reaches as far as the expression does: the idea, the style and what the "
            "tool added by itself stay free for others."
        )
    )
    yield run(
        gettext(
            "The case law is young. A court may weigh the same facts differently, and a decision "
            "cited here may be appealed or reversed."
        )
    )


def _recommendations(build: MemoBuilder, found: consequences.Risks) -> Iterator[Inlines]:
    yield from map(run, found.rights_steps)
    for item in found.improvements:
        moved = gettext("(%(changes)s: from “%(before)s” to “%(after)s”)") % {
            "changes": item.changes,
            "before": item.before,
            "after": item.after,
        }
        yield sentences(
            item.text,
            stop(build.steps(item.steps)) if item.steps else "",
            quiet(moved) if item.moves else "",
        )
    yield from map(run, _fixed_recommendations(found))


def _fixed_recommendations(found: consequences.Risks) -> Iterable[str]:
    yield gettext(
        "Keep the originals of every file of the making unchanged, with their metadata, and fix "
        "their digests with a trusted timestamp or a notary."
    )
    if found.questions:
        yield gettext(
            "Clear up the open questions of ownership in writing, and keep the version of the "
            "terms that was in force."
        )
    if not found.registered:
        yield gettext(
            "Consider a voluntary registration; it is first evidence, which can be rebutted. "
            "State the use of tools in it correctly."
        )
    yield gettext(
        "Before relying on this memo against others, have the open evidence of every element "
        "secured."
    )
