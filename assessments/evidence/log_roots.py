"""Makes the daily roots of the audit log and has them timestamped by a third party."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from assessments.audit.queries import root_newest
from assessments.audit.services import root_make
from assessments.evidence.models_timestamps import RootTimestamp
from assessments.evidence.timestamp_job import trusted_roots
from assessments.evidence.timestamping import InvalidTimestamp, verify_token
from assessments.jobs import JobState, dispatch, retry

# The next root covers this one, and its timestamp too: only the newest is asked for again.
RETRY_AFTER = timedelta(hours=6)


def roots_round() -> int:
    """Do the part of one sweep; return the number of rows that it changed."""
    changed = 1 if root_make() else 0
    if settings.TIMESTAMP_URL and settings.TIMESTAMP_ROOTS:
        changed += _timestamp_newest()
    return changed


def find_bad_tokens() -> Iterator[tuple[RootTimestamp, str]]:
    """Yield each stored timestamp that is not one of its root, with the reason as a code.

    `untrusted` where its signer does not lead to a root certificate that the operator trusts now;
    not asked where none is configured.
    """
    certificates = trusted_roots()
    stored = RootTimestamp.objects.filter(state=JobState.READY).select_related("root")
    for timestamp in stored.order_by("root__day").iterator(chunk_size=100):
        root = timestamp.root.statement.root()
        try:
            token = verify_token(bytes(timestamp.response or b""), root, roots=certificates)
        except InvalidTimestamp as error:
            yield timestamp, error.code
            continue
        if certificates and not token.trusted:
            yield timestamp, "untrusted"
        elif token.at != timestamp.at:
            yield timestamp, "other_time"


def _timestamp_newest() -> int:
    root = root_newest()
    if root is None:
        return 0
    timestamp, made = RootTimestamp.objects.get_or_create(root=root)
    if made:
        dispatch(timestamp)
        return 1
    if timestamp.state != JobState.FAILED or timestamp.finished_at is None:
        return 0
    is_due = timezone.now() - timestamp.finished_at > RETRY_AFTER
    return int(is_due and retry(timestamp))
