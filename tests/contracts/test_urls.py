"""Every address × every role: who is let in is what the table says, and nothing of a case leaks to anybody else."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import DeclaredInterest, Posting, User
from accounts.roles import Role
from config import urls
from documents.models import Document, NumberUsed
from registers import restrictions
from registers.models import Certificate, VoidProposal
from tests.contracts.urls import OPEN_ACCOUNT, OWN_ACCOUNT, READERS, REGIONAL, TABLE, Rule, patterns
from tests.factories.browsers import let_go
from tests.factories.cases import SFAX, TUNIS
from tests.factories.deliveries import delivery_slip
from tests.factories.people import lend_signature, make_everybody, make_user
from tests.factories.providers import cause, make_provider
from tests.factories.remembered import remembered
from tests.factories.rows import changed, kept
from tests.factories.wordings import make_wording
from workflow import campaigns, committees, holidays, parameters, restriction_proposals
from workflow.models import Case, LineImport

pytestmark = pytest.mark.django_db
READINGS = ("Event", "Payload", "StreamHead")


class World:
    """One case of Tunis that waits for its signature, one that was granted, everybody, and the addresses of it all."""

    def __init__(self, player: Any, ministry: dict[str, User]) -> None:
        self.ministry = ministry
        self.applicant: User = ministry["applicant"]
        another = User.objects.get(pk=remembered("another applicant", lambda: make_user().pk))
        granted = player("approved", applicant=another)
        self.case: Case = player("awaiting_signature").case
        here = make_everybody(region=TUNIS, committee="equivalence")
        there = {f"{r} elsewhere": u for r, u in make_everybody(region=SFAX, committee="another").items() if r in REGIONAL}
        self.people: dict[str, User | None] = {"nobody": None, "the applicant": self.applicant, **here, **there}
        certificate = Certificate.objects.get(case_id=granted.case.pk)
        registrar, admin = ministry["registrar"], ministry["administrator"]
        proposal = VoidProposal.objects.create(certificate=certificate, reason="Erreur de nom", proposed_by=registrar)
        day = holidays.enter(
            day=self.case.submitted_at.date().replace(day=30), code="x", names={"en": "x", "fr": "x", "ar": "x"},
            certainty="estimated", source="", by=admin,
        )  # fmt: skip
        row = parameters.propose(
            code="EQV-01.under_review.days", value=6, valid_from=self.case.submitted_at.date().replace(year=2027),
            source="Texte", reason="Le texte a changé.", by=admin,
        )  # fmt: skip
        text = make_wording(by=make_user(role=Role.LEGAL_OFFICER))
        held = restrictions.impose(
            kind="moratorium", speciality="aide-soignant", cause=cause(), starts_on=date(2026, 1, 1), ends_on=date(2030, 1, 1)
        )
        asked = restriction_proposals.propose(
            act="end", restriction=held, facts={}, legal_basis="Texte", reason="Le texte a changé.",
            by=make_user(role=Role.LEGAL_OFFICER),
        )  # fmt: skip
        tie = DeclaredInterest.objects.create(user=ministry["officer"], identity="cin:09999999", tie="friend")
        lent = lend_signature().delegations.get()
        session = committees.last_decided(self.case).session
        campaign = campaigns.plan(
            code="MON-01", period="2025", opens_on=date(2027, 1, 30), due_on=date(2027, 3, 31), by=ministry["central_officer"]
        )  # fmt: skip
        task = self.case.tasks.get(closed_at=None)
        receipt = Document.objects.filter(case=self.case, kind="REC").first()
        slip = delivery_slip(granted.case, by=here[Role.REGISTRAR])
        structure, _site, member = make_provider()
        sent = LineImport.objects.create(
            provider=structure.entry, procedure="TRN-01", transition="add_enrolment", by=member, name="x.csv", sha256="",
            columns=["case"], total=0, at=timezone.now(),
        )  # fmt: skip
        act = {"case_id": self.case.pk, "transition": "sign_approval"}
        preview = {**act, "language": "fr"}
        self.arguments: dict[str, dict[str, Any]] = {
            "workflow:procedure": {"code": "EQV-01"},
            "workflow:new_case": {"code": "EQV-01"},
            "workflow:opening": {"code": "MON-03"},
            "workflow:provider": {"entry": structure.entry},
            "workflow:lists": {"entry": structure.entry},
            "workflow:list_model": {"entry": structure.entry, "code": "TRN-01", "transition": "add_enrolment"},
            "workflow:enrolments_file": {"entry": structure.entry},
            "workflow:list": {"import_id": sent.pk},
            "workflow:list_errors": {"import_id": sent.pk},
            "workflow:provider_calendar": {"entry": structure.entry},
            "workflow:end_restriction": {"entry": held.entry},
            "workflow:prolong_restriction": {"entry": held.entry},
            "workflow:restriction_proposal": {"proposal_id": asked.pk},
            "workflow:campaign": {"campaign_id": campaign.pk},
            "workflow:application": {"case_id": self.case.pk, "section": "person"},
            "workflow:contact": {"case_id": self.case.pk, "field": "email"},
            "workflow:answer_item": {"case_id": self.case.pk, "code": "SYLL"},
            "workflow:act": act,
            "workflow:letter": {"case_id": self.case.pk, "name": "adversarial_letter"},
            "workflow:queue": {"role": "central_officer"},
            "workflow:session": {"session_id": session.pk},
            "workflow:session_act": {"session_id": session.pk, "act": "close"},
            "workflow:ledger_stream": {"stream": self.case.stream},
            "workflow:user": {"user_uuid": self.applicant.uuid},
            "workflow:end_posting": {"posting_id": Posting.objects.filter(user=ministry["officer"]).get().pk},
            "workflow:withdraw_interest": {"interest_id": tie.pk},
            "workflow:revoke_delegation": {"delegation_id": lent.pk},
            "workflow:holiday": {"holiday_id": day.pk},
            "workflow:decide_parameter": {"parameter_id": row.pk},
            "verify_code": {"code": "0000-0000-0000-0000-0"},
            "verify_state": {"code": "0000-0000-0000-0000-0"},
            "documents:document": {"document_id": receipt.pk},
            "documents:document_docx": {"document_id": receipt.pk},
            "documents:credential": {"document_id": receipt.pk},
            "credential_status": {"sheet": 0},
            "documents:draft": act,
            "documents:draft_file": act,
            "documents:preview": preview,
            "documents:preview_pdf": preview,
            "documents:preview_letter": preview,
            "documents:decide_void": {"used_id": NumberUsed.objects.earliest("pk").pk},
            "documents:wording_edit": {"code": "CPL.consequence"},
            "documents:wording": {"wording_id": text.pk},
            "documents:wording_letter": {"wording_id": text.pk, "language": "ar", "which": "proposed"},
            "documents:wording_pdf": {"wording_id": text.pk, "language": "fr"},
            "documents:delivery": {"act": slip.act},
            "documents:prepare_delivery": {"act": slip.act, "channel": "counter"},
            "documents:delivery_slip": {"attempt_id": slip.pk},
            "documents:delivery_step": {"attempt_id": slip.pk, "word": "posted"},
            "forms:attachments": {"case_id": self.case.pk, "requirement": "DIPL"},
            "forms:attachment": {"attachment_id": self.case.attachments.first().pk},
            "forms:remove": {"attachment_id": self.case.attachments.first().pk},
            "registers:decide_void": {"proposal_id": proposal.pk},
            "registers:propose_void": {"entry": certificate.entry},
            "registers:listing": {"register": "certificates"},
            "registers:entry": {"register": "certificates", "entry": certificate.entry},
            "registers:merge": {"register": "certificates", "entry": certificate.entry},
            "registers:extract": {"register": "certificates", "entry": certificate.entry},
        }
        for name in ("take", "release", "reassign", "snooze"):
            self.arguments[f"workflow:{name}"] = {"task_uuid": task.uuid}
        for name in ("check", "answer_request", "case", "message", "note", "ledger_export"):
            self.arguments[f"workflow:{name}"] = {"case_id": self.case.pk}
        self.clients: dict[str, Client] = {}
        for who, user in self.people.items():
            self.clients[who] = Client()
            if user is not None:
                self.clients[who].force_login(user)
        self.canaries = [
            self.case.applicant_name_ar,
            self.case.applicant_name_fr,
            self.case.applicant_identity.rpartition(":")[2],
            self.case.number,
        ]

    def url(self, name: str) -> str:
        return reverse(name, kwargs=self.arguments.get(name))

    def expected(self, rule: Rule, who: str) -> set[str]:
        """What the table promises to this person."""
        role, _space, elsewhere = who.partition(" ")
        posted = who in Role.values or elsewhere == "elsewhere"
        if rule.kind == "public":
            return {"let in"}
        if who == "nobody":
            return {"login"}
        if rule.kind == "signed in":
            return {"let in"}
        if rule.kind == "roles":
            return {"let in"} if posted and role in rule.roles else {"forbidden"}
        sees = role in rule.roles and not (rule.scope == "case" and elsewhere) and who != "the applicant"
        sees = sees or (who == "the applicant" and rule.applicant)
        # Whoever sees the case is told that an act is not theirs; for others the case does not exist.
        return {"let in", "forbidden", "hidden by its own rule"} if sees else {"hidden"}

    def is_stranger(self, who: str) -> bool:
        role, _space, elsewhere = who.partition(" ")
        return who != "the applicant" and (role not in READERS or bool(elsewhere))


@pytest.fixture
def world(player: Any, ministry: dict[str, User]) -> World:
    return World(player, ministry)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def answer(response: Any) -> str:
    if response.status_code >= 500:
        return f"broken {response.status_code}"
    if response.status_code in (301, 302) and response.url.startswith("/accounts/login/"):
        return "login"
    return {404: "hidden", 403: "forbidden", 405: "method"}.get(response.status_code, "let in")


def leaked(world: World, response: Any) -> list[str]:
    content = response.content if not response.streaming else b"".join(response.streaming_content)
    told = content.decode("utf-8", "replace") + str(dict(response.headers))
    return [canary for canary in world.canaries if canary in told]


def test_every_address_is_in_the_table() -> None:
    assert {name for name, _pattern in patterns()} == set(TABLE) | OPEN_ACCOUNT | OWN_ACCOUNT


def test_address_without_a_word_on_sign_in_asks_for_it() -> None:
    """What a new view does when its author said nothing: the middleware asks everybody to sign in."""
    asks = {name: getattr(p.callback, "login_required", True) for name, p in patterns()}
    opened = OPEN_ACCOUNT | {name for name, rule in TABLE.items() if rule.kind == "public"}
    assert {name for name, required in asks.items() if not required} == opened


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_lets_in_whom_the_table_names(method: str, world: World) -> None:
    different, leaks = {}, {}
    for name, rule in TABLE.items():
        url = world.url(name)
        for who, client in world.clients.items():
            if method == "post" and not rule.posts and who not in ("nobody", "auditor"):
                continue  # one person is enough to see that the address takes no form
            with undone() if method == "post" else nullcontext():
                response = getattr(client, method)(url)
                found, expected = answer(response), world.expected(rule, who)
                if world.is_stranger(who) and rule.kind != "roles" and (told := leaked(world, response)):
                    leaks[name, who] = told
                let_go(response)
            if found == "hidden" and ("hidden by its own rule" in expected or (method == "post" and expected == {"let in"})):
                continue  # an empty form names no act
            if found == "method" and (who != "nobody" or rule.kind == "public") and (method == "get" or not rule.posts):
                continue
            if found not in expected:
                different[name, who] = f"{found} instead of {sorted(expected)}"
    assert different == {}
    assert leaks == {}


# Letters that a page of ours shows in a frame: they hold no script, and no other site may show them.
FRAMED = ("documents:wording_letter",)


def hardening(response: Any, *, framing: str = "DENY") -> list[str]:
    """What an answer lacks of what a browser must be told."""
    given = response.headers
    wanted = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": framing, "Cross-Origin-Opener-Policy": "same-origin"}
    lacks = [f"{name}: {given.get(name)}" for name, value in wanted.items() if given.get(name) != value]
    policy = given.get("Content-Security-Policy", "")
    if "default-src 'self'" not in policy and "default-src 'none'" not in policy:
        lacks.append(f"policy: {policy}")
    lacks += [word for word in ("unsafe-inline", "unsafe-eval", "*") if word in policy]
    if given.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
        lacks.append(f"referrer: {given.get('Referrer-Policy')}")
    lacks += [] if given.get("Permissions-Policy") else ["permissions"]
    return lacks


def test_every_answer_is_hardened(world: World) -> None:
    """Pages, files, refusals and redirections alike; what somebody who signed in reads is kept in no cache."""
    found = {}
    for name, rule in TABLE.items():
        for who in ("nobody", "the applicant", "central_officer", "administrator", "auditor"):
            response = world.clients[who].get(world.url(name))
            is_framed = name in FRAMED and response.status_code == 200
            lacks = hardening(response, framing="SAMEORIGIN" if is_framed else "DENY")
            if is_framed and "frame-ancestors 'self'" not in response.headers["Content-Security-Policy"]:
                lacks.append("framed by anyone")
            if who != "nobody" and rule.kind != "public" and "no-store" not in response.headers.get("Cache-Control", ""):
                lacks.append(f"cache: {response.headers.get('Cache-Control')}")
            if lacks:
                found[name, who, response.status_code] = lacks
            let_go(response)
    assert found == {}


def test_canaries_are_told_to_those_who_may_read(world: World) -> None:
    """What is looked for could be found: the tests of absence above mean something."""
    with undone():
        for who in ("the applicant", "central_officer", "auditor"):
            assert world.case.number in leaked(world, world.clients[who].get(world.url("workflow:case")))


def test_search_finds_only_what_the_person_may_read(world: World) -> None:
    number, name = world.case.number, world.case.applicant_name_fr.split()[0]
    found = {}
    for who, client in world.clients.items():
        if who == "nobody":
            continue
        by_number = client.get("/search/", {"q": number})
        by_name = client.get("/search/", {"q": name})
        told = by_number.status_code == 302 or world.case.applicant_name_ar in by_number.content.decode()
        found[who] = {told, number in by_name.content.decode()}
    assert found == {who: {not world.is_stranger(who)} for who in found}


def test_only_the_signatory_opens_the_signature(world: World) -> None:
    url = world.url("workflow:act")
    found = {who: client.get(url).status_code for who, client in world.clients.items()}
    assert {who for who, status in found.items() if status == 200} == {"minister_signatory"}


WRONG_IDS = ("0", "-1", str(2**31), str(2**63), "9" * 20, "00000000-0000-0000-0000-000000000000", str(uuid.uuid4()), "%00")


def test_wrong_identifiers_are_not_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neighbours, zeroes, numbers beyond what the database can hold: as those who would read the right one."""
    for status in (403, 404):  # the pages that say so are rendered above, thousands would take half of the time
        monkeypatch.setattr(
            urls, f"handler{status}", lambda *_args, status=status, **_told: HttpResponse(status=status), raising=False
        )
    different = {}
    open_to_any = (":listing", ":procedure", ":new_case", "verify_code", "verify_state")
    names = [name for name in world.arguments if not name.endswith(open_to_any)]
    for name in names:
        arguments, rule = world.arguments[name], TABLE[name]
        first = next(k for k in arguments if k != "register")
        right = str(arguments[first])
        who = next((r for r in sorted(rule.roles) if r in world.clients), "the applicant")
        for wrong in (*WRONG_IDS, str(int(right) + 1000) if right.isdigit() else right[:-1] + ("0" if right[-1] != "0" else "1")):
            url = world.url(name).replace(right, wrong, 1)
            for client in (world.clients[who], world.clients["the applicant"], world.clients["nobody"]):
                for method in (client.get, client.post):
                    with undone():
                        found = answer(method(url))
                    if found not in ("hidden", "forbidden", "login", "method") and wrong != right:
                        different[name, wrong, who] = found
    assert different == {}


@pytest.mark.parametrize("method", ["head", "put", "delete", "patch", "options"])
def test_other_methods_are_refused_or_read_only(method: str, world: World) -> None:
    """They never do what a form does."""
    before, different = kept(without=READINGS), {}
    for name, rule in TABLE.items():
        who = next((r for r in sorted(rule.roles) if r in world.clients), "the applicant")
        response = getattr(world.clients[who], method)(world.url(name))
        if response.status_code == 405:
            continue
        same = world.clients[who].get(world.url(name)).status_code
        if response.status_code != same:
            different[name] = (response.status_code, same)
    assert different == {}
    assert changed(before, kept(without=[*READINGS])) == {}


@pytest.mark.parametrize("name", sorted(OWN_ACCOUNT))
def test_own_account_asks_to_sign_in(name: str, client: Client, db: None) -> None:
    arguments = {"pk": 1} if "webauthn" in name and ("remove" in name or "edit" in name) else {}
    for method in (client.get, client.post):
        assert answer(method(reverse(name, kwargs=arguments))) == "login"
