#!/usr/bin/env python
"""Command line of the application."""

from __future__ import annotations

import gc
import os
import sys

if __name__ == "__main__":
    # Imports make many objects and hardly any garbage: Python would search them 150 times.
    gc.set_threshold(50_000)
    # Pydantic would search every installed package for plugins; none is used.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_copyright.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
