"""Sentences for next steps and for open answers, by code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "hold.files": _(
        "Add the files of these exhibits here, so that they can be read; an exhibit that is only named carries nothing. This raises the answer only if the files show what the record says of them: the words typed and the settings, the names of those who made it, and, by a clock in them or a receipt, that they are of the time stated."
    ),
    "hold.files_examined": _(
        "Add the files of these exhibits here, and have a lawyer examine what they show; an exhibit that is only named carries nothing. This raises the answer only if the files show what the record says of them, are of the time stated, and the lawyer finds so."
    ),
    "secure.published_copy": _(
        "Add a copy of the work as it was published, with the author's name on it, and with a clock in it or a receipt of about that day: authorship is then presumed until evidence to the contrary."
    ),
    "tell.in_output_of_others": _("Say how much of others' material shows in the result."),
    "unknown.in_output_of_others": _(
        "How much of others' material shows in the result is not stated."
    ),
    "secure.account_history": _(
        "Secure the tool's own history for these steps: log in, export it, and have it recorded by a notary or a trusted timestamp."
    ),
    "secure.choice_records": _(
        "Secure what shows the choice, all results of the round and which one was kept, and have a lawyer examine it."
    ),
    "secure.layered_file": _(
        "Secure the layered or working file that shows the state before and after these steps, and have a lawyer examine it."
    ),
    "secure.versions": _(
        "Secure the drafts and versions from the time of writing, and have a lawyer examine them."
    ),
    "secure.input_originals": _(
        "Secure the originals or drafts of what you put in yourself, and have a lawyer examine them."
    ),
    "secure.everything": _(
        "Secure records made at the time for all of these facts, and have a lawyer examine them."
    ),
    "tell.detail": _(
        "State what was typed in these runs, if anything, and how much expression it fixes."
    ),
    "tell.conception": _("Say what was settled before the tool was started."),
    "tell.changed": _("State what was changed here: words, settings, model, region or input."),
    "tell.effect": _("Say what these steps visibly did to the result."),
    "tell.extent": _("Say how far these acts went."),
    "tell.criteria": _("Say by what criteria you chose."),
    "tell.in_output": _("Say how much of your own material shows in the result."),
    "tell.distinctiveness": _("Say how the result stands beside works that existed before."),
    "tell.foreseeability": _("Say how far you could foresee and steer the result."),
    "unknown.detail": _(
        "What was typed here, if anything, and how much expression it fixes, is not stated."
    ),
    "unknown.conception": _("What was settled before the tool was started is not stated."),
    "unknown.changed": _(
        "What was set or changed here (words, settings, model, region, input) is not stated."
    ),
    "unknown.effect": _("What this visibly did to the result is not stated."),
    "unknown.extent": _(
        "How far the editing, writing, arranging or preparing went here is not stated."
    ),
    "unknown.criteria": _("By what criteria the choice was made is not stated."),
    "unknown.in_output": _("How much of the own material shows in the result is not stated."),
    "unknown.distinctiveness": _("How the result stands beside earlier works is not stated."),
    "unknown.foreseeability": _("How far the makers could foresee the result is not stated."),
    "unknown.making": _("How the work was made is not told yet, step by step."),
    "unknown.prompts": _(
        "Whether a generating tool was used, and what was typed into it, is not told yet."
    ),
    "unknown.choices": _(
        "What was chosen, by what criteria, and what was changed from one run to the next is not told yet."
    ),
    "unknown.work_by_hand": _("What was written, drawn or changed by hand is not told yet."),
    "unknown.own_material": _("What material of one's own went in is not told yet."),
    "examine.exhibits": _(
        "Have a lawyer examine the exhibits of these facts and record what each shows; until then that is its maker's word."
    ),
    "secure.notarised_now": _(
        "Have a notary record what is still there of these facts in accounts and files, and have a lawyer examine the record."
    ),
    "tell.adds": _(
        "State what this work by hand adds: a figure, a composition, wording, or a crop or retouch only."
    ),
    "tell.kept": _("State how many pieces were put together."),
    "unknown.adds": _("What the work by hand adds is not stated."),
    "unknown.kept": _("How many pieces were arranged is not stated."),
}
