"""Instructions for each next step, in the order in which they are done; both registers share them."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

HOW = {
    "secure.account_history": (
        pgettext_lazy(
            "how to do it",
            "Log in to the tool and export its history of these steps as it stands: prompts, settings, dates and pictures.",
        ),
        pgettext_lazy(
            "how to do it",
            "Have the export fixed soon: by a notary who watches you log in, or by a trusted timestamp, a service that certifies that the file was there at that time.",
        ),
        pgettext_lazy(
            "how to do it",
            "Keep the account, so that you can log in again before the court. Do not run the tool anew instead: a later re-run proves nothing of what happened then.",
        ),
    ),
    "secure.choice_records": (
        pgettext_lazy(
            "how to do it",
            "Export all the results of the round from the tool, also those that you did not keep, with their times.",
        ),
        pgettext_lazy(
            "how to do it",
            "Keep what shows the choice from that time: the favourite mark, the folder, the message in which you sent it.",
        ),
    ),
    "secure.layered_file": (
        pgettext_lazy(
            "how to do it",
            "Keep the working file with its layers or versions as it is; do not flatten it or save over it.",
        ),
        pgettext_lazy(
            "how to do it",
            "Put beside it what was there before your hand, such as the output of a tool or an earlier version.",
        ),
    ),
    "secure.versions": (
        pgettext_lazy(
            "how to do it",
            "Keep every draft and every saved version as it is, with its date: notebooks, files, the history of the document.",
        ),
        pgettext_lazy(
            "how to do it",
            "Put beside them what was there before your hand, such as the output of a tool or the text of another.",
        ),
    ),
    "secure.input_originals": (
        pgettext_lazy(
            "how to do it",
            "Look for the first file or paper of your own: sketch, photograph as taken, manuscript, with its date.",
        ),
        pgettext_lazy(
            "how to do it",
            "Keep it unaltered and have it fixed by a trusted timestamp or a notary.",
        ),
    ),
    "secure.everything": (
        pgettext_lazy(
            "how to do it",
            "Gather what the tools kept, your working files and your originals, and leave every file as it is.",
        ),
        pgettext_lazy(
            "how to do it",
            "Have a notary record the log-in and the files while the accounts still hold them.",
        ),
    ),
    "tell.detail": (
        pgettext_lazy(
            "how to do it",
            "Read your own prompt again: does it say only a subject, or also place, composition, viewpoint, light and style? Choose the answer that fits, not the best one.",
        ),
    ),
    "tell.conception": (
        pgettext_lazy(
            "how to do it",
            "Write down what stood firm before the first run: scene, figures, structure, a sketch. Only what you had then.",
        ),
    ),
    "tell.changed": (
        pgettext_lazy(
            "how to do it",
            "Put the instruction or settings of the round beside the one before and name what differs.",
        ),
    ),
    "tell.effect": (
        pgettext_lazy(
            "how to do it",
            "Put the results of the two rounds side by side and say what one can see has changed, and whether you wanted that.",
        ),
    ),
    "tell.extent": (
        pgettext_lazy(
            "how to do it",
            "Put the file before and after your hand side by side and say how far the change goes.",
        ),
    ),
    "tell.criteria": (
        pgettext_lazy(
            "how to do it",
            "Name what made you keep this result and drop the others, in what one can see or hear.",
        ),
    ),
    "tell.in_output": (
        pgettext_lazy(
            "how to do it",
            "Put your material and the result side by side and say how much of it one recognises.",
        ),
    ),
    "tell.distinctiveness": (
        pgettext_lazy(
            "how to do it", "Look for earlier works of the kind and say what differs from them."
        ),
    ),
    "tell.foreseeability": (
        pgettext_lazy(
            "how to do it",
            "Say what you expected before a run and what came out. Where it was luck, say so.",
        ),
    ),
    "examine.exhibits": (
        pgettext_lazy(
            "how to do it",
            "Share the work with a lawyer and ask for an examination of the exhibits named here.",
        ),
        pgettext_lazy(
            "how to do it",
            "The lawyer compares each exhibit with what it is said to show, and records name, day and finding.",
        ),
        pgettext_lazy(
            "how to do it",
            "Keep the originals: in court the other side may ask for them and question them.",
        ),
    ),
    "secure.notarised_now": (
        pgettext_lazy(
            "how to do it",
            "Make an appointment with a notary for the preservation of evidence.",
        ),
        pgettext_lazy(
            "how to do it",
            "Show the notary what is still there of these steps: log in to the account, or open the files as they are. What is gone cannot be recorded.",
        ),
    ),
    "tell.adds": (
        pgettext_lazy(
            "how to do it",
            "Look at the file before and after the edit: did you draw or place something, choose colours, write words, or only crop and clean up?",
        ),
    ),
    "hold.files": (
        pgettext_lazy(
            "how to do it",
            "Add each file as it came from the tool or the device, not a screenshot or a copy from a chat.",
        ),
        pgettext_lazy(
            "how to do it",
            "Choose for each file which evidence it is; the application reads it and shows what it found.",
        ),
    ),
    "tell.kept": (
        pgettext_lazy(
            "how to do it",
            "Count the pieces that you chose and put together; one picture alone is no arrangement.",
        ),
    ),
}
