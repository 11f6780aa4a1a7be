"""What the order of the steps of a record says of when they were taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext

from cases.record import Step


def order_of_steps(steps: Sequence[Step]) -> str:
    """Say whether steps stand in the order of time; empty for fewer than two.

    Only where each has a day and none is earlier than the one before it.
    """
    if len(steps) < 2:
        return ""
    days = [step.at.date() if isinstance(step.at, dt.datetime) else step.at for step in steps]
    if all(one and other and one <= other for one, other in pairwise(days)):
        return gettext("They stand in the order of time.")
    return gettext(
        "Not all of them have a time; where one has none, its place says nothing of when it was."
    )
