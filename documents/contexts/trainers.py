"""The card of a trainer, as the register holds them."""

from typing import Any

from documents.contexts import parties
from documents.contexts.words import as_words, text
from registers import trainers
from workflow.procedure import Procedure

CONDITIONS = {
    "pedagogy": text("تقديم شهادة تكوين في البيداغوجيا", "produire un certificat de formation à la pédagogie"),
    "checks": text("ثبوت صحة الوثائق لدى مصادرها", "la vérification à la source des pièces du dossier"),
}


def card(act: Procedure) -> dict[str, Any]:
    trainer = trainers.get(act.case.facts["trainer"])
    found: dict[str, Any] = {
        "holder": parties.holder(act.case),
        "trainer_number": trainer.number,
        "specialities": [as_words(str(line)) for line in trainer.specialities],
        "hours_week": trainer.max_hours_week or 0,
    }
    if trainer.condition and trainer.condition_until:
        found["condition"] = CONDITIONS[act.case.facts["condition"]["what"]]
        found["condition_until"] = trainer.condition_until.isoformat()
    return found
