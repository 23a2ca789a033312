"""A complaint or a report: what happened, where, how urgent it is, and whether the structure may know who complains."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.application import Application
from forms.blocks import Declaration, Person, identity_of
from forms.entries import EntryField
from forms.fields import ChoiceField, FreeText, LineField, PastDateField, RegionField, YesNoField
from forms.guidance.lookup import ProviderLookupField
from forms.requirements import Requirement
from forms.sections import Section
from registers import providers, sessions, trainees
from registers.models import Enrolment
from registers.normalise import fold

if TYPE_CHECKING:
    from workflow.models import Case

SUBJECTS = [
    ("contract", _("Training contract")),
    ("refund", _("Refund")),
    ("teaching", _("Teaching")),
    ("exam", _("Examination or certificate")),
    ("safety", _("Safety of the premises")),
    ("harassment", _("Violence or harassment")),
    ("advertising", _("Misleading advertising")),
    ("unlicensed", _("Activity without a licence")),
    ("other", _("Another subject")),
]
URGENCIES = [
    ("normal", _("Normal")),
    ("urgent", _("Urgent")),
    ("danger", _("Danger to people")),
]
# What every office calls somebody who gave no name.
NAMELESS = {"name_ar": "مشتك لم يكشف عن هويته", "name_fr": "Plaignant anonyme"}
NAMES = frozenset({"first_name_ar", "last_name_ar", "first_name_fr", "last_name_fr"})
PARTNER = "partner"


def is_nameless(kept: Mapping[str, Any]) -> bool:
    """Whether nothing is asked about the person: a report without a name, which claims nothing for its author."""
    told = answers.valid(kept, Facts.code)
    return told.get("anonymous") == "yes" and told.get("own_right") == "no"


def own_enrolments(case: "Case") -> Iterable[Enrolment]:
    """The enrolments of the account that files."""
    known = case.applicant.identity if case.applicant else ""
    identity = known or identity_of(answers.valid(case.answers, Contact.code))["identity"]
    trainee = trainees.of_identity(identity) if identity else None
    if trainee is None:
        return []
    return Enrolment.objects.current().filter(trainee=trainee.entry).exclude(session=None).order_by("number")


class EnrolmentField(EntryField):
    """An enrolment told by what is followed, and where."""

    @staticmethod
    def _words(entry: Any) -> str:
        provider = providers.get(entry.provider)
        return f"{sessions.get(entry.session).heading} – {provider.heading} ({entry.number})"


class Facts(Section):
    code = "complaint"
    title = _("What happened")
    shown_when = {"provider_name": lambda form: not form.cleaned_data.get("provider")}

    subject = ChoiceField(label=_("Subject"), choices=SUBJECTS, as_list=True)
    provider = ProviderLookupField(
        label=_("Structure concerned"),
        help_text=_("Its number in the register or its tax number, as on your contract. Leave empty if you do not know it."),
        required=False,
    )
    provider_name = LineField(label=_("Name of the structure, as you know it"), max_length=160)
    facts_region = RegionField(label=_("Governorate where it happened"))
    enrolment = EnrolmentField(register=lambda: Enrolment, offers=own_enrolments, label=_("Enrolment"), required=False)
    facts_date = PastDateField(label=_("Date of the facts"), max_age=10)
    facts = FreeText(label=_("Facts"), least=50, limit=4000, rows=8)
    urgency = ChoiceField(label=_("Urgency"), choices=URGENCIES)
    own_right = YesNoField(label=_("Do you ask for something for yourself?"), help_text=_("A refund, a certificate, a place …"))
    anonymous = YesNoField(
        label=_("Anonymity"),
        help_text=_("The structure is then not told who you are. If you ask for nothing for yourself, nor are we."),
    )


class Contact(Person):
    """Who complains: the administration must know whom it answers, unless nothing is claimed and no name is given."""

    code = "contact"

    @classmethod
    def is_asked(cls, kept: Mapping[str, Any]) -> bool:
        return not is_nameless(kept)


def _about(*subjects: str) -> Any:
    return lambda case: Complaint.answer(case, "subject") in subjects


def _has_name(case: "Case") -> bool:
    return not is_nameless(case.answers)


class Complaint(Application):
    sections = (Facts, Contact, Declaration)
    object_words = {"ar": "الشكاية", "fr": "la réclamation", "en": "the complaint"}
    requires = (
        Requirement("CIN", _has_name, condition=_("Not for an anonymous report."), is_optional=True),
        Requirement("EVID", is_optional=True),
        Requirement("CTRF", _about("contract", "refund"), condition=_("If it is about the contract."), is_optional=True),
        Requirement("PAY", _about("contract", "refund"), condition=_("If it is about money."), is_optional=True),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        """Who complains, and the region of the structure, whose directorate answers."""
        key = str(cls.answer(case, "provider"))
        known = providers.get(key) if key else None
        region = (known.region if known else "") or str(cls.answer(case, "facts_region"))
        if is_nameless(case.answers):
            who = {**NAMELESS, "identity": "", "language": case.language}
        else:
            who = identity_of(answers.valid(case.answers, Contact.code))
        return {**who, "region": region, **({"provider": key} if key else {})}

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        told = [(cls.answer(c, "subject"), cls.answer(c, "provider"), cls.answer(c, "enrolment")) for c in (case, other)]
        return bool(told[0] == told[1])

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who, key = cls.identity(case), str(cls.answer(case, "provider"))
        structure = providers.get(key).corporate_name_fr if key else str(cls.answer(case, "provider_name"))
        number = who["identity"].rpartition(":")[2]
        return fold(" ".join((case.number or "", who["name_ar"], who["name_fr"], number, structure)))

    # What the structure may know -----------------------------------------------------------------------------------

    @classmethod
    def is_masked(cls, case: "Case") -> bool:
        return bool(cls.answer(case, "anonymous", "yes") == "yes")

    @classmethod
    def withheld(cls, case: "Case", *, role: str) -> frozenset[str]:
        """Of an anonymous complaint the structure reads the subject alone, of another one everything but private data."""
        if role != PARTNER:
            return frozenset()
        asked = frozenset(Facts.base_fields) | frozenset(Contact.base_fields) | frozenset(Declaration.base_fields)
        if cls.is_masked(case):
            return asked - {"subject"}
        return asked - frozenset(Facts.base_fields) - NAMES

    @classmethod
    def conceals_party(cls, case: "Case", *, role: str) -> bool:
        return role == PARTNER and cls.is_masked(case)
