"""Names kinds of files and their problems, in the active language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.evidence.uploads import FileRejected
from assessments.intake.core.problems import SENTENCES
from assessments.wording.files import problem

# By the beginning of the media type; the first match counts.
KINDS = {
    "image/vnd.adobe.photoshop": _("Layered picture"),
    "image/openraster": _("Layered picture"),
    "application/x-krita": _("Layered picture"),
    "image/x-xcf": _("Layered picture"),
    "application/x-clip-studio": _("Layered picture"),
    "application/x-procreate": _("Layered picture"),
    "application/x-figma": _("Design file"),
    "application/x-sketch": _("Design file"),
    "application/x-blender": _("3D model"),
    "model/": _("3D model"),
    "image/svg+xml": _("Vector drawing"),
    "image/": _("Picture"),
    "audio/": _("Sound"),
    "video/": _("Film"),
    "application/pdf": _("PDF document"),
    "application/json": _("Conversation or data"),
    "application/zip": _("Archive"),
    "application/x-git-bundle": _("History of code"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml": _("Text document"),
    "application/vnd.openxmlformats-officedocument": _("Office document"),
    "text/html": _("Web page"),
    "multipart/related": _("Web page"),
    "text/": _("Text"),
}
# Nobody needs to act on these.
HIDDEN_PROBLEM_CODES = frozenset({"no_metadata", "program_alone"})


def kind_name(media_type: str | None) -> str:
    """Return the everyday name of a kind of file."""
    return str(
        next(
            (name for start, name in KINDS.items() if (media_type or "").startswith(start)),
            _("File"),
        )
    )


def problem_sentences(problems: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the sentences of problems of a report; a code without a sentence stays a code."""
    return [
        problem(found_problem) if found_problem["code"] in SENTENCES else str(found_problem["code"])
        for found_problem in problems
        if found_problem["code"] not in HIDDEN_PROBLEM_CODES
    ]


def left_sentences(left: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return the name of each member that was left out of an archive, and why."""
    return [{"name": member["name"], "why": _left_out_sentence(member)} for member in left]


def _left_out_sentence(member: Mapping[str, Any]) -> str:
    if member["code"] in SENTENCES:
        return problem(member)
    message = FileRejected.MESSAGES.get(member["code"])
    return str(message) % member["params"] if message else str(member["code"])
