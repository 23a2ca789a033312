"""What is seen when a watch case is opened: who, where, when, in which words."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.application import Application
from forms.fields import ChoiceField, FreeText, LineField, NumberField, PastDateField, TableField
from forms.monitoring.concerned import Concerned, identity_of, provider_field
from forms.requirements import Requirement
from registers import providers

if TYPE_CHECKING:
    from workflow.models import Case

REGISTERED = "registered_provider"
SUSPECTS = (
    (REGISTERED, _("Structure of the register")),
    ("company", _("Company")),
    ("person", _("Natural person")),
    ("unknown", _("Unknown")),
)
CHANNELS = (
    ("social", _("Social network")),
    ("web", _("Website")),
    ("street", _("Poster or leaflet")),
    ("radio", _("Radio or television")),
    ("phone", _("Telephone")),
)
NO_RECEIPT = "no_receipt"
OFFENCES = (
    ("university_degree", _("Promises a university degree")),
    ("homologation_lie", _("Claims a homologation that does not exist")),
    ("foreign_partnership_lie", _("Claims a foreign partnership that does not exist")),
    (NO_RECEIPT, _("Trains without the receipt of the specifications")),
    ("tuition_before_receipt", _("Takes fees before the receipt")),
    ("reserved_title", _("Uses a reserved title")),
    ("guarantee_of_job", _("Guarantees a job")),
)
MOST_CHANNELS = 8


class Watch(Concerned):
    code = "watch"
    title = _("What was seen")
    shown_when = {"provider": ("suspect_kind", (REGISTERED,))}

    suspect_kind = ChoiceField(label=_("Who is suspected"), choices=SUSPECTS)
    provider = provider_field()
    name_and_address = FreeText(label=_("Name and address"), limit=300, least=3, rows=3)
    channels = TableField(
        label=_("Channels"),
        cells={
            "channel": ChoiceField(label=_("Channel"), choices=CHANNELS, as_list=True),
            "link_or_place": LineField(label=_("Link or place"), max_length=300),
            "date_seen": PastDateField(label=_("Seen on")),
        },
        max_rows=MOST_CHANNELS,
    )
    text_seen = FreeText(label=_("Text seen"), limit=3000, least=10, rows=6)
    offence_kind = ChoiceField(label=_("Nature of the breach"), choices=OFFENCES, as_list=True)
    victims = NumberField(label=_("Victims"), min_value=0, max_value=100_000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = self.case.provider if self.case else None
        if about and not self.answers.get(self.code):
            found = providers.get(about)
            told = {"suspect_kind": REGISTERED, "name_and_address": f"{found.corporate_name_ar}\n{found.head_office}"}
            self.initial = {**told, **self.initial}

    def clean_suspect_kind(self) -> str:
        kind: str = self.cleaned_data["suspect_kind"]
        if (kind == REGISTERED) != bool(self.case and self.case.provider):
            raise forms.ValidationError(_("Name the structure first when the register knows it, and only then."), code="provider")
        return kind


def by_the_officer(case: "Case") -> bool:
    """Evidence is joined by the act that collects it, never before."""
    return False


class WatchCase(Application):
    sections = (Watch,)
    requires = (
        Requirement("EVID", when=by_the_officer, condition=_("joined by the legal officer, for each channel")),
        Requirement("RNE", when=by_the_officer, condition=_("for a company")),
        Requirement("REPORT", when=by_the_officer, condition=_("the report of a bailiff, when one is needed")),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        """Whom no register knows is called as the officer wrote it."""
        if case.provider or case.applicant_name_ar:
            return identity_of(case)
        name = suspect_name(case)
        return {"name_ar": name, "name_fr": name, "identity": "", "region": case.region, "language": case.language}

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return bool(cls.answer(case, "text_seen")) and cls.answer(case, "text_seen") == cls.answer(other, "text_seen")

    @classmethod
    def search_text(cls, case: "Case") -> str:
        return case.search_text


def suspect_name(case: "Case") -> str:
    """The first line of the name and address; of a case that another one opened, whom that one was about."""
    told = str(case.answers.get("watch", {}).get("name_and_address", "")).strip()
    return told.splitlines()[0][:150] if told else case.applicant_name_ar


def rows_of(case: "Case") -> list[dict[str, Any]]:
    """The channels on which something was seen; a case that another one opened may name none."""
    unknown = {"channel": "street", "link_or_place": "", "date_seen": timezone.localdate(case.registered_at).isoformat()}
    return [dict(row) for row in case.answers.get("watch", {}).get("channels", ())] or [unknown]


def watched(case: "Case") -> dict[str, Any]:
    """What the register of advertising keeps of the case."""
    told = case.answers.get("watch", {})
    return {
        "suspect_kind": told.get("suspect_kind") or (REGISTERED if case.provider else "unknown"),
        "suspect_name": told.get("name_and_address") or case.applicant_name_ar,
        "region": case.region,
        "channels": [dict(row) for row in told.get("channels", ())],
        "text_seen": told.get("text_seen", ""),
        "victims": int(told.get("victims") or 0),
    }
