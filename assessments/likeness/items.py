"""The outputs to be ordered: one item for each file, answer and picture of a conversation.

Items are built from file reports as they are stored in JSON. Nothing is inferred: an item holds
what its file or turn states. A picture file and the turn that it was made in become one item.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, Final, Literal

from assessments.intake.provenance.c2pa import Standing, standing
from assessments.likeness.measures import Fingerprint

ItemKind = Literal["picture", "text", "other"]
PICTURE: Final = "picture"
TEXT: Final = "text"
OTHER: Final = "other"
# Kinds of times in a file, the best evidence of the making of the output first.
TIMES = ("generated", "created", "digitised", "sent", "signed", "modified")
# Prefixes of ChatGPT's `asset_pointer`.
SCHEMES = ("sediment://", "file-service://")
Json = Mapping[str, Any]

# Beginnings of kinds of files that hold words as a person wrote or pasted them.
DOCUMENTS = (
    *("text/plain", "text/markdown", "application/pdf", "application/rtf", "text/rtf"),
    *("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."),
)
CUT_DATA = re.compile(r"\s*[\[{]\s*(?:\{\s*)?\"[^\"\n]{1,80}\"\s*:")  # JSON that was cut off
DRAWING = "image/svg+xml"
NO_GENERATION = (
    "graph_not_understood",
    "graph_sampler_idle",
    "graph_switched_off",
    "graph_saved_loaded",
)
# Settings that name the operation (SD.Next, NovelAI), and what they hold where it redraws.
FROM_PICTURE = {"operations": "img2img", "request_type": "img2img"}
# Extensions whose masks a detector or the regions of a prompt make.
EXTENSIONS = ("rp ", "adetailer", "controlnet")
MASKS = ("mask", "inpaint")
MASKED = ("init_image", "image2image", "img2img", "edited_with")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One output and the statements on how it was made; None or empty where there are none."""

    key: str  # unique among the items of one tree
    name: str = ""
    kind: ItemKind = OTHER
    sha256: str | None = None
    at: str | None = None  # ISO 8601
    at_source: str | None = None
    generator: str | None = None
    prompt: str | None = None
    negative_prompt: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()  # names of input files
    parents: tuple[str, ...] = ()  # names of parents in Content Credentials
    credentials: Standing = "unchecked"  # what the check of these showed
    generation: str | None = None
    parent_generation: str | None = None
    edit_op: str | None = None
    from_picture: bool = False  # whether it states that a picture was worked on
    masked: bool = False  # whether it states that a part of a picture was marked for it
    told_by_text: bool = False  # whether a text names the generator, which did not write it
    conversation: str | None = None  # of the turn
    asset: str | None = None  # name of its picture file in the export of a conversation
    turn: str | None = None
    ancestors: tuple[str, ...] = ()  # the turns before it on its branch, nearest first
    chosen: bool | None = None
    text: str | None = None
    fingerprint: Fingerprint | None = None


def is_told_by_text(reading: Json) -> bool:
    """Return whether a conversation stands in a text or document, which anybody can write.

    Such a text names a service; that the service wrote it is not shown.
    """
    kind = str(reading.get("media_type") or "")
    return bool(reading.get("messages")) and kind.startswith(DOCUMENTS)


def is_tool_call(message: Json) -> bool:
    """Return whether an answer is a call of another tool, which is no result."""
    to = (message.get("extra") or {}).get("recipient")
    return message.get("role") == "assistant" and to not in (None, "", "all")


def made_pictures(message: Json) -> list[Json]:
    """Return the pictures that a turn holds as results, not as what a person gave."""
    pictures = (message.get("extra") or {}).get("pictures") or ()
    return [picture for picture in pictures if message.get("role") != "user"]


