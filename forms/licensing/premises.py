"""The application for another place, or for more or fewer seats in the same place."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.application import Application, in_three_languages
from forms.blocks import Declaration, Site, identity_of_provider
from forms.entries import EntryField, SiteField, own_sites
from forms.fields import ChoiceField, DateField, FreeText, LineField, NumberField, TableField, YesNoField
from forms.licensing.opening import GROUNDS
from forms.requirements import Requirement
from forms.sections import Section
from registers import sessions, sites
from registers.models import Session
from registers.normalise import fold
from workflow import holidays, parameters

if TYPE_CHECKING:
    from workflow.models import Case

CHANGES = [("transfer", _("Transfer to other premises")), ("extension", _("Extension")), ("reduction", _("Reduction"))]


def _sessions_of(case: "Case") -> list[Any]:
    """Sessions under way at the sites of the applicant."""
    return [s for site in own_sites(case) for s in sessions.of(site=site)]


class Change(Section):
    code = "change"
    title = _("What changes")
    shown_when = {
        "force_majeure_facts": ("force_majeure", ("yes",)),
        "new_capacity": ("change_type", ("extension", "reduction")),
    }

    site = SiteField(label=_("Site concerned"))
    change_type = ChoiceField(label=_("Kind of change"), choices=CHANGES)
    reason = FreeText(label=_("Reason"), limit=1000, least=30)
    force_majeure = YesNoField(label=_("Is it a case of force majeure?"))
    force_majeure_facts = FreeText(label=_("The facts, and their proof"), limit=1000, least=30, help_text=_("Join the proof."))
    effective_date = DateField(label=_("Day of effect"))
    running_sessions = TableField(
        label=_("Sessions under way"),
        required=False,
        cells={
            "session": EntryField(label=_("Session"), register=lambda: Session, offers=_sessions_of),
            "continuity_solution": LineField(label=_("How it goes on"), max_length=300),
        },
    )
    new_capacity = NumberField(label=_("New capacity"), min_value=1, max_value=5_000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        site = cleaned.get("site")
        if site and not sites.is_conform(site) and self._is_new:
            self.add_error("site", _("This site is not in use."))
        day = cleaned.get("effective_date")
        least = holidays.calendar().add_working(self.filed_on, int(parameters.value("licensing.premises_days")))
        if day and cleaned.get("force_majeure") == "no" and day < least:
            self.add_error("effective_date", _("At least fifteen working days after the filing, except by force majeure."))
        if site:
            self._check_sessions(site, cleaned)
        return cleaned

    @property
    def _is_new(self) -> bool:
        return self.case is None or self.case.submitted_at is None

    def _check_sessions(self, site: str, cleaned: dict[str, Any]) -> None:
        running = sessions.running(site=site, on=self.filed_on)
        named = {row["session"] for row in cleaned.get("running_sessions") or ()}
        if self._is_new and {str(s.entry) for s in running} - named:
            self.add_error("running_sessions", _("Say for each session under way at the site how it goes on."))
        present = sum(s.head_count or 0 for s in running)
        if cleaned.get("new_capacity") and cleaned["new_capacity"] < present:
            told = ValidationError(_("%(present)d trainees are there now."), params={"present": present})
            self.add_error("new_capacity", told)


class NewSite(Site):
    """The place as it will be; its name stays one of a kind within the structure."""

    title = _("The site as it will be")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        site, name = self.before("change", "site"), self.told("site_name")
        if site and name and not sites.is_name_free(provider=sites.get(site).provider, name=name, other_than=site):
            self.refuse("site_name", _("Another site of this structure has this name."))
        asked, seats = self.before("change", "new_capacity"), cleaned.get("authorised_capacity")
        if asked and seats and asked > seats:
            self.refuse("rooms", _("The rooms have fewer seats than the new capacity."))
        return cleaned


def _answered(field: str, *values: str) -> Any:
    return lambda case: PremisesChange.answer(case, field) in values


def _has_running_sessions(case: "Case") -> bool:
    return bool(PremisesChange.answer(case, "running_sessions"))


class PremisesChange(Application):
    sections = (Change, NewSite, Declaration)
    grounds = {code: GROUNDS[code] for code in ("premises_unfit", "safety", "false_statement", "reserves_open")} | {
        "trainees_unprotected": (_("The trainees of the sessions under way are not protected"), "CDC"),
    }
    object_words = {
        "ar": "تغيير في المقر «{site_name}»",
        "fr": "la modification du site « {site_name} »",
        "en": "the change of the site “{site_name}”",
    }
    object_fields = ("site_name",)
    particulars = ("site", "change_type", "effective_date")
    requires = (
        Requirement("LEASE"),
        Requirement("PLAN"),
        Requirement("URBA", _answered("change_type", "transfer"), condition=_("If the site moves.")),
        Requirement("ONPC"),
        Requirement("INS", hint=_("For the new address.")),
        Requirement("EQUIP", _answered("change_type", "extension"), condition=_("If the site grows.")),
        Requirement("TRPLAN", _has_running_sessions, condition=_("If sessions are under way at the site.")),
        Requirement("EVID", _answered("force_majeure", "yes"), condition=_("If you plead force majeure.")),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        site = str(cls.answer(case, "site"))
        provider = str(sites.get(site).provider) if site else ""
        return identity_of_provider(provider, region=str(cls.answer(case, "governorate")), language=case.language)

    @classmethod
    def place(cls, case: "Case", *, capacity: int) -> dict[str, Any]:
        """What the register of sites keeps of the place as it will be."""
        told = NewSite.plain(case.answers)
        return {**told, "authorised_capacity": capacity, "accessible": told.get("accessible") == "yes"}

    @classmethod
    def changes(cls, case: "Case", *, capacity: int) -> list[dict[str, Any]]:
        """What the receipt tells: each column that changes, before and after."""
        now, then = sites.get(str(cls.answer(case, "site"))), cls.place(case, capacity=capacity)
        lines = [
            (_("Address"), now.address, then.get("address", "")),
            (_("Total area (m²)"), now.total_area_m2, then.get("total_area_m2")),
            (_("Simultaneous capacity"), now.authorised_capacity, capacity),
        ]
        found = [(label, str(b if b is not None else "–"), str(a)) for label, b, a in lines]
        return [{"label": in_three_languages(label), "before": b, "after": a} for label, b, a in found if a != b]

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return bool(cls.answer(case, "site") == cls.answer(other, "site"))

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who = cls.identity(case)
        return fold(" ".join((who["name_ar"], who["name_fr"], who["identity"].rpartition(":")[2], cls.answer(case, "site_name"))))
