"""A homologation that a structure holds: which one, how it did, how the structure judges itself."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.entries import EntryField
from forms.fields import ChoiceField, LineField
from forms.programmes.holder import active_providers
from forms.sections import Section
from registers import activity_reports, checklist, enrolments, homologations, inspections
from registers.models import Homologation, Inspection

if TYPE_CHECKING:
    from workflow.models import Case

REQUESTS = [("renewal", _("Renewal")), ("amendment", _("Amendment")), ("both", _("Renewal and amendment"))]
RECORD = timedelta(days=3 * 365)


def own_homologations(case: "Case") -> Iterable[Homologation]:
    """Those that the structures of the applicant hold; a certificate of competence is authorised anew, not renewed."""
    held = [one for provider in active_providers(case) for one in homologations.of(provider=provider)]
    return [one for one in held if one.kind != Homologation.Kind.COMPETENCE]


def last_inspection(held: Homologation) -> Inspection | None:
    """The last final report on the site where it is taught, or else on the structure."""
    of_site = inspections.last_final(site=held.site) if held.site else None
    return of_site or inspections.last_final(provider=held.provider)


class HeldHomologation(Section):
    code = "held"
    title = _("The homologation")

    homologation = EntryField(register=lambda: Homologation, offers=own_homologations, label=_("Homologation"))
    request_type = ChoiceField(label=_("Object of the request"), choices=REQUESTS)
    # Told by the registers, never by the person.
    results_3_years = LineField(
        label=_("Results over three years"),
        help_text=_("Enrolled / presented / passed / in work, as the registers tell."),
        required=False,
        disabled=True,
    )
    last_inspection = LineField(
        label=_("Last inspection"),
        help_text=_("Its grade and its day, as the register of inspections tells."),
        required=False,
        disabled=True,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if key := cleaned.get("homologation"):
            held = homologations.get(key)
            since = self.filed_on - RECORD
            counts = enrolments.results(homologation=held, since=since)
            # Who found work is told by the annual reports alone, once they are validated.
            inserted = activity_reports.in_work(provider=held.provider, programme=held.programme, since=since)
            cleaned["results_3_years"] = " / ".join([*map(str, counts), "–" if inserted is None else str(inserted)])
            visit = last_inspection(held)
            cleaned["last_inspection"] = f"{visit.grade} – {visit.final_on:%d/%m/%Y}" if visit and visit.final_on else "–"
        return cleaned


class Assessed(Section):
    code = "self_assessment"
    title = _("Self-assessment")
    lead = _("Answer every line of the checklist of inspections, as you see your site today.")


def line_field(line: checklist.Line) -> forms.Field:
    return ChoiceField(label=line.label, choices=line.answers)


# One question for each line of the checklist, so that none can be left out.
SelfAssessment: type[Section] = type(
    "SelfAssessment",
    (Assessed,),
    {
        "__module__": __name__,
        **{f"line_{line.code.replace('-', '_')}": line_field(line) for line in checklist.LINES},
    },
)
