"""Markdown that browser extensions and Perplexity write, with marks of their own.

`Powered by [Claude Exporter](…)` stands below the files of a family of extensions for several
services: facts of the file above, then `## Prompt:` and `## Response:`, on some a time on the line
below. Perplexity begins with its picture; a question is a heading of the first level behind a rule.
Both forms are those of real files in public repositories.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessments.intake.conversations.conversation import (
    Conversation,
    Node,
    chain_nodes,
    messages,
)
from assessments.intake.conversations.moments import written
from assessments.intake.core.problems import problem

FOOTER = re.compile(
    r"\n---\nPowered by \[(?P<service>[A-Z][A-Za-z ]{1,30}) Exporter\]"
    r"(?:\([^)\n]{1,200}\))?\s{0,20}$"
)
TURN = re.compile(r"^## (?P<role>Prompt|Response):?[ \t]{0,9}$", re.MULTILINE)
# Of a file whose last line was removed: a fact that stands above the turns of no other program.
EXPORTED = re.compile(r"^\*\*Exported:\*\* \d", re.MULTILINE)
FACT = re.compile(r"^\*\*(?P<name>Created|Updated):\*\* (?P<value>[^\n]{1,80})$", re.MULTILINE)
ROLES = {"Prompt": "user", "Response": "assistant"}
# A day and a clock in figures, as a browser spells them; any other line may be words of a person.
CLOCK = re.compile(
    r"\d{1,4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,4}日?,?\s{1,2}(?:[上下]午)?\d{1,2}:\d{2}(?::\d{2})?"
    r"(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
)
# What Claude thought and did stands in fences of four before the answer.
THOUGHT = re.compile(r"(?:\s{0,9}^````plaintext\n(?P<text>Thought process:.*?)^````$)", re.M | re.S)
LOGO = re.compile(
    r"^<img src=\"https://[a-z0-9]{1,20}\.perplexity\.ai/pplx-full-logo", re.MULTILINE
)
MAX_BEFORE_LOGO = 400
QUESTION = re.compile(r"(?:\A|\n---)\n{1,3}# (?P<text>[^\n]{1,4000})")
SOURCES = '<div align="center">⁂</div>'
HIDDEN = re.compile(r"<span style=\"display:none\">[^\n]{0,4000}</span>")
PERPLEXITY = "Perplexity"
MAX_TITLE_CHARS = 200


def detect(text: str) -> bool:
    """Return whether the text has the marks of one of the two."""
    if _find_logo(text):
        return QUESTION.search(_body_of(text)) is not None
    turn = TURN.search(text)
    return turn is not None and bool(
        FOOTER.search(text, max(0, len(text) - 400)) or EXPORTED.search(text, 0, turn.start())
    )


def read(text: str) -> Iterator[Conversation]:
    """Yield the conversation of the text."""
    yield _read_perplexity(text) if _find_logo(text) else _read_exporter(text)


# --- … Exporter -------------------------------------------------------------------------------


def _read_exporter(text: str) -> Conversation:
    footer = FOOTER.search(text, max(0, len(text) - 400))
    body = text[: footer.start()] if footer else text
    turns = list(TURN.finditer(body))
    above = body[: turns[0].start()] if turns else body
    facts = {found["name"]: written(found["value"].strip()) for found in FACT.finditer(above)}
    ends = [*(turn.start() for turn in turns[1:]), len(body)]
    nodes = (
        node
        for number, (turn, end) in enumerate(zip(turns, ends, strict=True))
        for node in _build_node(number, ROLES[turn["role"]], body[turn.end() : end].strip("\n"))
    )
    return Conversation(
        service=footer["service"] if footer else None,
        title=_title_of(above),
        created=facts.get("Created"),
        modified=facts.get("Updated"),
        messages=messages(chain_nodes(nodes), None),
    )


def _build_node(number: int, role: str, text: str) -> Iterator[Node]:
    first, _, rest = text.partition("\n")
    at = None
    if CLOCK.fullmatch(first.strip()):
        at, text = written(first.strip()), rest
    thought = 0
    while role == "assistant" and (found := THOUGHT.match(text)):
        thought, text = thought + len(found["text"]), text[found.end() :]
    yield Node(
        id=f"#{number}",
        parent=None,
        role=role,
        text=text.strip(),
        at=at,
        thinking_chars=thought,
    )


def _title_of(above: str) -> str | None:
    lines = (line for line in above.splitlines() if line.startswith("# "))
    return next(lines, "")[2:].strip()[:MAX_TITLE_CHARS] or None


# --- Perplexity -------------------------------------------------------------------------------


def _find_logo(text: str) -> re.Match[str] | None:
    return LOGO.search(text, 0, MAX_BEFORE_LOGO)


def _body_of(text: str) -> str:
    """Return what stands behind the line of the picture, from a line break on."""
    logo = _find_logo(text)
    return text[text.find("\n", logo.start()) :] if logo and "\n" in text else ""


def _read_perplexity(text: str) -> Conversation:
    body = _body_of(text)
    asked = list(QUESTION.finditer(body))
    ends = [*(found.start() for found in asked[1:]), len(body)]
    nodes: list[Node] = []
    for found, end in zip(asked, ends, strict=True):
        answer = HIDDEN.sub("", body[found.end() : end].partition(SOURCES)[0])
        for role, said in (("user", found["text"]), ("assistant", answer)):
            nodes.append(Node(id=f"#{len(nodes)}", parent=None, role=role, text=said.strip()))
    return Conversation(
        service=PERPLEXITY,
        messages=messages(chain_nodes(nodes), None),
        problems=(problem("question_end_unknown"),),
    )
