"""Sentences for appraisals and contradictions, for readers without legal training."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

SENTENCES = {
    "contradiction.contract_no_force": pgettext_lazy(
        "plain reading",
        "The contract or what you linked to it says that it was never made, is forged or disputed, has ended or is about another work. Nobody is taken to own by it.",
    ),
    "contradiction.step_in_future": pgettext_lazy(
        "plain reading", "The day of this step has not come yet. Which day is right?"
    ),
    "contradiction.step_day": pgettext_lazy(
        "plain reading",
        "This step lies outside the time in which you say that the work was made. Which day is right?",
    ),
    "contradiction.clause": pgettext_lazy(
        "plain reading",
        "You say that the contract gives the rights to one side, but the clause you quoted gives them to another. Neither counts.",
    ),
    "contradiction.clause_of_use": pgettext_lazy(
        "plain reading",
        "You say that the contract gives the rights away, but the clause you quoted only allows someone to use the work. Nobody is taken to own by it.",
    ),
    "contradiction.detail": pgettext_lazy(
        "plain reading", "You rate your prompt higher than its words are. The words count."
    ),
    "contradiction.extent": pgettext_lazy(
        "plain reading", "You say that you changed more than the two files show. The files count."
    ),
    "contradiction.changed_prompt": pgettext_lazy(
        "plain reading", "You say that you changed the prompt, but it says the same as before."
    ),
    "contradiction.changed_negative_prompt": pgettext_lazy(
        "plain reading",
        "You say that you changed the negative prompt, but it says the same as before.",
    ),
    "contradiction.changed_parameters": pgettext_lazy(
        "plain reading",
        "You say that you changed the settings, but the recorded values are the same as before.",
    ),
    "contradiction.changed_model": pgettext_lazy(
        "plain reading",
        "You say that you changed the model, but tool and settings are recorded as the same.",
    ),
    "contradiction.changed_weights": pgettext_lazy(
        "plain reading",
        "You say that you changed the weights, but the recorded settings are the same as before.",
    ),
    "contradiction.examined_by_party": pgettext_lazy(
        "plain reading",
        "Someone who had a part in the work, someone close to them or nobody in particular is named as its examiner. It counts as not examined.",
    ),
    "contradiction.examined_by_perhaps": pgettext_lazy(
        "plain reading",
        "The examiner's name is spelled in Latin letters and may be the name of someone who had a part in the work. Write it in characters; until then it counts as not examined.",
    ),
    "contradiction.examined_in_future": pgettext_lazy(
        "plain reading",
        "The day on which this is said to have been examined is still to come. It counts as not examined.",
    ),
    "contradiction.examined_before": pgettext_lazy(
        "plain reading",
        "This is said to have been examined before the work was done that it should show. For that it counts as not examined.",
    ),
    "contradiction.not_of_kind": pgettext_lazy(
        "plain reading",
        "This file is not what you call it: a layered file has layers, and what a screen showed is a picture or a film of it. Under this name it shows nothing. Add the file that you mean, or call this one what it is.",
    ),
    "contradiction.empty_file": pgettext_lazy(
        "plain reading",
        "This file is a picture of one single colour. Nothing can be seen in it, so it shows nothing. Add the file that you mean.",
    ),
    "contradiction.asked_undescribed": pgettext_lazy(
        "plain reading",
        "You do not say what this piece of evidence shows, and nobody read its file. Describe it, or add the file. Until then, what rests on it is at most open to argument.",
    ),
    "contradiction.asked_same_words": pgettext_lazy(
        "plain reading",
        "This prompt asks for nothing new: someone else, or a machine, typed these words in the round before. They count as theirs.",
    ),
    "contradiction.asked_change": pgettext_lazy(
        "plain reading",
        "You changed words of this prompt. Whether they ask for something else, or for the same in other words, we cannot tell. On your evidence this change does not count.",
    ),
    "contradiction.tool": pgettext_lazy(
        "plain reading",
        "This tool generates, though you say it does something else. We count what it did as generated.",
    ),
    "contradiction.left_out": pgettext_lazy(
        "plain reading",
        "What you made here is not in the final work, as you recorded it: you kept none of it, or chose a version without it. It does not count.",
    ),
    "contradiction.admission": pgettext_lazy(
        "plain reading",
        "You record this as done by hand, but your own words say that a machine did it. It counts as generated.",
    ),
    "contradiction.copied": pgettext_lazy(
        "plain reading",
        "Your own words say that you copied what someone else made. It does not count as your expression.",
    ),
    "contradiction.others_hand": pgettext_lazy(
        "plain reading",
        "By your own words someone else did this, so whose this part is stays open. Add that person and their step, and what you agreed.",
    ),
    "contradiction.copied_perhaps": pgettext_lazy(
        "plain reading",
        "Your own words say that this follows someone else's work. What in it is your own is not known, so the answer stays open to dispute.",
    ),
    "contradiction.whole_machine_perhaps": pgettext_lazy(
        "plain reading",
        "Your words can be read as saying that a machine made what you record as made by hand. Is it so? If it is, record that step as generated. If not, say here who made what. Until then the answer stays open to dispute.",
    ),
    "contradiction.whole_copied_perhaps": pgettext_lazy(
        "plain reading",
        "Your words can be read as saying that the work was copied, or follows someone else's. Is it so? If it is, say what was copied and what you added. If not, correct these words. Until then the answer stays open to dispute.",
    ),
    "contradiction.whole_prompt_perhaps": pgettext_lazy(
        "plain reading",
        "Your words can be read as saying that someone else or a machine wrote the prompt. Is it so? If it is, say so at that step. If not, correct these words. Until then the answer stays open to dispute.",
    ),
    "contradiction.whole_input_perhaps": pgettext_lazy(
        "plain reading",
        "Your words can be read as saying that someone else, a machine or nobody made the material that you record as your own. Is it so? If it is, say so there. If not, correct these words. Until then the answer stays open to dispute.",
    ),
    "contradiction.order_of_itself": pgettext_lazy(
        "plain reading",
        "By your own words the order comes from files, dates, numbers or a program. That is no choice of yours. If you chose or placed the parts for another reason, say which.",
    ),
    "contradiction.order_of_chosen_parts": pgettext_lazy(
        "plain reading",
        "By your own words the order comes from files, dates, numbers or a program. Only your choice of what is in it can count (Copyright Law art. 15), and that is arguable at most. If you placed the parts for another reason, say which.",
    ),
    "contradiction.by_chance": pgettext_lazy(
        "plain reading",
        "By your own words this came by itself or was not what you wanted. It counts as chance.",
    ),
    "contradiction.day": pgettext_lazy(
        "plain reading",
        "This day is still to come, or it is before you began the work. Which day is right?",
    ),
    "contradiction.rerun": pgettext_lazy(
        "plain reading",
        "You state a change, but your own words tell only of running the tool again. It counts as no change. If you changed something, say what, and give the words or values before and after.",
    ),
    "contradiction.contract_exhibit": pgettext_lazy(
        "plain reading",
        "You say who owns the rights under the contract, but you describe the evidence as showing that nothing was agreed, or somebody else. Neither counts.",
    ),
    "contradiction.exhibit_against": pgettext_lazy(
        "plain reading",
        "You describe this piece of evidence as showing another maker, or not what it should show. It supports nothing, even if a lawyer looked at it. If you described it wrongly, correct that.",
    ),
    "contradiction.asked_exhibit": pgettext_lazy(
        "plain reading",
        "These words about your evidence may speak against you. Do they? If so, correct your record. If not, say in other words what the evidence shows. Until then, what rests on it is at most open to argument.",
    ),
    "contradiction.asked_file": pgettext_lazy(
        "plain reading",
        "These words are in your file, or are nearly all there is in it. They may speak against you. Do they? If so, correct your record. If not, add a file that shows what you say. Until then, what rests on this file is at most open to argument.",
    ),
    "contradiction.asked_survival": pgettext_lazy(
        "plain reading",
        "Can what you made here still be seen or read in the final work? A later step may have replaced it. Keep the files before and after, or have a lawyer look.",
    ),
    "contradiction.asked_step": pgettext_lazy(
        "plain reading",
        "These words may mean that a tool or somebody else did this, that it was only a technical change, or that it is gone from the work. Is it so? If so, record it that way. If not, say in other words what you did. Until then, what can be shown of this step is at most open to argument.",
    ),
    "contradiction.asked_settings": pgettext_lazy(
        "plain reading",
        "You record this as done by hand, but it has settings that only a generator has. Where do they come from? Say what the tool really does, or remove them. Until then, what can be shown of this step is at most open to argument.",
    ),
    "contradiction.asked_outputs": pgettext_lazy(
        "plain reading",
        "You record this as done by hand, but with several results. Did you make each of them, or did a tool? Say so, or say what the tool really does. Until then, what can be shown of this step is at most open to argument.",
    ),
    "contradiction.asked_input": pgettext_lazy(
        "plain reading",
        "These words may mean that somebody else made what you call your own, or that there is nothing in it. Is it so? If so, record it that way. If not, say in other words who made it and what it shows. Until then, what can be shown of it is at most open to argument.",
    ),
    "contradiction.asked_notes": pgettext_lazy(
        "plain reading",
        "These words in your notes may speak against what you say about the making of the work. Do they? If so, correct your record. If not, put them in other words. Until then, what they touch is at most open to argument.",
    ),
    "contradiction.asked_machine": pgettext_lazy(
        "plain reading",
        "You named this as a person, but it reads like a program. Who is it? Until you say so, nobody is shown as the author of what it did.",
    ),
    "contradiction.asked_party": pgettext_lazy(
        "plain reading",
        "These words about what this person did may not fit the steps you record for them. Is it so? If so, correct the steps. If not, put the words differently. Until then, what can be shown of these steps is at most open to argument, and whose they are stays open.",
    ),
    "contradiction.asked_acts": pgettext_lazy(
        "plain reading",
        "You say that this person did what your steps record as done by somebody else. Who did it? Name in each step who acted, or correct these words. Until then, what can be shown of these steps is at most open to argument, and whose they are stays open.",
    ),
    "contradiction.asked_only_paid": pgettext_lazy(
        "plain reading",
        "By these words this person only paid or organised. That alone makes nobody an author (Implementing Regulations art. 3). Did this person do more? If so, say what. If not, name who made the work. Until then, whose it is stays open.",
    ),
    "contradiction.asked_contract": pgettext_lazy(
        "plain reading",
        "These words may mean that somebody denies or doubts the contract or a signature on it. Is it so? If so, prove the contract by something else. If not, say in other words what the evidence shows. Until then, the contract proves nothing.",
    ),
    "contradiction.technical": pgettext_lazy(
        "plain reading",
        "You record that this adds something creative, but your own words tell of technical processing only. That counts.",
    ),
    "contradiction.trifle": pgettext_lazy(
        "plain reading",
        "Your own words tell of something very small, such as a typing error, a border or a name. It counts as technical.",
    ),
    "contradiction.readiness": pgettext_lazy(
        "plain reading",
        "Your own words tell of an account, a purchase or an installation. That lets a tool run and settles nothing of the work.",
    ),
    "contradiction.stock": pgettext_lazy(
        "plain reading",
        "Your own words say that you added ready-made material. It counts as such.",
    ),
    "contradiction.prompt_of_others": pgettext_lazy(
        "plain reading",
        "Your own words say that someone else or a machine wrote this prompt. Its words do not count as yours, only what you changed in them later.",
    ),
    "contradiction.machine_input": pgettext_lazy(
        "plain reading",
        "You record this material as your own, but your own words say that a machine made it. It does not count as your expression.",
    ),
    "contradiction.nobodys_input": pgettext_lazy(
        "plain reading",
        "You record this material as your own, but your own words say that nobody took or made it. What a person chose in it, such as place, moment or framing, you do not tell.",
    ),
    "contradiction.trifling_input": pgettext_lazy(
        "plain reading",
        "You record this material as your own, but by your own words there is next to nothing in it. It does not count as expression.",
    ),
    "contradiction.others_input": pgettext_lazy(
        "plain reading",
        "You record this material as your own, but your own words say that someone else made it, or made what it shows. It counts as theirs.",
    ),
    "contradiction.changed_back": pgettext_lazy(
        "plain reading",
        "You changed the prompt, but in the end went back to the words from before. The change does not count.",
    ),
    "contradiction.chance": pgettext_lazy(
        "plain reading",
        "You say that the result was left to chance, and also that a step did what you wanted. Chance counts.",
    ),
    "appraisal.file": pgettext_lazy("plain reading", "Read in a file you gave us"),
    "appraisal.record": pgettext_lazy("plain reading", "Read in the words you recorded"),
    "appraisal.measured": pgettext_lazy("plain reading", "Measured between two files"),
    "appraisal.decider": pgettext_lazy("plain reading", "Held by the court or office"),
    "appraisal.lawyer": pgettext_lazy("plain reading", "Appraised by a lawyer"),
    "appraisal.examined": pgettext_lazy(
        "plain reading", "Your own word; a lawyer examined the evidence"
    ),
    "appraisal.presumed": pgettext_lazy(
        "plain reading",
        "Your own word; the law believes the name on the work until the contrary is shown (Copyright Law art. 12)",
    ),
    "appraisal.rerun": pgettext_lazy(
        "plain reading", "You only ran the tool again; what came out was left to chance"
    ),
    "appraisal.not_stated": pgettext_lazy(
        "plain reading", "Not told; it counts as little as it can"
    ),
    "appraisal.maker": pgettext_lazy("plain reading", "Your own word"),
}
