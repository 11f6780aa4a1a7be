"""The table of chat programs: where their files hold turns, speakers, texts, times and models.

A row says by which paths (names joined by dots) a file is recognised and where everything stands;
`walker` reads them all. What the rows rest on is named in `docs/formats.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Paths = tuple[str, ...]
# The value that stands at a path -> who speaks.
Roles = Mapping[str, Mapping[Any, str]]

# What Claude Code says by itself: in lines of their own, and within those of the person.
CLAUDE_CODE_MARKS = {"isMeta": True, "isCompactSummary": True, "isApiErrorMessage": True,
                     "message.model": "<synthetic>"}  # fmt: skip
CLAUDE_CODE_STARTS = ("<local-command", "<command-name>", "<command-message>", "Caveat: ",
                      "[Request interrupted by user")  # fmt: skip
CLAUDE_CODE_TAGS = ("system-reminder", "ide_opened_file", "ide_selection", "task-notification",
                    "user-prompt-submit-hook", "bash-stdout", "bash-stderr")  # fmt: skip
CODEX_STARTS = ("<environment_context>", "<user_instructions>", "<permissions", "<INSTRUCTIONS>",
                "# AGENTS.md instructions", "<turn_aborted>")  # fmt: skip
NAMES: Mapping[Any, str] = {
    "user": "user", "human": "user", "person": "user",
    "assistant": "assistant", "ai": "assistant", "bot": "assistant", "model": "assistant",
    "system": "system", "developer": "system",
    "tool": "tool", "function": "tool",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Versions:
    """Several texts of one turn, of which one was kept."""

    at: str  # the list of the texts, or of objects with them
    selected: str  # the number of the one that was kept
    about: str = ""  # a list beside it with the time and the model of each


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Who speaks in an element of the list of turns, and where everything of it stands."""

    role: str | None = None  # fixed; else by `roles`
    roles: Roles = field(default_factory=lambda: {"role": NAMES})
    id: Paths = ("id",)
    parent: Paths = ()
    text: Paths = ("content",)
    thinking: Paths = ()
    at: Paths = ("createdAt", "created_at", "timestamp")
    model: Paths = ("model",)
    files: Paths = ()  # lists of attached files: names, or objects with one
    calls: Paths = ()  # calls of tools beside the text
    chosen: Paths = ()  # true for the one that was kept among several answers
    machine: Mapping[str, Any] = field(default_factory=dict)  # marks of the program's own turns
    failed: Paths = ()  # set where the text is an error of the program, not an answer
    machine_text: Paths = ()  # how the text of such a turn begins
    machine_tags: Paths = ()  # elements that the program puts into the text of the person


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One program's form of conversations."""

    service: str
    signs: tuple[bytes, ...]  # all stand near the beginning of a file
    marks: tuple[Paths, ...]  # alternatives; of one of them all paths are there
    many: str = ""  # the list of conversations in the object; empty where the object is one
    turns: Paths = ("messages",)
    inside: str = ""  # from an element of the list to what holds the turn
    speakers: tuple[Speaker, ...] = (Speaker(),)
    named: str = ""  # where the file names the service itself
    id: Paths = ("id",)
    title: Paths = ("title", "name")
    created: Paths = ("createdAt", "created_at")
    modified: Paths = ("updatedAt", "updated_at")
    model: Paths = ()  # of the conversation as a whole
    instructions: Paths = ()
    versions: Versions | None = None
    group: Paths = ()  # a flat list: turns with equal values belong to one conversation
    groups: Paths = ()  # lists of objects with the id and the title of such a conversation
    blocks: tuple[str, str] = ("", "")  # of a turn: ids of parts; of the file: the parts
    lines: bool = False  # the file is JSON lines, each an element of the list of turns
    carried: Paths = ()  # a line that names the model of the answers behind it
    ordered: bool = True  # the list is in the order of the conversation
    # Its names are usual ones: they show the program only where a machine speaks, too.
    answered: bool = False


