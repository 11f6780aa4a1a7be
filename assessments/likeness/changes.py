"""What differs between an output and the one it came from, in the creation record's own codes.

A setting that only one of the two states is unknown, not changed. Weights inside a prompt are
weights: a prompt that differs in nothing else has not changed. Nothing is said of why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Levenshtein

from assessments.likeness import limits
from assessments.likeness.items import Item, base
from assessments.likeness.measures import PictureMeasure
from assessments.likeness.tokens import Token, tokens

# In the order of the creation record.
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
IN_PLACE = ("same", "scaled")
LORA = re.compile(r"<(?:lora|lyco|hypernet):([^:>]{1,200})(?::([^>]{0,60}))?>")
WEIGHT = re.compile(r"[([]([^()\[\]:]{1,2000}):\s{0,8}(-?[0-9]{0,4}(?:\.[0-9]{0,8})?)[)\]]")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of a prompt: both have it, only the earlier has it, or only the later."""

    kind: str  # same | removed | new
    text: str


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One setting in both outputs; None where an output does not state it."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What differs, what is the same for want of knowledge, and the differences themselves."""

    changed: tuple[str, ...]  # codes of the creation record
    unknown: tuple[str, ...] = ()  # what only one of the two states
    prompt: tuple[Piece, ...] = ()
    negative_prompt: tuple[Piece, ...] = ()
    settings: tuple[Setting, ...] = ()  # those that differ or that only one states


def changes(parent: Item, child: Item, measure: PictureMeasure | None = None) -> Changes:
    """What the step from parent to child changed, as far as both say; `measure` compares them."""
    settings = tuple(_settings(parent.parameters, child.parameters))
    found = {OWN_CODES.get(one.name, "parameters") for one in settings if _both(one)}
    unknown = {OWN_CODES.get(one.name, "parameters") for one in settings if not _both(one)}
    for name in ("prompt", "negative_prompt"):
        before, after = getattr(parent, name), getattr(child, name)
        if before is None and after is None:
            continue
        if before is None or after is None:
            unknown.add(name)
        else:
            found |= set(_prompt_codes(name, before, after))
    if _inputs(child) != _inputs(parent):
        found.add("input")
    if _in_a_region(child, measure):
        found.add("region")
    return Changes(
        changed=tuple(code for code in CODES if code in found),
        unknown=tuple(code for code in CODES if code in unknown - found),
        prompt=word_diff(parent.prompt, child.prompt),
        negative_prompt=word_diff(parent.negative_prompt, child.negative_prompt),
        settings=settings,
    )


def word_diff(before: str | None, after: str | None) -> tuple[Piece, ...]:
    """Both prompts as one sequence of pieces; nothing where one of them is not known.

    A piece holds the white space after it: what is the same and what is new together is the later
    prompt to the letter.
    """
    if before is None or after is None:
        return ()
    most = limits.PROMPT_TOKENS.most
    old, new = tokens(before, most=most), tokens(after, most=most)
    if max(len(old), len(new)) > most:
        return (Piece(kind="removed", text=before), Piece(kind="new", text=after))
    there, here = _stretches(before, old), _stretches(after, new)
    pieces: list[Piece] = []
    for step in Levenshtein.opcodes([one.strip() for one in there], [one.strip() for one in here]):
        removed = "".join(there[step.src_start : step.src_end])
        text = "".join(here[step.dest_start : step.dest_end])
        if step.tag == "equal":
            pieces.append(Piece(kind="same", text=text))
        else:
            pieces += [Piece(kind="removed", text=removed), Piece(kind="new", text=text)]
    return tuple(_merged(pieces))


def _stretches(text: str, found: Sequence[Token]) -> list[str]:
    """A text cut at its tokens, each with what follows it up to the next; a number is one."""
    whole = [one for one in found if not _inside_a_number(text, one)]
    ends = [one.start for one in whole[1:]] + [len(text)]
    return [text[one.start : end] for one, end in zip(whole, ends, strict=True)]


def _inside_a_number(text: str, token: Token) -> bool:
    """Whether a token goes on a number that began before it, as `.` and `5` do in `1.5`."""
    around = text[max(0, token.start - 1) : token.end + 1]
    if token.text == ".":
        return len(around) == 3 and around[0].isdigit() and around[2].isdigit()
    return around.startswith(".") and token.start > 1 and text[token.start - 2].isdigit()


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    """Removed and new stretches side by side become one of each."""
    run: list[Piece] = []
    for piece in (*pieces, Piece(kind="same", text="")):
        if piece.kind != "same":
            run.append(piece)
            continue
        for kind in ("removed", "new"):
            text = "".join(one.text for one in run if one.kind == kind)
            if text:
                yield Piece(kind=kind, text=text)
        run = []
        if piece.text:
            yield piece


def _settings(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Setting]:
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if not _equal(old, new):
            yield Setting(name=name, before=old, after=new)


def _both(one: Setting) -> bool:
    # A list of add-on models is stated in full: an empty one means that there was none.
    return one.name == "loras" or (one.before is not None and one.after is not None)


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return bool(one == other)


def _prompt_codes(name: str, before: str, after: str) -> Iterator[str]:
    old, new = _Plain.of(before), _Plain.of(after)
    if old.weights != new.weights:
        yield "weights"
    if old.words == new.words:
        return
    same_words = len(old.words) > 1 and sorted(old.words) == sorted(new.words)
    yield "order" if same_words else name


@dataclass(frozen=True, kw_only=True)
class _Plain:
    """A prompt's words without weights, and the weights by what they weigh."""

    words: tuple[str, ...]
    weights: Mapping[str, str]

    @classmethod
    def of(cls, prompt: str) -> _Plain:
        weights: dict[str, str] = {}

        def taken(match: re.Match[str]) -> str:
            weights[match[1].strip()] = match[2]
            return match[1]

        def add_on(match: re.Match[str]) -> str:
            weights[f"<{match[1]}>"] = match[2] or ""
            return ""

        plain = WEIGHT.sub(taken, LORA.sub(add_on, prompt[: limits.PROMPT_CHARS.most]))
        words = tuple(one.text for one in tokens(plain) if one.text not in ",，、;；.。()[]{}")
        return cls(words=words, weights=weights)


def _inputs(item: Item) -> frozenset[str]:
    return frozenset(base(name) for name in item.inputs)


def _in_a_region(child: Item, measure: PictureMeasure | None) -> bool:
    """A part of the picture was made anew in its place; a redrawn picture is no region."""
    if child.edit_op and any(word in child.edit_op.lower() for word in REGION_OPS):
        return True
    if measure is None or measure.changed is None or measure.geometry not in IN_PLACE:
        return False
    return limits.REGION_LEAST < measure.changed <= limits.REGION_MOST
