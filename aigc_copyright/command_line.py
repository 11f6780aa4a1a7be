"""Commands by their names. What needs no models starts without those of the apps."""

from __future__ import annotations

import sys
import warnings
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from aigc_copyright.env import BadEnvironment

# Each calls `load_apps` of `assessments.management.arguments` before it needs them after all.
WITHOUT_APPS = {"assess": "assessments.management.commands.assess"}
# Whoever gives them may mean other apps, which may have other commands.
OTHER_SETTINGS = ("--settings", "--pythonpath")


def run(argv: list[str]) -> None:
    """Run the command that the arguments name.

    A wrong variable ends it with one sentence, and so does a database that cannot be used.
    """
    try:
        _run(argv)
    except BadEnvironment as error:
        sys.exit(str(error))
    except Exception as error:
        from aigc_copyright.database_faults import describe_database_fault

        fault = None if "--traceback" in argv else describe_database_fault(error)
        if fault is None:
            raise
        sys.exit(fault)


def _run(argv: list[str]) -> None:
    module = WITHOUT_APPS.get(argv[1]) if len(argv) > 1 else None
    if module is None or any(given.startswith(OTHER_SETTINGS) for given in argv):
        _run_with_apps(argv)
        return
    try:
        settings.INSTALLED_APPS  # noqa: B018  reads the settings
    except (ImproperlyConfigured, ImportError):  # Django says what is wrong
        _run_with_apps(argv)
        return
    # Django takes a query without apps for one while they are loaded.
    warnings.filterwarnings("ignore", "Accessing the database during app", RuntimeWarning)
    import_module(module).Command().run_from_argv(argv)


def _run_with_apps(argv: list[str]) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(argv)
