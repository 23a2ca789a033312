"""Lists sent as a spreadsheet: each line is tried, then becomes an act of its own; nothing of it is kept once written."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def stored_name(file: "ImportedFile", filename: str) -> str:
    """A random name, spread over folders; nothing the person typed reaches the disk."""
    name = uuid.uuid4().hex
    return f"lists/{name[:2]}/{name}"


class LineImport(models.Model):
    """One file: which act its lines are, for which provider, by whom, and how far it has come."""

    class Status(models.TextChoices):
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked")
        WRITING = "writing", _("Being written")
        DONE = "done", _("Written")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.UUIDField(db_index=True)  # entry of the register of providers
    procedure = models.CharField(max_length=10)
    transition = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField()  # the field of each column, in order; "" for one that is not read
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.CHECKING)
    total = models.PositiveIntegerField()
    trials = models.PositiveIntegerField(default=1)  # one more for the files that come later
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["by", "-at"], name="line_import_by")]


class ImportedLine(models.Model):
    """One line of a file; its cells are emptied when it has been written."""

    class Status(models.TextChoices):
        READ = "read", _("Read")
        FIT = "fit", _("Right")
        UNFIT = "unfit", _("To be corrected")
        WRITTEN = "written", _("Written")
        REFUSED = "refused", _("Refused")

    of = models.ForeignKey(LineImport, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()  # as the program of the person shows it
    cells = models.JSONField()
    case = models.ForeignKey("workflow.Case", models.CASCADE, related_name="+", null=True, blank=True)
    key = models.CharField(max_length=200, blank=True)  # who it is about, to find a line that comes twice
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.READ)
    errors = models.JSONField(default=list)  # [{"column": 3, "told": {"fr": …}}], column -1 for the whole line

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="one_line_of_a_number")]
        indexes = [models.Index(fields=["of", "number"], condition=~Q(status="written"), name="imported_line_open")]


class ImportedFile(models.Model):
    """A file that lines name, once the gate has let it through; forgotten when the list is written."""

    of = models.ForeignKey(LineImport, models.CASCADE, related_name="files")
    name = models.CharField(max_length=160)  # as the person called it, cleaned
    key = models.CharField(max_length=160)  # as the cells of a line are compared with it
    file = models.FileField(upload_to=stored_name, max_length=120)
    mime = models.CharField(max_length=60)
    pages = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "key"], name="one_file_of_a_name")]
