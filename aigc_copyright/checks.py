"""System checks for deployment: mail server, stored files, confined readers, recognised text."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, register
from django.core.files.storage import default_storage

from assessments.intake import confinement
from assessments.intake.recognition import tessdata

MISSING = {
    "landlock": Info(
        "The kernel does not offer Landlock (version 6 of its interface), so a process that reads "
        "an untrusted file is kept from files and ports by its user and by seccomp alone.",
        hint="Use Linux 6.12 or newer with `landlock` among the security modules (lsm=…).",
        id="readers.I001",
    ),
    "seccomp": Info(
        "libseccomp is not installed, so a process that reads an untrusted file may open sockets "
        "and start programs as far as Landlock does not forbid it.",
        hint="Install the package libseccomp2.",
        id="readers.I002",
    ),
}


@register(deploy=True)
def check_mail_server(**options: Any) -> list[CheckMessage]:
    """Check that a mail server is set; without one nobody can confirm an address."""
    if settings.DEBUG or settings.MAIL_SERVER_GIVEN:
        return []
    return [
        Error(
            "EMAIL_HOST is not set, so no letter can be sent: nobody can sign up or reset a "
            "password.",
            hint="Set EMAIL_HOST, DEFAULT_FROM_EMAIL and what the server asks for.",
            id="mail.E001",
        )
    ]


@register(deploy=True)
def check_file_storage(**options: Any) -> list[CheckMessage]:
    """Check that the bucket answers, so that a wrong name or key is found at deployment."""
    if not settings.S3_BUCKET or default_storage.is_available():  # type: ignore[attr-defined]
        return []
    return [
        Error(
            f"The bucket {settings.S3_BUCKET} does not answer, so no file can be kept.",
            hint="See the line above for what it said. Set S3_BUCKET, S3_ENDPOINT_URL, S3_REGION "
            "and the keys (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY).",
            id="files.E001",
        )
    ]


@register(deploy=True)
def check_confinement(**options: Any) -> list[CheckMessage]:
    """Name what this system lacks to confine the processes that read untrusted files."""
    return [MISSING[lack] for lack in confinement.missing()]


@register(deploy=True)
def check_recognition(**options: Any) -> list[CheckMessage]:
    """Name what is missing to recognise the text of screenshots, which is then not done."""
    lacks = tessdata.missing()
    if not lacks:
        return []
    return [
        Info(
            f"The text of screenshots is not recognised; not installed: {', '.join(lacks)}.",
            hint=tessdata.REMEDY,
            id="readers.I003",
        )
    ]
