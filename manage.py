#!/usr/bin/env python
"""Command line of the application."""

from __future__ import annotations

import atexit
import gc
import os
import sys

if __name__ == "__main__":
    # Imports make many objects and hardly any garbage: Python would search them again and again,
    # and once more at the end, when all go anyway.
    gc.set_threshold(200_000)
    atexit.register(gc.freeze)
    # Pydantic would search every installed package for plugins; none is used.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_copyright.settings")
    try:
        from aigc_copyright.command_line import run
    except ModuleNotFoundError as error:
        if error.name != "django":
            raise
        sys.exit(
            "Django is not installed for this Python. `make run` installs it in .venv: then "
            "run .venv/bin/python manage.py …"
        )
    run(sys.argv)
