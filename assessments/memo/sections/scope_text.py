"""What the opinion speaks of: parts, class, rights, term, and what is not claimed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.engine.result import Layer
from assessments.memo import consequences, opening, scope
from assessments.memo.build import MemoBuilder
from assessments.memo.citing import cites
from assessments.memo.document import Block, Blocks, Inlines, Row
from assessments.memo.levels import layer_level
from assessments.memo.sections.voice import footing_name, level_name, limit_sentences
from assessments.memo.speaker import called
from assessments.memo.writing import (
    bullets,
    columns,
    in_brackets,
    listed,
    paragraph,
    quiet,
    row,
    sentences,
    support,
    table,
)
from assessments.wording.numbers import inputs


def scope_section(build: MemoBuilder) -> Blocks:
    """Say part by part how far the opinion goes, and of what it speaks."""
    return tuple(_scope(build))


def _scope(build: MemoBuilder) -> Iterator[Block]:
    rows = consequences.layers(build)
    if rows:
        yield table(
            columns(
                (gettext("Part"), 20),
                (gettext("Class of work"), 14),
                (footing_name("proved"), 15),
                (footing_name("claimed"), 15),
                gettext("Because"),
            ),
            [_row(build, item) for item in rows],
        )
    else:
        yield paragraph(gettext("The Record shows no layer in which human expression came in."))
    if scope.is_nothing_a_work(build.snapshot):
        yield paragraph(
            gettext(
                "Class, rights and term are not set out: no part is held to be a work even if "
                "everything stated is accepted."
            )
        )
        return
    yield from map(paragraph, limit_sentences(build))
    yield paragraph(class_sentence(build), _cited(build, scope.class_of(build.snapshot).authority))
    if any(scope.may_be_calligraphy(build.snapshot, layer) for layer in build.result.layers):
        rule = scope.scope_rules().calligraphy.authority
        yield paragraph(
            gettext(
                "Text in the Work that is written by hand is, by its form, calligraphy and a work "
                "of fine art; that its words may be too short for a written work says nothing "
                "against it."
            ),
            _cited(build, (rule,)),
        )
    yield paragraph(rights_sentence(build), _cited(build, (scope.scope_rules().rights_authority,)))
    yield paragraph(term_sentence(build), _cited(build, scope.scope_rules().term_authority))
    yield paragraph(gettext("Not claimed, and free for others:"))
    yield bullets(not_claimed(build))


def _row(build: MemoBuilder, item: consequences.LayerRow) -> Row:
    steps = [build.record.steps[number - 1].id for number in item.steps]
    rests_on = listed(
        [
            *(
                sentences(of_steps, support(found))
                for of_steps, found in build.steps_by_support(steps, named=False)
            ),
            *(
                sentences(
                    inputs([number]),
                    support(build.exhibits.support_of(build.record.inputs[number - 1])),
                )
                for number in item.inputs
            ),
        ]
    )
    made_by = sentences(
        build.steps(item.steps, named=False) if item.steps else "",
        inputs(item.inputs) if item.inputs else "",
    )
    return row(
        sentences(item.name, in_brackets(made_by) if made_by else ""),
        layer_class(build, item.layer),
        level_name(layer_level(build.snapshot, item.layer, "proved"), "proved"),
        level_name(layer_level(build.snapshot, item.layer, "claimed"), "claimed"),
        sentences(item.because, rests_on),
    )


def _cited(build: MemoBuilder, keys: tuple[str, ...]) -> Inlines:
    return (quiet(in_brackets(cites(build.cite_all(keys)))),)


def class_name(name: scope.WorkClass) -> str:
    """Name a class of works."""
    return {
        "written": gettext("written work"),
        "inscription": gettext("written work; calligraphy: work of fine art"),
        "fine_art": gettext("work of fine art"),
        "musical": gettext("musical work"),
        "audiovisual": gettext("audiovisual work"),
        "software": gettext("computer software"),
        "fine_art_solid": gettext("work of fine art, solid"),
        "by_part": gettext("each part by its own class"),
    }[name]


def layer_class(build: MemoBuilder, layer: Layer) -> str:
    """Name the class of a layer, and what else it may be."""
    name = class_name(scope.class_of(build.snapshot, layer).name)
    if scope.may_be_calligraphy(build.snapshot, layer):
        return gettext("%(name)s; written by hand: work of fine art (calligraphy)") % {"name": name}
    return name


def class_sentence(build: MemoBuilder) -> str:
    """Say to which class the work would belong."""
    name = scope.class_of(build.snapshot).name
    if name == "by_part":
        return gettext(
            "Class: the Work joins contents of several kinds; as far as they are works, each part "
            "belongs to its own class."
        )
    if name == "musical":
        return gettext(
            "Class: as far as it is a work and is music, the Work is a musical work; spoken words "
            "would be judged as a written or oral work."
        )
    return gettext("Class, as far as it is a work: %(name)s.") % {"name": class_name(name)}


def rights_sentence(build: MemoBuilder) -> str:
    """Name the rights that come with the class."""
    names = {
        1: pgettext("right of art. 10", "publication"),
        2: pgettext("right of art. 10", "attribution"),
        3: pgettext("right of art. 10", "revision"),
        4: pgettext("right of art. 10", "integrity"),
        5: pgettext("right of art. 10", "reproduction"),
        6: pgettext("right of art. 10", "distribution"),
        7: pgettext("right of art. 10", "rental"),
        8: pgettext("right of art. 10", "exhibition"),
        9: pgettext("right of art. 10", "performance"),
        10: pgettext("right of art. 10", "projection"),
        11: pgettext("right of art. 10", "broadcasting"),
        12: pgettext("right of art. 10", "network dissemination"),
        14: pgettext("right of art. 10", "adaptation"),
        15: pgettext("right of art. 10", "translation"),
        16: pgettext("right of art. 10", "compilation"),
    }
    items = scope.class_of(build.snapshot).items
    return gettext(
        "Rights: all rights of the Law that can attach to it; in practice above all %(rights)s."
    ) % {"rights": pgettext("memo list", ", ").join(names[item] for item in items)}


def term_sentence(build: MemoBuilder) -> str:
    """Say how long the rights last."""
    return {
        "life": gettext(
            "Term, if a natural person is the author: attribution, revision and integrity without "
            "limit; publication and the economic rights for life and fifty years, to the end of "
            "the fiftieth year."
        ),
        "entity": gettext(
            "Term, if an organisation owns it as its author or as employer: attribution, revision "
            "and integrity without limit; publication for fifty years from completion, the "
            "economic rights for fifty years from first publication, each to the end of the year; "
            "unpublished for fifty years from completion, protection lapses."
        ),
        "audiovisual": gettext(
            "Term, as an audiovisual work: attribution, revision and integrity without limit; "
            "publication for fifty years from completion, the economic rights for fifty years from "
            "first publication, each to the end of the year; unpublished for fifty years from "
            "completion, protection lapses."
        ),
    }[scope.term(build.snapshot)]


def not_claimed(build: MemoBuilder) -> Iterator[str]:
    """Yield what the opinion does not claim."""
    yield gettext("the idea, the theme and the style;")
    layers = {layer.layer for layer in build.result.layers}
    is_generated = opening.is_generated(build)
    if is_generated and "prompt" not in layers:
        yield called(
            gettext("the instructions as texts of their own, on which no opinion is given;")
        )
    refused = _refused(build)
    if refused:
        yield gettext("these parts, which are not, or unlikely to be, works: %(parts)s;") % {
            "parts": pgettext("memo list", ", ").join(refused)
        }
    if any(item.made_by != "own" for item in build.record.inputs):
        yield gettext("whatever came from others or from the public domain;")
    yield gettext("what a tool added by itself.") if is_generated else gettext("bare facts.")


def _refused(build: MemoBuilder) -> list[str]:
    weak: list[Layer] = [
        layer
        for layer in build.result.layers
        if layer_level(build.snapshot, layer, "claimed") in ("none", "unlikely")
    ]
    return list(dict.fromkeys(wording.layer_name(layer.layer) for layer in weak))
