"""Reads what of the activity log means a work, and the daily roots that cover it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import Any

from assessments.audit.models import LogRoot
from assessments.audit.queries import leaves_of, root_newest
from assessments.evidence.log_roots import log_proof, root_timestamp
from assessments.evidence.models_timestamps import RootTimestamp
from assessments.works.models import Work


@dataclass(frozen=True, kw_only=True)
class RootSummary:
    """The newest daily root, which covers all that the earlier ones do."""

    root: LogRoot
    timestamp: RootTimestamp | None
    heads: dict[str, tuple[int, str]]  # subject -> number and hash of the last entry covered


def root_summary(work: Work) -> RootSummary | None:
    """Return the newest root and what of the log it covers; None where it covers nothing."""
    heads = {leaf.subject: (leaf.number, leaf.hash) for leaf in leaves_of(subjects_of(work))}
    root = root_newest()
    if root is None or not heads:
        return None
    return RootSummary(root=root, timestamp=root_timestamp(root), heads=heads)


def proof_plain(work: Work) -> dict[str, Any]:
    """Return the roots and the proofs that they cover the log; a timestamp is in Base64."""
    proof = log_proof(subjects_of(work))
    return proof.fields(lambda stamp: b64encode(bytes(stamp.response or b"")).decode())


def subjects_of(work: Work) -> list[str]:
    """Return the subjects of the log that mean a work: its draft first, where there is one."""
    draft = getattr(work, "draft", None)
    return [*([str(draft.pk)] if draft else []), str(work.pk)]
