"""The files that a job stored go with its row, whoever deletes it.

A row may go by its page, the admin, a command, or with the row that it belongs to (a work, an
account): only a signal sees them all. What a killed attempt left is not named by any row; `clean`
of its job removes that.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import FileField, Model
from django.db.models.signals import post_delete

from assessments.jobs.queue import job_models
from assessments.jobs.reasons import StorageUnavailable

logger = logging.getLogger(__name__)


def connect() -> None:
    """Connect the handler for every kind of job that stores files; called once, when ready."""
    for model in job_models():
        if file_columns(model):
            post_delete.connect(_delete_files, sender=model, dispatch_uid="assessments.jobs.files")


def file_columns(model: type[Model]) -> list[str]:
    """Return the columns of a model that name a stored file."""
    return [field.name for field in model._meta.concrete_fields if isinstance(field, FileField)]


def _delete_files(*, instance: Model, using: str, **kwargs: Any) -> None:
    """Delete the files of a row once its deletion is committed."""
    for column in file_columns(type(instance)):
        if file := getattr(instance, column):
            delete = partial(_delete_file, file.storage, str(file.name))
            transaction.on_commit(delete, using=using, robust=True)


def _delete_file(storage: Storage, name: str) -> None:
    try:
        storage.delete(name)
    except StorageUnavailable:
        logger.error("%s belongs to nobody any more and is still in storage; remove it.", name)
