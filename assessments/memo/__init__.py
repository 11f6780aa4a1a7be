"""The opinion memo: a PDF made from a frozen assessment, with its record and result embedded.

    from assessments.memo.making import render_memo

    pdf = render_memo(snapshot, progress=print)     # reports "composing" and "rendering"

A memo depends on its snapshot only: on no database, clock, network or setting of a user.
"""
