"""Stable Diffusion WebUI's text form: prompt, negative prompt, one line of settings.

Triggered by a text (PNG `parameters`, EXIF `UserComment`, comments, a stealth text) with a line of
settings that begins with `Steps:`. WebUI, Forge and its descendants, SD.Next, Fooocus in its
compatible form, Civitai, ComfyUI's "image saver" nodes and many hosts write it (docs/formats.md).
The form is scanned by hand and in one pass, because other readers hang on regular expressions over
it.
"""

from __future__ import annotations

import re
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import number, parse_json, size, to_int, to_text
from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import Extracted, Lora, Parameters, StatedTime

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
DRAW_THINGS = "Draw Things"  # its description has a "-" before the negative prompt
PLACEHOLDERS = frozenset({"unknown", "undefined", "none"})
# Characters of a setting's name; longer ones are parts of a prompt with a colon in it.
MAX_KEY_LENGTH = 64
ADD_ONS = ("lora", "lycoris", "locon", "dora")  # types of Civitai's resources
# Bounded repetitions only, so that no text makes them slow.
_KEY = re.compile(r"[^\W\d][\w \-/.+()%]{0,63}")
_MARKS = re.compile(r'[\\"\[\]{},]')
_OPENING = re.compile(r'["\[{]')
_TAG = re.compile(r"<(?:lora|lyco):([^<>:]{1,200})((?::[^<>:]{0,60}){0,6})>")


def read(embedded: Embedded) -> Extracted | None:
    for key in CARRIERS:
        text = embedded.get(key)
        found = parse(text) if text else None
        if found:
            return found
    return None


def parse(text: str) -> Extracted | None:
    """What the text states; None where it does not have this form."""
    split = _split_text(_normalise_lines(text))
    if split is None:
        return None
    prompt, negative, line = split
    settings = pairs(line)
    problems: list[Problem] = []
    parameters = _read_parameters(settings, prompt or "", problems)
    if (parameters.steps, parameters.seed, parameters.sampler) == (None, None, None):
        return None
    generator = _name_generator(settings)
    if generator == DRAW_THINGS and prompt and negative is None:
        prompt, mark, rest = prompt.rpartition("\n-")
        prompt, negative = (prompt, rest) if mark else (rest, None)
    return Extracted(
        generator=generator,
        prompt=_drop_placeholder(prompt, "prompt", problems),
        negative_prompt=_drop_placeholder(negative, "negative_prompt", problems),
        parameters=parameters,
        times=_read_times(settings),
        extra=_read_extra(settings),
        problems=tuple(problems),
        confidence="stated",
    )


def split_text(text: str) -> tuple[str, str, dict[str, str]] | None:
    """Prompt, negative prompt and all settings as written; None where `parse` gives None."""
    if parse(text) is None:
        return None
    found = _split_text(_normalise_lines(text))
    return (found[0] or "", found[1] or "", pairs(found[2])) if found else None


def _normalise_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\0\n ")


def _split_text(text: str) -> tuple[str | None, str | None, str] | None:
    """Prompt, negative prompt and settings, which begin at the last line with `Steps:`."""
    lines = text.split("\n")
    at = next((i for i in range(len(lines) - 1, -1, -1) if lines[i].lstrip().startswith(STEPS)), -1)
    if at >= 0:
        head, line = lines[:at], lines[at].strip()
        # A settings line may continue below, but a template is a text of its own.
        for more in lines[at + 1 :]:
            if more.lstrip().startswith(("Template:", "Negative Template:")):
                break
            line += " " + more.strip()
        return *_split_prompts(head), line
    return _split_without_lines(text)


def _split_prompts(lines: list[str]) -> tuple[str | None, str | None]:
    start = next((i for i, line in enumerate(lines) if line.lstrip().startswith(NEGATIVE)), None)
    if start is None:
        prompt = "\n".join(lines).strip()
        # Some hosts lose the line breaks between the two prompts, but not before the settings.
        before, mark, after = prompt.rpartition(" " + NEGATIVE)
        return (before.strip(), after.strip()) if mark else (prompt, None)
    negative = "\n".join([lines[start].lstrip()[len(NEGATIVE) :], *lines[start + 1 :]])
    return "\n".join(lines[:start]).strip(), negative.strip()


def _split_without_lines(text: str) -> tuple[str | None, str | None, str] | None:
    """The same for the form without line breaks or whose settings begin with another key."""
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
    """Settings by their keys in lower case; of a repeated key the first value counts.

    Values may be quoted or bracketed, as JSON is.
    """
    found: dict[str, str] = {}
    key, value = "", ""
    for segment in _split_at_commas(line):
        head, colon, rest = segment.partition(":")
        name = head.strip()
        if colon and len(name) <= MAX_KEY_LENGTH and _KEY.fullmatch(name):
            if key:
                found.setdefault(key, _unquote(value))
            key, value = name.lower(), rest.strip()
        elif key:
            value = f"{value},{segment}"
    if key:
        found.setdefault(key, _unquote(value))
    return found


def _split_at_commas(line: str) -> list[str]:
    """Split at commas outside quotes and brackets, or at all where one of these is left open."""
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
            quoted = depth > 0 or _opens_value(line, index)
        elif mark in "[{":
            depth += 1 if depth or _opens_value(line, index) else 0
        elif mark in "]}":
            depth = max(0, depth - 1)
        elif mark == "," and not depth:
            parts.append(line[start:index])
            start = index + 1
    parts.append(line[start:])
    return line.split(",") if quoted or depth else parts


