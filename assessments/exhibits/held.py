"""What the readers found in a file, as the reasoning takes it: words, settings, labels.

A report is the JSON that `read_evidence --json` prints. Nothing is added to what the file states.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from assessments.engine import HeldFile
from assessments.engine.held_files import Form
from assessments.intake.external import KEY as EXTERNAL

GENERATED = ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia")  # IPTC, C2PA 2.1
WORDS = ("prompt", "negative_prompt")
TEXTS = ("messages", "edits", "raw")
# Pictures of which the reader counts the layers.
LAYERED = frozenset({"image/vnd.adobe.photoshop", "image/openraster", "application/x-krita"})
# By kind of file; a GIF may be a recording. TIFF, SVG and JPEG XL may hold layers or frames,
# which nobody counts.
FORMS: Mapping[str, Form] = {
    "text": "letters",
    "audio": "sound",
    "video": "film",
    "image/gif": "film",
    **dict.fromkeys(
        (f"image/{name}" for name in ("png", "jpeg", "webp", "avif", "heic", "heif")),
        "picture",
    ),
}
Made = Literal["contemporaneous", "later", "unknown"]


def held_file(
    report: Mapping[str, Any],
    *,
    made: Made,
    anchored: bool = False,
    existed_on: dt.date | None = None,
) -> HeldFile:
    """Return what a file shows; a generator's signature fixes what it covers, and only that.

    Content Credentials fix nothing here: they state no words and no settings, and what stands
    beside them in a file is stated by nobody who signed.

    What a reader from outside this application says of a file shows nothing.
    """
    if (report.get("extra") or {}).get(EXTERNAL):
        return HeldFile(anchored=anchored, made=made, existed_on=existed_on)
    signed = () if anchored else _signed_names(report)
    if signed:
        report = _only_signed(report, signed)
    prompts, text = tuple(_prompts(report)), "\n".join(_texts(report))
    settings = {k: v for k, v in (report.get("parameters") or {}).items() if v not in (None, [])}
    return HeldFile(
        prompts=prompts,
        settings=(settings,) if settings else (),
        anchored=anchored or bool(signed),
        made=made,
        text=text,
        labelled_as_generated=is_labelled_as_generated(report),
        existed_on=existed_on,
        form=_form(report),
        is_empty=_is_of_one_colour(report) and not (any(prompts) or text.strip()),
    )


def _is_of_one_colour(report: Mapping[str, Any]) -> bool:
    return bool(_picture(report).get("one_colour"))


def _picture(report: Mapping[str, Any]) -> Mapping[str, Any]:
    return (report.get("extra") or {}).get("picture") or {}


def _form(report: Mapping[str, Any]) -> Form | None:
    """Return what the file is by its bytes; None where it may hold layers, or is a container."""
    media_type = str(report.get("media_type") or "")
    if media_type in LAYERED:
        layers = (report.get("extra") or {}).get("layers")
        return None if layers is None else ("layers" if layers > 1 else "picture")
    if _picture(report).get("several_frames"):
        return None  # it may show something that moves
    return FORMS.get(media_type) or FORMS.get(media_type.partition("/")[0])


def _signed_names(report: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the values that the generator's own signature, which holds, covers."""
    signature = report.get("signature") or {}
    holds = signature.get("valid") is True and report.get("confidence") == "verified"
    return tuple(signature.get("signed") or ()) if holds else ()


def _only_signed(report: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Return a report without the words, settings and texts that a signature does not cover."""
    extra, parameters = report.get("extra") or {}, report.get("parameters") or {}
    return {
        **{key: value for key, value in report.items() if key not in (*WORDS, *TEXTS)},
        **{key: report.get(key) for key in WORDS if key in names},
        "parameters": {key: value for key, value in parameters.items() if key in names},
        "extra": {key: value for key, value in extra.items() if key in names},
    }


def is_labelled_as_generated(report: Mapping[str, Any]) -> bool:
    """Return whether the file itself states that it was generated."""
    manifest = str(report.get("c2pa") or "")
    labelled = report.get("aigc_label") or (report.get("extra") or {}).get("visible_label")
    return bool(labelled) or any(kind in manifest for kind in GENERATED)


def _prompts(report: Mapping[str, Any]) -> Iterator[str]:
    for name in WORDS:
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
