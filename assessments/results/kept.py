"""The result of a draft, kept for as long as all that it follows from stays the same.

Several pages of a draft show one result, and reasoning is nearly all of their time. What is kept is
what the reasoning returned, in codes, and never a page. It is in the memory of the process, as
composed pages are (docs/decisions/0021-kept-pages.md): one for a draft, an hour at most. What
is stored as an assessment is always reasoned anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib

from django.conf import settings
from django.core.cache import caches

from assessments.engine import CaseBase, HeldFiles, Result, Rules, assess, canonical_json
from assessments.results.signals import ALIAS
from assessments.works.drafts import Draft
from cases.record import CreationRecord

SECONDS = 3600
MAX_BYTES = 128 * 1024  # compressed; that of 900 steps which all differ has some 100 KiB


def result_of_draft(
    draft: Draft,
    record: CreationRecord,
    base: CaseBase,
    rules: Rules,
    today: dt.date,
    files: HeldFiles | None,
) -> Result:
    """Return what `assess` returns for a record of a draft, from memory where nothing differs."""
    if not settings.PAGE_CACHE:
        return assess(record, base, rules, today, files)
    name, stands_on = str(draft.pk), _digest(draft, record, base, rules, today, files)
    kept = caches[ALIAS].get(name)
    if kept is not None and kept[0] == stands_on:
        return Result.model_validate(json.loads(zlib.decompress(kept[1])))
    result = assess(record, base, rules, today, files)
    text = zlib.compress(canonical_json(result).encode(), 1)
    if len(text) <= MAX_BYTES:
        caches[ALIAS].set(name, (stands_on, text), SECONDS)
    return result


def _digest(
    draft: Draft,
    record: CreationRecord,
    base: CaseBase,
    rules: Rules,
    today: dt.date,
    files: HeldFiles | None,
) -> str:
    """Return the digest of whose it is and of all that `assess` is given.

    The files are given with what was read in them, their days and measures.
    """
    whose = (draft.owner_id, draft.session_key)
    parts = (whose, record.model_dump_json(), base.digest, rules.version, today, files)
    return hashlib.sha256(repr(parts).encode(errors="surrogatepass")).hexdigest()
