"""Letters of a committee session: its convening with the agenda, and its minutes."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from accounts.regions import Region
from documents.contexts import answers, offices, parties
from documents.contexts.levels import level
from documents.contexts.words import text, translated
from documents.wording import Session, Text, Words
from documents.wording.committees import Member, MinutesItem
from documents.wording.committees import Recusal as Told
from workflow import committees
from workflow.models import AgendaItem, Assignment, Case, CommitteeSession, Recusal, SessionMember
from workflow.procedures import procedure_of

NAMES: dict[str, Text] = {
    "homologation": text(
        "لجنة تنظير برامج التكوين المهني",
        "commission d’homologation des programmes de formation professionnelle",
        "committee on the homologation of training programmes",
    ),
    "discipline": text(
        "لجنة التأديب",
        "commission de discipline",
        "disciplinary committee",
    ),
    "competence": text(
        "اللجنة الجهوية لشهادة المهارة",
        "commission régionale du certificat de compétence",
        "regional committee on the certificate of competence",
    ),
    "financing": text(
        "لجنة انتقاء المشاريع",
        "commission de sélection des projets",
        "committee on the selection of projects",
    ),
    "equivalence": text(
        "اللجنة الاستشارية لمعادلة شهادات التكوين الأجنبية",
        "commission consultative d’équivalence des diplômes étrangers",
        "consultative committee on the equivalence of foreign diplomas",
    ),
}
CAPACITIES = {"chair": text("رئاسة اللجنة", "présidence"), "member": text("عضو", "membre")}
RECUSED = {
    "SD-08": text("سبق له المشاركة في دراسة الملف", "a pris part à l’instruction du dossier"),
    "SD-19": text("صلة مصرّح بها بصاحب المطلب", "lien déclaré avec le demandeur"),
}
MEMBERS = text("السيدات والسادة أعضاء اللجنة", "Mesdames et Messieurs les membres de la commission")


def frame(session: CommitteeSession, signer: Any, *, role: str) -> dict[str, Any]:
    """What every letter of a session has; the session stands where a case's number would."""
    on = timezone.localdate(session.meets_at).isoformat()
    return {
        "letterhead": offices.letterhead(offices.regional(session.committee.rpartition(":")[2])),
        "addressee": {"civility": "body", "name": MEMBERS, "lines": []},
        "case": {
            "number": session.number,
            "deposit": "",
            "procedure": _committee(session),
            "submitted_on": on,
            "registered_on": None,
            "url": f"{settings.SITE_URL}/",
        },
        "signature": {"name": parties.name_of(signer), "function": parties.function_of(signer, role), "delegated": False},
    }


def _committee(session: CommitteeSession) -> Text:
    return name_of_committee(session.committee)


def name_of_committee(code: str) -> Text:
    name, _colon, region = code.partition(":")
    named = NAMES.get(name) or text(name, name)
    if region not in Region.values:
        return named
    where = translated(Region(region).label)
    return text(
        f"{named['ar']} ب{where['ar']}", f"{named['fr']} ({where['fr']})", f"{named.get('en', '')} ({where.get('en', '')})"
    )


def short_number(number: str) -> str:
    """`COM-equivalence-2026-03` is the session `2026/03` of its committee."""
    return "/".join(number.split("-")[-2:])


def told(session: CommitteeSession) -> Session:
    meets_at = timezone.localtime(session.meets_at)
    return {
        "committee": _committee(session),
        "number": short_number(session.number),
        "date": meets_at.date().isoformat(),
        "time": meets_at.strftime("%H:%M"),
        "place": session.place,
    }


def _items(session: CommitteeSession) -> QuerySet[AgendaItem]:
    return session.items.filter(removed_at__isnull=True).select_related("case").order_by("position")


def _title(case: Case) -> str:
    """The object of a case, in the words of its application."""
    return str(answers.answer(case, procedure_of(case).application.on_agenda[0]))


def _origin(case: Case) -> Text:
    """Where it comes from: the country of a diploma, the site of a programme."""
    return answers.chosen(case, procedure_of(case).application.on_agenda[1])


def _level(case: Case) -> Words:
    field = procedure_of(case).application.on_agenda[2]
    return answers.requested_level(case) if field == "requested_level" else answers.chosen(case, field)


def _rapporteurs(cases: list[Case]) -> dict[Any, Text]:
    """The last person assigned to report on each case."""
    assigned = Assignment.objects.filter(case__in=cases, role="rapporteur").select_related("user").order_by("pk")
    return {a.case_id: parties.name_of(a.user) for a in assigned}


def agenda(session: CommitteeSession) -> dict[str, Any]:
    items = list(_items(session))
    rapporteurs = _rapporteurs([i.case for i in items])
    seats = session.members.count()
    return {
        "session": told(session),
        "items": [
            {
                "case_number": i.case.number or "",
                "holder": parties.applicant_name(i.case),
                "diploma": _title(i.case),
                "country": _origin(i.case),
                "requested_level": _level(i.case),
                "rapporteur": rapporteurs.get(i.case_id, "–"),
            }
            for i in items
        ],
        "quorum": committees.Quorum(appointed=seats, present=0).needed,
    }


def _member(member: SessionMember) -> Member:
    return {
        "name": parties.name_of(member.user),
        "capacity": CAPACITIES[member.capacity],
        "presence": "present" if member.is_present else "absent",
        "chairs": member.capacity == SessionMember.Capacity.CHAIR,
    }


def _minutes_item(item: AgendaItem) -> MinutesItem:
    found: MinutesItem = {
        "case_number": item.case.number or "",
        "holder": parties.applicant_name(item.case),
        "diploma": _title(item.case),
        "votes": None,
        "opinion": "adjourned",
        "level": None,
        "reasons": [],
    }
    votes = list(item.votes.all())
    if item.adjourned_at or not votes:
        return found
    count = committees.tally(item)
    is_tie = count.votes_for == count.against
    found["votes"] = {
        "cast_for": count.votes_for, "against": count.against, "abstained": count.abstentions, "chair_decided": is_tie,
    }  # fmt: skip
    found["opinion"] = "favourable" if count.outcome == "favourable" else "unfavourable"
    found["level"] = level(committees.recommended_level(item)) if count.outcome == "favourable" else None
    # Votes are told without their authors; a reason given twice is written once.
    found["reasons"] = list(dict.fromkeys(v.reason for v in votes if v.reason))
    return found


def _recusals(items: list[AgendaItem]) -> list[Told]:
    rows = Recusal.objects.filter(item__in=items).select_related("user", "item__case").order_by("pk")
    return [
        {"name": parties.name_of(r.user), "case_number": r.item.case.number or "", "reason": RECUSED.get(r.reason, r.reason)}
        for r in rows
    ]


def minutes(session: CommitteeSession) -> dict[str, Any]:
    items = list(_items(session).prefetch_related("votes"))
    members = list(session.members.select_related("user").order_by("capacity", "pk"))
    return {
        "session": told(session),
        "opened_at": timezone.localtime(session.opened_at or session.meets_at).strftime("%H:%M"),
        "closed_at": timezone.localtime(session.closed_at or session.meets_at).strftime("%H:%M"),
        "members": [_member(m) for m in members],
        "quorum": committees.Quorum(appointed=len(members), present=0).needed,
        "recusals": _recusals(items),
        "items": [_minutes_item(i) for i in items],
        "secretary": parties.name_of(session.created_by),
    }
