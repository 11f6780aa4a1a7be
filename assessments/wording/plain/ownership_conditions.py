"""Sentences for the conditions of owning, for readers without legal training."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

SENTENCES = {
    "condition.in_writing": pgettext_lazy("plain reading", "The contract is in writing."),
    "condition.created": pgettext_lazy("plain reading", "They made this part."),
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
    "condition.made_for_it": pgettext_lazy(
        "plain reading", "It was made for this work, not before."
    ),
    "condition.employed": pgettext_lazy("plain reading", "The maker works for them."),
    "condition.task_of_work": pgettext_lazy("plain reading", "Making it was part of the job."),
    "condition.mainly_its_resources": pgettext_lazy(
        "plain reading",
        "It was made mainly with the employer's means, and the employer answers for it.",
    ),
    "condition.software_of_job": pgettext_lazy(
        "plain reading",
        "The program is what the job was for or leads to, or was made mainly with the employer's means, and the employer answers for it.",
    ),
    "condition.drawing_of_its_means": pgettext_lazy(
        "plain reading",
        "It is a technical drawing, map or diagram made mainly with the employer's means, and the employer answers for it.",
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
    "condition.contract_before_work": pgettext_lazy(
        "plain reading",
        "The contract was made before the work, or it says that it covers earlier works.",
    ),
    "condition.contract_made": pgettext_lazy("plain reading", "The contract has been made."),
    "condition.contract_shares": pgettext_lazy(
        "plain reading", "The contract shares the rights among them."
    ),
    "condition.no_contract_recorded": pgettext_lazy(
        "plain reading",
        "You named no contract about the rights. Check that there really is none.",
    ),
    "condition.not_given_away": pgettext_lazy(
        "plain reading", "No contract gives the rights to somebody else."
    ),
    "condition.no_other_by_law": pgettext_lazy(
        "plain reading", "No rule gives the rights to somebody else."
    ),
    "condition.assigned": pgettext_lazy("plain reading", "A contract gives them the rights."),
    "condition.produced": pgettext_lazy("plain reading", "They produced it."),
    "condition.film_or_drama": pgettext_lazy("plain reading", "It is a film or a series."),
    "condition.not_agreed_otherwise": pgettext_lazy("plain reading", "Nothing else was agreed."),
    "condition.consent_of_other_owner": pgettext_lazy(
        "plain reading",
        "The owner of the other work consents. You need that to use it; who owns what was added does not depend on it.",
    ),
    "condition.on_their_life": pgettext_lazy(
        "plain reading", "It was agreed to write a book about their own life."
    ),
    "condition.living": pgettext_lazy("plain reading", "The author is alive."),
    "condition.died": pgettext_lazy("plain reading", "The author has died."),
    "condition.succeeds": pgettext_lazy("plain reading", "They inherit the rights."),
    "condition.created_by_them": pgettext_lazy(
        "plain reading", "The author who died made this part."
    ),
    "condition.created_in_common": pgettext_lazy("plain reading", "They made the work together."),
    "condition.employers_by_law_or_contract": pgettext_lazy(
        "plain reading",
        "A contract gives the rights to the employer, or the employer is a newspaper, magazine, news agency, radio or television station.",
    ),
    "condition.employer_has_rights": pgettext_lazy(
        "plain reading",
        "The employer who passes the rights on has them. By law they stay with whoever made the work, unless a contract or a special rule gives them to the employer.",
    ),
    "condition.giver_has_rights": pgettext_lazy(
        "plain reading",
        "Whoever passes the rights on has them from whoever made the work.",
    ),
    "condition.contract_leaves_commissioned": pgettext_lazy(
        "plain reading",
        "The contract says nothing, or leaves the rights to whoever took the order.",
    ),
    "condition.clause_paid": pgettext_lazy(
        "plain reading", "What the clause waits for has been paid."
    ),
    "condition.clause_approved": pgettext_lazy(
        "plain reading", "Whoever had to accept or approve it has done so."
    ),
    "condition.clause_begun": pgettext_lazy(
        "plain reading", "The year from which the clause applies has begun."
    ),
    "condition.agreed_among_authors": pgettext_lazy(
        "plain reading", "They have agreed among themselves who has which share."
    ),
    "condition.usable_by_itself": pgettext_lazy(
        "plain reading", "This part can be used by itself."
    ),
    "condition.no_joint_author": pgettext_lazy("plain reading", "Nobody else made it with them."),
    "condition.staff_of_press": pgettext_lazy(
        "plain reading",
        "The employer is a newspaper, magazine, news agency, radio or television station, and the maker is on its staff.",
    ),
    "condition.drafted_by_another": pgettext_lazy("plain reading", "Somebody else drafted it."),
    "condition.checked_and_finalised": pgettext_lazy(
        "plain reading", "They approved the final text."
    ),
    "condition.published_in_own_name": pgettext_lazy(
        "plain reading", "It was published in their own name."
    ),
    "condition.report_or_speech": pgettext_lazy(
        "plain reading", "It is a report, a speech or the like."
    ),
}
