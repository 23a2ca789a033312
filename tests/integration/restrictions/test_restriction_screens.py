"""A general restriction is proposed on the screen by a legal officer, and confirmed or declined there by another person."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import POSTED_ROLES, Role
from registers import programmes, restrictions
from registers.models import Restriction
from tests.factories.people import make_user, substitute_for
from tests.factories.providers import cause, make_provider
from workflow import outbox, restriction_proposals
from workflow.models import Event, Notice, OutboxRow, RestrictionProposal

pytestmark = pytest.mark.django_db
INDEX, NEW = "/restrictions/", "/restrictions/new/"
READERS = {Role.LEGAL_OFFICER, Role.CENTRAL_DIRECTOR, Role.AUDITOR}


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def typed(**changes: Any) -> dict[str, Any]:
    told = {"kind": "no_new_session", "speciality": "Soudage", "region": "TN-11", "starts_on": day(0), "ends_on": day(90)}
    return {**told, "legal_basis": "Décision n° 12 du 3 mars 2026", "reason": "Les ateliers sont en travaux.", **changes}


def browser_of(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def officer(clock: Any, db: None) -> Client:
    return browser_of(make_user(role=Role.LEGAL_OFFICER))


@pytest.fixture
def director(clock: Any, db: None) -> Client:
    return browser_of(make_user(role=Role.CENTRAL_DIRECTOR))


@pytest.fixture
def proposed(officer: Client) -> Callable[..., str]:
    """Proposes, and gives the address of the proposal."""

    def propose(address: str = NEW, **changes: Any) -> str:
        answer = officer.post(address, typed(**changes) if address == NEW else changes)
        assert answer.status_code == 302, answer.context["form"].errors
        return str(answer["Location"])

    return propose


def decide(client: Client, address: str, decision: str = "accept") -> Any:
    return client.post(address, {"decision": decision})


def on(one: Restriction, act: str) -> str:
    return reverse(f"workflow:{act}_restriction", args=[one.entry])


def work_of(*topics: str) -> None:
    for topic in topics:
        for row in OutboxRow.objects.filter(topic=topic, done_at__isnull=True).order_by("pk"):
            assert outbox.work(row), row.error


# By whom ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["", *sorted(POSTED_ROLES)])
def test_screens_by_role(role: str, proposed: Callable[..., str]) -> None:
    address, client = proposed(), browser_of(make_user(role=role))
    seen = 200 if role in READERS else 403
    assert [client.get(url).status_code for url in (INDEX, address)] == [seen, seen]
    assert client.get(NEW).status_code == (200 if role == Role.LEGAL_OFFICER else 403)
    decided = decide(client, address).status_code
    assert decided == (302 if role in (Role.LEGAL_OFFICER, Role.CENTRAL_DIRECTOR) else 403)
    assert Restriction.objects.count() == (1 if decided == 302 else 0)


def test_navigation_and_register_lead_there(officer: Client) -> None:
    listing = reverse("registers:listing", args=["restrictions"])
    links = f'href="{INDEX}"'
    assert officer.get(listing).text.count(links) == 3  # in both menus, and above the list
    assert browser_of(make_user(role=Role.REGISTRAR)).get(listing).text.count(links) == 0


def test_same_person_does_not_confirm(officer: Client, proposed: Callable[..., str]) -> None:
    address = proposed()
    assert (officer.get(address).context["can_decide"], decide(officer, address).status_code) == (False, 403)
    assert (Restriction.objects.count(), RestrictionProposal.objects.get().status) == (0, "proposed")


def test_stand_in_of_the_proposer_does_not_confirm(clock: Any) -> None:
    absent = make_user(role=Role.LEGAL_OFFICER)
    stand_in = substitute_for(absent)
    address = browser_of(absent).post(NEW, typed())["Location"]
    assert decide(browser_of(stand_in), address).status_code == 403
    other = browser_of(stand_in).post(NEW, typed(region="TN-61"))["Location"]
    assert decide(browser_of(absent), other).status_code == 403
    assert Restriction.objects.count() == 0


# What it does -------------------------------------------------------------------------------------------------------


def test_confirmed_restriction_is_in_the_register(officer: Client, director: Client, proposed: Callable[..., str]) -> None:
    address = proposed(region="TN-11", sector="construction", level="CAP")
    assert restrictions.general() == []
    assert decide(director, address).status_code == 302
    one, row = Restriction.objects.get(), RestrictionProposal.objects.get()
    assert (one.kind, one.speciality, one.sector, one.level, one.region) == (
        "no_new_session", "Soudage", "construction", "CAP", "TN-11",
    )  # fmt: skip
    assert (one.procedures, one.legal_basis, one.starts_on.isoformat()) == (["TRN-01"], "Décision n° 12 du 3 mars 2026", day(0))
    assert (one.event_stream, row.status, row.restriction) == (f"restriction:{row.pk}", "confirmed", one.entry)
    events = Event.objects.filter(stream=one.event_stream).order_by("seq")
    assert [(e.kind, e.actor_id) for e in events] == [
        ("restriction.proposed", row.proposed_by_id),
        ("restriction.confirmed", row.decided_by_id),
    ]
    assert decide(director, address).status_code == 409
    about = {"sector": "construction", "level": "CAP", "region": "TN-11"}
    assert restrictions.blocks(procedure="TRN-01", speciality="لحام · SOUDAGE à l'arc", **about) == [one]
    assert restrictions.blocks(procedure="TRN-01", speciality="Coiffure", **about) == []


def test_declined_proposal_changes_nothing(director: Client, proposed: Callable[..., str]) -> None:
    address = proposed()
    assert decide(director, address, "maybe").status_code == 200
    decide(director, address, "reject")
    assert (Restriction.objects.count(), RestrictionProposal.objects.get().status) == (0, "declined")
    assert Event.objects.filter(kind="restriction.declined").count() == 1


def test_structures_are_told_of_the_restriction_of_its_new_day_and_of_its_end(
    director: Client, proposed: Callable[..., str]
) -> None:
    provider, _site, member = make_provider()
    programmes.homologate(provider=provider, facts={"title_fr": "Soudage à l'arc", "target_level": "CAP"}, cause=cause())
    address = proposed()
    assert director.get(address).context["reach"].structures == 1
    decide(director, address)
    work_of("restriction.tell", "mail.broadcast")
    one = Restriction.objects.get()
    why = {"legal_basis": "Décision n° 13", "reason": "Les travaux durent encore."}
    decide(director, proposed(on(one, "prolong"), ends_on=day(120), **why))
    work_of("restriction.tell", "mail.broadcast")
    decide(director, proposed(on(one, "end"), ends_on="", **why))
    work_of("restriction.tell", "mail.broadcast")
    told = Notice.objects.filter(user=member, kind="broadcast").order_by("pk")
    assert [n.texts["en"]["title"] for n in told] == [
        "New restriction: No new session",
        "Restriction with another last day: No new session",
        "Restriction lifted: No new session",
    ]


def test_end_and_prolongation(director: Client, proposed: Callable[..., str]) -> None:
    why = {"legal_basis": "Décision n° 13", "reason": "Les travaux avancent bien."}
    decide(director, proposed())
    one = Restriction.objects.get()
    decide(director, proposed(on(one, "prolong"), ends_on=day(120), **why))
    assert restrictions.get(one).ends_on.isoformat() == day(120)
    decide(director, proposed(on(one, "end"), ends_on=day(30), **why))
    assert (restrictions.get(one).ends_on.isoformat(), restrictions.get(one).status) == (day(30), "in_force")
    decide(director, proposed(on(one, "end"), ends_on="", **why))
    lifted = restrictions.get(one)
    assert (lifted.status, lifted.lifted_on.isoformat(), lifted.reason) == ("lifted", day(0), why["reason"])
    assert lifted.event_stream == f"restriction:{RestrictionProposal.objects.latest('pk').pk}"
    assert director.get(INDEX).context["held"] == []


def test_change_waits_alone(officer: Client, director: Client, proposed: Callable[..., str]) -> None:
    decide(director, proposed())
    one = Restriction.objects.get()
    why = {"ends_on": day(120), "legal_basis": "Décision n° 13", "reason": "Les travaux durent encore."}
    proposed(on(one, "prolong"), **why)
    again = officer.post(on(one, "prolong"), why)
    assert (again.status_code, again.context["form"].non_field_errors()) == (
        422, ["A change of this restriction already waits for a second person."],
    )  # fmt: skip


def test_restriction_of_a_structure_is_not_changed_here(officer: Client) -> None:
    provider, _site, _member = make_provider()
    one = restrictions.impose(kind="no_new_session", cause=cause(), provider=provider)
    assert [officer.get(on(one, act)).status_code for act in ("end", "prolong")] == [404, 404]


def test_proposal_that_became_impossible(director: Client, proposed: Callable[..., str], clock: Any) -> None:
    late, twin, other = proposed(), proposed(region=""), proposed(region="")
    decide(director, twin)
    refused = decide(director, other)
    assert (refused.status_code, "already holds on these days" in refused.context["error"]) == (409, True)
    clock.move_to(timezone.now() + timedelta(days=2))
    refused = decide(browser_of(make_user(role=Role.CENTRAL_DIRECTOR)), late)
    assert (refused.status_code, refused.context["error"]) == (409, "A restriction holds from today on at the earliest.")
    assert Restriction.objects.count() == 1


def test_confirmation_rolled_back_when_the_ledger_fails(
    director: Client, proposed: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_event: Any) -> None:
        raise RuntimeError

    address = proposed()
    monkeypatch.setattr(restriction_proposals.record, "append", fail)
    with pytest.raises(RuntimeError):
        decide(director, address)
    assert (Restriction.objects.count(), RestrictionProposal.objects.get().status) == (0, "proposed")


# What is refused beside its question --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"starts_on": -1}, "starts_on", "A restriction holds from today on at the earliest."),
        ({"starts_on": 5, "ends_on": 4}, "ends_on", "The last day precedes the first."),
        ({"kind": "moratorium", "speciality": ""}, "speciality", "Name a speciality, or choose a sector."),
        ({"speciality": "···"}, "speciality", "Write at least one word."),
        ({"procedures": ["PRG-04"]}, "procedures", "A restriction of this kind and scope does not stop: PRG-04."),
        (
            {"kind": "moratorium", "speciality": "", "sector": "construction", "procedures": ["LIC-01"]},
            "procedures",
            "A restriction of this kind and scope does not stop: LIC-01.",
        ),
    ],
)
def test_new_restriction_refused(officer: Client, changes: dict[str, Any], field: str, sentence: str) -> None:
    told = typed(**{name: day(value) if isinstance(value, int) else value for name, value in changes.items()})
    answer = officer.post(NEW, told)
    assert (answer.status_code, dict(answer.context["form"].errors)) == (422, {field: [sentence]})
    assert all(answer.context["form"][name].value() == value for name, value in told.items())
    assert RestrictionProposal.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"), [("region", "TN-99"), ("procedures", ["EQV-01"]), ("kind", "no_funding"), ("reason", "x")]
)
def test_new_restriction_of_something_unknown(officer: Client, field: str, value: Any) -> None:
    answer = officer.post(NEW, typed(**{field: value}))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_new_restriction_that_holds_already(officer: Client, director: Client, proposed: Callable[..., str]) -> None:
    decide(director, proposed())
    number = Restriction.objects.get().number
    answer = officer.post(NEW, typed(speciality="SOUDAGE", starts_on=day(10)))
    sentence = f"A restriction of this kind and scope already holds on these days: {number}."
    assert dict(answer.context["form"].errors) == {"kind": [sentence]}
    assert officer.post(NEW, typed(starts_on=day(91), ends_on="")).status_code == 302


@pytest.mark.parametrize(
    ("act", "days", "sentence"),
    [
        ("prolong", 90, "The new last day must come after the present one."),
        ("end", 90, "The new last day must come before the present one."),
        ("end", -1, "The last day precedes the first, or has passed."),
    ],
)
def test_new_last_day_refused(
    officer: Client, director: Client, proposed: Callable[..., str], act: str, days: int, sentence: str
) -> None:
    decide(director, proposed())
    told = {"ends_on": day(days), "legal_basis": "Décision n° 13", "reason": "Les travaux durent encore."}
    answer = officer.post(on(Restriction.objects.get(), act), told)
    assert (answer.status_code, dict(answer.context["form"].errors)) == (422, {"ends_on": [sentence]})


# In every language, and with the same number of questions -----------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_screens_in_each_language(officer: Client, director: Client, proposed: Callable[..., str], language: str) -> None:
    decide(director, proposed())
    waiting, one = proposed(region="TN-61"), Restriction.objects.get()
    for url in (INDEX, NEW, waiting, on(one, "end"), on(one, "prolong")):
        answer = officer.get(url, headers={"accept-language": language})
        assert (answer.status_code, f'<html lang="{language}"' in answer.text, " style=" in answer.text) == (200, True, False)


def test_index_queries(officer: Client, proposed: Callable[..., str]) -> None:
    proposed()
    officer.get(INDEX)
    with CaptureQueriesContext(connection) as one:
        officer.get(INDEX)
    for number in range(12, 15):
        proposed(region=f"TN-{number}")
    with CaptureQueriesContext(connection) as four:
        assert len(officer.get(INDEX).context["waiting"]) == 4
    assert len(four) == len(one)
