"""Sentences for who appraised a value, and for what contradicts a statement of the record, by code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "contradiction.clause": _(
        "The contract is recorded to give the copyright to one side and its recorded clause gives it to another; neither is relied on."
    ),
    "contradiction.clause_of_use": _(
        "The contract is recorded to give the copyright, and its recorded clause only allows a use; nobody is taken to own by it."
    ),
    "contradiction.detail": _(
        "What is stated of the instruction goes beyond the words that were typed; the words count."
    ),
    "contradiction.extent": _(
        "What is stated of the edit goes beyond what a comparison of the two results shows; the comparison counts."
    ),
    "contradiction.changed_prompt": _(
        "The prompt is stated as changed; its content is the same as before."
    ),
    "contradiction.changed_negative_prompt": _(
        "The negative prompt is stated as changed; its content is the same as before."
    ),
    "contradiction.changed_parameters": _(
        "The settings are stated as changed; the values recorded are the same as before."
    ),
    "contradiction.changed_model": _(
        "The model is stated as changed; the tool and all values recorded are the same as before."
    ),
    "contradiction.changed_weights": _(
        "The weights are stated as changed; all values recorded are the same as before."
    ),
    "contradiction.examined_by_party": _(
        "A party to the work, somebody close to one or nobody in particular is named as who examined this exhibit; it counts as not examined."
    ),
    "contradiction.examined_by_perhaps": _(
        "The name of who examined this exhibit stands in another writing than the parties' own, and may be a party's; it counts as not examined until it is written as theirs are."
    ),
    "contradiction.examined_in_future": _(
        "The day on which this exhibit is stated to have been examined is still to come; it counts as not examined."
    ),
    "contradiction.examined_before": _(
        "This exhibit is stated to have been examined before the steps were done that it is to show; it counts as not examined for them."
    ),
    "contradiction.not_of_kind": _(
        "By its bytes the file that is held is not what this exhibit is called: one without layers is no layered file, and what a screen showed is held as a picture or a film of it. It carries nothing under this name. Hold the file that is meant, or call this one what it is."
    ),
    "contradiction.empty_file": _(
        "The file that is held is a picture of one colour, in which nothing can be seen; it carries nothing. Hold the file that is meant."
    ),
    "contradiction.asked_undescribed": _(
        "Nothing says what this exhibit shows, and its file was not read. Until it is described, or its file is held, no answer on what can be shown that rests on it goes beyond arguable."
    ),
    "contradiction.asked_same_words": _(
        "These words ask for nothing that the run before did not ask for, and another party, or a machine, typed them there; they count as that party's words."
    ),
    "contradiction.asked_change": _(
        "The words of this prompt are not those before it; whether they ask for anything else, or for the same in other words, is not known. As stated, the change counts as it is recorded; on the evidence it does not count."
    ),
    "contradiction.tool": _(
        "This tool is known to generate, whatever is stated of it; what was done with it counts as generated."
    ),
    "contradiction.left_out": _(
        "By the record nothing of this act is in the final work: none of it was kept, or the last choice was made from a branch without it. It carries no answer."
    ),
    "contradiction.admission": _(
        "The act is recorded as by hand, and the record's own words say that a machine did it; it counts as generated."
    ),
    "contradiction.copied": _(
        "The record's own words say that this act copies what another made; it counts as no expression of whoever did it."
    ),
    "contradiction.others_hand": _(
        "The record's own words say that another person did this; whose this part is stays open. Record that person, the person's step, and what was agreed."
    ),
    "contradiction.copied_perhaps": _(
        "The record's own words say that this follows another's work; whether anything in it is the maker's own is not known, and no answer on it goes beyond arguable."
    ),
    "contradiction.whole_machine_perhaps": _(
        "The record can be read as saying that a machine made what is recorded as made by hand; is it so? If it is, record that step as generated; if not, say in these words who made what. Until then no answer on it goes beyond arguable."
    ),
    "contradiction.whole_copied_perhaps": _(
        "The record can be read as saying that the work was copied or follows another's; is it so? If it is, say what was copied and what was added; if not, correct these words. Until then no answer goes beyond arguable."
    ),
    "contradiction.whole_prompt_perhaps": _(
        "The record can be read as saying that another person or a machine wrote the prompt; is it so? If it is, say so of the step; if not, correct these words. Until then no answer on what the tool made goes beyond arguable."
    ),
    "contradiction.whole_input_perhaps": _(
        "The record can be read as saying that another, a machine or nobody made the input that is recorded as own; is it so? If it is, say so of the input; if not, correct these words. Until then no answer on it goes beyond arguable."
    ),
    "contradiction.order_of_itself": _(
        "By the record's own words the order follows from files, dates, numbers or a programme; that is no choice of a person. If a person chose or placed the parts for another reason, state it."
    ),
    "contradiction.order_of_chosen_parts": _(
        "By the record's own words the order follows from files, dates, numbers or a programme; only which parts were chosen can count (Copyright Law art. 15), and no answer on it goes beyond arguable. If a person placed the parts for another reason, state it."
    ),
    "contradiction.by_chance": _(
        "An effect is stated, and the record's own words say that it came by itself or was not what was wanted; chance counts."
    ),
    "contradiction.day": _(
        "This day is still to come, or lies before the work was made; which day is right?"
    ),
    "contradiction.step_in_future": _(
        "The day of this step is still to come; no evidence of today shows it. Which day is right?"
    ),
    "contradiction.step_day": _(
        "This step lies outside the time in which the work is stated to have been made; which day is right?"
    ),
    "contradiction.contract_no_force": _(
        "By its own words, or those of every exhibit linked to it, this contract was not concluded, is forged or disputed, has ended or is of another work; nobody is taken to own by it."
    ),
    "contradiction.rerun": _(
        "A change is stated, and the record's own words tell only of running the tool again; it counts as no change. If something was changed, state what, and record the words or values before and after."
    ),
    "contradiction.contract_exhibit": _(
        "The contract is recorded to give the copyright to one side; by its own description the exhibit linked to it shows that nothing was agreed on it, or another owner. Neither is relied on."
    ),
    "contradiction.exhibit_against": _(
        "By its own description this exhibit speaks for another maker, or does not contain what it is to show; it supports nothing, whoever examined it. If the description is wrong, correct it."
    ),
    "contradiction.asked_exhibit": _(
        "These words on the exhibit may speak against what it is to show. Do they? If they do, correct what is recorded; if not, say in other words what the exhibit shows. Until then no answer on what can be shown that rests on it goes beyond arguable."
    ),
    "contradiction.asked_file": _(
        "These words stand in the file that is held, or are next to all that it contains; they may speak against what it is to show. Do they? If they do, correct what is recorded; if not, hold a file that shows it, or have a lawyer state what this one shows. Until then no answer on what can be shown that rests on it goes beyond arguable."
    ),
    "contradiction.asked_survival": _(
        "What a later step made, or the words on this act, leave open whether what it added is still in the final work; until a comparison of the results or a lawyer's finding shows it, no answer on it goes beyond arguable."
    ),
    "contradiction.asked_step": _(
        "These words may say that a tool, another person or a mere processing did this, or that it is no longer in the work. Do they? If they do, record it so; if not, say in other words what was done and by whom. Until then no answer on what can be shown of this step goes beyond arguable."
    ),
    "contradiction.asked_settings": _(
        "This act is recorded as work by hand, and has settings that a tool which generates has. How did it get them? Record the tool by what it does, or leave out what is not of this act. Until then no answer on what can be shown of this step goes beyond arguable."
    ),
    "contradiction.asked_outputs": _(
        "This act is recorded as work by hand, and several results of it are stated. Did a person make each of them, or a tool? Say so in words, or record the tool by what it does. Until then no answer on what can be shown of this step goes beyond arguable."
    ),
    "contradiction.asked_input": _(
        "These words may say that the input recorded as own is another's, or that there is nothing in it. Do they? If they do, record it so; if not, say in other words who made it and what it shows. Until then no answer on what can be shown of it goes beyond arguable."
    ),
    "contradiction.asked_notes": _(
        "These words of the notes may speak against what the record says of how the work was made. Do they? If they do, correct what is recorded; if not, put them in other words. Until then no answer on what can be shown goes beyond arguable where they bear."
    ),
    "contradiction.asked_machine": _(
        "This party is recorded as a person, and its name or what it did is that of a program: who is it? Until that is settled nobody is shown as the author of what it did."
    ),
    "contradiction.asked_party": _(
        "These words on what a person did may speak against the acts that are recorded as that person's. Do they? If they do, correct the steps; if not, put them in other words. Until then no answer on what can be shown of these steps goes beyond arguable, and whose they are stays open."
    ),
    "contradiction.asked_acts": _(
        "This person is said to have done what the steps record as another's act. Who did it? Name in each step who acted, or correct these words. Until then no answer on what can be shown of these steps goes beyond arguable, and whose they are stays open."
    ),
    "contradiction.asked_only_paid": _(
        "By these words this person paid or organised; who only does so creates nothing (Implementing Regulations art. 3). Did this person do more? If so, say what; if not, name who made the work. Until then whose it is stays open."
    ),
    "contradiction.asked_contract": _(
        "These words may say that the contract, or a signature on it, is denied or doubted. Do they? If they do, the contract has to be proved by other means; if not, say in other words what the exhibit shows. Until then nothing is taken as proved by it."
    ),
    "contradiction.technical": _(
        "The act is recorded as adding expression, and the record's own words say of it technical processing only; that counts."
    ),
    "contradiction.trifle": _(
        "The record's own words tell of a trifle, such as a typing error, a border or a name; it counts as technical, however far the edit is said to go."
    ),
    "contradiction.readiness": _(
        "The record's own words tell of an account, a purchase or an installation; that lets a tool run and fixes nothing of the work."
    ),
    "contradiction.stock": _(
        "The record's own words say that what was added is stock material; it counts as such."
    ),
    "contradiction.prompt_of_others": _(
        "The record's own words say that another person or a machine wrote this prompt; its words count as no expression of whoever used it, only what was changed in them later does."
    ),
    "contradiction.machine_input": _(
        "The input is recorded as own, and the record's own words say that a machine made it; it counts as no own expression."
    ),
    "contradiction.nobodys_input": _(
        "The input is recorded as own, and the record's own words say that no person took or made it; what a person chose in it, such as place, moment or framing, is not told."
    ),
    "contradiction.trifling_input": _(
        "The input is recorded as own, and by the record's own words there is next to nothing in it; it counts as no expression."
    ),
    "contradiction.others_input": _(
        "The input is recorded as own, and the record's own words say that another made it, or made the work that it shows; it counts as another's."
    ),
    "contradiction.changed_back": _(
        "The prompt was changed, and the last run that continues it has the words from before again; the change does not count."
    ),
    "contradiction.chance": _(
        "The result is stated as left to chance and a step as having the effect that was wanted; chance counts."
    ),
    "appraisal.file": _("Read in a file that is held"),
    "appraisal.record": _("Read in the words and values recorded"),
    "appraisal.measured": _("Measured between two results"),
    "appraisal.decider": _("Held by the decider"),
    "appraisal.lawyer": _("Appraised by a lawyer"),
    "appraisal.examined": _("The maker's own appraisal; a lawyer examined the exhibit"),
    "appraisal.presumed": _(
        "The maker's own appraisal, presumed from the name on the work (Copyright Law art. 12) until the contrary is shown"
    ),
    "appraisal.rerun": _("The tool was only run again; what came out of it was left to chance"),
    "appraisal.not_stated": _("Not stated; it counts at its lowest"),
    "appraisal.maker": _("The maker's own appraisal"),
}
