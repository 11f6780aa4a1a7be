"""Sentences of the problems that are about the history of code in bundles and texts."""

from __future__ import annotations

from assessments.intake.core.translatable import gettext_noop

GIT: dict[str, str] = {
    "git_missing": gettext_noop(
        "The program git is not installed; of the bundle only the header was read."
    ),
    "bundle_partial": gettext_noop(
        "The bundle continues a history that is not in it (%(count)s commits are "
        "missing); only its header was read."
    ),
    "bundle_damaged": gettext_noop(
        "The commits of the bundle could not be read within the bounds."
    ),
    "git_numbers_missing": gettext_noop(
        "For %(count)s commits the text does not say how many lines were added to and removed from "
        "each file. The output of git log --numstat does."
    ),
    "git_authors_missing": gettext_noop(
        "For %(count)s commits no author and no time were told apart from the message. The output "
        "of git log --numstat names each by itself."
    ),
    "git_times_missing": gettext_noop(
        "For %(count)s commits the text gives no time that can be placed in the calendar. The "
        "output of git log --numstat does."
    ),
    "git_form_unread": gettext_noop(
        "The text looks like output of git in a form of which no commits are read. Those of "
        "git log --numstat are read."
    ),
    "difference_nameless": gettext_noop(
        "The file shows what was changed, but names neither who changed it nor when."
    ),
}
