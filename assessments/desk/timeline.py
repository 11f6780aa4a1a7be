"""The timeline of a matter: the entries of its log in words, with the names of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext, gettext_lazy

from assessments.accounts.names import person_name
from assessments.audit.models import AuditEntry
from assessments.audit.queries import audit_of
from assessments.desk.wording import field_of_matter
from assessments.matters.models_firms import Matter, Member, Status
from assessments.matters.models_requests import Request
from assessments.precedents.values import Link
from assessments.results.page.asking import fact_link
from assessments.wording.acts import act_sentence, fact_name
from assessments.works.models import Assessment

KINDS: Mapping[str, Any] = {
    "matter": gettext_lazy("The matter, its parties and people"),
    "record": gettext_lazy("What was added"),
    "request": gettext_lazy("Requests and answers"),
    "note": gettext_lazy("Notes"),
    "export": gettext_lazy("Exports"),
}
_KIND_OF = {
    "matter.received": "record",
    "matter.note": "note",
    "matter.exported": "export",
}
# What says nothing to a reader; the export has every fact.
_UNSAID = frozenset({"source", "record_sha256", "note"})


@dataclass(frozen=True, kw_only=True)
class TimelineRow:
    """One entry in words; a fact is a name and a value, which may be a link."""

    at: datetime
    who: str
    act: str
    facts: tuple[tuple[str, Link], ...]


def kind_of(act: str) -> str:
    """Return the kind of an act, by which the timeline is filtered."""
    return _KIND_OF.get(act, "request" if act.startswith("request.") else "matter")


def timeline_of(matter: Matter, kind: str = "") -> list[TimelineRow]:
    """Return the entries of a matter in words, newest first; `kind` is one of `KINDS`, or empty."""
    entries = [e for e in audit_of(f"matter:{matter.pk}") if not kind or kind_of(e.act) == kind]
    words = _Wording(matter, entries)
    return [words.row(entry) for entry in reversed(entries)]


class _Wording:
    """Words for entries; what they name is read once for all of them."""

    def __init__(self, matter: Matter, entries: Iterable[AuditEntry]) -> None:
        members = list(Member.objects.filter(firm=matter.firm_id))
        self._members = {member.pk: member.name for member in members}
        actors = {entry.actor for entry in entries if entry.actor is not None}
        users = User.objects.in_bulk(actors)
        self._people = {pk: person_name(user) for pk, user in users.items()}
        self._people |= {m.user_id: m.name for m in members if m.user_id is not None}
        rows = Request.objects.filter(matter=matter).select_related("work")
        self._requests = {str(row.pk): row for row in rows}
        titles = Assessment.objects.filter(work__matter=matter).values_list("pk", "work__title")
        self._titles = {str(pk): title for pk, title in titles}

    def row(self, entry: AuditEntry) -> TimelineRow:
        """Return one entry in words."""
        number = {"number": entry.actor}
        return TimelineRow(
            at=entry.at,
            who=self._people.get(entry.actor or 0)
            or gettext("deleted account (no. %(number)s)") % number,
            act=act_sentence(entry.act),
            facts=tuple(
                (fact_name(code), self._value(code, value))
                for code, value in entry.facts.items()
                if code not in _UNSAID
            ),
        )

    def _value(self, code: str, value: Any) -> Link:
        if code == "request" and (row := self._requests.get(str(value))):
            fact = fact_link(row.work.record, row.about).text
            return Link(text=fact, href=row.get_absolute_url())
        if code == "assessment" and str(value) in self._titles:
            href = Assessment(pk=value).get_absolute_url()
            return Link(text=self._titles[str(value)], href=href)
        if code == "members":
            return Link(text=", ".join(self._members.get(pk, str(pk)) for pk in value) or "–")
        if code == "fields":
            return Link(text=", ".join(field_of_matter(name) for name in value))
        if code == "status":
            return Link(text=str(dict(Status.choices).get(value, value)))
        return Link(text=str(value))
