"""Does the work of the job that requests a timestamp, so that no page waits for the authority."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cryptography import x509
from django.conf import settings

from assessments.evidence import timestamping
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.timestamping import InvalidTimestamp, TimestampToken
from assessments.jobs import JobFailure, Progress

# Code of `InvalidTimestamp` -> failure reason of the job.
FAILURE_REASONS = {"away": "authority_away", "refused": "authority_refused"}


def timestamp_work(timestamp: Timestamp, progress: Progress) -> dict[str, Any]:
    """Request a timestamp and return the columns to store; raises `JobFailure`."""
    if not settings.TIMESTAMP_URL or not settings.TIMESTAMP_ROOTS:
        raise JobFailure("not_configured")
    progress.stage("asking")
    try:
        token = timestamping.request_timestamp(
            timestamp.digests,
            url=settings.TIMESTAMP_URL,
            roots=trusted_roots(),
            seconds=settings.TIMESTAMP_SECONDS,
        )
    except InvalidTimestamp as error:
        raise JobFailure(FAILURE_REASONS.get(error.code, "not_verified"), str(error)) from error
    return token_columns(token)


def token_columns(token: TimestampToken) -> dict[str, Any]:
    """Return a token as the columns of a `Timestamp`."""
    return {
        "at": token.at,
        "authority": token.authority,
        "serial": token.serial,
        "trusted": token.trusted,
        "response": token.response,
    }


def trusted_roots() -> list[x509.Certificate]:
    """Return the root certificates that the operator configured for timestamps."""
    if not settings.TIMESTAMP_ROOTS:
        return []
    return timestamping.load_certificates(Path(settings.TIMESTAMP_ROOTS).read_bytes())
