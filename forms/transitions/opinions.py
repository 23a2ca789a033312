"""Asking outside administrations for their opinion, and giving it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from forms.fields import ChoiceField, FreeText, LineField, TableField, YesNoField, offered
from forms.transitions.base import TransitionForm
from forms.transitions.people import unlinked
from workflow.models import OpinionRequest
from workflow.opinions import Asked

MOST_ADMINISTRATIONS = 8


def administrations_field() -> TableField:
    """Rows of an account and the name of its administration; the form offers the accounts."""
    cells = {
        "authority": ChoiceField(label=_("Account"), choices=[], as_list=True),
        "administration": LineField(label=_("Administration, as the letter names it"), max_length=160),
        "binding": YesNoField(label=_("Is its favourable opinion required?")),
    }
    return TableField(label=_("Administrations to consult"), cells=cells, max_rows=MOST_ADMINISTRATIONS)


class OpinionsAsked(TransitionForm):
    """facts: "consultation" {question, administrations [{authority, administration, binding}], on}."""

    subject = "consultation"

    administrations = administrations_field()
    question = FreeText(
        label=_("What they are asked"),
        help_text=_("Each administration reads this text, the application and its documents."),
        least=10,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = unlinked(self.case, role=Role.EXTERNAL_AUTHORITY)
        accounts = [(str(user.pk), user.full_name) for user in people]
        self.fields["administrations"].cells["authority"].choices = offered(accounts)  # type: ignore[attr-defined]

    def clean_administrations(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["administrations"]
        if len({row["authority"] for row in rows}) < len(rows):
            raise ValidationError(_("The same account is asked twice."), code="twice")
        return rows

    def asked(self) -> list[Asked]:
        """The administrations as the engine asks them."""
        return [
            {
                "authority": int(row["authority"]),
                "administration": row["administration"],
                "is_binding": row["binding"] == "yes",
            }
            for row in self.cleaned_data["administrations"]
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "administrations" in cleaned:
            cleaned["asked"] = self.asked()
        return cleaned

    def values(self) -> dict[str, Any]:
        told = super().values()
        told.pop("asked", None)
        return told

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class OpinionGiven(TransitionForm):
    """The opinion of the administration that acts."""

    shown_when = {"grounds": ("verdict", ("reserved", "unfavourable"))}

    verdict = ChoiceField(label=_("Opinion"), choices=OpinionRequest.Verdict.choices)
    grounds = FreeText(
        label=_("Reservations or grounds"), help_text=_("Give the facts and the rule: the decision may rest on them."), least=10
    )
