"""What the operator learns of work in progress: whose line of the log it is, what was counted.

The room knows no feature and no Django, so that every room may use it and the log may name a
request before the settings are read. The wiring (`aigc_copyright/logs.py`, `metrics.py`) shows
both.
"""

from __future__ import annotations
