"""Closed lists of the names of speakers: of the person, of machines, and of services."""

from __future__ import annotations

import re
from typing import Literal

Role = Literal["user", "assistant"]
PERSON = {"👤", "🧑", "🙋", "🧑‍💻", "👨‍💻", "👩‍💻"}
MACHINE = {"🌙", "🤖", "✨", "🐳"}
SIGNS = sorted(
    PERSON | MACHINE, key=len, reverse=True
)  # the longer first: one may begin with another
PEOPLE = frozenset(
    {"user", "human", "me", "you", "prompt", "you_said", "user_said", "user_prompt"}
    | {"用户", "我", "你", "您", "提问", "问", "人类", "你说", "您说", "我说", "提问者"}
    | {"用户提问", "用户问题", "用户输入", "我的提问", "我的问题"}
    | {"message from you", "来自你的消息", "ユーザー", "あなた", "usuário", "utilisateur"}
)
# Of both: as people who are examined or interviewed are written down, too.
QUESTIONS = frozenset({"提问", "问", "提问者", "回答", "答", "回复", "answer"})
MACHINES = frozenset(
    {"assistant", "ai", "bot", "model", "response", "answer", "助手", "ai助手", "回答", "答"}
    | {"agent"}
    | {"机器人", "ai回复", "ai回答", "ai 回复", "ai 回答", "模型回答", "回复", "智能助手"}
    | {"message from chatgpt", "来自 chatgpt 的消息", "アシスタント"}
)
THOUGHTS = frozenset(
    {"think", "thinking", "thought", "thoughts", "thought process", "reasoning"}
    | {"思考", "思考过程", "深度思考", "ai思考过程", "推理过程", "已深度思考"}
)
SERVICES = {
    "kimi": "Kimi",
    "豆包": "豆包",
    "doubao": "豆包",
    "文心一言": "文心一言",
    "文小言": "文心一言",
    "ernie bot": "文心一言",
    "chatgpt": "ChatGPT",
    "gpt": "ChatGPT",
    "claude": "Claude",
    "deepseek": "DeepSeek",
    "qwen": "Qwen",
    "通义千问": "Qwen",
    "通义": "Qwen",
    "千问": "Qwen",
    "元宝": "元宝",
    "腾讯元宝": "元宝",
    "gemini": "Gemini",
    "grok": "Grok",
    "github copilot": "GitHub Copilot",
    "microsoft copilot": "Microsoft Copilot",
    "智谱清言": "智谱清言",
    "讯飞星火": "讯飞星火",
}
# Names that mean something else as well: only in a heading or in bold type are they speakers.
MARKED_SERVICES = {
    "cursor": "Cursor",
    "copilot": "Copilot",
    "windsurf": "Windsurf",
    "cascade": "Windsurf",
    "cline": "Cline",
    "roo": "Roo Code",
    "trae": "Trae",
    "codex": "OpenAI Codex",
    "claude code": "Claude Code",
    "perplexity": "Perplexity",
    "mistral": "Mistral",
    "le chat": "Le Chat",
    "meta ai": "Meta AI",
    "llama": "Llama",
    "混元": "混元",
    "腾讯混元": "混元",
    "扣子": "扣子",
    "天工": "天工",
    "minimax": "MiniMax",
    "海螺": "MiniMax",
    "即梦": "即梦",
    "百小应": "百小应",
    "秘塔": "秘塔",
    "跃问": "跃问",
}
ALL_SERVICES = SERVICES | MARKED_SERVICES
# What may follow the name of a service in a heading: a model or a kind, but no other word.
NAME_SUFFIX = re.compile(
    r"(?:[\s\-_.]{0,3}(?:ai|助手|智能助手|assistant|bot|chat|[a-z]{0,2}\d[\w.]{0,8}|turbo|pro|max"
    r"|plus|flash|mini|opus|sonnet|haiku|thinking|reasoner)){1,4}"
)


def role_of(name: str) -> tuple[Role | None, str | None]:
    """Return role and service of a lower-case name; (None, None) for an unknown one."""
    if name in PEOPLE:
        return "user", None
    if name in MACHINES:
        return "assistant", None
    service = SERVICES.get(name)
    return ("assistant", service) if service else (None, None)


def service_of(name: str, *, marked: bool = True) -> str | None:
    """Return the service that a name begins with, where only a model follows.

    `marked` is true for a heading and bold type, where names that mean something else count, too.
    """
    services = ALL_SERVICES if marked else SERVICES
    start = max((prefix for prefix in services if name.startswith(prefix)), key=len, default=None)
    if start is None or not (name == start or NAME_SUFFIX.fullmatch(name[len(start) :])):
        return None
    return services[start]
