"""Files whose steps are not confirmed together with all others: each has a reason to be looked at.

A file that its name calls a reference was most likely given to a tool; one whose words share
nothing with the rest may be about another matter; one that contradicts itself is not without
contradiction. Nobody says so for certain, so their steps are
still shown, and a person confirms them file by file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from assessments.evidence.models import Upload
from assessments.likeness.final_names import is_called_reference
from assessments.proposals.conversations import list_conversations
from assessments.proposals.likely import likenesses, traces_of, words_of

Json = Mapping[str, Any]
Apart = Literal["", "reference", "unrelated", "doubtful"]


# Problems by which a file contradicts itself, or is not what was signed or saved.
DOUBTS = frozenset(
    {"contradiction", "label_contradiction", "repeated_text", "signature_broken", "truncated"}
    | {"credentials_failed", "damaged"}
)


# Problems by which words, times or order that a card shows are less certain than they look.
UNCERTAIN = frozenset(
    {"activity_verb_kept", "ambiguous", "conversation_form_unknown", "credentials_irregular"}
    | {"encoding_guessed", "form_of_webui"}
    | {"encoding_unclear", "git_authors_missing", "graph_connections_unknown", "graph_no_saver"}
    | {"graph_path_unknown", "graph_values_unplaced", "order_uncertain", "prompt_changed_in_run"}
    | {"prompt_among_words", "prompt_encoder_unknown", "prompt_expanded", "prompt_incomplete"}
    | {"prompt_made_in_run", "prompt_not_found", "prompt_only_expanded", "prompt_part_made_in_run"}
    | {"prompt_place_unknown", "prompt_template", "prompt_zeroed", "settings_several"}
    | {
        "git_times_missing",
        "prompt_added_to",
        "prompt_translated",
        "question_end_unknown",
        "speaker_inferred",
    }
)


def uncertainties(report: Json) -> list[Json]:
    """Return the problems that a card says beside what it shows; nothing waits for them."""
    return [fault for fault in report.get("problems") or () if fault["code"] in UNCERTAIN]


def doubts(report: Json) -> list[Json]:
    """Return the problems for which a file must be looked at before anything is confirmed."""
    return [fault for fault in report.get("problems") or () if fault["code"] in DOUBTS]


def reasons_apart(record: Json, reports: Sequence[tuple[Upload, Json]]) -> list[Apart]:
    """Return for each file why its steps stand apart; empty where they do not."""
    return [_reason(record, reports, at) for at in range(len(reports))]


def _reason(record: Json, reports: Sequence[tuple[Upload, Json]], at: int) -> Apart:
    upload, report = reports[at]
    if doubts(report):
        return "doubtful"
    if is_called_reference(upload.name):
        return "reference"
    words = _words_of(report)
    if not words:
        return ""
    others = [(held.name, found) for held, found in reports if held.pk != upload.pk]
    if not report.get("messages"):
        # Beside files of its kind it is one of them, whatever its words; a chat shows nothing.
        others = [(name, found) for name, found in others if not found.get("messages")]
        if any(_kind_of(found) == _kind_of(report) for _, found in others):
            return ""
    traces = traces_of(record, others)
    if not traces.words:
        return ""
    if not report.get("messages"):
        return "" if words & traces.words else "unrelated"
    listed = list_conversations(report)
    # Of several conversations a person chooses anyway.
    if len(listed) != 1:
        return ""
    likeness = likenesses(listed, traces)[listed[0].key]
    return "" if likeness.words or likeness.names or likeness.day_of else "unrelated"


def _kind_of(report: Json) -> str:
    return str(report.get("media_type") or "").partition("/")[0]


def _words_of(report: Json) -> set[str]:
    """Return the words of what a file states to have been asked for."""
    asked = [turn.get("text") for turn in report.get("messages") or () if turn["role"] == "user"]
    return words_of("\n".join(str(text) for text in (report.get("prompt"), *asked) if text))
