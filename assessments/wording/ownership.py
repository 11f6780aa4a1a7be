"""Sentences for ownership and for what is open about it, by code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "ownership.legal_entity_work": _(
        "An organisation hosted the making, its will shows in the work and it answers for it: it counts as the author."
    ),
    "ownership.employee_work": _(
        "The work was made for an employer: the employee owns it and the employer may use it first, unless a contract or the law gives it to the employer."
    ),
    "ownership.commissioned_work": _(
        "The work was commissioned: the contract decides; where it is silent, the maker owns it."
    ),
    "ownership.joint_work": _("Several people made the work together and own it together."),
    "ownership.author": _("The person who made the work owns it; the tool is a tool."),
    "ownership.machine": _("Only a machine is named: a machine owns nothing."),
    "ownership.not_said": _("Nobody is named as having made the work."),
    "question.who_made_it": _("Who made the work?"),
    "question.contract_terms": _("What does the contract say about copyright?"),
    "question.contract_missing": _("Is there a contract, and what does it say about copyright?"),
    "question.team_contracts": _(
        "Do the agreements with those who took part fit the organisation's claim?"
    ),
    "question.organisation_as_author": _(
        "An organisation is named as author: who directed the making and answers for it?"
    ),
    "question.joint_agreement": _("Have the joint authors agreed on how the work may be used?"),
    "question.terms_provider": _("The tool's terms give output to its provider."),
    "question.terms_shared": _("The tool's terms share output with its provider or with others."),
    "question.terms_unknown": _("What do the tool's terms say about output?"),
    "question.terms_unproved": _(
        "The tool's terms are told, not shown: keep the version that was in force."
    ),
}
