"""Steps of selecting and cutting that a person says they took, as a comparison of films shows."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import transaction

from assessments.answers.services import item_add
from assessments.audit.log import audit_append
from assessments.evidence.models import Upload
from assessments.evidence.uploads import user_or_none
from assessments.lineage.film_strip import FilmStrip
from assessments.proposals.matching import ProposedFile
from assessments.proposals.models import Confirmation
from assessments.proposals.services import evidence_keep
from assessments.works.access_drafts import draft_locked
from assessments.works.drafts import Draft

if TYPE_CHECKING:
    from assessments.evidence.uploads import Actor

SELECT, ORDER, CUT = "select", "order", "cut"


@transaction.atomic
def film_confirm(
    draft: Draft,
    final: Upload,
    strip: FilmStrip,
    did: Collection[str],
    files: Collection[ProposedFile],
    *,
    made: str,
    by: Actor,
) -> list[str]:
    """Add the steps that a person says they took; return their ids, none where nothing was said.

    What the comparison does not show is not added. The film and the clips found become evidence.
    """
    draft = draft_locked(draft)
    steps: list[dict[str, Any]] = []
    if SELECT in did and strip.is_selection:
        counts = {"outputs": str(len(strip.clips)), "kept": str(len(strip.found))}
        steps.append({"action": "select", **counts})
    adds = [ORDER] if ORDER in did and strip.is_ordered else []
    adds += [CUT] if CUT in did and strip.is_cut else []
    if adds:
        steps.append({"action": "arrange", "adds": adds})
    shown = {final.pk, *(clip.upload.pk for clip in strip.found)}
    held = [file for file in files if file.upload.pk in shown]
    items = []
    for values in steps:
        item = item_add(draft, part="steps", values={"parent": "", **values})
        for file in held:
            evidence_keep(draft, file, step=item, what=file.what, made=made, by=by)
        _record(draft, final, item, values, by)
        items.append(item)
    return items


def _record(draft: Draft, final: Upload, item: str, values: dict[str, Any], by: Actor) -> None:
    Confirmation.objects.create(
        draft=draft,
        proposal=f"{final.pk}/film",
        section="steps",
        item=item,
        field=str(values["action"]),
        decision=Confirmation.Decision.AS_READ,
        as_read=values,
        upload=final,
        sha256=final.sha256,
        by=user_or_none(by),
    )
    audit_append(
        subject=str(draft.work_id or draft.pk),
        act="proposal.decided",
        actor=by.pk if by else None,
        facts={"file": str(final.pk), "part": f"steps/{item}", "as_read": sorted(values)},
    )
