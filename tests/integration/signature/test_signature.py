"""What waits for a signature, alone and in lists: no check is skipped, and each result is told."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from workflow.models import Case, Event

Play = Callable[..., Any]
Open = Callable[[User], Client]
WHY = "The committee heard these cases together."


@pytest.fixture
def proposed(player: Play) -> Callable[[], list[Case]]:
    """Two cases heard by one committee: an approval and a refusal are proposed."""

    def make() -> list[Case]:
        approval = player("awaiting_signature")
        refusal = player("opinion_issued")
        refusal.play("propose_refusal")
        return [approval.case, refusal.case]

    return make


def stages(*cases: Case) -> list[str]:
    return [str(Case.objects.values_list("stage", flat=True).get(pk=c.pk)) for c in cases]


def task_of(case: Case) -> str:
    return str(case.tasks.get(closed_at__isnull=True).uuid)


def sent(page: Any, **more: Any) -> dict[str, Any]:
    """What the page of the review sends back."""
    data: dict[str, Any] = {"selected": [], "confirm": ["no", "yes"]}
    for row in page.context["rows"]:
        if row["is_ready"]:
            data["selected"].append(row["id"])
            data |= {f"{name}-{row['id']}": row[name] for name in ("revision", "key", "seen")}
    return data | more


def test_signature_list_tells_what_was_proposed(
    proposed: Callable[[], list[Case]], ministry: dict[str, User], browser: Open
) -> None:
    proposed()

    page = browser(ministry["minister"]).get("/signature/")

    rows = page.context["rows"]
    assert [str(r["outcome"]) for r in rows] == ["Sign the approval", "Sign the refusal"]
    assert [(r["is_ready"], len(r["previews"])) for r in rows] == [(True, 2), (True, 2)]


@pytest.mark.parametrize("name", ["applicant", "central_officer", "chair", "auditor", "administrator"])
def test_signature_list_of_others_is_refused(ministry: dict[str, User], browser: Open, name: str) -> None:
    assert browser(ministry[name]).get("/signature/").status_code == 403


def test_signature_of_several_asks_why_when_they_differ(
    proposed: Callable[[], list[Case]], ministry: dict[str, User], browser: Open
) -> None:
    cases = proposed()
    client = browser(ministry["minister"])

    page = client.post("/signature/", {"selected": [task_of(c) for c in cases]})
    refused = client.post("/signature/", sent(page))

    assert (page.context["count"], page.context["form"] is not None) == (2, True)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["reason"])
    assert stages(*cases) == ["awaiting_signature", "awaiting_signature"]


def test_signature_of_several_signs_each_through_the_door(
    proposed: Callable[[], list[Case]], ministry: dict[str, User], browser: Open
) -> None:
    cases = proposed()
    client = browser(ministry["minister"])

    page = client.post("/signature/", {"selected": [task_of(c) for c in cases]})
    answer = client.post("/signature/", sent(page, reason=WHY))
    results = client.get(answer["Location"]).context["results"]

    assert stages(*cases) == ["approved", "refused"]
    assert [(r["number"], r["is_done"]) for r in results] == [(c.number, True) for c in cases]
    told = Event.objects.select_related("payload").get(kind="bulk.signed").payload.body
    assert told == {"cases": [c.number for c in cases], "reason": WHY}


def test_signature_of_several_that_agree_asks_no_reason(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("awaiting_signature").case
    client = browser(ministry["minister"])

    page = client.post("/signature/", {"selected": [task_of(case)]})
    client.post("/signature/", sent(page))

    assert (page.context["form"], stages(case)) == (None, ["approved"])


def test_signature_that_is_not_confirmed_signs_nothing(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("awaiting_signature").case
    client = browser(ministry["minister"])

    page = client.post("/signature/", {"selected": [task_of(case)]})
    again = client.post("/signature/", sent(page, confirm="no"))

    assert (again.status_code, again.context["unconfirmed"], stages(case)) == (422, True, ["awaiting_signature"])


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ({"seen": "0" * 64}, "The decision is not the one that you were shown. Read it again before you sign."),
        ({"revision": "x"}, "This case was not on the list that you reviewed."),
        ({"revision": 1}, "The case has changed since you opened it. Read what changed below, then decide again."),
    ],
)
def test_signature_of_something_else_than_was_shown_is_told(
    player: Play, ministry: dict[str, User], browser: Open, damage: dict[str, Any], sentence: str
) -> None:
    case = player("awaiting_signature").case
    client = browser(ministry["minister"])

    page = client.post("/signature/", {"selected": [task_of(case)]})
    data = sent(page) | {f"{name}-{task_of(case)}": value for name, value in damage.items()}
    answer = client.post("/signature/", data)
    results = client.get(answer["Location"]).context["results"]

    assert [(r["is_done"], r["sentence"]) for r in results] == [(False, sentence)]
    assert stages(case) == ["awaiting_signature"]


def test_signature_by_somebody_who_took_part_is_not_offered(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("awaiting_signature").case
    Case.objects.filter(pk=case.pk).update(duties={**case.duties, "instructs": [ministry["minister"].pk]})
    client = browser(ministry["minister"])

    rows = client.get("/signature/").context["rows"]
    page = client.post("/signature/", {"selected": [task_of(case)]})
    client.post("/signature/", sent(page, selected=[task_of(case)]))

    assert [str(r["sentence"]) for r in rows] == ["You took part in examining this case, so you cannot sign its decision."]
    assert (page.context["count"], stages(case)) == (0, ["awaiting_signature"])


def test_signature_without_anything_ticked_returns_to_the_list(ministry: dict[str, User], browser: Open) -> None:
    assert browser(ministry["minister"]).post("/signature/", {})["Location"] == "/signature/"
