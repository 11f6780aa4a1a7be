"""The type of a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assessments.answers.answers import is_blank

How = Literal[
    "line",  # one line of text
    "text",  # several lines
    "prompt",  # several lines, stored with every character
    "choice",  # one of `choices`
    "choices",  # any of `choices`
    "flag",  # yes or no
    "date",
    "moment",  # a date, or a date and a time
    "number",
    "item",  # one item of the list `of`
    "items",  # any items of the list `of`
    "pairs",  # a table of names and values
]


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `name` is the field of the record; texts are lazy translations."""

    name: str
    how: How
    label: Any
    why: Any = ""
    source: tuple[str, ...] = ()
    good: Any = ""
    useless: Any = ""
    choices: Mapping[str, Any] | None = None
    of: str = ""
    required: bool = False
    allows_unknown: bool = False
    when: Mapping[str, tuple[str, ...]] | None = None

    def is_asked(self, answers: Mapping[str, Any]) -> bool:
        """Whether it is relevant to these answers of the same part, or has an answer already."""
        if not is_blank(answers.get(self.name)):
            return True
        return all(
            (answers.get(name) or "") in values for name, values in (self.when or {}).items()
        )
