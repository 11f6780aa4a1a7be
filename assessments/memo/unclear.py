"""Words of a record that need to be cleared up: what they can mean, and what closes it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, pgettext

from assessments.engine.result import Contradiction
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Inlines
from assessments.memo.writing import exhibits, fill, joined, run, sentences
from assessments.precedents.answer_texts import field_text
from assessments.precedents.fields import split_item_field

_OTHER_MAKER = gettext_lazy(
    "These words can also be read as saying that a tool or another person made this, or that less "
    "is shown than is stated."
)
_MEANINGS: dict[str, str | Promise] = {
    "contradiction.asked_settings": gettext_lazy(
        "Settings of a tool that generates stand at work recorded as done by hand."
    ),
    "contradiction.asked_outputs": gettext_lazy(
        "Several results stand at work recorded as done by hand; a person or a tool can have made "
        "them."
    ),
    "contradiction.asked_acts": gettext_lazy(
        "These words can also be read as saying that this person did what the Record ascribes to "
        "another."
    ),
    "contradiction.asked_only_paid": gettext_lazy(
        "These words can be read as naming payment or organisation only, which is no creation "
        "(Implementing Regulations art. 3)."
    ),
    "contradiction.asked_undescribed": gettext_lazy(
        "The Record does not say what this exhibit shows, and its file was not read."
    ),
    "contradiction.asked_same_words": gettext_lazy(
        "What this prompt asks for was typed before by another party or a machine, and counts as "
        "that party's."
    ),
    "contradiction.asked_change": gettext_lazy(
        "The changed words of this prompt may ask for the same as those before; the change does "
        "not count on the evidence."
    ),
    "contradiction.asked_contract": gettext_lazy(
        "These words can also be read as saying that the contract, or a signature on it, is denied "
        "or doubted."
    ),
}
_CLOSINGS: dict[str, str | Promise] = {
    "contradiction.asked_file": gettext_lazy(
        "It is closed by a file that shows the fact, or by a lawyer's examination of this one."
    ),
    "contradiction.asked_undescribed": gettext_lazy(
        "It is closed by a description of what the exhibit shows, or by holding its file."
    ),
    "contradiction.asked_same_words": gettext_lazy(
        "It is closed by recording who first typed these words, where that was somebody else."
    ),
    "contradiction.asked_change": gettext_lazy(
        "It is closed by a comparison of the two results that shows what the change did."
    ),
    "contradiction.asked_settings": gettext_lazy(
        "It is closed by recording what the tool does, or that the settings belong elsewhere."
    ),
    "contradiction.asked_outputs": gettext_lazy("It is closed by recording who made each of them."),
    "contradiction.asked_acts": gettext_lazy("It is closed by naming in each step who acted."),
    "contradiction.asked_only_paid": gettext_lazy(
        "It is closed by stating what else this person did, or who made the work."
    ),
    "contradiction.asked_contract": gettext_lazy(
        "It is closed by the signed original, or by another proof of the contract."
    ),
}


def unclear_words(build: MemoBuilder) -> Inlines:
    """Say of the places that are asked about what their words can mean and what closes it."""
    alike: dict[str, list[Inlines]] = {}
    for found in dict.fromkeys(build.result.contradictions):
        if found.is_question:
            alike.setdefault(found.code, []).append(place(build, found))
    return sentences(*(_unclear(code, places) for code, places in alike.items()))


def _unclear(code: str, places: list[Inlines]) -> Inlines:
    closing = _CLOSINGS.get(code) or gettext(
        "It is closed by a plainer description, or by correcting what is recorded."
    )
    values = {"meaning": str(_MEANINGS.get(code, _OTHER_MAKER)), "closing": str(closing)}
    named = joined(places, pgettext("memo list", "; "))
    return fill(gettext("%(place)s. %(meaning)s %(closing)s"), place=named, **values)


def place(build: MemoBuilder, found: Contradiction) -> Inlines:
    """Name the place of words, an exhibit by its number in the memo, and quote them."""
    split = split_item_field(found.field)
    if split is None or split[0] != "evidence":
        return run(field_text(found.field, found.value, build.plain_steps))
    piece = build.record.evidence[split[1]]
    code = build.exhibits.code(piece.id)
    if split[2] != "shows" or not found.value:
        return exhibits([code])
    return fill(
        gettext("%(exhibit)s, described as “%(quote)s”"),
        exhibit=exhibits([code]),
        quote=found.value,
    )
