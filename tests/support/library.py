"""A small decision as plain data and as rows; tests override what they are about."""

from __future__ import annotations

import copy
import zlib
from typing import Any

from cases.decisions.models import Decision
from cases.decisions.services import decision_store
from cases.library.schema import DIMENSIONS

RECORD: dict[str, Any] = {
    "schema": "creation-record/1",
    "title": "Lantern at dusk",
    "kind": "image",
    "parties": [{"id": "p1", "name": "Chen", "kind": "person", "role": "author"}],
    "steps": [{"id": "s1", "by": "p1", "action": "generate", "prompt": "jelly lantern"}],
}


def held(level: int | None) -> dict[str, Any]:
    """What was held on a dimension; None: not reached."""
    passage = {"source": "https://court.example/123", "where": {"en": "Part 2", "zh": "第二部分"}}
    because = {"en": "The scene was fixed first.", "zh": "其先行构思画面。"}
    known = {} if level is None else {"level": level}
    return {**known, "because": because, "passage": passage, "mark": "A"}


DATA: dict[str, Any] = {
    "schema": "decision/1",
    "slug": "chen-v-zhou-2024",
    "status": "published",
    "jurisdiction": "CN",
    "name": {"en": "Chen v Zhou", "zh": "陈某诉周某案"},
    "short_name": {"en": "Chen v Zhou", "zh": "“灯笼”案"},
    "court": {"en": "Example Internet Court", "zh": "示例互联网法院"},
    "court_level": "internet",
    "matter": "civil",
    "instance": "first",
    "dockets": [{"number": "（2024）京0491民初123号", "mark": "A"}],
    "date": {"value": "2024-05-06", "mark": "A"},
    "finality": {"state": "effective", "mark": "B"},
    "parties": [{"role": "claimant", "name": {"en": "Chen", "zh": "陈某"}}],
    "content_kind": "image",
    "content": {"en": "A picture of a lantern", "zh": "灯笼图片"},
    "tools": [{"en": "Midjourney", "zh": "Midjourney"}],
    "outcome": "protected",
    "summary": {"en": "The lantern is a work.", "zh": "该灯笼图片构成作品。"},
    "facts": [
        {"says": {"en": "He fixed the scene first.", "zh": "其先行构思画面。"}, "mark": "A"},
        {"says": {"en": "Ten rounds were counted.", "zh": "共计十轮。"}, "mark": "U"},
    ],
    "holdings": [{"says": {"en": "A person's choice.", "zh": "系人的选择。"}, "mark": "A"}],
    "judged": [
        {
            "slug": "chen-v-zhou-2024",
            "title": {"en": "The picture", "zh": "涉案图片"},
            "outcome": "protected",
            "elements": {
                "originality": {
                    "finding": "met",
                    "says": {"en": "It differs.", "zh": "具有差异。"},
                    "mark": "A",
                }
            },
            "layers": [
                {
                    "layer": "prompted_output",
                    "what": {"en": "the picture", "zh": "图片"},
                    "finding": "protected",
                    "mark": "A",
                }
            ],
            "turned_on": {"prompted_output": ["conception"]},
            "held": {name: held(3 if name == "conception" else None) for name in DIMENSIONS},
            "record": RECORD,
        }
    ],
    "amounts": [{"what": "claimed", "value": "9000", "currency": "CNY", "mark": "seed"}],
    "sources": [{"url": "https://court.example/123", "official": True}],
    "last_verified": "2026-01-02",
}


def decision_data(slug: str = "chen-v-zhou-2024", **overrides: Any) -> dict[str, Any]:
    """A whole decision; the judged work follows the slug and the outcome."""
    data = copy.deepcopy(DATA) | {"slug": slug} | overrides
    for judged in data["judged"]:
        judged["slug"] = slug
    if slug != DATA["slug"] and "dockets" not in overrides:
        data["dockets"] = [
            {"number": f"（2024）京0491民初{zlib.crc32(slug.encode()) % 10**7}号", "mark": "A"}
        ]
    if data["outcome"] == "undecided":
        del data["judged"]
    elif data["outcome"] == "not_protected":
        data["judged"][0]["outcome"] = "not_protected"
        data["judged"][0]["elements"]["originality"]["finding"] = "not_met"
        data["judged"][0]["layers"][0]["finding"] = "not_protected"
    if data["status"] != "published":
        data.setdefault("status_reason", {"en": "Not read yet.", "zh": "尚未核实。"})
    return data


def decision_make(slug: str = "chen-v-zhou-2024", **overrides: Any) -> Decision:
    return decision_store(data=decision_data(slug, **overrides), reason="made for a test")
