"""Files that no attachment names: what an undone transaction or a killed process left in the store."""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import Storage, default_storage
from django.utils import timezone

from forms.models import Attachment
from workflow import sweep
from workflow.models import OutboxRow

logger = logging.getLogger(__name__)
FOLDER = "attachments"
# Bytes are stored before their row is committed: an upload under way is never mistaken for an orphan.
GRACE = timedelta(hours=24)


@sweep.daily("files.attachments")
def sweep_daily(row: OutboxRow) -> None:
    sweep_files()


def sweep_files(*, storage: Storage = default_storage) -> list[str]:
    """Deletes the files of attachments that no row has named for a day; returns their names."""
    deleted: list[str] = []
    for names in _folders(storage):
        known = set(Attachment.objects.filter(file__in=names).values_list("file", flat=True))
        orphans = [n for n in names if n not in known and _is_old(storage, n)]
        for name in orphans:
            storage.delete(name)
        deleted += orphans
    if deleted:
        logger.info("%d files of no attachment were deleted", len(deleted))
    return deleted


def _folders(storage: Storage) -> Iterator[list[str]]:
    """The stored names, folder by folder: a few hundred names are one question to the database."""
    if not storage.exists(FOLDER):
        return
    for folder in sorted(storage.listdir(FOLDER)[0]):
        files = storage.listdir(f"{FOLDER}/{folder}")[1]
        for start in range(0, len(files), 500):
            yield [f"{FOLDER}/{folder}/{file}" for file in files[start : start + 500]]


def _is_old(storage: Storage, name: str) -> bool:
    return bool(storage.get_modified_time(name) < timezone.now() - GRACE)
