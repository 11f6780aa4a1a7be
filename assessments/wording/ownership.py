"""Sentences for ownership and for what is open about it, by code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "ownership.legal_entity_work": _(
        "An organisation directed the making, its will shows in the work and it answers for it: it counts as the author."
    ),
    "ownership.employee_work": _(
        "The work was made for an employer: the employee owns it and the employer may use it first, unless a contract or the law gives it to the employer."
    ),
    "ownership.commissioned_work": _(
        "The work was commissioned: the contract decides; where it is silent or there is none, the maker owns it."
    ),
    "ownership.joint_work": _(
        "Several people made the work together and own it together; whoever made a part that can be used by itself may exercise the rights in that part, without infringing those in the whole (Copyright Law art. 14)."
    ),
    "ownership.author": _("The person who made the work owns it."),
    "ownership.machine": _("Only a machine is named: a machine owns nothing."),
    "ownership.not_said": _("Nobody is named as having made the work."),
    "ownership.only_help": _(
        "Those who took the recorded steps are named as helpers only: to help is not to create (Implementing Regulations art. 3(2)), so no owner is named."
    ),
    "question.clause_unread": _(
        "Whose the copyright is could not be read from the recorded clause, so what it says is taken from the record alone: does the clause say so in words?"
    ),
    "question.clause_contradicts": _(
        "The recorded clause gives the copyright to another than the contract is recorded to do, so neither is relied on: which is right?"
    ),
    "question.who_produced": _(
        "Who produced this audiovisual work? Name the producer: without another agreement the copyright is theirs (Copyright Law art. 17)."
    ),
    "question.in_writing": _(
        "Is this contract in writing? The economic rights pass only by a written contract (Copyright Law art. 27): link the contract itself."
    ),
    "question.helper_acted": _(
        "They are named as helpers, but recorded steps are theirs: did they carry out what others had decided, or create something of their own (Implementing Regulations art. 3)? Whoever created it is its author: name them so."
    ),
    "question.acts_of_another": _(
        "By the words on their part they did what the steps record as another's act: who did it? Whoever created it is its author (Implementing Regulations art. 3): name in each step who acted, or correct these words."
    ),
    "question.author_without_creation": _(
        "They are named among the authors, but nothing that the steps record of them can be creation on what is stated: running a tool on few words or again, and technical or other help, are none (Implementing Regulations art. 3). What did they create? Who took no part in creating the work is no author of it."
    ),
    "question.who_wrote_lyrics": _(
        "Who wrote the lyrics that were typed? Record it as a step of writing of its own, with the drafts: to type words into a tool does not say who wrote them."
    ),
    "question.who_made_it": _("Who made the work?"),
    "question.contract_terms": _("What does the contract say about copyright?"),
    "question.contract_missing": _("Is there a contract, and what does it say about copyright?"),
    "question.team_contracts": _(
        "Do the agreements with those who took part fit the organisation's claim?"
    ),
    "question.task_of_work": _(
        "Was the work made to carry out tasks of the employment? State the contract and which works it covers; employment alone does not say so."
    ),
    "question.legal_entity": _(
        "Did the organisation itself plan or decide (a step of its own), and does its name stand on the work? Only if the work expresses its will and it answers for it does it count as the author."
    ),
    "question.made_for_it": _(
        "Was this material made for this work, or before it? What was made before is no part of the employment, commission or direction of this work."
    ),
    "question.whose_order": _(
        "Which of the makers was employed or commissioned? State the contract with each."
    ),
    "question.who_made_layer": _(
        "Who made this part? Name the person in its steps: being in the team or helping does not say so."
    ),
    "question.joint_creation": _(
        "Did these people create the same part together? Name each person in the steps; who took no part in creating it is no joint author."
    ),
    "question.employers_resources": _(
        "Was this software what the job expressly set as its goal, or what the job foreseeably or naturally leads to, or was it made mainly with the employer's funds, equipment or undisclosed information and on its responsibility? Then the copyright is the employer's (Software Regulations art. 13). State the contract and what it covers."
    ),
    "question.drawing_of_employer": _(
        "Is this an engineering or product design drawing, a map, a diagram or the like, made mainly with funds, equipment or material that the employer provided for it, and does the employer answer for it? Then all rights in what was a task of the job, except that of being named, are the employer's (Copyright Law art. 18(2)(1))."
    ),
    "question.autobiographical": _(
        "Whose life does this autobiographical work tell, and did the two agree that it should be written? Where nothing was agreed on the copyright it belongs to that person, not to whoever wrote it (SPC Copyright Interpretation (2020) art. 14, text in force until 31 August 2026; the wording of the amended text is not held here). Say so in what is recorded of the person."
    ),
    "question.heirs": _(
        "The record says that this author has died. The economic rights then pass by law to those who succeed to them, for the rest of the term (Copyright Law art. 21(1)). Name them, and link what shows the succession."
    ),
    "question.exhibit_contradicts": _(
        "By its description the exhibit of this contract shows that nothing was agreed on the copyright, or another owner than is recorded; neither is relied on. What does the contract say? Where it says nothing clear, whoever was commissioned owns it (Copyright Law art. 19)."
    ),
    "question.exhibit_unfit": _(
        "By its description the exhibit of this contract is a draft, unsigned, no longer in force, or a contract with somebody else, so it shows nothing of it. Link the signed contract between these parties, or correct the description."
    ),
    "question.film_or_other": _(
        "Is it a film or a television drama? These belong to the producer; for other audiovisual works the agreement decides."
    ),
    "question.consent": _(
        "Does the owner of the other work that shows in this one consent to its use? State the licence."
    ),
    "question.contract_parties": _(
        "Between whom was this contract made? It settles the rights of nobody else."
    ),
    "question.nothing_agreed": _(
        "It is stated that nothing was agreed on the copyright, and no contract is shown. If there is one, link it; if there is none, keep what shows who ordered or employed whom (messages, offers, invoices): the rules for silence apply to it (Copyright Law arts. 18 and 19)."
    ),
    "question.contract_unproved": _(
        "Who owns it rests on a contract that is stated, not shown: secure the signed contract and link it."
    ),
    "question.making_unproved": _(
        "That they made it is stated, not shown: keep what shows the steps and what shows who took them (an account in their name, a signature), and link both."
    ),
    "question.part_unproved": _(
        "Their part is stated, not shown: secure what shows it and link it to them."
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
        "A work made as a task of the job that falls under art. 18(2): the employer holds the rights, the author is named."
    ),
    "ownership.compilation": _(
        "Whoever selected and arranged the contents owns the compilation; rights in the contents stay as they are."
    ),
    "ownership.adaptation": _(
        "Another's work shows in it: whoever made it owns what they added, not the other's work, and uses it only with the consent of the other owner (Copyright Law arts. 13 and 16)."
    ),
    "ownership.film_work": _(
        "If it is a film or television drama, the producer owns it; those who made it are named and paid by contract."
    ),
    "ownership.audiovisual_work": _(
        "An audiovisual work belongs to the producer: a film or television drama by law, any other where nothing else is clearly agreed; its authors are named and paid."
    ),
    "ownership.assignment": _(
        "A contract gives the economic rights to another; authorship and the moral rights stay with whoever made the work."
    ),
    "ownership.separate": _(
        "It can be used by itself: its author exercises the rights in it apart from the audiovisual work (Copyright Law art. 17(3))."
    ),
    "ownership.none": _("No basis of ownership is met on what is stated."),
    "ownership.no_work": _(  # only in earlier results
        "On what is stated it cannot be argued well enough that there is a work; nobody is named as its owner."
    ),
    "ownership.uncertain_work": _(
        "Even if everything stated is accepted it is unlikely to be a work, so no owner is named."
    ),
    "ownership.not_protected": _(
        "Even if everything stated is accepted it is not protected as a work, and only a work has an owner."
    ),
    "ownership.nothing_made": _(
        "What was made is not stated yet; who would own it depends on that."
    ),
    "question.competing_bases": _(
        "Several bases name different owners: which of them do contracts and facts support?"
    ),
    "condition.in_writing": _("The contract is in writing."),
    "condition.created": _("They created this layer."),
    "condition.created_together": _("They created it together."),
    "condition.arranged": _("They selected and arranged the contents."),
    "condition.named_on_work": _("Their name stands on the work, and nothing shows the contrary."),
    "condition.hosted": _("The organisation directed the making."),
    "condition.its_will": _("The work expresses the organisation's will."),
    "condition.its_responsibility": _("The organisation answers for the work."),
    "condition.made_for_it": _("It was made for this work, not before."),
    "condition.employed": _("The maker is employed by them."),
    "condition.task_of_work": _("The work was a task of that employment."),
    "condition.mainly_its_resources": _(
        "It was made mainly with the employer's resources and on its responsibility."
    ),
    "condition.software_of_job": _(
        "The software is what the job expressly set as its goal or foreseeably or naturally leads to, or was made mainly with the employer's material and technical means and on its responsibility (Software Regulations art. 13)."
    ),
    "condition.drawing_of_its_means": _(
        "It is an engineering or product design drawing, a map, a diagram or the like, made mainly with the employer's material and technical means, and the employer answers for it (Copyright Law art. 18(2)(1))."
    ),
    "condition.contract_gives_employer": _("A contract gives the rights to the employer."),
    "condition.no_contract_for_employer": _("No contract gives the rights to the employer."),
    "condition.commissioned": _("The work was commissioned."),
    "condition.contract_gives_commissioner": _(
        "The contract gives the rights to whoever commissioned it."
    ),
    "condition.contract_leaves_maker": _(
        "The contract is silent, or leaves the rights to whoever made it."
    ),
    "condition.contract_before_work": _(
        "The contract was made before the work, or covers what was made before it."
    ),
    "condition.contract_made": _("The contract has been made."),
    "condition.contract_shares": _("The contract shares the rights among them."),
    "condition.no_contract_recorded": _(
        "No contract between them on the rights is recorded; that there is none remains to be confirmed."
    ),
    "condition.not_given_away": _("No contract gives the rights to another."),
    "condition.no_other_by_law": _("The law gives the rights to nobody else."),
    "condition.assigned": _("A contract gives the rights to them."),
    "condition.produced": _("They produced the work."),
    "condition.film_or_drama": _("It is a film or a television drama."),
    "condition.not_agreed_otherwise": _("Nothing else was agreed on the rights."),
    "condition.consent_of_other_owner": _(
        "The owner of the other work consents to its use. Using the work depends on it; owning what was added does not."
    ),
    "ownership.ghost_written": _(
        "A report, a speech or the like that another person drafted belongs to the person who checked and finalised it and published it in their own name (SPC Copyright Interpretation (2020) art. 13, text in force until 31 August 2026; the wording of the amended text is not held here)."
    ),
    "ownership.autobiographical_work": _(
        "An autobiographical work that another person wrote belongs, where nothing was agreed on the copyright, to the person whose life it tells; whoever wrote it may be paid for the work (SPC Copyright Interpretation (2020) art. 14, text in force until 31 August 2026; the wording of the amended text is not held here)."
    ),
    "ownership.succession": _(
        "The author has died: the economic rights pass by law to those who succeed to them, for the rest of the term (Copyright Law art. 21(1))."
    ),
    "condition.on_their_life": _("It was agreed to write an autobiographical work on their life."),
    "condition.living": _("The author is alive; the rights of the dead have passed on."),
    "condition.died": _("The author has died."),
    "condition.succeeds": _("The economic rights pass to them by succession."),
    "condition.created_by_them": _("The author who died created this layer."),
    "question.created_in_common": _(
        "Did these people create one work together, or each a work of their own? Name in the steps what each of them created; who took no part in creating it is no joint author (Copyright Law art. 14)."
    ),
    "question.usable_by_itself": _(
        "Can this part be used by itself, apart from the rest? Then whoever created it may exercise the rights in it alone, without infringing those in the whole (Copyright Law art. 14(3))."
    ),
    "question.staff_of_press": _(
        "Is the employer a newspaper, periodical, news agency, radio or television station, and the maker on its staff? Then all rights in what was a task of the job, except that of being named, are the employer's (Copyright Law art. 18(2)(2)); otherwise the rule of art. 18(1) stands. Say which in what is recorded of the employer."
    ),
    "question.ghost_written": _(
        "Is it a report, a speech or the like that this person checked, finalised and published in their own name, though another drafted it? Then it is theirs, unless it is a legal-entity work (SPC Copyright Interpretation (2020) art. 13, text in force until 31 August 2026; the wording of the amended text is not held here). An autobiographical work on a person's life is that person's, too, where nothing was agreed (art. 14); of any other text whoever drafted it is the author. State which it is, and what the two agreed."
    ),
    "question.order_of_maker": _(
        "Was whoever made it employed or commissioned by them? State the contract between the two; one with others does not bind the maker."
    ),
    "question.shows_another": _(
        "Does the expression of this material of others show in the result? Then using it needs the consent of its owner (Copyright Law arts. 13 and 16)."
    ),
    "question.co_author_without_step": _(
        "They are named as co-author, but no step of theirs is recorded: what did they create? Who took no part in creating the work is no joint author (Copyright Law art. 14(1))."
    ),
    "question.person_as_host": _(
        "A natural person is named as directing the making: only a legal person or another organisation counts as the author of what it directs (Copyright Law art. 11(3)). Did this person act for an organisation, or create part of the work?"
    ),
    "question.person_as_employer": _(
        "A natural person is named as employer: only what is made for a legal person or another organisation is an employee work (Copyright Law art. 18). Was the maker employed by an organisation, or commissioned by this person?"
    ),
    "question.whose_name": _(
        "An author's name or mark stands on the work: whose is it? Whoever is named is presumed its author until the contrary is shown (Copyright Law art. 12)."
    ),
    "question.later_contract": _(
        "Two contracts between the same parties say different things about the rights; the later one is followed. Does it replace the earlier one?"
    ),
    "question.contracts_conflict": _(
        "Contracts between the same parties say different things about the rights, and neither their dates nor their scope says which applies: which one does?"
    ),
    "question.contract_after_work": _(
        "This contract is dated after the work, or after a part of it, and no recorded clause covers what was made before: it speaks from its day on. Record the clause that does, or the contract of the time; otherwise the rights pass only by an assignment in writing (Copyright Law arts. 10(3) and 27)."
    ),
    "question.contract_not_made": _(
        "The day of this contract has not come: it gives no rights before that. Is the date right?"
    ),
    "question.contract_undated": _(
        "The record does not say on what day this contract or the work was made; a contract speaks from its day on. State both days, or the clause that covers earlier works."
    ),
    "question.rival_contracts": _(
        "These contracts give the same rights to different parties: which of them covers this work?"
    ),
    "question.employer_has_rights": _(
        "This contract was made by the employer, not by whoever made the work: the employer can give on only what it has. Is there a contract that gives it the copyright, or does another case of Copyright Law art. 18(2) apply? Otherwise the employee keeps it (art. 18(1)), and it passes only by an assignment in writing from the employee (Copyright Law arts. 10(3) and 27)."
    ),
    "question.giver_has_rights": _(
        "This contract was not made by whoever made the work, and nobody gives on what they do not have: is there a contract that gives them the copyright? Where it is silent, whoever was commissioned keeps it (Copyright Law art. 19), and it passes only by an assignment in writing from them (Copyright Law arts. 10(3) and 27)."
    ),
    "question.clause_paid": _(
        "By its clause this contract gives the rights only when what was agreed has been paid. Has all of it been paid? Link what shows it, such as a receipt or a bank record."
    ),
    "question.clause_approved": _(
        "By its clause this contract gives the rights only when somebody has accepted, approved or confirmed something. Have they? Link what shows it, such as a signed acceptance or a letter of approval."
    ),
    "question.clause_begun": _(
        "By its clause this contract applies only from a year that has not begun. Whose are the rights until then? Record what was agreed for that time."
    ),
    "question.employers_by_law_or_contract": _(
        "Does a contract give the copyright in such works to the employer (Copyright Law art. 18(2)(3))? Record its clause. Or is the employer a newspaper, periodical, news agency, radio or television station, and the maker on its staff (art. 18(2)(2))? Then all rights in what was a task of the job, except that of being named, are the employer's; otherwise the employee owns it, and the employer may use it first (art. 18(1))."
    ),
    "question.consent_missing": _(
        "No licence of the owner of the other work that shows in this one: what was added belongs to its maker, but to use it without that consent infringes the other work. Obtain the licence (Copyright Law arts. 13 and 16)."
    ),
    "question.not_all_agreed": _(
        "Not everybody whose rights they are is a party to this contract: did the others agree? Rights in a joint work are given away by all together (Copyright Law art. 14(2))."
    ),
    "question.another_commission": _(
        "This commission contract binds none who is named as commissioner of the work: who ordered what from whom under it?"
    ),
    "condition.created_in_common": _("They created the work together."),
    "condition.agreed_among_authors": _(
        "They have agreed on the copyright among themselves. Using the work depends on it; owning it together does not (Copyright Law art. 14)."
    ),
    "condition.usable_by_itself": _("This part can be used by itself."),
    "condition.no_joint_author": _("Nobody else is its joint author."),
    "condition.staff_of_press": _(
        "The employer is a newspaper, periodical, news agency, radio or television station, and the maker is on its staff."
    ),
    "condition.employers_by_law_or_contract": _(
        "A contract gives the rights to the employer (Copyright Law art. 18(2)(3)), or the employer is a newspaper, periodical, news agency, radio or television station, and the maker is on its staff (art. 18(2)(2))."
    ),
    "condition.employer_has_rights": _(
        "The employer who gives the rights on has them: they are the employee's (Copyright Law art. 18(1)) unless a contract or another case of art. 18(2) makes them the employer's."
    ),
    "condition.giver_has_rights": _(
        "Whoever gives the rights on by this contract has them from those who made the work."
    ),
    "condition.contract_leaves_commissioned": _(
        "The contract is silent, or leaves the rights to whoever was commissioned."
    ),
    "condition.clause_paid": _("What the clause makes it depend on has been paid."),
    "condition.clause_approved": _(
        "What the clause makes it depend on has been accepted, approved or confirmed."
    ),
    "condition.clause_begun": _("The year from which the clause applies has begun."),
    "condition.drafted_by_another": _("Another person drafted it."),
    "condition.checked_and_finalised": _("They checked and finalised it."),
    "condition.published_in_own_name": _("It was published in their name."),
    "condition.report_or_speech": _("It is a report, a speech or the like."),
}
