"""Does the work of the jobs that request a timestamp, so that no page waits for the authority."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cryptography import x509
from django.conf import settings

from assessments.evidence import timestamping
from assessments.evidence.digests import list_text
from assessments.evidence.models_timestamps import RootTimestamp, Timestamp
from assessments.evidence.timestamping import InvalidTimestamp, TimestampToken
from assessments.jobs import JobFailure, Progress, TemporaryFailure

# Code of `InvalidTimestamp` -> failure reason of the job.
FAILURE_REASONS = {"away": "authority_away", "refused": "authority_refused"}


# Nobody waits for the timestamp of a root, so an authority that is away is asked again this late.
ROOT_RETRY_SECONDS = 900


def timestamp_work(timestamp: Timestamp, progress: Progress) -> dict[str, Any]:
    """Request a timestamp and return the columns to store; raises `JobFailure`."""
    return _request_token(list_text(timestamp.digests), progress)


def root_timestamp_work(timestamp: RootTimestamp, progress: Progress) -> dict[str, Any]:
    """Request the timestamp of a daily root and return the columns to store.

    Raises `JobFailure`, or `TemporaryFailure` where the authority does not answer.
    """
    try:
        return _request_token(timestamp.root.statement.text(), progress)
    except JobFailure as failure:
        if failure.reason != FAILURE_REASONS["away"]:
            raise
        raise TemporaryFailure(
            failure.reason, failure.detail, seconds=ROOT_RETRY_SECONDS
        ) from failure


def _request_token(data: bytes, progress: Progress) -> dict[str, Any]:
    if not settings.TIMESTAMP_URL or not settings.TIMESTAMP_ROOTS:
        raise JobFailure("not_configured")
    progress.stage("asking")
    try:
        token = timestamping.request_timestamp(
            data,
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
