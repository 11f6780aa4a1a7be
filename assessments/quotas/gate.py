"""Counting uploads while they arrive, before anything of a file is kept anywhere.

The first of the upload handlers that gets files (`FILE_UPLOAD_HANDLERS`). Where a limit is reached
or the disk has little room, the files of the request are read to their end and dropped, so that the
browser hears why; what was typed beside them is read as always. `middleware` answers the request.
"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from assessments.quotas.disk import require_free_disk
from assessments.quotas.limits import Kind
from assessments.quotas.refusal import Refused
from assessments.quotas.services import quota_spend


class UploadCutOff(Refused):
    """A form ended inside a file, so that nobody knows what else it had."""

    status = 400
    retry_after = 0
    says = _(
        "The connection broke off before all files had arrived, so none of them was kept. "
        "Send them again."
    )


class UploadGate(FileUploadHandler):
    """Counts the bytes of a request with files and the files in it; keeps nothing itself.

    All files of a request are refused with the first: the length of the whole is known, that of a
    single file is not.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._counted = False
        self._names: list[str] = []
        self._is_open = False  # whether a file has begun and not ended

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        """Count the request with its first file; skip every file once one is refused."""
        super().new_file(field_name, file_name, *args, **kwargs)
        request = self.request
        assert request is not None
        if not self._counted:
            self._counted = True
            request.upload_refusal = self._count(request)  # type: ignore[attr-defined]
        if request.upload_refusal is not None:  # type: ignore[attr-defined]
            request.refused_files = [*refused_files(request), file_name]  # type: ignore[attr-defined]
            raise SkipFile
        self._names.append(file_name)
        self._is_open = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the bytes on to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler; only of one that came whole is this called."""
        self._is_open = False

    def upload_complete(self) -> None:
        """Refuse the files of a form that ends inside one of them: that one would be left out."""
        if self._is_open:
            request = self.request
            assert request is not None
            request.upload_refusal = UploadCutOff()  # type: ignore[attr-defined]
            request.refused_files = self._names  # type: ignore[attr-defined]

    def _count(self, request: HttpRequest) -> Refused | None:
        try:
            require_free_disk(stranger=not request.user.is_authenticated)
            quota_spend(request, Kind.UPLOAD_MIB, int(request.META.get("CONTENT_LENGTH") or 0))
        except Refused as refused:
            return refused
        return None


def upload_refusal(request: HttpRequest) -> Refused | None:
    """Return why the files of a request were not taken in; None where they were, or it has none."""
    return getattr(request, "upload_refusal", None)


def refused_files(request: HttpRequest) -> list[str]:
    """Return the names of the files of a request that were not taken in."""
    return list(getattr(request, "refused_files", []))
