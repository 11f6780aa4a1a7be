"""When a file came into being, and whose clock says so.

`times` is pure; `judging` hands it the stored rows. Nothing here changes a row or sets a clock.
"""

from __future__ import annotations
