"""The lines of a session: who is enrolled, by which contract; and what changes once the list is locked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms import text
from forms.blocks.person import GENDERS, ID_TYPES
from forms.blocks.programme import ENTRY_LEVELS
from forms.fields import (
    AmountField,
    ArabicNameField,
    ChoiceField,
    CinField,
    CountryField,
    FreeText,
    IdentifierField,
    LatinNameField,
    LineField,
    MoneyField,
    PassportField,
    PastDateField,
    TickField,
    offered,
    years_before,
)
from forms.requirements import ANY
from forms.training.session import HOMOLOGATED, hours_of, trainer_of
from forms.transitions.base import ReasonField, TransitionForm
from forms.uploads import UploadField
from registers import enrolments, persons, programmes, sessions, trainees, trainers
from registers.entries import Cause
from registers.models import Enrolment, Session, Trainee
from workflow import parameters
from workflow.holidays import calendar
from workflow.sheets import Sheet

YOUNGEST, ADULT = 15, 18
FUNDINGS = [
    ("self", _("The trainee")),
    ("employer", _("An employer")),
    ("public", _("A public programme")),
    ("association", _("An association")),
    ("other", _("Other")),
]
NO_CARD = ("none", _("None yet (a minor)"))
LINE_FACTS = ("entry_level", "contract_date", "funding")
OF_THE_SHEET = (
    *("first_name_ar", "last_name_ar", "first_name_fr", "last_name_fr", "gender", "birth_date", "nationality"),
    *("id_type", "cin", "passport_no", "residence_card_no"),
    *("entry_level", "entry_proof", "contract_no", "contract_date", "amount_tnd", "funding", "minor_consent"),
)
OF_THE_LINE = ("line", *LINE_FACTS, "entry_proof", "contract_no", "amount_tnd", "minor_consent")


class SessionForm(TransitionForm):
    """About the session that the case opened."""

    @property
    def session(self) -> Session:
        return sessions.get(self.case.facts["session"])

    def lines(self) -> list[tuple[str, str]]:
        """The enrolments of the session, to be chosen from."""
        return [(str(e.entry), f"{e.heading} ({e.number})") for e in enrolments.of_session(self.session)]


class EnrolmentLine(SessionForm):
    """One trainee of the list: added, or corrected when a line is named; checked against the registers at once."""

    shown_when = {
        "cin": ("id_type", ("cin",)),
        "passport_no": ("id_type", ("passport",)),
        "residence_card_no": ("id_type", ("residence_card",)),
    }

    sheet = Sheet(
        title=_("Enrolments of trainees"),
        case_by="session_code",
        case_label=_("Code of the session"),
        columns=OF_THE_SHEET,
        optional=frozenset({"passport_no", "residence_card_no", "minor_consent", "entry_proof"}),
        file="entry_proof",
        padded={"cin": 8},
    )

    line = ChoiceField(label=_("Line to correct"), choices=[], as_list=True, blank=_("A new trainee"), required=False)
    first_name_ar = ArabicNameField(label=_("First name in Arabic"))
    last_name_ar = ArabicNameField(label=_("Family name in Arabic"))
    first_name_fr = LatinNameField(label=_("First name in Latin letters"))
    last_name_fr = LatinNameField(label=_("Family name in Latin letters"))
    gender = ChoiceField(label=_("Sex"), choices=GENDERS)
    birth_date = PastDateField(label=_("Date of birth"), max_age=100)
    nationality = CountryField(label=_("Nationality"))
    id_type = ChoiceField(label=_("Identity document"), choices=[*ID_TYPES, NO_CARD])
    cin = CinField(label=_("Number of the identity card"))
    passport_no = PassportField(label=_("Number of the passport"))
    residence_card_no = IdentifierField(label=_("Number of the residence card"), max_length=20)
    entry_level = ChoiceField(label=_("Level of entry"), choices=ENTRY_LEVELS, as_list=True)
    entry_proof = UploadField(label=_("Proof of the level of entry"), accept=ANY, required=False)
    contract_no = LineField(label=_("Number of the contract"), max_length=40, width="m")
    contract_date = PastDateField(label=_("Date of the contract"))
    amount_tnd = MoneyField(label=_("Amount of the contract, in dinars"))
    funding = ChoiceField(label=_("Who pays?"), choices=FUNDINGS)
    minor_consent = TickField(label=_("The guardian's written consent is joined to the contract (minor)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].choices = offered(self.lines(), blank=_("A new trainee"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        session, born = self.session, cleaned.get("birth_date")
        if born and session.starts_on:
            self._check_age(born, session.starts_on, least=programmes.get(session.programme).min_age)
        if not self.errors:
            self._check_registers(session)
            cleaned["person"] = self.person()
        return cleaned

    def values(self) -> dict[str, Any]:
        told = super().values()
        told.pop("person", None)
        return told

    def _check_age(self, born: date, first: date, *, least: int | None) -> None:
        """`least` is the minimum age of the programme: the law forbids some work to minors, with any consent."""
        if born > years_before(first, YOUNGEST):
            told = {"years": YOUNGEST}
            error = ValidationError(_("A trainee is at least %(years)d years old on the first day."), params=told)
            self.add_error("birth_date", error)
        elif least and born > years_before(first, least):
            sentence = _("This programme is for people of %(years)d years and more: younger ones may not do some of its work.")
            self.add_error("birth_date", ValidationError(sentence, code="forbidden_work", params={"years": least}))
        elif born > years_before(first, ADULT) and not self.cleaned_data.get("minor_consent"):
            self.add_error("minor_consent", _("A minor is enrolled with the written consent of the guardian."))
        if self.cleaned_data.get("id_type") == "none" and born <= years_before(first, ADULT):
            self.add_error("id_type", _("Only a minor may have no identity document yet."))

    def _check_registers(self, session: Session) -> None:
        """What the register of enrolments would refuse, told beside the question that it is about."""
        cleaned, line = self.cleaned_data, self.cleaned_data.get("line")
        if not programmes.admits(session.programme, entry_level=cleaned["entry_level"]):
            self.add_error("entry_level", _("This level of entry is too low for the programme."))
        proven = cleaned.get("entry_proof") or (line and enrolments.get(line).entry_proof)
        if session.level in HOMOLOGATED and not proven:
            self.add_error("entry_proof", _("The level of entry is proven for a homologated programme."))
        trainee = known_trainee(cleaned)
        if line:
            return
        if trainee is not None and enrolments.of_trainee_in(trainee=trainee, session=session):
            self.add_error("line", _("This person is enrolled already: choose the line to correct it."))
        elif trainee is not None and enrolments.overlapping(trainee=trainee, session=session):
            self.add_error(None, _("This person follows another session at these hours."))
        if sessions.free_seats(session) == 0:
            self.add_error(None, _("The session has no place left."))
        if cleaned["nationality"] != "TN" and not is_authorised(trainee, session):
            self.add_error("nationality", _("The structure has no authorisation to enrol this foreign trainee (TRN-02)."))

    def person(self) -> dict[str, Any]:
        """The answers of a block of a person."""
        names = [
            n for n in self.fields if n not in ("line", *LINE_FACTS, "entry_proof", "contract_no", "amount_tnd", "minor_consent")
        ]
        return {n: self.cleaned_data[n] for n in names if self.cleaned_data.get(n)}

    def line_key(self) -> str:
        """Who the line is about: the identity document, or name and date of birth of who has none yet."""
        person = self.person()
        named = (text.line(f"{person['last_name_ar']} {person['first_name_ar']}"), str(person["birth_date"]))
        return persons.identity_of(person) or "/".join(named)

    def room(self) -> int | None:
        return sessions.free_seats(self.session)

    def clean_contract_date(self) -> Any:
        day = self.cleaned_data["contract_date"]
        if self.session.ends_on and day > self.session.ends_on:
            raise ValidationError(_("The contract is signed before the session ends."), code="late")
        return day


def known_trainee(person: dict[str, Any]) -> Trainee | None:
    identity = persons.identity_of(person)
    return trainees.of_identity(identity) if identity else None


def is_authorised(trainee: Trainee | None, session: Session) -> bool:
    """Whether an authorisation for foreign trainees names this person for the programme."""
    if trainee is None:
        return False
    held = Enrolment.objects.current().filter(trainee=trainee.entry, programme=session.programme, is_foreign=True)
    return bool(held.exclude(authorisation_number="").exists())


def enrolment_facts(data: Mapping[str, Any]) -> dict[str, Any]:
    """Columns of the register of enrolments from a cleaned line; the file that proves the level is kept with the case."""
    told = {name: data[name] for name in LINE_FACTS}
    told |= {"contract_number": data["contract_no"], "price_tnd": data["amount_tnd"]}
    proof = data.get("entry_proof")
    return {**told, "entry_proof": proof.name[:80]} if proof else told


class ListSubmission(SessionForm):
    """facts: "list" {on, head_count, late}."""

    subject = "list"

    contracts_signed = TickField(label=_("A contract is signed with every trainee of the list"))

    def fact(self) -> dict[str, Any]:
        session = self.session
        first, days = session.starts_on or self.today, int(parameters.value_for(self.case, f"{self.case.procedure}.list_days"))
        late = self.today > calendar().add_working(first, days)
        return {"on": self.today.isoformat(), "head_count": enrolments.count(session=session), "late": late}


class SessionCancelled(TransitionForm):
    """Who was enrolled is told, and paid back."""

    requires_reason = True

    trainees_informed = TickField(label=_("Every trainee who was enrolled has been informed and paid back"))
    reason = ReasonField()


CHANGES = [
    ("departure", _("Departure of a trainee")),
    ("attendance", _("Attendance of a trainee")),
    ("trainer", _("Replacement of a trainer")),
]


class SessionChange(SessionForm):
    """A dated change of a running session: a departure, an attendance, a trainer."""

    shown_when = {
        "line": ("change", ("departure", "attendance")),
        "departure_reason": ("change", ("departure",)),
        "attendance": ("change", ("attendance",)),
        "leaving_trainer": ("change", ("trainer",)),
        "new_trainer": ("change", ("trainer",)),
    }

    change = ChoiceField(label=_("What changes?"), choices=CHANGES)
    on = PastDateField(label=_("Since when"))
    line = ChoiceField(label=_("Trainee"), choices=[], as_list=True)
    departure_reason = LineField(label=_("Reason of the departure"), max_length=300)
    attendance = AmountField(label=_("Attendance so far (%)"), decimals=1, min_value=0, max_value=100)
    leaving_trainer = LineField(label=_("Number of the trainer who leaves"), max_length=20)
    new_trainer = LineField(label=_("Number of the new trainer"), max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = enrolments.of_session(self.session, statuses=[Enrolment.Status.ACTIVE])
        self.fields["line"].choices = offered([(str(e.entry), f"{e.heading} ({e.number})") for e in active])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        on, first = cleaned.get("on"), self.session.starts_on
        if on and first and on < first:
            self.add_error("on", _("The session had not begun on this day."))
        if cleaned.get("new_trainer") and trainer_of(cleaned["new_trainer"]) is None:
            self.add_error("new_trainer", _("This trainer is not registered."))
        if cleaned.get("leaving_trainer") and trainer_of(cleaned["leaving_trainer"]) is None:
            self.add_error("leaving_trainer", _("This trainer is not registered."))
        return cleaned


def apply_change(data: Mapping[str, Any], *, session: str, cause: Cause) -> None:
    """Writes a dated change into the registers: a locked line is opened for it, and locked again."""
    if data["change"] == "trainer":
        old, new, held = trainer_of(data["leaving_trainer"]), trainer_of(data["new_trainer"]), sessions.get(session)
        if old is None or new is None:
            raise LookupError("a trainer is not registered")
        own = [row for row in held.timetable if row.get("trainer") == old.number]
        trainers.release(trainer=old, session=session, cause=cause)
        days = {"starts_on": data["on"], "ends_on": held.ends_on}
        trainers.assign(trainer=new, provider=held.provider, session=session, hours_week=hours_of(own), cause=cause, **days)
        rows = [{**row, "trainer": new.number} if row in own else row for row in held.timetable]
        sessions.amend(session=session, facts={"timetable": rows}, cause=cause)
        return
    line = enrolments.unlock(enrolment=data["line"], cause=cause)
    if data["change"] == "departure":
        enrolments.leave(enrolment=line, cause=cause, reason=data["departure_reason"], on=data["on"])
        sessions.count_heads(session=session, cause=cause)
    else:
        enrolments.amend(enrolment=line, facts={"attendance": data["attendance"]}, cause=cause)
    enrolments.lock(session=session, cause=cause)


class SessionReminder(TransitionForm):
    """facts: "reminder" {what, sent_on}."""

    subject = "reminder"

    what = FreeText(label=_("What is awaited"), limit=1000, least=10)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "sent_on": self.today.isoformat()}
