"""Queues: what is in them, how it is filtered and paged, and what is done with the rows."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.factories.cases import make_user
from workflow.models import Case, Clock, Task

Open = Callable[[User], Client]
TODAY = date(2026, 11, 23)


@pytest.fixture
def folk(db: None) -> dict[str, User]:
    """Two officers of Tunis, one of Sfax, and their director."""
    people = {name: make_user(role="regional_officer", region="TN-11", name_fr=name) for name in ("amina", "bechir")}
    people["sfax"] = make_user(role="regional_officer", region="TN-61")
    people["director"] = make_user(role="regional_director", region="TN-11")
    people["central_director"] = make_user(role="central_director")
    return people


def work(author: User, count: int = 1, *, first: int = 1, region: str = "TN-11", **fields: Any) -> list[Task]:
    """Open tasks of regional officers on registered cases, the first due today."""
    tasks = []
    for n in range(first, first + count):
        number = f"EQV-01/2026/{n:06d}"
        case = Case.objects.create(
            number=number,
            procedure="EQV-01",
            stage="under_review",
            region=region,
            author=author,
            applicant_name_fr=f"Nom {n}",
            applicant_name_ar=f"اسم {n}",
            search_text=f"nom {n} اسم {number}".lower(),
            submitted_at=timezone.now() + timedelta(minutes=n),
            registered_at=timezone.now(),
        )
        told: dict[str, Any] = {
            "due": TODAY + timedelta(days=n - 1),
            "role": "regional_officer",
            "stage": "under_review",
            **fields,
        }
        tasks.append(
            Task.objects.create(
                case=case,
                number=number,
                procedure="EQV-01",
                region=region,
                applicant_name_fr=case.applicant_name_fr,
                applicant_name_ar=case.applicant_name_ar,
                opened_at=timezone.now(),
                **told,
            )
        )
    return tasks


def numbers(page: Any) -> list[str]:
    return [row["number"][-2:] for row in page.context["rows"]]


# What is there -------------------------------------------------------------------------------------------------------


def test_queues_page_counts_what_waits_and_what_is_overdue(folk: dict[str, User], browser: Open) -> None:
    work(folk["sfax"], 2)
    work(folk["sfax"], 1, first=5, due=TODAY - timedelta(days=1))

    page = browser(folk["amina"]).get("/queues/")

    assert [(t["value"], t["hint"]) for t in page.context["tiles"]] == [("3", "1 overdue")]


def test_queues_page_shows_what_the_person_holds(folk: dict[str, User], browser: Open) -> None:
    mine, _free = work(folk["sfax"], 2)
    Task.objects.filter(pk=mine.pk).update(assignee=folk["amina"], status="taken")

    assert numbers(browser(folk["amina"]).get("/queues/")) == ["01"]


@pytest.mark.parametrize("role", ["", "auditor", "administrator"])
def test_queues_page_of_people_without_a_desk_is_refused(db: None, browser: Open, role: str) -> None:
    assert browser(make_user(role=role)).get("/queues/").status_code == 403


def test_queue_of_a_role_that_is_not_held_is_refused(folk: dict[str, User], browser: Open) -> None:
    assert browser(folk["amina"]).get("/queues/central_officer/").status_code == 403


def test_queue_of_no_role_does_not_exist(folk: dict[str, User], browser: Open) -> None:
    assert browser(folk["amina"]).get("/queues/gardener/").status_code == 404


def test_queue_of_a_region_shows_that_region_alone(folk: dict[str, User], browser: Open) -> None:
    work(folk["sfax"], 1)
    work(folk["sfax"], 1, first=2, region="TN-61")

    assert numbers(browser(folk["amina"]).get("/queues/regional_officer/")) == ["01"]


def test_queue_row_is_in_the_script_of_the_page(folk: dict[str, User], browser: Open) -> None:
    work(folk["sfax"], 1)
    client = browser(folk["amina"])

    names = [
        client.get("/queues/regional_officer/", headers={"accept-language": language}).context["rows"][0]["applicant"]
        for language in ("ar", "fr")
    ]

    assert names == ["اسم 1", "Nom 1"]


def test_director_sees_and_hands_on_the_work_of_the_region(folk: dict[str, User], browser: Open) -> None:
    task = work(folk["sfax"], 1)[0]
    client = browser(folk["director"])

    page = client.get("/queues/regional_officer/")
    answer = client.post(f"/tasks/{task.uuid}/reassign/", {"to": str(folk["bechir"].uuid)})

    assert (numbers(page), [b["value"] for b in page.context["bulk_buttons"]]) == (["01"], ["reassign"])
    assert (answer.status_code, Task.objects.get(pk=task.pk).assignee) == (302, folk["bechir"])


# Filters and pages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["01", "02", "03"]),
        ("whose=mine", ["01"]),
        ("whose=free", ["02", "03"]),
        ("stage=under_review", ["01", "02", "03"]),
        ("stage=central_review", ["01", "02", "03"]),  # not a stage of this desk: ignored
        ("time=overdue", ["01"]),
        ("time=amber", ["02"]),
        ("time=snoozed", ["04"]),
        ("region=TN-61", ["01", "02", "03"]),  # not a region of this person: ignored
    ],
)
def test_queue_filter_keeps_what_was_asked(folk: dict[str, User], browser: Open, asked: str, found: list[str]) -> None:
    work(folk["sfax"], 1, assignee=folk["amina"], status="taken", due=TODAY - timedelta(days=1))
    work(folk["sfax"], 1, first=2, amber_on=TODAY)
    work(folk["sfax"], 1, first=3)
    work(folk["sfax"], 1, first=4, snoozed_until=TODAY + timedelta(days=1))

    assert numbers(browser(folk["amina"]).get(f"/queues/regional_officer/?{asked}")) == found


def test_queue_pages_follow_and_come_back(folk: dict[str, User], browser: Open) -> None:
    work(folk["sfax"], 30)
    client = browser(folk["amina"])

    first = client.get("/queues/regional_officer/")
    second = client.get("/queues/regional_officer/" + first.context["next_url"])
    back = client.get("/queues/regional_officer/" + second.context["previous_url"])

    assert numbers(first) == numbers(back) == [f"{n:02d}" for n in range(1, 26)]
    assert (numbers(second), second.context["next_url"]) == (["26", "27", "28", "29", "30"], "")


@pytest.mark.parametrize("cursor", ["after=zzz", "before=zzz", "after=WyJ4IiwgInkiXQ", "after=W10", "before=WzEsMl0"])
def test_queue_with_a_forged_cursor_shows_its_first_page(folk: dict[str, User], browser: Open, cursor: str) -> None:
    work(folk["sfax"], 2)

    assert numbers(browser(folk["amina"]).get(f"/queues/regional_officer/?{cursor}")) == ["01", "02"]


@pytest.mark.parametrize("count", [1, 30])
def test_queue_page_asks_at_most_twelve_questions(
    folk: dict[str, User], browser: Open, django_assert_num_queries: Any, count: int
) -> None:
    work(folk["sfax"], count, assignee=folk["amina"], status="taken")
    client = browser(folk["amina"])
    client.get("/queues/")

    # Session, person, navigation, count, page, names of holders.
    with django_assert_num_queries(6):
        client.get("/queues/regional_officer/")


def test_next_case_is_the_first_that_is_free_or_mine(folk: dict[str, User], browser: Open) -> None:
    work(folk["sfax"], 1, assignee=folk["bechir"], status="taken")
    free = work(folk["sfax"], 1, first=2)[0]

    answer = browser(folk["amina"]).get("/queues/regional_officer/?next=1")

    assert answer["Location"] == f"/cases/{free.case_id}/"


def test_next_case_is_the_nearest_to_its_legal_limit(folk: dict[str, User], browser: Open) -> None:
    """Not the one whose desk is due first: what is left of the legal limit, as a share of it, decides."""
    today = timezone.localdate()
    calm, pressed, late = work(folk["sfax"], 3)
    for task, days, left in ((calm, 90, 60), (pressed, 90, 5), (late, 15, 4)):
        due, runs = today + timedelta(days=left), [[today.isoformat(), None]]
        Clock.objects.create(case=task.case, kind="legal", stage="x", days=days, unit="calendar", due=due, runs=runs)
    found = []
    for task in (pressed, late, calm):
        answer = browser(folk["amina"]).get("/queues/regional_officer/?next=1")
        found.append(answer["Location"])
        Task.objects.filter(pk=task.pk).update(status="done", closed_at=timezone.now())
    assert found == [f"/cases/{t.case_id}/" for t in (pressed, late, calm)]


def test_next_case_of_an_empty_queue_stays_there(folk: dict[str, User], browser: Open) -> None:
    assert browser(folk["amina"]).get("/queues/regional_officer/?next=1")["Location"] == "/queues/regional_officer/"


# What is done with the rows ------------------------------------------------------------------------------------------


def test_take_and_give_back(folk: dict[str, User], browser: Open) -> None:
    task = work(folk["sfax"], 1)[0]
    client = browser(folk["amina"])

    client.post(f"/tasks/{task.uuid}/take/", {"next": "/queues/"})
    taken = Task.objects.get(pk=task.pk).assignee
    client.post(f"/tasks/{task.uuid}/release/")

    assert (taken, Task.objects.get(pk=task.pk).assignee) == (folk["amina"], None)


def test_take_of_a_colleagues_task_is_refused(folk: dict[str, User], browser: Open) -> None:
    task = work(folk["sfax"], 1, assignee=folk["bechir"], status="taken")[0]

    page = browser(folk["amina"]).post(f"/tasks/{task.uuid}/take/")

    assert (page.status_code, Task.objects.get(pk=task.pk).assignee) == (409, folk["bechir"])


def test_take_of_another_region_does_not_exist(folk: dict[str, User], browser: Open) -> None:
    task = work(folk["sfax"], 1)[0]

    assert browser(folk["sfax"]).post(f"/tasks/{task.uuid}/take/").status_code == 404


def test_take_by_reading_is_not_possible(folk: dict[str, User], browser: Open) -> None:
    task = work(folk["sfax"], 1)[0]

    assert browser(folk["amina"]).get(f"/tasks/{task.uuid}/take/").status_code == 405


def test_ticked_rows_are_taken_each_under_its_own_checks(folk: dict[str, User], browser: Open) -> None:
    free, held = work(folk["sfax"], 2)
    Task.objects.filter(pk=held.pk).update(assignee=folk["bechir"], status="taken")

    browser(folk["amina"]).post(
        "/queues/regional_officer/", {"act": "take", "selected": [str(free.uuid), str(held.uuid), "not one"]}
    )

    assert [Task.objects.get(pk=t.pk).assignee for t in (free, held)] == [folk["amina"], folk["bechir"]]


def test_ticked_rows_are_put_off_together(folk: dict[str, User], browser: Open) -> None:
    one, two = work(folk["sfax"], 2, due=TODAY + timedelta(days=9))
    client = browser(folk["amina"])

    asked = client.post("/queues/regional_officer/", {"act": "snooze", "selected": [str(one.uuid), str(two.uuid)]})
    page = client.get(asked["Location"])
    client.post(page.request["PATH_INFO"], {"until": "2026-11-25", "selected": page.context["also"]})

    assert numbers(page) == ["01", "02"]
    assert set(Task.objects.values_list("snoozed_until", flat=True)) == {date(2026, 11, 25)}


@pytest.mark.parametrize("until", ["", "2026-11-23", "2026-12-24"])
def test_snooze_beyond_the_due_date_changes_nothing(folk: dict[str, User], browser: Open, until: str) -> None:
    task = work(folk["sfax"], 1, due=TODAY + timedelta(days=9))[0]

    browser(folk["amina"]).post(f"/tasks/{task.uuid}/snooze/", {"until": until})

    assert Task.objects.get(pk=task.pk).snoozed_until is None


def test_reassign_by_an_officer_is_refused(folk: dict[str, User], browser: Open) -> None:
    task = work(folk["sfax"], 1)[0]

    assert browser(folk["amina"]).get(f"/tasks/{task.uuid}/reassign/").status_code == 403


def test_reassign_to_somebody_of_another_region_is_not_offered(folk: dict[str, User], browser: Open) -> None:
    task = work(folk["sfax"], 1, assignee=folk["amina"], status="taken")[0]

    page = browser(folk["director"]).post(f"/tasks/{task.uuid}/reassign/", {"to": str(folk["sfax"].uuid)})

    offered = [label for _value, label in page.context["form"].fields["to"].choices]
    assert (page.status_code, offered) == (422, [folk["bechir"].full_name])


# Search --------------------------------------------------------------------------------------------------------------


def test_search_finds_cases_that_may_be_read(folk: dict[str, User], browser: Open) -> None:
    work(folk["sfax"], 2)
    work(folk["sfax"], 1, first=3, region="TN-61")

    assert numbers(browser(folk["amina"]).get("/search/?q=NOM")) == ["02", "01"]


def test_search_by_a_complete_number_opens_the_case(folk: dict[str, User], browser: Open) -> None:
    task = work(folk["sfax"], 2)[0]

    assert browser(folk["amina"]).get("/search/?q=eqv-01/2026/000001")["Location"] == f"/cases/{task.case_id}/"


def test_search_pages_follow_and_come_back(folk: dict[str, User], browser: Open) -> None:
    work(folk["sfax"], 30)
    client = browser(folk["amina"])

    first = client.get("/search/?q=nom")
    second = client.get("/search/" + first.context["next_url"])
    back = client.get("/search/" + second.context["previous_url"])

    assert numbers(first) == numbers(back) == [f"{n:02d}" for n in range(30, 5, -1)]
    assert numbers(second) == ["05", "04", "03", "02", "01"]


@pytest.mark.parametrize("text", ["", "n", "zzzzzz"])
def test_search_without_words_or_hits_shows_nothing(folk: dict[str, User], browser: Open, text: str) -> None:
    work(folk["sfax"], 1)

    assert numbers(browser(folk["amina"]).get("/search/", {"q": text})) == []


def test_search_of_an_administrator_finds_no_case(folk: dict[str, User], browser: Open) -> None:
    work(folk["sfax"], 1)

    assert numbers(browser(make_user(role="administrator")).get("/search/?q=nom")) == []


# Filters kept under a name --------------------------------------------------------------------------------------------

QUEUE = "/queues/regional_officer/"


def keep(client: Client, name: str, query: str = "?whose=free&time=overdue") -> Any:
    return client.post(f"{QUEUE}{query}", {"act": "keep_filter", "name": name})


def kept(client: Client) -> list[tuple[str, str]]:
    return [(str(s["label"]), s["url"]) for s in client.get(QUEUE).context["saved"]][4:]


def test_filter_is_kept_found_again_and_deleted(folk: dict[str, User], browser: Open) -> None:
    client = browser(folk["amina"])
    answer = keep(client, "  Free and late ")
    assert answer["Location"] == f"{QUEUE}?whose=free&time=overdue"
    assert kept(client) == [("Free and late", f"{QUEUE}?whose=free&time=overdue")]
    shown = client.get(answer["Location"])
    assert (shown.context["kept_as"], "Delete the filter “Free and late”" in shown.text) == ("Free and late", True)
    client.post(answer["Location"], {"act": "forget_filter", "name": "Free and late"})
    assert kept(client) == []


def test_kept_filter_is_nobody_elses_and_of_its_queue(folk: dict[str, User], browser: Open) -> None:
    keep(browser(folk["amina"]), "Late")
    assert kept(browser(folk["bechir"])) == []
    both = make_user(role="front_desk", region="TN-11")
    assert len(browser(both).get("/queues/front_desk/").context["saved"]) == 4


@pytest.mark.parametrize(("query", "offered"), [("", False), ("?whose=free", False), ("?whose=free&time=overdue", True)])
def test_keeping_is_offered_for_what_is_not_at_hand(folk: dict[str, User], browser: Open, query: str, offered: bool) -> None:
    assert browser(folk["amina"]).get(QUEUE + query).context["can_keep"] is offered


def test_same_name_replaces_the_filter(folk: dict[str, User], browser: Open) -> None:
    client = browser(folk["amina"])
    keep(client, "Mine")
    keep(client, "Mine", "?whose=mine")
    assert kept(client) == [("Mine", f"{QUEUE}?whose=mine")]


@pytest.mark.parametrize(("name", "query"), [("", "?whose=free"), ("x" * 41, "?whose=free"), ("All", ""), ("All", "?whose=them")])
def test_filter_without_name_or_choice_is_not_kept(folk: dict[str, User], browser: Open, name: str, query: str) -> None:
    client = browser(folk["amina"])
    keep(client, name, query)
    assert kept(client) == []


def test_filters_are_not_kept_without_end(folk: dict[str, User], browser: Open) -> None:
    client = browser(folk["amina"])
    for number in range(13):
        keep(client, f"Filter {number}")
    assert len(kept(client)) == 12
