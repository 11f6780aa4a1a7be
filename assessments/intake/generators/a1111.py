"""Stable Diffusion WebUI's text form: prompt, negative prompt, one line of settings.

Triggered by a text (PNG `parameters`, EXIF `UserComment`, comments, a stealth text) with a line of
settings that begins with `Steps:`. Written by WebUI, Forge and its descendants, SD.Next, Fooocus in
its compatible form, Civitai, ComfyUI's "image saver" nodes and many hosts. Shape: docs/formats.md.
Scans by hand and in one pass, because regular expressions over this form are how readers hang.
"""

from __future__ import annotations

import re
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import number, parse_json, size, whole, words
from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import Found, Lora, Parameters, Time

CARRIERS = (
    "parameters",
    "Parameters",
    "UserComment",
    "ImageDescription",
    "XPComment",
    "exif:UserComment",
    "dc:description",
    "Comment",
    "Description",
    "Caption",
    "MakerNote",
)
NEGATIVE = "Negative prompt:"
STEPS = "Steps:"
DRAW_THINGS = "Draw Things"  # whose description has a "-" before the negative prompt
PLACEHOLDERS = frozenset({"unknown", "undefined", "none"})
KEY_LENGTH = 64
ADD_ONS = ("lora", "lycoris", "locon", "dora")
_KEY = re.compile(r"[^\W\d][\w \-/.+()%]{0,63}")
_MARKS = re.compile(r'[\\"\[\]{},]')
_OPENING = re.compile(r'["\[{]')
_TAG = re.compile(r"<(?:lora|lyco):([^<>:]{1,200})((?::[^<>:]{0,60}){0,6})>")


def read(embedded: Embedded) -> Found | None:
    for key in CARRIERS:
        text = embedded.get(key)
        found = parse(text) if text else None
        if found:
            return found
    return None


def parse(text: str) -> Found | None:
    """What the text states; None where it has not this form."""
    split = _split(_unified(text))
    if split is None:
        return None
    prompt, negative, line = split
    settings = pairs(line)
    problems: list[Problem] = []
    parameters = _parameters(settings, prompt or "", problems)
    if (parameters.steps, parameters.seed, parameters.sampler) == (None, None, None):
        return None
    generator = _generator(settings)
    if generator == DRAW_THINGS and prompt and negative is None:
        prompt, mark, rest = prompt.rpartition("\n-")
        prompt, negative = (prompt, rest) if mark else (rest, None)
    return Found(
        generator=generator,
        prompt=_said(prompt, "prompt", problems),
        negative_prompt=_said(negative, "negative_prompt", problems),
        parameters=parameters,
        times=_times(settings),
        extra=_extra(settings),
        problems=tuple(problems),
        confidence="stated",
    )


def parts(text: str) -> tuple[str, str, dict[str, str]] | None:
    """Prompt, negative prompt and every setting as written; None where `parse` finds nothing."""
    if parse(text) is None:
        return None
    found = _split(_unified(text))
    return (found[0] or "", found[1] or "", pairs(found[2])) if found else None


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\0\n ")


def _split(text: str) -> tuple[str | None, str | None, str] | None:
    """Prompt, negative prompt and settings; the last line that begins with Steps rules."""
    lines = text.split("\n")
    at = next((i for i in range(len(lines) - 1, -1, -1) if lines[i].lstrip().startswith(STEPS)), -1)
    if at >= 0:
        head, line = lines[:at], lines[at].strip()
        # A settings line may go on below, but a template is a text of its own.
        for more in lines[at + 1 :]:
            if more.lstrip().startswith(("Template:", "Negative Template:")):
                break
            line += " " + more.strip()
        return *_prompts(head), line
    return _run_together(text)


def _prompts(lines: list[str]) -> tuple[str | None, str | None]:
    start = next((i for i, line in enumerate(lines) if line.lstrip().startswith(NEGATIVE)), None)
    if start is None:
        prompt = "\n".join(lines).strip()
        # Some hosts lose the line breaks between the two prompts, but not before the settings.
        before, mark, after = prompt.rpartition(" " + NEGATIVE)
        return (before.strip(), after.strip()) if mark else (prompt, None)
    negative = "\n".join([lines[start].lstrip()[len(NEGATIVE) :], *lines[start + 1 :]])
    return "\n".join(lines[:start]).strip(), negative.strip()


