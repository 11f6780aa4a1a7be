"""A JSON object with a prompt, of whatever program: read by the names of its fields.

Many programs write their settings so, in a comment, a field of EXIF or a file beside the result.
The program is named only where the object names it: `type: WanGP v8.9 by …` (deepbeepmeep/Wan2GP),
or a field like `software`. Every other setting is kept under its own name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import (
    number,
    path_name,
    setting_key,
    size,
    to_int,
    to_stated_text,
    to_text,
)
from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import Extracted, Lora, Parameters, StatedTime
from assessments.intake.generators import further

CARRIERS = frozenset(
    (
        "parameters",
        "Parameters",
        "UserComment",
        "Comment",
        "comment",
        "MakerNote",
        "ImageDescription",
        "Description",
        "description",
        "metadata",
        "generation",
        "exif:UserComment",
        "dc:description",
    )
)
# Names of fields by what they hold, in lower case with underscores; the first that is there counts.
PROMPTS = ("prompt", "positive_prompt", "positiveprompt", "text_prompt", "positive")
NEGATIVES = ("negative_prompt", "negativeprompt", "n_prompt", "negative", "uc")
STEPS = ("num_inference_steps", "steps", "sampling_steps", "sample_steps", "inference_steps")
SCALES = ("guidance_scale", "cfg_scale", "cfgscale", "cfg")
SEEDS = ("seed", "noise_seed")
SAMPLERS = ("sampler", "sampler_name", "samplername", "sample_solver", "scheduler")
SIZES = ("resolution", "size", "image_size")
MODELS = (
    "model",
    "model_name",
    "modelname",
    "model_id",
    "base_model",
    "checkpoint",
    "ckpt",
    "model_filename",
    "model_type",
)
LORAS = ("activated_loras", "loras", "lora")
MULTIPLIERS = ("loras_multipliers", "lora_weights", "lora_scales")
DATES = ("creation_date", "created_at", "created", "date", "timestamp", "ts", "time")
INPUTS = (
    "image_start",
    "image_end",
    "image_refs",
    "image_guide",
    "image_mask",
    "video_source",
    "video_guide",
    "video_mask",
    "audio_guide",
    "init_image",
    "input_image",
    "image",
    "reference_images",
)
# Fields in which a program names itself; a `type` counts where it has the mark of a program.
PROGRAMS = ("software", "generator", "app", "application", "program", "tool", "created_by")
MARKED_TYPES = {"WanGP": "WanGP"}
# Words that a language model wrote for the person's own, in WanGP: in a field of their own, or in
# the prompt, each behind a line with the person's words.
ENHANCED = ("enhanced_prompt", "revised_prompt", "final_prompt")
OWN_WORDS = "#!PROMPT!:"
ENHANCED_MARK = "!enhanced!\n"
SETTINGS = frozenset({*STEPS, *SCALES, *SEEDS, *SAMPLERS, *SIZES, *MODELS, "width", "height"})
NUMBERS = (*STEPS, *SCALES, *SEEDS, "width", "height")
MAX_NAME = 1000  # characters in the name of a file; a longer text is the file itself


def read(embedded: Embedded) -> Extracted | None:
    for text in embedded.texts:
        if text.key in CARRIERS and text.text.lstrip()[:1] == "{":
            data = embedded.parse_object(text.text)
            found = extract(data) if data else None
            if found:
                return found
    return None


def extract(data: Mapping[str, Any]) -> Extracted | None:
    """What an object states; None where it holds no prompt, or none of the usual settings.

    A dictionary of an interface has the same names with words behind them: what should be a number
    and is none is no setting.
    """
    fields = {setting_key(str(name)): value for name, value in reversed(list(data.items()))}
    stated = next((fields[name] for name in PROMPTS if isinstance(fields.get(name), str)), None)
    # A prompt of signs alone is that of a command line.
    if stated and not any(map(str.isalnum, stated)):
        return None
    if stated is None or SETTINGS.isdisjoint(fields) or "class_type" in fields:
        return None
    prompt, enhanced, issues = _split_enhanced(to_stated_text(stated) or "", fields)
    if not _states_run(fields):
        return None
    width, height = next((found for name in SIZES if all(found := size(fields.get(name)))), (0, 0))
    used = _Used(fields)
    parameters = Parameters(
        steps=to_int(used.first(STEPS)),
        cfg_scale=number(used.first(SCALES)),
        seed=to_int(used.first(SEEDS)),
        sampler=to_text(used.first(SAMPLERS)),
        width=width or to_int(used.first(("width",))),
        height=height or to_int(used.first(("height",))),
        model=_model_name(used.first(MODELS)),
        loras=_list_loras(used.first(LORAS), used.first(MULTIPLIERS)),
    )
    negative = to_stated_text(used.first(NEGATIVES))
    return Extracted(
        generator=_name_program(fields),
        prompt=prompt,
        negative_prompt=negative,
        parameters=parameters,
        times=tuple(_list_times(fields)),
        inputs=tuple(_list_inputs(fields)),
        problems=issues,
        extra={**used.rest(data), **_further(fields, prompt, negative), **enhanced},
        confidence="stated",
    )


def _states_run(fields: Mapping[str, Any]) -> bool:
    """Return whether one of the numbers is one, or whether there is none and a model is named."""
    stated = [fields[name] for name in NUMBERS if fields.get(name) not in (None, "")]
    sized = any(all(size(fields.get(name))) for name in SIZES)
    return sized or not stated or any(number(value) is not None for value in stated)


class _Used:
    """The fields of an object, and which of them became prompts or parameters."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields, self._names = fields, set(PROMPTS)

    def first(self, names: tuple[str, ...]) -> Any:
        name = next((name for name in names if self._fields.get(name) is not None), None)
        if name is None:
            return None
        self._names.add(name)
        return self._fields[name]

    def rest(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the settings that have no place of their own, under the names they have."""
        return {
            str(name): value
            for name, value in data.items()
            if setting_key(str(name)) not in self._names
            and isinstance(value, str | int | float)
            and value != ""
        }


def _split_enhanced(
    prompt: str, fields: Mapping[str, Any]
) -> tuple[str | None, dict[str, str], tuple[Problem, ...]]:
    """Return the person's words, those that a language model made of them, and the problem."""
    written = next((text for name in ENHANCED if (text := to_text(fields.get(name)))), None)
    own = prompt
    if OWN_WORDS in prompt:
        lines = prompt.splitlines()
        own = "\n".join(line[len(OWN_WORDS) :].strip() for line in lines if _is_own(line))
        written = "\n".join(line for line in lines if not _is_own(line)).strip()
    elif prompt.startswith(ENHANCED_MARK):
        return None, {"enhanced_prompt": prompt[len(ENHANCED_MARK) :]}, (_only_enhanced(),)
    if written is None or written == prompt:
        return prompt, {}, ()
    return own, {"enhanced_prompt": written}, (problem("prompt_expanded"),)


def _is_own(line: str) -> bool:
    return line.startswith(OWN_WORDS)


def _only_enhanced() -> Problem:
    return problem("prompt_only_expanded")


def _name_program(fields: Mapping[str, Any]) -> str | None:
    kind = to_text(fields.get("type")) or ""
    marked = next((name for mark, name in MARKED_TYPES.items() if kind.startswith(mark)), None)
    return marked or next((name for key in PROGRAMS if (name := to_text(fields.get(key)))), None)


def _name_of(value: Any) -> str | None:
    """Return the name of a model: a text, or the name in an object."""
    if isinstance(value, Mapping):
        found = (to_text(value.get(key)) for key in ("name", "model_name", "Model", "model", "id"))
        return next((name for name in found if name), None)
    return to_text(value)


def _model_name(value: Any) -> str | None:
    """Return the name of a model; of an address only the name of its file."""
    name = _name_of(value)
    return path_name(name) if name and "://" in name else name


def _list_loras(value: Any, weights: Any) -> tuple[Lora, ...]:
    """A list of names or objects, with weights beside it as a list or as a text of numbers."""
    listed = [value] if isinstance(value, str | Mapping) else value
    scales = weights.split() if isinstance(weights, str) else weights
    scales = scales if isinstance(scales, list) else []
    found = []
    for index, entry in enumerate(listed if isinstance(listed, list) else ()):
        own = entry.get("weight", entry.get("scale")) if isinstance(entry, Mapping) else None
        own = entry.get("strength") if own is None and isinstance(entry, Mapping) else own
        name = _name_of(entry) or (
            _name_of(entry.get("path")) if isinstance(entry, Mapping) else None
        )
        if name and name.strip().lower() != "none":
            weight = number(own if own is not None else scales[index] if index < len(scales) else 0)
            known = own is not None or index < len(scales)
            found.append(Lora(name=path_name(name) or name, weight=weight if known else None))
    return tuple(found)


def _list_times(fields: Mapping[str, Any]) -> Iterator[StatedTime]:
    for name in DATES:
        value = to_text(fields.get(name))
        if value:
            yield StatedTime(what="generated", value=value, source=name)
            return


def _list_inputs(fields: Mapping[str, Any]) -> Iterator[str]:
    for name in INPUTS:
        value = fields.get(name)
        for entry in value if isinstance(value, list) else [value]:
            text = to_text(entry)
            if text and len(text) <= MAX_NAME and not text.startswith("data:"):
                # A signed address holds a key to somebody's storage; the query is dropped.
                yield text.partition("?")[0] if "://" in text else text


def _further(
    fields: Mapping[str, Any], prompt: str | None, negative: str | None
) -> dict[str, list[dict[str, str]]]:
    """Return other prompts of the object: of a second pass, a style, a region."""
    known = {*PROMPTS, *NEGATIVES, *ENHANCED}
    return further.words(
        (name, value)
        for name, value in fields.items()
        if name.endswith("prompt") and name not in known and value not in (prompt, negative)
    )
