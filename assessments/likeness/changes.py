"""What differs between an output and its parent, in the codes of the creation record.

A setting that only one of the two states is unknown, not changed. Weights inside a prompt count as
`weights`: a prompt that differs in nothing else is unchanged. Reasons for a change are not
inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rapidfuzz.distance import Levenshtein

from assessments.likeness import limits
from assessments.likeness.items import Item, base_name
from assessments.likeness.tokens import Token, tokens

# In the order of `Changed` in the creation record.
CODES = (
    "prompt",
    "negative_prompt",
    "parameters",
    "seed",
    "model",
    "weights",
    "region",
    "input",
    "order",
)
OWN_CODES = {"seed": "seed", "model": "model", "loras": "weights"}
REGION_OPS = ("inpaint", "edit", "region", "mask")
# WebUI prompt syntax: `<lora:name:weight>` and `(words:1.2)`.
LORA = re.compile(r"<(?:lora|lyco|hypernet):([^:>]{1,200})(?::([^>]{0,60}))?>")
WEIGHT = re.compile(r"[([]([^()\[\]:]{1,2000}):\s{0,8}(-?[0-9]{0,4}(?:\.[0-9]{0,8})?)[)\]]")


PieceKind = Literal["same", "removed", "new"]


@dataclass(frozen=True, kw_only=True)
class DiffPiece:
    """A stretch of a prompt that both prompts have, or only the earlier or the later one."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One setting in both outputs; None where an output does not state it."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True)
class Changes:
    """The codes that changed, the codes that are unknown, and the differences themselves."""

    changed: tuple[str, ...]  # codes of the creation record
    unknown: tuple[str, ...] = ()  # stated by one of the two only
    prompt: tuple[DiffPiece, ...] = ()
    negative_prompt: tuple[DiffPiece, ...] = ()
    settings: tuple[Setting, ...] = ()  # those that differ or that only one states


def changes(parent: Item, child: Item) -> Changes:
    """Return what changed from parent to child, as far as both state it."""
    settings = tuple(_compare_settings(parent.parameters, child.parameters))
    found = {
        OWN_CODES.get(setting.name, "parameters")
        for setting in settings
        if _is_stated_by_both(setting)
    }
    unknown = {
        OWN_CODES.get(setting.name, "parameters")
        for setting in settings
        if not _is_stated_by_both(setting)
    }
    for name in ("prompt", "negative_prompt"):
        before, after = getattr(parent, name), getattr(child, name)
        if before is None and after is None:
            continue
        if before is None or after is None:
            unknown.add(name)
        else:
            found |= set(_find_prompt_codes(name, before, after))
    if _list_input_names(child) != _list_input_names(parent):
        found.add("input")
    if _is_regional(child):
        found.add("region")
    return Changes(
        changed=tuple(code for code in CODES if code in found),
        unknown=tuple(code for code in CODES if code in unknown - found),
        prompt=word_diff(parent.prompt, child.prompt),
        negative_prompt=word_diff(parent.negative_prompt, child.negative_prompt),
        settings=settings,
    )


def word_diff(before: str | None, after: str | None) -> tuple[DiffPiece, ...]:
    """Return both prompts as one sequence of pieces; empty where one of them is unknown.

    The edit script is the Levenshtein alignment of the tokens. A piece includes the white space
    behind it, so the pieces `same` and `new` joined are the later prompt to the letter.
    """
    if before is None or after is None:
        return ()
    max_tokens = limits.PROMPT_TOKENS.value
    old, new = tokens(before, max_tokens=max_tokens), tokens(after, max_tokens=max_tokens)
    if max(len(old), len(new)) > max_tokens:
        return (DiffPiece(kind="removed", text=before), DiffPiece(kind="new", text=after))
    there, here = _cut_at_tokens(before, old), _cut_at_tokens(after, new)
    pieces: list[DiffPiece] = []
    for step in Levenshtein.opcodes(
        [stretch.strip() for stretch in there], [stretch.strip() for stretch in here]
    ):
        removed = "".join(there[step.src_start : step.src_end])
        text = "".join(here[step.dest_start : step.dest_end])
        if step.tag == "equal":
            pieces.append(DiffPiece(kind="same", text=text))
        else:
            pieces += [DiffPiece(kind="removed", text=removed), DiffPiece(kind="new", text=text)]
    return tuple(_merge_pieces(pieces))


