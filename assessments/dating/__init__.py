"""When a file came into being, and by whose clock.

`times` is pure; `judging` applies it to stored rows. Nothing here changes a row.
"""

from __future__ import annotations
