"""Plays a case: for each transition, who performs it and what they fill in."""

import random
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from accounts.queries import holders
from accounts.roles import CONSULTED_ROLES, REACH, Reach, Role
from config.demonstration import applications
from config.demonstration.plays import Data, Fill, Play, play_of
from forms import attachments
from workflow import (
    assignments,
    cases,
    committees,
    completeness,
    concerned,
    meetings,
    notifications,
    opinions,
    partners,
    policies,
)
from workflow.actions import Performed, perform
from workflow.actor import Actor
from workflow.holidays import calendar
from workflow.machine import Transition
from workflow.models import Case, CommitteeSession
from workflow.procedure import Procedure
from workflow.procedures import committee_of, named, procedure_of
from workflow.sweep import run_due

WHY = "وقع التثبت من الملف طبقا للتراتيب الجاري بها العمل."


class Player:
    """Performs transitions on one case as the person who may; every act goes through the one door."""

    def __init__(
        self, case: Case, *, chance: random.Random | None = None, wait: Callable[[datetime], None] | None = None
    ) -> None:
        """`wait` moves the clock forward to an hour, for what can only be done on its day."""
        self.case = case
        self.chance = chance or random.Random(str(case.pk))  # noqa: S311 (for variety, not for secrets)
        self.wait = wait or (lambda _until: None)

    @property
    def procedure(self) -> type[Procedure]:
        return procedure_of(self.case)

    @property
    def its_play(self) -> Play:
        return play_of(self.case.procedure)

    def transition(self, name: str) -> Transition:
        return self.procedure.machine.transitions[name]

    def person_for(self, name: str) -> User:
        """Somebody who may perform the transition now.

        Raises:
            LookupError: nobody may.
        """
        transition = self.transition(name)
        candidates: list[User] = []
        for role in transition.by:
            if role == Role.APPLICANT:
                candidates += [u for u in (self.case.author, self.case.applicant) if u]
                candidates += list(notifications.parties(self.case))
            elif role == Role.PARTNER:
                candidates += list(User.objects.filter(pk__in=partners.waiting_for(self.case)))
            elif role == Role.TRAINEE:
                candidates += list(User.objects.filter(pk__in=concerned.named_in(self.case).values("user")))
            elif role in CONSULTED_ROLES:
                candidates += list(User.objects.filter(pk__in=opinions.waiting_for(self.case)))
            elif REACH[role] is Reach.ASSIGNED:
                asked = self.case.tasks.filter(closed_at__isnull=True, role=role).values("assignee")
                candidates += list(User.objects.filter(pk=assignments.assigned(self.case, role) or 0))
                candidates += list(User.objects.filter(pk__in=asked))
            else:
                region = self.case.region if REACH[role] is Reach.REGION else ""
                candidates += list(holders(role=role, region=region, committee=committee_of(self.case)))
        held = set(self.case.tasks.filter(closed_at__isnull=True).values_list("role", "assignee"))
        for user in candidates:
            if policies.can_perform(self.case, transition, user) and self._is_free(user, transition, held):
                return user
        raise LookupError(f"nobody may {name} at {self.case.stage}")

    def _is_free(self, user: User, transition: Transition, held: set[tuple[str, int | None]]) -> bool:
        actor = policies.entitle(self.case, transition, user)
        same = [holder for role, holder in held if role == actor.role]
        return not same or any(holder in (None, *actor.persons) for holder in same)

    def perform(self, name: str, *, by: User | None = None, **changes: Any) -> Performed:
        """Performs a transition with plausible answers, some of them replaced by `changes`."""
        by = by or self.person_for(name)
        data = self.filled(name, by) | changes
        files = {k: data.pop(k) for k in list(data) if isinstance(data[k], SimpleUploadedFile)}
        if name in ("open_deliberation", "open_council"):
            self._open_meeting()
        if name == "record_committee_opinion":
            self._sign_minutes()
        if completeness.open_request(self.case) and name.startswith(("resubmit", "supply_")):
            self._answer(by)
        if name in self.its_play.before:
            self.its_play.before[name](self)
        performed = perform(self.case.pk, name, by=by, data=data, files=files or None, revision=self.case.revision)
        self.case.refresh_from_db()
        return performed

    def filled(self, name: str, by: User) -> Data:
        """What the form of a transition is given."""
        fill = self.its_play.fills.get(name) or SHARED.get(name)
        return fill(self, by) if fill else {}

    def play(self, *names: str) -> Case:
        for name in names:
            if name in self.its_play.steps:
                self.its_play.steps[name](self)
            elif name == "votes":
                self._vote()
            elif name == "lapse":
                self._lapse()
            else:
                self.perform(name)
        return self.case

    # Around the transitions --------------------------------------------------------------------------------------

    def _answer(self, by: User) -> None:
        request = completeness.open_request(self.case)
        for item in request.items if request else []:
            if not item["code"].startswith(("field:", "other:")):
                paper = applications.admitted(item["code"])
                attachments.keep(paper, case=self.case, requirement=item["code"], by=by, is_internal=False)
            cases.answer_item(case=self.case, code=item["code"], by=by, text="أُجيب عن الطلب")

    def session(self, *, ahead: int = 6) -> CommitteeSession:
        """A planned meeting far enough ahead; planned when there is none."""
        committee = committee_of(self.case)
        earliest = calendar().add_working(timezone.localdate(), ahead)
        start = timezone.make_aware(datetime.combine(earliest, time(10)))
        # Not one of weeks ahead: a story that lives in the past must not wait for a session of the future.
        near = (start, start + timedelta(days=3))
        planned = CommitteeSession.objects.filter(committee=committee, status="planned", meets_at__range=near)
        secretary = holders(role=Role.COMMITTEE_SECRETARY, committee=committee)[0]
        return planned.order_by("meets_at").first() or meetings.plan(
            committee=committee, meets_at=start, place="قاعة الاجتماعات عدد 1", by=secretary
        )

    def _open_meeting(self) -> None:
        item = committees.live_item(self.case)
        if item is None or item.session.status == "open":
            return
        session, committee = item.session, self.procedure.committee
        secretary = holders(role=Role.COMMITTEE_SECRETARY, committee=session.committee)[0]
        chair = holders(role=Role.COMMITTEE_CHAIR, committee=session.committee)[0]
        if session.status == "planned":
            meetings.convene(session=session, by=secretary, order=committee.convening.order_session)
        session.refresh_from_db()
        present = list(session.members.values_list("user_id", flat=True))
        self.wait(session.meets_at)
        meetings.note_presence(session=session, present=present, by=secretary)
        meetings.open_meeting(session=session, by=chair)

    def _vote(self) -> None:
        item = committees.live_item(self.case)
        for user in User.objects.filter(pk__in=committees.voters_left(item) if item else []):
            self.perform("cast_vote", by=user, choice="for", reason=WHY)

    def _lapse(self) -> None:
        """Lets time pass, with its reminders, until the system moves the case."""
        stage = self.case.stage
        for _reminder_or_end in range(12):
            self.wait(timezone.now() + timedelta(days=8))
            run_due()
            self.case.refresh_from_db()
            if self.case.stage != stage:
                return

    def _sign_minutes(self) -> None:
        item = committees.live_item(self.case)
        if item is None:
            return
        session, committee = item.session, self.procedure.committee
        chair = holders(role=Role.COMMITTEE_CHAIR, committee=session.committee)[0]
        if session.status == "open":
            meetings.close_meeting(session=session, by=chair)
            session.refresh_from_db()
        if session.status == "closed":
            meetings.sign_minutes(session=session, by=chair, order=committee.minutes.order_session)


