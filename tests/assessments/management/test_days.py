"""A number of days that nobody can mean is refused before anything is done."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.parametrize("command", ["resend_emails", "check_originals"])
@pytest.mark.parametrize("days", ["-1", "99999999999", "36526", "two", "²"])
def test_days_are_from_none_to_a_century(command: str, days: str) -> None:
    with pytest.raises(CommandError, match="give a number of days from 0 to 36525"):
        call_command(command, f"--days={days}")
