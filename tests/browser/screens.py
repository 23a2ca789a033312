"""Every family of screens with somebody who sees it, in a ministry that has a case at every stage."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from config.demonstration.plays.eqv_01 import WAYS
from documents import codes, issuing
from documents.models import Wording
from registers import homologations, programmes, providers, sites
from registers.models import Certificate
from tests.browser.site import apart
from tests.factories.cases import make_ministry, make_player
from tests.factories.delegations import make_delegate
from tests.factories.people import make_user
from tests.factories.providers import cause, make_provider
from tests.factories.wordings import make_wording
from workflow import cases, contacts, line_imports, outbox, papers, parameters, sheets
from workflow.models import Case, CommitteeSession, Holiday, LineImport, OutboxRow, Parameter
from workflow.procedures import named, procedure_of
from workflow.spreadsheets import written

STAGES = [s for s in WAYS if s not in ("inadmissible", "withdrawn")]


class Screen(NamedTuple):
    """An address, who opens it ("" stands for nobody in particular), and what it answers."""

    who: str
    url: str
    status: int = 200


@dataclass
class World:
    """People by what they do, cases by where they stand."""

    folk: dict[str, User]
    cases: dict[str, Case]


def build(clock: time_machine.Traveller) -> World:
    """One case at every stage, the granted one's decision printed, a delegation, a message, a parameter to decide."""
    folk, found = make_ministry(), {}
    by, later = folk["administrator"], timezone.localdate() + timedelta(days=300)
    folk["delegate"], folk["newcomer"] = make_delegate(by=by), make_user()
    for stage in STAGES:
        found[stage] = make_player(stage, applicant=folk["applicant"], wait=clock.move_to).case
    found["bare"] = cases.open_draft(procedure=named("EQV-01"), by=folk["newcomer"])
    found["elsewhere"] = cases.open_draft(procedure=named("EQV-01"), by=folk["newcomer"])
    found["elsewhere"].answers = {"person": {"email": "yasmine@exemple.invalid"}}
    found["elsewhere"].save(update_fields=["answers"])
    contacts.send(case=found["elsewhere"], field="email", by=folk["newcomer"])
    cases.write_message(case=found["under_review"], body="هل وصلت شهادة الإقامة؟", by=folk["applicant"])
    cases.write_note(case=found["under_review"], body="Rappeler la personne.", by=folk["officer"])
    told = {"source": "A2026-1", "reason": "Arrêté fictif, pour l'exemple.", "valid_from": later}
    parameters.propose(code="EQV-01.fee", value="20.000", by=by, **told)
    make_wording(by=folk["registrar"])
    apart(lambda: _print(found["approved"]))
    folk["member"] = _structure()
    found |= _reports(folk, clock)
    return World(folk, found)


def _reports(folk: dict[str, User], clock: time_machine.Traveller) -> dict[str, Case]:
    """Reports of a year and of a quarter: begun, filed with a difference, corrected; all of one person's structures."""
    folk["reporter"] = make_user()
    told = {"applicant": folk["reporter"], "wait": clock.move_to}
    annual = {f"annual {s}": make_player(s, procedure="MON-01", **told) for s in ("opened", "in_preparation", "submitted")}
    annual["annual corrected"] = make_player("in_preparation", procedure="MON-01", **told)
    annual["annual corrected"].play("fill_otherwise", "submit", "request_correction")
    quarterly = {f"quarterly {s}": make_player(s, procedure="MON-02", **told) for s in ("in_preparation", "submitted")}
    return {name: player.case for name, player in {**annual, **quarterly}.items()}


def _print(case: Case) -> None:
    """The decision of one case; the letters of all would take a minute."""
    wanted = {str(pk) for pk in case.documents.filter(kind="EQD").values_list("pk", flat=True)}
    for row in OutboxRow.objects.filter(topic=issuing.RENDER):
        if row.payload["document"] in wanted:
            outbox.work(row)


