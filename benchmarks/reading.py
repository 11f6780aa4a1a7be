"""How many files are read right, and how fast, beside sd-parsers and exiftool in one run.

    .venv/bin/python benchmarks/reading.py [ROUNDS]

Every reader runs in a process of its own over the same files (`reading_cases.py`): first a set
of small files, then ComfyUI pictures of 0.2 to 1.2 MB. Shown are: pictures whose prompt stands in
what the reader gives; pictures of which prompt, negative prompt, steps, guidance, seed, sampler and
model are all right; labelled files whose AIGC number stands in what it gives; files with a wrong
value; files per second over the pictures alone, ROUNDS times (20 by default) in each of five turns,
by processor time and by the clock, each with its ratio to sd-parsers in the same turn, starting not
counted (medians); and the peak of memory. This project's reader also gives each file's SHA-256, for
which a file must be read whole; so both it and sd-parsers are measured with and without a digest.
`read_evidence` reads in child processes with bounds, which the other readers here do not have; the
start of the children is counted.
exiftool gives texts, not fields; it is asked for all files in one call, which suits it best, and
its start is counted. Set EXIFTOOL to its path where it is not installed; without it the line is
left out and said so.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.reading_cases import LABELLED, Case, cases, large  # noqa: E402

FIELDS = ("prompt", "negative", "steps", "cfg", "seed", "sampler", "model")
ROUNDS = 20
TURNS = 5
PEER = "sd-parsers"


def ours(paths: list[Path]) -> list[dict[str, Any]]:
    from assessments.intake import read

    found = []
    for path in paths:
        report = read(path)
        found.append(
            _values(
                report.prompt, report.negative_prompt, vars(report.parameters), report.aigc_label
            )
        )
    return found


def read_in_children(paths: list[Path]) -> list[dict[str, Any]]:
    """As `read_evidence` does: in child processes with bounds, one for each processor."""
    from assessments.intake.batch import read_batch

    return [
        _values(
            report["prompt"], report["negative_prompt"], report["parameters"], report["aigc_label"]
        )
        for report in read_batch([str(path) for path in paths])
    ]


def _values(
    prompt: str | None, negative: str | None, given: Mapping[str, Any], label: Any
) -> dict[str, Any]:
    return {
        "prompt": prompt,
        "negative": negative,
        "steps": given["steps"],
        "cfg": given["cfg_scale"],
        "seed": given["seed"],
        "sampler": given["sampler"],
        "model": given["model"],
        "text": json.dumps(label, ensure_ascii=False),
    }


def ours_without_digest(paths: list[Path]) -> list[dict[str, Any]]:
    from assessments.intake.core.source import Source

    Source.sha256 = ""  # type: ignore[assignment]
    return ours(paths)


def sd_parsers_with_digest(paths: list[Path]) -> list[dict[str, Any]]:
    for path in paths:
        with path.open("rb") as file:
            hashlib.file_digest(file, "sha256").hexdigest()
    return sd_parsers(paths)


def sd_parsers(paths: list[Path]) -> list[dict[str, Any]]:
    from sd_parsers import ParserManager

    manager = ParserManager()
    found = []
    for path in paths:
        try:
            parsed = manager.parse(path)
        except Exception:
            parsed = None
        found.append(_sd_values(parsed) if parsed else {})
    return found


def _sd_values(parsed: Any) -> dict[str, Any]:
    sampler = parsed.samplers[0] if parsed.samplers else None
    given = sampler.parameters if sampler else {}
    return {
        "prompt": parsed.full_prompt,
        "negative": parsed.full_negative_prompt,
        "steps": given.get("steps"),
        "cfg": given.get("cfg_scale", given.get("cfg")),
        "seed": given.get("seed"),
        "sampler": sampler.name if sampler else None,
        "model": sampler.model.name if sampler and sampler.model else None,
        "text": json.dumps({str(k): str(v) for k, v in parsed.raw_parameters.items()}),
    }


def exiftool(paths: list[Path]) -> list[dict[str, Any]]:
    command = [*exiftool_command(), "-json", "-a", "-U", "-G1", *map(str, paths)]
    answer = subprocess.run(command, capture_output=True, check=False).stdout
    by_path = {entry["SourceFile"]: entry for entry in json.loads(answer or b"[]")}
    texts = ["\n".join(map(str, by_path.get(str(path), {}).values())) for path in paths]
    return [{"text": text} for text in texts]


def exiftool_command() -> list[str]:
    path = os.environ.get("EXIFTOOL") or shutil.which("exiftool")
    return ["perl", path] if path and path == os.environ.get("EXIFTOOL") else [path or ""]


READERS = {
    "this project": ours,
    "without digest": ours_without_digest,
    "read_evidence": read_in_children,
    PEER: sd_parsers,
    "sd-parsers and digest": sd_parsers_with_digest,
    "exiftool": exiftool,
}


def run(reader: str, folder: Path, rounds: int) -> dict[str, Any]:
    """In the child: what the reader gives for every file, and what that took."""
    paths = sorted(folder.iterdir())
    read = READERS[reader]
    found = read(paths)
    pictures = [path for path in paths if not path.name.startswith(LABELLED)]
    before, clock = _cpu_seconds(), time.perf_counter()
    read(pictures * rounds)
    used, wall = _cpu_seconds() - before, time.perf_counter() - clock
    memory = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    names = [path.name for path in paths]
    count = len(pictures) * rounds
    return {
        "found": dict(zip(names, found, strict=True)),
        "per_second": count / used,
        "wall": count / wall,
        "mib": memory // 1024,
    }


def _cpu_seconds() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def is_same(expected: Any, given: Any) -> bool:
    if isinstance(expected, int | float):
        try:
            return float(given) == float(expected)
        except (TypeError, ValueError):
            return False
    plain = str(given or "").strip().removeprefix("sample_")
    return plain == str(expected).strip()


def count_correct(known: list[Case], found: dict[str, dict[str, Any]]) -> dict[str, int]:
    counts = {"text": 0, "fields": 0, "label": 0, "wrong": 0}
    for case in known:
        given = found.get(case.name) or {}
        if case.label:
            counts["label"] += case.label in (given.get("text") or "")
        elif case.values:
            whole = "\n".join(str(given.get(name)) for name in ("prompt", "text"))
            counts["text"] += _stands_in(case.values["prompt"], whole)
            right = [is_same(case.values[name], given.get(name)) for name in FIELDS]
            counts["fields"] += all(right)
        for name in FIELDS:
            value = given.get(name)
            if value not in (None, "") and not is_same(case.values.get(name, ""), value):
                counts["wrong"] += 1
                break
    return counts


def _stands_in(prompt: str, text: str) -> bool:
    return prompt in text or json.dumps(prompt)[1:-1] in text


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    for title, known in (("small files", cases()), ("larger ComfyUI pictures", large())):
        with tempfile.TemporaryDirectory() as folder:
            for case in known:
                (Path(folder) / case.name).write_bytes(case.content)
            pictures = sum(bool(case.values) for case in known)
            labels = sum(bool(case.label) for case in known)
            sizes = [len(case.content) / 1000 for case in known]
            print(f"{title}: {len(known)} of {min(sizes):.0f} to {max(sizes):.0f} kB, ", end="")
            print(f"{pictures} with a generation, {labels} with a label")
            for reader, turns in measure_readers(folder, rounds).items():
                show(reader, count_correct(known, turns[0]["found"]), turns, pictures, labels)


def measure_readers(folder: str, rounds: int) -> dict[str, list[dict[str, Any]]]:
    """What each reader took in each turn; in a turn every reader has its go."""
    readers = [turn for turn in READERS if turn != "exiftool" or exiftool_command()[-1]]
    if len(readers) < len(READERS):
        print("exiftool: not installed, left out")
    answers: dict[str, list[dict[str, Any]]] = {reader: [] for reader in readers}
    for _ in range(TURNS):
        for reader in readers:
            command = [sys.executable, __file__, "--reader", reader, folder, str(rounds)]
            done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
            answers[reader].append(json.loads(done.stdout.splitlines()[-1]))
    for turns in answers.values():
        for turn, peer in zip(turns, answers[PEER], strict=True):
            turn["ratio"] = turn["per_second"] / peer["per_second"]
            turn["wall_ratio"] = turn["wall"] / peer["wall"]
    return answers


def show(
    reader: str, counts: dict[str, int], turns: list[dict[str, Any]], pictures: int, labels: int
) -> None:
    fields = "-" if reader == "exiftool" else f"{counts['fields']}/{pictures}"
    names = ("per_second", "ratio", "wall", "wall_ratio", "mib")
    middle = {name: statistics.median(turn[name] for turn in turns) for name in names}
    print(
        f"  {reader:21} prompt {counts['text']}/{pictures}, all fields {fields}, "
        f"labels {counts['label']}/{labels}, files with a wrong value {counts['wrong']}, "
        f"{middle['per_second']:.0f} files/s of processor time ({middle['ratio']:.2f}), "
        f"{middle['wall']:.0f} by the clock ({middle['wall_ratio']:.2f}), {middle['mib']:.0f} MiB"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--reader"]:
        print(json.dumps(run(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))))
    else:
        main()
