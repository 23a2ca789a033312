"""A list sent as a spreadsheet: read at once, tried line by line in the background, then each line performed as an act."""

import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from registers.models import Provider
from registers.refusals import Refusal
from workflow import line_files, outbox, policies, sheets, spreadsheets, sweep
from workflow.actions import perform
from workflow.machine import Transition
from workflow.models import Case, ImportedLine, LineImport, OutboxRow
from workflow.refusals import FormInvalid, Refused
from workflow.sheets import CASE

Status, Line = LineImport.Status, ImportedLine.Status
SECONDS = 8.0  # of one piece of work: its lease is longer, and others wait
WHOLE = -1  # the column of what is said of a line as a whole
KEPT = timedelta(days=30)  # of the cells of a file that nobody wrote
NO_CASE = _("No case of your structure awaits lines under this code.")
TWICE = _("This person is on line %(line)d already.")
FULL = _("No place is left for this line.")
NOT_SENT = _("No file of this name was sent with the list: %(name)s.")


@transaction.atomic
def begin(
    *, content: bytes, name: str, provider: Provider, procedure: str, act: str, by: User, files: Sequence[Any] = ()
) -> LineImport:
    """Reads a file and orders its trial; `files` that its lines name have passed the gate.

    Raises:
        spreadsheets.Unreadable: with a sentence for the person.
    """
    _procedure, move, sheet = sheets.found(procedure, act)
    table = spreadsheets.read(content)
    if len(table.rows) < 2:
        raise spreadsheets.Unreadable(_("The file has no line below its headings."))
    columns, missing = sheets.columns_of(table.rows[0][1], move, sheet)
    if missing:
        raise spreadsheets.Unreadable(_("These columns are missing: %(names)s."), names="; ".join(missing))
    lines = table.rows[1:]
    made = LineImport.objects.create(
        provider=provider.entry,
        procedure=procedure,
        transition=act,
        by=by,
        name=spreadsheets.clean(name)[:120],
        sha256=hashlib.sha256(content).hexdigest(),
        columns=columns,
        total=len(lines),
        at=timezone.now(),
    )
    ImportedLine.objects.bulk_create([ImportedLine(of=made, number=number, cells=cells) for number, cells in lines], 500)
    line_files.keep(made, files)
    _order("lines.check", made, 0)
    return made


@transaction.atomic
def join(*, one: LineImport, files: Sequence[Any]) -> bool:
    """Keeps files that came later, and orders that the lines which were not right be tried again.

    Returns:
        False while lines are being tried, and once they are being written.
    """
    locked = LineImport.objects.select_for_update().get(pk=one.pk)
    if locked.status != Status.CHECKED:
        return False
    line_files.keep(locked, files)
    if locked.lines.filter(status=Line.UNFIT).update(status=Line.READ, errors=[], case=None, key=""):
        locked.status, locked.trials = Status.CHECKING, locked.trials + 1
        locked.save(update_fields=["status", "trials"])
        _order("lines.check", locked, 0)
    return True


def _order(topic: str, one: LineImport, after: int) -> None:
    outbox.order(outbox.row(topic=topic, key=f"{one.pk}/{one.trials}/{after}", payload={"import": str(one.pk), "after": after}))


# The trial ----------------------------------------------------------------------------------------------------------


@outbox.handles("lines.check")
def check(row: OutboxRow) -> None:
    """Tries the lines for some seconds, then orders that it be gone on with."""
    one = LineImport.objects.select_related("by").filter(pk=row.payload["import"], status=Status.CHECKING).first()
    if one is None:
        return
    trial, until, last = _Trial(one), time.monotonic() + SECONDS, row.payload["after"]
    for line in one.lines.filter(number__gt=last, status=Line.READ).order_by("number").iterator(chunk_size=200):
        trial.judge(line)
        last = line.number
        if time.monotonic() > until:
            break
    if one.lines.filter(status=Line.READ).exists():
        _order("lines.check", one, last)
    else:
        LineImport.objects.filter(pk=one.pk, status=Status.CHECKING).update(status=Status.CHECKED)


class _Trial:
    """What the lines of a file have in common while they are tried."""

    def __init__(self, one: LineImport) -> None:
        self.of = one
        _procedure, self.act, self.sheet = sheets.found(one.procedure, one.transition)
        self.cases = cases_of(one)
        fit = ImportedLine.objects.filter(of=one, status=Line.FIT)
        self.taken = Counter(fit.values_list("case", flat=True))
        self.known = {(case, key): number for case, key, number in fit.values_list("case", "key", "number")}

    def judge(self, line: ImportedLine) -> None:
        typed = sheets.typed(line.cells, self.of.columns, self.act, self.sheet)
        case = self.cases.get(typed.pop(CASE, "").strip().upper())
        line.errors = self._formulas(line)
        if case is None:
            line.errors.append(self._error(CASE, [NO_CASE]))
        elif not line.errors:
            line.errors = self._tried(line, case, typed)
        line.case, line.status = case, Line.UNFIT if line.errors else Line.FIT
        line.save(update_fields=["case", "key", "status", "errors"])

    def _tried(self, line: ImportedLine, case: Case, typed: dict[str, str]) -> list[dict[str, Any]]:
        try:
            actor = policies.entitle(case, self.act, self.of.by)
        except Refused as refusal:
            return [self._error("", [refusal.sentence])]
        name = typed.get(self.sheet.file, "")
        files = line_files.named(self.of, typed, act=self.act, sheet=self.sheet)
        if files is None:
            return [self._error(self.sheet.file, [ValidationError(NOT_SENT, params={"name": name})])]
        form = self.act.form(typed, files, case=case, actor=actor)
        if not form.is_valid():
            return self._of_form(form)
        line.key, room = str(form.line_key())[:200], form.room()
        if (earlier := self.known.get((case.pk, line.key))) is not None:
            return [self._error("", [ValidationError(TWICE, params={"line": earlier})])]
        if room is not None and self.taken[case.pk] >= room:
            return [self._error("", [FULL])]
        self.known[case.pk, line.key] = line.number
        self.taken[case.pk] += 1
        return []

    def _formulas(self, line: ImportedLine) -> list[dict[str, Any]]:
        """Cells that a program would compute: they are taken from no file, in whatever column they stand."""
        wrong = [place for place, cell in enumerate(line.cells) if cell.startswith(("=", "@"))]
        return [{"column": place, "told": _in_languages([_("This cell holds a formula: paste its value.")])} for place in wrong]

    def _of_form(self, form: Any) -> list[dict[str, Any]]:
        return [self._error("" if name == "__all__" else name, errors) for name, errors in form.errors.as_data().items()]

    def _error(self, name: str, sentences: Iterable[Any]) -> dict[str, Any]:
        place = self.of.columns.index(name) if name and name in self.of.columns else WHOLE
        label = str(self.act.form.base_fields[name].label) if place == WHOLE and name in self.act.form.base_fields else ""
        return {"column": place, "field": name if label else "", "told": _in_languages(sentences)}