def _structure() -> User:
    """Somebody who acts for a structure whose papers end, who was told so, and who has sent two lists."""
    structure, site, member = make_provider()
    today = timezone.localdate()
    ends = {"insurance_end": today + timedelta(days=20), "fire_certificate_end": today - timedelta(days=5)}
    sites.amend(site=site, facts=ends, cause=cause())
    told = {"title_ar": "تقني", "title_fr": "Technicien", "target_level": "BTP", "max_group": 20}
    programme = programmes.homologate(provider=structure, facts=told, cause=cause())
    days = {"starts_on": today, "ends_on": today + timedelta(days=60)}
    homologations.enter(programme=programme, site=site, facts={}, cause=cause(), **days)
    papers.remind(on=today)
    for row in OutboxRow.objects.filter(topic=papers.PAPERS):
        outbox.work(row)
    _procedure, act, sheet = sheets.found("TRN-01", "add_enrolment")
    rows = [[name for name, _label in sheets.headings(act, sheet)], ["SES-1", "ليلى", "=1+1"]]
    kinds = {"procedure": "TRN-01", "act": "add_enrolment", "by": member, "provider": structure}
    tried = line_imports.begin(content=written(rows).encode(), name="liste.csv", **kinds)
    for row in OutboxRow.objects.filter(topic="lines.check", key__startswith=str(tried.pk)):
        outbox.work(row)
    line_imports.begin(content=written(rows).encode(), name="قائمة.csv", **kinds)
    return member


def public(world: World) -> Iterator[Screen]:
    code = codes.shown(codes.code_of(world.cases["approved"].documents.get(kind="EQD", language="fr").pk))
    for name in ("workflow:home", "workflow:catalogue", "verify", "help", "accessibility", "privacy", "source_code"):
        yield Screen("", reverse(name))
    for name in ("account_login", "account_signup", "account_reset_password"):
        yield Screen("", reverse(name))
    yield Screen("", reverse("workflow:procedure", args=["EQV-01"]))
    yield Screen("", reverse("workflow:catalogue") + "?q=zzzz")
    yield Screen("", reverse("verify_code", args=[code]))
    yield Screen("", reverse("verify_code", args=["AAAA-AAAA-AAAA-AAAA"]))
    yield Screen("", "/nowhere/", 404)


def applicant(world: World) -> Iterator[Screen]:
    draft, bare = world.cases["draft"].pk, world.cases["bare"].pk
    for name in ("workflow:home", "workflow:my_cases", "account_email", "account_change_password", "mfa_index"):
        yield Screen("applicant", reverse(name))
    yield Screen("applicant", reverse("usersessions_list"))
    yield Screen("newcomer", reverse("workflow:my_cases"))
    yield Screen("applicant", reverse("workflow:new_case", args=["EQV-01"]))
    yield Screen("newcomer", reverse("workflow:case", args=[bare]))
    yield Screen("newcomer", reverse("workflow:check", args=[bare]))
    yield Screen("newcomer", reverse("workflow:case", args=[world.cases["elsewhere"].pk]))
    yield Screen("newcomer", reverse("workflow:contact", args=[world.cases["elsewhere"].pk, "email"]))
    for section in ("person", "diploma", "studies", "purpose"):
        yield Screen("applicant", reverse("workflow:application", args=[draft, section]))
        yield Screen("newcomer", reverse("workflow:application", args=[bare, section]) + "?check")
    yield Screen("applicant", reverse("workflow:check", args=[draft]))
    for stage in ("draft", "submitted", "incomplete", "under_review", "awaiting_complements", "approved", "refused"):
        yield Screen("applicant", reverse("workflow:case", args=[world.cases[stage].pk]))
    for stage, item in (("incomplete", "DIPL"), ("awaiting_complements", "SYLL")):
        yield Screen("applicant", reverse("workflow:answer_request", args=[world.cases[stage].pk]))
        yield Screen("applicant", reverse("workflow:answer_item", args=[world.cases[stage].pk, item]))
    yield Screen("applicant", reverse("workflow:act", args=[world.cases["under_review"].pk, "withdraw"]))
    yield Screen("applicant", reverse("workflow:act", args=[draft, "discard"]))
    yield Screen("applicant", reverse("workflow:queues"), 403)


