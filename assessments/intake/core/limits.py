"""How much of a file is read at most, and which problem reports a file beyond that.

This is data, not logic: every reader takes its bound from here and reports the code beside it. The
bounds follow what hostile files did to other readers; none is a legal figure. What the largest
files cost within these bounds is measured by `benchmarks/largest.py` and `benchmarks/exports.py`
(figures in `benchmarks/README.md`); `tests/assessments/intake/test_hostile.py` and `fuzzing.py`
hold memory and time.
"""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A bound, its unit, and the code of the problem that reports a file beyond it."""

    value: int
    unit: str
    code: str


def _limit(value: int, unit: str, code: str) -> Limit:
    return Limit(value=value, unit=unit, code=code)


# Whole files. A file up to FILE is held in memory, a few times over while it is decoded. A film, a
# sound or an export is streamed, so it may be larger; a gigabyte costs 41 MB of memory as a film
# (`benchmarks/largest.py`) and 108 MiB as an export (`benchmarks/exports.py 1000`).
FILE = _limit(50 * MIB, "bytes", "file_too_large")
MEDIA_FILE = _limit(1024 * MIB, "bytes", "file_too_large")
EXPORT_FILE = _limit(1024 * MIB, "bytes", "file_too_large")

# The report on a file, as JSON in UTF-8: what a child sends and what is stored and loaded. It
# grows with the file, so that a small file that inflates (deflate: about 1032 to 1) costs little.
# The base has room for what is stated about every file.
REPORT_FACTOR = 4
REPORT_BASE = 256 * KIB


def report_limit(size: int) -> Limit:
    """The limit on the report on a file of `size` bytes."""
    return _limit(REPORT_FACTOR * size + REPORT_BASE, "bytes", "report_too_large")


# What a reader from outside says of a file is bounded as the report on a file of this size at most.
EXTERNAL_SIZE = 4 * MIB


# Pictures.
# As many pixels as a WebP picture can have within MEMORY: its decoder holds the picture several
# times, 966 MB at this size (`benchmarks/largest.py`).
PIXELS = _limit(60_000_000, "pixels", "too_many_pixels")
# Chunks, segments, boxes, entries: each costs a turn of a loop in Python, so their number bounds
# the time of one walk. Picture data that comes in many parts is not counted.
BLOCKS = _limit(4096, "blocks", "too_many_blocks")
# One text as it stands in the file, one text inflated, and all texts of a file together: the last
# one stops a thousand small bombs (`test_many_small_bombs_are_one_bomb`).
TEXT_RAW = _limit(4 * MIB, "bytes", "text_too_large")
TEXT_INFLATED = _limit(8 * MIB, "bytes", "text_too_large")
TEXT_TOTAL = _limit(16 * MIB, "bytes", "text_too_large")
# Two directories of EXIF are read; more, or thousands of entries, are made to cost time.
DIRECTORIES = _limit(32, "directories", "too_many_blocks")
ENTRIES = _limit(1024, "blocks", "too_many_blocks")  # of one directory
# Boxes, elements and values inside one another are read by recursion. What is read of them stands
# only a few levels deep, and a damaged file must not exhaust the stack.
BOX_DEPTH = _limit(12, "levels", "too_deep")

# Texts inside. Depths stay far below Python's limit on recursion (1000), which the JSON of a result
# meets again when it is written; the numbers of nodes bound the time of one walk.
JSON_DEPTH = _limit(64, "levels", "too_deep")
JSON_BYTES = _limit(8 * MIB, "bytes", "text_too_large")
XML_BYTES = _limit(4 * MIB, "bytes", "text_too_large")
XML_DEPTH = _limit(64, "levels", "too_deep")
XML_NODES = _limit(50_000, "nodes", "too_many_blocks")
# A walk along the links of a graph takes more steps than there are nodes where links meet again; in
# a graph that is made to hang a reader their number grows exponentially.
GRAPH_NODES = _limit(5000, "nodes", "too_many_nodes")
GRAPH_STEPS = _limit(100_000, "steps", "graph_too_tangled")
PROMPT_CHARS = _limit(200_000, "characters", "text_too_large")

# Archives (office files, layered pictures, conversation exports). Members are counted and measured
# before any is unpacked. Deflate packs at most about 1032 to 1 (zlib's manual); the ratio lies well
# above what text and XML are packed to and below that.
ARCHIVE_MEMBERS = _limit(2000, "members", "too_many_members")
ARCHIVE_BYTES = _limit(64 * MIB, "bytes", "archive_too_large")
ARCHIVE_RATIO = _limit(200, "times", "archive_ratio")
# Conversation exports. What is kept of one stays in memory and goes into the database as one JSON
# value; 100 MB of export reach EXPORT_TEXT, a
# gigabyte reaches EXPORT_LISTED as well (`benchmarks/exports.py`).
EXPORT_MEMBERS = _limit(20_000, "members", "too_many_members")
EXPORT_BYTES = _limit(1024 * MIB, "bytes", "archive_too_large")
EXPORT_LISTED = _limit(20_000, "conversations", "too_many_conversations")
EXPORT_MESSAGES = _limit(200_000, "messages", "too_many_messages")
EXPORT_ITEM = _limit(64 * MIB, "bytes", "conversation_too_large")
EXPORT_LINE = _limit(16 * MIB, "bytes", "text_too_large")  # of JSON lines, built at once
EXPORT_DEPTH = _limit(2000, "levels", "too_deep")  # a tree in which each turn holds its answers
EXPORT_TEXT = _limit(16 * MIB, "characters", "too_much_conversation")
# Documents: the text that is kept, the nesting of XML and RTF groups, the front matter of Markdown,
# the pages of a PDF, the layers of a picture, the tips and the time of git, and recorded changes.
DOCUMENT_TEXT = _limit(2 * MIB, "characters", "text_too_large")
# Lines of a pasted or saved text in which turns are looked for: each costs as much, however short.
TEXT_LINES = _limit(50_000, "lines", "text_too_large")
DOCUMENT_DEPTH = _limit(256, "levels", "too_deep")
FRONT_MATTER = _limit(64 * KIB, "characters", "text_too_large")
PDF_PAGES = _limit(500, "pages", "too_many_blocks")
LAYERS = _limit(10_000, "layers", "too_many_blocks")
BUNDLE_TIPS = _limit(200, "references", "too_many_blocks")
GIT_SECONDS = _limit(10, "seconds", "timed_out")
EDITS = _limit(100_000, "edits", "too_many_edits")
RUNS = _limit(2000, "runs", "too_many_edits")  # of a log, each with its prompt and settings

# The child process that reads one file. `benchmarks/largest.py` measures up to 966 MB and 5.1 s
# for the largest files that are read; the seconds leave room for a slower and busier machine. An
# export of a gigabyte takes 19 s (`benchmarks/exports.py 1000`).
MEMORY = _limit(1024 * MIB, "bytes", "reader_died")
WRITTEN = _limit(4 * FILE.value, "bytes", "reader_died")  # of a file: git unpacks a bundle
CPU_SECONDS = _limit(20, "seconds", "timed_out")
WALL_SECONDS = _limit(30, "seconds", "timed_out")
# Recognising the text of one screenshot. A phone's screen full of text took 1.6 s, eight of them
# joined 13 s; 20 million pixels of noise took 19 s and 353 MB before the program stopped by itself.
RECOGNITION_PIXELS = _limit(20_000_000, "pixels", "too_many_pixels")
RECOGNITION_SECONDS = _limit(15, "seconds", "recognition_stopped")
RECOGNITION_CPU_SECONDS = _limit(40, "seconds", "recognition_stopped")
RECOGNITION_WALL_SECONDS = _limit(60, "seconds", "recognition_stopped")
RECOGNISED_LINES = _limit(400, "lines", "recognition_stopped")
RECOGNISED_BYTES = _limit(2 * MIB, "bytes", "recognition_failed")
EXPORT_CPU_SECONDS = _limit(300, "seconds", "timed_out")
EXPORT_WALL_SECONDS = _limit(400, "seconds", "timed_out")
