"""What the application itself knows to be done: files held, timestamps, copies with a label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from assessments.audit.queries import audit_of
from assessments.evidence.models import Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.jobs import JobState
from assessments.works.drafts import Draft, audit_subject
from cases.record import CreationRecord

# Which kinds of evidence show that a thing is here once their file is held.
SHOWN_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "platform": ("account_history", "chat_export"),
    "agreements": ("contract",),
    "registration": ("registration",),
}
LABEL_COPIED = "label.copied"


@dataclass(frozen=True, kw_only=True)
class KnownState:
    """What is known of one thing: a sentence, and whether it is done by that."""

    text: str
    is_done: bool = True


def known_states(
    draft: Draft, record: CreationRecord, uploads: Sequence[Upload], held: frozenset[str]
) -> dict[str, KnownState]:
    """Return what is known of each thing to secure; things of which nothing is known are absent."""
    return dict(_states(draft, record, uploads, held))


def _states(
    draft: Draft, record: CreationRecord, uploads: Sequence[Upload], held: frozenset[str]
) -> Iterator[tuple[str, KnownState]]:
    names = {str(upload.evidence): upload.name for upload in uploads if upload.evidence}
    for what, kinds in SHOWN_BY.items():
        files = [
            names[piece.id]
            for piece in record.evidence
            if piece.what in kinds and piece.id in held and piece.id in names
        ]
        if files:
            listed = gettext(", ").join(dict.fromkeys(files))
            is_done = what != "agreements" or _settles_copyright(record, held)
            text = (
                gettext("Here: %(files)s")
                if is_done
                else gettext("Here: %(files)s. Nobody has stored yet whose the copyright is by it.")
            )
            yield what, KnownState(text=text % {"files": listed}, is_done=is_done)
    if record.tools and all(set(tool.terms_evidence) & held for tool in record.tools):
        yield "terms", KnownState(text=gettext("The terms of every tool are here."))
    if state := _timestamps(draft, uploads):
        yield "originals", state
    if copied := audit_of(audit_subject(draft)).filter(act=LABEL_COPIED).last():
        day = {"day": date_format(localtime(copied.at), "DATE_FORMAT")}
        yield "label", KnownState(text=gettext("A copy with the label was made on %(day)s.") % day)


def _settles_copyright(record: CreationRecord, held: frozenset[str]) -> bool:
    """Whether a contract of which a file is here was read and says whose the copyright is."""
    return any(
        contract.says not in ("unknown", "silent") and held & set(contract.evidence)
        for contract in record.contracts
    )


def _timestamps(draft: Draft, uploads: Sequence[Upload]) -> KnownState | None:
    """How many of the files a trusted timestamp covers; done only where it is all of them."""
    stamps = list(
        Timestamp.objects.filter(draft=draft, state=JobState.READY, trusted=True).order_by("at")
    )
    digests = {upload.sha256 for upload in uploads}
    if not (covered := {digest for stamp in stamps for digest in stamp.digests} & digests):
        return None
    values = {
        "day": date_format(localtime(stamps[-1].at), "DATE_FORMAT"),
        "covered": len(covered),
        "all": len(digests),
    }
    if covered == digests:
        return KnownState(
            text=gettext("A trusted timestamp of %(day)s covers every file.") % values
        )
    text = gettext("Trusted timestamps cover %(covered)d of %(all)d files.") % values
    return KnownState(text=text, is_done=False)