def cases_of(one: LineImport) -> dict[str, Case]:
    """The cases of the provider that await lines, by the code that the first column names."""
    _procedure, act, sheet = sheets.found(one.procedure, one.transition)
    provider = Provider.objects.current().get(entry=one.provider)
    waiting = policies.visible_to(one.by).filter(procedure=one.procedure, stage__in=act.sources, closed_at__isnull=True)
    waiting = waiting.filter(organisation__uuid=provider.organisation).select_related("organisation", "applicant")
    return {str(case.facts[sheet.case_by]).upper(): case for case in waiting if case.facts.get(sheet.case_by)}


def _in_languages(sentences: Iterable[Any]) -> dict[str, str]:
    """Sentences in every language of the site, to be read by whoever opens the page."""
    told, sentences = {}, list(sentences)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said = [" ".join(s.messages) if isinstance(s, ValidationError) else str(s) for s in sentences]
            told[language] = " ".join(said)
    return told


# Writing ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def write(*, one: LineImport) -> bool:
    """Orders that the lines that are right become acts; False when that was ordered before, or none is right."""
    locked = LineImport.objects.select_for_update().get(pk=one.pk)
    if locked.status != Status.CHECKED or not locked.lines.filter(status=Line.FIT).exists():
        return False
    LineImport.objects.filter(pk=one.pk).update(status=Status.WRITING)
    _order("lines.write", locked, 0)
    return True


@outbox.handles("lines.write")
def write_some(row: OutboxRow) -> None:
    """Performs the acts of some seconds, each in its own transaction, then orders that it be gone on with."""
    one = LineImport.objects.select_related("by").filter(pk=row.payload["import"], status=Status.WRITING).first()
    if one is None:
        return
    _procedure, act, sheet = sheets.found(one.procedure, one.transition)
    until, last = time.monotonic() + SECONDS, row.payload["after"]
    numbers = one.lines.filter(number__gt=last, status=Line.FIT).order_by("number").values_list("number", flat=True)
    for number in list(numbers):
        _write_line(one, number, act=act, sheet=sheet)
        last = number
        if time.monotonic() > until:
            break
    if one.lines.filter(status=Line.FIT).exists():
        _order("lines.write", one, last)
    else:
        _close(one)


@transaction.atomic
def _close(one: LineImport) -> None:
    LineImport.objects.filter(pk=one.pk).update(status=Status.DONE)
    line_files.forget(one)


@transaction.atomic
def _write_line(one: LineImport, number: int, *, act: Transition, sheet: sheets.Sheet) -> None:
    """One line, once: its mark and its act are of one transaction. What has changed since the trial is told again."""
    line = ImportedLine.objects.select_for_update().get(of=one, number=number)
    if line.status != Line.FIT or line.case_id is None:
        return
    typed = sheets.typed(line.cells, one.columns, act, sheet)
    typed.pop(CASE, None)
    try:
        files = line_files.named(one, typed, act=act, sheet=sheet)
        perform(line.case_id, act.name, by=one.by, data=typed, files=files or None)
    except FormInvalid as refusal:
        line.errors, line.status = _Trial(one)._of_form(refusal.form), Line.REFUSED
    except (Refused, Refusal) as refusal:
        sentence = getattr(refusal, "sentence", None) or str(refusal)
        line.errors, line.status = [{"column": WHOLE, "field": "", "told": _in_languages([sentence])}], Line.REFUSED
    else:
        line.cells, line.key, line.status = [], "", Line.WRITTEN  # the register holds them now
    line.save(update_fields=["cells", "key", "status", "errors"])


# Reading ------------------------------------------------------------------------------------------------------------


def counts(one: LineImport) -> dict[str, int]:
    """How many lines there are of each status."""
    found = Counter(one.lines.order_by().values_list("status", flat=True))
    return {status: found[status] for status in Line.values}


def of(*, user: User, provider: UUID) -> Any:
    return LineImport.objects.filter(by=user, provider=provider).order_by("-at")


@sweep.daily("lines.clear")
def clear_daily(row: OutboxRow) -> None:
    """Files that nobody wrote are forgotten after a month, and so are the lines that were refused."""
    with transaction.atomic():
        for one in LineImport.objects.filter(at__date__lt=date.fromisoformat(row.key) - KEPT):
            line_files.forget(one)
            one.delete()
    line_files.clear()
