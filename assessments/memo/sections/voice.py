"""The voice of a memo: the firm's where one issues it, else the maker's own; and its levels."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.engine.codes import BASES, Basis, ElementName
from assessments.memo.build import MemoBuilder
from assessments.memo.levels import (
    Limit,
    OpinionLevel,
    PartOpinion,
    all_limits,
    element_levels,
    opinion_range,
    opinions,
)
from assessments.memo.opening import layer_name
from assessments.memo.speaker import by_speaker
from assessments.memo.writing import space
from assessments.precedents.answer_texts import between


def voice() -> str:
    """Name whose opinion it is, as a sentence uses it."""
    return by_speaker(
        pgettext("voice of a firm", "in our opinion"),
        pgettext("voice of the maker", "in my assessment"),
    )


def footing(basis: Basis) -> str:
    """Name the footing of an answer at the head of a sentence."""
    if basis == "proved":
        return gettext("On the evidence available today")
    return gettext("If everything stated is accepted")


def footing_name(basis: Basis) -> str:
    """Name the footing of an answer in a table or before a colon."""
    if basis == "proved":
        return gettext("On the evidence")
    return by_speaker(
        gettext("On what is stated"), pgettext("statement of the maker", "On what is stated")
    )


def opinion(level: OpinionLevel, basis: Basis, subject: str) -> str:
    """State an opinion of a level on a subject."""
    values = {"footing": footing(basis), "voice": voice(), "subject": subject}
    return {
        "will": gettext("%(footing)s, %(voice)s %(subject)s is a work protected by copyright."),
        "should": gettext(
            "%(footing)s, %(voice)s %(subject)s should be held to be a work protected by copyright."
        ),
        "likelier": gettext(
            "%(footing)s, %(voice)s it is more likely than not that %(subject)s would be held to "
            "be a work."
        ),
        "basis": gettext(
            "%(footing)s, %(voice)s there is some basis for holding %(subject)s to be a work, but "
            "considerable uncertainty remains."
        ),
        "unlikely": gettext(
            "%(footing)s, %(voice)s %(subject)s is unlikely to be held to be a work."
        ),
        # What nobody has shown yet may be a work all the same.
        "none": gettext(
            "%(footing)s, %(voice)s %(subject)s cannot be held to be a work protected by copyright."
        )
        if basis == "proved"
        else gettext("%(footing)s, %(voice)s %(subject)s is not a work protected by copyright."),
        "reserved": gettext(
            "%(footing)s, too little is known of %(subject)s; %(voice)s no conclusion can be given "
            "and the opinion is reserved."
        ),
    }[level] % values


def level_name(level: OpinionLevel, basis: Basis) -> str:
    """Name a level in a table."""
    if (level, basis) == ("none", "proved"):
        return pgettext("level of an opinion", "not to be held a work")
    return {
        "will": pgettext("level of an opinion", "a work"),
        "should": pgettext("level of an opinion", "should be a work"),
        "likelier": pgettext("level of an opinion", "more likely than not a work"),
        "basis": pgettext("level of an opinion", "some basis, uncertain"),
        "unlikely": pgettext("level of an opinion", "unlikely to be a work"),
        "none": pgettext("level of an opinion", "no work"),
        "reserved": pgettext("level of an opinion", "reserved"),
    }[level]


def element_words(build: MemoBuilder, basis: Basis) -> dict[ElementName, str]:
    """Say how far each element is met, in the levels of the opinion; undisputed as they are."""
    levels = element_levels(build.snapshot, basis)
    words = {
        "should": pgettext("level of an element", "should be held to be met"),
        "likelier": pgettext("level of an element", "more likely than not met"),
        "basis": pgettext("level of an element", "some basis, uncertain"),
        "unlikely": pgettext("level of an element", "unlikely to be met"),
        "reserved": pgettext("level of an element", "reserved"),
    }
    elements = build.result.answer(basis).elements
    return {
        name: words.get(levels[name]) or wording.element_word(element)
        for name, element in elements.items()
    }


def overall(build: MemoBuilder, basis: Basis) -> str:
    """State the opinion on a footing: the surest in a sentence, other parts with their levels."""
    first, *others = opinions(build.snapshot, basis)
    said = [opinion(first.level, basis, subject(build, basis))]
    said += [
        gettext("Of %(parts)s the answer is: %(level)s.")
        % {"parts": list_parts(build, _ids(other)), "level": level_name(other.level, basis)}
        for other in others
    ]
    said += {
        "style": [gettext("This says nothing of the work itself.")],
        "arrangement": [gettext("This says nothing of its parts.")],
    }.get(build.result.answer(basis).scope or "", [])
    return space().join(said)


def qualified(build: MemoBuilder, basis: Basis) -> str:
    """State the opinion on a footing, and between which levels it lies with what is unknown."""
    return space().join(filter(None, (overall(build, basis), range_text(build, basis))))


def is_same_accepted(build: MemoBuilder) -> bool:
    """Whether the opinion on what is stated is that on the evidence."""
    proved, claimed = (
        (opinions(build.snapshot, basis), opinion_range(build.snapshot, basis))
        for basis in reversed(BASES)
    )
    return proved == claimed


def range_text(build: MemoBuilder, basis: Basis) -> str:
    """Say between which levels the opinion lies; empty where it is one level."""
    found = opinion_range(build.snapshot, basis)
    if found is None:
        return ""
    return between(build.result.answer(basis), *(level_name(level, basis) for level in found))


def subject(build: MemoBuilder, basis: Basis) -> str:
    """Name what the first sentence of an opinion speaks of: the work, or parts of it."""
    answer = build.result.answer(basis)
    first, *others = opinions(build.snapshot, basis)
    values = {"title": build.title}
    if answer.scope == "style":
        return gettext("the style or idea that is claimed in “%(title)s”") % values
    if answer.scope == "arrangement":
        return gettext("the selection and arrangement of “%(title)s”") % values
    if not answer.layers_protected or not (others or answer.scope == "part"):
        return gettext("“%(title)s”") % values
    parts = list_parts(build, _ids(first))
    return gettext("“%(title)s”, as to %(parts)s,") % {**values, "parts": parts}


def _ids(part: PartOpinion) -> tuple[str, ...]:
    return tuple(layer.id for layer in part.layers)


def list_parts(build: MemoBuilder, ids: tuple[str, ...]) -> str:
    """Name layers inside a sentence, those of one name together, with the steps that made them."""
    steps: dict[str, set[str]] = {}
    for layer in build.result.layers:
        if layer.id in ids:
            steps.setdefault(layer_name(layer), set()).update(layer.steps)
    return pgettext("memo list", ", ").join(
        gettext("%(part)s (%(steps)s)")
        % {"part": _inside(name), "steps": build.steps_of(of_part, named=False).text}
        if of_part
        else _inside(name)
        for name, of_part in steps.items()
    )


def _inside(name: str) -> str:
    """Return a name as it stands inside a sentence."""
    return name[:1].lower() + name[1:]


def limit_sentences(build: MemoBuilder) -> Iterator[str]:
    """Say what holds the opinion down."""
    texts: dict[Limit, str] = {
        "unsettled_law": gettext(
            "Whether what a machine makes on instructions is a work is settled by no statute and "
            "no guiding case; the opinion on it goes no higher than “should”."
        ),
        "third_party": gettext(
            "Material of others is in the Work, and no licence for it is shown; as long as that is "
            "open, the opinion on the part in which it shows goes no higher than “more likely than "
            "not”."
        ),
        "third_party_elsewhere": gettext(
            "Material of others went into another part, and no licence for it is shown; as long as "
            "that is open, the opinion goes no higher than “should”."
        ),
        "evidence": gettext(
            "Not everything that the opinion needs was seen in a file, or it rests on the maker's "
            "own appraisal; on the evidence the opinion therefore goes no higher than “more likely "
            "than not”."
        ),
    }
    for limit in all_limits(build.snapshot):
        yield texts[limit]
