"""The opinion memo: from a frozen assessment to a PDF that carries its own record.

    pdf = render_memo(snapshot, progress=print)     # announces "composing" and "rendering"

A memo reads its snapshot only: no database, clock, settings of a user or network.
"""

from __future__ import annotations

from assessments.exhibits.snapshot import Matter, PrecedentPlace, Snapshot
from assessments.memo.compose import ComposedMemo, compose
from assessments.memo.making import compose_memo, render_memo, write_memo
from assessments.memo.store import DiskFull

__all__ = [
    "ComposedMemo",
    "DiskFull",
    "Matter",
    "PrecedentPlace",
    "Snapshot",
    "compose",
    "compose_memo",
    "render_memo",
    "write_memo",
]
