"""Letters by e-mail: from the row of a notice to the mail server, in the language of the row."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from assessments.jobs import Progress
from assessments.models import Notice


def notice_work(notice: Notice, progress: Progress) -> dict[str, Any]:
    """Send the letter; raises what the mail server raises, and the row is tried again."""
    with translation.override(notice.language):
        context = {**notice.facts, "address": urljoin(settings.SITE_ROOT, notice.facts["path"])}
        subject, text = render_to_string(f"letters/{notice.kind}.txt", context).split("\n", 1)
    send_mail(subject.strip(), text.lstrip("\n"), None, [notice.email])
    return {}
