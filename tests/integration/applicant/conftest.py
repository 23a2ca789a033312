"""An applicant signed in, their draft, and what a browser posts."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from config.demonstration import applications
from tests.factories.answers import equivalence_answers
from tests.factories.people import make_user
from workflow import cases
from workflow.models import Case
from workflow.procedures import named


@pytest.fixture(autouse=True)
def _stopped(clock: Any) -> None:
    """The award dates of the factories are in the past of this day."""


@pytest.fixture
def applicant(db: None) -> User:
    return make_user(language="en")


@pytest.fixture
def browser(applicant: User) -> Client:
    """The applicant's browser, in English."""
    return browser_of(applicant)


def browser_of(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def draft(applicant: User) -> Case:
    return cases.open_draft(procedure=named("EQV-01"), by=applicant)


@pytest.fixture
def complete_draft(draft: Case, applicant: User) -> Case:
    """Everything is answered and joined, but the declaration."""
    draft.answers = equivalence_answers()
    draft.answers["person"]["email"] = applicant.email  # the account's own address needs no code
    del draft.answers["declaration"]
    draft.save(update_fields=["answers"])
    applications.join_papers(draft, applicant)
    return draft


@pytest.fixture
def address() -> Callable[..., str]:
    def of(case: Case, rest: str = "") -> str:
        return f"/cases/{case.pk}/{rest}"

    return of


def posted(section: Mapping[str, Any]) -> dict[str, Any]:
    """The stored answers of a section as a browser sends them."""
    data: dict[str, Any] = {}
    for name, value in section.items():
        if isinstance(value, list):
            for index, row in enumerate(value):
                data |= {f"{name}-{index}-{cell}": v for cell, v in row.items()}
        elif value is True:
            data[name] = "on"
        else:
            data[name] = value
    return data


def stamped(case: Case, transition: str = "submit", **more: Any) -> dict[str, Any]:
    """What the page of filing adds to what was typed."""
    return {"revision": case.revision, "key": str(uuid4()), "transition": transition, **more}


def declared(case: Case, **more: Any) -> dict[str, Any]:
    return {**stamped(case), **posted(equivalence_answers()["declaration"]), "confirm": "on", **more}


def a_pdf(name: str = "paper.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, applications.sheet("PAPER"), content_type="application/pdf")
