"""Writes the answers on ownership into the answers of the draft.

An organisation becomes the host of a work (Copyright Law art. 11(3)) only where all three of its
conditions were said; what the record has no field for stands as words beside the organisation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override

from assessments.answers import answers as known_answers
from assessments.answers.answers import has_known_value
from assessments.answers.merging import count
from assessments.answers.services import draft_save, item_add, item_edit, item_remove
from assessments.engine.ownership_agreements import GIVING_WORDS
from assessments.evidence.models import Upload
from assessments.making.people import OF_ONE_MAKER
from assessments.proposals.matching import ProposedFile
from assessments.proposals.services import evidence_keep
from assessments.securing.owner_forms import ClauseForm
from assessments.securing.owner_questions import (
    BY_WORD,
    NOTE,
    PARTY_NOTE,
    OwnerName,
    contract_maker,
    creators_of,
    is_unread,
    organisation_of,
    roles_of,
    side_of,
    unread_contracts,
    without_contract,
)
from assessments.works.drafts import Draft

if TYPE_CHECKING:
    from assessments.evidence.uploads import Actor

Values = Mapping[str, Any]
WORK, UNKNOWN = "work", "not_known"
HOSTING: Final = ("hosted", "will", "responsible")
# The part that the other side has where a maker stands so to it; in this order where several do.
PARTS: Final = {"employed": "employer", "commissioned": "commissioner"}
USUAL: Final = {"employee": "employer", "freelancer": "commissioner"}
KINDS: Final = {"employer": "employment", "commissioner": "commission"}
# What a contract without a file says: "none" is that nothing was agreed on the copyright, which the
# law treats as a contract that is silent (Copyright Law arts. 18(1), 19).
SAYS_BY_WORD: Final = {"none": "silent", "spoken": "unknown", "elsewhere": "unknown"}
# Facts of the organisation: with a field of the record, and as words beside it.
FIELDS: Final = {"press": "is_press"}
WORDS: Final = ("resources",)
# What followed from who speaks, and is asked again where that changes.
OF_SIDE: Final = ("people", *HOSTING, "resources", "press")


@transaction.atomic
def unknown_save(draft: Draft, name: OwnerName) -> None:
    """Store that a person was asked and does not know."""
    draft.refresh_from_db()
    maker = without_contract(draft.answers)
    if name == "contract" and maker:
        _note(draft, {f"contract.{maker['id']}": UNKNOWN})
    elif name == "clause":
        _add_contract(draft, {"says": "unknown"})
    else:
        _note(draft, {name: UNKNOWN})
    _set_fact(draft, name, known_answers.UNKNOWN)


@transaction.atomic
def side_save(draft: Draft, values: Values) -> None:
    """Store who speaks; what followed from another answer goes, and is asked again."""
    draft.refresh_from_db()
    side, before = values["side"], side_of(draft.answers)
    _note(draft, {"side": side})
    if before and side != before:
        for asked in OF_SIDE:  # one by one: blanks at once are taken for a page not filled in
            _note(draft, {asked: ""})
        for name in (*FIELDS, *WORDS):
            _set_fact(draft, name, "")
        _set_parts(draft, side)


def _set_parts(draft: Draft, side: str) -> None:
    """Leave the organisation the parts that it can have beside whoever speaks."""
    known = organisation_of(draft.answers)
    if known is None:
        return
    roles = roles_of(known) - {"host"}
    if side != "company":  # which may employ one maker and commission another
        roles = (roles - {*PARTS.values()}) | ({USUAL[side]} if side in USUAL else set())
    kept = roles - ({"helper"} if roles > {"helper"} else set())
    item_edit(draft, "parties", known["id"], _roles(kept))
    for contract in filter(is_unread, draft.answers.get("contracts") or []):
        item_edit(draft, "contracts", contract["id"], {"kind": usual_kind(draft.answers)})


@transaction.atomic
def people_save(draft: Draft, values: Values) -> None:
    """Store the persons and the organisation, each with the parts that follow from the answer."""
    draft.refresh_from_db()
    side, known = side_of(draft.answers), creators_of(draft.answers)
    rows = [
        (number, values[name].strip(), values[f"relation_{number}"])
        for number, name in enumerate(n for n in values if n.startswith("maker_"))
        if values[name].strip()
    ]
    for number, name, relation in rows:
        party = known[number] if number < len(known) else None
        _save_person(draft, party, name, relation)
    if values.get("organisation"):
        parts = {PARTS[relation] for _, _, relation in rows if relation in PARTS}
        usual = USUAL.get(side)
        _save_organisation(
            draft, values["organisation"].strip(), parts | ({usual} if usual else set())
        )
    _note(draft, {"people": "given"})


def _save_person(draft: Draft, party: Mapping[str, Any] | None, name: str, relation: str) -> None:
    role = {"helped": "helper", "together": "co_author"}.get(relation, "author")
    if party is None:
        _add(draft, "parties", {"name": name, "kind": "person", "role": role})
        return
    kept = party["role"] if relation not in ("helped", "together") else role
    first = not any(p["id"] != party["id"] for p in creators_of(draft.answers))
    if relation == "together" and (first or party["role"] == "author"):
        kept = party["role"]
    item_edit(draft, "parties", party["id"], {"name": name, "role": kept})


def _save_organisation(draft: Draft, name: str, parts: set[str]) -> None:
    """Store the organisation; one that neither employs nor commissions is named as helping only.

    Its claim then rests on what it hosted or on a contract.
    """
    draft.refresh_from_db()
    known = organisation_of(draft.answers)
    if known is None:
        roles = [part for part in PARTS.values() if part in parts] or ["helper"]
        values = {"name": name, "kind": "organisation", "role": roles[0], "roles": roles[1:]}
        _add(draft, "parties", values)
        return
    others = roles_of(known) - {*PARTS.values(), "helper"}
    item_edit(draft, "parties", known["id"], {"name": name, **_roles(parts | others)})


def _roles(roles: Iterable[str]) -> dict[str, Any]:
    wanted = set(roles)
    order = [*PARTS.values(), "host", "producer", *sorted(wanted)]
    listed = [role for role in dict.fromkeys(order) if role in wanted] or ["helper"]
    return {"role": listed[0], "roles": listed[1:]}


@transaction.atomic
def parts_save(draft: Draft, values: Values) -> None:
    """Store who took which step."""
    for name, party in values.items():
        if party:
            item_edit(draft, "steps", name.removeprefix("by_"), {"by": party})
    _note(draft, {"parts": "given"})


@transaction.atomic
def fact_save(draft: Draft, name: OwnerName, values: Values) -> None:
    """Store one fact about the organisation."""
    _note(draft, {name: values["said"]})
    _set_fact(draft, name, values["said"])


def _set_fact(draft: Draft, name: str, answer: str) -> None:
    """Write a fact of the organisation in the place of what an earlier answer wrote."""
    known = organisation_of(draft.answers)
    if name in HOSTING:
        _set_host(draft)
    elif known and name in (*FIELDS, *WORDS):
        lines = _without(str(known.get("contribution") or ""), name)
        if name in WORDS and answer == "yes":
            lines.append(_sentence(name))
        item_edit(draft, "parties", known["id"], {"contribution": "\n".join(lines)})
        if name in FIELDS:
            item_edit(draft, "parties", known["id"], {FIELDS[name]: answer})


def _set_host(draft: Draft) -> None:
    known = organisation_of(draft.answers)
    if known is None:
        return
    answers = [draft.answers.get(f"{NOTE}{name}") for name in HOSTING]
    roles = roles_of(known) - {"host"}
    if answers == ["yes"] * len(HOSTING):
        roles = (roles | {"host"}) - {"helper"}
    item_edit(draft, "parties", known["id"], _roles(roles))


def _sentence(name: str) -> str:
    """Return a fact in words; of the press as earlier versions stored it."""
    sentences = {
        "resources": gettext(
            "As stated: the work was made mainly with its resources and on its responsibility."
        ),
        "press": gettext(
            "As stated: it is a newspaper, periodical, news agency, radio or television "
            "station, and the work was made by its staff."
        ),
    }
    return sentences[name]


def _without(words: str, name: str) -> list[str]:
    """Return the lines of `words` that do not state a fact in any language."""
    stated = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            stated.add(_sentence(name))
    return [line for line in words.splitlines() if line.strip() not in stated]


@transaction.atomic
def name_save(draft: Draft, values: Values) -> None:
    """Store whose name stands on the work."""
    draft.refresh_from_db()
    for party in list(draft.answers.get("parties") or []):
        signs = "yes" if party["id"] == values["who"] else "no"
        item_edit(draft, "parties", party["id"], {"signs_work": signs})
    _note(draft, {"name": "given"})


@transaction.atomic
def producer_save(draft: Draft, values: Values) -> None:
    """Store who produced a film beside the other parts of that party."""
    draft.refresh_from_db()
    for party in list(draft.answers.get("parties") or []):
        roles = roles_of(party)
        if party["id"] == values["who"] and "producer" not in roles:
            first = party.get("role")
            named = [*sorted(roles - {first}), "producer"]
            values_of_party = {"role": first, "roles": named}
            item_edit(draft, "parties", party["id"], values_of_party)
    _note(draft, {"producer": "given"})


@transaction.atomic
def contract_save(draft: Draft, values: Values) -> None:
    """Store which file is the contract with a maker; its sentence is asked for next."""
    draft.refresh_from_db()
    maker = contract_maker(draft.answers)
    if maker is None:
        return
    for contract in list(draft.answers.get("contracts") or []):
        if contract.get(BY_WORD) and maker["id"] in (contract.get("parties") or ()):
            item_remove(draft, part="contracts", item=contract["id"])
            draft.refresh_from_db()
    if values["file"] in SAYS_BY_WORD:
        _note(draft, {"with": maker["id"]})
        says = SAYS_BY_WORD[values["file"]]
        _add_contract(draft, {"says": says, BY_WORD: values["file"]})
    else:
        _note(draft, {"file": values["file"], "with": maker["id"]})


@transaction.atomic
def clause_save(draft: Draft, form: ClauseForm, upload: Upload, *, by: Actor) -> None:
    """Store the contract with its clause, shown by the file in which it was read."""
    proposed = ProposedFile(upload=upload, what="contract", found={})
    piece = evidence_keep(draft, proposed, step="", what="contract", made="", by=by)
    draft.refresh_from_db()
    kind, says = form.cleaned_data["kind"], form.cleaned_data["says"] or "unknown"
    if kind == "licence" and form.chosen and says in GIVING_WORDS:
        kind = OF_ONE_MAKER  # what gives the copyright is no licence, whatever it is called
    values: dict[str, Any] = {"kind": kind, "evidence": [piece]}
    words = form.chosen
    values |= {"says": says, "clause": words} if words else {"says": "silent"}
    if form.cleaned_data["on"]:
        values["on"] = form.cleaned_data["on"].isoformat()
    _add_contract(draft, values)


def by_word(answers: Values) -> str:
    """Return what was chosen of the contract that is asked for; empty before."""
    maker = contract_maker(answers)
    return next(
        (
            str(contract[BY_WORD])
            for contract in answers.get("contracts") or []
            if contract.get(BY_WORD) and maker and maker["id"] in (contract.get("parties") or ())
        ),
        "",
    )


def usual_kind(answers: Mapping[str, Any]) -> str:
    """Return what a contract with the makers usually is, by the part of the other side."""
    other = organisation_of(answers)
    if other is None:
        return "cooperation" if len(creators_of(answers)) > 1 else OF_ONE_MAKER
    return KINDS.get(str(other.get("role")), "commission")


def other_side(answers: Mapping[str, Any], maker: str) -> Mapping[str, Any] | None:
    """Return with whom a maker has the contract: the organisation, else the first other maker."""
    others = [p for p in creators_of(answers) if p["id"] != maker]
    return organisation_of(answers) or next(iter(others), None)


def _add_contract(draft: Draft, values: Mapping[str, Any]) -> None:
    """Store what a contract says: of the one that a file was marked as, else a new one."""
    draft.refresh_from_db()
    answers = draft.answers
    maker = str(answers.get(PARTY_NOTE) or "")
    pieces = values.get("evidence")
    marked = (c for c in unread_contracts(answers, maker) if pieces in (None, c.get("evidence")))
    if held := next(marked, None):
        item_edit(draft, "contracts", held["id"], values)
    else:
        other = other_side(answers, maker)
        parties = [name for name in (maker, other and other["id"]) if has_known_value(name)]
        _add(draft, "contracts", {"kind": usual_kind(answers), "parties": parties, **values})
    _note(draft, {f"contract.{maker}": "given", "file": "", "with": ""})


def _note(draft: Draft, notes: Mapping[str, str]) -> None:
    draft.refresh_from_db()
    sent = {f"{NOTE}{name}": value for name, value in notes.items()}
    draft_save(draft, part=WORK, sent=sent, version=count(draft.versions.get(WORK)))
    draft.refresh_from_db()


def _add(draft: Draft, part: str, values: Mapping[str, Any]) -> None:
    item_add(draft, part=part, values=values)
    draft.refresh_from_db()