def _check(player: Player, by: User) -> Data:
    application = player.procedure.application
    ticks = {}
    for status in application.requirements(player.case):
        if status.is_required:
            ticks[f"conforming_{status.code}"] = "on"
            if status.compare_original:
                ticks[f"original_{status.code}"] = "on"
    return ticks | {f"check_{code}": "on" for code in application.checks}


def _seen(player: Player, by: User, name: str) -> Data:
    """What a signatory confirms: the very text that would be issued now."""
    transition = player.transition(name)
    actor: Actor = policies.entitle(player.case, transition, by)
    issued = player.procedure(player.case, actor=actor).issued(transition)
    digest = issued[0].draft_digest(case=player.case, actor=actor) if issued else ""  # type: ignore[attr-defined]
    return {"seen": digest, "confirm": "on"}


def signed(name: str) -> Fill:
    """The signatory confirms what the preview of this transition showed."""
    return lambda player, by: _seen(player, by, name)


def _agenda(player: Player, by: User) -> Data:
    return {"session": str(player.session().pk)}


def paper(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.pdf", applications.sheet(name), content_type="application/pdf")


def _returned(player: Player, by: User) -> Data:
    """The last paper of the list is called unreadable."""
    code = player.procedure.application.requirements(player.case)[-1].code
    return {f"fault_{code}": "unreadable", f"why_{code}": "الختم غير واضح", "reason": WHY}


def asked(player: Player, by: User) -> Data:
    """One paper is asked for again."""
    code, law = player.procedure.application.requirements(player.case)[-1].code, player.procedure.legal_basis[0]
    return {"asked-0-item": code, "asked-0-what": "", "asked-0-why": "عدد الساعات غير مقروء", "asked-0-law": law, "reason": WHY}


def refused(player: Player, by: User) -> Data:
    """The first ground of the procedure, and what would lift it."""
    return {
        "grounds-0-rule": next(iter(player.procedure.application.grounds)),
        "grounds-0-fact": "لم يثبت ذلك من الوثائق المقدمة.",
        "may_ask_again": "yes",
        "lifted_by": "وثيقة مثبتة ومطابقة للأصل.",
        "reason": WHY,
    }


def _ballot(player: Player, by: User) -> Data:
    levels = player.procedure.application.levels
    return {"choice": "for", "reason": "", **({"level": levels[min(1, len(levels) - 1)][0]} if levels else {})}


def _asked_opinions(player: Player, by: User) -> Data:
    form = player.transition("request_opinions").form(None, None, case=player.case, actor=Actor(by, Role.REGIONAL_OFFICER))
    return {
        "administrations-0-authority": form.fields["administrations"].cells["authority"].choices[1][0],
        "administrations-0-administration": "الإدارة المكلفة بالملف",
        "administrations-0-binding": "no",
        "question": "المرجو إبداء الرأي في هذا المطلب.",
    }


REASON: Fill = lambda _p, _u: {"reason": WHY}  # noqa: E731
CONFIRM: Fill = lambda _p, _u: {"confirm": "on"}  # noqa: E731
# What the forms of the shared parts are given; a play says the rest, and what differs.
SHARED: dict[str, Fill] = {
    "submit": CONFIRM,
    "return_incomplete": _returned,
    "register_case": _check,
    "declare_inadmissible": lambda p, u: {
        "ground": "wrong_authority",
        "competent": "وزارة التعليم العالي",
        "law": p.procedure.legal_basis[0],
        "reason": WHY,
    },
    "withdraw": CONFIRM,
    "put_on_agenda": _agenda,
    "remove_from_agenda": REASON,
    "declare_recusal": REASON,
    "cast_vote": _ballot,
    "request_complements": asked,
    "request_central_complements": asked,
    "propose_refusal": refused,
    "request_opinions": _asked_opinions,
    "record_opinion": lambda p, u: {"verdict": "favourable"},
    "adjourn": lambda p, u: {**_agenda(p, u), "reason": WHY},
    "return_for_review": REASON,
    "sign_approval": lambda p, u: _seen(p, u, "sign_approval"),
    "sign_refusal": lambda p, u: {**_seen(p, u, "sign_refusal"), "reason": WHY},
}


def start(
    *,
    by: User,
    index: int,
    procedure: str = "EQV-01",
    region: str = "",
    chance: random.Random | None = None,
    wait: Callable[[datetime], None] | None = None,
) -> Player:
    """A case at its first stage: a complete draft of the person, or what the play of the procedure begins with."""
    chance = chance or random.Random(index)  # noqa: S311 (for variety, not for secrets)
    play, region = play_of(procedure), region or applications.region_of(index)
    if play.begin is not None:
        return Player(play.begin(by=by, index=index, region=region, chance=chance), chance=chance, wait=wait)
    case = cases.open_draft(procedure=named(procedure), by=by)
    given = play.answers(index=index, chance=chance, on=timezone.localdate(), region=region)
    applications.fill(case, given)
    applications.join_papers(case, by)
    return Player(case, chance=chance, wait=wait)
