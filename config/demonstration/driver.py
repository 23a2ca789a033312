"""Plays a case: for each transition, who performs it and what they fill in."""

import random
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from accounts.queries import holders
from accounts.roles import REACH, Reach, Role
from config.demonstration import applications
from forms import attachments
from workflow import assignments, cases, committees, completeness, policies
from workflow.actions import Performed, perform
from workflow.actor import Actor
from workflow.holidays import calendar
from workflow.models import Case, CommitteeSession
from workflow.procedure import Procedure, Transition, named, procedure_of

Data = dict[str, Any]
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
            elif REACH[role] is Reach.ASSIGNED:
                named = assignments.assigned(self.case, role)
                candidates += list(User.objects.filter(pk=named)) if named else []
            else:
                region = self.case.region if REACH[role] is Reach.REGION else ""
                candidates += list(holders(role=role, region=region, committee=str(self.procedure.committee or "")))
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
        maker: Callable[[Player, User], Data] = DATA.get(name, lambda _p, _u: {})
        data = maker(self, by) | changes
        files = {k: data.pop(k) for k in list(data) if isinstance(data[k], SimpleUploadedFile)}
        if name in ("open_deliberation",):
            self._open_meeting()
        if name == "record_committee_opinion":
            self._sign_minutes()
        if name in ("resubmit", "supply_complements", "supply_central_complements"):
            self._answer(by)
        performed = perform(self.case.pk, name, by=by, data=data, files=files or None, revision=self.case.revision)
        self.case.refresh_from_db()
        return performed

    def play(self, *names: str) -> Case:
        for name in names:
            if name == "votes":
                self._vote()
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
        committee = str(self.procedure.committee)
        earliest = calendar().add_working(timezone.localdate(), ahead)
        start = timezone.make_aware(datetime.combine(earliest, time(10)))
        # Not one of weeks ahead: a story that lives in the past must not wait for a session of the future.
        near = (start, start + timedelta(days=3))
        planned = CommitteeSession.objects.filter(committee=committee, status="planned", meets_at__range=near)
        secretary = holders(role=Role.COMMITTEE_SECRETARY, committee=committee)[0]
        return planned.order_by("meets_at").first() or committees.plan(
            committee=committee, meets_at=start, place="قاعة الاجتماعات عدد 1", by=secretary
        )

    def _open_meeting(self) -> None:
        item = committees.live_item(self.case)
        if item is None or item.session.status == "open":
            return
        session, committee = item.session, self.procedure.committee
        secretary = holders(role=Role.COMMITTEE_SECRETARY, committee=str(committee))[0]
        chair = holders(role=Role.COMMITTEE_CHAIR, committee=str(committee))[0]
        if session.status == "planned":
            committees.convene(session=session, by=secretary, order=committee.convening.order_session)
        session.refresh_from_db()
        present = list(session.members.values_list("user_id", flat=True))
        self.wait(session.meets_at)
        committees.note_presence(session=session, present=present, by=secretary)
        committees.open_meeting(session=session, by=chair)

    def _vote(self, choice: str = "for", level: str = "CAP") -> None:
        item = committees.live_item(self.case)
        for user in User.objects.filter(pk__in=committees.voters_left(item) if item else []):
            self.perform("cast_vote", by=user, choice=choice, level=level if choice == "for" else "", reason=WHY)

    def _sign_minutes(self) -> None:
        item = committees.live_item(self.case)
        if item is None:
            return
        session, committee = item.session, self.procedure.committee
        chair = holders(role=Role.COMMITTEE_CHAIR, committee=str(committee))[0]
        if session.status == "open":
            committees.close_meeting(session=session, by=chair)
            session.refresh_from_db()
        if session.status == "closed":
            committees.sign_minutes(session=session, by=chair, order=committee.minutes.order_session)


def _check(player: Player, by: User) -> Data:
    application = player.procedure.application
    ticks = {}
    for status in application.requirements(player.case):
        if status.is_required:
            ticks[f"conforming_{status.code}"] = "on"
            if status.compare_original:
                ticks[f"original_{status.code}"] = "on"
    return ticks | {f"check_{code}": "on" for code in application.checks}


def _asked(player: Player, by: User) -> Data:
    law = player.procedure.legal_basis[0]
    row = {"asked-0-item": "SYLL", "asked-0-what": "", "asked-0-why": "عدد الساعات غير مقروء", "asked-0-law": law}
    return {**row, "reason": WHY}


def _seen(player: Player, by: User, name: str) -> Data:
    transition = player.transition(name)
    actor: Actor = policies.entitle(player.case, transition, by)
    digest = transition.terms.issues[0].draft_digest(case=player.case, actor=actor)  # type: ignore[attr-defined]
    return {"seen": digest, "confirm": "on"}


def _agenda(player: Player, by: User) -> Data:
    return {"session": str(player.session().pk)}


def _query(player: Player, by: User) -> Data:
    diploma = player.case.answers["diploma"]
    return {
        "name": diploma["awarding_body"],
        "address": diploma["awarding_body_address"],
        "country": diploma["country"],
        "programme": diploma["diploma_title"],
        "language": diploma["diploma_language"] if diploma["diploma_language"] in ("ar", "fr", "en") else "en",
    }


