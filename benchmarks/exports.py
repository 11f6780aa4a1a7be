"""How fast a chat export is read, and in how much memory, by its size.

    .venv/bin/python benchmarks/exports.py [MEGABYTES]

Makes an export of that size (100 by default) in a temporary folder, half of it with escaped
characters, reads it in a process of its own, and prints seconds of processor time, the peak of
memory and what was kept. Beside it, the same file read at once with `json.load`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000
TEXT = "画面里的光从左上方落下，人物在前，背景虚化；色彩偏冷。" * 30
OURS = """
from pathlib import Path
from assessments.intake import read
found = read(Path({path!r}))
what = f"{{len(found.extra['conversations'])}} conversations, {{len(found.messages)}} turns kept"
"""
TURNS_PER_WRITE = """
import json
what = f"{{len(json.load(open({path!r}, encoding='utf-8')))}} conversations"
"""
MEASURE = """
import resource
used = resource.getrusage(resource.RUSAGE_SELF)
print(f"{used.ru_utime + used.ru_stime:.1f} s, {used.ru_maxrss // 1024} MiB, {what}")
"""


def conversation(number: int, turns: int = 20) -> dict[str, object]:
    nodes = {}
    for place in range(turns):
        role = "assistant" if place % 2 else "user"
        content = {"content_type": "text", "parts": [TEXT if place % 2 else TEXT[:60]]}
        message = {"author": {"role": role}, "create_time": 1.7e9 + place, "content": content}
        parent = f"{number}-{place - 1}" if place else None
        nodes[f"{number}-{place}"] = {"parent": parent, "children": [], "message": message}
    current = f"{number}-{turns - 1}"
    return {"title": str(number), "mapping": nodes, "current_node": current}


def write(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        number = 0
        while file.tell() < size:
            escaped = bool(number % 2)
            file.write("," if number else "")
            file.write(json.dumps(conversation(number), ensure_ascii=escaped))
            number += 1
        file.write("]")


def measure_peak(code: str) -> str:
    command = [sys.executable, "-c", code + MEASURE]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def main() -> None:
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "conversations.json"
        write(path, megabytes * MEGABYTE)
        print(f"{path.stat().st_size // MEGABYTE} MB")
        print("the reader:", measure_peak(OURS.format(path=str(path))).strip())
        print("json.load: ", measure_peak(TURNS_PER_WRITE.format(path=str(path))).strip())


if __name__ == "__main__":
    main()
