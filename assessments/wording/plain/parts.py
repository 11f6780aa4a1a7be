"""Sentences for ownership and duties, for readers without legal training."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

SENTENCES = {
    "ownership.legal_entity_work": pgettext_lazy(
        "plain reading",
        "An organisation had it made, it follows that organisation's will, and the organisation answers for it. So the organisation counts as the author.",
    ),
    "ownership.employee_work": pgettext_lazy(
        "plain reading",
        "You made it for an employer. You own it and the employer may use it first, unless a contract or the law says otherwise.",
    ),
    "ownership.commissioned_work": pgettext_lazy(
        "plain reading",
        "Someone ordered it. The contract decides who owns it. If it says nothing, you who made it do.",
    ),
    "ownership.joint_work": pgettext_lazy(
        "plain reading", "Several people made it together. They own it together."
    ),
    "ownership.author": pgettext_lazy("plain reading", "Whoever made it owns it."),
    "ownership.machine": pgettext_lazy(
        "plain reading", "The record names only a machine. A machine owns nothing."
    ),
    "ownership.not_said": pgettext_lazy("plain reading", "The record does not say who made it."),
    "question.who_made_it": pgettext_lazy("plain reading", "Who made it?"),
    "question.contract_terms": pgettext_lazy(
        "plain reading", "There is a contract. What does it say about copyright?"
    ),
    "question.contract_missing": pgettext_lazy(
        "plain reading", "Is there a contract? What does it say about copyright?"
    ),
    "question.team_contracts": pgettext_lazy(
        "plain reading", "Did the people who took part agree that it belongs to the organisation?"
    ),
    "question.organisation_as_author": pgettext_lazy(
        "plain reading",
        "An organisation is named as author. Who directed the making, and who answers for it?",
    ),
    "question.joint_agreement": pgettext_lazy(
        "plain reading", "Have those who made it together agreed on how it may be used?"
    ),
    "question.terms_provider": pgettext_lazy(
        "plain reading", "The tool's terms say that output belongs to the company behind the tool."
    ),
    "question.terms_shared": pgettext_lazy(
        "plain reading",
        "The tool's terms say that output is shared with the company behind the tool or with others.",
    ),
    "question.terms_unknown": pgettext_lazy(
        "plain reading", "What do the tool's terms say about who owns the output?"
    ),
    "question.terms_unproved": pgettext_lazy(
        "plain reading",
        "You say what the tool's terms are. Keep the version that applied when you made it.",
    ),
    "duty.visible_label.met": pgettext_lazy(
        "plain reading", "People who see it are told that AI made it."
    ),
    "duty.visible_label.missing": pgettext_lazy(
        "plain reading",
        "People who see it are not told. Whoever publishes such content must say so and use the platform's label.",
    ),
    "duty.visible_label.unknown": pgettext_lazy(
        "plain reading",
        "The record does not say whether people who see it are told that AI made it.",
    ),
    "duty.visible_label.not_published": pgettext_lazy(
        "plain reading",
        "It is not published, as far as the record says. When you publish, say that AI made it and label it.",
    ),
    "duty.label_wording.met": pgettext_lazy(
        "plain reading", "The label says both that it is AI and that it was generated."
    ),
    "duty.label_wording.missing": pgettext_lazy(
        "plain reading",
        'The label must say two things: AI, and that it was generated, such as "AI生成".',
    ),
    "duty.label_wording.unknown": pgettext_lazy(
        "plain reading", "The record does not say what the label says."
    ),
    "duty.metadata_label.met": pgettext_lazy(
        "plain reading", "The label is written inside the file, too."
    ),
    "duty.metadata_label.missing": pgettext_lazy(
        "plain reading",
        "The file has no label inside. The provider of the tool must write one; nobody may remove it.",
    ),
    "duty.metadata_label.unknown": pgettext_lazy(
        "plain reading", "Nobody has said whether the file has the label inside."
    ),
    "duty.keep_records.met": pgettext_lazy(
        "plain reading", "For every step of the making there is a record from that time."
    ),
    "duty.keep_records.missing_some": pgettext_lazy(
        "plain reading", "For some steps of the making there is no record that shows them."
    ),
    "duty.keep_records.missing": pgettext_lazy(
        "plain reading",
        "For no step of the making is there a record that shows it. Works were refused for that.",
    ),
    "duty.third_party_input.met": pgettext_lazy(
        "plain reading", "Where you used other people's material, you had permission."
    ),
    "duty.third_party_input.missing": pgettext_lazy(
        "plain reading", "You used other people's material without permission."
    ),
    "duty.third_party_input.unknown": pgettext_lazy(
        "plain reading",
        "The record does not say whether you had permission for other people's material.",
    ),
    "ownership.presumption": pgettext_lazy(
        "plain reading",
        "Your name is on the work. You count as its author until somebody shows otherwise.",
    ),
    "ownership.special_employee_work": pgettext_lazy(
        "plain reading",
        "You made it for an employer under a contract or rule that gives the rights to the employer. You keep the right to be named.",
    ),
    "ownership.compilation": pgettext_lazy(
        "plain reading",
        "Whoever chose and arranged the pieces owns the arrangement, not the pieces.",
    ),
    "ownership.adaptation": pgettext_lazy(
        "plain reading",
        "Somebody else's work shows in it. What you added is yours, but you need their consent to use it.",
    ),
    "ownership.film_work": pgettext_lazy(
        "plain reading", "If it is a film or a series, the producer owns it."
    ),
    "ownership.audiovisual_work": pgettext_lazy(
        "plain reading",
        "For other moving pictures the agreement decides. Without one, the producer owns it.",
    ),
    "ownership.assignment": pgettext_lazy(
        "plain reading", "The rights were transferred by contract."
    ),
    "ownership.none": pgettext_lazy(
        "plain reading", "Nothing that is stated makes anybody the owner yet."
    ),
    "ownership.no_work": pgettext_lazy(
        "plain reading", "There is hardly a work here, so there is hardly anything to own."
    ),
    "question.competing_bases": pgettext_lazy(
        "plain reading", "Several rules point to different owners. Which one fits?"
    ),
    "condition.created": pgettext_lazy("plain reading", "A person made this part."),
    "condition.created_together": pgettext_lazy("plain reading", "They made it together."),
    "condition.arranged": pgettext_lazy("plain reading", "They chose and arranged the pieces."),
    "condition.named_on_work": pgettext_lazy(
        "plain reading", "Their name is on the work and nothing shows otherwise."
    ),
    "condition.hosted": pgettext_lazy("plain reading", "The organisation directed the making."),
    "condition.its_will": pgettext_lazy(
        "plain reading", "The work says what the organisation wanted to say."
    ),
    "condition.its_responsibility": pgettext_lazy(
        "plain reading", "The organisation answers for it."
    ),
    "condition.employed": pgettext_lazy("plain reading", "The maker works for the employer."),
    "condition.task_of_work": pgettext_lazy("plain reading", "Making it was part of the job."),
    "condition.mainly_its_resources": pgettext_lazy(
        "plain reading",
        "It was made mainly with the employer's means, and the employer answers for it.",
    ),
    "condition.contract_gives_employer": pgettext_lazy(
        "plain reading", "A contract gives the rights to the employer."
    ),
    "condition.no_contract_for_employer": pgettext_lazy(
        "plain reading", "No contract gives the rights to the employer."
    ),
    "condition.commissioned": pgettext_lazy("plain reading", "Somebody ordered it."),
    "condition.contract_gives_commissioner": pgettext_lazy(
        "plain reading", "The contract gives the rights to whoever ordered it."
    ),
    "condition.contract_leaves_maker": pgettext_lazy(
        "plain reading", "The contract says nothing, or leaves the rights with the maker."
    ),
    "condition.assigned": pgettext_lazy("plain reading", "A contract transfers the rights."),
    "condition.produced": pgettext_lazy("plain reading", "They produced it."),
    "condition.film_or_drama": pgettext_lazy("plain reading", "It is a film or a series."),
    "condition.not_agreed_otherwise": pgettext_lazy("plain reading", "Nothing else was agreed."),
    "condition.consent_of_other_owner": pgettext_lazy(
        "plain reading", "The owner of the other work consents."
    ),
    "duty.visible_label.publication_unknown": pgettext_lazy(
        "plain reading",
        "The record does not say whether it was published. When you publish it, say that AI made it and label it.",
    ),
    "duty.label_wording.not_applicable": pgettext_lazy(
        "plain reading", "This is for the service to do. No service is named."
    ),
    "duty.metadata_label.not_applicable": pgettext_lazy(
        "plain reading", "The service writes this label. No service is named."
    ),
}
