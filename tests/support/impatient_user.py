"""The settings as shipped, but a page says after a second that no worker is there."""

from __future__ import annotations

from aigc_copyright.settings import *  # noqa: F403

JOB_WAIT_SECONDS = 1
