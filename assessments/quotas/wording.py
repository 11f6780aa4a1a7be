"""What a refusal says: the limit, until when, and what can be done."""

from __future__ import annotations

from math import ceil

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from assessments.quotas.limits import Kind, Scope
from assessments.quotas.refusal import DISK, QuotaExceeded, Refused

MINUTE, HOUR = 60, 3600
MAX_IN_MINUTES = 90 * MINUTE

# What is counted, as a column of the dashboard and after its number in a sentence.
KIND_NAMES: dict[str, str | Promise] = {
    Kind.DRAFTS: gettext_lazy("new works"),
    Kind.UPLOAD_FILES: gettext_lazy("files"),
    Kind.UPLOAD_MIB: gettext_lazy("MB of files"),
    Kind.POSTED_MIB: gettext_lazy("MB of answers"),
    Kind.COMPARISONS: gettext_lazy("comparisons of files"),
    Kind.DOWNLOADS: gettext_lazy("downloads"),
    Kind.COMPUTED: gettext_lazy("pages with an answer"),
    Kind.ASSESSMENTS: gettext_lazy("assessments"),
    Kind.SIGN_UPS: gettext_lazy("new accounts"),
    Kind.EMAILS: gettext_lazy("e-mails"),
    Kind.SHARES: gettext_lazy("invitations"),
    Kind.MESSAGES: gettext_lazy("messages"),
    Kind.MATTERS: gettext_lazy("matters opened"),
    Kind.MEMOS: gettext_lazy("memos"),
    Kind.DOSSIERS: gettext_lazy("dossiers"),
    Kind.DOSSIER_IMPORTS: gettext_lazy("dossiers imported"),
    Kind.TIMESTAMPS: gettext_lazy("timestamps"),
    Kind.REMINDERS: gettext_lazy("reminders"),
    Kind.WRONG_PASSWORDS: gettext_lazy("wrong passwords"),
    Kind.WRONG_CODES: gettext_lazy("wrong codes"),
    DISK: gettext_lazy("uploads for want of disk space"),
}
SCOPE_NAMES: dict[str, str | Promise] = {
    Scope.ADDRESS: gettext_lazy("from one network address"),
    Scope.IPV6_56: gettext_lazy("from one network"),
    Scope.IPV6_48: gettext_lazy("from one large network"),
    Scope.VISITOR: gettext_lazy("from one browser"),
    Scope.ACCOUNT: gettext_lazy("for one account"),
    Scope.RECIPIENT: gettext_lazy("to one e-mail address"),
    Scope.PAIR: gettext_lazy("from one network address for one account"),
    Scope.BROWSER: gettext_lazy("from one browser for one account"),
    Scope.SITE: gettext_lazy("from all visitors without an account together"),
}
# Kinds that somebody without an account may do, too: there an account helps.
OPEN_KINDS = frozenset(
    (
        Kind.DRAFTS,
        Kind.UPLOAD_FILES,
        Kind.UPLOAD_MIB,
        Kind.POSTED_MIB,
        Kind.COMPARISONS,
        Kind.DOWNLOADS,
        Kind.COMPUTED,
    )
)


def refusal_sentence(refused: Refused) -> str:
    """Return why something is refused, when it is open again and what to do, in one paragraph."""
    if refused.says:
        return str(refused.says)
    if not isinstance(refused, QuotaExceeded):
        return gettext(
            "The server is almost full, so you cannot upload files at present. "
            "Everything else works. Keep your file and try again later."
        )
    limit = refused.limit
    sentences = [
        gettext("At most %(most)s %(what)s %(whose)s within %(window)s.")
        % {
            "most": limit.shown_amount,
            "what": KIND_NAMES[limit.kind],
            "whose": SCOPE_NAMES[limit.scope],
            "window": duration(limit.seconds),
        },
        gettext("You have reached this limit. Try again in %(wait)s.")
        % {"wait": duration(refused.retry_after)},
    ]
    if limit.kind in OPEN_KINDS and limit.scope != Scope.ACCOUNT:
        sentences.append(gettext("Or sign in: each account has its own limit."))
    if limit.kind == Kind.WRONG_PASSWORDS:
        sentences.append(gettext("Or ask for an e-mail with a link to choose a new password."))
    return " ".join(sentences)


def duration(seconds: int) -> str:
    """Return a time in whole minutes, from an hour and a half up in whole hours, rounded up."""
    if seconds <= MAX_IN_MINUTES:
        minutes = max(1, ceil(seconds / MINUTE))
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    hours = ceil(seconds / HOUR)
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
