"""IPTC Photo Metadata 2025.1: the prompt, its writer and the system; and lines of credit.

The four properties stand in XMP (namespace Iptc4xmpExt): AIPromptInformation, AIPromptWriterName,
AISystemUsed, AISystemVersionUsed. Credit is older (photoshop:Credit, IIM 2:110); Google writes
"Made with Google AI" or, into photographs that were changed, "Edited with Google AI" there. Such a
photograph was not made by the program, so that it is named as the one that edited.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import to_text
from assessments.intake.core.report import Extracted

PROMPT, WRITER = "Iptc4xmpExt:AIPromptInformation", "Iptc4xmpExt:AIPromptWriterName"
SYSTEM, VERSION = "Iptc4xmpExt:AISystemUsed", "Iptc4xmpExt:AISystemVersionUsed"
SOURCE = "Iptc4xmpExt:DigitalSourceType"
KEYS = (PROMPT, WRITER, SYSTEM, VERSION)
CREDITS = ("photoshop:Credit", "Credit")
READ = frozenset((*KEYS, *CREDITS))
# Within a line of credit, and the program that is reported.
CREDITED = (("google ai", "Google AI"),)
EDITED, MADE = ("edit", "编辑", "修改"), ("made", "creat", "generat", "制作", "生成", "创作")
GENERATED = "/trainedalgorithmicmedia"


def complete(found: Extracted, embedded: Embedded) -> Extracted:
    """What was found, completed by these properties and by the line of credit."""
    if not any(text.key in READ for text in embedded.texts):
        return found
    prompt, writer = _value(embedded, PROMPT), _value(embedded, WRITER)
    system = " ".join(part for key in (SYSTEM, VERSION) if (part := _value(embedded, key)))
    credit = next((text for key in CREDITS if (text := to_text(embedded.get(key)))), None)
    maker, editor = _credited(credit, embedded)
    extra: dict[str, Any] = {}
    named = (("prompt_writer", writer), ("system", system), ("credit", credit))
    for key, value in (*named, ("edited_with", editor)):
        if value:
            extra[key] = value.strip()
    if prompt and found.prompt and prompt != found.prompt:
        extra["iptc_prompt"] = prompt
    if not extra and not prompt:
        return found
    generator = found.generator or system or maker
    stated = generator or prompt or editor or writer
    return replace(
        found,
        generator=generator or None,
        prompt=found.prompt or prompt,
        extra={**found.extra, **extra},
        confidence="stated" if stated and found.confidence == "none" else found.confidence,
    )


def _value(embedded: Embedded, key: str) -> str | None:
    text = to_text(embedded.get(key))
    return text.strip() if text else None


def _credited(credit: str | None, embedded: Embedded) -> tuple[str | None, str | None]:
    """The program that made the picture, or the one that edited it, by the line of credit."""
    line = (credit or "").casefold()
    name = next((name for mark, name in CREDITED if mark in line), None)
    if name is None:
        return None, None
    if any(word in line for word in EDITED):
        return None, name
    generated = (embedded.get(SOURCE) or "").lower().endswith(GENERATED)
    return (name, None) if generated or any(word in line for word in MADE) else (None, None)
