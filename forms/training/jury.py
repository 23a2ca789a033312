"""What is filled in to propose a jury, to leave it, and to take a seat in it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from forms.fields import ChoiceField, LineField, TableField, offered
from forms.training.examination import ExaminationRequest
from forms.training.seats import CAPACITIES, QUALITIES, check_composition
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.people import unlinked
from registers.models import Enrolment
from workflow import juries, parameters
from workflow.models import Case


def eligible(case: Case, *, role: Role, without: "User | None") -> QuerySet[User]:
    """Holders of the role without a tie to the case; nobody proposes themselves."""
    found = unlinked(case, role=role)
    return found.exclude(pk=without.pk) if without else found


def is_barred(line: Enrolment) -> bool:
    """Whether the register knows why a trainee cannot be presented: too few hours attended, or gone."""
    least = Decimal(str(parameters.value("TRN-04.attendance")))
    stands = line.status in (Enrolment.Status.ACTIVE, Enrolment.Status.COMPLETED)
    return not stands or line.attendance is None or line.attendance < least


class JuryProposal(TransitionForm):
    """facts: "jury" {seats [{user, name, capacity, quality, employer}], excluded [{enrolment, reason}], on}."""

    subject = "jury"

    seats = TableField(
        label=_("Jury"),
        help_text=_("Three persons at least; each has an account."),
        cells={
            "user": ChoiceField(label=_("Person"), choices=[], as_list=True),
            "capacity": ChoiceField(label=_("Role"), choices=CAPACITIES, as_list=True),
            "quality": ChoiceField(label=_("Comes from"), choices=QUALITIES, as_list=True),
            "employer": LineField(label=_("Employer"), max_length=150),
        },
    )
    excluded = TableField(
        label=_("Candidates who are excluded"),
        help_text=_("Whoever attended too little, or has left the training, is excluded with the reason."),
        required=False,
        cells={
            "enrolment": ChoiceField(label=_("Candidate"), choices=[], as_list=True),
            "reason": LineField(label=_("Reason"), max_length=300),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = self.actor.user if self.actor else None
        self.holders = {role: {u.pk: u for u in eligible(self.case, role=role, without=actor)} for role in juries.ROLES.values()}
        people = {str(pk): user.full_name for held in self.holders.values() for pk, user in held.items()}
        self.fields["seats"].cells["user"].choices = offered(list(people.items()))  # type: ignore[attr-defined]
        lines = ExaminationRequest.lines(self.case)
        named = [(line.number, f"{line.heading} ({line.number})") for _row, line in lines]
        self.fields["excluded"].cells["enrolment"].choices = offered(named)  # type: ignore[attr-defined]

    def clean_seats(self) -> list[dict[str, Any]]:
        rows = [{**row, "user": int(row["user"])} for row in self.cleaned_data["seats"]]
        if len({row["user"] for row in rows}) < len(rows):
            raise ValidationError(_("One person holds one seat."), code="twice")
        if [row for row in rows if row["user"] not in self.holders[juries.ROLES[row["capacity"]]]]:
            raise ValidationError(_("This person is not posted in this role."), code="role")
        check_composition(rows)
        return rows

    def clean_excluded(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["excluded"]
        named = {row["enrolment"] for row in rows}
        lines = [line for _row, line in ExaminationRequest.lines(self.case)]
        if left := [line.number for line in lines if is_barred(line) and line.number not in named]:
            told = {"numbers": ", ".join(left)}
            raise ValidationError(_("Say why these candidates are excluded: %(numbers)s."), code="barred", params=told)
        if len(named) == len(lines):
            raise ValidationError(_("Nobody would be left to examine."), code="nobody")
        return rows

    def fact(self) -> dict[str, Any]:
        seats = juries.seated(self.cleaned_data["seats"])
        return {"seats": seats, "excluded": self.cleaned_data["excluded"], "on": self.today.isoformat()}


class ConflictDeclaration(TransitionForm):
    """What ties a member of the jury to the structure or to a candidate."""

    requires_reason = True

    reason = ReasonField(label=_("What ties you to the structure or to a candidate"))


class JurorReplaced(TransitionForm):
    """Who leaves the jury and who takes the seat, of the same quality."""

    requires_reason = True

    leaving = ChoiceField(label=_("Who leaves"), choices=[], as_list=True)
    coming = ChoiceField(label=_("Who takes the seat"), choices=[], as_list=True)
    employer = LineField(label=_("Employer"), max_length=150)
    reason = ReasonField(label=_("Absence or interest"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left = {str(seat["user"]): seat for seat in juries.standing(self.case)}
        held = {seat["user"] for seat in juries.seats(self.case)}
        actor = self.actor.user if self.actor else None
        self.holders = {
            capacity: {str(u.pk): u for u in eligible(self.case, role=role, without=actor) if u.pk not in held}
            for capacity, role in juries.ROLES.items()
        }
        people = {pk: user.full_name for found in self.holders.values() for pk, user in found.items()}
        self.fields["leaving"].choices = offered([(pk, seat["name"]) for pk, seat in self.left.items()])  # type: ignore[attr-defined]
        self.fields["coming"].choices = offered(list(people.items()))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        seat = self.left.get(cleaned.get("leaving", ""))
        if seat and cleaned.get("coming") and cleaned["coming"] not in self.holders[seat["capacity"]]:
            self.add_error("coming", _("This person is not posted in this role."))
        return cleaned


def seat_of(told: Mapping[str, Any], left: Mapping[str, Any]) -> dict[str, Any]:
    """A seat of the same capacity and quality as the one that was left."""
    return {
        "user": int(told["coming"]),
        "capacity": left["capacity"],
        "quality": left["quality"],
        "employer": told["employer"],
    }
