"""The ledger is read by auditors alone, filtered, page by page; and whoever reads it is recorded in it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.roles import Role
from tests.factories.people import make_user
from tests.factories.record import make_record
from workflow.ledger import erasure, record, sequencer
from workflow.models import Event, Payload
from workflow.procedures import procedure_of

LEDGER = "/ledger/"
URLS = [LEDGER, "/ledger/stream/calendar/", "/ledger/verification/", "/ledger/export/00000000-0000-4000-8000-000000000000/"]


def listed(answer):
    return [row["kind"] for row in answer.context["rows"]]


@pytest.fixture
def case(auditor):
    return make_record()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CENTRAL_DIRECTOR, Role.REGISTRAR, ""])
def test_ledger_is_closed_to_everybody_else(db, role):
    client = Client()
    client.force_login(make_user(role=role))
    assert [client.get(url).status_code for url in URLS] == [403] * 4
    assert client.post("/ledger/verification/").status_code == 403
    assert Event.objects.filter(stream="reading:ledger").count() == 0


def test_newest_event_comes_first(browser, case):
    shown = listed(browser.get(LEDGER))
    assert (len(shown), shown[0], shown[-2:]) == (10, "Case read", ["Account amended", "Submit"])


def test_act_of_a_procedure_is_told_in_its_words(browser, player):
    case = player("under_review").case
    with translation.override("en"):
        labels = [str(procedure_of(case).machine.transitions[name].label) for name in ("register_case", "submit")]
    assert [kind for kind in listed(browser.get(LEDGER, {"case": case.number})) if kind in labels] == labels


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"family": "settings"}, ["Day off entered or moved"]),
        ({"family": "people"}, ["Account amended"] * 4),
        ({"family": "refusals"}, []),
        ({"case": "eqv-01/2026/000001", "family": "readings"}, ["Case read"]),
        ({"case": "EQV-01/2026/999999"}, []),
        ({"day": "2026-11-22"}, []),
        ({"day": "2026-11-23", "family": "settings"}, ["Day off entered or moved"]),
        ({"person": "nobody"}, []),
    ],
)
def test_filters(browser, case, asked, shown):
    assert listed(browser.get(LEDGER, asked)) == shown


def test_person_who_acted(browser, auditor, case):
    other = make_user(name_fr="Rim Exemple")
    record.append(stream="calendar", kind="holiday.removed", by=other, payload={})
    assert listed(browser.get(LEDGER, {"person": "exemple rim"})) == ["Day off struck off"]


@pytest.mark.parametrize(
    "asked",
    [
        {"family": "x"},
        {"day": "yesterday"},
        {"after": "x"},
        {"before": "WyJhIl0"},
        {"after": "WyI5OTk5OTk5OTk5OTk5OTk5OTk5OTkiXQ"},
    ],
)
def test_filter_that_nobody_can_have_sent(browser, case, asked):
    assert browser.get(LEDGER, asked).status_code == 200


def test_pages_follow_each_other_there_and_back(browser):
    for n in range(60):
        record.append(stream="calendar", kind="holiday.entered", by=None, payload={"n": n})
    first = browser.get(LEDGER)
    second = browser.get(LEDGER + first.context["next_url"])
    third = browser.get(LEDGER + second.context["next_url"])
    back = browser.get(LEDGER + third.context["previous_url"])
    urls = [[row["url"] for row in answer.context["rows"]] for answer in (first, second, third, back)]
    assert ([len(page) for page in urls], urls[3] == urls[1]) == ([25, 25, 10, 25], True)
    assert len({*urls[0], *urls[1], *urls[2]}) == 60


def test_list_costs_the_same_for_one_and_thirty(browser, auditor, django_assert_max_num_queries):
    record.append(stream="calendar", kind="holiday.entered", by=auditor, payload={})
    browser.get(LEDGER)
    with django_assert_max_num_queries(20) as one:
        browser.get(LEDGER)
    for n in range(30):
        record.append(stream="calendar", kind="holiday.entered", by=auditor, payload={"n": n})
    with django_assert_max_num_queries(20) as thirty:
        browser.get(LEDGER)
    assert len(one) == len(thirty)


# One event ----------------------------------------------------------------------------------------------------------


def event_page(browser, event):
    return browser.get(LEDGER, {"event": event.pk})


def test_event_shows_its_payload_and_its_place(browser, case):
    event = Event.objects.filter(stream=case.stream).order_by("seq")[1]
    answer = event_page(browser, event)
    told = {str(row["label"]): row["value"] for row in answer.context["told"]}
    assert (told["Reason"], told["Role"]) == ("because of under_review", "Central case officer")
    assert answer.context["proof"][0]["value"] == event.leaf.index
    assert answer.context["proof"][1]["value"] == f"{bytes(event.entry_hash).hex()[:16]}…"
    assert '"reason": "because of under_review"' in answer.context["raw"]


def test_event_leads_to_those_beside_it(browser, case):
    first, second, third, *_ = Event.objects.filter(stream=case.stream).order_by("seq")
    context = event_page(browser, second).context
    assert (context["earlier_url"], context["later_url"]) == (f"{LEDGER}?event={first.pk}", f"{LEDGER}?event={third.pk}")


def test_event_that_waits_for_its_place(browser):
    event = record.append(stream="calendar", kind="holiday.entered", by=None, payload={})
    assert event_page(browser, event).context["proof"][0]["value"] == "Not yet sealed"


def test_erased_event_says_so(browser, case):
    event = Event.objects.filter(stream=case.stream).first()
    erasure.erase(events=[event], kind="case.erased", by=None, told={})
    context = event_page(browser, event).context
    assert (context["is_erased"], context["told"], context["raw"]) == (True, [], "")


def test_event_whose_details_were_taken_away_says_so(browser, case):
    event = Event.objects.filter(stream=case.stream).first()
    Payload.objects.filter(event=event).delete()
    assert event_page(browser, event).context["is_missing"] is True


def test_hostile_text_is_shown_as_text(browser):
    event = record.append(stream="calendar", kind="holiday.entered", by=None, payload={"reason": "<script>alert(1)</script>"})
    assert "<script>alert" not in event_page(browser, event).content.decode()


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 30])
def test_event_that_does_not_exist(browser, number):
    assert browser.get(LEDGER, {"event": number}).status_code == 404


# One history --------------------------------------------------------------------------------------------------------


def history(browser, stream, **asked):
    return browser.get(reverse("workflow:ledger_stream", args=[stream]), asked)


def test_history_of_a_case_holds_acts_readings_and_refusals(browser, player):
    case = player("under_review").case
    officer = make_user()
    record.reading(case=case, by=officer, what="case")
    record.append(stream=f"refusal:{case.pk}", kind="refusal", by=officer, payload={}, case=case)
    whole = [listed(history(browser, f"{family}:{case.pk}")) for family in ("case", "reading", "refusal", "task")]
    assert whole[0][-2:] == ["Case read", "Act refused"]
    assert whole == [whole[0]] * 4


def test_history_of_an_account(browser, case):
    stream = Event.objects.filter(stream__startswith="user:").first().stream
    assert listed(history(browser, stream)) == ["Account amended"] * 4


def test_history_that_nobody_wrote(browser):
    assert history(browser, "calendar").status_code == 404


def test_long_history_has_pages(browser):
    for n in range(130):
        record.append(stream="calendar", kind="holiday.entered", by=None, payload={"n": n})
    first = history(browser, "calendar")
    second = browser.get(f"/ledger/stream/calendar/{first.context['next_url']}")
    assert (len(listed(first)), len(listed(second)), second.context["next_url"]) == (100, 30, "")


# The reader is recorded ---------------------------------------------------------------------------------------------


def test_every_page_that_is_read_is_recorded(browser, case, readings):
    event = Event.objects.filter(stream=case.stream).first()
    browser.get(LEDGER, {"case": case.number})
    event_page(browser, event)
    history(browser, f"reading:{case.pk}")
    assert readings() == [
        ("reading.ledger", {"filters": {"case": case.number}}),
        ("reading.event", {"event": event.pk, "of": case.stream, "seq": 1}),
        ("reading.stream", {"of": case.stream}),
    ]


def test_readings_of_the_ledger_are_listed_among_the_readings(browser, auditor):
    browser.get(LEDGER)
    both = [listed(browser.get(LEDGER, asked)) for asked in ({}, {"family": "readings"})]
    assert both == [[], ["Ledger read", "Ledger read"]]


def test_sealed_events_are_told_apart_from_those_of_tomorrow(browser, clock):
    record.append(stream="calendar", kind="holiday.entered", by=None, payload={}, at=timezone.now() + timedelta(days=1))
    sequencer.sequence()
    days = [listed(browser.get(LEDGER, {"day": day})) for day in ("2026-11-23", "2026-11-24")]
    assert days == [[], ["Day off entered or moved"]]
