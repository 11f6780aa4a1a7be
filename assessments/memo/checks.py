"""A system check of the file with the firm's phrases."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register
def check_firm_file(**kwargs: Any) -> list[CheckMessage]:
    """Refuse a file that cannot be read or has another form."""
    if not settings.MEMO_FIRM_FILE:
        return []
    from assessments.memo.firm_file import InvalidFirmFile, firm_phrases

    try:
        for language, _ in settings.LANGUAGES:
            firm_phrases(language)
    except InvalidFirmFile as error:
        said = f"MEMO_FIRM_FILE: {error}"
        return [Error(said, hint="Correct the file or unset it.", id="memo.E001")]
    return []
