"""The marks of a screenshot in its bytes and its name, and what follows for the report.

In the bytes: iOS and macOS write the comment «Screenshot» (EXIF `UserComment` and XMP; its value is
named in MichaelLedger/Shell-Collection, screenshot-exif-removal), GNOME the program
«gnome-screenshot» (PNG text `Software`; shell-screenshot.c of GNOME Shell). Android names itself
in `Software`, which its other pictures do, too, and is no mark.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import Extracted, Raw, StatedTime, copy_as
from assessments.intake.screenshots.names import ENDINGS, NamedScreenshot, of_name

KEY: Final = "screenshot"  # in `extra`
BY_NAME: Final = "file_name"
NAMED: Final = "named"  # the event of a time that the name states
SOURCE: Final = "file name"
# Field (without its carrier) and text -> the mark.
TEXTS: Final = {
    ("UserComment", "Screenshot"): "user_comment",
    ("exif:UserComment", "Screenshot"): "user_comment",
    ("Software", "gnome-screenshot"): "software",
}
MAX_MARK = 2 * max(len(text) for _, text in TEXTS)  # longer texts are not looked at


def is_mark(name: str, text: str) -> bool:
    """Whether a text of a picture says that it is a screenshot."""
    return len(text) <= MAX_MARK and (name.rpartition("/")[2], text.strip()) in TEXTS


def describe(found: Extracted, name: str) -> Extracted:
    """Return the report with what marks the picture as a screenshot; unchanged without a mark."""
    if found.media_type not in ENDINGS:
        return found
    named = of_name(name)
    marks = list(dict.fromkeys((*_marks_of(found.raw), *((BY_NAME,) if named else ()))))
    if not marks:
        return found
    return copy_as(
        Extracted,
        found,
        extra={**found.extra, KEY: _facts(marks, named)},
        times=(*found.times, *_times(named)),
        problems=(*found.problems, *_problems(named)),
    )


def _marks_of(texts: Iterable[Raw]) -> Iterable[str]:
    for raw in texts:
        if len(raw.text) > MAX_MARK:
            continue
        mark = TEXTS.get((raw.where.rpartition(" ")[2].rpartition("/")[2], raw.text.strip()))
        if mark:
            yield mark


def _facts(marks: list[str], named: NamedScreenshot | None) -> dict[str, object]:
    return {
        "marks": marks,
        "system": named.system if named else None,
        "at": named.at if named else None,
        "package": named.package if named else None,
        "app": named.app if named else None,
    }


def _times(named: NamedScreenshot | None) -> tuple[StatedTime, ...]:
    if named is None or named.at is None:
        return ()
    return (StatedTime(what=NAMED, value=named.at, source=SOURCE),)


def _problems(named: NamedScreenshot | None) -> tuple[Problem, ...]:
    return (problem("screenshot_edited"),) if named and named.edited else ()
