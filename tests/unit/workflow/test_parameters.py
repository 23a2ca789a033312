"""The numbers of the law: what is declared, what is in force on a day, and what binds a case for its whole life."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories.people import make_user
from workflow import parameters
from workflow.calendar import working_days
from workflow.models import Case, OutboxRow, Parameter
from workflow.parameters import Declared
from workflow.procedures import named
from workflow.refusals import DutiesConflict, Refused

CODE = "EQV-01.under_review.days"
TODAY = date(2026, 11, 23)
TEXT = {"source": "decree 2026-99, article 3", "reason": "the law has changed"}


@pytest.fixture(autouse=True)
def frozen(db, clock):
    """Today is 23 November 2026."""


@pytest.fixture
def people():
    return make_user(), make_user()


@pytest.fixture
def amend(people):
    """Proposes and puts in force, by two people."""

    def amended(value, *, code=CODE, on=TODAY):
        row = parameters.propose(code=code, value=value, valid_from=on, by=people[0], **TEXT)
        return parameters.decide(parameter=row, accept=True, by=people[1])

    return amended


def test_every_number_of_a_procedure_is_declared():
    found = {d.code: (d.default, str(d.unit)) for d in parameters.declared_by(named("EQV-01"))}
    assert (found["EQV-01.time_limit.days"], found[CODE]) == ((90, "calendar"), (5, "working"))
    assert found["EQV-01.complements.rounds"] == (2, "")


def test_every_default_is_of_its_own_kind():
    assert [d.code for d in parameters.all_declared().values() if not d.accepts(d.default)] == []


def test_default_holds_as_long_as_nobody_amends():
    assert parameters.value(CODE) == 5


def test_code_that_nobody_declares():
    with pytest.raises(KeyError):
        parameters.value("EQV-01.nothing")


def test_value_holds_from_its_day(amend):
    amend(7, on=TODAY + timedelta(days=3))
    days = [TODAY, TODAY + timedelta(days=2), TODAY + timedelta(days=3), TODAY + timedelta(days=99)]
    assert [parameters.value(CODE, on=day) for day in days] == [5, 5, 7, 7]


def test_newest_value_holds(amend):
    amend(8, on=TODAY + timedelta(days=9))
    amend(7)
    assert [parameters.value(CODE, on=TODAY + timedelta(days=n)) for n in (0, 8, 9)] == [7, 7, 8]


def test_proposal_and_rejection_change_nothing(people):
    row = parameters.propose(code=CODE, value=7, valid_from=TODAY, by=people[0], **TEXT)
    proposed = parameters.value(CODE)
    parameters.decide(parameter=row, accept=False, by=people[1])
    assert (proposed, parameters.value(CODE), Parameter.objects.get().status) == (5, 5, "rejected")


def test_proposer_may_not_decide(people):
    row = parameters.propose(code=CODE, value=7, valid_from=TODAY, by=people[0], **TEXT)
    with pytest.raises(DutiesConflict) as refusal:
        parameters.decide(parameter=row, accept=True, by=people[0])
    assert refusal.value.rule == "SD-16"


def test_database_insists_on_a_second_person(people):
    row = parameters.propose(code=CODE, value=7, valid_from=TODAY, by=people[0], **TEXT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Parameter.objects.filter(pk=row.pk).update(status="in_force", decided_by=people[0])


def test_two_values_of_one_day_are_refused(amend, people):
    amend(7)
    row = parameters.propose(code=CODE, value=8, valid_from=TODAY, by=people[0], **TEXT)
    with pytest.raises(Refused):
        parameters.decide(parameter=row, accept=True, by=people[1])


@pytest.mark.parametrize(
    "changed",
    [
        {"code": "EQV-01.nothing"},
        {"value": "7"},
        {"value": 0},
        {"value": True},
        {"value": 7.5},
        {"valid_from": TODAY - timedelta(days=1)},
        {"source": " "},
        {"reason": "because    "},
    ],
)
def test_proposal_that_cannot_be_is_refused(people, changed):
    with pytest.raises(Refused):
        parameters.propose(**{"code": CODE, "value": 7, "valid_from": TODAY, "by": people[0], **TEXT, **changed})
    assert Parameter.objects.count() == 0


@pytest.mark.parametrize(
    ("default", "accepted", "refused"),
    [
        ("0.000", ["0.000", "12.500", "999999999.999"], ["0", "0.00", "-1.000", "1,000", "x", 0]),
        (True, [True, False], [1, 0, "true", None]),
        (2, [0, 1, 10_000], [-1, 10_001, 1.0, True, "2"]),
        ("2026-01-01", ["2027-12-31"], ["2027-02-30", "20271231", "31/12/2027", "soon", 2027]),
    ],
)
def test_value_is_of_the_kind_of_the_default(default, accepted, refused):
    declared = Declared("X", default, "")
    assert ([declared.accepts(v) for v in accepted], [declared.accepts(v) for v in refused]) == (
        [True] * len(accepted),
        [False] * len(refused),
    )


def test_week_needs_a_working_day():
    declared = parameters.all_declared()[parameters.WEEKEND]
    assert [declared.accepts(v) for v in ([], [5, 6], [4], [0, 1, 2, 3, 4, 5, 6], [5, 5], [7], ["5"])] == [
        True,
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_weekend_that_changes_moves_the_pending_dates(amend):
    amend([4, 5], code=parameters.WEEKEND)
    assert [row.topic for row in OutboxRow.objects.all()] == ["clocks.recount"]


def test_case_keeps_the_values_of_its_registration(amend, player):
    before, after = player("under_review").case, None
    amend(7)
    after = player("under_review").case
    desk = named("EQV-01").machine.desks["under_review"]
    kept = [parameters.limit_for(Case.objects.get(pk=c.pk), "under_review", desk) for c in (before, after)]
    assert (kept, [parameters.value_for(c, CODE) for c in (before, after)]) == ([working_days(5), working_days(7)], [5, 7])


def test_draft_follows_the_values_of_the_day(amend):
    draft = Case(procedure="EQV-01", stage="draft")
    before = parameters.value_for(draft, CODE)
    amend(7)
    assert (before, parameters.value_for(draft, CODE)) == (5, 7)
