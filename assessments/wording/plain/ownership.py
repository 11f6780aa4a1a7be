"""Sentences for ownership and for what is open about it, for readers without legal training."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

SENTENCES = {
    "ownership.legal_entity_work": pgettext_lazy(
        "plain reading",
        "An organisation had it made, it follows that organisation's will, and the organisation answers for it. So the organisation counts as the author.",
    ),
    "ownership.employee_work": pgettext_lazy(
        "plain reading",
        "It was made for an employer. Whoever made it owns it and the employer may use it first, unless a contract or the law says otherwise.",
    ),
    "ownership.commissioned_work": pgettext_lazy(
        "plain reading",
        "Someone ordered it. The contract decides who owns it. If it says nothing or there is none, whoever made it does.",
    ),
    "ownership.joint_work": pgettext_lazy(
        "plain reading",
        "Several people made it together and own it together. Whoever made a part that can be used by itself may decide on that part.",
    ),
    "ownership.author": pgettext_lazy("plain reading", "Whoever made it owns it."),
    "ownership.machine": pgettext_lazy(
        "plain reading", "The record names only a machine. A machine owns nothing."
    ),
    "ownership.not_said": pgettext_lazy("plain reading", "The record does not say who made it."),
    "ownership.only_help": pgettext_lazy(
        "plain reading",
        "The people in the steps are named as helpers only. Helping is not creating, so nobody is named as owner.",
    ),
    "question.clause_unread": pgettext_lazy(
        "plain reading",
        "We could not tell from the clause who owns the rights, so only your answer counts here. Does the clause really say so?",
    ),
    "question.clause_contradicts": pgettext_lazy(
        "plain reading",
        "The clause you quoted gives the rights to someone else than your answer says. Neither counts until you say which is right.",
    ),
    "question.who_produced": pgettext_lazy(
        "plain reading",
        "Who produced this video? Add the producer. If nothing else was agreed, it belongs to them.",
    ),
    "question.in_writing": pgettext_lazy(
        "plain reading",
        "Is this contract in writing? Rights are only transferred in writing. Add the contract itself.",
    ),
    "question.helper_acted": pgettext_lazy(
        "plain reading",
        "You named them as helpers, but steps are theirs. Did they only carry out what others had decided, or create something themselves? If they created, name them as authors.",
    ),
    "question.acts_of_another": pgettext_lazy(
        "plain reading",
        "You say that they did what the steps say somebody else did. Who did it? Name in each step who did it, or correct what you say of them.",
    ),
    "question.author_without_creation": pgettext_lazy(
        "plain reading",
        "You named them among the authors, but what the steps say they did does not count as creating. What did they create?",
    ),
    "question.who_wrote_lyrics": pgettext_lazy(
        "plain reading",
        "Who wrote these lyrics? Add a step of writing, with your drafts.",
    ),
    "ownership.presumption": pgettext_lazy(
        "plain reading",
        "A name is on the work. That person counts as its author until somebody shows otherwise.",
    ),
    "ownership.special_employee_work": pgettext_lazy(
        "plain reading",
        "It was made for an employer under a contract or rule that gives the rights to the employer. Whoever made it keeps the right to be named.",
    ),
    "ownership.compilation": pgettext_lazy(
        "plain reading",
        "Whoever chose and arranged the pieces owns the arrangement, not the pieces.",
    ),
    "ownership.adaptation": pgettext_lazy(
        "plain reading",
        "Somebody else's work shows in it. What was added belongs to whoever added it, but using it needs the other owner's consent.",
    ),
    "ownership.film_work": pgettext_lazy(
        "plain reading", "If it is a film or a series, the producer owns it."
    ),
    "ownership.audiovisual_work": pgettext_lazy(
        "plain reading",
        "The producer owns moving pictures; if they are no film or series, an agreement may say otherwise.",
    ),
    "ownership.assignment": pgettext_lazy(
        "plain reading",
        "A contract gives the rights to somebody else. Whoever made it stays its author.",
    ),
    "ownership.separate": pgettext_lazy(
        "plain reading", "It can be used by itself, and whoever made it decides on that."
    ),
    "ownership.none": pgettext_lazy(
        "plain reading", "Nothing that is stated makes anybody the owner yet."
    ),
    "ownership.no_work": pgettext_lazy(
        "plain reading",
        "It cannot be argued well enough that this is a work. So nobody is named as owner.",
    ),
    "ownership.uncertain_work": pgettext_lazy(
        "plain reading", "This is unlikely to be a work, so nobody is named as its owner."
    ),
    "ownership.not_protected": pgettext_lazy(
        "plain reading", "This is not protected as a work. Only a work has an owner."
    ),
    "ownership.nothing_made": pgettext_lazy(
        "plain reading", "You have not said yet what was made, so nobody can be named as owner."
    ),
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
    "question.task_of_work": pgettext_lazy(
        "plain reading",
        "Was making it part of the job? A contract or job description that names such works shows it; the employment alone does not.",
    ),
    "question.legal_entity": pgettext_lazy(
        "plain reading",
        "Did the organisation plan or decide what to make? Is its name on the work? Only then can it count as the author.",
    ),
    "question.made_for_it": pgettext_lazy(
        "plain reading", "Did you make this material for this work, or did you have it before?"
    ),
    "question.whose_order": pgettext_lazy(
        "plain reading", "Who of those who made it was hired or given the order? Add the contracts."
    ),
    "question.who_made_layer": pgettext_lazy(
        "plain reading", "Who made this part? Name the person in each step."
    ),
    "question.joint_creation": pgettext_lazy(
        "plain reading", "Did these people make the same part together? Name each one in the steps."
    ),
    "question.employers_resources": pgettext_lazy(
        "plain reading",
        "Was this program what the job was for, or what the job leads to, or was it made mainly with the employer's money, machines or inside knowledge? Then it is the employer's. Add the contract and say what it covers.",
    ),
    "question.drawing_of_employer": pgettext_lazy(
        "plain reading",
        "Is it a technical drawing, a map or a diagram, made mainly with money, machines or material from the employer, who also answers for it? Then it is the employer's; whoever made it keeps the right to be named.",
    ),
    "question.autobiographical": pgettext_lazy(
        "plain reading",
        "Whose life does this book tell, and did you two agree to write it? If nothing was agreed about the rights, they are that person's. Say so where you describe the person.",
    ),
    "question.heirs": pgettext_lazy(
        "plain reading",
        "You say that this person has died. The rights to earn from the work then go to the heirs. Add them, and what shows that they inherit.",
    ),
    "question.exhibit_contradicts": pgettext_lazy(
        "plain reading",
        "You describe the evidence of this contract as showing that nothing was agreed about the rights, or somebody else as owner. What does the contract really say? If it says nothing, they stay with whoever took the order.",
    ),
    "question.exhibit_unfit": pgettext_lazy(
        "plain reading",
        "You describe the evidence of this contract as a draft, unsigned, ended, or made with somebody else. So it shows nothing. Add the signed contract, or correct the description.",
    ),
    "question.film_or_other": pgettext_lazy(
        "plain reading", "Is it a film or a series? Then the agreement does not decide who owns it."
    ),
    "question.consent": pgettext_lazy(
        "plain reading",
        "Somebody else's work shows in it. Do they allow it? Say what licence you have.",
    ),
    "question.contract_parties": pgettext_lazy(
        "plain reading", "Who signed this contract? It binds nobody else."
    ),
    "question.nothing_agreed": pgettext_lazy(
        "plain reading",
        "You said that nothing was agreed on the copyright. If there is a contract, add it. If there is none, keep what shows who ordered what: messages, offers, invoices.",
    ),
    "question.contract_unproved": pgettext_lazy(
        "plain reading",
        "The owner depends on a contract that you have not shown. Find the signed copy and add it.",
    ),
    "question.making_unproved": pgettext_lazy(
        "plain reading",
        "Nothing shows yet who made it. Add what shows the steps and whose account or hand they were.",
    ),
    "question.part_unproved": pgettext_lazy(
        "plain reading", "Nothing shows yet what part they had. Add what shows it."
    ),
    "question.competing_bases": pgettext_lazy(
        "plain reading", "Several rules point to different owners. Which one fits?"
    ),
    "ownership.ghost_written": pgettext_lazy(
        "plain reading",
        "Somebody else drafted this report or speech. It belongs to the person who approved it and published it in their own name.",
    ),
    "ownership.autobiographical_work": pgettext_lazy(
        "plain reading",
        "Somebody else wrote down this person's life. If nothing was agreed about the rights, they belong to the person whose life it is. The writer can be paid.",
    ),
    "ownership.succession": pgettext_lazy(
        "plain reading", "The author has died. The rights to earn from the work go to the heirs."
    ),
    "question.created_in_common": pgettext_lazy(
        "plain reading",
        "Did these people make one work together, or each one of their own? Say in the steps who made what.",
    ),
    "question.usable_by_itself": pgettext_lazy(
        "plain reading",
        "Can this part be used without the rest? Then whoever made it may decide on it alone.",
    ),
    "question.staff_of_press": pgettext_lazy(
        "plain reading",
        "Is the employer a newspaper, magazine, news agency, radio or television station? Then what was made for the job is the employer's; whoever made it keeps the right to be named. If it is none of these, say so where you describe the employer.",
    ),
    "question.ghost_written": pgettext_lazy(
        "plain reading",
        "Is it a report or a speech that this person approved and published as their own, though somebody else drafted it? Then it is theirs. So is a book that tells this person's own life, if nothing was agreed. Say which it is and what the two agreed.",
    ),
    "question.order_of_maker": pgettext_lazy(
        "plain reading",
        "Was the maker hired by them, or given the order by them? Add the contract between the two.",
    ),
    "question.shows_another": pgettext_lazy(
        "plain reading",
        "Can one see, hear or read somebody else's material in the result? Then you need their consent to use it.",
    ),
    "question.co_author_without_step": pgettext_lazy(
        "plain reading",
        "They are named as co-author, but no step says what they made. What did they create?",
    ),
    "question.person_as_host": pgettext_lazy(
        "plain reading",
        "A person is named as the organisation behind the work. Only an organisation can count as author in that way. Did this person act for one, or make part of it?",
    ),
    "question.person_as_employer": pgettext_lazy(
        "plain reading",
        "A person is named as employer. The rules on work made for a job concern organisations only. Was the maker employed by one, or did this person order it?",
    ),
    "question.whose_name": pgettext_lazy(
        "plain reading", "There is a name on the work. Whose is it?"
    ),
    "question.later_contract": pgettext_lazy(
        "plain reading",
        "Two contracts between the same people differ. The later one is followed here. Does it replace the earlier one?",
    ),
    "question.contracts_conflict": pgettext_lazy(
        "plain reading",
        "Contracts between the same people differ, and nothing says which one applies. Which one does?",
    ),
    "question.contract_after_work": pgettext_lazy(
        "plain reading",
        "This contract was made after the work or part of it. Does it say that it covers earlier works? If not, only a written transfer gives the rights to somebody else.",
    ),
    "question.contract_not_made": pgettext_lazy(
        "plain reading",
        "The date of this contract is still to come, so it gives nothing yet. Is the date right?",
    ),
    "question.contract_undated": pgettext_lazy(
        "plain reading",
        "When was this contract made, and when the work? A contract does not count for what was made before it, unless it says so.",
    ),
    "question.rival_contracts": pgettext_lazy(
        "plain reading",
        "These contracts give the same rights to different people. Which of them is about this work?",
    ),
    "question.employer_has_rights": pgettext_lazy(
        "plain reading",
        "The employer signed this contract, not whoever made the work. An employer can only pass on rights that it has, and an employee keeps them unless a contract or the law gives them to the employer. Is there such a contract? If not, the maker has to transfer the rights in writing.",
    ),
    "question.giver_has_rights": pgettext_lazy(
        "plain reading",
        "Whoever signed this contract did not make the work. They can only pass on rights that they got from the maker. Is there a contract that gives them these rights? If not, the maker has to transfer them in writing.",
    ),
    "question.clause_paid": pgettext_lazy(
        "plain reading",
        "By its clause the rights pass only when everything has been paid. Has it? Add the receipt or bank record.",
    ),
    "question.clause_approved": pgettext_lazy(
        "plain reading",
        "By its clause the rights pass only when somebody has accepted or approved something. Have they? Add the signed acceptance or the letter of approval.",
    ),
    "question.clause_begun": pgettext_lazy(
        "plain reading",
        "The clause only counts from a year that has not begun. Say what you agreed for the time until then.",
    ),
    "question.employers_by_law_or_contract": pgettext_lazy(
        "plain reading",
        "Does a contract give the rights to the employer? Or is the employer a newspaper, magazine, news agency, radio or television station? If neither, whoever made it keeps the rights and the employer may use it first.",
    ),
    "question.consent_missing": pgettext_lazy(
        "plain reading",
        "Somebody else's work shows in it and you have no licence. You need their consent before you use it.",
    ),
    "question.not_all_agreed": pgettext_lazy(
        "plain reading", "Not everybody who made it signed this contract. Did the others agree?"
    ),
    "question.another_commission": pgettext_lazy(
        "plain reading",
        "This contract is with nobody who is named as having ordered the work. Who ordered what from whom under it?",
    ),
}
