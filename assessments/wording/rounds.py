"""The name of a round: what it did, in a few words of its maker where there are any."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext

from assessments.wording.labels import CHANGED
from assessments.wording.names import ACTIONS

MAX_CHARS = 48
BETWEEN = " ,;.，。；、\n"


def round_name(
    *, action: str, intent: str, prompt: str, new_words: str, changed: Sequence[str]
) -> str:
    """Return a name of at most `MAX_CHARS` characters.

    `action` and `changed` are codes of the record, the others texts as typed; each may be empty.
    """
    words = next((text for text in (intent, new_words, prompt) if text.strip(BETWEEN)), "")
    if not words and changed:
        what = gettext(", ").join(str(CHANGED.get(code, code)) for code in changed)
        return Truncator(gettext("changed: %(what)s") % {"what": what}).chars(MAX_CHARS)
    if words:
        return Truncator(" ".join(words.strip(BETWEEN).split())).chars(MAX_CHARS)
    return capfirst(str(ACTIONS.get(action, ""))) or gettext("what was done is not known")
