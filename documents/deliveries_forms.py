"""What the front desk and the registry are asked of a delivery: days, numbers, who received it, and the scan that proves it."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from documents import deliveries, deliveries_displays
from documents.models import DeliveryAttempt
from workflow import scans
from workflow.models import Case

Status = DeliveryAttempt.Status
PAPERS = frozenset({"pdf", "jpeg", "png"})


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "data-width": "m"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, initial=timezone.localdate)


class _Step(forms.Form):
    """One thing that becomes of an attempt; `perform` writes it."""

    title: ClassVar[Any] = ""
    text: ClassVar[Any] = ""
    scanned: ClassVar[Any] = ""  # what the scan shows; empty where none is asked
    is_scan_required: ClassVar[bool] = True

    def __init__(self, data: Any = None, files: Any = None, *, slip: DeliveryAttempt) -> None:
        super().__init__(data, files)
        self.slip = slip
        if self.scanned:
            hint = _("PDF, JPEG or PNG, 10 MB at most. The file is checked, and its fingerprint is kept.")
            asked = {"label": self.scanned, "help_text": hint, "required": self.is_scan_required}
            self.fields["scan"] = scans.field(accept=PAPERS, max_mb=10, **asked)

    def perform(self, *, case: Case, by: User) -> DeliveryAttempt:
        raise NotImplementedError


class Posted(_Step):
    title = _("The letter was posted")
    text = _("Enter what is written on the receipt of the post.")
    tracking = forms.CharField(
        label=_("Number of the registered letter"),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "data-width": "l"}),
    )
    on = _day(_("Posted on"))

    def perform(self, *, case: Case, by: User) -> DeliveryAttempt:
        told = self.cleaned_data
        return deliveries.post(case=case, slip=self.slip, tracking=told["tracking"], on=told["on"], by=by)


class PostDelivered(_Step):
    title = _("The letter was delivered")
    text = _("The day is that of the signature on the acknowledgement of receipt, not the day on which it came back.")
    scanned = _("Scan of the signed acknowledgement")
    on = _day(_("Delivered on"))
    received_by = forms.CharField(label=_("Received by, as written on the receipt"), max_length=160, required=False)

    def perform(self, *, case: Case, by: User) -> DeliveryAttempt:
        told = self.cleaned_data
        receiver = deliveries.Receiver(told["received_by"], "", "") if told["received_by"] else None
        return deliveries.deliver(case=case, slip=self.slip, on=told["on"], scan=told["scan"], by=by, receiver=receiver)


class PostReturned(_Step):
    title = _("The letter came back")
    text = _("A letter that came back proves nothing: it waits at the counter, and another way may be tried.")
    scanned = _("Scan of the envelope")
    on = _day(_("Returned on"))
    note = forms.CharField(label=_("What the post wrote on it"), max_length=300)

    def perform(self, *, case: Case, by: User) -> DeliveryAttempt:
        told = self.cleaned_data
        return deliveries.send_back(case=case, slip=self.slip, on=told["on"], note=told["note"], scan=told["scan"], by=by)


class Displayed(_Step):
    title = _("The document is displayed")
    text = _("When its days of display are over, the document counts as notified, and what depends on its notification begins.")
    scanned = _("Scan of the certificate of display, or photograph of it")
    place = forms.CharField(
        label=_("Place of the display"),
        max_length=300,
        help_text=_("The seat of the directorate, and the last known address where the structure has closed."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    on = _day(_("Displayed from"))

    def perform(self, *, case: Case, by: User) -> DeliveryAttempt:
        told = self.cleaned_data
        return deliveries_displays.display(
            case=case, letter=self.slip, place=told["place"], on=told["on"], scan=told["scan"], by=by
        )  # fmt: skip


class CounterDelivered(_Step):
    title = _("The person signed the slip")
    text = _("Check the identity paper, compare it with the addressee, and scan the slip once it is signed.")
    scanned = _("Scan of the signed slip")
    received_by = forms.CharField(label=_("Name of who received it"), max_length=160)
    is_representative = forms.BooleanField(label=_("They act for the addressee, and showed a power of attorney"), required=False)
    identity_kind = forms.ChoiceField(label=_("Identity paper shown"), choices=DeliveryAttempt.Identity.choices)
    identity_number = forms.CharField(
        label=_("Its number"), max_length=40, widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})
    )
    on = _day(_("Received on"))

    def perform(self, *, case: Case, by: User) -> DeliveryAttempt:
        told = self.cleaned_data
        receiver = deliveries.Receiver(
            told["received_by"], told["identity_kind"], told["identity_number"], told["is_representative"]
        )
        return deliveries.deliver(case=case, slip=self.slip, on=told["on"], scan=told["scan"], by=by, receiver=receiver)


class Corrected(_Step):
    title = _("Correct this entry")
    text = _("The former entry stays in the history and counts no more. The time limit for an appeal is computed anew.")
    scanned = _("Another scan, where the former was wrong")
    is_scan_required = False
    status = forms.ChoiceField(label=_("What really became of it"))
    on = forms.DateField(
        label=_("On which day"),
        help_text=_("Leave it out when it did not take place."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "data-width": "m"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("At least ten characters. It is kept with both entries."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, files: Any = None, *, slip: DeliveryAttempt) -> None:
        super().__init__(data, files, slip=slip)
        settled = [Status.DELIVERED, Status.RETURNED] if slip.channel == DeliveryAttempt.Channel.POST else [Status.DELIVERED]
        if slip.channel == DeliveryAttempt.Channel.DISPLAY:
            settled = []
        offered = [*(settled if slip.is_settled and slip.proof_sha256 else []), Status.ABANDONED]
        self.fields["status"].choices = [(s.value, s.label) for s in offered]  # type: ignore[attr-defined]

    def perform(self, *, case: Case, by: User) -> DeliveryAttempt:
        told = self.cleaned_data
        return deliveries.correct(
            case=case, slip=self.slip, status=told["status"], reason=told["reason"], on=told["on"], scan=told["scan"], by=by
        )  # fmt: skip


def steps_of(slip: DeliveryAttempt) -> dict[str, type[_Step]]:
    """What may be recorded of an attempt as it stands, by the word in the address."""
    if slip.channel == DeliveryAttempt.Channel.PLATFORM:
        return {}
    display: dict[str, type[_Step]] = {"display": Displayed} if _may_be_displayed(slip) else {}
    if slip.is_settled or slip.status == Status.DISPLAYED:
        return {**display, "correct": Corrected}
    if slip.channel == DeliveryAttempt.Channel.COUNTER:
        return {"delivered": CounterDelivered, "correct": Corrected}
    if slip.status == Status.PREPARED:
        return {"posted": Posted, "correct": Corrected}
    return {"delivered": PostDelivered, "returned": PostReturned, **display, "correct": Corrected}


def _may_be_displayed(slip: DeliveryAttempt) -> bool:
    start = deliveries_displays.may_be_displayed_from(slip)
    return start is not None and start <= timezone.localdate()
