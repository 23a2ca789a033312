"""Who a letter is about, to whom it goes and who signs it."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import SignatureDelegation, User
from accounts.regions import Region
from accounts.roles import Role
from documents import dates
from documents.codes import ALPHABET
from documents.contexts.words import text, translated
from documents.wording import Addressee, CaseReference, Holder, Person, Signature, Text
from registers import persons, providers
from registers.entries import Named
from workflow.actor import Actor
from workflow.models import Case
from workflow.procedures import procedure_of


def name_of(user: User) -> Text:
    return text(user.name_ar, user.name_fr)


def function_of(user: User, role: str) -> Text:
    """The function as the person's account tells it, or the name of the role."""
    if user.function_ar or user.function_fr:
        return text(user.function_ar, user.function_fr)
    return translated(Role(role).label)


def signature(actor: Actor) -> Signature | None:
    """The block under a letter; none for an automatic act."""
    if actor.user is None:
        return None
    function, holding = function_of(actor.user, actor.role), actor.holding
    if holding and holding.on_behalf_of:
        absent = function_of(User.objects.get(pk=holding.on_behalf_of), actor.role)
        function = text(f"{absent['ar']} (بالنيابة)", f"{absent['fr']} (par intérim)")
    found: Signature = {"name": name_of(actor.user), "function": function, "delegated": bool(holding and holding.delegation)}
    if holding and holding.delegation:
        found["act"] = _delegation(holding.delegation)
    return found


def _delegation(number: str) -> Text:
    decided_on = SignatureDelegation.objects.get(number=number).decided_on
    return text(
        f"قرار تفويض الإمضاء عدد {number} المؤرخ في {dates.in_letters(decided_on, 'ar')}",
        f"Délégation de signature n° {number} du {dates.in_letters(decided_on, 'fr')}",
        f"Delegation of signature no. {number} of {dates.in_letters(decided_on, 'en')}",
    )


def deposit_reference(case: Case) -> str:
    """`D-7K3M-92QX`: what a deposit is called until the case has its number; drawn from the case's own identifier."""
    bits = case.pk.int >> 88
    body = "".join(ALPHABET[bits >> shift & 31] for shift in range(35, -1, -5))
    return f"D-{body[:4]}-{body[4:]}"


def case_reference(case: Case) -> CaseReference:
    procedure = procedure_of(case)
    submitted = case.submitted_at or timezone.now()
    return {
        "number": case.number,
        "deposit": deposit_reference(case),
        "procedure": translated(procedure.title),
        "submitted_on": timezone.localdate(submitted).isoformat(),
        "registered_on": timezone.localdate(case.registered_at).isoformat() if case.registered_at else None,
        "url": f"{settings.SITE_URL}{reverse('workflow:case', args=[case.pk])}",
    }


def applicant_name(case: Case) -> Text:
    return text(case.applicant_name_ar, case.applicant_name_fr)


def structure_of(case: Case) -> Text:
    """The structure that a case is about: that of the register, or by the name that people gave it, never a complainant."""
    if case.provider:
        known = providers.get(case.provider)
        return text(known.corporate_name_ar, known.corporate_name_fr)
    named = [str(told["provider_name"]) for told in case.answers.values() if isinstance(told, dict) and told.get("provider_name")]
    return text(named[0], named[0]) if named else text("", "")


def _person(case: Case) -> dict[str, Any]:
    return dict(case.answers.get("person") or case.answers.get("contact") or {})


def addressee(case: Case) -> Addressee:
    """The applicant, at the address given in the application; an organisation at its head office."""
    if case.organisation_id:
        return {"civility": "body", "name": applicant_name(case), "lines": _lines(_head_office(case), case.language)}
    told = _person(case)
    lines = _lines(told, case.language)
    return {"civility": "ms" if told.get("gender") == "f" else "mr", "name": applicant_name(case), "lines": lines}


def _head_office(case: Case) -> dict[str, Any]:
    told = dict(case.answers.get("head_office", {}))
    if not told and case.provider:
        return {"address": providers.get(case.provider).head_office}
    return {name.removeprefix("head_office_"): value for name, value in told.items()}


def _lines(told: Mapping[str, Any], language: str) -> list[str]:
    """An address as an envelope shows it."""
    region = told.get("governorate", "")
    town = Region(region).label if region in Region.values else ""
    names = translated(town) if town else text("", "")
    last = " ".join(filter(None, [str(told.get("postal_code") or ""), names["fr"] if language == "fr" else names["ar"]]))
    return [line for line in (*str(told.get("address") or "").splitlines(), last) if line.strip()]


def registered_holder(person: Named) -> Holder:
    """Whose certificate it is, as the register of persons knows them."""
    known = persons.get(person)
    return {
        "civility": "ms" if known.gender == "f" else "mr",
        "name": text(known.name_ar, known.name_fr),
        "born_on": known.birth_date.isoformat(),
    }


def in_care_of(holder: Holder, case: Case) -> Addressee:
    """A person of whom no address is known, at the address of the applicant's structure."""
    through = addressee(case)
    lines = [applicant_name(case)["fr" if case.language == "fr" else "ar"], *through.get("lines", [])]
    return {"civility": holder["civility"], "name": holder["name"], "lines": lines}


def holder(case: Case) -> Person:
    """The person whom the application is about."""
    told = _person(case)
    kind = told["id_type"]
    number = (
        told.get("cin") if kind == "cin" else told.get("passport_no") if kind == "passport" else told.get("residence_card_no")
    )
    return {
        "civility": "ms" if told.get("gender") == "f" else "mr",
        "name": applicant_name(case),
        "born_on": str(told["birth_date"]),
        "born_at": str(told["birth_place"]),
        "identity": kind,
        "identity_number": str(number or case.applicant_identity.rpartition(":")[2]),
    }
