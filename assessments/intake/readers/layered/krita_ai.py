"""The history that the plug-in Krita AI Diffusion keeps inside a Krita document.

The annotation `ai_diffusion/ui.json` (in older versions without its ending) holds the state of the
plug-in and, under `history`, each generation whose results are still stored: its prompt and
settings, how many results there were, and which of them a person used (Acly/krita-ai-diffusion).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assessments.intake.containers import zips
from assessments.intake.containers.embedded import decode_text
from assessments.intake.core import limits
from assessments.intake.core.coerce import number, parse_object, to_int, to_stated_text, to_text
from assessments.intake.core.problems import Problem, Rejected, problem
from assessments.intake.core.report import Extracted, Lora, Parameters, StatedTime
from assessments.intake.generators import further

NAME = "Krita AI Diffusion"
ANNOTATIONS = ("/annotations/ai_diffusion/ui.json", "/annotations/ai_diffusion/ui")
# What generated pictures of the document; previews and control layers are no results.
KINDS = {0: "diffusion", 6: "animation", "diffusion": "diffusion", "animation": "animation"}
# The result of a larger copy of the picture, which has no words of its own.
UPSCALED = (2, "upscaling")
MAX_LISTED = 200  # generations that are listed; the plug-in itself keeps results up to a size
# Settings of the plug-in's metadata that have a place of their own.
PLACED = frozenset(
    {"prompt", "negative_prompt", "checkpoint", "sampler", "steps", "guidance", "loras", "control"}
)


def read(archive: zips.Archive) -> Extracted | None:
    """Return what the plug-in's state in a Krita document holds; None where there is none."""
    member = next(
        (found for found in archive.members if found.filename.endswith(ANNOTATIONS)), None
    )
    if member is None:
        return None
    try:
        state = parse_object(decode_text(archive.member_data(member, limits.JSON_BYTES)))
    except Rejected as rejection:
        return Extracted(generator=NAME, problems=(rejection.problem,), confidence="stated")
    if state is None:
        damaged = problem("json_damaged", where=zips.printable_name(member.filename))
        return Extracted(generator=NAME, problems=(damaged,), confidence="stated")
    return _read_state(state)


def _read_state(state: Mapping[str, Any]) -> Extracted:
    listed = state.get("history")
    generations = [
        _Generation(entry)
        for entry in (listed if isinstance(listed, list) else ())
        if isinstance(entry, Mapping) and KINDS.get(_kind(entry))
    ]
    used = [generation for generation in generations if generation.used]
    shown = (used or generations)[-1:]
    problems: tuple[Problem, ...] = ()
    words = list(_list_words(state, generations, shown))
    if not shown and any(text for _, text in words):
        problems = (problem("generations_not_kept"),)
    elif len({generation.prompt for generation in used or generations}) > 1:
        problems = (problem("generations_several", count=len(generations)),)
    extra: dict[str, Any] = {
        "iterations": [generation.as_json() for generation in generations[:MAX_LISTED]],
        "results": _sum_known(generation.results for generation in generations),
        "results_used": sum(len(generation.used) for generation in generations),
    }
    if enlarged := list(_list_upscaled(listed)):
        extra["upscaled"] = enlarged
    found = shown[0] if shown else None
    return Extracted(
        generator=NAME,
        prompt=found.prompt if found else None,
        negative_prompt=found.negative if found else None,
        parameters=found.parameters() if found else Parameters(),
        times=tuple(
            StatedTime(what="generated", value=generation.at, source=f"{NAME} history")
            for generation in generations[:MAX_LISTED]
            if generation.at
        ),
        problems=problems,
        extra={**extra, **further.words(words)},
        confidence="stated",
    )


def _list_upscaled(listed: Any) -> Iterator[dict[str, Any]]:
    """Yield the enlargements that the history holds, and which of their results were used."""
    for entry in (listed if isinstance(listed, list) else ())[:MAX_LISTED]:
        if isinstance(entry, Mapping) and _kind(entry) in UPSCALED:
            done = _Generation(entry)
            yield {"results": done.results, "used": done.used, "at": done.at}


