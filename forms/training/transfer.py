"""The application of a trainee who changes structure, or leaves: what becomes of units acquired and of money owed."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.application import Application
from forms.blocks import Declaration, Person, identity_of
from forms.entries import EntryField
from forms.fields import ChoiceField, DateField, LineField, MoneyField, YesNoField
from forms.requirements import Requirement
from forms.sections import Section
from forms.training.units import units_field
from registers import enrolments, homologations, providers, sessions, trainees
from registers.models import Enrolment, Provider, Session
from registers.normalise import fold

if TYPE_CHECKING:
    from workflow.models import Case

REQUESTS = [("transfer", _("Go on with another structure")), ("leave", _("Leave the training"))]
REASONS = [
    ("provider_closed", _("The structure has closed")),
    ("quality", _("Quality of the training")),
    ("cost", _("Cost")),
    ("health", _("Health")),
    ("moving", _("Change of residence")),
    ("job", _("Employment")),
    ("other", _("Another reason")),
]
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "not_enrolled": (_("The enrolment has ended"), "CDC"),
    "no_place": (_("No structure of the level has a place left"), "CDC"),
    "level_differs": (_("The structure chosen may not train for this level"), "CDC"),
    "units_unproven": (_("The units said to be acquired are not established"), "CDC"),
    "refund_not_owed": (_("The refund that is claimed is not owed"), "CDC"),
}
TRAINS_ON = (Session.Status.OPEN, Session.Status.RUNNING)


def enrolments_of(case: "Case") -> Iterable[Enrolment]:
    """The active enrolments of the person who applies."""
    trainee = trainees.of_identity(identity_of(answers.valid(case.answers, Person.code))["identity"])
    if trainee is None:
        return []
    held = Enrolment.objects.current().filter(trainee=trainee.entry, status=Enrolment.Status.ACTIVE)
    return held.exclude(session=None).order_by("number")


def sessions_for(enrolment: Enrolment) -> list[Session]:
    """Sessions of other structures that train for the same level and still take trainees."""
    level = sessions.get(enrolment.session).level
    found = Session.objects.current().filter(level=level, status__in=TRAINS_ON).exclude(provider=enrolment.provider)
    return [s for s in found.order_by("starts_on", "number") if s.homologation is None or homologations.is_valid(s.homologation)]


def receivers(case: "Case") -> Iterable[Provider]:
    """The structures that may receive the person: active, with a session of the same level."""
    keys = {s.provider for enrolment in enrolments_of(case) for s in sessions_for(enrolment)}
    return Provider.objects.current().filter(entry__in=keys, status=Provider.Status.ACTIVE).order_by("corporate_name_fr")


class EnrolmentField(EntryField):
    """An enrolment told by what is followed and where; its holder knows their own name."""

    @staticmethod
    def _words(entry: Any) -> str:
        provider = providers.get(entry.provider)
        return f"{sessions.get(entry.session).heading} – {provider.heading} ({entry.number})"


class Move(Section):
    code = "move"
    title = _("Your request")
    shown_when = {"reason_other": ("reason", ("other",)), "receiving_provider": ("request_type", ("transfer",))}

    enrolment = EnrolmentField(register=lambda: Enrolment, offers=enrolments_of, label=_("Enrolment"))
    request_type = ChoiceField(label=_("What do you ask for?"), choices=REQUESTS)
    reason = ChoiceField(label=_("Reason"), choices=REASONS, as_list=True)
    reason_other = LineField(label=_("Which reason"), max_length=300)
    receiving_provider = EntryField(register=lambda: Provider, offers=receivers, label=_("Receiving structure"))
    effective_date = DateField(label=_("Date of effect"))
    units_acquired = units_field(
        label=_("Units acquired"),
        help_text=_("As far as you know them; the structure is asked."),
        required=False,
    )
    refund_claimed = MoneyField(label=_("Refund claimed, in dinars"), required=False)
    filed_by_guardian = YesNoField(label=_("Is a guardian filing for a minor?"))

    def known(self) -> dict[str, Any]:
        held = list(enrolments_of(self.case)) if self.case else []
        if len(held) != 1:
            return {}
        units = [{"module": str(m.get("unit", "")), "mark": m.get("mark", "")} for m in held[0].marks]
        return {"enrolment": str(held[0].entry), "units_acquired": units}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        on, refund = cleaned.get("effective_date"), cleaned.get("refund_claimed")
        if on and on < self.filed_on:
            self.add_error("effective_date", _("Choose today or a later day."))
        if not cleaned.get("enrolment"):
            return cleaned
        enrolment = enrolments.get(cleaned["enrolment"])
        if isinstance(refund, Decimal) and refund > (enrolment.price_tnd or 0):
            self.add_error("refund_claimed", _("This is more than the price of the training."))
        chosen = cleaned.get("receiving_provider")
        if chosen and chosen not in {str(s.provider) for s in sessions_for(enrolment)}:
            self.add_error("receiving_provider", _("This structure has no session of the same level."))
        return cleaned


def _answered(field: str, *values: str) -> Any:
    return lambda case: TraineeMove.answer(case, field) in values


class TraineeMove(Application):
    sections = (Person, Move, Declaration)
    grounds = GROUNDS
    object_words = {
        "ar": "نقلة متكوّن أو مغادرته",
        "fr": "le transfert ou le retrait d’un apprenant",
        "en": "the transfer or withdrawal of a trainee",
    }
    requires = (
        Requirement("CIN", hint=_("Of the guardian, where the trainee is a minor without a card.")),
        Requirement("MAND", _answered("filed_by_guardian", "yes"), condition=_("If a guardian files for a minor.")),
        Requirement("MEDIC", _answered("reason", "health"), condition=_("If the reason is health.")),
        Requirement("EVID", _answered("reason", "quality"), condition=_("If the reason is the quality of the training.")),
    )

    @classmethod
    def enrolment(cls, case: "Case") -> Enrolment:
        return enrolments.get(str(cls.answer(case, "enrolment")))

    @classmethod
    def effective_on(cls, case: "Case") -> date:
        return date.fromisoformat(str(cls.answer(case, "effective_date")))

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        """The person, and the region in which the training takes place: its directorate examines the case."""
        who = identity_of(answers.valid(case.answers, Person.code))
        return {**who, "region": sessions.get(cls.enrolment(case).session).region or who["region"]}

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return bool(cls.answer(case, "enrolment") == cls.answer(other, "enrolment"))

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who, enrolment = cls.identity(case), cls.enrolment(case)
        number = who["identity"].rpartition(":")[2]
        return fold(" ".join((who["name_ar"], who["name_fr"], number, enrolment.number)))
