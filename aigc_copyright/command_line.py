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
# They have nothing to do, or to check, where there is no database yet; to open it would make one.
NEED_DATABASE = {
    *("backup", "check_log", "check_originals", "demo_users"),
    *("load_library", "resend_emails", "rotate_secrets"),
}
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
    name = argv[1] if len(argv) > 1 else ""
    module = WITHOUT_APPS.get(name)
    has_other_settings = any(argument.startswith(OTHER_SETTINGS) for argument in argv)
    if has_other_settings or (module is None and name not in NEED_DATABASE):
        _run_with_apps(argv)
        return
    try:
        settings.INSTALLED_APPS  # noqa: B018  reads the settings
    except (ImproperlyConfigured, ImportError):  # Django says what is wrong
        _run_with_apps(argv)
        return
    if module is None:
        _run_on_database(argv)
        return
    # Django takes a query without apps for one while they are loaded.
    warnings.filterwarnings("ignore", "Accessing the database during app", RuntimeWarning)
    import_module(module).Command().run_from_argv(argv)


def _run_on_database(argv: list[str]) -> None:
    from aigc_copyright.database_faults import describe_missing_database

    missing = describe_missing_database()
    if missing is not None and not {"-h", "--help"} & set(argv):
        sys.exit(missing)
    _run_with_apps(argv)


def _run_with_apps(argv: list[str]) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(argv)
