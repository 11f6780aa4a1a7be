"""The opinion memo: from a frozen assessment to a PDF that carries its own record.

    from assessments.memo.making import render_memo

    pdf = render_memo(snapshot, progress=print)     # announces "composing" and "rendering"

A memo reads its snapshot only: no database, clock, settings of a user or network.
"""
