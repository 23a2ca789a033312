"""The report of a visit: the lines of the checklist as fields, each with its comment and its photograph."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from forms.fields import ChoiceField, LineField, YesNoField
from forms.requirements import ANY
from forms.transitions.visit import VisitFindings
from forms.uploads import UploadField
from registers import checklist
from registers.checklist import NOT_CONFORM, PARTIAL


def _fields_of(line: checklist.Line) -> dict[str, forms.Field]:
    name = line.code.replace("-", "_")
    label = format_lazy("{code} {label}", code=line.code, label=line.label)
    found: dict[str, forms.Field] = {
        f"line_{name}": ChoiceField(label=label, choices=line.answers),
        f"comment_{name}": LineField(label=format_lazy(_("{code}: what was found"), code=line.code), max_length=600),
        f"photo_{name}": UploadField(label=format_lazy(_("{code}: photograph or document"), code=line.code), accept=ANY),
    }
    if line.severity == "critical":
        found[f"repaired_{name}"] = YesNoField(label=format_lazy(_("{code}: was it mended on the spot?"), code=line.code))
    return found


def _shown(line: checklist.Line) -> dict[str, tuple[str, tuple[str, ...]]]:
    name = line.code.replace("-", "_")
    asked: dict[str, tuple[str, tuple[str, ...]]] = {f"comment_{name}": (f"line_{name}", (PARTIAL, NOT_CONFORM))}
    asked[f"photo_{name}"] = (f"line_{name}", (NOT_CONFORM,))
    if line.severity == "critical":
        asked[f"repaired_{name}"] = (f"line_{name}", (NOT_CONFORM,))
    return asked


_declared: dict[str, Any] = {
    "__module__": __name__,
    "__doc__": "Every line of the checklist is answered; what is not conform has its comment and its photograph.",
    "shown_when": {name: when for line in checklist.LINES for name, when in _shown(line).items()},
    **{name: field for line in checklist.LINES for name, field in _fields_of(line).items()},
}
VisitReport: type[VisitFindings] = type("VisitReport", (VisitFindings,), _declared)
