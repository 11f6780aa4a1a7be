"""Names of the inputs in which nodes of a graph hold or hand on words."""

from __future__ import annotations

LYRICS = "lyrics"
# Inputs of text encoders; `text` alone where it is present.
ENCODER_KEYS = (
    "text",
    "t5xxl",
    "llama",
    "text_g",
    "clip_g",
    "text_l",
    "clip_l",
    "user_prompt",
    "bert",
    "mt5xl",
    "tags",
    LYRICS,
)
PROMPT_KEYS = ("populated_text", "wildcard_text", "prompt", "prompt_text", "Text")
# Prompt inputs of requests to a model service.
OWN_WORDS = (
    "prompt", "text_prompt", "prompt_text", "positive_prompt", "instruction", "text", "script",
    "lyrics", "transcript",
)  # fmt: skip
# Inputs of nodes that pass a text on, tried in this order.
STRING_KEYS = (
    "text",
    "string",
    "value",
    "Value",
    "prompt",
    "Text",
    "prompt_text",
    "populated_text",
    "wildcard_text",
    "STRING",
    "String",
    "multiline_text",
    "str",
    "user_prompt",
    "positive_prompt",
    "text_input",
    "opt_text",
    "input",
    "source",
    "any",
    "anything",
    "",
)
# Inputs that a node hands on as they are, beside others that only set its order.
PASSED = frozenset({"value", "any", "anything", "input", ""})
