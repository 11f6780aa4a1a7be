"""The strip: rounds with their pictures, and one decision on each, stored at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from assessments.answers.answers import UNKNOWN
from assessments.answers.editing import ItemNotFound
from assessments.answers.merging import SaveConflict
from assessments.answers.numbers import sent_number
from assessments.making.placing import file_place, file_take_back, final_store, shown_store
from assessments.making.questions import open_questions
from assessments.making.services import (
    ACTIONS,
    result_store,
    round_accept,
    round_leave_out,
    round_mend,
    round_move,
    round_take_back,
    rounds_accept,
    source_store,
    words_take,
)
from assessments.making.strip import strip_of
from assessments.proposals.services import StepNotFound
from assessments.wording import names
from assessments.wording.plain.choices import SHOWN
from assessments.works.access_drafts import draft_get_for
from assessments.works.drafts import Draft
from assessments.works.session_drafts import owner_of

if TYPE_CHECKING:
    from assessments.evidence.uploads import Actor

PLACES = ("final", "edit", "generate", "own", "third_party", "contract", "keep")
UNCHANGED = 204
MAX_TEXT = 20_000
# What a person says was done where no file says it.
ACTION_OF = {"accept-edit": "edit", "accept-generate": "generate"}


@require_http_methods(["GET", "HEAD", "POST"])
def making(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the strip; a POST decides on one round, one file, or all rounds at once."""
    draft = draft_get_for(request, pk)
    if request.method == "POST":
        return _decide(request, draft)
    return _strip_response(request, draft)


