"""An appeal against a decision: which one, since when it is known, why and what is asked."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.application import Application
from forms.blocks import Declaration, Person, identity_of
from forms.blocks.person import person_section
from forms.fields import ChoiceField, FreeText, LineField, PastDateField, YesNoField
from forms.requirements import Requirement
from forms.sections import Section
from registers.normalise import fold

if TYPE_CHECKING:
    from workflow.models import Case

OUTCOMES = (
    ("annul", _("Annul the decision")),
    ("amend", _("Amend the decision")),
    ("re_examine", _("Examine the request again")),
    ("suspend", _("Suspend its execution")),
)


class Contested(Section):
    code = "appeal"
    title = _("The decision and your appeal")
    shown_when = {
        "standing": ("own_case", ("no",)),
        "urgency_reason": ("urgency", ("yes",)),
    }

    contested_decision = LineField(
        label=_("Contested decision"), help_text=_("Its number, as it stands at the top of the decision."), max_length=40
    )
    own_case = YesNoField(label=_("Was the decision taken in a case of yours?"))
    standing = FreeText(label=_("Why it concerns you"), limit=1000, least=20)
    notification_date = PastDateField(
        label=_("Date of notification"), help_text=_("The day on which you received it: two months are counted from it.")
    )
    appeal_type = ChoiceField(
        label=_("Nature"),
        choices=[
            ("gracious", _("To the authority that took the decision")),
            ("hierarchical", _("To the authority above it")),
        ],
    )
    grounds = FreeText(label=_("Grounds of the appeal"), limit=5000, least=50, rows=10)
    requested_outcome = ChoiceField(label=_("What you ask for"), choices=OUTCOMES)
    urgency = YesNoField(label=_("Is it urgent?"))
    urgency_reason = FreeText(label=_("Why it is urgent"), limit=1000, least=20)
    by_representative = YesNoField(label=_("Does somebody act for you?"))


def _is_represented(kept: Any) -> bool:
    return bool(answers.valid(kept, Contested.code).get("by_representative") == "yes")


Representative = person_section(
    code="representative", prefix="mandatary_", title=_("Who acts for you"), asked_when=_is_represented
)


def _identified_by(*kinds: str) -> Any:
    return lambda case: Appeal.answer(case, "id_type") in kinds


class Appeal(Application):
    sections = (Person, Contested, Representative, Declaration)
    requires = (
        Requirement("DECIS"),
        Requirement("CIN", _identified_by("cin"), condition=_("For Tunisians.")),
        Requirement("PASS", _identified_by("passport"), condition=_("If you are identified by a passport.")),
        Requirement("RESID", _identified_by("residence_card"), condition=_("For foreigners.")),
        Requirement("MAND", lambda case: _is_represented(case.answers), condition=_("If somebody acts for you.")),
        Requirement("EVID", is_optional=True),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        """The person who appeals; an organisation under its own name and identifier."""
        who, body = identity_of(answers.valid(case.answers, Person.code)), case.organisation
        if body is None:
            return who
        return {**who, "name_ar": body.name_ar, "name_fr": body.name_fr, "identity": f"rne:{body.rne_id}"}

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return fold(str(cls.answer(case, "contested_decision"))) == fold(str(cls.answer(other, "contested_decision")))

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who = cls.identity(case)
        return fold(" ".join([who["name_ar"], who["name_fr"], str(cls.answer(case, "contested_decision"))]))
