"""Sentences for the acts of the audit log, and names for their facts.

An act without a sentence is shown as its code, never left out.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, str | Promise] = {
    "draft.begun": _("Began the answers"),
    "draft.claimed": _("Claimed the answers given before signing in"),
    "draft.saved": _("Gave or changed answers"),
    "draft.assessed": _("Sent the answers to be assessed"),
    "draft.deleted": _("Deleted the answers"),
    "draft.forgotten": _("Deleted the answers of a browser session that had ended"),
    "file.received": _("Uploaded a file"),
    "file.removed": _("Removed a file"),
    "file.version": _("Said of which file another is a better original file"),
    "file.changed": _("Found that the stored bytes of a file had changed"),
    "file.downloaded": _("Downloaded a file"),
    "file.previewed": _("Opened the preview of a file"),
    "proposal.decided": _("Decided on what a file proposed"),
    "conversations.chosen": _("Chose which conversations of a file belong to the work"),
    "label.copied": _("Downloaded a copy with a label"),
    "result.placed": _("Moved a result in the versions"),
    "timestamp.requested": _("Asked for a trusted timestamp"),
    "timestamp.received": _("Received a trusted timestamp"),
    "timestamp.imported": _("Imported a trusted timestamp"),
    "timestamp.failed": _("Could not get a trusted timestamp"),
    "dossier.requested": _("Asked for the dossier"),
    "dossier.ready": _("Made the dossier"),
    "dossier.failed": _("Could not make the dossier"),
    "dossier.downloaded": _("Downloaded the dossier"),
    "dossier.imported": _("Imported a dossier"),
    "work.created": _("Saved the record as a work"),
    "work.deleted": _("Deleted the work with its assessments"),
    "assessed": _("Assessed the work"),
    "assessment.opened": _("Opened the shared assessment"),
    "evidence.opened": _("Opened the list of files with their times"),
    "log.opened": _("Opened the activity log"),
    "record.downloaded": _("Downloaded the record"),
    "result.downloaded": _("Downloaded the result"),
    "exhibit.filled-in": _("Filled in an exhibit for the schedule of evidence"),
    "memo.requested": _("Asked for a memo"),
    "memo.ready": _("Made the memo"),
    "memo.failed": _("Could not make the memo"),
    "memo.downloaded": _("Downloaded the memo"),
    "share.given": _("Shared the assessment"),
    "share.opened": _("Opened what was shared"),
    "share.revoked": _("Stopped sharing"),
    "share.files-opened": _("Opened the files to a reader"),
    "share.files-closed": _("Closed the files to a reader"),
    "message.written": _("Wrote a question or an answer"),
    "firm.founded": _("Set up the firm"),
    "firm.invited": _("Invited somebody into the firm"),
    "firm.uninvited": _("Withdrew an invitation"),
    "firm.joined": _("Joined the firm"),
    "firm.role": _("Gave a member another role"),
    "firm.left": _("Ended a membership"),
    "firm.dissolved": _("Dissolved the firm"),
    "matter.opened": _("Opened the matter"),
    "matter.changed": _("Changed the matter"),
    "matter.parties": _("Changed the parties"),
    "matter.people": _("Said who works on the matter"),
    "matter.handed-over": _("Handed the matter over"),
    "matter.note": _("Wrote a note"),
    "matter.received": _("Added what a client shared"),
    "matter.deleted": _("Deleted the matter"),
    "matter.exported": _("Downloaded the matter"),
    "request.asked": _("Asked the client"),
    "request.answered": _("Answered the lawyer"),
    "request.returned": _("Returned something for correction"),
    "request.closed": _("Closed a request"),
    "root.sent": _("Asked for the daily root of the log by e-mail"),
}
# Of these nobody is the actor; any other act without an actor is a visitor's without an account.
ACTS_OF_APPLICATION = frozenset(
    {
        "dossier.failed",
        "dossier.ready",
        "file.changed",
        "memo.failed",
        "memo.ready",
        "timestamp.failed",
        "timestamp.received",
    }
)

FACTS: dict[str, str | Promise] = {
    "at": _("Time by the third party's clock"),
    "as_of": _("Decisions published by"),
    "before": _("Came from until then"),
    "as_read": _("Used what the file says"),
    "as_typed": _("Kept what you typed"),
    "asked": _("Asked for at"),
    "assessment": _("Assessment"),
    "day": _("Day (UTC)"),
    "dossier": _("Dossier"),
    "draft": _("Draft"),
    "earlier": _("Better original file of (SHA-256)"),
    "fields": _("Changed"),
    "file": _("File"),
    "folder": _("Folder"),
    "from": _("From"),
    "form": _("Form"),
    "format": _("Format"),
    "invitation": _("Invitation"),
    "language": _("Language"),
    "left_out": _("Left out"),
    "library": _("Library (SHA-256)"),
    "matters": _("Matters handed over"),
    "member": _("Member"),
    "members": _("Members"),
    "memo": _("Memo"),
    "message": _("Message"),
    "note": _("Note"),
    "parent": _("Comes from"),
    "part": _("Part"),
    "reason": _("Reason"),
    "record_sha256": _("Record (SHA-256)"),
    "request": _("Request"),
    "result": _("Generated result"),
    "result_sha256": _("Result (SHA-256)"),
    "role": _("Role"),
    "root": _("Daily root"),
    "rubric": _("Version of the rules"),
    "sha256": "SHA-256",
    "share": _("Shared with"),
    "size": _("Size in bytes"),
    "source": _("Assessment of the client"),
    "status": _("Status"),
    "timestamp": _("Timestamp"),
}

FAULTS: dict[str, str | Promise] = {
    "missing": _("Entry %(number)s is missing."),
    "changed": _("Entry %(number)s was changed after it was written."),
    "unlinked": _("Entry %(number)s does not follow from the one before it."),
    "rewritten": _(
        "Entry %(number)s is not the one that a daily root covers: it was changed, or it is gone."
    ),
    "late": _(
        "Entry %(number)s has the date of a day whose root was made without it: it was added or dated back afterwards."
    ),
}


def act_sentence(code: str) -> str:
    """Return the sentence of an act."""
    return str(ACTS.get(code, code))


def fact_name(code: str) -> str:
    """Return the name of a fact of an act."""
    return str(FACTS.get(code, code))


def fault_sentence(code: str, number: int) -> str:
    """Return what is wrong with entry `number` of the log; raise KeyError for another code."""
    return str(FAULTS[code]) % {"number": number}
