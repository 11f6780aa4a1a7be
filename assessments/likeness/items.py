"""Outputs to be ordered: one for each file, one for each answer and picture of a conversation.

Taken from readings as JSON, as they are stored. Nothing is inferred here: an item says what its
file or turn says. A picture that lies beside the conversation it was made in becomes one item.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from assessments.likeness.measures import Fingerprint

PICTURE, TEXT, OTHER = "picture", "text", "other"
# Which of the times in a file says best when the output came into being.
TIMES = ("generated", "created", "digitised", "sent", "signed", "modified")
SCHEMES = ("sediment://", "file-service://")
Json = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Item:
    """One output and what is stated of how it was made; what is not stated is None or empty."""

    key: str  # unique among the items that are ordered together
    name: str = ""
    kind: str = OTHER  # picture | text | other
    sha256: str | None = None
    at: str | None = None  # ISO 8601
    at_source: str | None = None
    generator: str | None = None
    prompt: str | None = None
    negative_prompt: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()  # names of files that went in
    parents: tuple[str, ...] = ()  # names that signed credentials give as parents
    generation: str | None = None
    parent_generation: str | None = None
    edit_op: str | None = None
    asset: str | None = None  # the name a conversation gives to a picture that lies beside it
    turn: str | None = None
    ancestors: tuple[str, ...] = ()  # the turns before it on its branch, nearest first
    chosen: bool | None = None
    text: str | None = None
    fingerprint: Fingerprint | None = None


def items_of(
    reading: Json, *, key: str, fingerprint: Fingerprint | None = None
) -> tuple[Item, ...]:
    """The outputs a file's reading speaks of: the file, its members, its conversation's answers."""
    members = (reading.get("extra") or {}).get("members") or ()
    inside = [item for at, one in enumerate(members) for item in items_of(one, key=f"{key}/{at}")]
    if reading.get("messages"):
        return (*_turns(reading, key), *inside)
    return tuple(inside) if members else (_file(reading, key, fingerprint),)


def joined(items: Sequence[Item]) -> list[Item]:
    """Files and the turns they were made in as one item each; what names no file stands alone."""
    files = [one for one in items if one.asset is None]
    turns = [one for one in items if one.asset is not None]
    taken: dict[str, Item] = {}
    left: list[Item] = []
    for turn in turns:
        found = [one for one in files if turn.asset and turn.asset in _stem(one.name)]
        if len(found) == 1 and found[0].key not in taken:
            taken[found[0].key] = _of_both(found[0], turn)
        else:
            left.append(turn)
    return [taken.get(one.key, one) for one in files] + left


def base(name: str) -> str:
    """A file's name without folders and without what programs add to it, in lower case."""
    plain = name.replace("\\", "/").removesuffix(" [input]").removesuffix(" [output]")
    return PurePosixPath(plain).name.strip().lower()


def _stem(name: str) -> str:
    return PurePosixPath(base(name)).stem


def _of_both(file: Item, turn: Item) -> Item:
    """What the file says of itself stands; what it leaves open comes from the conversation."""
    values = {
        name: getattr(turn, name)
        for name in ("prompt", "at", "at_source", "generator")
        if getattr(file, name) is None
    }
    return replace(
        file,
        **values,
        parameters={**turn.parameters, **_known(file.parameters)},
        generation=turn.generation,
        parent_generation=turn.parent_generation,
        edit_op=turn.edit_op,
        turn=turn.turn,
        ancestors=turn.ancestors,
        chosen=turn.chosen,
    )


def _file(reading: Json, key: str, fingerprint: Fingerprint | None) -> Item:
    at, source = _time(reading)
    extra = reading.get("extra") or {}
    media = str(reading.get("media_type") or "")
    text = extra.get("text")
    return Item(
        key=key,
        name=str(reading.get("file") or ""),
        kind=PICTURE if media.startswith("image/") else TEXT if text else OTHER,
        sha256=reading.get("sha256"),
        at=at,
        at_source=source,
        generator=reading.get("generator"),
        prompt=reading.get("prompt"),
        negative_prompt=reading.get("negative_prompt"),
        parameters=_known(reading.get("parameters") or {}),
        inputs=tuple(reading.get("inputs") or ()),
        parents=tuple(_credited(reading.get("c2pa") or {})),
        text=text,
        fingerprint=fingerprint,
    )


def _known(parameters: Json) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if value not in (None, [], ())}


def _credited(c2pa: Json) -> Iterator[str]:
    for one in c2pa.get("ingredients") or ():
        if one.get("relationship") == "parentOf" and one.get("title"):
            yield one["title"]


def _time(reading: Json) -> tuple[str | None, str | None]:
    times = reading.get("times") or ()
    for what in TIMES:
        for one in times:
            if one.get("what") == what:
                return one["value"], one["source"]
    return None, None


def _turns(reading: Json, key: str) -> Iterator[Item]:
    messages = {one["id"]: one for one in reading["messages"] if one.get("id")}
    for turn, message in messages.items():
        ancestors = _ancestors(turn, messages)
        shared = {
            "name": str(reading.get("file") or ""),
            "at": message.get("at"),
            "at_source": "message" if message.get("at") else None,
            "generator": reading.get("generator"),
            "turn": turn,
            "ancestors": ancestors,
            "chosen": message.get("chosen"),
        }
        model = {"model": message["model"]} if message.get("model") else {}
        pictures = (message.get("extra") or {}).get("pictures") or ()
        asked = _asked(ancestors, messages)
        made = [one for one in pictures if message.get("role") != "user"]
        for number, picture in enumerate(made):
            yield _picture(picture, f"{key}#{turn}.{number}", asked, {**shared}, model)
        if not made and message.get("role") == "assistant" and message.get("text"):
            yield Item(
                key=f"{key}#{turn}",
                kind=TEXT,
                prompt=asked,
                parameters=model,
                text=message["text"],
                **shared,
            )


def _picture(
    picture: Json, key: str, asked: str | None, shared: dict[str, Any], model: dict[str, Any]
) -> Item:
    given = {name: picture.get(name) for name in ("seed", "width", "height")}
    return Item(
        key=key,
        kind=PICTURE,
        prompt=picture.get("prompt") or picture.get("asked") or asked,
        parameters=_known({**model, **given}),
        generation=picture.get("gen_id"),
        parent_generation=picture.get("parent_gen_id"),
        edit_op=picture.get("edit_op"),
        asset=_asset(picture.get("asset")),
        **shared,
    )


def _asset(pointer: Any) -> str | None:
    """The part of the pointer that the file's name repeats."""
    if not isinstance(pointer, str):
        return None
    for scheme in SCHEMES:
        pointer = pointer.removeprefix(scheme)
    name = _stem(str(pointer).partition("?")[0].partition("#")[0])
    return name or None


def _ancestors(turn: str, messages: Mapping[str, Json]) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    at = str(messages[turn].get("parent"))
    while at in messages and at not in seen and at != turn:
        seen[at] = None
        at = str(messages[at].get("parent"))
    return tuple(seen)


def _asked(ancestors: Sequence[str], messages: Mapping[str, Json]) -> str | None:
    """What the person said last before this turn."""
    for one in ancestors:
        if messages[one].get("role") == "user":
            return messages[one].get("text") or None
    return None
