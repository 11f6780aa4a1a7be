"""The voice of a memo: the firm's where one issues it, else the maker's own; and its levels."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.engine.codes import Basis
from assessments.engine.result import ElementAnswer
from assessments.memo.build import MemoBuilder
from assessments.memo.levels import (
    Limit,
    OpinionLevel,
    all_limits,
    element_level,
    opinion_level,
)
from assessments.memo.opening import layer_name
from assessments.memo.speaker import by_speaker


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


def element_word(element: ElementAnswer) -> str:
    """Say how far an element is met, in the levels of the opinion; undisputed ones as they are."""
    level = element_level(element)
    if element.is_unquestioned or level in ("will", "none"):
        return wording.element_word(element)
    return {
        "should": pgettext("level of an element", "should be held met"),
        "basis": pgettext("level of an element", "some basis, uncertain"),
        "unlikely": pgettext("level of an element", "unlikely to be held met"),
        "reserved": pgettext("level of an element", "reserved"),
    }[level]


def overall(build: MemoBuilder, basis: Basis) -> str:
    """State the opinion on the work on a footing."""
    level = opinion_level(build.snapshot, basis)
    return opinion(level, basis, subject(build, basis))


def subject(build: MemoBuilder, basis: Basis) -> str:
    """Name what an opinion speaks of: the work, or the parts of it that have its word."""
    answer = build.result.answer(basis)
    values = {"title": build.title}
    words = {
        layer.id: layer.claimed if basis == "claimed" else layer.status
        for layer in build.result.layers
    }
    own = tuple(n for n in answer.layers_protected if words.get(n) == answer.conclusion)
    is_part = answer.scope == "part" or own != answer.layers_protected
    if not is_part or not answer.layers_protected:
        return gettext("“%(title)s”") % values
    parts = list_parts(build, own or answer.layers_protected)
    return gettext("“%(title)s” (as to: %(parts)s)") % {**values, "parts": parts}


def list_parts(build: MemoBuilder, ids: tuple[str, ...]) -> str:
    """Name layers, those of one name together, with the steps that made them."""
    steps: dict[str, set[str]] = {}
    for layer in build.result.layers:
        if layer.id in ids:
            steps.setdefault(layer_name(layer), set()).update(layer.steps)
    return pgettext("memo list", ", ").join(
        gettext("%(part)s (%(steps)s)")
        % {"part": name, "steps": build.steps_of(of_part, named=False).text}
        if of_part
        else name
        for name, of_part in steps.items()
    )


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