def _sum_known(counts: Iterable[int | None]) -> int | None:
    """Return the sum; None where one of them is not stated."""
    listed = list(counts)
    return None if None in listed else sum(count or 0 for count in listed)


def _kind(entry: Mapping[str, Any]) -> Any:
    kind = entry.get("kind", "diffusion")
    return kind if isinstance(kind, str | int) and not isinstance(kind, bool) else None


def _list_words(
    state: Mapping[str, Any], generations: list[_Generation], shown: list[_Generation]
) -> Iterator[tuple[str, str | None]]:
    """Yield the words of regions and of other generations, and those that stand in the plug-in."""
    known = {generation.prompt for generation in shown}
    for generation in generations:
        if generation.prompt not in known:
            known.add(generation.prompt)
            yield "another generation", generation.prompt
        for text in generation.region_prompts():
            if text not in known:
                known.add(text)
                yield "region", text
    root = state.get("root")
    current = [to_text(root.get("positive"))] if isinstance(root, Mapping) else []
    regions = state.get("regions")
    current += [
        to_text(region.get("positive"))
        for region in (regions if isinstance(regions, list) else ())
        if isinstance(region, Mapping)
    ]
    for typed in current:
        if typed and typed not in known:
            known.add(typed)
            yield "prompt field of the plug-in", typed


class _Generation:
    """One entry of the history; before version 1.26 the prompt stood beside the metadata."""

    def __init__(self, entry: Mapping[str, Any]) -> None:
        params = entry.get("params")
        self._params: Mapping[str, Any] = params if isinstance(params, Mapping) else {}
        metadata = self._params.get("metadata")
        self._metadata: Mapping[str, Any] = metadata if isinstance(metadata, Mapping) else {}
        self.prompt = self._text("prompt")
        self.negative = self._text("negative_prompt")
        offsets = entry.get("offsets")
        self.results = len(offsets) if isinstance(offsets, list) else None
        chosen = entry.get("in_use")
        self.used = sorted(
            place
            for key, value in (chosen.items() if isinstance(chosen, Mapping) else ())
            if value is True and (place := to_int(key)) is not None
        )
        self.at = to_text(entry.get("timestamp")) or to_text(self._params.get("timestamp"))

    def _text(self, name: str) -> str | None:
        return to_stated_text(self._metadata.get(name, self._params.get(name)))

    def _value(self, name: str) -> Any:
        return self._metadata.get(name, self._params.get(name))

    def parameters(self) -> Parameters:
        return Parameters(
            steps=to_int(self._value("steps")),
            cfg_scale=number(self._value("guidance")),
            seed=to_int(self._params.get("seed")),
            sampler=to_text(self._value("sampler")),
            model=to_text(self._value("checkpoint")),
            loras=_list_loras(self._metadata.get("loras")),
        )

    def region_prompts(self) -> list[str]:
        regions = self._params.get("regions")
        texts = (
            to_text(region.get("prompt"))
            for region in (regions if isinstance(regions, list) else ())
            if isinstance(region, Mapping)
        )
        return [text for text in texts if text]

    def as_json(self) -> dict[str, Any]:
        rest = {
            str(name): value
            for name, value in self._metadata.items()
            if name not in PLACED and isinstance(value, str | int | float)
        }
        listed = {
            "prompt": self.prompt,
            "negative_prompt": self.negative,
            "seed": to_int(self._params.get("seed")),
            "model": to_text(self._value("checkpoint")),
            "results": self.results,
            "used": self.used,
            "at": self.at,
        }
        return {**listed, **rest}


def _list_loras(value: Any) -> tuple[Lora, ...]:
    return tuple(
        Lora(name=name, weight=number(entry.get("weight", entry.get("strength"))))
        for entry in (value if isinstance(value, list) else ())
        if isinstance(entry, Mapping) and (name := to_text(entry.get("name")))
    )
