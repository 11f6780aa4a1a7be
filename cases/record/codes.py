"""The vocabularies of a creation record, version 1."""

from __future__ import annotations

from typing import Literal

Kind = Literal["text", "image", "audio", "video", "code", "model_3d", "mixed"]
Claim = Literal["output", "arrangement", "prompt", "style", "idea"]
SubjectMatter = Literal["expressive", "functional", "data", "news", "official"]
Freedom = Literal["none", "narrow", "wide"]
Distinctiveness = Literal["copied", "commonplace", "different", "striking"]
Foreseeability = Literal["random", "broad", "close"]
PartyKind = Literal["person", "organisation", "machine"]
Role = Literal[
    "author",
    "team",
    "host",
    "employer",
    "commissioner",
    "co_author",
    "tool_provider",
    "helper",
    "producer",
]
Appraiser = Literal["maker", "lawyer", "decider"]
ContractKind = Literal[
    "employment", "commission", "assignment", "licence", "cooperation", "tool_terms"
]
ContractSays = Literal[
    "author_owns",
    "organisation_owns",
    "commissioner_owns",
    "producer_owns",
    "shared",
    "silent",
    "unknown",
]
Does = Literal[
    "text_to_image",
    "image_to_image",
    "language_model",
    "audio",
    "video",
    "code",
    "template",
    "analysis",
    "other",
]
OutputTerms = Literal["user", "shared", "provider", "unclaimed", "unknown"]
InputKind = Literal[
    "sketch", "photo", "text", "audio", "video", "data", "template", "model", "reference"
]
MadeBy = Literal["own", "third_party", "public"]
Licence = Literal["own", "licensed", "unlicensed", "unknown"]
InOutput = Literal["none", "trace", "partial", "dominant"]
Action = Literal[
    "conceive", "prepare", "generate", "adjust", "select", "edit", "arrange", "review", "write"
]
Detail = Literal["none", "topic", "ordinary", "specific", "rich"]
Changed = Literal[
    "prompt",
    "negative_prompt",
    "parameters",
    "seed",
    "model",
    "weights",
    "region",
    "input",
    "order",
]
Effect = Literal["none", "random", "visible", "as_intended"]
Extent = Literal["technical", "minor", "local", "substantial"]
Adds = Literal[
    "figure",
    "composition",
    "wording",
    "colour",
    "crop",
    "retouch",
    "sound",
    "structure",
    "order",
    "cut",
    "other",
]
EvidenceKind = Literal[
    "original_file",
    "generation_metadata",
    "account_history",
    "screen_recording",
    "layered_file",
    "chat_export",
    "drafts",
    "timestamp",
    "notarised",
    "registration",
    "contract",
    "terms",
    "witness",
    "reconstruction",
    "statement",
]
Made = Literal["contemporaneous", "later"]
Strength = Literal["weak", "fair", "strong"]
