"""Sentences on a screenshot: what marks it, when its name says it was taken, which app it shows.

`Json` is a `FileReport` as JSON.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Json = Mapping[str, Any]
# Lines below this are pointed out on the page: in our own pictures a line with a wrong character
# had 33 and the right ones 89 and more.
UNSURE = 80
MARKS = {
    "user_comment": _("the comment that iPhone and Mac write into it"),
    "software": _("the program that it names"),
    "file_name": _("its name, which is as systems name their screenshots"),
}


def facts(report: Json) -> list[str]:
    """Return what is known of a screenshot, a sentence each; empty for any other file."""
    shot = (report.get("extra") or {}).get("screenshot")
    if not shot:
        return []
    marks = gettext(", ").join(str(MARKS.get(mark, mark)) for mark in shot.get("marks") or ())
    said = [gettext("A screenshot, by %(marks)s.") % {"marks": marks}]
    if shot.get("app"):
        named = {"app": shot["app"], "package": shot["package"]}
        said.append(gettext("Its name says that it shows %(app)s (%(package)s).") % named)
    elif shot.get("package"):
        said.append(
            gettext(
                "Its name says that it shows the app %(package)s, whose name is not known here."
            )
            % {"package": shot["package"]}
        )
    else:
        said.append(gettext("Which app it shows is not known."))
    return said


def lines(report: Json) -> Sequence[Json]:
    """Return the recognised lines of a screenshot."""
    return ((report.get("extra") or {}).get("recognised") or {}).get("lines") or ()


def text(report: Json) -> str:
    """Return the recognised text, a line each."""
    return "\n".join(str(line["text"]) for line in lines(report))
