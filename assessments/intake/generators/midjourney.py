"""Midjourney: PNG `Description` = prompt, options, `Job ID`; or the same in EXIF or XMP.

The file names no parents (of upscales, variations, remixes), and a seed only where `--seed` was
typed. The account name in `Author` is not read. Shape: docs/formats.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import to_int, to_text
from assessments.intake.core.report import Extracted, Parameters, StatedTime

NAME = "Midjourney"
MARK = "Job ID:"
CARRIERS = (
    "Description",
    "ImageDescription",
    "dc:description",
    "UserComment",
    "Comment",
    "Caption",
)
_OPTION = re.compile(r"\s--([a-zA-Z]{1,20})(?=\s|\Z)")
# What Discord's bot writes behind a request: ` - Upscaled (Subtle) by @name (fast)`, ` - Image #1`,
# ` - Variations (Strong) by <@1> (relaxed, stealth)`.
_BEHIND = re.compile(
    r"(?<=\s)- (?:Image #\d\b[^\n]{0,120}|[A-Z][A-Za-z0-9. ()]{2,40} by <?@[^\n]{1,120}"
    r"|<?@[^\n]{1,80} \([a-z, ]{1,40}\))\Z"
)
REFERENCES = ("sref", "oref", "cref", "iref")  # options whose values are pictures
MAX_OPTION = 500  # characters of the value of an option


def read(embedded: Embedded) -> Extracted | None:
    text = next((text for key in CARRIERS if (text := embedded.get(key)) and MARK in text), None)
    if text is None:
        return None
    body, _, job = text.rpartition(MARK)
    body = _BEHIND.sub("", body.strip()).strip()
    found = _read_command(body)
    created = embedded.get("Creation Time")
    return replace(
        found,
        times=(StatedTime(what="generated", value=created, source="Creation Time"),)
        if created
        else (),
        extra={**found.extra, "job_id": job.strip()},
    )


def read_job(job: Mapping[str, Any]) -> Extracted | None:
    """A job as the account's page lists it: `full_command`, with options, and `enqueue_time`."""
    command = to_text(job.get("full_command"))
    if command is None:
        return None
    found = _read_command(command.strip())
    at, key = to_text(job.get("enqueue_time")), to_text(job.get("id"))
    return replace(
        found,
        times=(StatedTime(what="generated", value=at, source="enqueue_time"),) if at else (),
        extra={**found.extra, **({"job_id": key} if key else {})},
    )


def _read_command(body: str) -> Extracted:
    first = _OPTION.search(body)
    prompt = body[: first.start()].strip() if first else body
    options = _read_options(body)
    negative = _negative_prompt(body)
    return Extracted(
        generator=NAME,
        prompt=prompt,
        negative_prompt=negative,
        parameters=Parameters(seed=to_int(options.get("seed")), model=_name_model(options)),
        inputs=tuple(dict.fromkeys(_list_pictures(prompt, options))),
        extra={"options": options},
        confidence="stated",
    )


def _read_options(body: str) -> dict[str, str]:
    """The options with their values, each up to the next option: `--no people, text`."""
    found = list(_OPTION.finditer(body))
    ends = [match.start() for match in found[1:]] + [len(body)][: len(found)]
    return {
        match[1]: body[match.end() : end].strip()[:MAX_OPTION]
        for match, end in zip(found, ends, strict=True)
    }


def _list_pictures(prompt: str, options: dict[str, str]) -> Iterator[str]:
    """Yield the addresses of the pictures that a request begins with or refers to."""
    leading = takewhile(_is_address, prompt.split())
    referred = (word for key in REFERENCES for word in options.get(key, "").split())
    for address in (*leading, *filter(_is_address, referred)):
        yield address.partition("?")[0]


def _is_address(word: str) -> bool:
    return word.startswith(("https://", "http://"))


def _name_model(options: dict[str, str]) -> str | None:
    for key, name in (("v", "v"), ("version", "v"), ("niji", "niji ")):
        if options.get(key):
            return name + options[key]
    return None


def _negative_prompt(body: str) -> str | None:
    """The text of `--no` up to the next option; None without it."""
    _, mark, rest = body.partition(" --no ")
    return rest.partition(" --")[0].strip() if mark else None
