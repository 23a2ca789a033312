"""The application of a site that stops for a while: why, from when to when, and what becomes of its sessions."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from forms.application import Application
from forms.blocks import Declaration, identity_of_provider
from forms.entries import EntryField, SiteField, own_sites
from forms.fields import ChoiceField, DateField, LineField, PhoneField, TableField, YesNoField
from forms.licensing.opening import GROUNDS
from forms.requirements import Requirement
from forms.sections import Section
from registers import providers, sessions, sites
from registers.models import Session
from registers.normalise import fold
from workflow import holidays, parameters
from workflow.calendar import add_months

if TYPE_CHECKING:
    from workflow.models import Case

MONTHS = 12  # of a first period; with its extension, as many as the parameter says
REASONS = [
    ("works", _("Works")),
    ("lack_of_demand", _("Lack of demand")),
    ("health", _("Health")),
    ("dispute", _("Dispute")),
    ("other", _("Another reason")),
]


def affected(site: str, *, since: date) -> list[Session]:
    """The sessions of a site that are announced or under way and have not ended by a day."""
    return list(sessions.of(site=site).filter(ends_on__gte=since).order_by("starts_on", "number"))


def _sessions_of(case: "Case") -> list[Any]:
    return [s for site in own_sites(case) for s in sessions.of(site=site)]


class Interruption(Section):
    code = "interruption"
    title = _("The interruption")
    shown_when = {"reason_other": ("reason", ("other",))}

    provider_or_site = SiteField(label=_("Site concerned"))
    reason = ChoiceField(label=_("Reason"), choices=REASONS, as_list=True)
    reason_other = LineField(label=_("Which reason"), max_length=300)
    force_majeure = YesNoField(label=_("Is it a case of force majeure?"))
    start_date = DateField(label=_("Start of the interruption"))
    end_date = DateField(label=_("Expected end of the interruption"), help_text=_("At most twelve months after the first day."))
    sessions_affected = TableField(
        label=_("Sessions concerned"),
        required=False,
        cells={
            "session": EntryField(label=_("Session"), register=lambda: Session, offers=_sessions_of),
            "solution": LineField(label=_("What becomes of its trainees"), max_length=300),
        },
    )
    contact_during = PhoneField(label=_("Telephone during the interruption"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_days(cleaned)
        site, first = cleaned.get("provider_or_site"), cleaned.get("start_date")
        if site and self._is_new:
            if not sites.is_conform(site) or not providers.is_active(sites.get(site).provider):
                self.add_error("provider_or_site", _("This site is not in use."))
            named = {row["session"] for row in cleaned.get("sessions_affected") or ()}
            if first and {str(s.entry) for s in affected(site, since=first)} - named:
                self.add_error("sessions_affected", _("Say for each session of these days what becomes of its trainees."))
        return cleaned

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        first, last = cleaned.get("start_date"), cleaned.get("end_date")
        days = int(parameters.value("licensing.interruption_days"))
        least = holidays.calendar().add_working(self.filed_on, days)
        if cleaned.get("force_majeure") == "yes":
            least = self.filed_on
        if first and first < least:
            self.add_error("start_date", _("At least fifteen working days after the filing, except by force majeure."))
        if first and last and last <= first:
            self.add_error("end_date", _("The last day is after the first one."))
        elif first and last and last > add_months(first, MONTHS):
            self.add_error("end_date", _("At most twelve months after the first day."))

    @property
    def _is_new(self) -> bool:
        return self.case is None or self.case.submitted_at is None


def _has_sessions(case: "Case") -> bool:
    return bool(InterruptionRequest.answer(case, "sessions_affected"))


def at_resumption(case: "Case") -> bool:
    """What is joined when the structure asks to resume, never before."""
    return False


class InterruptionRequest(Application):
    sections = (Interruption, Declaration)
    grounds = {code: GROUNDS[code] for code in ("premises_unfit", "safety", "false_statement")} | {
        "trainees_unprotected": (_("The trainees of the sessions under way are not protected"), "CDC"),
        "reason_unproven": (_("The reason of the interruption is not established"), "CDC"),
    }
    requires = (
        Requirement("TRPLAN", _has_sessions, condition=_("If sessions are under way at the site.")),
        Requirement("EVID", is_optional=True, hint=_("Of the reason, where there is one.")),
        Requirement("ONPC", at_resumption, condition=_("joined when asking to resume, if the one before has expired")),
        Requirement("INS", at_resumption, condition=_("joined when asking to resume")),
        Requirement("LEASE", at_resumption, condition=_("joined when asking to resume, if the lease has changed")),
    )
    checks = {"register": _("The site and its sessions are those that the register knows")}
    particulars = ("provider_or_site", "reason", "start_date", "end_date")

    @classmethod
    def words_for(cls, case: "Case") -> dict[str, str]:
        """The interruption until it is granted; from then on what is asked for is to resume."""
        if "resumption" in case.facts:
            return {"ar": "استئناف النشاط", "fr": "la reprise d’activité", "en": "the resumption of activity"}
        return {
            "ar": "الانقطاع المؤقت عن النشاط",
            "fr": "l’interruption temporaire d’activité",
            "en": "the temporary interruption of activity",
        }

    @classmethod
    def period(cls, case: "Case") -> tuple[date, date]:
        """The first day, and the last one as it is authorised now or, before that, asked for."""
        until = case.facts.get("interruption", {}).get("until") or cls.answer(case, "end_date")
        return date.fromisoformat(cls.answer(case, "start_date")), date.fromisoformat(until)

    @classmethod
    def affected(cls, case: "Case") -> list[Session]:
        return affected(cls.answer(case, "provider_or_site"), since=cls.period(case)[0])

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        key = str(cls.answer(case, "provider_or_site"))
        site = sites.get(key) if key else None
        if site is None:
            return identity_of_provider("", language=case.language)
        return identity_of_provider(str(site.provider), region=site.region, language=case.language)

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return bool(cls.answer(case, "provider_or_site") == cls.answer(other, "provider_or_site"))

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who = cls.identity(case)
        site = sites.get(str(cls.answer(case, "provider_or_site"))).site_name
        return fold(" ".join((who["name_ar"], who["name_fr"], who["identity"].rpartition(":")[2], site)))
