"""The application for a further site of a structure that is in activity."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.application import Application
from forms.blocks import ADULT, Declaration, Site, identity_of_provider, person_section
from forms.blocks.organisation import COMPANIES
from forms.blocks.programme import MODES
from forms.entries import ProgrammeField, ProviderField
from forms.fields import ChoiceField, DateField, LineField, NumberField, TableField
from forms.licensing.direction import DEGREES, degree_is_enough, directs_elsewhere
from forms.licensing.opening import GROUNDS
from forms.requirements import Requirement
from forms.sections import Section
from registers import programmes, providers, sites
from registers.normalise import fold
from registers.persons import identity_of
from workflow import parameters

if TYPE_CHECKING:
    from workflow.models import Case

SiteDirectorIdentity = person_section(
    code="site_director", prefix="site_director_", title=_("Person in charge of the site"), youngest=ADULT
)


class Branch(Section):
    code = "branch"
    title = _("The branch")

    provider = ProviderField(help_text=_("It must be active, without a sanction in force or a missing report."))
    opening_date = DateField(label=_("Day of opening"))
    programmes_at_site = TableField(
        label=_("Programmes on the site"),
        cells={
            "programme": ProgrammeField(),
            "mode": ChoiceField(label=_("Mode"), choices=MODES, as_list=True),
            "group_size": NumberField(label=_("Trainees in a group"), min_value=1, max_value=500),
        },
    )
    shared_staff = TableField(
        label=_("Shared staff"),
        required=False,
        cells={
            "trainer": LineField(label=_("Trainer"), max_length=120),
            "share_percent": NumberField(label=_("Share on this site, in percent"), min_value=1, max_value=100),
        },
    )

    def clean_provider(self) -> str:
        key: str = self.cleaned_data["provider"]
        if not self.case or not self.case.submitted_at:
            known = providers.get(key)
            if known.status != "active" or known.report_missing:
                raise ValidationError(_("This structure is not in activity, or a report of it is missing."), code="inactive")
        return key

    def clean_opening_date(self) -> Any:
        day, least = self.cleaned_data["opening_date"], parameters.value("licensing.branch_days")
        if day < self.filed_on + timedelta(days=least):
            raise ValidationError(_("At least %(days)d days after the filing."), code="early", params={"days": least})
        return day

    def clean_shared_staff(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["shared_staff"]
        shares: dict[str, int] = {}
        for row in rows:
            shares[fold(row["trainer"])] = shares.get(fold(row["trainer"]), 0) + row["share_percent"]
        if any(share > 100 for share in shares.values()):
            raise ValidationError(_("The shares of one trainer exceed 100 percent."), code="share")
        return rows


class BranchSite(Site):
    """The name of a site is one of a kind within the structure."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        provider, name = self.before("branch", "provider"), self.told("site_name")
        own = self.case.facts.get("site") if self.case else None
        if provider and name and not sites.is_name_free(provider=provider, name=name, other_than=own):
            self.refuse("site_name", _("Another site of this structure has this name."))
        return cleaned


class SiteDirector(SiteDirectorIdentity):  # type: ignore[misc, valid-type]
    site_director_degree = ChoiceField(label=_("Degree"), choices=DEGREES, as_list=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        rows = self.before("branch", "programmes_at_site") or ()
        levels = [programmes.get(row["programme"]).target_level for row in rows]
        degree = cleaned.get("site_director_degree")
        if degree and not degree_is_enough(degree, levels):
            self.add_error("site_director_degree", _("This degree is below what is asked of a director."))
        if self.told("id_type") and directs_elsewhere(identity_of(self.plain({self.code: cleaned}))):
            self.refuse("id_type", _("This person directs another site."))
        return cleaned  # type: ignore[no-any-return]


def _is_company(case: "Case") -> bool:
    provider = BranchOpening.answer(case, "provider")
    return bool(provider) and providers.get(provider).legal_form in COMPANIES


class BranchOpening(Application):
    sections = (Branch, BranchSite, SiteDirector, Declaration)
    grounds = {code: GROUNDS[code] for code in ("director_unqualified", "criminal_record", "premises_unfit", "safety")} | {
        "structure_not_in_order": (_("The structure is not in order"), "CDC"),
        "false_statement": GROUNDS["false_statement"],
    }
    object_words = {
        "ar": "فتح الفرع «{site_name}»",
        "fr": "l’ouverture du site « {site_name} »",
        "en": "the opening of the site “{site_name}”",
    }
    object_fields = ("site_name",)
    particulars = ("provider", "site_name", "address", "governorate", "authorised_capacity", "opening_date")
    requires = (
        Requirement("CDC", hint=_("The addendum for the site.")),
        Requirement("LEASE"),
        Requirement("PLAN"),
        Requirement("URBA"),
        Requirement("ONPC"),
        Requirement("INS"),
        Requirement("EQUIP"),
        Requirement("CV", hint=_("Of the person in charge of the site.")),
        Requirement("DIPL", hint=_("Of the person in charge of the site.")),
        Requirement("B3", hint=_("Of the person in charge of the site.")),
        Requirement("PVDEC", _is_company, condition=_("If the structure is a company.")),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        region = str(cls.answer(case, "governorate"))
        return identity_of_provider(str(cls.answer(case, "provider")), region=region, language=case.language)

    @classmethod
    def announced(cls, case: "Case") -> list[str]:
        return [programmes.get(row["programme"]).heading for row in cls.answer(case, "programmes_at_site", [])]

    @classmethod
    def site(cls, case: "Case") -> dict[str, Any]:
        """What the register of sites keeps of the application."""
        director = providers.people_of(role="director", person=SiteDirector.plain(case.answers))
        told = Site.plain({"site": case.answers["site"]})
        degree = {"director_degree": cls.answer(case, "site_director_degree")}
        return {**told, **director, **degree, "accessible": told.get("accessible") == "yes"}

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        """The same site, by its name."""
        return fold(cls.answer(case, "site_name")) == fold(cls.answer(other, "site_name"))

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who = cls.identity(case)
        return fold(" ".join((who["name_ar"], who["name_fr"], who["identity"].rpartition(":")[2], cls.answer(case, "site_name"))))
