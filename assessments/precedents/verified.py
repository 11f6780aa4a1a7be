"""How current the library is: the days on which the sources of decisions were last verified.

The day of an assessment says nothing of that: a decision may have changed since anybody looked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from assessments.typesetting.dates import day


def verified_days(library: Mapping[str, Any]) -> list[dt.date]:
    """Return the days of the decisions that an assessment froze in its column `library`."""
    return [dt.date.fromisoformat(one["last_verified"]) for one in library.get("decisions", ())]


def verified_text(days: Iterable[dt.date]) -> str:
    """Say when the sources of the decisions found were last looked at; "" where there is none."""
    found = sorted(days)
    if not found:
        return ""
    if found[0] == found[-1]:
        return gettext("sources of the decisions found last verified on %(day)s") % {
            "day": day(found[0])
        }
    return gettext(
        "sources of the decisions found last verified between %(first)s and %(last)s, as each says"
    ) % {"first": day(found[0]), "last": day(found[-1])}
