"""The application for a structure abroad that comes to train in Tunisia for a firm: who, what, where, with whom."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.application import Application
from forms.blocks import Declaration, Organisation, identity_of_organisation
from forms.fields import (
    ChoiceField,
    CountryField,
    DateField,
    FreeText,
    LineField,
    MoneyField,
    NumberField,
    PassportField,
    PastDateField,
    TableField,
    YesNoField,
)
from forms.licensing.proposal import Proposal
from forms.requirements import Requirement
from forms.sections import Section
from forms.transitions.base import ReasonField, TransitionForm
from registers import trainers
from registers.models import Provider
from registers.normalise import fold
from workflow import holidays, parameters
from workflow.calendar import add_months

if TYPE_CHECKING:
    from workflow.models import Case

MONTHS = 12  # after the filing, in which every action ends
FINANCING = [
    ("own", _("Own funds")),
    ("tfp_advance", _("Advance on the training tax")),
    ("drawing_rights", _("Drawing rights")),
    ("donor", _("Donor")),
]
ISSUED = [
    ("attendance", _("Certificate of attendance")),
    ("own_certificate", _("Certificate of the structure, which is no diploma")),
    ("none", _("None")),
]


class ForeignStructure(Section):
    code = "foreign_structure"
    title = _("The foreign structure")

    foreign_name = LineField(label=_("Name of the structure"), max_length=150)
    country = CountryField(label=_("Country"), without=("TN",))
    registration_abroad = LineField(label=_("Registration number abroad"), max_length=60)
    other_language = YesNoField(label=_("Are some documents in a language other than Arabic, French or English?"))
    filed_by_third = YesNoField(label=_("Do you file for somebody else, under a power of attorney?"))


ClientFirm = Organisation.again(
    code="client_firm", prefix="client_", title=_("Client firm"), lead=_("The firm in Tunisia for which the training is done.")
)


def _check_action(row: dict[str, Any]) -> None:
    if row["end"] < row["start"]:
        raise ValidationError(_("The last day is after the first one."), code="order")


def _check_stay(row: dict[str, Any]) -> None:
    if row["stay_until"] < row["stay_from"]:
        raise ValidationError(_("The last day is after the first one."), code="order")


class Actions(Section):
    code = "mission"
    title = _("The training")

    actions = TableField(
        label=_("Planned actions"),
        check_row=_check_action,
        cells={
            "title": LineField(label=_("Title"), max_length=150),
            "place": LineField(label=_("Place"), max_length=150),
            "start": DateField(label=_("From")),
            "end": DateField(label=_("To")),
            "hours": NumberField(label=_("Hours"), min_value=1, max_value=5_000),
            "trainees": NumberField(label=_("Trainees"), min_value=1, max_value=5_000),
        },
    )
    trainers = TableField(
        label=_("Trainers"),
        check_row=_check_stay,
        cells={
            "name": LineField(label=_("Name"), max_length=120),
            "birth_date": PastDateField(label=_("Date of birth"), max_age=120),
            "nationality": CountryField(label=_("Nationality")),
            "passport": PassportField(label=_("Passport number")),
            "qualification": LineField(label=_("Qualification"), max_length=150),
            "stay_from": DateField(label=_("Stay from")),
            "stay_until": DateField(label=_("Stay until")),
        },
    )
    contract_value = MoneyField(label=_("Value of the contract, in dinars"), required=False)
    financing = ChoiceField(label=_("Financing"), choices=FINANCING)
    certificate_issued = ChoiceField(label=_("Document issued to the trainees"), choices=ISSUED)

    def clean_actions(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["actions"]
        days = int(parameters.value("licensing.foreign_days"))
        least, latest = holidays.calendar().add_working(self.filed_on, days), add_months(self.filed_on, MONTHS)
        if any(row["start"] < least for row in rows):
            raise ValidationError(_("An action begins at least fifteen working days after the filing."), code="early")
        if any(row["end"] > latest for row in rows):
            raise ValidationError(_("Every action ends within twelve months."), code="late")
        return rows


def _answered(field: str, *values: str) -> Any:
    return lambda case: ForeignAuthorisation.answer(case, field) in values


class ForeignAuthorisation(Application):
    sections = (ForeignStructure, ClientFirm, Actions, Declaration)
    grounds = {
        "existence_unproven": (_("The legal existence of the structure abroad is not established"), "L2008-10"),
        "trainers_unqualified": (_("The trainers are not qualified for the planned actions"), "L2008-10"),
        "certificate_misleading": (_("The document that would be issued looks like a diploma"), "L2008-10"),
        "opinion_unfavourable": (_("A favourable opinion that is required has not been given"), "L2008-10"),
        "false_statement": (_("A statement of the application is false"), "L2008-10"),
    }
    object_words = {
        "ar": "الترخيص للهيكل الأجنبي «{foreign_name}»",
        "fr": "l’autorisation de la structure étrangère « {foreign_name} »",
        "en": "the authorisation of the foreign structure “{foreign_name}”",
    }
    object_fields = ("foreign_name",)
    particulars = ("foreign_name", "country", "registration_abroad", "financing", "certificate_issued")
    requires = (
        Requirement("FSTAT"),
        Requirement("TRANS", _answered("other_language", "yes"), condition=_("If a document is in another language.")),
        Requirement("WORK", hint=_("The contract with the client firm.")),
        Requirement("PROG"),
        Requirement("CV", hint=_("Of each trainer.")),
        Requirement("PASS", hint=_("Of each trainer.")),
        Requirement("RNE", hint=_("Of the client firm.")),
        Requirement("MAND", _answered("filed_by_third", "yes"), condition=_("If somebody else files.")),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        """The client firm, which is resident and answers for the mission."""
        return {**identity_of_organisation(ClientFirm.plain(case.answers)), "language": case.language}

    @classmethod
    def last_day(cls, case: "Case") -> date:
        """The end of the last action."""
        return max(date.fromisoformat(row["end"]) for row in cls.answer(case, "actions"))

    @classmethod
    def known(cls, case: "Case") -> Provider | None:
        """The foreign structure as an earlier authorisation entered it."""
        told = {"country": cls.answer(case, "country"), "registration_abroad": cls.answer(case, "registration_abroad")}
        return Provider.objects.current().filter(regime=Provider.Regime.AUTHORISATION, **told).order_by("number").first()

    @classmethod
    def barred(cls, case: "Case") -> list[str]:
        """The passports of trainers who may not train."""
        rows = cls.answer(case, "trainers", [])
        return [r["passport"] for r in rows if trainers.is_barred(identity=f"passport:{r['nationality']}:{r['passport']}")]

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return all(cls.answer(case, name) == cls.answer(other, name) for name in ("country", "registration_abroad"))

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who = cls.identity(case)
        names = (who["name_ar"], who["name_fr"], who["identity"].rpartition(":")[2], cls.answer(case, "foreign_name"))
        return fold(" ".join(names))


class AuthorisationProposal(Proposal):
    """facts: "proposal" {outcome "approve", basis} of a foreign structure."""


class EarlyEnd(TransitionForm):
    """facts: "mission_end" {on, cancelled, reason}: the mission is over, or was cancelled, before its date."""

    requires_reason = True
    subject = "mission_end"

    cancelled = YesNoField(label=_("Was the mission cancelled?"))
    reason = ReasonField()

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class MissionReport(TransitionForm):
    """facts: "mission_report" {hours, trainees, evaluation, on}."""

    subject = "mission_report"

    hours = NumberField(label=_("Hours given"), min_value=0, max_value=50_000)
    trainees = NumberField(label=_("Trainees trained"), min_value=0, max_value=50_000)
    evaluation = FreeText(label=_("Evaluation of the mission"), limit=4000, least=30)

    def fact(self) -> dict[str, Any]:
        told = self.values()
        counts = {name: told.get(name, 0) for name in ("hours", "trainees")}
        return {**told, **counts, "on": self.today.isoformat()}
