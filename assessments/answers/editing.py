"""Editing the lists of a draft: add, insert, duplicate, move, remove, and undo a removal."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.answers.answers import LISTS, Answers

LETTERS = {
    "parties": "p",
    "contracts": "c",
    "tools": "t",
    "inputs": "i",
    "steps": "s",
    "evidence": "e",
}
GIVEN = "ids."  # before the name of a list: the highest number that was given in it
# The fields that refer to items of a list by id: list -> (list, field).
REFERENCES = {
    "parties": (("steps", "by"), ("contracts", "parties")),
    "contracts": (),
    "tools": (("steps", "tool"),),
    "inputs": (),
    "steps": (("steps", "parent"),),
    "evidence": (
        ("steps", "evidence"),
        ("inputs", "evidence"),
        ("tools", "terms_evidence"),
        ("parties", "evidence"),
        ("contracts", "evidence"),
    ),
}
Removed = dict[str, Any]
CONTINUING = "adjust"  # the act that is one only where it continues a result


class ItemNotFound(LookupError):
    """There is no such list, or the list has no item with this id."""


@dataclass
class AnswerEditor:
    """Edits the answers of a draft in place.

    Every method raises `ItemNotFound` where the list or the item does not exist.
    """

    answers: Answers

    def items(self, section: str) -> list[Answers]:
        """Return the list itself, created empty where there is none yet."""
        if section not in LISTS:
            raise ItemNotFound(section)
        items: list[Answers] = self.answers.setdefault(section, [])
        return items

    def index(self, section: str, item_id: str) -> int:
        """Return the position of an item, counted from 0."""
        for number, item in enumerate(self.items(section)):
            if item.get("id") == item_id:
                return number
        raise ItemNotFound(item_id)

    def get(self, section: str, item_id: str) -> Answers:
        """Return the answers of one item, to be changed in place."""
        return self.items(section)[self.index(section, item_id)]

    def add(self, section: str, values: Mapping[str, Any], *, after: str | None = None) -> Answers:
        """Add an item at the end or after another.

        A run that was adjusted continues the step before it. Of any other act it is not known what
        it was made in, so that a person is asked.
        """
        items = self.items(section)
        place = self.index(section, after) + 1 if after else len(items)
        item: Answers = {"id": self._free_id(section), **values}
        if section == "steps" and place and values.get("action") == CONTINUING:
            item.setdefault("parent", items[place - 1]["id"])
        items.insert(place, item)
        return item

    def duplicate(self, section: str, item_id: str) -> Answers:
        """Insert a copy right after an item.

        The copy of a step continues the step, without its time, its evidence and what changed; the
        copy of a piece of evidence has no digest.
        """
        place = self.index(section, item_id)
        twin = copy.deepcopy(self.items(section)[place])
        twin["id"] = self._free_id(section)
        if section == "steps":
            for name in ("at", "evidence", "changed"):
                twin.pop(name, None)
            twin["parent"] = item_id
        if section == "evidence":
            twin.pop("sha256", None)
        self.items(section).insert(place + 1, twin)
        return twin

    def move(self, section: str, item_id: str, to: int) -> None:
        """Move an item to a position counted from 0; a step before its parent loses the parent."""
        items = self.items(section)
        item = items.pop(self.index(section, item_id))
        items.insert(max(0, min(to, len(items))), item)
        if section == "steps":
            earlier: set[str] = set()
            for step in items:
                if step.get("parent") and step["parent"] not in earlier:
                    step.pop("parent")
                earlier.add(step["id"])

    def remove(self, section: str, item_id: str) -> Removed:
        """Remove an item and the references to it; return what `put_back` needs to undo this.

        Steps that continued a removed step continue its parent.
        """
        place = self.index(section, item_id)
        item = self.items(section).pop(place)
        heir = item.get("parent") if section == "steps" else None
        pointing = []
        for other_section, other, field in self._references_to(section, item_id):
            pointing.append([other_section, other["id"], field])
            if isinstance(other[field], list):
                other[field] = [name for name in other[field] if name != item_id]
            elif heir:
                other[field] = heir
            else:
                other.pop(field)
        return {"section": section, "place": place, "item": item, "pointing": pointing}

    def put_back(self, removed: Removed) -> Answers:
        """Undo a removal, with the references to the item that were not answered anew since."""
        section: str = removed["section"]
        item: Answers = copy.deepcopy(removed["item"])
        if any(other["id"] == item["id"] for other in self.items(section)):
            item["id"] = self._free_id(section)
        self.items(section).insert(min(removed["place"], len(self.items(section))), item)
        heir = item.get("parent")
        for other_section, other_id, field in removed["pointing"]:
            for other in self.items(other_section):
                if other["id"] == other_id:
                    self._retarget(other, field, item["id"], heir)
        return item

    def _retarget(self, other: Answers, field: str, item_id: str, heir: str | None) -> None:
        if field in ("evidence", "terms_evidence"):
            other[field] = [*other.get(field, []), item_id]
        elif other.get(field) in (None, "", heir):
            other[field] = item_id

    def _references_to(self, section: str, item_id: str) -> Iterator[tuple[str, Answers, str]]:
        for other_section, field in REFERENCES[section]:
            for other in self.items(other_section):
                value = other.get(field)
                if value == item_id or (isinstance(value, list) and item_id in value):
                    yield other_section, other, field

    def _free_id(self, section: str) -> str:
        """Return an id that no item has or had: decisions about files name the items they made."""
        letter, key = LETTERS[section], f"{GIVEN}{section}"
        taken = [str(item.get("id")).removeprefix(letter) for item in self.items(section)]
        highest = max((int(name) for name in taken if name.isdecimal()), default=0)
        number = max(highest, int(self.answers.get(key) or 0)) + 1
        self.answers[key] = number
        return f"{letter}{number}"
