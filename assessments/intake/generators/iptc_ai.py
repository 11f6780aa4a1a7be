"""IPTC Photo Metadata 2025.1: the prompt, its writer and the system; and lines of credit.

The four properties stand in XMP (namespace Iptc4xmpExt): AIPromptInformation, AIPromptWriterName,
AISystemUsed, AISystemVersionUsed. Credit is older (photoshop:Credit, IIM 2:110); Google writes
"Made with Google AI" or, into photographs that were changed, "Edited with Google AI" there. Such a
photograph was not made by the program, so that it is named as the one that edited.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import to_text
from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import Extracted

PROMPT, WRITER = "Iptc4xmpExt:AIPromptInformation", "Iptc4xmpExt:AIPromptWriterName"
SYSTEM, VERSION = "Iptc4xmpExt:AISystemUsed", "Iptc4xmpExt:AISystemVersionUsed"
SOURCE = "Iptc4xmpExt:DigitalSourceType"
KEYS = (PROMPT, WRITER, SYSTEM, VERSION)
CREDITS = ("photoshop:Credit", "Credit")
READ = frozenset((*KEYS, *CREDITS))
# The program that a line of credit may name, and how a part of the line says what it did. Other
# words around the name may deny it or name another program.
NAMED = "Google AI"
_PART = re.compile(r"[,;/|·，；、。()（）]")
_MADE = re.compile(
    r"(?:made|created|generated) (?:with|by|using) google ai"
    r"|(?:由|使用|用|通过)? ?google ai ?(?:制作|生成|创作)"
)
_EDITED = re.compile(
    r"edited (?:with|by|using) google ai|(?:由|使用|用|通过)? ?google ai ?(?:编辑|修改)"
)
GENERATED = "/trainedalgorithmicmedia"
# Texts that stand where a value was asked for and none is given.
PLACEHOLDERS = frozenset(
    {
        "no",
        "no ai",
        "no ai used",
        "not used",
        "none used",
        "未使用",
        "未使用ai",
        "未使用 ai",
        "无ai",
    }
    | {"none", "n/a", "na", "not disclosed", "undisclosed", "not applicable", "not available"}
    | {
        "unknown",
        "confidential",
        "-",
        "–",
        "无",
        "没有",
        "未公开",
        "不公开",
        "未披露",
        "不适用",
        "保密",
    }
)


def complete(found: Extracted, embedded: Embedded) -> Extracted:
    """What was found, completed by these properties and by the line of credit."""
    if not any(text.key in READ for text in embedded.texts):
        return found
    problems: list[Problem] = []
    prompt, writer = _stated(embedded, PROMPT, "prompt", problems), _value(embedded, WRITER)
    system = _stated(embedded, SYSTEM, "generator", problems)
    version = _value(embedded, VERSION)
    if system and version:
        system, version = f"{system} {version}", None
    credit = next((text for key in CREDITS if (text := to_text(embedded.get(key)))), None)
    maker, editor = _credited(credit, embedded)
    extra: dict[str, Any] = {}
    named = (
        ("prompt_writer", writer),
        ("system", system),
        ("system_version", version),
        ("credit", credit),
    )
    for key, value in (*named, ("edited_with", editor)):
        if value:
            extra[key] = value.strip()
    if prompt and found.prompt and prompt != found.prompt:
        extra["iptc_prompt"] = prompt
    if not extra and not prompt and not problems:
        return found
    generator = found.generator or system or maker
    stated = generator or prompt or editor or writer or version or _names_program(credit)
    return replace(
        found,
        generator=generator or None,
        prompt=found.prompt or prompt,
        extra={**found.extra, **extra},
        problems=(*found.problems, *problems),
        confidence="stated" if stated and found.confidence == "none" else found.confidence,
    )


def _value(embedded: Embedded, key: str) -> str | None:
    text = to_text(embedded.get(key))
    return text.strip() if text else None


def _stated(embedded: Embedded, key: str, field: str, problems: list[Problem]) -> str | None:
    """The value of a property; None, with a problem, where the text only stands for a value."""
    text = _value(embedded, key)
    if text and text.casefold().strip(" .。") in PLACEHOLDERS:
        problems.append(problem("placeholder", field=field, value=text))
        return None
    return text


def _credited(credit: str | None, embedded: Embedded) -> tuple[str | None, str | None]:
    """The program that made the picture, or the one that edited it, by the line of credit."""
    parts = [part.strip() for part in _PART.split((credit or "").casefold())]
    if any(_EDITED.fullmatch(part) for part in parts):
        return None, NAMED
    generated = (embedded.get(SOURCE) or "").lower().endswith(GENERATED)
    made = any(_MADE.fullmatch(part) for part in parts)
    return (NAMED, None) if made or (generated and NAMED.casefold() in parts) else (None, None)


def _names_program(credit: str | None) -> bool:
    """Whether the line names the program, whatever it says of it."""
    return NAMED.casefold() in (credit or "").casefold()
