"""ComfyUI: the node graph that made a picture, as an API prompt or as the editor's workflow.

The graph stands in the PNG texts `prompt` and `workflow`, in EXIF fields of save nodes, or in a
comment as JSON; `embedded.spread` brings all of these under the two keys. `docs/formats.md` names
the sources of these shapes.
"""

from __future__ import annotations

from assessments.intake.generators.comfyui.reader import read, read_graph

__all__ = ["read", "read_graph"]
