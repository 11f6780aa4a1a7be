"""Reports of earlier versions that lack what is needed now; reading the file again mends them.

The turns of an export did not always name their conversation. Taken as they are, all conversations
of an account would be one, so none of them belongs to a work until the file is read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]


def lacks_conversations(report: Json) -> bool:
    """Return whether a report lists several conversations and does not say which turn is whose.

    One turn is enough, so that it can be asked of a report without its long lists.
    """
    turns = list(report.get("messages") or ())
    listed = (report.get("extra") or {}).get("conversations") or ()
    spoken = [conversation for conversation in listed if conversation.get("messages") != 0]
    return bool(turns) and len(spoken) > 1 and not (turns[0].get("extra") or {}).get("conversation")
