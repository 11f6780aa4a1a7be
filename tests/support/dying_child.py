"""A confined child that a fault of its own ends, as a broken decoder would."""

from __future__ import annotations

import os


def main() -> None:
    os.abort()
