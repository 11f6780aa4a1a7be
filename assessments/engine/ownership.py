"""Who owns the work, if it is one, and what is open about it. A machine never does."""

from __future__ import annotations

from typing import Any

from assessments.engine.rules import Basis, Rules
from cases.record import CreationRecord, Party


def ownership(record: CreationRecord, rules: Rules) -> dict[str, Any]:
    """Owner, basis and open questions, each a code with the facts it stands on."""
    humans = [party for party in record.parties if party.kind != "machine"]
    basis = _basis(humans, rules)
    owners = _owners(basis, humans, rules)
    return {
        "owner": ", ".join(party.name for party in owners),
        "basis": basis.basis if basis else "none",
        "because": f"ownership.{basis.basis if basis else _no_owner(record)}",
        "parties": [party.id for party in owners],
        "authority": list(basis.authority) if basis else ["prc-copyright-law-11"],
        "open_questions": _open_questions(record, basis, humans, owners, rules),
    }


def _no_owner(record: CreationRecord) -> str:
    return "machine" if record.parties else "not_said"


def _basis(humans: list[Party], rules: Rules) -> Basis | None:
    roles = [party.role for party in humans]
    if roles.count("author") > 1:
        roles.append("co_author")
    if any(role in rules.ownership.makers for role in roles):
        roles.append("author")
    return next((basis for basis in rules.ownership.order if basis.role in roles), None)


def _owners(basis: Basis | None, humans: list[Party], rules: Rules) -> list[Party]:
    if basis is None:
        return []
    makers = [party for party in humans if party.role in rules.ownership.makers]
    if basis.basis == "legal_entity_work":
        return [party for party in humans if party.role == "host"]
    # Where a contract is silent the maker owns: the employer may use first, the commissioner not.
    return makers or [party for party in humans if party.role == basis.role]


def _open_questions(
    record: CreationRecord,
    basis: Basis | None,
    humans: list[Party],
    owners: list[Party],
    rules: Rules,
) -> list[dict[str, Any]]:
    questions: list[dict[str, Any]] = []
    contract = [piece.id for piece in record.evidence if piece.what in rules.ownership.contract]
    if basis is None:
        questions.append({"code": "question.who_made_it", "facts": {"fields": ["parties"]}})
    elif basis.basis in ("employee_work", "commissioned_work"):
        code = "question.contract_terms" if contract else "question.contract_missing"
        questions.append(
            {"code": code, "facts": {"evidence": contract, "parties": [p.id for p in humans]}}
        )
    elif basis.basis == "legal_entity_work":
        others = [p.id for p in humans if p.role not in ("host", "tool_provider")]
        if others and not contract:
            questions.append({"code": "question.team_contracts", "facts": {"parties": others}})
    elif basis.basis == "author" and any(party.kind == "organisation" for party in owners):
        questions.append(
            {
                "code": "question.organisation_as_author",
                "facts": {"parties": [p.id for p in owners]},
            }
        )
    elif basis.basis == "joint_work":
        questions.append(
            {"code": "question.joint_agreement", "facts": {"parties": [p.id for p in owners]}}
        )
    for tool in record.tools:
        generates = tool.does in rules.generative_tools
        if generates and tool.output_terms in rules.ownership.terms_in_question:
            questions.append(
                {"code": f"question.terms_{tool.output_terms}", "facts": {"tools": [tool.id]}}
            )
        elif generates and not tool.terms_evidence:
            questions.append({"code": "question.terms_unproved", "facts": {"tools": [tool.id]}})
    return questions