def _opens_value(line: str, index: int) -> bool:
    """Whether a quote or bracket opens a value: it does so only where a value begins."""
    before = line[:index].rstrip()[-1:] if index < 2 else line[max(0, index - 3) : index].rstrip()
    return before.endswith(":") or before == ""


def _unquote(value: str) -> str:
    value = value.strip().rstrip(",").strip()
    if len(value) >= 2 and value[0] == value[-1] == '"':
        decoded = parse_json(value)
        return decoded if isinstance(decoded, str) else value[1:-1]
    return value


def _drop_placeholder(text: str | None, field: str, problems: list[Problem]) -> str | None:
    if text is not None and text.strip().lower() in PLACEHOLDERS:
        problems.append(problem("placeholder", field=field, value=text.strip()))
        return None
    return text


def _read_parameters(settings: dict[str, str], prompt: str, problems: list[Problem]) -> Parameters:
    width, height = size(settings.get("size", ""))
    resources = _civitai_resources(settings)
    model = to_text(settings.get("model")) or _civitai_checkpoint(resources)
    return Parameters(
        steps=to_int(settings.get("steps")),
        cfg_scale=_first_number(settings, "cfg scale", "cfg", "guidance scale"),
        seed=to_int(settings.get("seed")),
        sampler=_drop_placeholder(to_text(settings.get("sampler")), "sampler", problems),
        width=width,
        height=height,
        model=_drop_placeholder(model, "model", problems),
        loras=_find_loras(settings, prompt, resources),
    )


def _first_number(settings: dict[str, str], *keys: str) -> float | int | None:
    return next((number(settings[key]) for key in keys if key in settings), None)


def _find_loras(
    settings: dict[str, str], prompt: str, resources: list[dict[str, Any]]
) -> tuple[Lora, ...]:
    found = tags(prompt)
    if not found:
        found = [
            *_loras_of_fooocus(settings),
            *_loras_of_add_net(settings),
            *_loras_of_draw_things(settings),
        ]
    if not found:
        found = [
            Lora(name=str(resource["modelName"]), weight=number(resource.get("weight")))
            for resource in resources
            if resource.get("type") in ADD_ONS and to_text(resource.get("modelName"))
        ]
    return tuple(dict.fromkeys(found))


def tags(prompt: str) -> list[Lora]:
    """The add-on models that a prompt calls by `<lora:name:weight>`."""
    found = []
    for match in _TAG.finditer(prompt):
        values = [part.rpartition("=")[2] for part in match[2].split(":") if part]
        weights = [weight for weight in map(number, values) if weight is not None]
        found.append(Lora(name=match[1].strip(), weight=weights[0] if weights else None))
    return found


def _loras_of_fooocus(settings: dict[str, str]) -> list[Lora]:
    """Fooocus's `Lora weights: "name: 0.5, other: 1"`."""
    found = []
    for part in settings.get("lora weights", "").split(","):
        name, _, weight = part.rpartition(":")
        if name.strip():
            found.append(Lora(name=name.strip(), weight=number(weight)))
    return found


def _loras_of_add_net(settings: dict[str, str]) -> list[Lora]:
    """The former extension's `AddNet Model 1: name(hash), AddNet Weight A 1: 0.6`."""
    found = []
    for index in range(1, 6):
        name = to_text(settings.get(f"addnet model {index}"))
        if name and name.lower() != "none":
            weight = settings.get(
                f"addnet weight a {index}", settings.get(f"addnet weight {index}")
            )
            found.append(Lora(name=name.rpartition("(")[0] or name, weight=number(weight)))
    return found


def _loras_of_draw_things(settings: dict[str, str]) -> list[Lora]:
    """Draw Things's `LoRA Model: name, LoRA Weight: 0.6`, numbered from the second on."""
    found = []
    for key, value in settings.items():
        if key.startswith("lora ") and key.endswith("model") and value:
            weight = settings.get(key.removesuffix("model") + "weight")
            found.append(Lora(name=value, weight=number(weight)))
    return found


def _civitai_resources(settings: dict[str, str]) -> list[dict[str, Any]]:
    value = parse_json(settings.get("civitai resources", ""))
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _civitai_checkpoint(resources: list[dict[str, Any]]) -> str | None:
    return next(
        (
            to_text(entry.get("modelName"))
            for entry in resources
            if entry.get("type") == "checkpoint"
        ),
        None,
    )


def _name_generator(settings: dict[str, str]) -> str:
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
    # Forge and its descendants begin their version with an f, in three forms of numbering.
    if re.match(r"f\d", version):
        if re.match(r"f\d[\d.]*-v", version):
            return "EasyReforge"
        return (
            "reForge" if re.match(r"f\d[\d.]*v\d+-v", version) else "Stable Diffusion WebUI Forge"
        )
    if "civitai resources" in settings and not version:
        return "Civitai"
    return app or "Stable Diffusion WebUI"


def _read_times(settings: dict[str, str]) -> tuple[StatedTime, ...]:
    created = to_text(settings.get("created date"))
    return (StatedTime(what="generated", value=created, source="Created Date"),) if created else ()


def _read_extra(settings: dict[str, str]) -> dict[str, Any]:
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
    return {name: settings[key] for name, key in named.items() if to_text(settings.get(key))}
