"""How the time for reading a prompt grows with its length, for pieces that repeat without end.

    .venv/bin/python benchmarks/prompts.py

Four times the length should take about four times as long, and what lies beyond the bound of what
is read about nothing. Times are of the processor, in milliseconds.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from assessments.prompts import read_prompt
from assessments.prompts.scanner import MAX_CHARS

PIECES = (
    "a", "a-", "a'", "(", "<", "--", "--a ", ":1", "1.", '"', "红", "红色的猫在", "red dress ",
    "https://", "in the style of ", "の", "behind ", "the ", "torn ", "没有",
    "no ", "or ", "--no ", "{a|", "[the ", "a: ", "translate this ", "classify this ", "steps: 1, ",
    "negative prompt: ", "f(x);", "f(x);\n", "```", "以下", "请将本指令",
)  # fmt: skip


def milliseconds_for(piece: str, chars: int) -> float:
    """Return the least of three times for a text of this length."""
    text = (piece * (chars // len(piece) + 1))[:chars]
    times = []
    for _ in range(3):
        start = time.process_time()
        read_prompt.__wrapped__(text, "image")
        times.append(time.process_time() - start)
    return 1000 * min(times)


def main() -> None:
    read_prompt("a cat 猫")  # loads the lexicon
    print(f"{'piece':<18}{MAX_CHARS // 4:>10}{MAX_CHARS:>10}{5 * MAX_CHARS:>10}  ratio")
    for piece in PIECES:
        quarter, whole, more = (
            milliseconds_for(piece, chars) for chars in (MAX_CHARS // 4, MAX_CHARS, 5 * MAX_CHARS)
        )
        ratio = whole / max(quarter, 0.01)
        print(f"{piece!r:<18}{quarter:>10.1f}{whole:>10.1f}{more:>10.1f}{ratio:>7.1f}")


if __name__ == "__main__":
    main()
