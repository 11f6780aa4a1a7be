"""Whether the author that a file names is a program: then nothing of it is a person's hand.

A name of a person is never doubted for a part of it: `Claude Monet` is no program, `Claude` alone
may be one. What is found here is proposed for a decision, and never confirmed with all else.
"""

from __future__ import annotations

import re
from functools import cache

from assessments.engine.held_files import normalise_words
from assessments.engine.rules import load_rules
from assessments.intake.code_history.authors import identify_tool

BOT = "[bot]"  # ends the name of a program that commits by itself
# What may stand beside the name of a generator: a version, or what kind of program it is.
BESIDE = (
    r"(?:ai|app|bot|agent|assistant|code|pro|plus|mini|turbo|v?\d[\w.]*"
    "|助手|智能体|大模型|一言|千问|清言)"
)
MAKERS = "(?:google|microsoft|openai|anthropic|adobe|github|百度|阿里|字节|腾讯)"
# Words by which an author calls itself a program, whichever it is; a given name is written `Ai`.
CALLED = re.compile(
    r"(?<![A-Za-z])(?:AI|AIGC|GPT|LLM|[Bb]ot|BOT)(?![A-Za-z])|人工智能|智能助手|机器人"
)


# Names of programs that people bear, too.
GIVEN_NAMES = frozenset({"claude", "kimi", "sora"})


def is_given_name(author: str) -> bool:
    """Return whether a name alone may be that of a program or of a person."""
    return normalise_words(author) in GIVEN_NAMES


def machine_of(author: str | None, address: str | None = None) -> str | None:
    """Return the program that an author is; None for a person and for no name."""
    name = (author or "").strip()
    if not name:
        return None
    if name.lower().endswith(BOT):
        return identify_tool(f"{name} {address or ''}") or name[: -len(BOT)].strip() or name
    if CALLED.search(name) or _known_names().fullmatch(normalise_words(name)):
        return name
    return identify_tool(f"{name} {address or ''}")


@cache
def _known_names() -> re.Pattern[str]:
    known = "|".join(map(re.escape, load_rules().admissions.known_generators))
    return re.compile(rf"(?:{MAKERS} ?)?(?:{known})(?:[\s\-·.]*{BESIDE})*", re.IGNORECASE)
