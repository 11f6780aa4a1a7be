"""The job that requests a timestamp, so that no page waits for the authority."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cryptography import x509
from django.conf import settings

from assessments.evidence import timestamping
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.timestamping import InvalidTimestamp, TimestampToken
from assessments.jobs import JobFailure, Progress

# Code of `InvalidTimestamp` -> reason of the failed job.
REASONS = {"away": "authority_away", "refused": "authority_refused"}


def timestamp_work(timestamp: Timestamp, progress: Progress) -> dict[str, Any]:
    """Request a timestamp and return the columns to store; raises `JobFailed`."""
    if not settings.TIMESTAMP_URL or not settings.TIMESTAMP_ROOTS:
        raise JobFailure("not_configured")
    progress.stage("asking")
    try:
        receipt = timestamping.request_timestamp(
            timestamp.digests,
            url=settings.TIMESTAMP_URL,
            roots=trusted_roots(),
            seconds=settings.TIMESTAMP_SECONDS,
        )
    except InvalidTimestamp as error:
        raise JobFailure(REASONS.get(error.code, "not_verified"), str(error)) from error
    return receipt_columns(receipt)


def receipt_columns(receipt: TimestampToken) -> dict[str, Any]:
    """Return a receipt as the columns of a `Timestamp`."""
    return {
        "at": receipt.at,
        "authority": receipt.authority,
        "serial": receipt.serial,
        "trusted": receipt.trusted,
        "response": receipt.response,
    }


def trusted_roots() -> list[x509.Certificate]:
    """Return the root certificates that the operator configured for timestamps."""
    if not settings.TIMESTAMP_ROOTS:
        return []
    return timestamping.certificates(Path(settings.TIMESTAMP_ROOTS).read_bytes())