def _paper(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.pdf", applications.sheet(name), content_type="application/pdf")


def _answer_of_body(player: Player, by: User) -> Data:
    return {
        "verdict": "confirms",
        "on": timezone.localdate().isoformat(),
        "summary": "تؤكد الجهة المانحة إسناد الشهادة.",
        "recognised": "yes",
        "source": "القائمة الرسمية لبلد الإسناد",
        "answer": _paper("answer"),
    }


def _report(player: Player, by: User) -> Data:
    level = player.case.answers.get("purpose", {}).get("requested_level", "CAP")
    return {
        "hours_abroad": player.case.answers.get("studies", {}).get("hours_total", 1200),
        "hours_reference": 1600,
        "level_abroad": "EQF 3",
        "level_reference": level if level != "other" else "CAP",
        "level_verdict": "equal",
        "entry_level_abroad": "secondary_1",
        "entry_level_reference": "secondary_1",
        "recognition": "yes",
        "recognition_source": "القائمة الرسمية لبلد الإسناد",
        "workplace_abroad": 30,
        "workplace_reference": 30,
        "conclusion": "تتطابق الشهادة مع مستوى الكفاءة المهنية.",
        "level": level if level != "other" else "CAP",
    }


def _test(player: Player, by: User) -> Data:
    president = holders(role=Role.JURY_PRESIDENT)[0]
    day = calendar().add_working(timezone.localdate(), 8)
    return {"jury_president": president.pk, "on": day.isoformat(), "at": "10:00", "place": "ورشة المثال", "reason": WHY}


def _forgery(player: Player, by: User) -> Data:
    return {
        "established_by": "other_proof",
        "grounds-0-rule": "altered",
        "grounds-0-fact": "يختلف تاريخ الإسناد عن السجل.",
        "reason": WHY,
    }


def _refusal(player: Player, by: User) -> Data:
    return {
        "grounds-0-rule": "hours_insufficient",
        "grounds-0-fact": "800 ساعة عوضا عن 1600 ساعة.",
        "may_ask_again": "yes",
        "lifted_by": "تكوين تكميلي مثبت بشهادة.",
        "reason": WHY,
    }


def _rapporteur(player: Player, by: User) -> Data:
    form = player.transition("assign_rapporteur").form(None, None, case=player.case, actor=Actor(by, Role.COMMITTEE_SECRETARY))
    return {"rapporteur": form.fields["rapporteur"].queryset.first().pk, "no_link": "on"}


REASON: Callable[[Player, User], Data] = lambda _p, _u: {"reason": WHY}  # noqa: E731
CONFIRM: Callable[[Player, User], Data] = lambda _p, _u: {"confirm": "on"}  # noqa: E731
DATA: dict[str, Callable[[Player, User], Data]] = {
    "submit": CONFIRM,
    "return_incomplete": lambda p, u: {"fault_DIPL": "unreadable", "why_DIPL": "الختم غير واضح", "reason": WHY},
    "register_case": _check,
    "declare_inadmissible": lambda p, u: {
        "ground": "wrong_authority",
        "competent": "وزارة التعليم العالي",
        "law": p.procedure.legal_basis[0],
        "reason": WHY,
    },
    "withdraw": CONFIRM,
    "request_complements": _asked,
    "request_central_complements": _asked,
    "transmit_to_centre": lambda p, u: {"documents_checked": "on", "opinion": "favourable", "text": WHY},
    "send_back_to_region": REASON,
    "query_awarding_body": _query,
    "record_awarding_body_answer": _answer_of_body,
    "report_forgery": _forgery,
    "assign_rapporteur": _rapporteur,
    "file_rapporteur_report": _report,
    "order_test": _test,
    "record_test": lambda p, u: {"result": "pass", "mark": "14,5", "minutes": _paper("minutes")},
    "put_on_agenda": _agenda,
    "remove_from_agenda": REASON,
    "declare_recusal": REASON,
    "cast_vote": lambda p, u: {"choice": "for", "level": "CAP", "reason": ""},
    "adjourn": lambda p, u: {**_agenda(p, u), "reason": WHY},
    "propose_approval": lambda p, u: {"level": "CAP", "basis": WHY},
    "propose_refusal": _refusal,
    "return_for_review": REASON,
    "sign_approval": lambda p, u: _seen(p, u, "sign_approval"),
    "sign_refusal": lambda p, u: {**_seen(p, u, "sign_refusal"), "reason": WHY},
}


def start(
    *,
    by: User,
    index: int,
    region: str = "",
    chance: random.Random | None = None,
    wait: Callable[[datetime], None] | None = None,
) -> Player:
    """A complete draft of the person, ready to be filed."""
    chance = chance or random.Random(index)  # noqa: S311 (for variety, not for secrets)
    case = cases.open_draft(procedure=named("EQV-01"), by=by)
    region = region or applications.region_of(index)
    given = applications.answers(index=index, chance=chance, on=timezone.localdate(), region=region)
    applications.fill(case, given)
    applications.join_papers(case, by)
    return Player(case, chance=chance, wait=wait)
