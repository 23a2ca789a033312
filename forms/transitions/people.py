"""Who may be named for a case: holders of a role without a tie to it."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.queries import holders
from forms.fields import CHOOSE
from workflow.models import Case
from workflow.terms import Duty

PARTS = (Duty.FILES, Duty.REGISTERS, Duty.INSTRUCTS, Duty.PROPOSES)


def unlinked(case: Case, *, role: str, region: str = "") -> QuerySet[User]:
    """Holders of the role who are not the applicant, declared no tie, and took no part in this case."""
    taken = {user for part in PARTS for user in case.duties.get(part, ())}
    tied = Q(pk__in=[*taken, *([case.applicant_id] if case.applicant_id else [])])
    if case.applicant_identity:
        tied |= Q(identity=case.applicant_identity) | Q(interests__identity=case.applicant_identity)
    return holders(role=role, region=region).exclude(pk__in=User.objects.filter(tied).values("pk"))


class PersonField(forms.ModelChoiceField):
    """A list of people by their names; the form sets the queryset."""

    left_out: QuerySet[User] | None = None  # people of the role whom a rule keeps from being named here
    rule: tuple[str, Any] = ("", "")  # its code, and what is told when one of them is named

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"queryset": User.objects.none(), "empty_label": CHOOSE, **kwargs})

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            code, sentence = self.rule
            if self.left_out is not None and str(value).isdecimal() and self.left_out.filter(pk=value).exists():
                raise forms.ValidationError(sentence, code=code) from None
            raise
