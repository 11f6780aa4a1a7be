"""The page for the maker: what you can say, what you can prove, what to do and to secure."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from assessments.memo.build import MemoBuilder
from assessments.memo.document import Block, Blocks, Group, PageBreak
from assessments.memo.levels import OpinionLevel, opinion_level
from assessments.memo.scope import class_of
from assessments.memo.sections.actions import recommendations
from assessments.memo.sections.preservation import plan
from assessments.memo.sections.scope_text import class_name, rights_sentence
from assessments.memo.sections.voice import subject
from assessments.memo.weak_facts import good_facts, is_seen
from assessments.memo.writing import bullets, heading, paragraph, stop, supported
from assessments.precedents.notices import rights_warnings

MAX_ACTIONS = 5


def creator_page(build: MemoBuilder) -> Blocks:
    """Tell a maker the outcome on one page, and on the next what to secure, in order."""
    page = Group(blocks=tuple(_page(build)), style="letter")
    secured = plan(build)
    if not secured:
        return (page,)
    return (page, PageBreak(), heading(gettext("What to secure first")), *secured)


def _page(build: MemoBuilder) -> Iterator[Block]:
    yield heading(gettext("What you can say"))
    claimed = opinion_level(build.snapshot, "claimed")
    yield paragraph(can_say(claimed) % {"work": subject(build, "claimed")}, _class(build))
    yield from map(paragraph, rights_warnings(build.record))
    yield paragraph(
        gettext(
            "Do not say that the idea, the style or what the tool added by itself is yours, and do "
            "not hide that a tool was used."
        )
    )
    yield heading(gettext("What you can prove"))
    proved = opinion_level(build.snapshot, "proved")
    yield paragraph(can_prove(proved) % {"work": subject(build, "proved")})
    good = good_facts(build)
    carried = [s.id for s in build.record.steps if not _is_bare(build, s.id)]
    bare = [s.id for s in build.exhibits.unsupported_steps()]
    if carried:
        unseen = any(not is_seen(build, piece) for piece in build.record.evidence)
        label = (
            gettext("An exhibit is named for these; not all of them have been seen by anybody:")
            if unseen
            else gettext("Shown today:")
        )
        yield paragraph(label, stop(supported(build.steps_by_support(carried))))
    if bare:
        yield paragraph(gettext("Not shown today:"), stop(build.steps_of(bare)))
    if not good.shown:
        yield paragraph(gettext("No exhibit from the time of making carries a step yet."))
    yield heading(gettext("What to do"))
    yield bullets(recommendations(build)[:MAX_ACTIONS], ordered=True)
    yield paragraph(
        gettext("This page is a summary of an automatic assessment and replaces no lawyer."),
        style="quiet",
    )


def _is_bare(build: MemoBuilder, name: str) -> bool:
    return any(step.id == name for step in build.exhibits.unsupported_steps())


def _class(build: MemoBuilder) -> str:
    name = class_of(build.snapshot).name
    if name == "by_part":
        return rights_sentence(build)
    return gettext("Its class would be: %(name)s.") % {"name": class_name(name)}


def can_say(level: OpinionLevel) -> str:
    """Return the sentence of what can be said, for a subject `work`."""
    return {
        "will": gettext("If what you told is accepted, %(work)s is protected by copyright."),
        "should": gettext("If what you told is accepted, %(work)s is likely protected."),
        "likelier": gettext(
            "If what you told is accepted, %(work)s is more likely than not protected."
        ),
        "basis": gettext(
            "If what you told is accepted, protection of %(work)s can be argued, but is uncertain."
        ),
        "unlikely": gettext(
            "Even if what you told is accepted, protection of %(work)s is unlikely."
        ),
        "none": gettext("Even if what you told is accepted, %(work)s is not protected."),
        "reserved": gettext("Too little is told to say whether %(work)s is protected."),
    }[level]


def can_prove(level: OpinionLevel) -> str:
    """Return the sentence of what can be proved, for a subject `work`."""
    return {
        "will": gettext("What you can show today carries the protection of %(work)s."),
        "should": gettext("What you can show today likely carries the protection of %(work)s."),
        "likelier": gettext(
            "What you can show today carries the protection of %(work)s more likely than not."
        ),
        "basis": gettext(
            "On what you can show today, protection of %(work)s can be argued, but is uncertain."
        ),
        "unlikely": gettext("What you can show today hardly carries protection of %(work)s."),
        "none": gettext("Nothing that you can show today makes %(work)s protected."),
        "reserved": gettext("Too little can be shown today for an answer on %(work)s."),
    }[level]
