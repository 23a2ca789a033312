"""The application for the renewal or the amendment of a homologation."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.application import in_three_languages
from forms.blocks import Declaration
from forms.entries import SiteField
from forms.fields import ChoiceField, LineField, NumberField, TableField
from forms.programmes.held import HeldHomologation, SelfAssessment
from forms.programmes.holder import OfProvider
from forms.programmes.homologation import GROUNDS, HomologatedProgramme, check_trainer
from forms.requirements import Requirement
from forms.sections import Section
from registers import agreements, homologations, programmes, sites
from registers.models import Homologation

if TYPE_CHECKING:
    from workflow.models import Case

ITEMS = [
    ("level", _("Level")),
    ("hours", _("Total hours")),
    ("sector", _("Sector")),
    ("site", _("Site")),
    ("trainers", _("Trainers")),
    ("units", _("Units")),
    ("groups", _("Groups")),
    ("other", _("Another point of the programme")),
]
ALWAYS_SUBSTANTIAL = ("level", "site", "sector")
HOURS_SHARE = Decimal("0.20")  # a larger change of the hours is substantial
CHANGING = ("amendment", "both")
RENEWING = ("renewal", "both")


class RenewedProgramme(HomologatedProgramme):
    """The programme as it will be; what the register knows is not asked twice."""

    title = _("The programme as it will be")

    groups_per_year = NumberField(label=_("Groups per year"), min_value=1, max_value=12)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound and not self.initial and (key := self.before(HeldHomologation.code, "homologation")):
            held = homologations.get(key)
            known = programmes.get(held.programme)
            told = {name: getattr(known, name) for name in self.base_fields if hasattr(known, name)}
            self.initial = {**told, "groups_per_year": held.groups_per_year}


class Changes(Section):
    code = "amendment"
    title = _("What changes")
    shown_when = {"new_trainers": lambda form: form.declares("trainers")}

    changes = TableField(
        label=_("Changes"),
        cells={
            "item": ChoiceField(label=_("What changes?"), choices=ITEMS, as_list=True),
            "old": LineField(label=_("Until now"), max_length=200),
            "new": LineField(label=_("From now on"), max_length=200),
            "substantial": ChoiceField(
                label=_("Substantial (computed)"),
                choices=[("yes", _("Yes")), ("no", _("No"))],
                required=False,
                as_list=True,
            ),
        },
    )
    new_site = SiteField(label=_("New site, if the training moves"), required=False)
    new_trainers = TableField(
        label=_("New trainers"),
        cells={
            "trainer": LineField(label=_("Number of the trainer"), max_length=12),
            "module": LineField(label=_("Code of the unit"), max_length=20),
        },
    )

    @classmethod
    def is_asked(cls, kept: Any) -> bool:
        return answers.valid(kept, HeldHomologation.code).get("request_type") in CHANGING

    def declares(self, item: str) -> bool:
        """Whether a row of the table names the item."""
        return any(row["item"] == item for row in self.cleaned_data.get("changes") or ())

    def clean_new_site(self) -> str:
        site: str = self.cleaned_data["new_site"]
        if site and not sites.is_conform(site):
            raise ValidationError(_("The conformity of this site has not been confirmed."), code="conformity")
        return site

    def clean_new_trainers(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["new_trainers"]
        for row in rows:
            row["trainer"] = check_trainer(row["trainer"], level=str(self._as_it_will_be("target_level") or "none")).number
        return rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        key = self.before(HeldHomologation.code, "homologation")
        rows = cleaned.get("changes")
        if rows is None or not key:
            return cleaned
        held = homologations.get(key)
        differing = self._differing(held, cleaned.get("new_site") or "")
        for row in rows:
            row["substantial"] = "yes" if self._is_substantial(row["item"], held) else "no"
        left = [label for item, label in ITEMS if item in differing - {row["item"] for row in rows}]
        # What is judged is what differs from the register on the day of filing: a decision then changes the register.
        if left and (self.case is None or self.case.submitted_at is None):
            told = {"items": ", ".join(map(str, left))}
            self.add_error("changes", ValidationError(_("Declare these changes too: %(items)s."), params=told, code="left"))
        if any(row["item"] == "site" for row in rows) and not cleaned.get("new_site") and "new_site" not in self.errors:
            self.add_error("new_site", _("Name the new site."))
        return cleaned

    def _as_it_will_be(self, name: str) -> Any:
        return self.before(RenewedProgramme.code, name)

    def _differing(self, held: Homologation, new_site: str) -> set[str]:
        known = programmes.get(held.programme)
        pairs = {
            "level": (known.target_level, self._as_it_will_be("target_level")),
            "hours": (known.total_hours, self._as_it_will_be("total_hours")),
            "sector": (known.sector, self._as_it_will_be("sector")),
            "groups": (held.groups_per_year, self._as_it_will_be("groups_per_year")),
            "site": (str(held.site), new_site or str(held.site)),
        }
        return {item for item, (before, then) in pairs.items() if before and then and before != then}

    def _is_substantial(self, item: str, held: Homologation) -> bool:
        if item == "hours":
            before, then = programmes.get(held.programme).total_hours, self._as_it_will_be("total_hours")
            return bool(before and then and abs(Decimal(then) - before) > before * HOURS_SHARE)
        return item in ALWAYS_SUBSTANTIAL


def is_amendment(case: "Case") -> bool:
    return RenewalRequest.answer(case, "request_type") in CHANGING


def _changes(item: str) -> Any:
    return lambda case: is_amendment(case) and any(row["item"] == item for row in RenewalRequest.answer(case, "changes", []))


def has_expired_agreements(case: "Case") -> bool:
    """Whether an agreement with a host firm of this homologation is over."""
    held = RenewalRequest.held(case)
    on = timezone.localdate(case.submitted_at)
    return held is not None and agreements.ending(until=on, provider=held.provider).filter(homologation=held.entry).exists()


class RenewalRequest(OfProvider):
    sections = (HeldHomologation, RenewedProgramme, Changes, SelfAssessment, Declaration)
    grounds = {code: told for code, told in GROUNDS.items() if code != "conditions_not_met"} | {
        "results_insufficient": (_("The results of the last three years are insufficient"), "D94-1397"),
    }
    on_agenda = ("title_ar", "homologation", "target_level")
    object_words = {
        "ar": "تجديد تنظير اختصاص «{title_ar}» ({target_level}) أو تعديله",
        "fr": "le renouvellement ou la modification de l’homologation de « {title_fr} » ({target_level})",
        "en": "the renewal or the amendment of the homologation of “{title_fr}” ({target_level})",
    }
    object_fields = ("title_ar", "title_fr", "target_level")
    particulars = ("title_ar", "title_fr", "target_level", "total_hours", "workplace_hours", "max_group", "groups_per_year")
    requires = (
        Requirement("PROG", is_amendment, condition=_("If something changes.")),
        Requirement("EQUIP", is_amendment, condition=_("If something changes.")),
        Requirement("CV", _changes("trainers"), hint=_("Of each new trainer."), condition=_("If there are new trainers.")),
        Requirement("DIPL", _changes("trainers"), hint=_("Of each new trainer."), condition=_("If there are new trainers.")),
        Requirement("CONV", has_expired_agreements, condition=_("If an agreement with a host firm is over.")),
        Requirement("ONPC"),
        Requirement("INS"),
        Requirement("TAX"),
    )

    @classmethod
    def held(cls, case: "Case") -> Homologation | None:
        """The homologation that is renewed or amended, as the register now tells it."""
        key = str(cls.answer(case, "homologation"))
        return homologations.get(key) if key else None

    @classmethod
    def provider(cls, case: "Case") -> str:
        held = cls.held(case)
        return str(held.provider) if held else ""

    @classmethod
    def places(cls, case: "Case") -> list[str]:
        """Where it will be taught; the site that it leaves comes second."""
        held = cls.held(case)
        new = str(cls.answer(case, "new_site")) if is_amendment(case) else ""
        return [key for key in (new, str(held.site) if held and held.site else "") if key]

    @classmethod
    def renews(cls, case: "Case") -> bool:
        return cls.answer(case, "request_type") in RENEWING

    @classmethod
    def is_substantial(cls, case: "Case") -> bool:
        rows = cls.answer(case, "changes", []) if is_amendment(case) else []
        return any(row.get("substantial") == "yes" for row in rows)

    @classmethod
    def told_changes(cls, case: "Case") -> list[dict[str, Any]]:
        """What the order tells: each thing that changes, before and after."""
        rows = cls.answer(case, "changes", []) if is_amendment(case) else []
        labels = dict(ITEMS)
        return [{"label": in_three_languages(labels[r["item"]]), "before": r["old"], "after": r["new"]} for r in rows]

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return bool(cls.answer(case, "homologation") == cls.answer(other, "homologation"))

    @classmethod
    def programme(cls, case: "Case") -> dict[str, Any]:
        """What the register of programmes keeps of the application."""
        told = RenewedProgramme.plain(case.answers)
        told.pop("groups_per_year", None)
        held = homologations.get(str(cls.answer(case, "homologation")))
        taught_at = [str(key) for key in programmes.get(held.programme).sites]
        return {**told, "sites": [cls.places(case)[0] if key == str(held.site) else key for key in taught_at]}

    @classmethod
    def homologation(cls, case: "Case") -> dict[str, Any]:
        """What the register of homologations keeps of it."""
        told = RenewedProgramme.plain(case.answers)
        columns = {"level": "target_level", "title_ar": "title_ar", "title_fr": "title_fr", "group_size": "max_group"}
        return {**{column: told.get(name) for column, name in columns.items()}, "groups_per_year": told.get("groups_per_year")}
