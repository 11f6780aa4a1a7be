"""The conflict check: a name against the clients and the parties of all matters of one firm.

Lawyers Law (律师法) art. 39 and the rules of the bar forbid acting on both sides; whether two names
mean one person, and whether acting is allowed, a lawyer decides. A matter that the searcher may not
read is counted and its responsible lawyer named, nothing else of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal
from uuid import UUID

from django.contrib.auth.models import User
from rapidfuzz import fuzz

from assessments.matters.access import matters_readable_by
from assessments.matters.models_firms import Client, Member, Party
from assessments.matters.names import name_key, without_kind, words_of

Likeness = Literal["same", "contained", "similar"]
Stands = Literal["client", "adverse", "connected"]
# Above it two names differ by about one character in ten: measured on pairs of full company names.
SIMILAR: Final = 90.0
MIN_CONTAINED: Final = 2  # characters of a Chinese name; of others twice as many
MAX_HITS: Final = 500


class TooManyNames(RuntimeError):
    """The names that were searched are so short that they are in hundreds of others."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A name that is there already: whose, how near, and on which side; `conflicting` if opposed.

    Where the searcher may not read the matter, `matter` and `title` are empty, `found` is the name
    that was searched, and `lawyer` names whom to ask.
    """

    searched: str
    found: str
    likeness: Likeness
    stands: Stands
    conflicting: bool
    matter: str = ""
    title: str = ""
    lawyer: str = ""


def conflicts_of(
    *,
    member: Member,
    user: User,
    client: str,
    adverse: Iterable[str] = (),
    connected: Iterable[str] = (),
    leave_out: UUID | None = None,
) -> list[Hit]:
    """Return what the firm has under these names, conflicting first; `leave_out` is the matter.

    Nothing that was found is left out: raises `TooManyNames` where nobody could read it all.

    A client is opposed to an adverse party of another matter, an adverse party to a client.
    """
    rows = [*_clients(member), *_parties(member, leave_out)]
    readable = set(matters_readable_by(user).values_list("pk", flat=True))
    searched: list[tuple[str, Stands]] = [(client, "client")]
    searched += [(name, "adverse") for name in adverse]
    searched += [(name, "connected") for name in connected]
    hits = [
        _hit(name, stands, row, likeness, readable)
        for name, stands in searched
        for row in rows
        if (likeness := _likeness(name, row)) is not None
        and not (row.stands == stands == "client" and row.name == name)
    ]
    found = _once(sorted(hits, key=lambda hit: (not hit.conflicting, not hit.matter)))
    if len(found) > MAX_HITS:
        raise TooManyNames
    return found


def _once(hits: Iterable[Hit]) -> list[Hit]:
    """Return a client once, however many matters it has, and a party once for each matter."""
    found: dict[tuple[str, ...], Hit] = {}
    for hit in hits:
        matter = "" if hit.stands == "client" else hit.matter or hit.lawyer
        found.setdefault((hit.searched, hit.found, hit.stands, matter), hit)
    return list(found.values())


def hits_digest(hits: Iterable[Hit]) -> str:
    """Return a digest of hits, so that a conclusion is about those that were read."""
    stored = json.dumps(hits_json(hits), sort_keys=True)
    return hashlib.sha256(stored.encode()).hexdigest()


def hits_json(hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """Return the hits as they are stored."""
    return [asdict(hit) for hit in hits]


def hits_from(stored: Iterable[Mapping[str, Any]]) -> list[Hit]:
    """Return stored hits as values."""
    return [Hit(**row) for row in stored]


@dataclass(frozen=True)
class _Row:
    name: str
    key: str
    stands: Stands
    matter: UUID | None = None
    title: str = ""
    lawyer: str = ""


def _clients(member: Member) -> list[_Row]:
    """The clients with their other names, once for every matter of theirs."""
    columns = ("name", "key", "other_name", "other_key")
    of_matter = ("matters", "matters__title", "matters__responsible__name")
    rows = Client.objects.filter(firm=member.firm_id).values_list(*columns, *of_matter)
    return [
        _Row(shown, compared, "client", *matter)
        for name, key, other, other_key, *matter in rows
        for shown, compared in ((name, key), (other, other_key))
        if compared
    ]


def _parties(member: Member, leave_out: UUID | None) -> list[_Row]:
    parties = Party.objects.filter(matter__firm=member.firm_id).exclude(matter=leave_out)
    columns = ("name", "key", "side", "matter", "matter__title", "matter__responsible__name")
    return [_Row(*values) for values in parties.values_list(*columns)]


def _likeness(name: str, row: _Row) -> Likeness | None:
    searched, known = name_key(name), row.key
    if not searched or not known:
        return None
    if words_of(name) == words_of(row.name):
        return "same"
    one, other = without_kind(searched), without_kind(known)
    if searched == known or one == other:
        return "same"
    short, long = sorted((one, other), key=len)
    if len(short) >= MIN_CONTAINED * (2 if short.isascii() else 1) and short in long:
        return "contained"
    return "similar" if fuzz.ratio(one, other) >= SIMILAR else None


def _hit(name: str, stands: Stands, row: _Row, likeness: Likeness, readable: set[UUID]) -> Hit:
    opposed = {stands, row.stands} == {"client", "adverse"}
    seen = row.matter is None or row.matter in readable
    return Hit(
        searched=name,
        found=row.name if seen else name,
        likeness=likeness,
        stands=row.stands,
        conflicting=opposed,
        matter=str(row.matter) if seen and row.matter else "",
        title=(row.title or "") if seen else "",
        lawyer="" if seen else row.lawyer,
    )
