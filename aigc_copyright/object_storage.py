"""The storage of files in a bucket of an S3-compatible service, where `S3_BUCKET` is set.

The bucket is private, and files are served by views that check access. No object is overwritten.
Failures of the service raise `StorageUnavailable`, so that they are not taken for missing files.
Files pass through a temporary file and not through memory.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,
    HTTPClientError,
    IncompleteReadError,
)
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3Storage

from assessments.jobs import StorageUnavailable

logger = logging.getLogger(__name__)
MAX_MEMORY_BYTES = 1 << 20
MAX_CONCURRENCY = 4  # parts of a large file; each takes 8 MiB of memory
RETRIES = {"mode": "standard", "total_max_attempts": 2}
CONNECT_SECONDS, READ_SECONDS = 3, 30
# While the service does not answer, one thread asks it again so often; the others are told at once,
# so that they are free for pages that need no file.
SILENT_SECONDS = 5
# The service cannot be reached, or stops in the middle of an answer.
SILENCE = (ConnectionError, HTTPClientError, IncompleteReadError, RetriesExceededError)
WRITES = ("PutObject", "CompleteMultipartUpload")
# Error codes of S3: the condition `If-None-Match: *` failed; the condition is not implemented.
ERROR_NAME_TAKEN = "PreconditionFailed"
UNKNOWN = "NotImplemented"


class WriteOnceS3Storage(S3Storage):  # type: ignore[misc]  # django-storages has no types
    """A private bucket of write-once objects; the SDK reads the credentials itself."""

    def __init__(self, *, addressing_style: str | None = None, **options: Any) -> None:
        how: dict[str, Any] = {"s3": {"addressing_style": addressing_style or "auto"}}
        if options.get("endpoint_url"):
            # Other services than Amazon's refuse the checksums that newer SDKs add by default.
            how["request_checksum_calculation"] = "when_required"
        super().__init__(
            **options,
            default_acl=None,
            file_overwrite=False,
            max_memory_size=MAX_MEMORY_BYTES,
            transfer_config=TransferConfig(max_concurrency=MAX_CONCURRENCY),
            client_config=Config(
                connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries=RETRIES, **how
            ),
        )
        self._knows_conditions = True
        self._ask_again_at: float | None = None  # while the service does not answer

    def is_available(self) -> bool:
        """Return whether the bucket exists and the credentials are valid."""
        try:
            self._check_bucket()
        except StorageUnavailable:
            return False
        return True

    def delete(self, name: str) -> None:
        """Delete an object; raises `StorageUnavailable`."""
        with self._translate_errors():
            super().delete(name)

    def exists(self, name: str) -> bool:
        """Return whether an object exists; raises `StorageUnavailable`."""
        with self._translate_errors():
            return bool(super().exists(name))

    def url(self, name: str, *args: Any, **more: Any) -> str:
        """Raise `ValueError`: objects have no public address."""
        raise ValueError("Stored files have no address of their own.")

    def _create_session(self) -> Any:
        session = super()._create_session()
        for write in WRITES:
            session.events.register(f"provide-client-params.s3.{write}", self._add_condition)
        return session

    def _add_condition(self, params: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Make a write conditional, since another process may write the same name meanwhile."""
        return {**params, "IfNoneMatch": "*"} if self._knows_conditions else params

    def _open(self, name: str, mode: str = "rb") -> Any:
        with self._translate_errors():
            try:
                file = super()._open(name, mode)
            except FileNotFoundError:
                self._ask_again_at = None  # it did answer
                self._check_bucket()  # a missing bucket is no missing file
                raise
            file.open()  # fetched now, so that failures are raised here
            return file

    def _save(self, name: str, content: IO[bytes]) -> str:
        while True:
            try:
                with self._translate_errors():
                    return str(super()._save(name, content))
            except StorageUnavailable as away:
                code = _get_error_code(away.__cause__)
                if code == ERROR_NAME_TAKEN:
                    name = self.get_available_name(name)
                elif code == UNKNOWN and self._knows_conditions:
                    self._knows_conditions = False
                    logger.info("The service of the bucket knows no conditional writes.")
                else:
                    raise

    def _check_bucket(self) -> None:
        with self._translate_errors():
            self.connection.meta.client.head_bucket(Bucket=self.bucket_name)

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        """Raise errors of the SDK as `StorageUnavailable`, at once while the service is silent."""
        now = time.monotonic()
        if self._ask_again_at is not None:
            if now < self._ask_again_at:
                raise StorageUnavailable("The bucket did not answer a moment ago.")
            self._ask_again_at = now + SILENT_SECONDS
        try:
            yield
        except (BotoCoreError, Boto3Error, ClientError, RetriesExceededError) as error:
            silent_until = time.monotonic() + SILENT_SECONDS
            self._ask_again_at = silent_until if isinstance(error, SILENCE) else None
            if _get_error_code(error) not in (ERROR_NAME_TAKEN, UNKNOWN):  # which `_save` answers
                logger.error("The bucket of stored files: %s", error)
            raise StorageUnavailable(str(error)) from error
        self._ask_again_at = None


def _get_error_code(error: BaseException | None) -> str:
    return str(error.response["Error"]["Code"]) if isinstance(error, ClientError) else ""