def _strip_response(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Return the page, or for htmx the part of it that changes, and nothing where it did not."""
    strip = strip_of(draft)
    is_part = bool(request.headers.get("HX-Request"))
    if is_part and request.method != "POST" and request.GET.get("shown") == strip.state:
        return HttpResponse(status=UNCHANGED)
    context = {
        "draft": draft,
        "strip": strip,
        "left": len(open_questions(draft)),
        "actions": names.ACTIONS.items(),
        "shown": SHOWN.items(),
    }
    return render(request, "making/_strip.html" if is_part else "making/making.html", context)


def _decide(request: HttpRequest, draft: Draft) -> HttpResponse:
    sent, by = request.POST, owner_of(request)
    decide = DECISIONS.get(sent.get("do", ""))
    anchor = ""
    try:
        if decide in (_accept, _accept_all) and strip_of(draft).is_unsettled:
            text = gettext("Your files are still being read and compared. Try again in a moment.")
            messages.info(request, text)
        elif decide is not None:
            anchor = decide(request, draft, sent, by)
    except (StepNotFound, ItemNotFound, SaveConflict):
        messages.error(request, gettext("This round was changed meanwhile. Look at it again."))
    is_part = bool(request.headers.get("HX-Request"))
    draft.refresh_from_db()
    if decide is _accept_all and strip_of(draft).is_decided:
        address = reverse("assessments:ask-next", args=[draft.pk])
        return HttpResponse(headers={"HX-Redirect": address}) if is_part else redirect(address)
    if is_part:
        return _strip_response(request, draft)
    return redirect(f"{reverse('assessments:making', args=[draft.pk])}{anchor}")


def _accept_all(request: HttpRequest, draft: Draft, sent: QueryDict, by: Actor) -> str:
    done = rounds_accept(draft, by=by)
    if done:
        message = ngettext("%(n)s round is accepted.", "%(n)s rounds are accepted.", done)
        messages.success(request, message % {"n": done})
    return ""


def _accept(request: HttpRequest, draft: Draft, sent: QueryDict, by: Actor) -> str:
    action = ACTION_OF.get(sent.get("do", ""), "")
    item = round_accept(draft, sent.get("key", ""), action=action, by=by)
    if not item:
        messages.error(request, gettext("Say first what was done in this round."))
    return "#rounds"


def _leave_out(request: HttpRequest, draft: Draft, sent: QueryDict, by: Actor) -> str:
    round_leave_out(draft, key=sent.get("key", ""), item=sent.get("item", ""), by=by)
    return "#rounds"


def _take_back(request: HttpRequest, draft: Draft, sent: QueryDict, by: Actor) -> str:
    round_take_back(draft, sent.get("key", ""), by=by)
    return "#rounds"


def _mend(request: HttpRequest, draft: Draft, sent: QueryDict, by: Actor) -> str:
    action = sent.get("action", "")
    item = sent.get("item", "") or round_accept(draft, sent.get("key", ""), action=action, by=by)
    if not item:
        messages.error(request, gettext("Say first what was done in this round."))
        return "#rounds"
    values = {
        name: str(sent[name]).replace("\r\n", "\n").replace("\x00", "")[:MAX_TEXT]
        for name in ("at", "intent", "prompt")
        if name in sent
    }
    if action in ACTIONS:
        values["action"] = action
    round_mend(draft, item, values)
    return "#rounds"


def _move(request: HttpRequest, draft: Draft, sent: QueryDict, by: Actor) -> str:
    """Move a round to a place among the accepted ones, or one place earlier or later."""
    item, to, where = sent.get("item", ""), sent.get("to", ""), sent.get("do", "")
    ids = [step["id"] for step in draft.answers.get("steps") or []]
    if item not in ids:
        raise ItemNotFound(item)
    place = ids.index(item) + {"earlier": -1, "later": 1}.get(where, 0)
    if where == "move":
        chosen = sent_number(to)
        place = place if chosen is None else chosen
    outcome = round_move(draft, item, place)
    if outcome == "time":
        text = gettext("It stays where it was: the dates of the rounds have them in this order.")
        messages.error(request, text)
    elif outcome == "parent":
        text = gettext("Moved. A round that now stands first no longer continues a later one.")
        messages.info(request, text)
    return "#rounds"


def _place(request: HttpRequest, draft: Draft, sent: QueryDict, by: Actor) -> str:
    what = sent.get("what", "")
    if what in PLACES:
        file_place(draft, sent.get("file", ""), what, by=by)
    return "#rounds"


def _final(request: HttpRequest, draft: Draft, sent: QueryDict, by: Actor) -> str:
    final_store(draft, sent.get("file", ""), by=by)
    return ""


def _unplace(request: HttpRequest, draft: Draft, sent: QueryDict, by: Actor) -> str:
    file_take_back(draft, sent.get("file", ""))
    return "#rounds"


def _shown(request: HttpRequest, draft: Draft, sent: QueryDict, by: Actor) -> str:
    shows = sent.get("shows", "")
    shown_store(draft, sent.get("item", ""), UNKNOWN if shows == "unknown" else shows)
    return "#placed-title"


def _source(request: HttpRequest, draft: Draft, sent: QueryDict, by: Actor) -> str:
    source = sent.get("source", "")
    source_store(draft, sent.get("item", ""), "" if source == "none" else source)
    return "#rounds"


def _result(request: HttpRequest, draft: Draft, sent: QueryDict, by: Actor) -> str:
    result = sent.get("result", "")
    result_store(draft, sent.get("item", ""), "" if result == "none" else result)
    return "#rounds"


def _words(request: HttpRequest, draft: Draft, sent: QueryDict, by: Actor) -> str:
    text = sent.get("text", "").replace("\r\n", "\n").replace("\x00", "").strip()[:MAX_TEXT]
    words_take(draft, sent.get("file", ""), text, by=by)
    return "#rounds"


DECISIONS: dict[str, Callable[..., str]] = {
    "accept-all": _accept_all,
    "accept": _accept,
    "accept-edit": _accept,
    "accept-generate": _accept,
    "leave-out": _leave_out,
    "take-back": _take_back,
    "mend": _mend,
    "move": _move,
    "earlier": _move,
    "later": _move,
    "final": _final,
    "place": _place,
    "unplace": _unplace,
    "shown": _shown,
    "source": _source,
    "result": _result,
    "words": _words,
}