def _run_together(text: str) -> tuple[str | None, str | None, str] | None:
    """The form without line breaks, and the form whose settings begin with another key."""
    at = text.rfind(STEPS + " ")
    if at > 0 and text[at - 1] in " .,;" and "Sampler:" in text[at:]:
        head, line = text[:at].strip(), text[at:]
    else:
        lines = text.split("\n")
        line = lines[-1]
        if len({"seed", "sampler", "size", "model", "cfg scale"} & pairs(line).keys()) < 3:
            return None
        head = "\n".join(lines[:-1])
    prompt, mark, negative = head.partition(NEGATIVE)
    return prompt.strip(), negative.strip() if mark else None, line


def pairs(line: str) -> dict[str, str]:
    """Settings by their lower-case key, the first of a key; values may be quoted or bracketed."""
    found: dict[str, str] = {}
    key, value = "", ""
    for segment in _segments(line):
        head, colon, rest = segment.partition(":")
        name = head.strip()
        if colon and len(name) <= KEY_LENGTH and _KEY.fullmatch(name):
            if key:
                found.setdefault(key, _unquoted(value))
            key, value = name.lower(), rest.strip()
        elif key:
            value = f"{value},{segment}"
    if key:
        found.setdefault(key, _unquoted(value))
    return found


def _segments(line: str) -> list[str]:
    """Split at commas that stand outside quotes and brackets; a bracket left open ends nowhere."""
    if not _OPENING.search(line):
        return line.split(",")
    parts, start, depth, quoted, escaped = [], 0, 0, False, -1
    for match in _MARKS.finditer(line):
        mark, index = match[0], match.start()
        if quoted:
            if mark == "\\" and index != escaped:
                escaped = index + 1
            elif mark == '"' and index != escaped:
                quoted = False
        elif mark == '"':
            quoted = depth > 0 or _opens(line, index)
        elif mark in "[{":
            depth += 1 if depth or _opens(line, index) else 0
        elif mark in "]}":
            depth = max(0, depth - 1)
        elif mark == "," and not depth:
            parts.append(line[start:index])
            start = index + 1
    parts.append(line[start:])
    return line.split(",") if quoted or depth else parts


def _opens(line: str, index: int) -> bool:
    """A quote or bracket opens a value only where a value begins."""
    before = line[:index].rstrip()[-1:] if index < 2 else line[max(0, index - 3) : index].rstrip()
    return before.endswith(":") or before == ""


def _unquoted(value: str) -> str:
    value = value.strip().rstrip(",").strip()
    if len(value) >= 2 and value[0] == value[-1] == '"':
        decoded = parse_json(value)
        return decoded if isinstance(decoded, str) else value[1:-1]
    return value


def _said(text: str | None, field: str, problems: list[Problem]) -> str | None:
    if text is not None and text.strip().lower() in PLACEHOLDERS:
        problems.append(problem("placeholder", field=field, value=text.strip()))
        return None
    return text


def _parameters(settings: dict[str, str], prompt: str, problems: list[Problem]) -> Parameters:
    width, height = size(settings.get("size", ""))
    resources = _resources(settings)
    model = words(settings.get("model")) or _checkpoint(resources)
    return Parameters(
        steps=whole(settings.get("steps")),
        cfg_scale=_first_number(settings, "cfg scale", "cfg", "guidance scale"),
        seed=whole(settings.get("seed")),
        sampler=_said(words(settings.get("sampler")), "sampler", problems),
        width=width,
        height=height,
        model=_said(model, "model", problems),
        loras=_loras(settings, prompt, resources),
    )


def _first_number(settings: dict[str, str], *keys: str) -> float | int | None:
    return next((number(settings[key]) for key in keys if key in settings), None)


