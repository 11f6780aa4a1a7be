"""Earlier forms of a decision, as stored databases, histories and memos still hold them.

The module uses no Django.
"""

from __future__ import annotations

from typing import Any

DEFAULT_LAYER = "prompted_output"


def read_turned_on(judged: dict[str, Any]) -> dict[str, Any]:
    """Return a judged work in plain data with `turned_on` by layer.

    Where it is one list of dimensions, the list is given to every layer whose finding agrees with
    the outcome, or to the prompted output where no finding does.
    """
    earlier = judged.get("turned_on")
    if not isinstance(earlier, list | tuple):
        return judged
    layers = [
        layer["layer"]
        for layer in judged.get("layers") or ()
        if isinstance(layer, dict) and layer.get("finding") == judged.get("outcome")
    ]
    return {
        **judged,
        "turned_on": {name: list(earlier) for name in layers or [DEFAULT_LAYER]} if earlier else {},
    }
