"""A visit: who goes, when and where; another day; what was found, line by line."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import holders
from accounts.roles import Role
from forms.fields import DateField, FreeText, LineField, NumberField, PastDateField, TickField, TimeField
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.people import PersonField, unlinked
from registers import checklist, inspections
from workflow import holidays, parameters
from workflow.models import Case

TIED = _("This inspector has a tie with the structure, took part in the case, or went there alone within the year.")


def inspectors_for(case: Case) -> QuerySet[User]:
    """Inspectors of the region without a tie, nor alone with this provider in the last twelve months (SD-04)."""
    free = Q()
    for role in (Role.INSPECTOR, Role.LEAD_INSPECTOR):
        free |= Q(pk__in=unlinked(case, role=role, region=case.region).values("pk"))
    return User.objects.filter(free).exclude(pk__in=_alone_before(case)).order_by("pk")


def keep_out(form: TransitionForm, *, free: QuerySet[User]) -> None:
    """Inspectors who may not go are refused by name, with the rule, wherever somebody is named in the form."""
    everybody = Q()
    for role in (Role.INSPECTOR, Role.LEAD_INSPECTOR):
        everybody |= Q(pk__in=holders(role=role, region=form.case.region).values("pk"))
    for field in form.fields.values():
        if isinstance(field, PersonField):
            field.left_out = User.objects.filter(everybody).exclude(pk__in=free.values("pk"))
            field.rule = ("SD-04", TIED)


def _alone_before(case: Case) -> set[int]:
    if case.provider is None:
        return set()
    today = timezone.localdate()
    since = date(today.year - 1, today.month, min(today.day, 28))
    teams = [visit.team for visit in inspections.of_provider(case.provider, since=since)]
    return {int(team[0]["user"]) for team in teams if len(team) == 1}


class VisitDay(TransitionForm):
    """A day far enough ahead for the letter that announces the visit, within the time that the stage leaves."""

    subject = "visit"

    on = DateField(label=_("Day of the visit"))
    at = TimeField(label=_("Hour"))
    place = LineField(label=_("Place"))

    @property
    def before(self) -> dict[str, Any]:
        """The visit as it was ordered before."""
        return dict(self.case.facts.get("visit", {}))

    @property
    def earliest(self) -> date:
        return holidays.calendar().add_working(self.today, int(parameters.value("visits.notice")))

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day < self.earliest:
            raise forms.ValidationError(_("The visit is announced at least five working days before."), code="notice")
        if not holidays.calendar().is_working(day):
            raise forms.ValidationError(_("This is not a working day."), code="day_off")
        return day


class VisitSchedule(VisitDay):
    """facts: "visit" {round, on, at, place, lead, team [{user, name_ar, name_fr, role, disciplines}], postponed, ordered_on}."""

    lead = PersonField(label=_("Lead inspector"))
    no_interest = TickField(
        label=_("Every member of the team has declared no interest in the provider"),
        help_text=_("Ownership, family, employment or training there within three years."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.free = inspectors_for(self.case)
        leads = holders(role=Role.LEAD_INSPECTOR, region=self.case.region)
        self.fields["lead"].queryset = self.free.filter(pk__in=leads.values("pk"))  # type: ignore[attr-defined]
        for code, (_weight, label) in checklist.CATEGORIES.items():
            self.fields[f"discipline_{code}"] = PersonField(label=label, queryset=self.free)
        keep_out(self, free=self.free)
        self.order_fields(["lead", *(n for n in self.fields if n.startswith("discipline_")), "on", "at", "place"])
        if "reason" in self.fields:
            self.order_fields([n for n in self.fields if n != "reason"])
        self.initial = {"place": self._address(), **self.initial}

    def _address(self) -> str:
        told = next((s for s in self.case.answers.values() if isinstance(s, dict) and s.get("site_name")), {})
        return " ".join(str(told.get("address", "")).split())

    def clean_on(self) -> date:
        day = super().clean_on()
        clock = self.case.clocks.filter(kind="stage", stage=self.case.stage).exclude(status="stopped").first()
        if clock and clock.due and day > clock.due:
            raise forms.ValidationError(_("The visit takes place before the time limit of this stage."), code="late")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        team = {cleaned.get("lead"), *(cleaned.get(f"discipline_{c}") for c in checklist.CATEGORIES)} - {None}
        if not self.errors and len(team) < 2:
            raise forms.ValidationError(_("At least two inspectors go: the lead is never alone."), code="alone")
        return cleaned

    def fact(self) -> dict[str, Any]:
        lead: User = self.cleaned_data["lead"]
        named: dict[int, dict[str, Any]] = {lead.pk: _member(lead, Role.LEAD_INSPECTOR)}
        for code in checklist.CATEGORIES:
            user: User = self.cleaned_data[f"discipline_{code}"]
            named.setdefault(user.pk, _member(user, Role.INSPECTOR))["disciplines"].append(code)
        told = {name: value for name, value in self.values().items() if name in ("on", "at", "place")}
        later = {"round": self.before.get("round", 0) + 1, "lead": lead.pk, "team": list(named.values())}
        return {**told, **later, "postponed": 0, "ordered_on": self.today.isoformat()}


def _member(user: User, role: str) -> dict[str, Any]:
    return {"user": user.pk, "name_ar": user.name_ar, "name_fr": user.name_fr, "role": str(role), "disciplines": []}


class SecondVisit(VisitSchedule):
    requires_reason = True
    reason = ReasonField(label=_("What in the report is incomplete or contradicted"))


class VisitPostponement(VisitDay):
    """facts: "visit", with `instead_of` the day that was set before; the first day after reserves is no postponement."""

    requires_reason = True
    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"place": self.before.get("place", ""), "at": self.before.get("at", ""), **self.initial}

    def clean_on(self) -> date:
        day = super().clean_on()
        if day.isoformat() == self.before.get("on"):
            raise forms.ValidationError(_("This is the day that was already set."), code="same")
        return day

    def fact(self) -> dict[str, Any]:
        told = {name: value for name, value in self.values().items() if name in ("on", "at", "place")}
        return {**self.before, **told, "instead_of": self.before.get("on", "")}


# What was found ------------------------------------------------------------------------------------------------------


class VisitFindings(TransitionForm):
    """facts: "visit_report" {round, held_on, answers [{code, answer, comment, photo}], score, grade, critical_failed, failed …}.

    The lines of the checklist are declared on `VisitReport`, so that the gate judges their photographs before the act.
    """

    subject = "visit_report"

    held_on = PastDateField(label=_("Day of the visit"))
    started_at = TimeField(label=_("Start time"))
    ended_at = TimeField(label=_("End time"))
    met = FreeText(label=_("People met, with their functions"), limit=1000, rows=3)
    trainees_present = NumberField(label=_("Trainees counted"), min_value=0, max_value=10_000)
    observations = FreeText(label=_("Observations"), required=False)
    signed_by_all = TickField(label=_("Every inspector of the team has signed this report"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([n for n in self.fields if n not in ("observations", "signed_by_all")])
        self.initial = {"held_on": self.case.facts.get("visit", {}).get("on", ""), **self.initial}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        held, planned = cleaned.get("held_on"), self.case.facts.get("visit", {}).get("on", "")
        if held and planned and held < date.fromisoformat(planned):
            self.add_error("held_on", _("The visit was planned for a later day."))
        start, end = cleaned.get("started_at"), cleaned.get("ended_at")
        if start and end and end <= start:
            self.add_error("ended_at", _("The visit ends after it begins."))
        return cleaned

    def fact(self) -> dict[str, Any]:
        told, answers, repaired = self.values(), [], []
        for line in checklist.LINES:
            name = line.code.replace("-", "_")
            row = {"code": line.code, "answer": told.pop(f"line_{name}")}
            for key in ("comment", "photo"):
                if value := told.pop(f"{key}_{name}", None):
                    row[key] = value
            if told.pop(f"repaired_{name}", "") == "yes":
                repaired.append(line.code)
                row["repaired"] = True
            answers.append(row)
        found = checklist.outcome({row["code"]: row["answer"] for row in answers}, repaired=repaired)
        result = {"score": str(found.score), "grade": found.grade, "version": checklist.VERSION}
        lines = {"critical_failed": list(found.critical_failed), "failed": list(found.failed)}
        counted = {"trainees_present": self.cleaned_data["trainees_present"]}
        around = {"round": self.case.facts.get("visit", {}).get("round", 1), "on": self.today.isoformat()}
        return {**told, **counted, "answers": answers, **result, **lines, **around}