def provider(world: World) -> Iterator[Screen]:
    """The account of a structure, the lists that it sends, and the notices of a person."""
    member = world.folk["member"]
    own = providers.of_organisation(member.memberships.get().organisation.uuid).get().entry
    yield Screen("member", reverse("workflow:provider", args=[own]))
    for part in ("sites", "programmes", "homologations", "agreements", "cases"):
        yield Screen("member", reverse("workflow:provider", args=[own]) + f"?part={part}")
    yield Screen("member", reverse("workflow:lists", args=[own]))
    yield Screen("member", reverse("workflow:list", args=[LineImport.objects.get(status="checking").pk]))
    yield Screen("member", reverse("workflow:list", args=[LineImport.objects.get(status="checked").pk]))
    yield Screen("member", reverse("workflow:notices"))
    yield Screen("member", reverse("workflow:notice_preferences"))
    yield Screen("newcomer", reverse("workflow:providers"))
    yield Screen("newcomer", reverse("workflow:notices"))
    yield Screen("newcomer", reverse("workflow:provider", args=[own]), 404)


def reports(world: World) -> Iterator[Screen]:
    """What a structure owes: a report of the year and a return of the quarter, in its account and section by section."""
    own = world.cases["annual in_preparation"].provider
    yield Screen("reporter", reverse("workflow:provider", args=[own]) + "?part=cases")
    for name in ("annual opened", "annual in_preparation", "annual submitted", "annual corrected", "quarterly in_preparation"):
        yield Screen("reporter", reverse("workflow:case", args=[world.cases[name].pk]))
    for name in ("annual in_preparation", "quarterly in_preparation"):
        case = world.cases[name]
        for section in procedure_of(case).application.sections:
            yield Screen("reporter", reverse("workflow:application", args=[case.pk, section.code]))
        yield Screen("reporter", reverse("workflow:application", args=[case.pk, "explanations"]) + "?check")
        yield Screen("reporter", reverse("workflow:check", args=[case.pk]))
    yield Screen("reporter", reverse("workflow:answer_request", args=[world.cases["annual corrected"].pk]))
    yield Screen("reporter", reverse("workflow:campaigns"), 403)


def campaigns(world: World) -> Iterator[Screen]:
    """Planned by the centre, followed by the regions and the centre, validated in numbers by the regions."""
    for who in ("central_officer", "central_director", "officer", "director"):
        yield Screen(who, reverse("workflow:campaigns"))
        for name in ("annual submitted", "quarterly submitted"):
            yield Screen(who, reverse("workflow:campaign", args=[world.cases[name].obligation.campaign_id]))
    yield Screen("officer", reverse("workflow:act", args=[world.cases["annual submitted"].pk, "request_correction"]))
    yield Screen("director", reverse("workflow:act", args=[world.cases["annual opened"].pk, "exempt"]), 409)


# Whose desk, where the case stands, what they are about to do.
ACTS = [
    ("front_desk", "submitted", "return_incomplete"),
    ("front_desk", "submitted", "register_case"),
    ("director", "submitted", "declare_inadmissible"),
    ("officer", "under_review", "request_complements"),
    ("director", "under_review", "transmit_to_centre"),
    ("central_officer", "central_review", "query_awarding_body"),
    ("central_officer", "awarding_body_verification", "record_awarding_body_answer"),
    ("secretary", "central_review", "assign_rapporteur"),
    ("rapporteur", "expert_review", "file_rapporteur_report"),
    ("chair", "central_review", "order_test"),
    ("jury_president", "test_scheduled", "record_test"),
    ("member_1", "committee_deliberation", "cast_vote"),
    ("member_1", "committee_deliberation", "declare_recusal"),
    ("chair", "committee_deliberation", "adjourn"),
    ("central_officer", "opinion_issued", "propose_approval"),
    ("central_officer", "opinion_issued", "propose_refusal"),
    ("delegate", "awaiting_signature", "sign_approval"),
    ("minister", "awaiting_signature", "return_for_review"),
]


