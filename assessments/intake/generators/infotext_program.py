"""Which program wrote a text in Stable Diffusion WebUI's form, which many others write too.

Where the text names no version of its program, and the picture carries the name of another program
or the label of another producer, the form alone does not say which program made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from assessments.intake.core.problems import problem
from assessments.intake.core.report import Extracted

FORM_OF = "Stable Diffusion WebUI"
OWN = ("webui", "stable diffusion", "automatic1111", "a1111", "forge")
LABEL = "AIGC"
MAX_SHOWN = 100  # characters of a name in a sentence


def compare(
    found: Extracted, named: Iterable[str | None], label: Mapping[str, str] | None
) -> Extracted:
    """Return what was found, without its program where another name beside it contradicts it."""
    if found.generator != FORM_OF or "version" in found.extra:
        return found
    others = [
        name.strip()
        for name in named
        if name and name.strip() and not any(own in name.lower() for own in OWN)
    ]
    if label is not None:
        others.append(f"{LABEL} {label.get('ContentProducer') or ''}".strip())
    if not others:
        return found
    fault = problem("form_of_webui", program=", ".join(dict.fromkeys(others))[:MAX_SHOWN])
    return replace(found, generator=None, problems=(*found.problems, fault))
