"""Files that the lines of a list name: sent with it or later, let through by the gate one by one, matched by their names."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path, PureWindowsPath
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from workflow import sheets
from workflow.machine import Transition
from workflow.models import ImportedFile, LineImport
from workflow.refusals import Refused

AT_ONCE = 19  # files beside a list: the settings take twenty in one request
FOLDER = "lists"
ABANDONED = timedelta(days=1)  # bytes without a row that are as old were stored by a process that died


@dataclass
class Judged:
    """What the gate says of some files."""

    admitted: list[Any] = field(default_factory=list)
    refused: list[tuple[str, Any]] = field(default_factory=list)  # name, sentence


def plain(name: str) -> str:
    """A name as it is compared: without folders, in one spelling, in small letters."""
    return unicodedata.normalize("NFC", PureWindowsPath(name.strip()).name).casefold()[:160]


def judge(uploads: Iterable[Any], *, act: Transition, sheet: sheets.Sheet) -> Judged:
    """Asks the gate of the field that the lines fill in; it may take seconds, so no transaction is open."""
    asked, found = sheets.file_field(act, sheet), Judged()
    for upload in uploads:
        answer = asked.judge(upload)
        if isinstance(answer, Refused):
            found.refused.append((upload.name or "", answer.sentence))
        else:
            found.admitted.append(answer)
    return found


def keep(one: LineImport, admitted: Sequence[Any]) -> None:
    """Stores them until the lines are written; one of the same name takes the place of the one before."""
    for each in admitted:
        key = plain(each.name)
        _remove(one.files.filter(key=key))
        kept = ImportedFile(of=one, name=each.name, key=key, mime=each.mime, pages=each.pages)
        with each.path.open("rb") as file:
            kept.file.save(each.name, File(file), save=False)
        kept.save()


def named(one: LineImport, typed: dict[str, str], *, act: Transition, sheet: sheets.Sheet) -> Mapping[str, Any] | None:
    """The file that a line names, as its form takes it; None when no file of this name was sent. The name is taken out."""
    name = typed.pop(sheet.file, "") if sheet.file else ""
    if not name:
        return {}
    kept = one.files.filter(key=plain(name)).first()
    if kept is None:
        return None
    told = {"path": Path(kept.file.path), "name": kept.name, "mime": kept.mime, "pages": kept.pages}
    return {sheet.file: sheets.file_field(act, sheet).again(**told)}


def forget(one: LineImport) -> None:
    """The lines are written: what they named is joined to their cases."""
    _remove(one.files.all())


def _remove(files: Any) -> None:
    names = list(files.values_list("file", flat=True))
    files.delete()

    def delete() -> None:
        for name in names:
            default_storage.delete(name)

    transaction.on_commit(delete)


def clear() -> None:
    """Deletes the bytes that no row knows."""
    if not default_storage.exists(FOLDER):
        return
    known = set(ImportedFile.objects.values_list("file", flat=True))
    for folder in default_storage.listdir(FOLDER)[0]:
        for name in (f"{FOLDER}/{folder}/{file}" for file in default_storage.listdir(f"{FOLDER}/{folder}")[1]):
            if name not in known and default_storage.get_modified_time(name) < timezone.now() - ABANDONED:
                default_storage.delete(name)
