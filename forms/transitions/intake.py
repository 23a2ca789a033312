"""Filing, withdrawing, refusing to examine."""

import hashlib
from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from forms import attachments, laws
from forms.application import in_three_languages
from forms.fields import ChoiceField, LineField, TickField, offered
from forms.transitions.base import ReasonField, TransitionForm
from workflow.ledger import canonical

INADMISSIBLE = {
    "no_standing": _("The person is not entitled to ask for this"),
    "wrong_authority": _("Another authority is competent"),
    "already_decided": _("The same request has already been decided"),
    "legal_bar": _("A law forbids this request"),
}


class Reason(TransitionForm):
    requires_reason = True
    reason = ReasonField()


class Submission(TransitionForm):
    """Nothing is asked but to confirm; what is filed is fixed by its digest."""

    confirm = TickField(label=_("I have checked my answers and I file this application"))

    def record(self) -> Mapping[str, Any]:
        files = [
            {"requirement": a.requirement, "sha256": a.sha256}
            for held in attachments.by_requirement(self.case).values()
            for a in held
        ]
        return {"digest": hashlib.sha256(canonical.encode(self.case.answers)).hexdigest(), "attachments": files}


class Withdrawal(TransitionForm):
    confirm = TickField(label=_("I withdraw my request, and I understand that it will not be examined further"))


class Inadmissibility(TransitionForm):
    """facts: "inadmissibility" {ground, title {en, fr, ar}, law, competent?, reason}."""

    requires_reason = True
    subject = "inadmissibility"
    grounds: ClassVar[Mapping[str, Any]] = INADMISSIBLE  # code -> what the letter calls it
    shown_when = {"competent": ("ground", ("wrong_authority",))}

    ground = ChoiceField(label=_("Ground"), choices=list(INADMISSIBLE.items()))
    competent = LineField(label=_("Authority to address instead"))
    law = ChoiceField(label=_("Text applied"), choices=[], as_list=True)
    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = list(self.grounds.items())
        self.fields["law"].choices = offered(laws.choices(self.procedure.legal_basis))

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "title": in_three_languages(self.grounds[self.cleaned_data["ground"]])}
