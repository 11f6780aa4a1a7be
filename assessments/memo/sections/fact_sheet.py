"""The facts relied on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, ngettext

from assessments.exhibits.excerpt import Excerpt
from assessments.exhibits.references import Support
from assessments.memo import facts, storyboard
from assessments.memo.build import MemoBuilder
from assessments.memo.document import (
    Block,
    Blocks,
    ExhibitReference,
    Figure,
    Group,
    Inlines,
    Paragraph,
)
from assessments.memo.making_order import order_of_steps
from assessments.memo.speaker import by_speaker
from assessments.memo.writing import (
    bullets,
    colon,
    cut,
    heading,
    in_brackets,
    labelled,
    paragraph,
    quoted,
    remarks,
    run,
    sentences,
    stop,
    support,
)

MAX_STAGES = 12  # in the body
MAX_THUMBNAILS = 10  # in the body: two lines; the storyboard has all


def relevant_facts(build: MemoBuilder) -> Blocks:
    """Tell the facts, each with what supports it."""
    return tuple(_facts(build))


def _facts(build: MemoBuilder) -> Iterator[Block]:
    told = facts.facts(build)
    yield paragraph(
        gettext(
            "Each fact is followed by what supports it. Where nothing but a statement does, that "
            "is said. Exhibits that are linked to a step, a person, a contract or an input stand "
            "behind it as a whole, not behind each fact that is stated of it; what each is said to "
            "show stands in the schedule of evidence."
        ),
        by_speaker(
            gettext("The Client's own words stand as they were typed, in their own language."),
            gettext("My own words stand as they were typed."),
        ),
    )
    yield heading(gettext("The Work"))
    yield from _stated(told.work)
    yield heading(gettext("Those who took part"))
    yield from _stated(told.people, gettext("Nobody is named."))
    yield heading(gettext("Tools and material"))
    yield from _stated(told.means, gettext("No tool and no material is named."))
    yield heading(gettext("How it was made"))
    yield from _making(build, told)
    yield heading(gettext("Publication and registration"))
    yield from _stated([*told.examined, *told.publication])
    if told.open or told.doubts:
        yield heading(gettext("What is not known, and what is doubtful"))
        yield bullets([*told.open, *told.doubts])
    if told.notes:
        yield heading(gettext("Notes in the Record"))
        yield paragraph(told.notes.text, style="typed")
        if told.notes.is_cut:
            yield how_much(told.notes.text, told.notes.num_characters)


def _stated(found: Iterable[facts.StatedFact], otherwise: str = "") -> Iterator[Paragraph]:
    """Tell facts one after another; those with the same support are followed by it once."""
    groups: list[tuple[tuple[Support | None, bool], list[str]]] = []
    for fact in found:
        is_linked = (
            fact.of_thing and fact.support is not None and not fact.support.is_statement_only
        )
        key = fact.support, is_linked
        if groups and groups[-1][0] == key and not is_linked:
            groups[-1][1].append(fact.text)
        else:
            groups.append((key, [fact.text]))
    for (of_facts, of_thing), texts in groups:
        yield paragraph(*texts, support(of_facts, of_thing=of_thing))
    if not groups and otherwise:
        yield paragraph(otherwise)


def _making(build: MemoBuilder, told: facts.RelevantFacts) -> Iterator[Block]:
    if not told.stages:
        yield paragraph(gettext("The Record names no step of the making."))
        return
    yield paragraph(
        ngettext(
            "The Record names %(num)s step. It stands in full in the ledger of the making.",
            "The Record names %(num)s steps. They stand in full in the ledger of the making.",
            told.num_steps,
        )
        % {"num": told.num_steps},
        order_of_steps(build.record.steps),
    )
    yield bullets([_stage(build, stage) for stage in told.stages[:MAX_STAGES]])
    yield from _thumbnails(build)
    left = told.stages[MAX_STAGES:]
    if left:
        numbered = [number for stage in left for number in stage.steps]
        yield paragraph(gettext("Further steps:"), stop(build.steps(numbered)))


def _thumbnails(build: MemoBuilder) -> Iterator[Block]:
    """Show the steps beside what is said of them, each file once and no more than a line or two."""
    frames = [frame for frame in storyboard.storyboard(build)["frames"] if frame.in_step]
    if frames:
        yield Group(
            blocks=tuple(_thumbnail(build, frame) for frame in frames[:MAX_THUMBNAILS]),
            style="thumbnails",
        )


def _thumbnail(build: MemoBuilder, frame: storyboard.Frame) -> Figure:
    return Figure(
        picture=frame.picture,
        alternative=picture_words(frame),
        caption=colon(build.steps([frame.step, *frame.also]), ExhibitReference(frame.code)),
        style="thumbnail",
    )


def picture_words(frame: storyboard.Frame) -> str:
    """Say what a small picture is of, for whoever cannot see it."""
    return gettext("Small picture of exhibit %(code)s, %(kind)s. %(title)s") % {
        "code": frame.code,
        "kind": frame.kind,
        "title": frame.title,
    }


def _stage(build: MemoBuilder, stage: facts.Stage) -> Inlines:
    done = sentences(
        remarks(
            sentences(
                build.steps(stage.steps, named=False),
                in_brackets(stage.when) if stage.when else "",
            ),
            stage.who,
            sentences(stage.action, in_brackets(stage.tool) if stage.tool else ""),
        )
    )
    words = cut(stage.words) if stage.words else ()
    told = colon(done, quoted(words)) if words else done
    return sentences(stop(remarks(told, stage.effect)), support(stage.support, of_thing=True))


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
