"""The YAML files of the project itself: parsed once, then read as Python reads its modules.

The data are kept beside the compiled modules (`__pycache__`, or PYTHONPYCACHEPREFIX), where whoever
may write could as well write code, and by the digest of the text that they were parsed from.
Records and other files of people are read by `yaml_data`.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

# Part of the file's name, where Python notes the optimisation of a module; another number with
# each change of how a text is parsed.
MARK = "yaml1"


def read_project_yaml(path: Path) -> Any:
    """Return the data of a YAML file by PyYAML's safe loader; days are texts of ISO 8601."""
    text = path.read_bytes()
    digest = hashlib.sha256(text).digest()
    kept = Path(cache_from_source(path, optimization=MARK))
    # Missing, of another text or cut off: it is written again.
    with suppress(OSError, EOFError, ValueError, TypeError):
        known, data = marshal.loads(kept.read_bytes())
        if known == digest:
            return data
    data = _parse(text)
    if not sys.dont_write_bytecode:
        with suppress(OSError):  # a folder that only others may write
            _keep(kept, marshal.dumps((digest, data)))
    return data


def _parse(text: bytes) -> Any:
    import yaml

    class Loader(yaml.CSafeLoader):
        """Leaves days as texts, since marshal knows no dates."""

        yaml_implicit_resolvers = {
            first: [(tag, form) for tag, form in forms if tag != "tag:yaml.org,2002:timestamp"]
            for first, forms in yaml.CSafeLoader.yaml_implicit_resolvers.items()
        }

    return yaml.load(text, Loader=Loader)


def _keep(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, whatever other processes do."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}")
    half.write_bytes(data)
    half.replace(path)
