"""The reply of fact to what the other side would say; what was replied before is pointed to."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext

from assessments.memo.build import MemoBuilder
from assessments.memo.document import Inlines
from assessments.memo.speaker import called
from assessments.memo.weak_facts import GoodFacts, WeakFact, WeakFactName
from assessments.memo.writing import exhibits, fill, run, sentences, supported
from cases.record import evidence_by_step, linked_evidence

MAX_CRITERION_CHARS = 90
Reply = Callable[[MemoBuilder, GoodFacts, WeakFact], Inlines]


def reply_to(
    build: MemoBuilder, good: GoodFacts, fact: WeakFact, title: str, given: dict[Inlines, str]
) -> Inlines:
    """Reply to a weak fact of this title; `given` are replies so far, with the titles they had."""
    found = [(reply, reply(build, good, fact)) for reply in REPLIES[fact.name]]
    said = [_once(text, WHAT[reply](), title, given) for reply, text in found if text]
    return sentences(*(said or [run(NO_REPLY[fact.name]())]))


def _once(text: Inlines, what: str, title: str, given: dict[Inlines, str]) -> Inlines:
    before = given.setdefault(text, title)
    if before == title:
        return text
    values = {"what": what, "title": before}
    return run(gettext("As to %(what)s, the same as above (%(title)s).") % values)


def _chosen(build: MemoBuilder, good: GoodFacts, fact: WeakFact) -> Inlines:
    """Point to stated criteria; those of a run that is said to be chance do not answer that."""
    at_issue = fact.steps if fact.name in ("rerolls", "random") else ()
    chosen = tuple(name for name in good.chosen if name not in at_issue)
    if not chosen:
        return ()
    step = next(s for s in build.record.steps if s.id == chosen[0])
    criterion = " ".join((step.criteria or "").split())
    if len(criterion) > MAX_CRITERION_CHARS:
        criterion = criterion[: MAX_CRITERION_CHARS - 1].rstrip() + "…"
    text = gettext("Results were kept by stated criteria, such as “%(criterion)s”: %(steps)s.")
    return fill(text, criterion=criterion.rstrip(".。"), steps=_steps(build, chosen))


def _by_hand(build: MemoBuilder, good: GoodFacts, _fact: WeakFact) -> Inlines:
    if not good.by_hand:
        return ()
    text = gettext("As stated, the work by hand is more than slight: %(steps)s.")
    return fill(text, steps=_steps(build, good.by_hand))


def _intended(build: MemoBuilder, good: GoodFacts, _fact: WeakFact) -> Inlines:
    if not good.intended:
        return ()
    text = gettext("As stated, there was an intent and the effect was as intended: %(steps)s.")
    return fill(text, steps=_steps(build, good.intended))


def _steps(build: MemoBuilder, ids: tuple[str, ...]) -> Inlines:
    return supported(build.steps_by_support(ids))


def _shown(build: MemoBuilder, good: GoodFacts, fact: WeakFact) -> Inlines:
    return _by_place(
        build,
        good.shown,
        fact,
        gettext(
            "Exhibits said to be of the time, which were read or examined, are linked to these "
            "steps as well: %(exhibits)s."
        ),
        gettext(
            "Exhibits said to be of the time, which were read or examined, are linked to other "
            "steps of the making: %(exhibits)s."
        ),
    )


def _to_be_produced(build: MemoBuilder, good: GoodFacts, fact: WeakFact) -> Inlines:
    return _by_place(
        build,
        good.named,
        fact,
        gettext(
            "Exhibits said to be of the time are named for these very steps, and have yet to be "
            "produced and examined: %(exhibits)s."
        ),
        gettext(
            "Exhibits said to be of the time are named for other steps of the making, and have "
            "yet to be produced and examined: %(exhibits)s."
        ),
    )


def _by_place(
    build: MemoBuilder, names: tuple[str, ...], fact: WeakFact, here: str, elsewhere: str
) -> Inlines:
    """Name exhibits by whether they are linked to the steps that are at issue, or to others."""
    by_step = evidence_by_step(build.record.evidence)
    linked = {step.id: set(linked_evidence(step, by_step)) for step in build.record.steps}
    at_issue = {
        name
        for step, found in linked.items()
        if step in fact.steps or found & set(fact.exhibits)
        for name in found
    }
    groups = (
        (here, [name for name in names if name in at_issue]),
        (elsewhere, [name for name in names if name not in at_issue]),
    )
    return sentences(
        *(
            fill(text, exhibits=exhibits(build.exhibits.code(name) for name in found))
            for text, found in groups
            if found
        )
    )


REPLIES: dict[WeakFactName, tuple[Reply, ...]] = {
    "unread": (),
    "unshown": (_shown, _to_be_produced),
    "statement_only": (_shown, _to_be_produced),
    "later_run": (_shown, _to_be_produced),
    "rerolls": (_chosen, _by_hand),
    "random": (_intended, _chosen),
    "thin_instruction": (_chosen, _by_hand),
    "third_party": (_by_hand,),
    "add_on": (_by_hand,),
    "self_appraised": (),
    "contradicted": (),
    "unclear": (),
}


WHAT: dict[Reply, Callable[[], str]] = {
    _chosen: lambda: gettext("the stated criteria"),
    _by_hand: lambda: gettext("the work by hand"),
    _intended: lambda: gettext("the intent and its effect"),
    _shown: lambda: gettext("the exhibits that were read or examined"),
    _to_be_produced: lambda: gettext("the exhibits still to be produced"),
}


def _no_reply() -> str:
    return gettext("On this material there is no reply of fact.")


def _clear_up() -> str:
    return gettext("None, until the contradiction is cleared up.")


def _open() -> str:
    return gettext("Open until these words are cleared up; nothing is admitted by them.")


def _produce() -> str:
    return called(gettext("Produce the originals for examination before relying on this memo."))


NO_REPLY: dict[WeakFactName, Callable[[], str]] = {
    **dict.fromkeys(REPLIES, _no_reply),
    "contradicted": _clear_up,
    "unclear": _open,
    "unread": _produce,
}
