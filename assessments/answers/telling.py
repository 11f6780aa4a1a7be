"""The wording of answers and items in lists, in the review and in a save conflict.

The answer "I don't know" has its own words; a question without an answer has the empty text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, ngettext

from assessments.answers.answers import NO, UNKNOWN, YES, has_known_value, is_blank
from assessments.answers.numbers import sent_number
from assessments.answers.questions import Question
from assessments.answers.sections import BY_SLUG
from assessments.wording.rounds import round_title

DONT_KNOW = gettext_lazy("I don't know")
FLAGS = {YES: gettext_lazy("Yes"), NO: gettext_lazy("No")}
# The field that names an item, and those of which the first with an answer is its second line.
NAME_FIELDS = {"parties": "name", "contracts": "kind", "tools": "name", "inputs": "what"}
NAME_FIELDS |= {"evidence": "what"}
DETAIL_FIELDS = {
    "parties": ("role", "contribution"),
    "contracts": ("says", "clause", "scope"),
    "tools": ("version", "does"),
    "inputs": ("made_by", "in_output", "note"),
    "steps": ("intent", "prompt", "criteria"),
    "evidence": ("shows", "made"),
}
NUMBERED = {
    "parties": gettext_lazy("Person %(number)s: %(name)s"),
    "contracts": gettext_lazy("Agreement %(number)s: %(name)s"),
    "tools": gettext_lazy("Tool %(number)s: %(name)s"),
    "inputs": gettext_lazy("Input %(number)s: %(name)s"),
    "evidence": gettext_lazy("Evidence %(number)s: %(name)s"),
}
NAMELESS = gettext_lazy("not answered yet")


def answer_text(question: Question, value: Any, answers: Mapping[str, Any]) -> str:
    """Return one answer in words; `answers` are those of the draft, for the names of items."""
    if is_blank(value):
        return ""
    if value == UNKNOWN:
        return str(DONT_KNOW)
    if question.how == "flag":
        return str(FLAGS.get(value, value))
    if question.how in ("choice", "choices"):
        return _join_parts([_choice_label(question, code) for code in _to_list(value)])
    if question.how in ("item", "items"):
        return _join_parts([item_name(answers, question.of, name) for name in _to_list(value)])
    if question.how == "pairs":
        pattern = gettext("%(name)s: %(value)s")
        return "\n".join(pattern % {"name": name, "value": text} for name, text in value)
    return str(value)


def item_name(answers: Mapping[str, Any], section: str, item_id: str) -> str:
    """Return a title such as `Tool 3: Krita`; the id itself where there is no such item."""
    for number, item in enumerate(answers.get(section) or [], 1):
        if item.get("id") == item_id:
            return item_title(answers, section, item, number)
    return item_id


def item_title(
    answers: Mapping[str, Any], section: str, item: Mapping[str, Any], number: int
) -> str:
    """Return a title such as `Tool 3: Krita`, of a step what it did; `number` counts from 1.

    `item` may be one that was removed from `answers`.
    """
    if section == "steps":
        above = (step for step in answers.get("steps") or [] if step["id"] == item.get("parent"))
        return round_title(_known_values(item), number, map(_known_values, above))
    name = _field_text(section, NAME_FIELDS[section], item) or str(NAMELESS)
    return str(NUMBERED[section]) % {"number": number, "name": name}


def _known_values(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if has_known_value(value)}


def item_details(section: str, item: Mapping[str, Any]) -> str:
    """Return the second line of an item; empty where none of its fields has an answer."""
    texts = (_field_text(section, name, item) for name in DETAIL_FIELDS[section])
    return next(filter(None, texts), "")


def rounds(item: Mapping[str, Any]) -> str:
    """Return how many results a step had and kept, or for how many steps it stands."""
    numbers = {name: _to_int(item.get(name)) for name in ("outputs", "kept", "repeat")}
    if numbers["outputs"] is not None and numbers["kept"] is not None:
        return gettext("%(kept)s of %(outputs)s kept") % numbers
    number = numbers["repeat"]
    if number is not None and number > 1:
        return ngettext("done %(n)s time", "done %(n)s times", number) % {"n": number}
    return ""


def _to_int(value: Any) -> int | None:
    return sent_number(str(value or "").strip())


def _field_text(section: str, name: str, item: Mapping[str, Any]) -> str:
    question = next(q for q in BY_SLUG[section].questions if q.name == name)
    value = item.get(name)
    return answer_text(question, value, {}) if has_known_value(value) else ""


def _choice_label(question: Question, code: str) -> str:
    return capfirst(str((question.choices or {}).get(code, code)))


def _to_list(value: Any) -> list[str]:
    return [str(part) for part in value] if isinstance(value, list) else [str(value)]


def _join_parts(parts: list[str]) -> str:
    return gettext(", ").join(parts)