def _cut_at_tokens(text: str, found: Sequence[Token]) -> list[str]:
    """Cut a text before each token; the tokens of a decimal number stay together."""
    whole = [token for token in found if not _is_inside_number(text, token)]
    if not whole:  # nothing but white space or signs
        return [text] if text else []
    ends = [token.start for token in whole[1:]] + [len(text)]
    return [text[token.start : end] for token, end in zip(whole, ends, strict=True)]


def _is_inside_number(text: str, token: Token) -> bool:
    """Return whether a token continues a number, as `.` and `5` do in `1.5`."""
    around = text[max(0, token.start - 1) : token.end + 1]
    if token.text == ".":
        return len(around) == 3 and around[0].isdigit() and around[2].isdigit()
    return around.startswith(".") and token.start > 1 and text[token.start - 2].isdigit()


def _merge_pieces(pieces: list[DiffPiece]) -> Iterator[DiffPiece]:
    """Merge adjacent removed and new pieces into one of each."""
    run: list[DiffPiece] = []
    for piece in (*pieces, DiffPiece(kind="same", text="")):
        if piece.kind != "same":
            run.append(piece)
            continue
        kinds: tuple[PieceKind, ...] = ("removed", "new")
        for kind in kinds:
            text = "".join(part.text for part in run if part.kind == kind)
            if text:
                yield DiffPiece(kind=kind, text=text)
        run = []
        if piece.text:
            yield piece


def _compare_settings(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Setting]:
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if not _is_equal(old, new):
            yield Setting(name=name, before=old, after=new)


def _is_stated_by_both(setting: Setting) -> bool:
    # A list of LoRA models is complete: an empty one means that none was used.
    return setting.name == "loras" or (setting.before is not None and setting.after is not None)


def _is_equal(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return bool(one == other)


def _find_prompt_codes(name: str, before: str, after: str) -> Iterator[str]:
    old, new = _ParsedPrompt.of(before), _ParsedPrompt.of(after)
    if old.weights != new.weights:
        yield "weights"
    if old.words == new.words:
        return
    same_words = len(old.words) > 1 and sorted(old.words) == sorted(new.words)
    yield "order" if same_words else name


@dataclass(frozen=True, kw_only=True)
class _ParsedPrompt:
    """The words of a prompt without weights, and the weights by the words that they apply to."""

    words: tuple[str, ...]
    weights: Mapping[str, str]

    @classmethod
    def of(cls, prompt: str) -> _ParsedPrompt:
        weights: dict[str, str] = {}

        def remove_weight(match: re.Match[str]) -> str:
            weights[match[1].strip()] = match[2]
            return match[1]

        def remove_lora(match: re.Match[str]) -> str:
            weights[f"<{match[1]}>"] = match[2] or ""
            return ""

        plain = WEIGHT.sub(
            remove_weight, LORA.sub(remove_lora, prompt[: limits.PROMPT_CHARS.value])
        )
        words = tuple(
            token.text for token in tokens(plain) if token.text not in ",，、;；.。()[]{}"
        )
        return cls(words=words, weights=weights)


def _list_input_names(item: Item) -> frozenset[str]:
    return frozenset(base_name(name) for name in item.inputs)


def _is_regional(child: Item) -> bool:
    """Return whether the file states that a part of the picture was generated again in place.

    How much of the area differs shows neither a mask nor who changed it, so it is no ground.
    """
    operation = (child.edit_op or "").lower()
    return child.masked or any(word in operation for word in REGION_OPS)
