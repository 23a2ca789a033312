"""The application of a structure that closes for good, or one of its sites, and the receipt of its records."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.application import Application
from forms.blocks import Declaration, identity_of_provider
from forms.blocks.organisation import COMPANIES
from forms.entries import EntriesField, own_sites
from forms.fields import ChoiceField, DateField, FreeText, LineField, NumberField, TickField
from forms.licensing import protection
from forms.requirements import Requirement
from forms.sections import Section
from forms.transitions.base import TransitionForm
from registers import providers, sites
from registers.models import Enrolment, Site
from registers.normalise import fold
from workflow import parameters

if TYPE_CHECKING:
    from workflow.models import Case

SCOPES = [("provider", _("The whole structure")), ("site", _("One or several sites"))]


class Closure(Section):
    code = "closure"
    title = _("The closure")

    scope = ChoiceField(label=_("Scope"), choices=SCOPES)
    sites = EntriesField(register=lambda: Site, offers=own_sites, label=_("Sites"))
    reason = FreeText(label=_("Reason"), limit=1000, least=30)
    closing_date = DateField(label=_("Day of the closure"), help_text=_("At least sixty days after you file."))
    staff_situation = FreeText(label=_("Situation of the staff"), limit=1000, least=10)
    archive_location = LineField(
        label=_("Where the records are"), max_length=300, help_text=_("Until they are handed over to the ministry.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, days = cleaned.get("closing_date"), int(parameters.value("licensing.closure_days"))
        if day and day < self.filed_on + timedelta(days=days):
            self.add_error("closing_date", _("At least sixty days after the filing."))
        if cleaned.get("sites"):
            self._check_sites(cleaned["sites"], whole=cleaned.get("scope") == "provider")
        return cleaned

    def _check_sites(self, named: list[str], *, whole: bool) -> None:
        owners = {str(sites.get(site).provider) for site in named}
        if len(owners) > 1:
            self.add_error("sites", _("File one application for each structure."))
        elif whole and self._is_new and {str(s.entry) for s in sites.of_provider(owners.pop())} - set(named):
            self.add_error("sites", _("When the whole structure closes, all its sites do."))

    @property
    def _is_new(self) -> bool:
        return self.case is None or self.case.submitted_at is None


class TraineePlan(Section):
    code = "protection"
    title = _("Protection of the trainees")
    lead = _("One line for each trainee whose training is not over.")

    trainee_plan = protection.plan_field(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trainees = protection.owed(self.answers.get("closure", {}).get("sites") or ())
        if "trainee_plan" in self.fields:
            self.initial.setdefault("trainee_plan", protection.blank_rows(self.trainees))
            # Whoever has left since the application was filed is still told by name.
            known = {str(one.entry) for one in self.trainees}
            gone = {row["trainee"] for row in self.initial["trainee_plan"] if row.get("trainee")} - known
            named = [*self.trainees, *Enrolment.objects.newest().filter(entry__in=gone)]
            protection.offer(self.fields["trainee_plan"], named)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        # Once it is filed, the plan is judged by the director, on what the register then says.
        if "trainee_plan" in cleaned and (self.case is None or self.case.submitted_at is None):
            closing = self.before("closure", "closing_date")
            try:
                protection.lines_of(cleaned["trainee_plan"], trainees=self.trainees, closing=closing or None)
            except ValidationError as error:
                self.add_error("trainee_plan", error)
        return cleaned

    def kept(self) -> dict[str, Any]:
        kept = super().kept()
        # No trainee to protect is an answer as well.
        return {"trainee_plan": [], **kept} if not self.errors else kept


def _is_company(case: "Case") -> bool:
    named = ClosureRequest.answer(case, "sites", [])
    return bool(named) and providers.get(sites.get(named[0]).provider).legal_form in COMPANIES


class ClosureRequest(Application):
    sections = (Closure, TraineePlan, Declaration)
    object_words = {"ar": "الغلق النهائي", "fr": "la cessation définitive d’activité", "en": "the final closure"}
    particulars = ("scope", "closing_date")
    requires = (
        Requirement("TRPLAN", hint=_("The named list, with the agreement of each trainee.")),
        Requirement("PVDEC", _is_company, condition=_("If the structure is a company.")),
        Requirement("ARCH", hint=_("Registers of certificates, counterfoils, marks, attendance.")),
        Requirement("TAX"),
        Requirement("CNSS"),
    )

    @classmethod
    def owed(cls, sites: list[str]) -> list[Enrolment]:
        """The trainees of these sites for whom a solution must be found."""
        return protection.owed(sites)

    @classmethod
    def closing_date(cls, case: "Case") -> date:
        """As it was approved with the plan."""
        return date.fromisoformat(case.facts["plan"]["closing_date"])

    @classmethod
    def provider(cls, case: "Case") -> str:
        named = cls.answer(case, "sites", [])
        return str(sites.get(named[0]).provider) if named else ""

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        return identity_of_provider(cls.provider(case), language=case.language)

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return bool(set(cls.answer(case, "sites", [])) & set(cls.answer(other, "sites", [])))

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who = cls.identity(case)
        return fold(" ".join((who["name_ar"], who["name_fr"], who["identity"].rpartition(":")[2])))


class ArchivesReceipt(TransitionForm):
    """facts: "archives" {registers, counterfoils, marks, attendance, place, remark?, on}: volumes received, as counted."""

    subject = "archives"

    registers = NumberField(label=_("Registers of certificates"), min_value=0, max_value=100_000)
    counterfoils = NumberField(label=_("Books of counterfoils"), min_value=0, max_value=100_000)
    marks = NumberField(label=_("Volumes of marks"), min_value=0, max_value=100_000)
    attendance = NumberField(label=_("Volumes of attendance"), min_value=0, max_value=100_000)
    place = LineField(label=_("Where they are kept from now on"), max_length=300)
    imported = TickField(label=_("The certificates are entered in the register of the ministry"))
    counted = TickField(label=_("I have counted them and compared with the inventory"))
    remark = FreeText(label=_("Remark"), limit=2000, required=False)

    def fact(self) -> dict[str, Any]:
        told = self.values()
        counts = {name: told.get(name, 0) for name in ("registers", "counterfoils", "marks", "attendance")}
        return {**counts, "place": told["place"], "remark": told.get("remark", ""), "on": self.today.isoformat()}
