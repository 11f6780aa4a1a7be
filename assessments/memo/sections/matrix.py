"""From claim to evidence: what each finding rests on, for the lawyer."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from assessments.memo import claims
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Block, Blocks, Inlines
from assessments.memo.writing import (
    bullets,
    columns,
    exhibits,
    heading,
    lines,
    listed,
    paragraph,
    quiet,
    remarks,
    row,
    run,
    sentences,
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
                (gettext("As stated"), 20),
                (gettext("On the evidence"), 20),
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
        yield heading(gettext("What stands on a statement only"))
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
