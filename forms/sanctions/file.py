"""What is known when proceedings for a sanction begin: the structure, its sites, the grievances and where they come from."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.application import Application
from forms.entries import EntriesField
from forms.fields import ChoiceField, LineField, PastDateField, TableField, offered, years_before
from forms.laws import LAWS
from forms.monitoring.concerned import Concerned, identity_of, its_sites, provider_field
from forms.requirements import Requirement
from registers import providers, sanctions
from registers.models import NonConformity, Provider, Site
from workflow.models import Case

if TYPE_CHECKING:
    from uuid import UUID

ORIGINS = ("LIC-06", "MON-01", "MON-02", "MON-03", "MON-04", "MON-05", "PUB-01", "SAN-02")
RULES = ("L2008-10", "CDC", "AC2011-36", "COM2025-PUB", "D94-1397", "LO2004-63")
RECORD_YEARS = 5


def grounds_field(**kwargs: Any) -> TableField:
    """Rows of a rule, the fact that breaks it, the dated proof of it, and how grave it is."""
    cells = {
        "article_ref": ChoiceField(label=_("Rule broken"), choices=[(code, LAWS[code]) for code in RULES], as_list=True),
        "fact": LineField(label=_("Fact"), max_length=600),
        "dated": PastDateField(label=_("Day of the fact")),
        "evidence": LineField(label=_("Proof and its date"), max_length=300, required=False),
        "severity": ChoiceField(label=_("Severity"), choices=NonConformity.Severity.choices, as_list=True),
    }
    return TableField(**{"label": _("Grievances"), "cells": cells, "max_rows": 20, **kwargs})


def prior_record(provider: "UUID", *, on: date) -> list[str]:
    """Numbers and kinds of the sanctions of the last five years, newest first."""
    since = years_before(on, RECORD_YEARS)
    return [f"{s.number} {s.kind}" for s in sanctions.record_of(provider).filter(starts_on__gte=since)]


def origins(case: "Case") -> list[tuple[str, str]]:
    """The cases about the structure in which the facts may have come to light."""
    found = Case.objects.filter(provider=case.provider, procedure__in=ORIGINS, number__isnull=False) if case.provider else []
    return [(str(one.number), str(one.number)) for one in found]


class File(Concerned):
    code = "file"
    title = _("The file")

    provider = provider_field()
    sites = EntriesField(label=_("Sites"), register=lambda: Site, offers=its_sites)
    grounds = grounds_field()
    origin_case = ChoiceField(label=_("Original case"), choices=[], as_list=True)
    prior_record = LineField(
        label=_("Prior record"), help_text=_("Sanctions of the last five years."), disabled=True, required=False, max_length=600
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case is None:
            return
        self.fields["origin_case"].choices = offered(origins(self.case))  # type: ignore[attr-defined]
        if self.case.provider and not self.answers.get(self.code):
            told = prior_record(self.case.provider, on=timezone.localdate())
            self.initial = {"prior_record": "; ".join(told), **self.initial}

    def clean_provider(self) -> str:
        key: str = self.cleaned_data["provider"]
        if providers.get(key).status == Provider.Status.CLOSED:
            raise ValidationError(_("This structure is closed."), code="closed")
        return key


def by_an_act(case: "Case") -> bool:
    """What proves the grievances is joined when they are notified, and the plan when a closure is proposed."""
    return False


class SanctionFile(Application):
    sections = (File,)
    requires = (
        Requirement("EVID", when=by_an_act, condition=_("joined when the grievances are notified")),
        Requirement("REPORT", when=by_an_act, condition=_("report of the region, joined when the grievances are notified")),
        Requirement("DECIS", when=by_an_act, condition=_("earlier decisions")),
        Requirement("TRPLAN", when=by_an_act, condition=_("closure proposed")),
    )
    on_agenda = ("origin_case", "provider", "sites")

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        return identity_of(case)

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        told = cls.answer(case, "origin_case")
        return bool(told) and told == cls.answer(other, "origin_case")

    @classmethod
    def search_text(cls, case: "Case") -> str:
        return case.search_text
