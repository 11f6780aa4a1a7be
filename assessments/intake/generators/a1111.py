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
from assessments.intake.generators import further
from assessments.intake.generators.infotext import (
    BAR,
    NAMED,
    has_bars,
    is_settings,
    named_pairs,
    pairs,
    split_runs,
    states_three,
)

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
SD_NEXT = "SD.Next"
# Lines before the one with the steps on which SD.Next began its settings in 2023.
EARLY_SETTINGS = ("Version:", "App:", "Backend:", "Pipeline:")
PROMPT = "prompt:"  # before the prompt, where SD.Next separated settings by bars
TEMPLATES = ("Template", "Negative Template")  # lines of sd-dynamic-prompts below the settings
DRAW_THINGS = "Draw Things"  # its description has a "-" before the negative prompt
PLACEHOLDERS = frozenset({"unknown", "undefined", "none"})
ADD_ONS = ("lora", "lycoris", "locon", "dora")  # types of Civitai's resources
# Bounded repetitions only, so that no text makes them slow.
# Settings under a key of their own, and those that are parameters.
EXTRA = {
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
KNOWN = frozenset(
    {"steps", "sampler", "cfg scale", "seed", "size", "model", "created date", *EXTRA.values()}
)
# Names of settings that hold words of a person: of a detailer, a second pass, a style. They end
# with the word, behind which at most a number stands; `Prompt schedules`, `RP Prompt submode` and
# whether something is done `Only Negative Prompt` are settings.
_WORDS = re.compile(
    r"(?!rp )(?!.*\bonly\b).*\b(?:prompt|template|wildcards?|negative)(?: \d{1,2}(?:st|nd|rd|th)?)?"
)
_MAY_BE_WORDS = re.compile("prompt|template|wildcard|negative")  # in every name that _WORDS takes
# What a person typed, where a program keeps it beside what it made of it.
TYPED = ("raw prompt", "raw negative prompt")
_MAY_NAME_ADD_ONS = re.compile("lora|addnet")  # in every name of their settings below
_TAG = re.compile(r"<(?:lora|lyco):([^<>:]{1,200})((?::[^<>:]{0,60}){0,6})>")


def read(embedded: Embedded) -> Extracted | None:
    for key in CARRIERS:
        text = embedded.get(key)
        found = parse(text) if text else None
        if found:
            return found
    return None


def parse(text: str) -> Extracted | None:
    """What the text states; None where it does not have this form.

    Of a text with the settings of several runs nothing is placed: which of them made a picture is
    not known.
    """
    split = _split_text(_normalise_lines(text))
    if split is None:
        return None
    if several := _count_runs(text, split):
        return Extracted(
            problems=(problem("settings_several", count=several),),
            extra=further.words([("infotext", text)]),
            confidence="stated",
        )
    prompt, negative, line = split
    named = named_pairs(line)
    settings = {name.lower(): value for name, value in reversed(named.items())}
    problems: list[Problem] = []
    parameters = _read_parameters(settings, prompt or "", problems)
    if (parameters.steps, parameters.seed, parameters.sampler) == (None, None, None):
        return None
    generator = SD_NEXT if has_bars(line) and "parser" in settings else _name_generator(settings)
    if generator == DRAW_THINGS and prompt and negative is None:
        prompt, mark, rest = prompt.rpartition("\n-")
        prompt, negative = (prompt, rest) if mark else (rest, None)
    return Extracted(
        generator=generator,
        prompt=_drop_placeholder(prompt, "prompt", problems),
        negative_prompt=_drop_placeholder(negative, "negative_prompt", problems),
        parameters=parameters,
        times=_read_times(settings),
        extra=_read_extra(settings, named, _read_templates(text), prompt, negative),
        problems=tuple(problems),
        confidence="stated",
    )


def runs_of(text: str) -> list[Extracted]:
    """Return what a text states of each of its runs; empty where it has fewer than two."""
    parts = split_runs(_normalise_lines(text))
    found = [run for part in parts if (run := parse(part)) and run.parameters != Parameters()]
    return found if 1 < len(found) == len(parts) else []


def _count_runs(text: str, split: tuple[str | None, str | None, str]) -> int:
    """Return how many runs a text has settings of; 0 where it has those of one."""
    runs = split_runs(_normalise_lines(text))
    within = any(is_settings(part[part.find(STEPS) :]) for part in split[:2] if part)
    return len(runs) if len(runs) > 1 else 2 * within


def split_text(text: str) -> tuple[str, str, dict[str, str]] | None:
    """Prompt, negative prompt and all settings as written; None where `parse` gives None."""
    read_as = parse(text)
    if read_as is None or read_as.parameters == Parameters():
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
        below = lines[at + 1 :]
        line = lines[at].strip()
        while at and lines[at - 1].lstrip().startswith(EARLY_SETTINGS):
            at -= 1
            early = lines[at].strip().rstrip(",")
            line = (
                f"{line}{BAR}{early.replace(', ', BAR)}" if has_bars(line) else f"{early}, {line}"
            )
        head = lines[:at]
        if has_bars(line) and head and head[0].startswith(PROMPT):
            head = [head[0][len(PROMPT) :], *head[1:]]
        # A settings line may continue below, but a template is a text of its own.
        for more in below:
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
        if not states_three(line, NAMED - {"steps"}):
            return None
        head = "\n".join(lines[:-1])
    prompt, mark, negative = head.partition(NEGATIVE)
    return prompt.strip(), negative.strip() if mark else None, line


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
    found = tags(prompt) if "<" in prompt else []
    if not found and _MAY_NAME_ADD_ONS.search(" ".join(settings)):
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
    if SD_NEXT in app or SD_NEXT in version:
        return SD_NEXT
    if "parser" in settings and any(name in settings for name in ("backend", "pipeline")):
        return SD_NEXT  # before it wrote its name
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


def _read_templates(text: str) -> dict[str, str]:
    """Return the templates below the settings, from which an extension made the prompts."""
    found: dict[str, str] = {}
    if "Template:" not in text:
        return found
    current = ""
    for line in _normalise_lines(text).split("\n"):
        head, colon, rest = line.partition(":")
        if colon and head.strip() in TEMPLATES and head.strip() not in found:
            current = head.strip()
            found[current] = rest.strip()
        elif current:
            found[current] += f"\n{line}"
    return found


def _read_extra(
    settings: dict[str, str],
    named: dict[str, str],
    templates: dict[str, str],
    prompt: str | None,
    negative: str | None,
) -> dict[str, Any]:
    """Settings with a key of their own, all others as they are named, and further words."""
    extra: dict[str, Any] = {
        name: settings[key] for name, key in EXTRA.items() if to_text(settings.get(key))
    }
    others = {
        name: value
        for name, value in (named | templates).items()
        if name.lower() not in KNOWN and value.strip()
    }
    extra |= others
    # Few lines name words, and to look at each name takes longer than to look at all at once.
    words = {}
    if _MAY_BE_WORDS.search(" ".join(others).lower()):
        words = {name: value for name, value in others.items() if _WORDS.fullmatch(name.lower())}
    if not settings.keys().isdisjoint(TYPED):
        known = {_spaceless(prompt or ""), _spaceless(negative or "")}
        typed = {name: text for name, text in named.items() if name.lower() in TYPED}
        words |= {name: text for name, text in typed.items() if _spaceless(text) not in known}
    return extra | further.words(words.items())


def _spaceless(text: str) -> str:
    return "".join(text.split())
