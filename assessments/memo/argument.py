"""What the other side would argue against an element, and what the client would reply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.engine.codes import Bearing, DimensionName
from assessments.engine.result import ComparedPrecedent
from assessments.engine.result_reasons import Reason
from assessments.memo.build import AGAINST, FOR, MemoBuilder


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """The case of the other side and the reply, each in sentences."""

    other_side: tuple[str, ...]
    reply: tuple[str, ...]  # empty where there is nothing to reply to


def dispute(
    build: MemoBuilder,
    proved: Sequence[Reason],
    claimed_only: Sequence[Reason],
    open_steps: Sequence[int],
    *,
    weighed: bool,
) -> Dispute:
    """Build both sides of an element.

    `claimed_only` would speak for it if it could be shown, which needs the steps `open_steps`;
    decided works are compared only where dimensions are `weighed`.
    """
    other_side = tuple(_other_side(build, proved, open_steps, weighed))
    reply = tuple(_reply(build, proved, claimed_only, open_steps, weighed)) if other_side else ()
    return Dispute(other_side=other_side, reply=reply)


def _other_side(
    build: MemoBuilder, proved: Sequence[Reason], open_steps: Sequence[int], weighed: bool
) -> Iterator[str]:
    nearest = build.nearest(AGAINST) if weighed else None
    if nearest is not None:
        yield _against(build, nearest)
    yield from _sentences(proved, "against")
    if open_steps:
        yield gettext(
            "It would put the client to proof of what is not shown today (steps: %(steps)s)."
        ) % {"steps": _numbers(open_steps)}


def _reply(
    build: MemoBuilder,
    proved: Sequence[Reason],
    claimed_only: Sequence[Reason],
    open_steps: Sequence[int],
    weighed: bool,
) -> Iterator[str]:
    nearest = build.nearest(FOR) if weighed else None
    if nearest is not None:
        yield _in_favour(build, nearest)
    shown = list(_sentences(proved, "for"))
    yield from shown
    if claimed_only:
        texts = list(_sentences(claimed_only, "for"))
        yield gettext("Once it is shown, the client could add:")
        yield from texts
    elif not shown and nearest is None:
        yield gettext("On what can be shown today, there is no reply.")


def _sentences(reasons: Iterable[Reason], bears: Bearing) -> Iterator[str]:
    found = (wording.sentence(reason.code) for reason in reasons if reason.bears == bears)
    return iter(dict.fromkeys(found))


def _against(build: MemoBuilder, nearest: ComparedPrecedent) -> str:
    same = _dimension_names([*nearest.same_on, *nearest.weaker_on])
    values = {"decision": build.name_of(nearest.slug), "same": same}
    if same:
        return (
            gettext(
                "The other side would rely on %(decision)s, where protection was refused, and say "
                "that the work is no stronger on: %(same)s."
            )
            % values
        )
    return (
        gettext(
            "The other side would rely on %(decision)s, where protection was refused; the work "
            "is stronger on everything that the decision turned on, and the difference must "
            "be shown."
        )
        % values
    )


def _in_favour(build: MemoBuilder, nearest: ComparedPrecedent) -> str:
    other = _dimension_names([*nearest.same_on, *nearest.stronger_on])
    values = {"decision": build.name_of(nearest.slug), "other": other}
    if other:
        return (
            gettext(
                "The client would rely on %(decision)s, where protection was granted, and say that "
                "the work is no weaker on: %(other)s."
            )
            % values
        )
    return (
        gettext(
            "%(decision)s, where protection was granted, does not help the client today: the work "
            "is weaker on everything that the decision turned on."
        )
        % values
    )


def _dimension_names(dimensions: Sequence[DimensionName]) -> str:
    return pgettext("memo list", ", ").join(wording.dimension(name) for name in dimensions)


def _numbers(steps: Sequence[int]) -> str:
    return pgettext("memo list", ", ").join(map(str, steps))
