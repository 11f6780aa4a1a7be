"""Markdown of the "… Exporter" extensions and of Perplexity, and posts of Grok Imagine."""

from __future__ import annotations

import json
from pathlib import Path

from assessments.intake import read

CASES = Path("tests/resources/evidence-cases")
EXPORTED = """# Lantern poem

**User:** Li Mei (mei@example.invalid)  
**Created:** 3/28/2026 10:00:00  
**Updated:** 3/28/2026 10:05:00  
**Exported:** 3/29/2026 9:00:00  
**Link:** [https://claude.ai/chat/1](https://claude.ai/chat/1)  

## Prompt:
3/28/2026, 10:00:00 AM

Meeting of 2024 at 10:30: write a poem

## Response:
3/28/2026, 10:00:05 AM

````plaintext
Thought process: lanterns are red
````

Red lantern

---
Powered by [Claude Exporter](https://www.ai-chat-exporter.net)
"""  # noqa: W291 – as the extension writes it
PERPLEXITY = """<img src="https://r2cdn.perplexity.ai/pplx-full-logo-primary-dark%402x.png"/>

# 写一首红灯笼的诗

雨里红灯。[^1_1]

## 第二节

# not a question
<span style="display:none">[^1_2]</span>

<div align="center">⁂</div>

[^1_1]: https://example.invalid/

---

# 再冷一些

霜打红灯。
"""


def turns(text: str, name: str) -> list[tuple[str, str, str | None]]:
    report = read(text.encode(), name=name)
    return [(turn.role, turn.text, turn.at) for turn in report.messages]


def test_facts_above_an_exported_conversation_are_no_turns():
    report = read(EXPORTED.encode(), name="Lantern.md")

    assert turns(EXPORTED, "Lantern.md") == [
        ("user", "Meeting of 2024 at 10:30: write a poem", "2026-03-28T10:00:00"),
        ("assistant", "Red lantern", "2026-03-28T10:00:05"),
    ]
    assert report.generator == "Claude"
    assert report.messages[1].extra["thinking_chars"] > 0
    (listed,) = report.extra["conversations"]
    assert (listed["title"], listed["created"]) == ("Lantern poem", "2026-03-28T10:00:00")


def test_a_first_line_that_is_no_time_stays_with_the_person():
    text = EXPORTED.replace("3/28/2026, 10:00:00 AM\n", "").replace("Powered by", "Made by")

    assert turns(text, "x.md")[0] == ("user", "Meeting of 2024 at 10:30: write a poem", None)


def test_perplexity_is_read_by_its_picture_and_rules():
    report = read(PERPLEXITY.encode(), name="x.md")

    assert [(turn.role, turn.text) for turn in report.messages] == [
        ("user", "写一首红灯笼的诗"),
        ("assistant", "雨里红灯。[^1_1]\n\n## 第二节\n\n# not a question"),
        ("user", "再冷一些"),
        ("assistant", "霜打红灯。"),
    ]
    assert report.generator == "Perplexity"
    assert [fault.code for fault in report.problems] == ["question_end_unknown"]


def test_a_service_with_a_model_before_a_colon_speaks():
    text = "You: Write a poem\n\nClaude-3.5-Sonnet: Red lantern\n\nYou: colder\n"

    assert [turn.role for turn in read(text.encode(), name="x.txt").messages] == [
        "user",
        "assistant",
        "user",
    ]


def test_a_post_of_grok_is_no_turn_of_its_conversations():
    report = read(CASES / "grok-prod-grok-backend.json")
    assert len(report.messages) == 4
    assert [post["prompt"] for post in report.extra["media_posts"]] == [
        "a red lantern in the rain, film still"
    ]
    assert report.problems == ()


def test_what_was_made_with_grok_is_read_with_its_request():
    export = {
        "conversations": [],
        "media_posts": [
            {
                "id": "p2",
                "original_prompt": "a red lantern sways",
                "media_type": "video",
                "create_time": "2026-01-01T10:00:00Z",
                "link": "https://grok.com/imagine/post/p2?token=secret",
                "original_post_id": "p1",
            },
            {"id": "p3", "media_type": "image", "create_time": "2026-01-01T10:00:00Z"},
        ],
        "tasks": [],
    }
    report = read(json.dumps(export).encode(), name="prod-grok-backend.json")

    (post,) = report.extra["media_posts"]
    assert (post["prompt"], post["at"]) == ("a red lantern sways", "2026-01-01T10:00:00Z")
    assert (post["made_from"], post["file"]) == ("p1", "https://grok.com/imagine/post/p2")
    assert (report.generator, report.confidence, report.messages) == ("Grok", "stated", ())
    assert [fault.code for fault in report.problems] == ["conversations_unread"]
