"""Drafts, and the acts on a case that do not move it: answers, messages, notes, letters."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.organisations import organisations_of
from accounts.roles import OUTSIDE_ROLES, Role
from accounts.standing import standing_of
from workflow import clocks, completeness, notifications, openings, outbox, parameters, policies
from workflow.actor import Actor
from workflow.attempts import attempt
from workflow.ledger import record
from workflow.models import Case, Event, Message, Note
from workflow.procedure import Procedure
from workflow.procedures import named, procedure_of
from workflow.refusals import FormInvalid, NotATransition, NotEntitled, Outdated, Refused
from workflow.terms import Applicants, Duty, Letter

# They read a case, or a part of it, and take no part in what is said about it.
SILENT_ROLES = frozenset({Role.AUDITOR, *OUTSIDE_ROLES})


def may_open(procedure: type[Procedure], user: User) -> str | None:
    """Whether the person may start a draft: as the applicant, or as the counter that files for one."""
    if not user.is_authenticated or not user.is_active or procedure.applicants is Applicants.ADMINISTRATION:
        return None
    if not parameters.is_open(procedure):
        return None
    return procedure.counter if standing_of(user).holds(procedure.counter) else Role.APPLICANT


@transaction.atomic
def open_draft(*, procedure: type[Procedure], by: User, for_email: str = "", organisation: Organisation | None = None) -> Case:
    """Starts a draft that only its author sees; at the counter `for_email` names the applicant's account, if there is one."""
    role = may_open(procedure, by)
    if role is None:
        raise NotEntitled
    applicant: User | None = by
    if role == procedure.counter:
        applicant = User.objects.filter(email=for_email.strip().lower(), is_active=True).first() if for_email else None
        if for_email and applicant is None:
            raise Refused(_("There is no account with this e-mail address."))
        if applicant == by:
            raise Refused(_("File your own application from your own account, not at the counter."))
    elif organisation is not None and not organisations_of(by).filter(pk=organisation.pk).exists():
        raise NotEntitled
    if procedure.applicants is Applicants.PROVIDER and organisation is None:
        raise Refused(_("Say for which organisation you apply."))
    case = Case.objects.create(
        procedure=procedure.code,
        version=procedure.version,
        stage=procedure.initial,
        author=by,
        applicant=applicant,
        organisation=organisation,
        language="fr" if by.language == "fr" else "ar",
        entered_stage_at=timezone.now(),
        touched_at=timezone.now(),
    )
    clocks.begin_draft(case, on=timezone.localdate())
    return case


def touch(case: Case) -> None:
    """Somebody works on the draft: the notice that it would be cleared away is void. The caller holds the case's lock."""
    Case.objects.filter(pk=case.pk).update(touched_at=timezone.now(), warned_at=None)


def may_open_ex_officio(procedure: type[Procedure], user: User, *, region: str = "") -> Actor | None:
    """The title by which the person may open a case of the ministry's own motion, in a region or at the centre."""
    standing = standing_of(user)
    if not user.is_active or not procedure.ex_officio or standing.holds(Role.ADMINISTRATOR):
        return None
    for holding in standing.holdings:
        place = region or holding.region
        if holding.role in procedure.opened_by and holding.reaches(region=place, committee="", procedure=procedure.code):
            return Actor(user, holding.role, standing, holding)
    return None


@attempt("case.open", on="code")
def open_ex_officio(
    *, code: str, by: User, provider: UUID | None, region: str = "", data: Mapping[str, Any], files: Any = None
) -> Case:
    """Opens a case of the ministry's own motion about a provider, or in a region about nobody who is registered.

    Raises:
        NotEntitled: the person holds no role that may open it there.
        FormInvalid: what was filled in does not make a complete opening.
    """
    procedure = named(code)
    case = openings.drawn(procedure, provider=provider, region=region, author=by)
    actor = may_open_ex_officio(procedure, by, region=case.region)
    if actor is None:
        raise NotEntitled
    policies.check_duties(case, None, actor)
    form = procedure.application.opening(data, files, case=case, actor=actor)
    if not form.is_valid():
        raise FormInvalid(form)
    case.answers = form.answers()
    if case.provider is None:
        openings.call(case, procedure.application.identity(case))
    case.duties = {str(Duty.OPENS): sorted(actor.persons)}
    return openings.begin(case, by=actor, told=form.record())


def may_edit(case: Case, user: User) -> bool:
    """Whether the person may change answers now: the author of a draft, or a party who was asked to complete."""
    procedure = procedure_of(case)
    if procedure.is_draft(case.stage):
        return case.author_id == user.pk
    if case.is_open and procedure.is_filled_in(case.stage):
        return policies.is_party(case, user)
    # A request that was never answered stays open when its case is closed.
    if not case.is_open or completeness.open_request(case) is None:
        return False
    return policies.is_party(case, user) or _answers_at_the_counter(case, user)


