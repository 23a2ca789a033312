"""Asking the foreign body, and entering its answer."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.equivalence.sections import Diploma, known_bodies
from forms.fields import ChoiceField, CountryField, EmailField, FreeText, LineField, PastDateField
from forms.requirements import ANY
from forms.transitions.base import TransitionForm
from forms.uploads import UploadField
from registers import countries

LETTER_LANGUAGES = [("fr", _("French")), ("en", _("English")), ("ar", _("Arabic"))]
VERDICTS = [
    ("confirms", _("The body confirms the diploma")),
    ("partial", _("The body confirms only a part")),
    ("denies", _("The body did not award this diploma")),
]
RECOGNISED = [("yes", _("Yes")), ("no", _("No")), ("unknown", _("The answer does not say"))]


class AwardingBodyQuery(TransitionForm):
    """facts: "awarding_body_query" {name, address, country, email?, entry?, programme, questions [str], language, sent_on}."""

    subject = "awarding_body_query"

    entry = ChoiceField(
        label=_("Entry in the register of awarding bodies"),
        choices=known_bodies,
        as_list=True,
        blank=_("A new entry"),
        required=False,
    )
    name = LineField(label=_("Name of the body"))
    address = FreeText(label=_("Address"), limit=300, rows=3)
    country = CountryField(label=_("Country"), without=(countries.HOME,))
    email = EmailField(label=_("E-mail address"), required=False)
    programme = LineField(label=_("Programme identified"), help_text=_("Speciality and level, as the body calls them."))
    questions = FreeText(
        label=_("Further questions"),
        help_text=_("One on each line; the letter always asks about award, recognition and hours."),
        required=False,
    )
    language = ChoiceField(label=_("Language of the letter"), choices=LETTER_LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        diploma = answers.valid(self.case.answers, Diploma.code)
        told = {
            "entry": "known_body",
            "name": "awarding_body",
            "address": "awarding_body_address",
            "country": "country",
            "email": "awarding_body_email",
            "programme": "diploma_title",
        }
        self.initial = {**{field: diploma.get(source, "") for field, source in told.items()}, **self.initial}
        if diploma.get("diploma_language") in ("ar", "fr", "en"):
            self.initial.setdefault("language", diploma["diploma_language"])

    def fact(self) -> dict[str, Any]:
        questions = [line.strip() for line in self.cleaned_data.get("questions", "").splitlines() if line.strip()]
        return {**self.values(), "questions": questions, "sent_on": self.today.isoformat()}


class AwardingBodyAnswer(TransitionForm):
    """facts: "awarding_body_answer" {verdict, on, summary, recognised, source?, answer {attachment, sha256}}."""

    subject = "awarding_body_answer"
    shown_when = {"source": ("recognised", ("yes", "no"))}

    verdict = ChoiceField(label=_("What the body answers"), choices=VERDICTS)
    on = PastDateField(label=_("Date of the answer"))
    summary = FreeText(label=_("Summary"), least=10, limit=2000)
    recognised = ChoiceField(label=_("Is the body recognised in its country?"), choices=RECOGNISED)
    source = LineField(label=_("Where this is established"), help_text=_("Official list, letter of an authority, legal text."))
    answer = UploadField(label=_("The answer itself"), accept=ANY, max_mb=10)

    def clean_on(self) -> Any:
        asked = self.case.facts.get("awarding_body_query", {}).get("sent_on", "")
        if asked and self.cleaned_data["on"].isoformat() < asked:
            raise ValidationError(_("The body cannot have answered before it was asked."))
        return self.cleaned_data["on"]