SHAPES: tuple[Shape, ...] = (
    # xAI's export of an account, `prod-grok-backend.json`.
    Shape(
        service="Grok",
        signs=(b'"responses"', b'"sender"'),
        marks=(
            ("responses.0.response.sender",),
            ("responses.0.sender", "responses.0.message"),
            ("conversation.id", "responses"),
        ),
        answered=True,
        turns=("responses",),
        inside="response",
        id=("conversation.id", "conversation_id", "id"),
        title=("conversation.title", "title"),
        created=("conversation.create_time", "create_time"),
        modified=("conversation.modify_time", "modify_time"),
        speakers=(
            Speaker(
                roles={"sender": {**NAMES, "grok": "assistant"}},
                id=("_id", "response_id", "responseId"),
                parent=("parent_response_id", "parentResponseId"),
                text=("message",),
                thinking=("thinking_trace", "agent_thinking_traces"),
                at=("create_time", "createTime"),
                files=("file_attachments", "fileAttachmentsMetadata"),
            ),
        ),
        ordered=False,
    ),
    # Gemini in Google Takeout, the history of conversations; a time is that of the last change.
    Shape(
        service="Gemini",
        signs=(b'"conversation_turns"',),
        marks=(("conversation_turns",),),
        turns=("conversation_turns",),
        created=("creation_time",),
        modified=("last_modification_time",),
        speakers=(
            Speaker(
                role="user",
                id=(),
                text=("user_turn.prompt",),
                at=("user_turn.turn_last_modified",),
                files=("user_turn.files", "user_turn.images"),
            ),
            Speaker(
                role="assistant",
                id=(),
                text=("system_turn.text",),
                at=("system_turn.turn_last_modified",),
                files=("system_turn.images",),
            ),
        ),
    ),
    # Google AI Studio, as it saves a prompt to Google Drive.
    Shape(
        service="Google AI Studio",
        signs=(b'"chunkedPrompt"',),
        marks=(("chunkedPrompt.chunks",),),
        turns=("chunkedPrompt.chunks",),
        model=("runSettings.model",),
        instructions=("systemInstruction.text", "systemInstruction.parts", "systemInstruction"),
        speakers=(
            Speaker(
                text=("text", "parts", "content"),
                at=("createTime", "timestamp"),
                files=("driveImage", "driveDocument", "driveVideo", "driveAudio", "inlineFile"),
            ),
        ),
    ),
    # NextChat (ChatGPT Next Web), a backup of all its stores.
    Shape(
        service="NextChat",
        signs=(b'"chat-next-web-store"',),
        marks=(("chat-next-web-store.sessions",),),
        many="chat-next-web-store.sessions",
        title=("topic",),
        modified=("lastUpdate",),
        model=("mask.modelConfig.model",),
        speakers=(Speaker(at=("date",), failed=("isError",)),),
    ),
    # LobeChat (LobeHub): the older export of its stores and the newer one of its tables.
    *(
        Shape(
            service="LobeChat",
            signs=signs,
            marks=((f"{holder}.messages", f"{holder}.sessions", f"{holder}.topics"),),
            turns=(f"{holder}.messages",),
            group=("topicId", "sessionId"),
            groups=(f"{holder}.topics", f"{holder}.sessions"),
            title=("title", "meta.title"),
            speakers=(
                Speaker(
                    parent=("parentId",),
                    thinking=("reasoning.content", "reasoning"),
                    model=("model", "fromModel", "extra.fromModel"),
                    files=("files", "fileList", "imageList"),
                    failed=("error",),
                ),
            ),
            ordered=False,
        )
        for holder, signs in (
            ("state", (b'"exportType"', b'"state"')),
            ("data", (b'"schemaHash"', b'"data"')),
            ("data", (b'"topics"', b'"sessions"', b'"messages"', b'"data"')),
        )
    ),
    # Cherry Studio, `data.json` of a backup.
    Shape(
        service="Cherry Studio",
        signs=(b'"indexedDB"',),
        marks=(("indexedDB.topics",),),
        many="indexedDB.topics",
        groups=("cherry_topics",),
        blocks=("blocks", "indexedDB.message_blocks"),
        speakers=(
            Speaker(
                parent=("askId",),
                model=("model.id", "modelId", "model.name"),
                chosen=("foldSelected", "useful"),
                files=("files",),
            ),
        ),
    ),
    # LM Studio, a `.conversation.json`.
    Shape(
        service="LM Studio",
        signs=(b'"versions"', b'"currentlySelected"'),
        marks=(("messages.0.versions",),),
        instructions=("systemPrompt",),
        versions=Versions(at="versions", selected="currentlySelected"),
        speakers=(
            Speaker(
                text=("content", "steps"),
                model=(
                    "steps.0.genInfo.identifier",
                    "steps.1.genInfo.identifier",
                    "senderInfo.senderName",
                ),
                files=("files",),
            ),
        ),
    ),
    # Visual Studio Code: `Chat: Export Chat`, and the file of a session.
    Shape(
        service="GitHub Copilot",
        signs=(b'"requests"', b'"response"'),
        marks=(("requests", "responderUsername"), ("requests.0.message", "requests.0.response")),
        answered=True,
        turns=("requests",),
        named="responderUsername",
        id=("sessionId",),
        title=("customTitle",),
        created=("creationDate",),
        modified=("lastMessageDate",),
        speakers=(
            Speaker(
                role="user",
                id=("requestId",),
                text=("message.text", "message.parts", "message"),
                at=("timestamp",),
                files=("variableData.variables",),
            ),
            Speaker(
                role="assistant",
                id=("responseId",),
                text=("response",),
                at=("response.timestamp",),
                model=("modelId", "result.metadata.modelId"),
            ),
        ),
    ),
    # Gemini CLI, a session of `.gemini/tmp/<project>/chats`.
    Shape(
        service="Gemini CLI",
        signs=(b'"sessionId"', b'"gemini"'),
        marks=(("sessionId", "projectHash", "messages"), ("sessionId", "messages.0.type")),
        id=("sessionId",),
        created=("startTime",),
        modified=("lastUpdated",),
        speakers=(
            Speaker(
                roles={"type": {**NAMES, "gemini": "assistant", "info": "system"}},
                calls=("toolCalls",),
                thinking=("thoughts",),
            ),
        ),
    ),
    # Continue (continue.dev), a session file.
    Shape(
        service="Continue",
        signs=(b'"history"', b'"message"', b'"role"'),
        marks=(("sessionId", "history.0.message.role"),),
        turns=("history",),
        inside="message",
        id=("sessionId",),
        created=("dateCreated",),
    ),
    # Chatbox, a backup; each session stands under a key of its own (see `walker`).
    Shape(
        service="Chatbox",
        signs=(b'"chat-sessions-list"',),
        marks=(("chat-sessions-list", "chatbox_sessions"),),
        many="chatbox_sessions",
        title=("name",),
        speakers=(
            Speaker(
                text=("contentParts", "content"),
                thinking=("reasoningContent",),
                at=("timestamp",),
                files=("files",),
            ),
        ),
    ),
    # SillyTavern, a chat as JSON lines: a header, then the turns.
    Shape(
        service="SillyTavern",
        signs=(b'"mes"', b'"is_user"'),
        marks=(("mes", "is_user"),),
        answered=True,
        lines=True,
        title=("character_name",),
        created=("create_date",),
        versions=Versions(at="swipes", selected="swipe_id", about="swipe_info"),
        speakers=(
            Speaker(
                roles={
                    "is_system": {True: "system"},
                    "is_user": {True: "user", False: "assistant"},
                },
                text=("mes",),
                thinking=("extra.reasoning",),
                at=("send_date",),
                model=("extra.model",),
            ),
        ),
    ),
    # Claude Code, the JSON lines of a session. A sub-agent's turns are not the person's.
    Shape(
        service="Claude Code",
        signs=(b'"sessionId"', b'"parentUuid"'),
        marks=(("sessionId", "uuid", "message.role"),),
        lines=True,
        id=("sessionId",),
        title=("summary", "customTitle", "aiTitle"),
        speakers=(
            Speaker(
                roles={"isSidechain": {True: "tool"}, "message.role": NAMES},
                id=("uuid",),
                parent=("parentUuid", "logicalParentUuid"),
                text=("message.content",),
                at=("timestamp",),
                model=("message.model",),
                machine=CLAUDE_CODE_MARKS,
                machine_text=CLAUDE_CODE_STARTS,
                machine_tags=CLAUDE_CODE_TAGS,
            ),
        ),
    ),
    # Codex, the JSON lines of a session (`rollout-….jsonl`), since and before September 2025.
    *(
        Shape(
            service="OpenAI Codex",
            signs=signs,
            marks=marks,
            lines=True,
            id=("payload.id", "id"),
            carried=("payload.model",),
            speakers=(
                Speaker(
                    roles={f"{holder}role": NAMES},
                    id=(f"{holder}id",),
                    text=(f"{holder}content",),
                    at=("timestamp",),
                    machine_text=CODEX_STARTS,
                    machine_tags=("environment_context", "user_instructions"),
                ),
            ),
        )
        for holder, signs, marks in (
            (
                "payload.",
                (b'"payload"', b'"response_item"'),
                (("payload.role", "payload.content"),),
            ),
            ("", (b'"record_type"', b'"input_text"'), (("role", "content.0.type"),)),
        )
    ),
    # GitHub Copilot CLI, `events.jsonl` of a session.
    Shape(
        service="GitHub Copilot CLI",
        signs=(b'"user.message"',),
        marks=(("type", "data.content", "id"),),
        lines=True,
        carried=("data.newModel", "data.selectedModel"),
        speakers=(
            Speaker(
                roles={"type": {"user.message": "user", "assistant.message": "assistant"}},
                parent=("parentId",),
                text=("data.content",),
                at=("timestamp",),
                model=("data.model",),
            ),
        ),
    ),
)
