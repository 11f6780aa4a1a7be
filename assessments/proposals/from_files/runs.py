"""The runs that one file states: entries of a log, generations in the history of a document.

Each becomes a reading of its own, as if a file stated it, so that a step is proposed for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

Json = Mapping[str, Any]
MAX_STEPS = 200  # proposed from one file; a person confirms each
PARAMETERS = ("steps", "cfg_scale", "seed", "sampler", "width", "height", "model", "loras")


def expand(reading: Json, name: str) -> Iterator[Json]:
    """Yield a reading for each run that the file states; the file's own where it lists none."""
    extra = reading.get("extra") or {}
    listed = extra.get("runs") or extra.get("iterations") or ()
    runs = [run for run in listed if isinstance(run, Mapping)][:MAX_STEPS]
    if not runs:
        yield reading
    for run in runs:
        yield _read_run(reading, run, name)


def _read_run(reading: Json, run: Json, name: str) -> Json:
    at = run.get("at")
    times = [{"what": "generated", "value": at, "source": "runs"}] if at else []
    result = _beside(name, run.get("file"))
    results, used = run.get("results"), run.get("used")
    return {
        "media_type": reading.get("media_type"),
        "generator": reading.get("generator"),
        "confidence": reading.get("confidence"),
        "prompt": run.get("prompt"),
        "negative_prompt": run.get("negative_prompt"),
        "parameters": {key: run[key] for key in PARAMETERS if run.get(key) is not None},
        "times": times,
        "result_file": result,
        "alone": result is None,  # no other file is known to show what came of it
        "outputs": results if isinstance(results, int) and results > 0 else None,
        "kept": len(used) if results and isinstance(used, list) else None,
    }


def _beside(name: str, file: Any) -> str | None:
    """Return the path of the picture of a run, which stands in the folder of the log."""
    if not isinstance(file, str) or not file:
        return None
    folder = PurePosixPath(name.replace("\\", "/")).parent
    return str(folder / PurePosixPath(file.replace("\\", "/")).name)
