"""How much of a file is read at most, and which problem says so when it is more.

Data, not logic: every reader takes its bound from here and reports the code that stands beside it.
The figures follow what hostile files did to other readers; none is a legal figure.
"""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A bound, its unit, and the code of the problem that reports a file beyond it."""

    most: int
    unit: str
    code: str


def _limit(most: int, unit: str, code: str) -> Limit:
    return Limit(most=most, unit=unit, code=code)


# Whole files. A conversation export or a container with sound is streamed, so it may be larger.
FILE = _limit(50 * MIB, "bytes", "file_too_large")
MEDIA_FILE = _limit(1024 * MIB, "bytes", "file_too_large")
EXPORT_FILE = _limit(1024 * MIB, "bytes", "file_too_large")

# Pictures.
PIXELS = _limit(60_000_000, "pixels", "too_many_pixels")
BLOCKS = _limit(4096, "blocks", "too_many_blocks")
TEXT_RAW = _limit(4 * MIB, "bytes", "text_too_large")
TEXT_INFLATED = _limit(8 * MIB, "bytes", "text_too_large")
TEXT_TOTAL = _limit(16 * MIB, "bytes", "text_too_large")
DIRECTORIES = _limit(32, "directories", "too_many_blocks")
ENTRIES = _limit(1024, "blocks", "too_many_blocks")  # of one directory
BOX_DEPTH = _limit(12, "levels", "too_deep")

# Texts inside.
JSON_DEPTH = _limit(64, "levels", "too_deep")
JSON_BYTES = _limit(8 * MIB, "bytes", "text_too_large")
XML_BYTES = _limit(4 * MIB, "bytes", "text_too_large")
XML_DEPTH = _limit(64, "levels", "too_deep")
XML_NODES = _limit(50_000, "nodes", "too_many_blocks")
GRAPH_NODES = _limit(5000, "nodes", "too_many_nodes")
GRAPH_STEPS = _limit(100_000, "steps", "graph_too_tangled")
PROMPT_CHARS = _limit(200_000, "characters", "text_too_large")

# Archives (office files, layered pictures, conversation exports).
ARCHIVE_MEMBERS = _limit(2000, "members", "too_many_members")
ARCHIVE_BYTES = _limit(64 * MIB, "bytes", "archive_too_large")
ARCHIVE_RATIO = _limit(200, "times", "archive_ratio")
EXPORT_MEMBERS = _limit(20_000, "members", "too_many_members")
EXPORT_BYTES = _limit(1024 * MIB, "bytes", "archive_too_large")
EXPORT_LISTED = _limit(20_000, "conversations", "too_many_conversations")
EXPORT_MESSAGES = _limit(200_000, "messages", "too_many_messages")
EXPORT_ITEM = _limit(64 * MIB, "bytes", "conversation_too_large")
EXPORT_DEPTH = _limit(2000, "levels", "too_deep")  # a tree in which each turn holds its answers
EXPORT_TEXT = _limit(16 * MIB, "characters", "too_much_conversation")
DOCUMENT_TEXT = _limit(2 * MIB, "characters", "text_too_large")
DOCUMENT_DEPTH = _limit(256, "levels", "too_deep")
FRONT_MATTER = _limit(64 * KIB, "characters", "text_too_large")
PDF_PAGES = _limit(500, "pages", "too_many_blocks")
LAYERS = _limit(10_000, "layers", "too_many_blocks")
BUNDLE_TIPS = _limit(200, "references", "too_many_blocks")
GIT_SECONDS = _limit(10, "seconds", "timed_out")
EDITS = _limit(100_000, "edits", "too_many_edits")

# The child process that reads one file.
MEMORY = _limit(1024 * MIB, "bytes", "reader_died")
WRITTEN = _limit(4 * FILE.most, "bytes", "reader_died")  # of a file: git unpacks a bundle
CPU_SECONDS = _limit(20, "seconds", "timed_out")
WALL_SECONDS = _limit(30, "seconds", "timed_out")
EXPORT_CPU_SECONDS = _limit(300, "seconds", "timed_out")
EXPORT_WALL_SECONDS = _limit(400, "seconds", "timed_out")
