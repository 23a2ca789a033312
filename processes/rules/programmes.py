"""Why an act on a programme, a homologation or a trainer is not possible now."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forms.programmes.trainer import too_high
from processes.language import Condition
from registers import providers, restrictions, sites, trainers
from registers.models import Provider, Restriction, Trainer
from registers.normalise import fold
from workflow.models import Case
from workflow.procedure import Procedure

CLOSED = (Restriction.Kind.MORATORIUM, Restriction.Kind.HOMOLOGATION_ONLY)


def closures(case: Case, *, procedure: Procedure, on: date) -> list[Restriction]:
    """Moratoria and reserved specialities that bear on the programme: by its code, its sector, or a word of its title."""
    answer = procedure.application.answer
    titles = [fold(str(answer(case, name))) for name in ("title_ar", "title_fr", "nsf_code")]
    about = {"sector": str(answer(case, "sector")), "level": str(answer(case, "target_level")), "region": case.region}
    held = Restriction.objects.current().filter(kind__in=CLOSED, status=Restriction.Status.IN_FORCE, starts_on__lte=on)
    found = []
    for one in held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)):
        stops = case.procedure in (one.procedures or restrictions.STOPS[one.kind])
        in_scope = all(getattr(one, column) in ("", value) for column, value in about.items())
        in_speciality = not one.speciality or any(fold(one.speciality) in title for title in titles)
        if stops and in_scope and in_speciality:
            found.append(one)
    return found


def speciality_open(procedure: Procedure) -> Condition:
    """The speciality is under no moratorium, and not reserved to homologation."""
    found = closures(procedure.case, procedure=procedure, on=procedure.today)
    unmet = _("The speciality is under a moratorium, or reserved to homologation.")
    return Condition(not found, unmet, restrictions=[r.number for r in found])


def provider_active(procedure: Procedure) -> Condition:
    """The structure that files is in activity today."""
    key = procedure.application.provider(procedure.case)
    found: Provider | None = providers.get(key) if key else None
    unmet = _("The structure is not in activity.")
    return Condition(found is not None and found.status == Provider.Status.ACTIVE, unmet, status=found.status if found else "")


def trainer_unknown(procedure: Procedure) -> Condition:
    """Nobody with this identity is in the register of trainers already."""
    known = trainers.of_identity(procedure.case.applicant_identity)
    met = known is None or known.status == Trainer.Status.REMOVED
    return Condition(met, _("This person is already in the register of trainers."), known=known.number if known else "")


def not_barred(procedure: Procedure) -> Condition:
    """No decision forbids the person to train."""
    case = procedure.case
    barred = trainers.is_barred(identity=case.applicant_identity)
    found = restrictions.blocks(procedure=case.procedure, identity=case.applicant_identity, on=procedure.today)
    unmet = _("A decision forbids this person to train.")
    return Condition(not barred and not found, unmet, barred=barred, restrictions=[r.number for r in found])


def degree_and_experience_reach(procedure: Procedure) -> Condition:
    """The degree, or long practice of the trade, reaches every level taught, and no verification denied it."""
    answer = procedure.application.answer
    rows, degree = answer(procedure.case, "specialities", []), str(answer(procedure.case, "highest_degree"))
    short = too_high(degree, int(answer(procedure.case, "trade_years", 0)), rows)
    denied = procedure.case.facts.get("verification_answer", {}).get("verdict") == "denies"
    unmet = _("The degree and the experience do not reach the rule, or were not confirmed.")
    return Condition(not short and not denied, unmet, short=short, denied=denied)


def trained_in_pedagogy(procedure: Procedure) -> Condition:
    met = procedure.application.answer(procedure.case, "pedagogy_training") == "yes"
    return Condition(met, _("Without training in pedagogy the registration is conditional."))


def only_pedagogy_missing(procedure: Procedure) -> Condition:
    met = procedure.application.answer(procedure.case, "pedagogy_training") == "no"
    return Condition(met, _("The trainer has followed a training in pedagogy: no condition is to be set."))


def site_conform(procedure: Procedure) -> Condition:
    """The conformity of the site has been confirmed."""
    places = procedure.application.places(procedure.case)
    met = bool(places) and all(sites.is_conform(place) for place in places)
    return Condition(met, _("The conformity of this site has not been confirmed."))


def officer_note_filed(procedure: Procedure) -> Condition:
    """An officer has written a note, and it is not the director who gives the opinion."""
    met = procedure.case.notes.exclude(author_id__in=procedure.actor.persons).exists()
    return Condition(met, _("The officer's note has not been filed by another person."))
