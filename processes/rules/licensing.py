"""Why an act on a structure is not possible now."""

from datetime import date, timedelta
from functools import partial

from django.utils.translation import gettext_lazy as _

from forms.licensing import moratoria
from processes.language import Condition
from registers import providers, restrictions, sessions
from registers.models import Provider
from workflow.procedure import Procedure


def no_final_closure(procedure: Procedure) -> Condition:
    """No sanction of final closure bears on the structure or on its representative: it would forbid an opening for five years."""
    case = procedure.case
    told = case.answers.get("legal_representative", {})
    people = [case.applicant_identity, f"cin:{told['representative_cin']}" if told.get("representative_cin") else ""]
    found = [r for one in people if one for r in restrictions.blocks(procedure=case.procedure, identity=one, on=procedure.today)]
    return Condition(not found, _("A sanction forbids this person to open a structure."), restrictions=[r.number for r in found])


def name_is_free(procedure: Procedure) -> Condition:
    """No structure in force has one of the names or the identifier."""
    case, answer = procedure.case, procedure.application.answer
    names = {"name_ar": str(answer(case, "corporate_name_ar")), "name_fr": str(answer(case, "corporate_name_fr"))}
    free = providers.is_name_free(**names, other_than=case.provider)
    known = providers.of_rne(str(answer(case, "rne_id")))
    unmet = _("Another structure has this name or this identifier.")
    return Condition(free and (known is None or known.entry == case.provider), unmet, known=known.number if known else "")


def no_moratorium(procedure: Procedure) -> Condition:
    """No moratorium bears on a declared speciality today."""
    case = procedure.case
    rows = procedure.application.answer(case, "planned_programmes", [])
    closed = partial(moratoria.closed, procedure=case.procedure, region=case.region, on=procedure.today)
    found = {r.number for row in rows for r in closed(title=row["title"], level=row["level"])}
    return Condition(not found, _("A declared speciality is under a moratorium."), moratoria=sorted(found))


def structure_was_heard(procedure: Procedure) -> Condition:
    """The adversarial letter was sent, and the days to answer it have passed."""
    sent = procedure.case.facts.get("adversarial_letter", {}).get("sent_on", "")
    days = procedure.parameter("adversarial_days")
    met = bool(sent) and date.fromisoformat(sent) + timedelta(days=days) <= procedure.today
    return Condition(met, _("The adversarial letter must have been sent fifteen days before."), sent=sent, days=days)


def provider_in_order(procedure: Procedure) -> Condition:
    """The structure is active, no sanction is in force, and no report is missing."""
    case = procedure.case
    found: Provider | None = providers.get(case.provider) if case.provider else None
    met = found is not None and found.status == Provider.Status.ACTIVE and not found.report_missing
    blocked = restrictions.blocks(procedure=case.procedure, provider=case.provider, on=procedure.today) if case.provider else []
    unmet = _("The structure is not active, or a sanction or a missing report stands in the way.")
    return Condition(met and not blocked, unmet, status=found.status if found else "", restrictions=[r.number for r in blocked])


def seen_or_reduced(procedure: Procedure) -> Condition:
    """A fit site was seen; fewer seats in the same place need no visit."""
    case = procedure.case
    report = case.facts.get("visit_report", {})
    fit = report.get("grade") in ("A", "B") and not report.get("critical_failed")
    reduced = procedure.application.answer(case, "change_type") == "reduction" and not report
    return Condition(fit or reduced, _("The site has not been seen, or was not found fit."), grade=report.get("grade", ""))


def sessions_covered(procedure: Procedure) -> Condition:
    """Every session under way at the site today has its solution."""
    case, answer = procedure.case, procedure.application.answer
    running = {str(s.entry) for s in sessions.running(site=answer(case, "site"), on=procedure.today)}
    left = running - {row["session"] for row in answer(case, "running_sessions", [])}
    return Condition(not left, _("A session under way at the site has no solution."), left=len(left))


def only_minor_changes(procedure: Procedure) -> Condition:
    minor = procedure.application.is_minor(procedure.case)
    return Condition(minor, _("A change of director, of owner, of form or of name is examined and signed."))


def new_name_is_free(procedure: Procedure) -> Condition:
    """No structure in force has the name that is declared."""
    case, answer = procedure.case, procedure.application.answer
    names = {"name_ar": str(answer(case, "new_name_ar")), "name_fr": str(answer(case, "new_name_fr"))}
    return Condition(providers.is_name_free(**names, other_than=case.provider), _("Another structure already has this name."))
