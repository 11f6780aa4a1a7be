"""Readers that are not part of this application: packages that an operator installs and turns on.

They are asked only about files in which the readers of this application understood nothing, each in
a confined child of its own. What they find is checked as no built-in reader's answer has to be, and
is marked with their name and version. docs/readers.md says how one is written.
"""

from __future__ import annotations

from typing import Final

KEY: Final = "external"  # in `extra` of a report: which of them read the file
