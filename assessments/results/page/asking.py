"""What is asked at the facts of a record: paths in words, and the requests beside each fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser, User
from django.urls import reverse
from django.utils.translation import gettext

from assessments.engine.result_reasons import Facts
from assessments.matters.access import membership_of
from assessments.matters.models_firms import Role
from assessments.matters.models_requests import Request
from assessments.matters.requests import intake_to_ask, requests_to
from assessments.precedents.citations import CitationLinks
from assessments.precedents.fields import FIELDS, field_name
from assessments.precedents.values import Link
from assessments.works.access import is_owner
from assessments.works.models import Assessment
from cases.record import Contract, CreationRecord, Input, Party, Step, Tool
from cases.record.schema import Evidence

ITEMS: Mapping[str, type] = {
    "parties": Party,
    "contracts": Contract,
    "tools": Tool,
    "inputs": Input,
    "steps": Step,
    "evidence": Evidence,
}
WHOLE = "work"  # the place of what is asked about the record as a whole, or one of its fields


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A path of a record taken apart: an item and its number (from 1), a field, or neither."""

    part: str = ""
    item: str = ""
    number: int = 0
    field: str = ""

    @property
    def place(self) -> str:
        """Where the record page shows it: the item as `steps-3`, or the work."""
        return f"{self.part}-{self.number}" if self.part else WHOLE


@dataclass(frozen=True, kw_only=True)
class PlaceAsked:
    """What is asked at one place of a record; `ask_href` is empty for whoever may not ask."""

    ask_href: str
    requests: tuple[Request, ...]


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What is asked in a record, by place; `href` is empty for whoever may not ask.

    `waiting` are those that wait for the answer of the reader.
    """

    record: Mapping[str, Any]
    href: str
    requests: Mapping[str, tuple[Request, ...]]
    waiting: tuple[Request, ...]

    def at(self, part: str, number: int) -> PlaceAsked:
        """Return what is asked at an item of the record, or of the work for `WHOLE`."""
        place, path = WHOLE, ""
        if part != WHOLE:
            place = f"{part}-{number}"
            path = f"{part}.{self.record[part][number - 1]['id']}"
        return PlaceAsked(
            ask_href=f"{self.href}?about={quote(path, safe='')}" if self.href else "",
            requests=self.requests.get(place, ()),
        )


def fact_of(record: Mapping[str, Any], path: str) -> Fact | None:
    """Take a path apart; None where the record has no such item or field.

    An item is named by its id, which may itself have dots.
    """
    if not path:
        return Fact()
    part, _, rest = path.partition(".")
    if part not in ITEMS or not rest:
        return Fact(field=path) if path in _fields(CreationRecord) else None
    numbers = {item["id"]: number for number, item in enumerate(record.get(part) or (), 1)}
    if rest in numbers:
        return Fact(part=part, item=rest, number=numbers[rest])
    item, _, field = rest.rpartition(".")
    if item not in numbers or field not in _fields(ITEMS[part]):
        return None
    return Fact(part=part, item=item, number=numbers[item], field=field)


def fact_link(record: Mapping[str, Any], path: str, record_href: str = "") -> Link:
    """Return a fact in words, with its place on the record page at `record_href`."""
    fact = fact_of(record, path)
    if fact is None:
        return Link(text=gettext("something that this record does not have"))
    if not fact.part:
        if not fact.field:
            return Link(text=gettext("The record as a whole"), href=record_href)
        return Link(text=field_name(fact.field), href=f"{record_href}#field-{fact.field}")
    (named,) = CitationLinks(record, {}, record_href).facts(Facts(**{fact.part: (fact.item,)}))
    text = named.text
    if named.says:
        text = gettext("%(item)s (%(name)s)") % {"item": text, "name": named.says}
    if fact.field:
        parts = {"item": text, "field": field_name(fact.field)}
        text = gettext("%(item)s: %(field)s") % parts
    # A long record shows a part of its steps; the address names the first of them.
    first = f"?from={fact.number}" if fact.part == "steps" else ""
    return Link(text=text, href=f"{record_href}{first}#{fact.place}")


def facts_to_choose(record: Mapping[str, Any], path: str) -> list[tuple[str, str]]:
    """Return the paths that may be asked about at the place of a path, each with its words."""
    fact = fact_of(record, path) or Fact()
    if not fact.part:
        whole = ("", gettext("The record as a whole"))
        return [whole, *((name, field_name(name)) for name in _fields(CreationRecord))]
    base = f"{fact.part}.{fact.item}"
    whole = (base, gettext("All of it"))
    return [whole, *((f"{base}.{name}", field_name(name)) for name in _fields(ITEMS[fact.part]))]


def asking_of(user: User | AnonymousUser, assessment: Assessment) -> Asking | None:
    """Return what is asked in the record of an assessment, as far as it is the reader's to see.

    None for whoever reads it through a share: what a firm asks is no other reader's.
    """
    work = assessment.work
    href = ""
    if work.matter_id is not None:
        rows = Request.objects.filter(work=work)
        member = membership_of(user)
        if member is not None and member.role != Role.OUTSIDE and intake_to_ask(work.pk):
            href = reverse("desk:request-new", args=[assessment.pk])
    elif is_owner(user, assessment):
        asked_of = requests_to(user).filter(share__assessment__work=work)
        rows = asked_of.select_related("matter")
    else:
        return None
    asked = list(rows)
    waiting = asked if work.matter_id is None else []
    return Asking(
        record=assessment.record,
        href=href,
        requests=_placed(assessment.record, asked),
        waiting=tuple(row for row in waiting if row.is_with_client and row.may_be_answered),
    )


def _placed(record: Mapping[str, Any], rows: Iterable[Request]) -> dict[str, tuple[Request, ...]]:
    placed: dict[str, tuple[Request, ...]] = {}
    for row in rows:
        fact = fact_of(record, row.about) or Fact()
        placed[fact.place] = (*placed.get(fact.place, ()), row)
    return placed


def _fields(model: Any) -> list[str]:
    """Return the fields of a part of the record that have a name on pages, in their order.

    Lists of items are no fields of the record: each of their items is asked about by itself.
    """
    left_out = {*ITEMS, "schema"} if model is CreationRecord else set()
    return [name for name in model.model_fields if name in FIELDS and name not in left_out]
