"""Fooocus's `log.html`, and that of its forks: a block for each picture, with a table of settings.

The program writes values into the page without escaping them, so that a prompt may hold what looks
like markup; cells are therefore found by their exact beginnings and ends. The newest picture stands
first (lllyasviel/Fooocus, modules/private_logger.py, of 2023 to 2025).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessments.intake.core.charset import decode_page
from assessments.intake.core.coerce import number, size, to_int, to_stated_text, to_text
from assessments.intake.core.problems import problem
from assessments.intake.core.report import Extracted, Lora, Parameters, StatedTime
from assessments.intake.core.source import Source
from assessments.intake.generators import further
from assessments.intake.readers.run_logs.run import Log, Run

SPLIT = "<!--fooocus-log-split-->"
BLOCK = "image-container"
_TITLE = re.compile(r"<title>([\w .-]{0,40}?) Log (\d{4}-\d\d-\d\d)")
_CELL = re.compile(r"<td class=['\"]?(?:label|key)['\"]?>")
_VALUE = re.compile(r"<td class=['\"]?value['\"]?>")
_FILE = re.compile(r"<a href=['\"]([^'\"<>]{1,300})['\"]")
_BREAK = re.compile(r" ?<(?:/br|br ?/?)> ?")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)_(\d\d)-(\d\d)-(\d\d)")
_OLD_LORA = re.compile(r"LoRA \[(.{1,300})\] weight")
PLACED = frozenset(
    {
        "Prompt",
        "Negative Prompt",
        "Steps",
        "Guidance Scale",
        "Seed",
        "Sampler",
        "Resolution",
        "Base Model",
    }
)


def detect(source: Source) -> bool:
    """Return whether a file is such a page: its title says so, or the mark that splits it."""
    head = source.head
    return head.lstrip()[:1] == b"<" and (b"ooocus Log " in head or SPLIT.encode() in head)


def read(data: bytes) -> Log:
    text = decode_page(data)
    title = _TITLE.search(text[:4096])
    program = title[1].strip() if title else "Fooocus"
    day = title[2] if title else None
    blocks = text.split(f'class="{BLOCK}"') if f'class="{BLOCK}"' in text else text.split(BLOCK)
    runs = [_read_block(block, program, day) for block in blocks[1:]]
    cut = any(block.count("<tr") > block.count("</tr") for block in blocks[-1:])
    return Log(
        media_type="text/html",
        program=program,
        runs=[run for run in runs if run],
        problems=(problem("truncated", where="log"),) if cut else (),
    )


def _read_block(block: str, program: str, day: str | None) -> Run | None:
    cells = dict(_cells(block))
    if not cells:
        return None
    file = _FILE.search(block)
    name = file[1] if file else None
    width, height = size(cells.get("Resolution"))
    stated = Extracted(
        generator=program,
        prompt=to_stated_text(cells.get("Prompt")),
        negative_prompt=to_stated_text(cells.get("Negative Prompt")),
        parameters=Parameters(
            steps=to_int(cells.get("Steps")),
            cfg_scale=number(cells.get("Guidance Scale")),
            seed=to_int(cells.get("Seed")),
            sampler=to_text(cells.get("Sampler")),
            width=width,
            height=height,
            model=to_text(cells.get("Base Model")),
            loras=tuple(_loras(cells)),
        ),
        times=_times(name, day),
        extra={
            **{key: value for key, value in cells.items() if key not in PLACED},
            **further.words(
                (key, value)
                for key, value in cells.items()
                if "prompt" in key.lower() and key not in PLACED
            ),
        },
        confidence="stated",
    )
    return Run(stated=stated, file=name)


def _cells(block: str) -> Iterator[tuple[str, str]]:
    """Yield label and value of each row of the table."""
    at = 0
    while label := _CELL.search(block, at):
        end = block.find("</td>", label.end())
        value = _VALUE.match(block, end + len("</td>")) if end >= 0 else None
        if value is None:
            return
        close = block.find("</td>", value.end())
        close = close if close >= 0 else len(block)
        yield block[label.end() : end].strip(), _BREAK.sub("\n", block[value.end() : close]).strip()
        at = close


def _loras(cells: dict[str, str]) -> Iterator[Lora]:
    """`LoRA 1: name : 0.5`, or before that `LoRA [name] weight: 0.5`."""
    for key, value in cells.items():
        old = _OLD_LORA.fullmatch(key)
        if old:
            yield Lora(name=old[1], weight=number(value))
        elif key.startswith("LoRA ") and value:
            name, _, weight = value.rpartition(":")
            if name.strip() and name.strip().lower() != "none":
                yield Lora(name=name.strip(), weight=number(weight))


def _times(name: str | None, day: str | None) -> tuple[StatedTime, ...]:
    """The time in the name of the picture, or the day of the log."""
    found = _TIME.search(name or "")
    if found:
        value = f"{found[1]}T{found[2]}:{found[3]}:{found[4]}"
        return (StatedTime(what="generated", value=value, source="name of the picture in the log"),)
    return (StatedTime(what="generated", value=day, source="title of the log"),) if day else ()
