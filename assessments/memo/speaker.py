"""Who speaks in a memo while it is composed: a firm for its client, or the maker.

It is the state of one composition, as its language is, so that every sentence can ask for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from assessments.exhibits.snapshot import Matter

_firm_speaks: ContextVar[bool] = ContextVar("firm_speaks", default=True)


@contextmanager
def speaking(matter: Matter) -> Iterator[None]:
    """Let the firm of a matter speak, or where it names none the maker."""
    token = _firm_speaks.set(bool(matter.firm))
    try:
        yield
    finally:
        _firm_speaks.reset(token)


def by_speaker(firm: str, maker: str) -> str:
    """Return the words of the firm, or those of the maker."""
    return firm if _firm_speaks.get() else maker


# Chinese names an opinion in a word of its own, which only what a firm issues may bear.
_OPINION, _OWN = (
    ("法律意见书", "本意见书", "本意见", "意见书"),
    ("自行评估", "本评估", "本评估", "评估"),
)


def called(text: str) -> str:
    """Return a fixed text with the document called by the name that is due to it."""
    if _firm_speaks.get():
        return text
    for opinion, own in zip(_OPINION, _OWN, strict=True):
        text = text.replace(opinion, own)
    return text
