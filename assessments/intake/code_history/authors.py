"""Who made a commit: names with addresses, co-authors, and the tools among them.

A name is taken for a tool only by a closed list of names and addresses; a commit without such a
name need not have been written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

PERSON = re.compile(r"([^<>]*+)(?:<([^<>]*+)>)?")
# git-interpret-trailers: `<token>: <value>` lines at the end of a message.
TRAILERS = ("co-authored-by:", "assisted-by:", "generated-by:")
GENERATED = "generated with"  # a line that Claude Code writes outside the trailers
# Expression that occurs as a word in a name or an address -> tool. Claude is a given name as well,
# so it counts only with its address or with a model behind it.
CLAUDE, CLAUDE_CODE = "Claude", "Claude Code"
MODELS = {
    "claude code": CLAUDE_CODE,
    r"claude\[bot\]": CLAUDE_CODE,
    # Claude Code writes it, and names itself, if at all, in a line of its own (`GENERATED`).
    r"noreply@anthropic\.com|claude (?:opus|sonnet|haiku|\d)": CLAUDE,
    "copilot": "GitHub Copilot",
    r"cursoragent@\S{1,80}": "Cursor",
    "cursor agent": "Cursor",
    "aider": "aider",
    "devin-ai": "Devin",
    r"[\w.+-]{1,60}@openai\.com": "OpenAI Codex",
    "chatgpt": "ChatGPT",
    "codex": "OpenAI Codex",
    "gemini": "Gemini",
    "google-labs-jules": "Jules",
    r"amp@ampcode\.com": "Amp",
    "openhands": "OpenHands",
    "windsurf": "Windsurf",
    "codeium": "Windsurf",
    "qwen": "Qwen",
    "deepseek": "DeepSeek",
    "trae": "Trae",
    "通义灵码|lingma": "通义灵码",
    "豆包|doubao|marscode": "豆包",
    "文心快码|baidu comate": "文心快码",
    "codegeex": "CodeGeeX",
    "codebuddy": "CodeBuddy",
}
# How GitHub names an account of a program (docs.github.com, GitHub Apps): `name[bot]`, and before
# its address a number.
BOT = re.compile(r"(?<![\w-])([a-z0-9][\w.-]{0,60}\[bot\])")
TOOLS = [(re.compile(rf"(?<![a-z])(?:{mark})(?![a-z])"), tool) for mark, tool in MODELS.items()]


def parse_person(text: str) -> tuple[str | None, str | None]:
    """Return name and address of `Name <address>`."""
    match = PERSON.fullmatch(text[:500].strip())
    if match is None:
        return text.strip()[:500] or None, None
    return match[1].strip() or None, match[2] or None


def list_co_authors(message: Sequence[str]) -> Iterator[dict[str, str | None]]:
    """Yield the co-authors that the lines of a message name."""
    for line in message:
        start = line.strip().lower()
        trailer = next((prefix for prefix in TRAILERS if start.startswith(prefix)), None)
        if trailer:
            text = line.strip()[len(trailer) :]
            name, address = parse_person(text)
            yield {"name": name, "address": address, "tool": identify_tool(text)}
        elif (credit := start.lstrip("🤖 ")).startswith(GENERATED) and (
            tool := identify_tool(credit)
        ):
            yield {"name": tool, "address": None, "tool": tool}


def list_tools(found: Iterable[str | None]) -> list[str]:
    """Return the tools of a commit, each once; the model is not one beside its own program."""
    tools = set(filter(None, found))
    return sorted(tools - {CLAUDE} if CLAUDE_CODE in tools else tools)


def identify_tool(person: str) -> str | None:
    """Return the tool that a name with its address is; None where it is none that is known.

    An account that says that a program uses it is a tool under its own name.
    """
    lower = person.lower()
    known = next((tool for mark, tool in TOOLS if mark.search(lower)), None)
    bot = None if known else BOT.search(lower)
    return bot[1] if bot else known
