"""What the readers found in a file, as the reasoning takes it: words, settings, labels.

A report is the JSON that `read_evidence --json` prints. Nothing is added to what the file states.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from assessments.engine import HeldFile
from assessments.intake.external import KEY as EXTERNAL

GENERATED = ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia")  # IPTC, C2PA 2.1
Made = Literal["contemporaneous", "later", "unknown"]


def held_file(
    report: Mapping[str, Any],
    *,
    made: Made,
    anchored: bool = False,
    existed_on: dt.date | None = None,
) -> HeldFile:
    """Return what a file shows; a signature that was verified fixes its contents, too.

    What a reader from outside this application says of a file shows nothing.
    """
    if (report.get("extra") or {}).get(EXTERNAL):
        return HeldFile(anchored=anchored, made=made, existed_on=existed_on)
    settings = {k: v for k, v in (report.get("parameters") or {}).items() if v not in (None, [])}
    return HeldFile(
        prompts=tuple(_prompts(report)),
        settings=(settings,) if settings else (),
        anchored=anchored or report.get("confidence") == "verified",
        made=made,
        text="\n".join(_texts(report)),
        labelled_as_generated=is_labelled_as_generated(report),
        existed_on=existed_on,
        is_plain_text=str(report.get("media_type") or "").startswith("text/"),
    )


def is_labelled_as_generated(report: Mapping[str, Any]) -> bool:
    """Return whether the file itself states that it was generated."""
    manifest = str(report.get("c2pa") or "")
    return bool(report.get("aigc_label")) or any(kind in manifest for kind in GENERATED)


def _prompts(report: Mapping[str, Any]) -> Iterator[str]:
    for name in ("prompt", "negative_prompt"):
        if report.get(name):
            yield str(report[name])
    extra = report.get("extra") or {}
    for key, name in (("further_words", "text"), ("media_posts", "prompt")):
        yield from (str(entry.get(name) or "") for entry in extra.get(key) or ())
    for message in report.get("messages") or []:
        if message.get("role") == "user":
            yield str(message.get("text") or "")


def _texts(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield every text that can be read in the file; of a conversation what the person wrote."""
    messages = report.get("messages") or []
    yield from (str(m.get("text") or "") for m in messages if m.get("role") == "user")
    for part in ("edits",) if messages else ("edits", "raw"):
        for item in report.get(part) or []:
            yield str(item.get("text") or "")
    yield from _strings((report.get("extra") or {}).get("text"))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        for part in value:
            yield from _strings(part)
