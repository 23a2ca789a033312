"""Why an act on an agreement with a partner is not possible now."""

from django.utils.translation import gettext_lazy as _

from forms.financing import JOINT
from processes.language import Condition
from registers import providers
from workflow import opinions
from workflow.procedure import Procedure


def _concerns_centre(procedure: Procedure) -> bool:
    """A foreign partner, a joint diploma, or more places than the region registers by itself."""
    case, application = procedure.case, procedure.application
    return (
        application.answer(case, "foreign_partner") == "yes"
        or application.answer(case, "agreement_type") in JOINT
        or application.places_offered(case) > int(procedure.parameter("regional_places"))
    )


def for_the_region(procedure: Procedure) -> Condition:
    """A domestic partner, no joint diploma, and few enough places."""
    central = _concerns_centre(procedure)
    return Condition(not central, _("This agreement is for the central director to sign."), central=central)


def for_the_centre(procedure: Procedure) -> Condition:
    central = _concerns_centre(procedure)
    return Condition(central, _("The regional director registers this agreement."), central=central)


def capacity_respected(procedure: Procedure) -> Condition:
    """The places of all structures together are within what the partner can receive."""
    asked, left = procedure.application.places_offered(procedure.case), procedure.application.places_left(procedure.case)
    return Condition(asked <= left, _("The partner cannot receive as many trainees."), asked=asked, left=left)


def trainees_insured(procedure: Procedure) -> Condition:
    covered = str(procedure.application.answer(procedure.case, "insurance_covered"))
    return Condition(covered == "yes", _("The trainees are not insured at the partner’s."), covered=covered)


def structure_active(procedure: Procedure) -> Condition:
    met = providers.is_active(procedure.provider, on=procedure.today)
    return Condition(met, _("The structure may not train now."))


def opinion_received(procedure: Procedure) -> Condition:
    """The opinion that a foreign partner calls for was asked, and given or deemed given."""
    asked = len(opinions.newest(procedure.case))
    foreign = procedure.application.answer(procedure.case, "foreign_partner") == "yes"
    return Condition(bool(asked) or not foreign, _("The opinion on a foreign partner has not been asked."), asked=asked)


def no_opinion_needed(procedure: Procedure) -> Condition:
    """Silence registers only what nobody else was asked about."""
    asked = len(opinions.newest(procedure.case))
    return Condition(not asked, _("Opinions were asked: the agreement is not registered by silence."), asked=asked)
