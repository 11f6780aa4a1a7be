"""The rules of the duties that go with publishing generated content, as typed values."""

from __future__ import annotations

import datetime as dt
import re

from assessments.engine.codes import DutyName, OwedBy
from assessments.engine.rules_ownership import RuleValue


class Expressions(RuleValue):
    @staticmethod
    def finds(words: tuple[str, ...], text: str) -> bool:
        return re.search("|".join(words), text) is not None


class LabelText(Expressions):
    """What the words of a label must say, and what denies it: regular expressions."""

    ai_element: tuple[str, ...]
    generation_element: tuple[str, ...]
    denials: tuple[str, ...]


class Places(Expressions):
    """Words for places of publication off a network, and on one."""

    offline: tuple[str, ...]
    online: tuple[str, ...]


class Duty(RuleValue):
    id: DutyName
    owed_by: OwedBy
    source: str


class DutyRules(RuleValue):
    applies_from: dt.date
    label_text: LabelText
    places: Places
    generating_actions: tuple[str, ...]
    duties: tuple[Duty, ...]
