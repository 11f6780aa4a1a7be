"""Limits on the size of comparisons, with the code that reports an excess.

They bound time and memory and have no legal meaning. The limits of the child process itself are in
`assessments.intake.core.limits`.
"""

from __future__ import annotations

from assessments.intake.core.limits import KIB, MIB, Limit


def _limit(value: int, unit: str, code: str = "") -> Limit:
    return Limit(value=value, unit=unit, code=code)


# Texts. Comparing 39,000 tokens, a fifth replaced and a third moved, took 0.5 s and 99 MB on one
# core, 100,000 tokens 2.8 s and 154 MB.
TEXT_TOKENS = _limit(100_000, "tokens", "text_too_long")
SENTENCES = _limit(4000, "sentences")  # of a text that are shown one by one
TURNS = _limit(12, "turns")  # of a conversation that are compared with one text
CANDIDATES = _limit(32, "places")  # occurrences compared for one run of eight tokens
RUNS = _limit(64, "runs")  # longest runs that may be classified as unmoved
PROMPT_TOKENS = _limit(4000, "tokens", "text_too_long")
PROMPT_CHARS = _limit(200_000, "characters", "text_too_long")

# Pictures. At 512 pixels a comparison took 0.4 s and 204 MB, at 768 pixels 0.8 s.
PICTURE_BYTES = _limit(50 * MIB, "bytes", "file_too_large")
MAX_SIDE = _limit(512, "pixels")  # the longer side at which pictures are compared
MIN_SIDE = _limit(16, "pixels", "picture_too_small")
FEATURES = _limit(800, "features")
# Stored with every picture, whatever its size: a preview at MAX_SIDE and a fingerprint, which with
# so many features takes 77 kB in base64. The answer of the child holds these or a heat map, a PNG
# of three bytes a pixel before compression.
PREVIEW = _limit(96 * KIB, "bytes")
ANSWER = _limit(2 * MIB, "bytes", "reader_died")
# Films. Decoding took some 0.4 s for a second of film in full high definition, and comparing the
# hashes of two films of five minutes 0.5 s; FILM_PIXELS is what is decoded of one film at most.
FILM_BYTES = _limit(100 * MIB, "bytes", "file_too_large")
FILM_RATE = _limit(5, "frames a second")  # that are hashed
FILM_SAMPLES = _limit(1500, "frames")
FILM_PIXELS = _limit(10_000_000_000, "pixels")
FILM_CPU_SECONDS = _limit(60, "seconds", "timed_out")
FILM_WALL_SECONDS = _limit(120, "seconds", "timed_out")
PASSAGES = _limit(200, "passages")  # of one clip in one film

# Trees. Matching the features of a pair took 20 ms.
ITEMS = _limit(2000, "items", "too_many_items")
PAIRS = _limit(1000, "pairs", "too_many_pairs")  # of pictures that are matched by features
MEASURED = _limit(4, "pictures")  # that one picture may come from, measured for the tree
MEASURED_PAIRS = _limit(80, "pairs")  # of pictures that are measured for one tree
TREE_TOKENS = _limit(2_000_000, "tokens", "too_many_pairs")  # of the texts compared in one tree
WINDOW = _limit(60, "items")  # neighbours on each side that are compared

__all__ = [
    "ANSWER",
    "CANDIDATES",
    "FEATURES",
    "FILM_BYTES",
    "FILM_CPU_SECONDS",
    "FILM_PIXELS",
    "FILM_RATE",
    "FILM_SAMPLES",
    "FILM_WALL_SECONDS",
    "ITEMS",
    "Limit",
    "PAIRS",
    "PASSAGES",
    "PICTURE_BYTES",
    "PREVIEW",
    "PROMPT_CHARS",
    "PROMPT_TOKENS",
    "RUNS",
    "SENTENCES",
    "MAX_SIDE",
    "MEASURED",
    "MEASURED_PAIRS",
    "MIN_SIDE",
    "TEXT_TOKENS",
    "TREE_TOKENS",
    "TURNS",
    "WINDOW",
]