def holds_data(text: str) -> bool:
    """Return whether a text is data for a program, such as a workflow, and no words."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start not in ("{", "["):
        return False
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return bool(CUT_DATA.match(text))


def is_workflow(reading: Json) -> bool:
    """Return whether a file is a workflow of which nothing says that it was run."""
    return _has_problem(reading, "workflow_not_run")


def generates_nothing(reading: Json) -> bool:
    """Return whether no node of the graph in a file is understood as one that generates."""
    return any(_has_problem(reading, code) for code in NO_GENERATION)


def _has_problem(reading: Json, code: str) -> bool:
    return any(fault.get("code") == code for fault in reading.get("problems") or ())


def records_making(reading: Json) -> bool:
    """Return whether a file records how results were made, so that it is none itself.

    These are logs of runs, histories of code and workflows; conversations hold their answers.
    """
    is_history = any(edit.get("kind") == "commit" for edit in reading.get("edits") or ())
    runs = (reading.get("extra") or {}).get("runs")
    return bool(runs or is_history or is_workflow(reading))


def items_of(
    reading: Json, *, key: str, fingerprint: Fingerprint | None = None
) -> tuple[Item, ...]:
    """Return the outputs of a file report: the file, its members, or the answers in it."""
    members = (reading.get("extra") or {}).get("members") or ()
    inside = [
        item for at, member in enumerate(members) for item in items_of(member, key=f"{key}/{at}")
    ]
    if reading.get("messages"):
        return (*_build_turn_items(reading, key), *inside)
    if members or records_making(reading):
        return tuple(inside)
    return (_build_file_item(reading, key, fingerprint),)


def merge_turns(items: Sequence[Item]) -> list[Item]:
    """Merge picture files with the turns that they were made in; other items stay as they are."""
    files = [item for item in items if item.asset is None]
    turns = [item for item in items if item.asset is not None]
    taken: dict[str, Item] = {}
    left: list[Item] = []
    for turn in turns:
        found = [item for item in files if turn.asset and turn.asset in _get_stem(item.name)]
        if len(found) == 1 and found[0].key not in taken:
            taken[found[0].key] = _merge_turn(found[0], turn)
        else:
            left.append(turn)
    return [taken.get(item.key, item) for item in files] + left


def base_name(name: str) -> str:
    """Return a file name in lower case, without folders and ComfyUI's suffixes."""
    plain = name.replace("\\", "/").removesuffix(" [input]").removesuffix(" [output]")
    return PurePosixPath(plain).name.strip().lower()


def _get_stem(name: str) -> str:
    return PurePosixPath(base_name(name)).stem


def _merge_turn(file: Item, turn: Item) -> Item:
    """Fill the fields that the file does not state with those of the turn."""
    values = {
        name: getattr(turn, name)
        for name in ("prompt", "at", "at_source", "generator")
        if getattr(file, name) is None
    }
    return replace(
        file,
        **values,
        parameters={**turn.parameters, **_drop_empty(file.parameters)},
        generation=turn.generation,
        parent_generation=turn.parent_generation,
        edit_op=turn.edit_op,
        conversation=turn.conversation,
        turn=turn.turn,
        ancestors=turn.ancestors,
        chosen=turn.chosen,
    )


def _build_file_item(reading: Json, key: str, fingerprint: Fingerprint | None) -> Item:
    at, source = _choose_time(reading)
    extra = reading.get("extra") or {}
    media = str(reading.get("media_type") or "")
    text = extra.get("text")
    if text and holds_data(str(text)):
        text = None
    return Item(
        key=key,
        name=str(reading.get("file") or ""),
        kind=PICTURE if has_pixels(media) else TEXT if text else OTHER,
        sha256=reading.get("sha256"),
        at=at,
        at_source=source,
        generator=reading.get("generator"),
        prompt=reading.get("prompt"),
        negative_prompt=reading.get("negative_prompt"),
        parameters=_drop_empty(reading.get("parameters") or {}),
        inputs=tuple(reading.get("inputs") or ()),
        from_picture=states_source(reading),
        masked=_states_mask(reading),
        parents=tuple(_list_credited_parents(reading.get("c2pa") or {})),
        credentials=standing(reading.get("c2pa") or {}),
        text=text,
        fingerprint=fingerprint,
    )


def has_pixels(media_type: str) -> bool:
    """Return whether a file of this kind is a picture of pixels; drawings in SVG are not."""
    return media_type.startswith("image/") and media_type != DRAWING


