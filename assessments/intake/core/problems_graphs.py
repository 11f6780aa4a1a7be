"""Sentences of the problems that are about graphs of nodes and the prompts in them."""

from __future__ import annotations

from assessments.intake.core.translatable import gettext_noop

GRAPHS: dict[str, str] = {
    "ambiguous": gettext_noop(
        "The graph allows %(count)s readings of %(field)s; the one given is not certain."
    ),
    "graph_cycle": gettext_noop(
        "The graph runs in a circle; what lies on the circle was not followed."
    ),
    "graph_no_saver": gettext_noop(
        "No node of the graph is known to save or show a result; which part of it made one is not "
        "certain."
    ),
    "graph_path_unknown": gettext_noop(
        "How the nodes that save or show get their result is not understood; which part of the "
        "graph made it is not certain."
    ),
    "graph_not_understood": gettext_noop(
        "No node of the graph is understood as the one that generates; its prompt and settings are "
        "not known."
    ),
    "graph_values_unplaced": gettext_noop(
        "%(count)s values stand on %(node)s as a whole, and which inputs inside they belong to is "
        "not known; those inputs are left unknown."
    ),
    "graph_connections_unknown": gettext_noop(
        "Some nodes of the graph send their result to others without a drawn link; to which ones "
        "is not certain, and those connections were not followed."
    ),
    "prompt_place_unknown": gettext_noop(
        "The words given stand on the node %(node)s, whose inputs are not known; whether they are "
        "its prompt is not certain."
    ),
    "prompt_encoder_unknown": gettext_noop(
        "The node %(node)s, which gives the words to the model, is not understood; the text given "
        "was found before it and may not be all of it."
    ),
    "prompt_incomplete": gettext_noop(
        "The node %(node)s adds words to the prompt that are not in the file or not understood; "
        "the prompt given is not all of it."
    ),
    "prompt_among_words": gettext_noop(
        "The node %(node)s, which guides the model, is not understood; which of the words found on "
        "it or before it are the prompt is not certain, and they are listed as further words."
    ),
    "prompt_not_found": gettext_noop(
        "The node %(node)s guides the model, and no words of a prompt were recognised on it or "
        "before it."
    ),
    "prompt_template": gettext_noop(
        "The prompt is a template with choices; the words that were chosen are not in the file."
    ),
    "graph_switched_off": gettext_noop(
        "The node %(node)s, which would generate, is turned off in the graph: the graph as it "
        "stands makes no picture, and the words found are listed as further words."
    ),
    "graph_sampler_idle": gettext_noop(
        "The node %(node)s is set to take no step, so that what went into it came out unchanged; "
        "the words found had no part in it and are listed as further words."
    ),
    "workflow_not_run": gettext_noop(
        "The file is a workflow as the editor saved it; whether it was run, and with which seed, "
        "is not in the file."
    ),
    "prompt_expanded": gettext_noop(
        "A language model wrote the prompt while the graph ran; the text given is what that model "
        "was given."
    ),
    "prompt_part_made_in_run": gettext_noop(
        "A language model wrote a part of the words while the graph ran: that part is not in the "
        "file, and the words given are not all of them."
    ),
    "prompt_zeroed": gettext_noop(
        "The node %(node)s takes away what the words before it say, so that they had no part in "
        "the result; they are listed as further words."
    ),
    "prompt_added_to": gettext_noop(
        "The program itself added words to the prompt before it was used; the text given is what "
        "was typed."
    ),
    "setting_made_in_run": gettext_noop(
        "For %(field)s the graph takes what the node %(node)s gave while it ran, which is not in "
        "the file; it is left out."
    ),
    "prompt_made_in_run": gettext_noop(
        "A model wrote the prompt while the graph ran; its words are not in the file."
    ),
    "prompt_changed_in_run": gettext_noop(
        "What the node %(node)s made of the words that went into it is not in the file; those "
        "words are not given as the prompt."
    ),
    "prompt_translated": gettext_noop(
        "The node %(node)s translated the prompt while the graph ran; the text given is what went "
        "into it."
    ),
    "graph_saved_loaded": gettext_noop(
        "What the graph saves comes from a file that was loaded (%(node)s), and no sampler and no "
        "request to a model was found on the way; words found elsewhere in the graph are listed as "
        "further words."
    ),
    "prompt_only_expanded": gettext_noop(
        "The file holds the words that a language model wrote for the prompt; the person's own are "
        "not in it."
    ),
}