def _answers_at_the_counter(case: Case, user: User) -> bool:
    if standing_of(user).holds(Role.ADMINISTRATOR):
        return False
    held = standing_of(user).holdings
    desk = procedure_of(case).counter
    return any(h.role == desk and h.reaches(region=case.region, committee="", procedure=case.procedure) for h in held)


@transaction.atomic
def save_answers(*, case: Case, answers: Mapping[str, Any], by: User, revision: int | None = None) -> Case:
    """Keeps what was typed, complete or not; refuses when the draft was filed in another window meanwhile."""
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not may_edit(locked, by):
        raise NotEntitled
    if revision is not None and revision != locked.revision:
        raise Outdated(changes=[])
    locked.answers = dict(answers)
    locked.touched_at, locked.warned_at = timezone.now(), None
    locked.save(update_fields=["answers", "touched_at", "warned_at"])
    return locked


@transaction.atomic
def answer_item(*, case: Case, code: str, by: User, text: str = "") -> None:
    """Marks an asked item as answered, after its attachment or field was given."""
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not may_edit(locked, by) or not completeness.may_change(locked, code):
        raise NotEntitled
    completeness.mark_answered(locked, code, text=text)


@transaction.atomic
def write_message(*, case: Case, body: str, by: User) -> Message:
    """A message inside the case; the other side is told by e-mail."""
    role = policies.case_role(case, by)
    if role is None or role in SILENT_ROLES or procedure_of(case).is_draft(case.stage):
        raise NotEntitled
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    side = Message.Side.APPLICANT if role == Role.APPLICANT else Message.Side.ADMINISTRATION
    message = Message.objects.create(case=locked, author=by, side=side, body=body, at=timezone.now())
    to = notifications.OFFICERS if side == Message.Side.APPLICANT else Role.APPLICANT
    told = [notifications.line(notifications.MESSAGE, to)] if to != Role.APPLICANT or notifications.has_party(case) else []
    written = {"message": message.pk, "side": side, "body": body, "notifications": told}
    _extend(locked, kind="message.sent", by=Actor(by, role), payload=written)
    payload = {"case": str(case.pk), "message": message.pk, "side": side}
    outbox.order(outbox.row(topic="mail.message", key=f"message:{message.pk}", payload=payload))
    return message


def read_messages(*, case: Case, by: User) -> None:
    """Marks the other side's messages as read."""
    role = policies.case_role(case, by)
    if role is None or role in SILENT_ROLES:
        return
    other = Message.Side.ADMINISTRATION if role == Role.APPLICANT else Message.Side.APPLICANT
    Message.objects.filter(case=case, side=other, read_at__isnull=True).update(read_at=timezone.now())


@transaction.atomic
def write_note(*, case: Case, body: str, by: User) -> Note:
    """An internal note, never shown to the applicant."""
    role = policies.case_role(case, by)
    if role is None or role == Role.APPLICANT or role in SILENT_ROLES:
        raise NotEntitled
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    note = Note.objects.create(case=locked, author=by, body=body, at=timezone.now())
    _extend(locked, kind="note.written", by=Actor(by, str(role)), payload={"note": note.pk, "body": body})
    return note


def letter_actor(case: Case, letter: Letter, user: User) -> Actor | None:
    """The title by which the person may send the letter now."""
    standing = standing_of(user)
    if case.stage not in letter.stages or standing.holds(Role.ADMINISTRATOR):
        return None
    for holding in standing.holdings:
        if holding.role in letter.by and holding.reaches(region=case.region, committee="", procedure=case.procedure):
            return Actor(user, holding.role, standing, holding)
    return None


@attempt("letter", on="case")
def send_letter(*, case: Case, name: str, by: User, data: Mapping[str, Any], files: Any = None) -> Event:
    """Sends one of the procedure's letters; it becomes a fact of the case without moving it."""
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    letter = procedure_of(locked).letters.get(name)
    if letter is None or locked.stage not in letter.stages:
        raise NotATransition
    actor = letter_actor(locked, letter, by)
    if actor is None:
        raise NotEntitled
    policies.check_duties(locked, letter.duty, actor)
    form = letter.form(data, files, case=locked, actor=actor)
    if not form.is_valid():
        raise FormInvalid(form)
    locked.facts = {**locked.facts, **form.facts()}
    act = procedure_of(locked)(locked, actor=actor, data=form.cleaned_data)
    if letter.duty:
        locked.duties = {**locked.duties, str(letter.duty): sorted({*locked.duties.get(letter.duty, []), *actor.persons})}
    payload = {**form.record(), "notifications": notifications.listed_of_letter(case=locked, letter=letter)}
    event = record.append_to_case(locked, kind=f"letter.{name}", by=actor, payload=payload, at=act.at)
    letter.issues.order(procedure=act, event=event, at=act.at)
    locked.save()
    return event


def _extend(case: Case, *, kind: str, by: Actor, payload: Mapping[str, Any]) -> None:
    record.append_to_case(case, kind=kind, by=by, payload=payload)
    Case.objects.filter(pk=case.pk).update(ledger_seq=case.ledger_seq, ledger_head=case.ledger_head)
