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
    "ownership.author": _("The person who made the work owns it."),
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
        "The tool's terms are stated, not shown: keep the version that was in force."
    ),
    "ownership.presumption": _(
        "Whoever is named on the work is presumed its author, and rights are presumed to subsist in it, until the contrary is shown."
    ),
    "ownership.special_employee_work": _(
        "A work made for an employer of the kinds of art. 18(2): the employer holds the rights, the author is named."
    ),
    "ownership.compilation": _(
        "Whoever selected and arranged the contents owns the compilation; rights in the contents stay as they are."
    ),
    "ownership.adaptation": _(
        "Another's work shows in it: whoever adapted it owns the adaptation, but uses it only with the consent of the other owner."
    ),
    "ownership.film_work": _(
        "If it is a film or television drama, the producer owns it; those who made it are named and paid by contract."
    ),
    "ownership.audiovisual_work": _(
        "An audiovisual work other than film and television drama: as agreed; without an agreement the producer owns it."
    ),
    "ownership.assignment": _("The rights were assigned by contract."),
    "ownership.none": _("No basis of ownership is met on what is stated."),
    "ownership.no_work": _(
        "Even if everything stated is accepted there is hardly a work; the question who owns it does not arise."
    ),
    "question.competing_bases": _(
        "Several bases name different owners: which of them do contracts and facts support?"
    ),
    "condition.created": _("A natural person created this layer."),
    "condition.created_together": _("They created it together."),
    "condition.arranged": _("They selected and arranged the contents."),
    "condition.named_on_work": _("Their name stands on the work, and nothing shows the contrary."),
    "condition.hosted": _("The organisation hosted the making."),
    "condition.its_will": _("The work expresses the organisation's will."),
    "condition.its_responsibility": _("The organisation answers for the work."),
    "condition.employed": _("The maker is employed."),
    "condition.task_of_work": _("The work was a task of that employment."),
    "condition.mainly_its_resources": _(
        "It was made mainly with the employer's resources and on its responsibility."
    ),
    "condition.contract_gives_employer": _("A contract gives the rights to the employer."),
    "condition.no_contract_for_employer": _(
        "No contract or rule gives the rights to the employer."
    ),
    "condition.commissioned": _("The work was commissioned."),
    "condition.contract_gives_commissioner": _(
        "The contract gives the rights to whoever commissioned it."
    ),
    "condition.contract_leaves_maker": _(
        "The contract is silent, or leaves the rights to whoever made it."
    ),
    "condition.assigned": _("A contract assigns the rights."),
    "condition.produced": _("They produced the work."),
    "condition.film_or_drama": _("It is a film or a television drama."),
    "condition.not_agreed_otherwise": _("Nothing else was agreed."),
    "condition.consent_of_other_owner": _("The owner of the other work consents to its use."),
}
