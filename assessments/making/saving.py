"""Writes the answers to the six questions into the answers of the draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext

from assessments.answers.merging import count
from assessments.answers.services import draft_save, item_add, item_move
from assessments.making.questions import ASKED, Name
from assessments.works.drafts import Draft

Values = Mapping[str, Any]
# Notes that a question was asked. `UNKNOWN` would be no known value: it would be asked again.
NONE, GIVEN, NOT_KNOWN = "none", "given", "not_known"
WORK, PUBLICATION = "work", "publication"


@transaction.atomic
def question_save(draft: Draft, name: Name, values: Values) -> None:
    """Store the answer to a question; raises `SaveConflict` and `DraftFull`."""
    SAVING[name](draft, values)
    _save(draft, WORK, {f"{ASKED}{name}": GIVEN})


def question_save_none(draft: Draft, name: Name) -> None:
    """Store that there is nothing of the kind: no idea, no change by hand, no publication."""
    _save(draft, WORK, {f"{ASKED}{name}": NONE})


def question_save_unknown(draft: Draft, name: Name) -> None:
    """Store that a person was asked and does not know."""
    _save(draft, WORK, {f"{ASKED}{name}": NOT_KNOWN})


def _save(draft: Draft, part: str, sent: Values) -> None:
    draft.refresh_from_db()
    draft_save(draft, part=part, sent=sent, version=count(draft.versions.get(part)))
    draft.refresh_from_db()


def _save_kind(draft: Draft, values: Values) -> None:
    _save(draft, WORK, {"kind": values["kind_of_work"], "title": values["title"]})


def _save_people(draft: Draft, values: Values) -> None:
    maker = values["maker"] or gettext("the maker")
    people = values["people"]
    _add_party(draft, maker, "person", "author")
    if people in OTHERS:
        kind, role, nameless = OTHERS[people]
        _add_party(draft, values["other"] or str(nameless()), kind, role)


def _add_party(draft: Draft, name: str, kind: str, role: str) -> None:
    item_add(draft, part="parties", values={"name": name, "kind": kind, "role": role})
    draft.refresh_from_db()


# Who else takes part: kind of party, role, and what they are called without a name.
OTHERS: Final[Mapping[str, tuple[str, str, Callable[[], str]]]] = {
    "employee": ("organisation", "employer", lambda: gettext("the employer")),
    "client": ("organisation", "commissioner", lambda: gettext("the client")),
    "together": ("person", "co_author", lambda: gettext("the co-author")),
    "company": ("organisation", "employer", lambda: gettext("the company")),
}


def _save_idea(draft: Draft, values: Values) -> None:
    """An idea that was there before the first result is a step of its own, the first one."""
    step = {"action": "conceive", "intent": values["idea"], "parent": "", **_maker(draft)}
    item_move(draft, part="steps", item=item_add(draft, part="steps", values=step), to=0)
    draft.refresh_from_db()


def _save_hand(draft: Draft, values: Values) -> None:
    """What was changed by hand; a step of editing that says nothing of it yet takes it up."""
    said = {"adds": values["adds"], "intent": values["where"]}
    if values["extent"]:
        said["extent"] = values["extent"]
    if values["where"]:
        said["effect"] = "visible"  # the place where one can see it is named
    for step in reversed(draft.answers.get("steps") or []):
        if step.get("action") == "edit" and not step.get("adds"):
            said = {**said, "intent": step.get("intent") or values["where"]}
            version = count(draft.versions.get(f"steps/{step['id']}"))
            draft_save(draft, part="steps", item=step["id"], sent=said, version=version)
            return
    item_add(draft, part="steps", values={"action": "edit", **said, **_maker(draft)})


def _maker(draft: Draft) -> dict[str, str]:
    """Return who acted where the answers name only one author."""
    authors = [p["id"] for p in draft.answers.get("parties") or [] if p.get("role") == "author"]
    return {"by": authors[0]} if len(authors) == 1 else {}


def _save_originals(draft: Draft, values: Values) -> None:
    """Name the originals of the making that are said to exist; only a file shows anything."""
    for what in values["originals"]:
        item_add(draft, part="evidence", values={"what": what, "made": "contemporaneous"})
        draft.refresh_from_db()


def _save_published(draft: Draft, values: Values) -> None:
    sent = {"published.on": values["on"].isoformat()}
    if values["label"]:
        sent["published.visible_label"] = values["label"]
    _save(draft, PUBLICATION, sent)


SAVING: Final[Mapping[Name, Callable[[Draft, Values], None]]] = {
    "kind": _save_kind,
    "people": _save_people,
    "idea": _save_idea,
    "hand": _save_hand,
    "originals": _save_originals,
    "published": _save_published,
}
