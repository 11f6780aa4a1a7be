"""ComfyUI: the graph that made the picture, as an API prompt or as the editor's workflow.

Triggered by `prompt` or `workflow` texts (PNG), by EXIF fields of save nodes that hold the same, or
by JSON in a comment; `embedded.spread` has already brought these under the two keys. Shape:
docs/formats.md.
"""

from __future__ import annotations

from assessments.intake.generators.comfyui.reader import read, read_graph

__all__ = ["read", "read_graph"]
