"""The names of the fields of a creation record on pages."""

from __future__ import annotations

import re

from django.utils.translation import pgettext_lazy

FIELDS = {
    "schema": pgettext_lazy("record field", "Version of the format"),
    "title": pgettext_lazy("record field", "Title"),
    "kind": pgettext_lazy("record field", "Kind of work"),
    "summary": pgettext_lazy("record field", "What the work is"),
    "claim": pgettext_lazy("record field", "What protection is asked for"),
    "subject_matter": pgettext_lazy("record field", "Kind of content"),
    "fixed": pgettext_lazy("record field", "Exists in a form that others can perceive"),
    "freedom": pgettext_lazy("record field", "Room the genre left"),
    "distinctiveness": pgettext_lazy("record field", "Beside works that existed before"),
    "foreseeability": pgettext_lazy("record field", "How far the result was foreseen"),
    "created_from": pgettext_lazy("record field", "Made from"),
    "created_to": pgettext_lazy("record field", "Made until"),
    "published": pgettext_lazy("record field", "First publication"),
    "registration": pgettext_lazy("record field", "Registration"),
    "notes": pgettext_lazy("record field", "Notes"),
    "parties": pgettext_lazy("record field", "People and organisations"),
    "contracts": pgettext_lazy("record field", "Contracts"),
    "appraiser": pgettext_lazy("record field", "Who appraised the record"),
    "tools": pgettext_lazy("record field", "Tools"),
    "inputs": pgettext_lazy("record field", "What went in besides prompts"),
    "steps": pgettext_lazy("record field", "Steps of the process"),
    "evidence": pgettext_lazy("record field", "Evidence"),
    # of an item of any list
    "what": pgettext_lazy("record field", "What it is"),
    # of a step
    "action": pgettext_lazy("record field", "What was done"),
    "parent": pgettext_lazy("record field", "Continues from"),
    "by": pgettext_lazy("record field", "Done by"),
    "tool": pgettext_lazy("record field", "Tool"),
    "prompt": pgettext_lazy("record field", "Prompt, as typed"),
    "negative_prompt": pgettext_lazy("record field", "Negative prompt, as typed"),
    "prompt_terms": pgettext_lazy("record field", "Number of prompt terms"),
    "detail": pgettext_lazy("record field", "How much the instruction fixes"),
    "parameters": pgettext_lazy("record field", "Settings"),
    "changed": pgettext_lazy("record field", "What was changed"),
    "intent": pgettext_lazy("record field", "What was wanted"),
    "effect": pgettext_lazy("record field", "What it did to the result"),
    "outputs": pgettext_lazy("record field", "Results"),
    "kept": pgettext_lazy("record field", "Kept"),
    "criteria": pgettext_lazy("record field", "Why these"),
    "extent": pgettext_lazy("record field", "How far it went"),
    "at": pgettext_lazy("record field", "Day of the step"),
    "repeat": pgettext_lazy("record field", "Rounds of this kind"),
    "adds": pgettext_lazy("record field", "What it adds"),
    "stock": pgettext_lazy("record field", "Ready-made material"),
    "layer": pgettext_lazy("record field", "Part of the work"),
    # of a tool
    "does": pgettext_lazy("record field", "What it does"),
    # of an input
    "in_output": pgettext_lazy("record field", "How much of it shows in the result"),
    "licence": pgettext_lazy("record field", "Licence"),
    "made_by": pgettext_lazy("record field", "Made by"),
    "note": pgettext_lazy("record field", "Note"),
    # of a person, of a contract, of evidence
    "contribution": pgettext_lazy("record field", "Contribution"),
    "roles": pgettext_lazy("record field", "Further roles"),
    "signs_work": pgettext_lazy("record field", "Named on the work as its author"),
    "is_press": pgettext_lazy(
        "record field", "Newspaper, periodical, news agency, radio or television station"
    ),
    "says": pgettext_lazy("record field", "Whose the copyright is under it"),
    "scope": pgettext_lazy("record field", "What it covers"),
    "clause": pgettext_lazy("record field", "The clause"),
    "shows": pgettext_lazy("record field", "What it shows"),
    "examined_by": pgettext_lazy("record field", "Examined by"),
    "shows_steps": pgettext_lazy("record field", "Steps that it shows"),
}


def field_name(name: str) -> str:
    """Return the name of a field; without one, the key as the schema writes it."""
    return str(FIELDS.get(name, name))


ITEM_FIELD = re.compile(r"(?P<part>\w+)\[(?P<index>\d+)\]\.(?P<name>\w+)")


def split_item_field(path: str) -> tuple[str, int, str] | None:
    """Split a field of an item, such as `steps[2].extent`; None for a field of the work."""
    match = ITEM_FIELD.fullmatch(path)
    return (match["part"], int(match["index"]), match["name"]) if match else None
