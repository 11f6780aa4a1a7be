"""The label that people see, in the words of a text or document (GB 45438-2025, 4.2)."""

from __future__ import annotations

import re

VISIBLE = re.compile(
    r"(?:人工智能|(?<![A-Za-z])AI(?![A-Za-z]))[^。；;]{0,6}(?:生成|合成)|(?:生成|合成)[^。；;]{0,6}人工智能"
    r"|(?i:\b(?:AI|artificial intelligence)[- ]generated\b|\bgenerated (?:by|with) (?:an )?AI\b)"
)
DENIED = re.compile(r"[不非未没无]|(?i:\b(?:not|no|non|without)\b)")
# A title that has generated content for its subject, a question about it, and what somebody says of
# it in a story are no label.
ABOUT = re.compile(
    r"^[#\s]*(?:论|试论|浅[谈析论]|关于|谈)|[？?吗]|.[“「『\"‘]"
    r"|^#(?!.*(?:由|本[文图片作视内]|(?i:\b(?:by|this)\b)))"
    r"|[他她它我你们人者家友据][^，。；;：:]{0,4}(?:说(?!明)|称|认为|以为|觉得)|怀疑|似乎|好像|听说|传言|如果"
    r"|(?i:\b(?:said|says|claim\w*|thought|thinks?|suspect\w*|seems?|looks|allegedly|if|maybe)\b)"
    r"|(?:生成|合成)[^，,。；;：:]{0,8}(?:著作权|版权|法律|权利|权属|归属|可版权|独创性|侵权|保护|研究|问题"
    r"|探讨|思考|分析|综述|指南|办法|规定|时代|技术|模型|工具|教程)"
    r"|(?i:\b(?:copyright|law|laws|legal|ownership|authorship|rights|how|why|what|whether|essay"
    r"|study|on|about|of)\b)"
)
NEAR_END, MAX_LABEL = 2, 60  # lines at the head and at the end; characters of such a line


def find(body: str) -> str | None:
    """Return the label for people that stands as a short line at the head or the end of a text.

    GB 45438-2025, 4.2: it names both the artificial intelligence and the generating.
    """
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    for line in (*lines[:NEAR_END], *lines[-NEAR_END:]):
        if len(line) > MAX_LABEL or not VISIBLE.search(line):
            continue
        if not DENIED.search(line) and not ABOUT.search(line):
            return line
    return None
