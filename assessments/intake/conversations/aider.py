"""The history that aider keeps beside a repository, `.aider.chat.history.md`.

Each session begins with a heading that has its time. Prompts are headings of the fourth level, what
the program says is quoted, and the rest is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessments.intake.conversations.conversation import (
    Conversation,
    Node,
    chain_nodes,
    iso,
    messages,
)

SERVICE = "aider"
SESSION = re.compile(
    r"^# aider chat started at (\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})$", re.MULTILINE
)
PROMPT, QUOTE = "#### ", ">"
MODEL = re.compile(r"> (?:Main model|Model|Models): ([\w./:-]{1,80})")


def detect(text: str) -> bool:
    """Return whether a text holds a session of aider in which somebody asked."""
    return SESSION.search(text) is not None and f"\n{PROMPT}" in text


def read(text: str) -> Iterator[Conversation]:
    """Yield the sessions, each as a conversation."""
    parts = SESSION.split(text)[1:]
    for at, session in zip(parts[::2], parts[1::2], strict=True):
        yield Conversation(
            service=SERVICE,
            created=iso(at.replace(" ", "T")),
            messages=messages(chain_nodes(_read_session(session)), None),
        )


def _read_session(session: str) -> Iterator[Node]:
    said: list[tuple[str, list[str]]] = []
    model = None
    for line in session.splitlines():
        if found := MODEL.match(line):
            model = found[1]
        if line.startswith(PROMPT):
            if not said or said[-1][0] != "user":
                said.append(("user", []))
            said[-1][1].append(line.removeprefix(PROMPT).rstrip())
        elif said and not line.startswith(QUOTE):
            if said[-1][0] == "user" and line.strip():
                said.append(("assistant", []))
            said[-1][1].append(line)
    for number, (role, lines) in enumerate(said):
        yield Node(
            id=f"#{number}",
            parent=None,
            role=role,
            text="\n".join(lines).strip(),
            model=model if role == "assistant" else None,
        )
