"""A section of an application: a page of questions whose answers are kept as they are typed."""

from collections.abc import Mapping, Set
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.answers import PARTIAL
from forms.conditional import ConditionalForm
from forms.entries import EntriesField, EntryField
from forms.fields import DateField, IdentifierField, TableField, TickField

if TYPE_CHECKING:
    from workflow.models import Case


CONFIRMED = _("The address of your account, or another one: you then confirm it with a code that we send there.")


class Section(ConditionalForm):
    """One page of an application. `answers` are those of the whole application; `only` names the fields left open.

    `case`, where it is known, says who files: sections that offer entries of the registers offer those of the applicant.
    """

    code: ClassVar[str]
    title: ClassVar[Any]
    lead: ClassVar[Any] = ""
    is_askable: ClassVar[bool] = True  # an officer may ask for its answers again
    contacts: ClassVar[Mapping[str, str]] = {}  # questions by which the applicant is reached: field -> "email" or "phone"

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        answers: Any = None,
        only: Set[str] | None = None,
        case: "Case | None" = None,
        **kwargs: Any,
    ) -> None:
        self.answers: Mapping[str, Any] = answers or {}
        self.case = case
        kwargs["initial"] = {**kwargs.get("initial", {}), **self.initial_from(self.answers)}
        super().__init__(data, files, **kwargs)
        if not self.is_bound:
            self.initial = {**self.known(), **self.initial}
        if not self.is_asked(self.answers):
            self.fields.clear()
        for field in self.fields.values():
            for each in (field, *(field.cells.values() if isinstance(field, TableField) else ())):
                if isinstance(each, EntryField | EntriesField):
                    each.offer(case)
        for name, kind in self.contacts.items():
            if kind == "email" and name in self.fields:
                self.fields[name].help_text = CONFIRMED
        if only is not None:
            self._close_all_but(only)

    def _close_all_but(self, only: Set[str]) -> None:
        open_fields = set(only)
        for name, condition in self.shown_when.items():
            # What an asked answer brings into question is open with it.
            if not callable(condition) and condition[0] in open_fields:
                open_fields.add(name)
        for name, field in self.fields.items():
            field.disabled = name not in open_fields

    def known(self) -> dict[str, Any]:
        """What stands in the questions before the person has answered: rows that the registers or other answers tell."""
        return {}

    @classmethod
    def is_asked(cls, kept: Mapping[str, Any]) -> bool:
        """Whether the answers of the other sections call for this one."""
        return True

    @classmethod
    def initial_from(cls, kept: Mapping[str, Any]) -> dict[str, Any]:
        """What the person gave so far, valid or not."""
        return answers.given(kept, cls.code)

    @classmethod
    def of(cls, kept: Mapping[str, Any], *, case: "Case | None" = None) -> "Section":
        """The section as it was answered, bound, so that its errors can be read."""
        return cls(cls.initial_from(kept), answers=kept, case=case)

    @property
    def filed_on(self) -> date:
        """The day by which dates are judged: that of the deposit, or today while there is none."""
        filed = self.case.submitted_at if self.case else None
        return timezone.localdate(filed) if filed else timezone.localdate()

    def kept(self) -> dict[str, Any]:
        """The answers of this section as they are stored, after cleaning."""
        valid = {n: answers.stored(v) for n, v in self.cleaned_data.items() if not answers.is_blank(v)}
        typed = {n: answers.as_typed(self._given(n)) for n in self.errors if n in self.fields}
        # Without a program in the browser every question is in sight: what is typed there stays until it is decided.
        early = {n: answers.as_typed(self._given(n)) for n in self.shown_when if n in self.fields and self.is_undecided(n)}
        typed = {n: v for n, v in {**early, **typed}.items() if not answers.is_blank(v)}
        return {**valid, PARTIAL: typed} if typed else valid

    def _given(self, name: str) -> Any:
        return self.initial.get(name) if self.fields[name].disabled else self[name].data

    def before(self, section: str, name: str) -> Any:
        """A valid answer of another section; dates as dates."""
        value = answers.valid(self.answers, section).get(name)
        return (parse_day(value) or value) if isinstance(value, str) else value

    @classmethod
    def display(cls, name: str, value: Any) -> str:
        """A stored answer in words, in the active language."""
        return displayed(cls.base_fields[name], value)

    @classmethod
    def direction(cls, name: str) -> dict[str, str]:
        """lang and dir in which an answer is shown."""
        field = cls.base_fields[name]
        attrs = field.widget.attrs
        latin = isinstance(field, DateField | IdentifierField | forms.EmailField | forms.IntegerField)
        return {"lang": attrs.get("lang", ""), "dir": "ltr" if latin else attrs.get("dir", "")}


def displayed(field: forms.Field, value: Any) -> str:
    """A stored value of a field in words."""
    if answers.is_blank(value):
        return ""
    if isinstance(field, TableField) and isinstance(value, list):
        return "; ".join(_row(field, row) for row in value if isinstance(row, Mapping))
    if isinstance(field, TickField):
        return gettext("Yes")
    if isinstance(field, EntryField):
        return field.told(str(value))
    if isinstance(field, EntriesField):
        return field.told([str(key) for key in value])
    if isinstance(field, forms.MultipleChoiceField):
        return "; ".join(str(dict(field.choices).get(one, one)) for one in value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))
    if isinstance(field, DateField):
        day = value if isinstance(value, date) else parse_day(str(value))
        return date_format(day, "d/m/Y") if day else str(value)
    return str(value)


def parse_day(value: str) -> date | None:
    try:
        return parse_date(value)
    except ValueError:
        return None


def _row(field: TableField, row: Mapping[str, Any]) -> str:
    cells = [displayed(cell, row.get(code)) for code, cell in field.cells.items()]
    return " – ".join(c for c in cells if c)
