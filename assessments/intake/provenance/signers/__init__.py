"""The lists of certificate authorities whose signatures count as known.

`c2pa-trust-list.pem` is the C2PA Trust List (C2PA 2.1, 14.4) as of its date; its first lines name
its source. An operator may add a list. Nothing is fetched: a signer who joined a list later is
missing here, which says nothing against the signer.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

PUBLISHED = Path(__file__).with_name("c2pa-trust-list.pem")
ISSUED = "# issued: "

# The operator's own list, a PEM file; set once when the application starts.
own: Path | None = None


def anchors() -> dict[str, str]:
    """Both lists in PEM, under the names by which the library reports which one a signer is on."""
    lists = {"trust_anchors": PUBLISHED.read_text(encoding="ascii")}
    if own:
        lists["user_anchors"] = own_list(own)
    return lists


@cache
def own_list(path: Path) -> str:
    """The operator's list in PEM; read once, since a confined process cannot open it any more."""
    return path.read_text(encoding="ascii", errors="replace")


@cache
def published_on() -> str:
    """The day on which the C2PA Trust List was issued, as its first lines state it."""
    lines = PUBLISHED.read_text(encoding="ascii").splitlines()
    return next(line.removeprefix(ISSUED) for line in lines if line.startswith(ISSUED))
