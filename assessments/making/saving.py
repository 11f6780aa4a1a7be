"""Writes the answers to the six questions into the answers of the draft, and reads them again.

A question that is opened again changes what it wrote; what came from files or elsewhere stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import transaction

from assessments.answers.answers import ASKED, has_known_value
from assessments.answers.merging import count
from assessments.answers.services import draft_lock, draft_save, item_move, item_note, item_remove
from assessments.making.following import LAST, edits_follow
from assessments.making.notes import CREATED, QUESTION, item_of, item_write, items_of, items_remove
from assessments.making.order import entries_in_order
from assessments.making.people import PEOPLE, people_of, people_save
from assessments.making.questions import NONE, Name
from assessments.making.sources import Source, sources_of_hand
from assessments.proposals.final_work import final_work
from assessments.proposals.matching import proposed_files
from assessments.works.drafts import Draft

Values = Mapping[str, Any]
# Notes that a question was asked. `UNKNOWN` would be no known value: it would be asked again.
GIVEN, NOT_KNOWN = "given", "not_known"
WORK, PUBLICATION = "work", "publication"
IDEA: Final = "idea"
# What a tool does that made a work of this kind from words.
DOES: Final = {"image": "text_to_image", "video": "video", "audio": "audio"}
TYPED: Final = "typed"
AGAIN: Final = "_again"  # the further run, and a note of the first one: whether there was one
HAND: Final = "hand"
ORIGINALS: Final = "originals"
OF_HAND = ("adds", "extent", "effect")
WORDS = "_words"  # a note of a round: what the answer called it


@transaction.atomic
def question_save(draft: Draft, name: Name, values: Values) -> None:
    """Store the answer to a question; raises `SaveConflict` and `DraftFull`."""
    draft = draft_lock(draft)  # of two requests at once, the second replaces the first
    SAVING[name](draft, values)
    _save(draft, WORK, {f"{ASKED}{name}": GIVEN})


@transaction.atomic
def question_save_none(draft: Draft, name: Name) -> None:
    """Store that there is nothing of the kind: no idea, no change by hand, no publication."""
    draft = draft_lock(draft)
    _take_back(draft, name)
    _save(draft, WORK, {f"{ASKED}{name}": NONE})


@transaction.atomic
def question_save_unknown(draft: Draft, name: Name) -> None:
    """Store that a person was asked and does not know."""
    draft = draft_lock(draft)
    _take_back(draft, name)
    _save(draft, WORK, {f"{ASKED}{name}": NOT_KNOWN})


def answer_of(draft: Draft, name: Name) -> dict[str, Any]:
    """Return what was answered to a question, for its form; empty where nothing was."""
    return ANSWERS[name](draft)


def _take_back(draft: Draft, name: Name) -> None:
    """Take back what an earlier answer to the question wrote; raises `SaveConflict`."""
    draft.refresh_from_db()
    if name == "published":
        # One by one: several blanks at once are taken for a page that was not filled in.
        for field in [key for key in draft.answers if key.startswith("published.")]:
            _save(draft, PUBLICATION, {field: ""})
    elif name == "hand":
        _take_back_hand(draft)
    elif name != "kind":
        if name == TYPED:
            items_remove(draft, "steps", AGAIN)
        for part in ("contracts", "parties", "steps", "tools", "evidence"):
            items_remove(draft, part, name)


def _take_back_hand(draft: Draft) -> None:
    for step in items_of(draft, "steps", HAND):
        if step.get(CREATED):
            item_remove(draft, part="steps", item=step["id"])
            draft.refresh_from_db()
        else:
            # Words that the answer gave to the round go with it; those of a file or a round stay.
            is_own = step.get("intent") and step["intent"] == step.get(WORDS)
            for field in (*OF_HAND, *(("intent",) if is_own else ())):
                item_write(draft, "steps", step["id"], {field: ""}, question=HAND)


def _save(draft: Draft, part: str, sent: Values) -> None:
    draft.refresh_from_db()
    draft_save(draft, part=part, sent=sent, version=count(draft.versions.get(part)))
    draft.refresh_from_db()


def _save_kind(draft: Draft, values: Values) -> None:
    _save(draft, WORK, {"kind": values["kind_of_work"], "title": values["title"]})


def _save_idea(draft: Draft, values: Values) -> None:
    """An idea that was there before the first result is a step of its own, the first one."""
    held = item_of(draft, "steps", IDEA)
    if held:
        item_write(draft, "steps", held["id"], {"intent": values["idea"]}, question=IDEA)
        return
    step = {"action": "conceive", "intent": values["idea"], "parent": "", **_maker(draft)}
    item = item_write(draft, "steps", "", step, question=IDEA)
    item_move(draft, part="steps", item=item, to=0)
    draft.refresh_from_db()


def _save_hand(draft: Draft, values: Values) -> None:
    """What was changed by hand; a step of editing that says nothing of it yet takes it up."""
    fields = {
        "adds": values["adds"],
        "extent": values["extent"],
        "effect": values["effect"],
    }
    if values.get("source") in {source.item for source in hand_sources(draft)}:
        fields["parent"] = values["source"]
    held = item_of(draft, "steps", HAND) or _silent_edit(draft)
    if held and not held.get(CREATED):
        kept = held.get("intent") if not held.get(QUESTION) else ""
        fields = {**fields, "intent": kept or values["where"]}
        item_write(draft, "steps", held["id"], fields, question=HAND)
        if not kept:
            note = {"name": WORDS[1:], "text": values["where"]}
            item_note(draft, part="steps", item=held["id"], **note)
            draft.refresh_from_db()
        return
    fields = {**fields, "intent": values["where"]}
    if not held:
        fields = {"action": "edit", **fields, **_maker(draft), CREATED: "yes", LAST: "yes"}
        fields |= {"evidence": _finished(draft)}
        fields = {name: value for name, value in fields.items() if value}
    item_write(draft, "steps", held.get("id", ""), fields, question=HAND)


def hand_sources(draft: Draft) -> tuple[Source, ...]:
    """Return in which rounds the change that the question is about may have been made."""
    held = item_of(draft, "steps", HAND) or _silent_edit(draft)
    entries = entries_in_order(draft, proposed_files(draft))
    return sources_of_hand(draft, entries, held or {"evidence": _finished(draft)})


def _save_typed(draft: Draft, values: Values) -> None:
    """What was typed is a step that generates, with its tool; both go with the answer."""
    held, tool = item_of(draft, "steps", TYPED), item_of(draft, "tools", TYPED)
    fields = {"prompt": values["prompt"], "tool": ""}
    if values["tool"]:
        named = {
            "name": values["tool"],
            "does": DOES.get(str(draft.answers.get("kind")), "language_model"),
        }
        fields["tool"] = item_write(draft, "tools", tool.get("id", ""), named, question=TYPED)
    if not held:
        fields |= {"action": "generate", "parent": "", **_maker(draft)}
    first = item_write(draft, "steps", held.get("id", ""), fields, question=TYPED)
    _save_again(draft, first, {"tool": fields["tool"], "parent": first}, values["again"])
    if tool and not values["tool"]:
        items_remove(draft, "tools", TYPED)


def _save_again(draft: Draft, first: str, fields: Values, again: str) -> None:
    """A further run is a step of which nothing else is known, so that the answer is a range."""
    item_note(draft, part="steps", item=first, name=AGAIN[1:], text=again)
    draft.refresh_from_db()
    held = item_of(draft, "steps", AGAIN)
    if again != "yes":
        items_remove(draft, "steps", AGAIN)
        return
    fields = fields if held else {"action": "adjust", **fields, **_maker(draft)}
    item_write(draft, "steps", held.get("id", ""), fields, question=AGAIN)
    edits_follow(draft)
    draft.refresh_from_db()


def _finished(draft: Draft) -> list[str]:
    """Return the evidence that the finished work is where no step names it: it shows the change."""
    chosen = final_work(draft).chosen
    taken = {p for step in draft.answers.get("steps") or [] for p in step.get("evidence") or ()}
    return [chosen.evidence] if chosen and chosen.evidence and chosen.evidence not in taken else []


def _silent_edit(draft: Draft) -> dict[str, Any]:
    """Return the last step of editing of which nobody said what it changed."""
    edits = (step for step in draft.answers.get("steps") or [] if step.get("action") == "edit")
    return next((step for step in reversed(list(edits)) if not step.get("adds")), {})


def _maker(draft: Draft) -> dict[str, str]:
    """Return who acted where the answers name only one author."""
    authors = [p["id"] for p in draft.answers.get("parties") or [] if p.get("role") == "author"]
    return {"by": authors[0]} if len(authors) == 1 else {}


def _save_originals(draft: Draft, values: Values) -> None:
    """Name the originals of the making that are said to exist; only a file shows anything."""
    held = {piece.get("what"): piece["id"] for piece in items_of(draft, "evidence", ORIGINALS)}
    for what, piece in held.items():
        if what not in values["originals"]:
            item_remove(draft, part="evidence", item=piece)
            draft.refresh_from_db()
    for what in values["originals"]:
        if what not in held:
            new = {"what": what, "made": "contemporaneous"}
            item_write(draft, "evidence", "", new, question=ORIGINALS)


def _save_published(draft: Draft, values: Values) -> None:
    sent = {"published.on": values["on"].isoformat()}
    _save(draft, PUBLICATION, {**sent, "published.visible_label": values["label"]})


def _kind_of(draft: Draft) -> dict[str, Any]:
    kind, title = draft.answers.get("kind"), draft.answers.get("title")
    return {"kind_of_work": kind, "title": title} if kind or title else {}


def _idea_of(draft: Draft) -> dict[str, Any]:
    step = item_of(draft, "steps", IDEA)
    return {"idea": step.get("intent")} if step else {}


def _hand_of(draft: Draft) -> dict[str, Any]:
    step = item_of(draft, "steps", HAND)
    fields = {"adds": step.get("adds")}
    fields |= {name: step.get(name) or "" for name in ("extent", "effect")}
    return {**fields, "where": step.get("intent")} if step else {}


def _typed_of(draft: Draft) -> dict[str, Any]:
    step, tool = item_of(draft, "steps", TYPED), item_of(draft, "tools", TYPED)
    fields = {"tool": tool.get("name") or "", "again": step.get(AGAIN) or ""}
    return {"prompt": step.get("prompt"), **fields} if step else {}


def _originals_of(draft: Draft) -> dict[str, Any]:
    held = [piece.get("what") for piece in items_of(draft, "evidence", ORIGINALS)]
    return {"originals": held} if held else {}


def _published_of(draft: Draft) -> dict[str, Any]:
    on, label = (draft.answers.get(f"published.{name}") for name in ("on", "visible_label"))
    return {"on": on, "label": label or ""} if has_known_value(on) else {}


SAVING: Final[Mapping[Name, Callable[[Draft, Values], None]]] = {
    "kind": _save_kind,
    PEOPLE: people_save,
    IDEA: _save_idea,
    TYPED: _save_typed,
    HAND: _save_hand,
    ORIGINALS: _save_originals,
    "published": _save_published,
}
ANSWERS: Final[Mapping[Name, Callable[[Draft], dict[str, Any]]]] = {
    "kind": _kind_of,
    PEOPLE: people_of,
    IDEA: _idea_of,
    TYPED: _typed_of,
    HAND: _hand_of,
    ORIGINALS: _originals_of,
    "published": _published_of,
}
