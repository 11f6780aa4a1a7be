"""Whose signatures are known: the lists of certificate authorities that are kept here.

`c2pa-trust-list.pem` is the C2PA's own list as of its date; its head says where it was taken from.
An operator adds a list of their own. Nothing is fetched: a signer who joined a list later is on
none kept here, which says nothing against the signer.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

PUBLISHED = Path(__file__).with_name("c2pa-trust-list.pem")
ISSUED = "# issued: "

# The operator's own list, a PEM file; set once when the application starts.
own: Path | None = None


def anchors() -> dict[str, str]:
    """Both lists under the names by which the library tells which of them a signer is on."""
    lists = {"trust_anchors": PUBLISHED.read_text(encoding="ascii")}
    if own:
        lists["user_anchors"] = own.read_text(encoding="ascii", errors="replace")
    return lists


@cache
def published_on() -> str:
    """The day on which the C2PA's list was issued."""
    lines = PUBLISHED.read_text(encoding="ascii").splitlines()
    return next(line.removeprefix(ISSUED) for line in lines if line.startswith(ISSUED))
