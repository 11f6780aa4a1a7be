"""Stored files in a bucket of an S3-compatible service, for whoever sets `S3_BUCKET`.

Nothing is public and no address is given out: files leave through views that ask who may have
them. Nothing is written over. What the service does not do is raised as `StorageAway`, so that it
is never taken for a lost file. Whole files pass through a temporary file, not through memory.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3Storage

from assessments.jobs import StorageAway

logger = logging.getLogger(__name__)
IN_MEMORY = 1 << 20
AT_ONCE = 4  # parts of a large file; each takes 8 MiB of memory
RETRIES = {"mode": "standard", "total_max_attempts": 3}
WRITES = ("PutObject", "CompleteMultipartUpload")
TAKEN = "PreconditionFailed"
UNKNOWN = "NotImplemented"


class Objects(S3Storage):  # type: ignore[misc]  # django-storages has no types
    """A private bucket whose objects are written once; keys come from the SDK's own variables."""

    def __init__(self, *, addressing_style: str | None = None, **options: Any) -> None:
        how: dict[str, Any] = {"s3": {"addressing_style": addressing_style or "auto"}}
        if options.get("endpoint_url"):
            # Services beside Amazon's own refuse the newer checksums that are sent unasked.
            how["request_checksum_calculation"] = "when_required"
        super().__init__(
            **options,
            default_acl=None,
            file_overwrite=False,
            max_memory_size=IN_MEMORY,
            transfer_config=TransferConfig(max_concurrency=AT_ONCE),
            client_config=Config(connect_timeout=5, read_timeout=60, retries=RETRIES, **how),
        )
        self._knows_conditions = True

    def answers(self) -> bool:
        """Whether the bucket is there and the keys open it."""
        try:
            self._ask_for_bucket()
        except StorageAway:
            return False
        return True

    def delete(self, name: str) -> None:
        with _answering():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _answering():
            return bool(super().exists(name))

    def url(self, name: str, *args: Any, **more: Any) -> str:
        raise ValueError("Stored files have no address of their own.")

    def _create_session(self) -> Any:
        session = super()._create_session()
        for write in WRITES:
            session.events.register(f"provide-client-params.s3.{write}", self._only_new)
        return session

    def _only_new(self, params: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Between asking whether a name is free and writing, someone else may have written."""
        return {**params, "IfNoneMatch": "*"} if self._knows_conditions else params

    def _open(self, name: str, mode: str = "rb") -> Any:
        with _answering():
            try:
                file = super()._open(name, mode)
            except FileNotFoundError:
                self._ask_for_bucket()  # a bucket that is gone is no lost file
                raise
            file.open()  # fetched now, so that what goes wrong is raised here
            return file

    def _save(self, name: str, content: IO[bytes]) -> str:
        while True:
            try:
                with _answering():
                    return str(super()._save(name, content))
            except StorageAway as away:
                said = _code(away.__cause__)
                if said == TAKEN:
                    name = self.get_available_name(name)
                elif said == UNKNOWN and self._knows_conditions:
                    self._knows_conditions = False
                else:
                    raise

    def _ask_for_bucket(self) -> None:
        with _answering():
            self.connection.meta.client.head_bucket(Bucket=self.bucket_name)


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, Boto3Error, ClientError, RetriesExceededError) as error:
        logger.error("The bucket of stored files: %s", error)
        raise StorageAway(str(error)) from error


def _code(error: BaseException | None) -> str:
    return str(error.response["Error"]["Code"]) if isinstance(error, ClientError) else ""
