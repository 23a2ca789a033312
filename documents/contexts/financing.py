"""Letters of financing and partnerships: agreements with partners, and projects from the marks to the payments."""

from typing import Any

from documents.contexts import answers, rankings
from documents.contexts.decisions import particulars
from documents.contexts.parties import applicant_name, name_of
from documents.contexts.words import as_words, text, translated
from documents.wording.financing import Instalment, Target
from registers import payments
from workflow.procedure import Procedure


def agreement_receipt(act: Procedure) -> dict[str, Any]:
    """Between whom, for what and until when; the last day is what reminders are counted from."""
    case = act.case
    return {
        "structure": applicant_name(case),
        "partner": text(str(answers.answer(case, "partner_name_ar")), str(answers.answer(case, "partner_name_fr"))),
        "particulars": particulars(case),
        "ends_on": str(answers.answer(case, "end_date")),
        "tacit": act.actor.is_system,
    }


def evaluation_grid(act: Procedure) -> dict[str, Any]:
    """The marks of each evaluator, who are not named; the mean, by which projects are ranked."""
    return {
        "structure": applicant_name(act.case),
        "project": str(answers.answer(act.case, "project_title")),
        **rankings.grid(act),
    }


def project_agreement(act: Procedure) -> dict[str, Any]:
    """What is financed, how much, when it is paid and what is to be reached."""
    case, told = act.case, act.case.facts["selection"]
    rows = zip(told["instalments"], act.application.schedule(case), strict=True)
    instalments: list[Instalment] = [
        {"place": n, "share": int(row["share"]), "amount": str(amount), "condition": as_words(row["condition"])}
        for n, (row, amount) in enumerate(rows, start=1)
    ]
    targets: list[Target] = [
        {
            "title": translated(act.application.indicators[row["indicator"]]),
            "baseline": int(row["baseline"]),
            "target": int(row["target"]),
        }
        for row in answers.answer(case, "indicators", [])
    ]
    return {
        "structure": applicant_name(case),
        "project": str(answers.answer(case, "project_title")),
        "call": str(answers.answer(case, "call")),
        "granted": str(told["granted_tnd"]),
        "own_share": str(answers.answer(case, "own_share_tnd")),
        "instalments": instalments,
        "targets": targets,
        "starts_on": str(answers.answer(case, "start_date")),
        "ends_on": act.application.last_day(case).isoformat(),
    }


def payment_certificate(act: Procedure) -> dict[str, Any]:
    """One instalment, paid: who certified, who ordered, what is left."""
    case = act.case
    paid = payments.get(case.facts["payment"])
    certifier = paid.certified_by
    return {
        "structure": applicant_name(case),
        "project": str(answers.answer(case, "project_title")),
        "payment": paid.number,
        "amount": str(paid.amount_tnd),
        "reference": paid.reference,
        "certified_by": name_of(certifier) if certifier else "",
        "paid_on": (paid.paid_on or act.today).isoformat(),
        "left": str(payments.left_of(case.facts["agreement"])),
    }
