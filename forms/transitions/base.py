"""What every form of a transition has: the case, the actor, a reason when one is due, facts and a record."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms import attachments
from forms.answers import is_blank, stored
from forms.conditional import ConditionalForm
from forms.fields import FreeText
from forms.models import Attachment
from forms.uploads import Admitted, UploadField
from workflow.procedure import Procedure
from workflow.procedures import procedure_of

if TYPE_CHECKING:
    from forms.application import Application
    from workflow.actor import Actor
    from workflow.models import Case


class ReasonField(FreeText):
    """Why: what the person concerned, and a judge, will read."""

    def __init__(self, **kwargs: Any) -> None:
        hint = _("Give the facts and the rule. The person concerned may read this text.")
        super().__init__(**{"label": _("Statement of reasons"), "help_text": hint, "limit": 4000, "least": 10, **kwargs})


class TransitionForm(ConditionalForm):
    """Filled in to perform a transition; `subject` names the fact that it establishes, if it does."""

    requires_reason: ClassVar[bool] = False
    subject: ClassVar[str] = ""

    def __init__(self, data: Any = None, files: Any = None, *, case: "Case", actor: "Actor", **kwargs: Any) -> None:
        self.case, self.actor = case, actor
        self.kept: dict[str, Attachment] = {}
        super().__init__(data, files, **kwargs)
        if "reason" in self.fields:
            self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    @classmethod
    def prepare(cls, files: Any) -> Any:
        """The files that were sent, each judged by the gate: the door asks for this before it locks the case."""
        judged = files.copy()
        for name, field in cls.base_fields.items():
            upload = judged.get(name)
            if isinstance(field, UploadField) and isinstance(upload, UploadedFile) and upload.size:
                judged[name] = field.judge(upload)
        return judged

    @property
    def procedure(self) -> type[Procedure]:
        return procedure_of(self.case)

    @property
    def application(self) -> "type[Application]":
        return self.procedure.application  # type: ignore[no-any-return]

    @property
    def today(self) -> date:
        return timezone.localdate()

    def values(self) -> dict[str, Any]:
        """What was filled in, as JSON; files by what was kept of them."""
        return {name: self._value(name, value) for name, value in self.cleaned_data.items() if not is_blank(value)}

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, Admitted):
            kept = self.kept.get(name)
            return {"attachment": str(kept.pk), "sha256": kept.sha256} if kept else None
        return stored(value)

    def fact(self) -> dict[str, Any]:
        """The fact established: everything that was filled in."""
        return self.values()

    def facts(self) -> Mapping[str, Any]:
        return {self.subject: self.fact()} if self.subject else {}

    def record(self) -> Mapping[str, Any]:
        told = self.values()
        reason = {"reason": told.pop("reason")} if "reason" in told else {}
        return {"answers": told, **reason}

    def keep_files(self, *, by: "Actor") -> None:
        for name, value in self.cleaned_data.items():
            if isinstance(value, Admitted) and by.user is not None:
                self.kept[name] = attachments.keep(value, case=self.case, requirement=name[:20], by=by.user, is_internal=True)
