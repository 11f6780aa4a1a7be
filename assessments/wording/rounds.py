"""The name of a round: what it did, in a few words of its maker where there are any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext_lazy

from assessments.likeness import word_diff
from assessments.wording.labels import CHANGED

MAX_CHARS = 48
BETWEEN = " ,;.，。；、\n"
# What a round did of which nothing but the kind of act is known.
DONE = {
    "conceive": pgettext_lazy("what a round did", "idea or plan"),
    "prepare": pgettext_lazy("what a round did", "material prepared"),
    "generate": pgettext_lazy("what a round did", "generated with the tool"),
    "adjust": pgettext_lazy("what a round did", "changed and run again"),
    "select": pgettext_lazy("what a round did", "results looked through and chosen"),
    "edit": pgettext_lazy("what a round did", "edited by hand"),
    "arrange": pgettext_lazy("what a round did", "parts put together"),
    "review": pgettext_lazy("what a round did", "checked and decided"),
    "write": pgettext_lazy("what a round did", "text written"),
}


def round_name(
    *,
    action: str,
    intent: str,
    prompt: str,
    new_words: str,
    changed: Sequence[str],
    criteria: str = "",
    outputs: str = "",
    kept: str = "",
) -> str:
    """Return a name of at most `MAX_CHARS` characters.

    `action` and `changed` are codes of the record, the numbers `outputs` and `kept` are written in
    digits, the others are texts as typed; each may be empty.
    """
    typed = (intent, new_words, criteria, prompt)
    words = next((text for text in typed if text.strip(BETWEEN)), "")
    if words:
        return Truncator(" ".join(words.strip(BETWEEN).split())).chars(MAX_CHARS)
    if action == "select" and outputs:
        if kept:
            values = {"kept": kept, "outputs": outputs}
            return gettext("%(kept)s chosen from %(outputs)s") % values
        return gettext("chosen from %(outputs)s") % {"outputs": outputs}
    if changed:
        what = gettext(", ").join(str(CHANGED.get(code, code)) for code in changed)
        return Truncator(gettext("changed: %(what)s") % {"what": what}).chars(MAX_CHARS)
    return str(DONE.get(action, "")) or gettext("what was done is not known")


def round_title(step: Mapping[str, Any], number: int, steps: Iterable[Mapping[str, Any]]) -> str:
    """Return a title such as `Round 3: lantern lit from inside`; `number` counts from 1.

    Among `steps` is the one that it continues from. They are those of a record or of answers,
    without answers that are not known.
    """
    return numbered_round(number, name_of_step(step, steps))


def name_of_step(step: Mapping[str, Any], steps: Iterable[Mapping[str, Any]]) -> str:
    """Return what a step did, in a few words; of `steps`, the one that it continues from counts."""
    prompt, parent = _text(step, "prompt"), step.get("parent")
    above = next((_text(other, "prompt") for other in steps if other["id"] == parent), "")
    diff = word_diff(above, prompt) if above and prompt and not _text(step, "intent") else ()
    new_words = max((piece.text for piece in diff if piece.kind == "new"), key=len, default="")
    return round_name(
        action=_text(step, "action"),
        intent=_text(step, "intent"),
        prompt="" if diff else prompt,
        new_words=new_words,
        changed=[code for code in step.get("changed") or () if code in CHANGED],
        criteria=_text(step, "criteria"),
        outputs=_text(step, "outputs"),
        kept=_text(step, "kept"),
    )


def numbered_round(number: int, name: str) -> str:
    """Return the name of a round behind its number."""
    return gettext("Round %(number)s: %(name)s") % {"number": number, "name": name}


def _text(step: Mapping[str, Any], field: str) -> str:
    return str(step.get(field) or "")