def officers(world: World) -> Iterator[Screen]:
    for who, role in (("front_desk", "front_desk"), ("officer", "regional_officer"), ("central_officer", "central_officer")):
        yield Screen(who, reverse("workflow:queues"))
        yield Screen(who, reverse("workflow:queue", args=[role]))
    yield Screen("director", reverse("workflow:queues"))
    yield Screen("rapporteur", reverse("workflow:queue", args=["rapporteur"]))
    yield Screen("officer", reverse("workflow:search") + "?q=EQV")
    yield Screen("officer", reverse("workflow:search"))
    yield Screen("front_desk", reverse("workflow:counter"))
    yield Screen("front_desk", reverse("workflow:new_case", args=["EQV-01"]))
    task = world.cases["under_review"].tasks.get(closed_at__isnull=True, role="regional_officer")
    yield Screen("officer", reverse("workflow:snooze", args=[task.uuid]))
    yield Screen("director", reverse("workflow:reassign", args=[task.uuid]))
    for tab in ("request", "attachments", "examination", "messages", "notes", "documents", "registers", "history"):
        yield Screen("officer", reverse("workflow:case", args=[world.cases["under_review"].pk]) + f"?tab={tab}")
    for tab in ("examination", "committee", "documents", "registers", "history"):
        yield Screen("central_officer", reverse("workflow:case", args=[world.cases["approved"].pk]) + f"?tab={tab}")
    yield Screen("officer", reverse("workflow:administration"), 403)
    yield Screen("central_officer", reverse("workflow:letter", args=[world.cases["central_review"].pk, "adversarial_letter"]))


def acts(world: World) -> Iterator[Screen]:
    for who, stage, name in ACTS:
        yield Screen(who, reverse("workflow:act", args=[world.cases[stage].pk, name]))
    yield Screen("delegate", reverse("workflow:signature"))
    awaiting = world.cases["awaiting_signature"].pk
    yield Screen("delegate", reverse("documents:preview", args=[awaiting, "sign_approval", "ar"]))


def committee(world: World) -> Iterator[Screen]:
    yield Screen("secretary", reverse("workflow:committees"))
    yield Screen("member_1", reverse("workflow:committees"))
    for meeting in CommitteeSession.objects.order_by("meets_at"):
        yield Screen("secretary", reverse("workflow:session", args=[meeting.pk]))
        yield Screen("chair", reverse("workflow:session", args=[meeting.pk]))


def record_and_settings(world: World) -> Iterator[Screen]:
    case = world.cases["approved"]
    yield Screen("auditor", reverse("workflow:ledger"))
    yield Screen("auditor", reverse("workflow:ledger_stream", args=[f"case:{case.pk}"]))
    yield Screen("auditor", reverse("workflow:ledger_verification"))
    yield Screen("auditor", reverse("workflow:case", args=[case.pk]) + "?tab=history")
    yield Screen("registrar", reverse("registers:index"))
    for register in ("persons", "awarding-bodies", "equivalence-decisions", "certificates"):
        yield Screen("registrar", reverse("registers:listing", args=[register]))
    entry = Certificate.objects.latest("pk").entry
    yield Screen("registrar", reverse("registers:entry", args=["certificates", entry]))
    yield Screen("registrar", reverse("registers:extract", args=["certificates", entry]))
    yield Screen("registrar", reverse("registers:propose_void", args=[entry]))
    yield Screen("registrar", reverse("registers:void_proposals"))
    yield Screen("auditor", reverse("workflow:restrictions"))
    yield Screen("registrar", reverse("documents:wordings"))
    yield Screen("registrar", reverse("documents:wording_edit", args=["CPL.introduction"]))
    yield Screen("registrar", reverse("documents:wording", args=[Wording.objects.get().pk]))
    for name in ("administration", "users", "new_user", "delegations", "calendar", "parameters", "work", "my_absences"):
        yield Screen("administrator", reverse(f"workflow:{name}"))
    yield Screen("administrator", reverse("workflow:user", args=[world.folk["officer"].uuid]))
    posting = world.folk["officer"].postings.get()
    yield Screen("administrator", reverse("workflow:end_posting", args=[posting.pk]))
    yield Screen("administrator", reverse("workflow:holiday", args=[Holiday.objects.latest("date").pk]))
    waiting = Parameter.objects.latest("pk").pk
    yield Screen("administrator", reverse("workflow:decide_parameter", args=[waiting]))
    lent = world.folk["delegate"].delegations.get()
    yield Screen("administrator", reverse("workflow:revoke_delegation", args=[lent.pk]))


FAMILIES = {
    "public": public,
    "applicant": applicant,
    "provider": provider,
    "reports": reports,
    "campaigns": campaigns,
    "officers": officers,
    "acts": acts,
    "committee": committee,
    "record and settings": record_and_settings,
}
