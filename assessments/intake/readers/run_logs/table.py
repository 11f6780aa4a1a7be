"""`log.csv`, to which Stable Diffusion WebUI adds a line when a person presses Save.

Its columns are prompt, seed, width, height, sampler, cfgs, steps, filename, negative_prompt and, in
newer versions, sd_model_name and sd_model_hash (AUTOMATIC1111/stable-diffusion-webui). A table of
another program is read as well where its columns have the names of settings.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assessments.intake.core.charset import decode_page
from assessments.intake.core.coerce import setting_key
from assessments.intake.core.problems import problem
from assessments.intake.core.source import Source
from assessments.intake.generators import by_fields
from assessments.intake.readers.run_logs.run import Log, Run

# The columns by which the program is known, and other names of columns for those of a field.
OWN_COLUMNS = frozenset({"prompt", "seed", "sampler", "cfgs", "steps", "filename"})
PROGRAM = "Stable Diffusion WebUI"
COLUMNS = {
    "cfgs": "cfg_scale",
    "sd_model_name": "model",
    "cfg scale": "cfg_scale",
    "model name": "model",
}
FILES = ("filename", "file", "image", "path", "文件名", "文件", "图片")
# The word for a prompt in a line of names; a table that Excel saves in China is in GB 18030.
WORDS = (b"rompt", *("提示词".encode(code) for code in ("utf-8", "gb18030")))
SEPARATORS = ",;\t"
MIN_COLUMNS = 3
MARK = "\ufeff"
MAX_CELL = 200_000  # characters, as many as of a prompt


def detect(source: Source) -> bool:
    """Return whether the first line names columns of a prompt and of two settings."""
    first = source.head.partition(b"\n")[0]
    if not any(word in first for word in WORDS):
        return False
    names = set(_header(source.head))
    settings = names & {*by_fields.SETTINGS, *COLUMNS.values()}
    return not names.isdisjoint(by_fields.PROMPTS) and len(settings) >= MIN_COLUMNS - 1


def _header(head: bytes) -> list[str]:
    line = decode_page(head.partition(b"\n")[0]).removeprefix(MARK).partition("\n")[0].strip()
    separator = max(SEPARATORS, key=line.count)
    if line[:1] in "{[<" or line.count(separator) < MIN_COLUMNS - 1:
        return []
    return [_column(name) for name in line.split(separator)]


def _column(name: str) -> str:
    plain = name.strip().strip('"').lower()
    return COLUMNS.get(plain, setting_key(plain))


def read(data: bytes) -> Log:
    text = decode_page(data).removeprefix(MARK)
    line = text.partition("\n")[0]
    separator = max(SEPARATORS, key=line.count)
    own = {name.strip().strip('"').lower() for name in line.split(separator)} >= OWN_COLUMNS
    csv.field_size_limit(MAX_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    runs: list[Run] = []
    problems = []
    try:
        names = [_column(name) for name in next(rows)]
        for row in rows:
            run = _read_row(dict(zip(names, row, strict=False)), PROGRAM if own else None)
            if run:
                runs.append(run)
    except csv.Error:
        problems.append(problem("table_unread", line=rows.line_num))
    return Log(
        media_type="text/csv",
        program=PROGRAM if own else None,
        runs=runs,
        problems=tuple(problems),
    )


def _read_row(row: Mapping[str, Any], program: str | None) -> Run | None:
    stated = by_fields.extract(row)
    if stated is None:
        return None
    file = next((str(row[name]) for name in FILES if row.get(name)), None)
    return Run(stated=replace(stated, generator=program or stated.generator), file=file)