def states_source(reading: Json) -> bool:
    """Return whether a file states that it was made out of a picture, or states no making at all.

    A model that redraws a picture takes it as input; WebUI writes the strength of that, as it does
    for its second pass (hires), which needs no picture.
    """
    if reading.get("inputs") or not (reading.get("prompt") or reading.get("generator")):
        return True
    settings = _list_settings(reading)
    masked = any(word in key for key in settings for word in (*MASKS, *MASKED))
    second_pass = any(key.startswith("hires") for key in settings)
    named = any(mark in str(settings.get(key)).lower() for key, mark in FROM_PICTURE.items())
    started = any(key.startswith("init image") for key in settings)
    return masked or named or started or ("denoising_strength" in settings and not second_pass)


def _states_mask(reading: Json) -> bool:
    """Return whether a file states a mask or the operation of filling a part."""
    return any(word in key for key in _list_settings(reading) for word in MASKS)


def _list_settings(reading: Json) -> dict[str, Any]:
    """Return the settings by name in lower case, without those of extensions that mask by words."""
    extra = reading.get("extra") or {}
    named = {str(key).lower(): value for key, value in extra.items()}
    return {key: value for key, value in named.items() if not key.startswith(EXTENSIONS)}


def _drop_empty(parameters: Json) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if value not in (None, [], ())}


def _list_credited_parents(c2pa: Json) -> Iterator[str]:
    for ingredient in c2pa.get("ingredients") or ():
        if ingredient.get("relationship") == "parentOf" and ingredient.get("title"):
            yield ingredient["title"]


def _choose_time(reading: Json) -> tuple[str | None, str | None]:
    times = reading.get("times") or ()
    for what in TIMES:
        for time in times:
            if time.get("what") == what:
                return time["value"], time["source"]
    return None, None


def _build_turn_items(reading: Json, key: str) -> Iterator[Item]:
    messages = {message["id"]: message for message in reading["messages"] if message.get("id")}
    for turn, message in messages.items():
        ancestors = _trace_ancestors(turn, messages)
        shared = {
            "name": str(reading.get("file") or ""),
            "at": message.get("at"),
            "at_source": "message" if message.get("at") else None,
            "generator": reading.get("generator"),
            "told_by_text": is_told_by_text(reading),
            "conversation": str((message.get("extra") or {}).get("conversation") or ""),
            "turn": turn,
            "ancestors": ancestors,
            "chosen": message.get("chosen"),
        }
        model = {"model": message["model"]} if message.get("model") else {}
        asked = _find_request(ancestors, messages)
        made = made_pictures(message)
        for number, picture in enumerate(made):
            yield _build_picture_item(picture, f"{key}#{turn}.{number}", asked, {**shared}, model)
        is_answer = message.get("role") == "assistant" and not is_tool_call(message)
        if not made and is_answer and message.get("text"):
            yield Item(
                key=f"{key}#{turn}",
                kind=TEXT,
                prompt=asked,
                parameters=model,
                text=message["text"],
                **shared,
            )


def _build_picture_item(
    picture: Json, key: str, asked: str | None, shared: dict[str, Any], model: dict[str, Any]
) -> Item:
    given = {name: picture.get(name) for name in ("seed", "width", "height")}
    return Item(
        key=key,
        kind=PICTURE,
        # The words of the person; what the model made of them counts only where there are none.
        prompt=asked or picture.get("prompt") or picture.get("asked"),
        parameters=_drop_empty({**model, **given}),
        generation=picture.get("gen_id"),
        parent_generation=picture.get("parent_gen_id"),
        edit_op=picture.get("edit_op"),
        asset=_parse_asset(picture.get("asset")),
        **shared,
    )


def _parse_asset(pointer: Any) -> str | None:
    """Return the part of an asset pointer that the name of the file repeats."""
    if not isinstance(pointer, str):
        return None
    for scheme in SCHEMES:
        pointer = pointer.removeprefix(scheme)
    name = _get_stem(str(pointer).partition("?")[0].partition("#")[0])
    return name or None


def _trace_ancestors(turn: str, messages: Mapping[str, Json]) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    at = str(messages[turn].get("parent"))
    while at in messages and at not in seen and at != turn:
        seen[at] = None
        at = str(messages[at].get("parent"))
    return tuple(seen)


def _find_request(ancestors: Sequence[str], messages: Mapping[str, Json]) -> str | None:
    """Return the last message of the person before a turn."""
    for turn in ancestors:
        if messages[turn].get("role") == "user":
            return messages[turn].get("text") or None
    return None
