"""The name of a round: what it did, in a few words of its maker where there are any.

Words of a prompt are quoted from the beginning of a clause, behind what was done with them: a piece
that two prompts do not share, or why a result was kept, is no name of an act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from assessments.wording.files import one_line
from assessments.wording.labels import CHANGED

MAX_CHARS = 48
MAX_QUOTED_CHARS = 36
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
# What was done with the words of a prompt.
WITH_WORDS = {
    "generate": gettext_lazy("generated from “%(words)s”"),
    "adjust": gettext_lazy("run again with “%(words)s”"),
}
_CLAUSE_END = re.compile(r"[,.;:!?]\s+|[，。；：！？、\n]")
_LETTERS = re.compile(r"[^\W\d_]")


def round_name(
    *,
    action: str,
    intent: str,
    prompt: str,
    changed: Sequence[str],
    outputs: str = "",
    kept: str = "",
) -> str:
    """Return a name of at most `MAX_CHARS` characters, longer by what was done with a prompt.

    `action` and `changed` are codes of the record, the numbers `outputs` and `kept` are written in
    digits; `prompt` holds the words to quote. Each may be empty.
    """
    if intent.strip(BETWEEN):
        return _shortened(intent, MAX_CHARS)
    if prompt.strip(BETWEEN):
        pattern = WITH_WORDS.get(action) or gettext("prompt “%(words)s”")
        return str(pattern) % {"words": _shortened(prompt, MAX_QUOTED_CHARS)}
    if action == "select" and outputs:
        if kept:
            values = {"kept": kept, "outputs": outputs}
            return gettext("%(kept)s chosen from %(outputs)s") % values
        return gettext("chosen from %(outputs)s") % {"outputs": outputs}
    if changed:
        what = gettext(", ").join(str(CHANGED.get(code, code)) for code in changed)
        return Truncator(gettext("changed: %(what)s") % {"what": what}).chars(MAX_CHARS)
    return str(DONE.get(action, "")) or gettext("what was done is not known")


def new_clauses(above: str, prompt: str) -> str:
    """Return a prompt from its first clause that the one `above` does not have.

    The whole where `above` is empty or has all its clauses; empty where the two differ in nothing
    but figures and signs.
    """
    if above and _LETTERS.findall(above) == _LETTERS.findall(prompt):
        return ""
    had = {clause.strip() for clause in _CLAUSE_END.split(above)}
    start = 0
    for end in (*_CLAUSE_END.finditer(prompt), None):
        clause = prompt[start : end.start() if end else None]
        if clause.strip() and clause.strip() not in had:
            return prompt[start:]
        start = end.end() if end else start
    return prompt


def round_title(step: Mapping[str, Any], number: int, steps: Iterable[Mapping[str, Any]]) -> str:
    """Return a title such as `Round 3: run again with “lit from inside”`; `number` counts from 1.

    Among `steps` is the one that it continues from. They are those of a record or of answers,
    without answers that are not known.
    """
    return numbered_round(number, name_of_step(step, steps))


def name_of_step(step: Mapping[str, Any], steps: Iterable[Mapping[str, Any]]) -> str:
    """Return what a step did, in a few words; of `steps`, the one that it continues from counts."""
    parent = step.get("parent")
    above = next((_text(other, "prompt") for other in steps if other["id"] == parent), "")
    return round_name(
        action=_text(step, "action"),
        intent=_text(step, "intent"),
        prompt=new_clauses(above, _text(step, "prompt")),
        changed=[code for code in step.get("changed") or () if code in CHANGED],
        outputs=_text(step, "outputs"),
        kept=_text(step, "kept"),
    )


def numbered_round(number: int, name: str) -> str:
    """Return the name of a round behind its number."""
    return gettext("Round %(number)s: %(name)s") % {"number": number, "name": name}


def _text(step: Mapping[str, Any], field: str) -> str:
    return str(step.get(field) or "")


def _shortened(text: str, max_chars: int) -> str:
    return Truncator(one_line(text.strip(BETWEEN))).chars(max_chars)
