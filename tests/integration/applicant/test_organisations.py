"""A provider's people file for their organisation: one of their own, or a new one that they represent."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, Organisation
from accounts.organisations import enter_organisation, organisations_of
from accounts.roles import Role
from processes.language import Family, Procedure, Scope, Stage, stage
from tests.factories.people import make_user
from workflow import cases, procedures
from workflow.ledger import record
from workflow.models import Case
from workflow.refusals import NotEntitled, Refused
from workflow.terms import Applicants

pytestmark = pytest.mark.django_db
NEW = {"name_ar": "شركة المثال", "name_fr": "Société Exemple", "rne_id": "1234567 r"}
URL = "/cases/new/TST-01/"


@pytest.fixture(autouse=True)
def _of_providers() -> Iterator[None]:
    """A procedure that organisations file."""

    class OfProviders(Procedure):
        code, title, family = "TST-01", "Test", Family.LICENSING
        applicants, scope = Applicants.PROVIDER, Scope.REGIONAL

        @stage.transition(label="Close", source=Stage.DRAFT, target=Stage.WITHDRAWN, by=Role.APPLICANT)
        def close(self) -> None: ...

    procedures._registry["TST-01", 1] = OfProviders
    yield
    del procedures._registry["TST-01", 1]


def browser(user: object) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)  # type: ignore[arg-type]
    return client


def enter(**told: object) -> Organisation:
    user = told.pop("representative", None) or make_user()
    names = {"name_ar": "شركة المثال", "name_fr": "Société Exemple", "rne_id": "1234567R"}
    return enter_organisation(**{**names, **told}, representative=user, by=user, record=record.append)  # type: ignore[arg-type]


def test_first_filing_enters_the_organisation_and_its_representative() -> None:
    user = make_user()
    assert browser(user).post(URL, NEW).status_code == 302
    case = Case.objects.get()
    assert (case.organisation.rne_id, case.organisation.name_fr) == ("1234567R", "Société Exemple")
    assert list(organisations_of(user)) == [case.organisation]


def test_second_filing_chooses_among_ones_own() -> None:
    user = make_user()
    own = enter(representative=user)
    page = browser(user).get(URL).content.decode()
    assert str(own.uuid) in page
    assert browser(user).post(URL, {"organisation": str(own.uuid)}).status_code == 302
    assert Case.objects.get().organisation == own


@pytest.mark.parametrize("typed", [{}, {**NEW, "rne_id": "1234567A"}, {**NEW, "name_fr": ""}])
def test_organisation_not_said_is_asked_again(typed: dict[str, str]) -> None:
    assert browser(make_user()).post(URL, typed).status_code == 422
    assert (Case.objects.count(), Organisation.objects.count()) == (0, 0)


def test_organisation_of_others_is_refused() -> None:
    other = enter()
    user = make_user()
    assert browser(user).post(URL, {"organisation": str(other.uuid)}).status_code == 422
    assert browser(user).post(URL, NEW).status_code == 422
    with pytest.raises(NotEntitled):
        cases.open_draft(procedure=procedures.named("TST-01"), by=user, organisation=other)


def test_former_member_may_not_file() -> None:
    user = make_user()
    own = enter(representative=user)
    Membership.objects.update(since="2020-01-01", until="2020-12-31")
    with pytest.raises(NotEntitled):
        cases.open_draft(procedure=procedures.named("TST-01"), by=user, organisation=own)


def test_provider_without_organisation_is_refused() -> None:
    with pytest.raises(Refused):
        cases.open_draft(procedure=procedures.named("TST-01"), by=make_user())


def test_counter_files_for_a_known_organisation() -> None:
    own, clerk = enter(), make_user(role=Role.FRONT_DESK, region="TN-11")
    assert browser(clerk).post(URL, {"rne_id": "1234567R"}).status_code == 302
    case = Case.objects.get()
    assert (case.organisation, case.applicant, case.author) == (own, None, clerk)


def test_counter_enters_an_organisation_for_an_account() -> None:
    person, clerk = make_user(), make_user(role=Role.FRONT_DESK, region="TN-11")
    assert browser(clerk).post(URL, {**NEW, "for_email": person.email}).status_code == 302
    assert list(Membership.objects.values_list("user", "since")) == [(person.pk, timezone.localdate())]
