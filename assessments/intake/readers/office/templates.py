"""What the templates of libraries bring into every document made with them.

python-docx 1.2 and python-pptx 1.0 begin with a file of their own (`default.docx`, `default.pptx`)
and leave its properties as they are: when that file was made, by whom and with which program. None
of it is about the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import StatedTime


@dataclass(frozen=True, kw_only=True)
class Template:
    """The times of a template, and the properties that came with it."""

    program: str
    times: frozenset[str]
    properties: Mapping[str, str | int]


TEMPLATES = (
    Template(
        program="python-docx",
        times=frozenset({"2013-12-23T23:15:00Z"}),
        properties={"application": "Microsoft Macintosh Word", "application_version": "14.0000"},
    ),
    Template(
        program="python-pptx",
        times=frozenset({"2013-01-27T09:14:16Z", "2013-01-27T09:15:58Z"}),
        properties={
            "application": "Microsoft Macintosh PowerPoint",
            "application_version": "14.0000",
            "creator": "Steve Canny",
            "last_modified_by": "Steve Canny",
            "minutes_edited": 1,
        },
    ),
)


def set_apart(
    times: list[StatedTime], extra: dict[str, Any]
) -> tuple[list[StatedTime], dict[str, Any], tuple[Problem, ...]]:
    """Return the times and properties that are the document's own, and what is said of the rest."""
    for template in TEMPLATES:
        stale = [time for time in times if time.value in template.times]
        if stale:
            own = [time for time in times if time.value not in template.times]
            kept = {k: v for k, v in extra.items() if template.properties.get(k) != v}
            told = problem("template_time", value=stale[0].value, program=template.program)
            return own, kept, (told,)
    return times, extra, ()
