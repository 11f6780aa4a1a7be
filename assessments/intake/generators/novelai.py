"""NovelAI: JSON in `Comment` (PNG), in `UserComment` (WebP) or in the alpha channel.

Triggered by `Software: NovelAI`, or by a comment with its own fields. The signature covers the
picture's RGB bytes and the comment; `signature` checks it with NovelAI's published key, which is
the strongest proof of generation beside Content Credentials. Shape: docs/formats.md.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import number, parse_object, to_int, to_stated_text, to_text
from assessments.intake.core.report import Extracted, Parameters
from assessments.intake.generators import further

NAME = "NovelAI"
MARKS = ("v4_prompt", "noise_schedule", "signed_hash", "uncond_scale", "cfg_rescale")
CHARACTERS = ("characters", "negative_characters")
# The Ed25519 key (RFC 8032) that NovelAI publishes in NovelAI/novelai-image-metadata.
PUBLIC_KEY = "Y2JcQAOhLwzwSDUJPNgL04nS0Tbqm7cSRc4xk0vRMic="


def read(embedded: Embedded) -> Extracted | None:
    comment = comment_of(embedded)
    named = (embedded.get("Software") or "").startswith(NAME)
    if comment is None or not (named or any(mark in comment for mark in MARKS)):
        return None
    # WebP has one field for both: Software is then the model, not the program.
    software = embedded.get("Software")
    source = embedded.get("Source") or (software if software != NAME else None)
    return Extracted(
        generator=NAME,
        prompt=_base_caption(comment, "v4_prompt")
        or to_stated_text(comment.get("prompt"))
        or to_stated_text(embedded.get("Description", "ImageDescription")),
        negative_prompt=_first_stated(
            _base_caption(comment, "v4_negative_prompt"), to_stated_text(comment.get("uc"))
        ),
        parameters=Parameters(
            steps=to_int(comment.get("steps")),
            cfg_scale=number(comment.get("scale")),
            seed=to_int(comment.get("seed")),
            sampler=to_text(comment.get("sampler")),
            width=to_int(comment.get("width")),
            height=to_int(comment.get("height")),
            model=to_text(source),
        ),
        extra=_read_extra(comment),
        confidence="stated",
    )


def comment_of(embedded: Embedded) -> dict[str, Any] | None:
    """The comment's object; WebP and the alpha channel wrap it once more."""
    for key in ("Comment", "UserComment"):
        data = embedded.object(key)
        inner = parse_object(data["Comment"]) if data and to_text(data.get("Comment")) else data
        if inner and ("sampler" in inner or "steps" in inner) and "class_type" not in inner:
            return inner
    return None


def _first_stated(*values: str | None) -> str | None:
    """The first text that is not empty; else an empty one; else None."""
    return next((value for value in values if value), next((v for v in values if v == ""), None))


def _base_caption(comment: Mapping[str, Any], key: str) -> str | None:
    prompt = comment.get(key)
    caption = prompt.get("caption") if isinstance(prompt, Mapping) else None
    return to_stated_text(caption.get("base_caption")) if isinstance(caption, Mapping) else None


def _read_extra(comment: Mapping[str, Any]) -> dict[str, Any]:
    extra = {
        name: comment[name]
        for name in ("noise_schedule", "strength", "noise", "request_type", "cfg_rescale")
        if comment.get(name) is not None
    }
    for key, name in (("v4_prompt", "characters"), ("v4_negative_prompt", "negative_characters")):
        prompt = comment.get(key)
        caption = prompt.get("caption") if isinstance(prompt, Mapping) else None
        listed = caption.get("char_captions") if isinstance(caption, Mapping) else None
        texts = [
            entry["char_caption"]
            for entry in (listed if isinstance(listed, list) else ())
            if isinstance(entry, Mapping) and to_text(entry.get("char_caption"))
        ]
        if texts:
            extra[name] = texts
    listed = [(name, text) for name in CHARACTERS for text in extra.get(name, ())]
    return extra | further.words(listed)


def signed_names(comment: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the values that stand in the comment, which alone is signed.

    The model stands beside it, in early files the prompt too.
    """
    names = ["steps", "cfg_scale", "seed", "sampler", "width", "height"]
    if _base_caption(comment, "v4_prompt") or to_stated_text(comment.get("prompt")):
        names.append("prompt")
    return "generator", *names, "negative_prompt", "further_words"


def signature(comment: Mapping[str, Any], rgb: bytes) -> bool | None:
    """Whether NovelAI signed this picture with this comment; None where there is no signature.

    `rgb` is three bytes a pixel, row by row. The signature covers them and the comment as JSON
    without the signature itself.
    """
    signed = comment.get("signed_hash")
    if not isinstance(signed, str):
        return None
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    rest = {key: value for key, value in comment.items() if key != "signed_hash"}
    key = Ed25519PublicKey.from_public_bytes(b64decode(PUBLIC_KEY))
    try:
        key.verify(b64decode(signed), rgb + json.dumps(rest).encode())
    except (InvalidSignature, ValueError):
        return False
    return True
