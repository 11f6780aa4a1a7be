"""The letter that answers, on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext, ngettext, pgettext

from assessments import wording
from assessments.memo import opening, scope
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Block, Blocks, Group, Inlines, Text
from assessments.memo.opening import is_owner_unshown, owners_text, stated_purpose
from assessments.memo.sections.actions import recommendations
from assessments.memo.sections.disputes import charge
from assessments.memo.sections.scope_text import class_name
from assessments.memo.sections.voice import is_same_accepted, overall, qualified, range_text
from assessments.memo.speaker import by_speaker
from assessments.memo.weak_facts import weak_facts
from assessments.memo.writing import bullets, paragraph
from assessments.precedents.notices import rights_warnings

MAX_WEAK, MAX_ACTIONS = 3, 3


def letter(build: MemoBuilder) -> Blocks:
    """Answer the questions on one page."""
    return (Group(blocks=tuple(_letter(build)), style="letter"),)


def _letter(build: MemoBuilder) -> Iterator[Block]:
    yield paragraph(opening_line(build))
    yield paragraph(
        Text(overall(build, "proved"), "strong"), range_text(build, "proved"), _claimed(build)
    )
    for warning in rights_warnings(build.record):
        yield paragraph(warning)
    yield paragraph(*_what_it_covers(build))
    weak = weak_facts(build)[:MAX_WEAK]
    if weak:
        yield paragraph(gettext("The main points against it:"))
        yield bullets([charge(build, fact, brief=True) for fact in weak])
    yield paragraph(
        gettext(
            "The answer speaks of the law of the mainland of China on its date and is no guarantee."
        )
        if not opening.is_generated(build)
        else gettext(
            "The law is not settled: the Supreme People's Court left open on purpose whether what "
            "a machine generates is a work, and none of the decisions compared is said to be a "
            "guiding case, to which alone courts shall refer. The answer speaks of the law of the "
            "mainland of China on its date and is no guarantee."
        )
    )
    actions = recommendations(build)[:MAX_ACTIONS]
    if actions:
        yield paragraph(gettext("What to do first:"))
        yield bullets(actions, ordered=True)
    yield paragraph(closing(build))


def opening_line(build: MemoBuilder) -> str:
    """Say what was asked, for whom, and by whom it is answered."""
    terms, matter = opening.terms(build), build.snapshot.matter
    names = pgettext("names", ", ").join(matter.lawyers)
    values = {
        "title": terms.title,
        "kind": terms.kind,
        "firm": matter.firm,
        "client": matter.client,
        "lawyers": names,
    }
    return by_speaker(_mandate(values), _own_assessment()) % values


def _mandate(values: Mapping[str, str]) -> str:
    """Return the pattern of the mandate, by what is known of client and lawyers."""
    if values["client"] and values["lawyers"]:
        return gettext(
            "On the instructions of %(client)s, %(firm)s, through %(lawyers)s, advises whether "
            "“%(title)s”, %(kind)s, is protected by copyright in the mainland of China, whose it "
            "is and what of it can be proved. Our answer in brief:"
        )
    if values["client"]:
        return gettext(
            "On the instructions of %(client)s, %(firm)s advises whether “%(title)s”, %(kind)s, is "
            "protected by copyright in the mainland of China, whose it is and what of it can be "
            "proved. Our answer in brief:"
        )
    if values["lawyers"]:
        return gettext(
            "You asked %(firm)s, which has assigned %(lawyers)s, whether “%(title)s”, %(kind)s, is "
            "protected by copyright in the mainland of China, whose it is and what of it can be "
            "proved. Our answer in brief:"
        )
    return gettext(
        "You asked us whether “%(title)s”, %(kind)s, is protected by copyright in the mainland of "
        "China, whose it is and what of it can be proved. Our answer in brief:"
    )


def _own_assessment() -> str:
    return gettext(
        "This is my own assessment, not signed by a lawyer, of whether “%(title)s”, %(kind)s, is "
        "protected by copyright in the mainland of China, whose it is and what of it can be "
        "proved. The answer in brief:"
    )


def _claimed(build: MemoBuilder) -> str:
    """Say how the other answer differs, or that it does not."""
    if is_same_accepted(build):
        return gettext("Even if everything stated is accepted, the answer is the same.")
    return qualified(build, "claimed")


def _what_it_covers(build: MemoBuilder) -> Iterator[Inlines | str]:
    """Name the class, the rights, the owner and the term in a few words."""
    name = scope.class_of(build.snapshot).name
    if scope.is_nothing_a_work(build.snapshot):
        pass
    elif name == "by_part":
        yield gettext("As far as its parts are works, each belongs to its own class.")
    else:
        yield gettext("Class, as far as it is a work: %(name)s.") % {"name": class_name(name)}
    owner = owners_text(build)
    yield owner_line(owner)
    if owner and is_owner_unshown(build):
        yield unshown_owner()
    questions = build.result.ownership.open_questions
    if len(questions) == 1:
        yield wording.sentence(questions[0].code)
    elif questions:
        num = len(questions)
        yield ngettext(
            "%(num)s question of ownership is open.",
            "%(num)s questions of ownership are open.",
            num,
        ) % {"num": num}


def owner_line(owner: str) -> str:
    """Say who owns the work."""
    if not owner:
        return gettext("Ownership: no owner can be named on what is stated.")
    return gettext("Ownership, if it is a work: %(owner)s.") % {"owner": owner}


def unshown_owner() -> str:
    """Say that no owner is shown."""
    return gettext("What can be shown today does not yet show any owner.")


def closing(build: MemoBuilder) -> str:
    """Say what follows, and what the whole may be used for."""
    purpose = stated_purpose(build)
    firm = gettext(
        "The opinion that follows gives the reasons, and its assumptions and limits. Letter and "
        "opinion may be used for the purpose of the mandate only."
    )
    maker = gettext(
        "What follows gives the reasons, and the assumptions and limits. It replaces no advice of "
        "a lawyer."
    )
    if purpose:
        firm = gettext(
            "The opinion that follows gives the reasons, and its assumptions and limits. Letter "
            "and opinion may be used for this purpose only: %(purpose)s."
        )
        maker = gettext(
            "What follows gives the reasons, and the assumptions and limits. I made it for this "
            "purpose: %(purpose)s. It replaces no advice of a lawyer."
        )
    return by_speaker(firm, maker) % {"purpose": purpose}