def _loras(
    settings: dict[str, str], prompt: str, resources: list[dict[str, Any]]
) -> tuple[Lora, ...]:
    found = tags(prompt)
    if not found:
        found = [*_weights(settings), *_add_nets(settings), *_paired(settings)]
    if not found:
        found = [
            Lora(name=str(one["modelName"]), weight=number(one.get("weight")))
            for one in resources
            if one.get("type") in ("lora", "lycoris", "locon", "dora")
            and words(one.get("modelName"))
        ]
    return tuple(dict.fromkeys(found))


def tags(prompt: str) -> list[Lora]:
    """The add-on models a prompt calls by `<lora:name:weight>`."""
    found = []
    for match in _TAG.finditer(prompt):
        values = [part.rpartition("=")[2] for part in match[2].split(":") if part]
        weights = [weight for weight in map(number, values) if weight is not None]
        found.append(Lora(name=match[1].strip(), weight=weights[0] if weights else None))
    return found


def _weights(settings: dict[str, str]) -> list[Lora]:
    """Fooocus's `Lora weights: "name: 0.5, other: 1"`."""
    found = []
    for part in settings.get("lora weights", "").split(","):
        name, _, weight = part.rpartition(":")
        if name.strip():
            found.append(Lora(name=name.strip(), weight=number(weight)))
    return found


def _add_nets(settings: dict[str, str]) -> list[Lora]:
    """The former extension's `AddNet Model 1: name(hash), AddNet Weight A 1: 0.6`."""
    found = []
    for index in range(1, 6):
        name = words(settings.get(f"addnet model {index}"))
        if name and name.lower() != "none":
            weight = settings.get(
                f"addnet weight a {index}", settings.get(f"addnet weight {index}")
            )
            found.append(Lora(name=name.rpartition("(")[0] or name, weight=number(weight)))
    return found


def _paired(settings: dict[str, str]) -> list[Lora]:
    """Draw Things's `LoRA Model: name, LoRA Weight: 0.6`, numbered from the second on."""
    found = []
    for key, value in settings.items():
        if key.startswith("lora ") and key.endswith("model") and value:
            weight = settings.get(key.removesuffix("model") + "weight")
            found.append(Lora(name=value, weight=number(weight)))
    return found


def _resources(settings: dict[str, str]) -> list[dict[str, Any]]:
    value = parse_json(settings.get("civitai resources", ""))
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _checkpoint(resources: list[dict[str, Any]]) -> str | None:
    return next(
        (words(one.get("modelName")) for one in resources if one.get("type") == "checkpoint"), None
    )


def _generator(settings: dict[str, str]) -> str:
    version = settings.get("version", "")
    app = settings.get("app", "")
    if "SD.Next" in app or "SD.Next" in version:
        return "SD.Next"
    if "seed mode" in settings:
        return DRAW_THINGS
    for start, name in (
        ("Fooocus", "Fooocus"),
        ("ComfyUI", "ComfyUI"),
        ("stable-diffusion.cpp", "stable-diffusion.cpp"),
        ("neo", "Stable Diffusion WebUI Forge Neo"),
        ("classic", "Stable Diffusion WebUI Forge Classic"),
    ):
        if version.startswith(start):
            return name
    if re.match(r"f\d", version):
        if re.match(r"f\d[\d.]*-v", version):
            return "EasyReforge"
        return (
            "reForge" if re.match(r"f\d[\d.]*v\d+-v", version) else "Stable Diffusion WebUI Forge"
        )
    if "civitai resources" in settings and not version:
        return "Civitai"
    return app or "Stable Diffusion WebUI"


def _times(settings: dict[str, str]) -> tuple[Time, ...]:
    created = words(settings.get("created date"))
    return (Time(what="generated", value=created, source="Created Date"),) if created else ()


def _extra(settings: dict[str, str]) -> dict[str, Any]:
    named = {
        "scheduler": "schedule type",
        "model_hash": "model hash",
        "version": "version",
        "denoising_strength": "denoising strength",
        "clip_skip": "clip skip",
        "hires_steps": "hires steps",
        "hires_upscaler": "hires upscaler",
        "hires_upscale": "hires upscale",
        "vae": "vae",
        "distilled_cfg_scale": "distilled cfg scale",
        "raw_prompt": "raw prompt",
        "raw_negative_prompt": "raw negative prompt",
    }
    return {name: settings[key] for name, key in named.items() if words(settings.get(key))}
