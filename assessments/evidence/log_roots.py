"""Makes the daily roots of the audit log, has them timestamped, and gathers what proves a log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from assessments.audit.chain import utc_text
from assessments.audit.models import LogLeaf, LogRoot
from assessments.audit.queries import inclusion_of, leaves_of, root_newest, roots_for
from assessments.audit.roots import Inclusion
from assessments.audit.services import root_make
from assessments.evidence.models_timestamps import RootTimestamp
from assessments.evidence.timestamp_job import trusted_roots
from assessments.evidence.timestamping import InvalidTimestamp, verify_token
from assessments.jobs import JobState, dispatch, retry

# The next root covers this one, and its timestamp too: only the newest is asked for again.
RETRY_AFTER = timedelta(hours=6)


@dataclass(frozen=True, kw_only=True)
class LogProof:
    """What shows to a stranger that daily roots cover the entries of some chains."""

    roots: tuple[LogRoot, ...]  # from the one before the first that covers an entry to the newest
    proofs: tuple[Inclusion, ...]  # one for each day on which a chain grew
    timestamps: Mapping[int, RootTimestamp]  # by the key of the root

    def fields(self, receipt: Callable[[RootTimestamp], str]) -> dict[str, Any]:
        """Return the proof as it is exported; `receipt` says where a timestamp is, or its text."""
        return {
            "roots": [
                {
                    **root.statement.fields(),
                    "root": root.hash,
                    "timestamp": _describe(self.timestamps[root.pk], receipt)
                    if root.pk in self.timestamps
                    else None,
                }
                for root in self.roots
            ],
            "proofs": [vars(proof) for proof in self.proofs],
        }


def log_proof(subjects: Iterable[str], *, until: datetime | None = None) -> LogProof:
    """Gather the proof for some chains, as things stood at a time."""
    leaves = list(leaves_of(subjects))
    roots = list(roots_for(leaves))
    if until is not None:
        leaves = [leaf for leaf in leaves if leaf.root.made_at <= until]
        roots = [root for root in roots if root.made_at <= until] if leaves else []
    return LogProof(
        roots=tuple(roots),
        proofs=tuple(inclusion_of(leaf) for leaf in leaves),
        timestamps=_timestamps_for(leaves, roots, until),
    )


def root_timestamp(root: LogRoot) -> RootTimestamp | None:
    """Return the timestamp of a root, where it has one."""
    return RootTimestamp.objects.filter(root=root, state=JobState.READY).first()


def _timestamps_for(
    leaves: Iterable[LogLeaf], roots: list[LogRoot], until: datetime | None
) -> dict[int, RootTimestamp]:
    """Return for each leaf the first timestamp of its root or a later one, and the newest."""
    stored = RootTimestamp.objects.filter(state=JobState.READY, root__in=[r.pk for r in roots])
    if until is not None:
        stored = stored.filter(finished_at__lte=until)
    days = list(stored.order_by("root__day").values_list("root__day", "root"))
    chosen = {key for _, key in days[-1:]}
    for leaf in leaves:
        chosen.update([key for day, key in days if day >= leaf.root.day][:1])
    return RootTimestamp.objects.select_related("root").in_bulk(sorted(chosen))


def _describe(timestamp: RootTimestamp, receipt: Callable[[RootTimestamp], str]) -> dict[str, Any]:
    return {
        "at": utc_text(timestamp.at) if timestamp.at else None,
        "authority": timestamp.authority,
        "serial": timestamp.serial,
        "trusted": timestamp.trusted,
        "receipt": receipt(timestamp),
    }


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
