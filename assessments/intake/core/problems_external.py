"""Sentences of the problems that are about readers from outside this application."""

from __future__ import annotations

from assessments.intake.core.translatable import gettext_noop

EXTERNAL_READERS: dict[str, str] = {
    "external_reader_used": gettext_noop(
        "This file was read by %(reader)s %(version)s, a reader that is not part of this "
        "application; nothing that it read counts as shown."
    ),
    "external_reader_failed": gettext_noop(
        "%(reader)s %(version)s, a reader that is not part of this application, failed on this "
        "file (%(kind)s); nothing of it was taken."
    ),
    "external_reader_late": gettext_noop(
        "%(reader)s %(version)s, a reader that is not part of this application, took too long over "
        "this file and was ended; nothing of it was taken."
    ),
    "external_reader_died": gettext_noop(
        "%(reader)s %(version)s, a reader that is not part of this application, took too much "
        "memory or ended without an answer; nothing of it was taken."
    ),
    "external_reader_tried": gettext_noop(
        "%(reader)s %(version)s, a reader that is not part of this application, tried to reach the "
        "network, to write or to start a program (%(kind)s), which no reader may; nothing of what "
        "it read was taken."
    ),
    "external_reader_refused": gettext_noop(
        "%(reader)s %(version)s, a reader that is not part of this application, gave an answer "
        "that departs from the agreed form (%(kind)s); nothing of it was taken."
    ),
}
