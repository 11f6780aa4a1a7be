"""The fixtures of memos: these rooms are what a memo is made with."""

from __future__ import annotations

from tests.assessments.memo.conftest import *  # noqa: F403  fixtures
