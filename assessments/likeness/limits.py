"""How much is compared at most, and the code that says so when it is more.

Data, not logic, and none of it legal: bounds on time and memory. How long and how large a child
process may grow is in `assessments.intake.core.limits`.
"""

from __future__ import annotations

from assessments.intake.core.limits import MIB, Limit


def _bound(most: int, unit: str, code: str = "") -> Limit:
    return Limit(most=most, unit=unit, code=code)


# Texts.
TEXT_TOKENS = _bound(40_000, "tokens", "text_too_long")
CANDIDATES = _bound(32, "places")  # places looked at for one run of eight tokens
RUNS = _bound(64, "runs")  # the longest runs that may be taken for what stands still
PROMPT_TOKENS = _bound(4000, "tokens", "text_too_long")
PROMPT_CHARS = _bound(200_000, "characters", "text_too_long")

# Pictures.
PICTURE_BYTES = _bound(50 * MIB, "bytes", "file_too_large")
SIDE = _bound(512, "pixels")  # the longer side at which pictures are compared
SMALLEST = _bound(16, "pixels", "picture_too_small")
FEATURES = _bound(800, "features")
REGION_LEAST, REGION_MOST = 0.005, 0.60  # changed area that counts as made anew in its place

# Trees.
ITEMS = _bound(2000, "items", "too_many_items")
PAIRS = _bound(1000, "pairs", "too_many_pairs")  # pairs of pictures matched by their features
TREE_TOKENS = _bound(2_000_000, "tokens", "too_many_pairs")  # of texts compared in one tree
WINDOW = _bound(60, "items")  # how far back a parent is looked for by likeness

__all__ = [
    "CANDIDATES",
    "FEATURES",
    "ITEMS",
    "Limit",
    "PAIRS",
    "PICTURE_BYTES",
    "PROMPT_CHARS",
    "PROMPT_TOKENS",
    "REGION_LEAST",
    "REGION_MOST",
    "RUNS",
    "SIDE",
    "SMALLEST",
    "TEXT_TOKENS",
    "TREE_TOKENS",
    "WINDOW",
]
