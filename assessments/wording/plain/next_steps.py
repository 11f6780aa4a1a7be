"""Sentences for next steps and open answers, for readers without legal training."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

SENTENCES = {
    "hold.files": pgettext_lazy(
        "plain reading",
        "Upload the files. Evidence that is only named does not count. It only helps this much if the files show what you say: what you typed, the names, and when they were made.",
    ),
    "hold.files_examined": pgettext_lazy(
        "plain reading",
        "Upload the files and have a lawyer examine them. Evidence that is only named does not count. It only helps this much if they show what you say, and the lawyer agrees.",
    ),
    "secure.published_copy": pgettext_lazy(
        "plain reading",
        "Upload a copy of the work as you published it, with your name on it, that shows it is from about that day. You are then presumed to be its author until someone proves otherwise.",
    ),
    "tell.in_output_of_others": pgettext_lazy(
        "plain reading", "Tell us how much of other people's material shows in the result."
    ),
    "unknown.in_output_of_others": pgettext_lazy(
        "plain reading", "We do not know how much of other people's material shows in the result."
    ),
    "secure.account_history": pgettext_lazy(
        "plain reading",
        "Save the tool's own history of these steps, and have it fixed by a notary or a trusted timestamp.",
    ),
    "secure.choice_records": pgettext_lazy(
        "plain reading",
        "Save all results of the round and what shows which one you kept. Have a lawyer examine them.",
    ),
    "secure.layered_file": pgettext_lazy(
        "plain reading",
        "Save the working file that shows it before and after these steps. Have a lawyer examine it.",
    ),
    "secure.versions": pgettext_lazy(
        "plain reading",
        "Save the drafts and versions from when you wrote. Have a lawyer look at them.",
    ),
    "secure.input_originals": pgettext_lazy(
        "plain reading",
        "Save the originals or drafts of your own material. Have a lawyer examine them.",
    ),
    "secure.everything": pgettext_lazy(
        "plain reading",
        "Save records from the time of making for all of these facts. Have a lawyer examine them.",
    ),
    "tell.detail": pgettext_lazy(
        "plain reading",
        "Tell us what you typed in these runs, if anything, and how specific it was.",
    ),
    "tell.conception": pgettext_lazy(
        "plain reading", "Tell us what you had settled before you started the tool."
    ),
    "tell.changed": pgettext_lazy(
        "plain reading",
        "Tell us what you changed here: words, settings, model, area or input.",
    ),
    "tell.effect": pgettext_lazy("plain reading", "Tell us what one can see that these steps did."),
    "tell.extent": pgettext_lazy("plain reading", "Tell us how far you went here."),
    "tell.criteria": pgettext_lazy(
        "plain reading", "Tell us why you chose these and not the others."
    ),
    "tell.in_output": pgettext_lazy(
        "plain reading", "Tell us how much of your own material shows in the result."
    ),
    "tell.distinctiveness": pgettext_lazy(
        "plain reading", "Tell us how the result compares with works that were there before."
    ),
    "tell.foreseeability": pgettext_lazy(
        "plain reading", "Tell us how far you could foresee and steer the result."
    ),
    "unknown.detail": pgettext_lazy(
        "plain reading", "We do not know what you typed here, if anything, and how specific it was."
    ),
    "unknown.conception": pgettext_lazy(
        "plain reading", "We do not know what you had settled before you started the tool."
    ),
    "unknown.changed": pgettext_lazy(
        "plain reading",
        "We do not know what you set or changed here: words, settings, model, area, input.",
    ),
    "unknown.effect": pgettext_lazy("plain reading", "We do not know what this visibly did."),
    "unknown.extent": pgettext_lazy("plain reading", "We do not know how far you went here."),
    "unknown.criteria": pgettext_lazy(
        "plain reading", "We do not know why you chose what you chose."
    ),
    "unknown.in_output": pgettext_lazy(
        "plain reading", "We do not know how much of your own material shows."
    ),
    "unknown.distinctiveness": pgettext_lazy(
        "plain reading", "We do not know how the result compares with earlier works."
    ),
    "unknown.foreseeability": pgettext_lazy(
        "plain reading", "We do not know how far you could foresee the result."
    ),
    "unknown.making": pgettext_lazy(
        "plain reading", "Tell how you made it, step by step. Begin with this."
    ),
    "unknown.prompts": pgettext_lazy(
        "plain reading", "Did you use an AI tool, and what did you type into it?"
    ),
    "unknown.choices": pgettext_lazy(
        "plain reading", "What did you choose and why, and what did you change from run to run?"
    ),
    "unknown.work_by_hand": pgettext_lazy(
        "plain reading", "What did you write, draw or change by hand?"
    ),
    "unknown.own_material": pgettext_lazy(
        "plain reading", "Which sketches, photographs or texts of your own did you put in?"
    ),
    "examine.exhibits": pgettext_lazy(
        "plain reading",
        "Let a lawyer look at what you attached here and record what it shows. Until then that is only your word.",
    ),
    "secure.notarised_now": pgettext_lazy(
        "plain reading",
        "Have a notary record what is still there in your accounts and files. Have a lawyer examine the record.",
    ),
    "tell.adds": pgettext_lazy(
        "plain reading",
        "Tell us what you did by hand here: a figure, a composition, words, or only a crop or a retouch.",
    ),
    "tell.kept": pgettext_lazy("plain reading", "Tell us how many pieces you put together."),
    "unknown.adds": pgettext_lazy("plain reading", "We do not know what you made by hand here."),
    "unknown.kept": pgettext_lazy(
        "plain reading", "We do not know how many pieces you put together."
    ),
}
