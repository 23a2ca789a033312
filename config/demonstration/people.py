"""The fictional people of the demonstration: one for every role, an office in every region, a committee."""

from dataclasses import dataclass
from datetime import date

from accounts import actions
from accounts.models import User
from accounts.regions import Region
from accounts.roles import Role
from workflow.ledger import record
from workflow.procedures import committees

PASSWORD = "demonstration-takwin"  # noqa: S105 (told to everybody when the demonstration starts)
DOMAIN = "takwin.invalid"

FIRST = [
    ("تجربة", "Tajriba"),
    ("مثال", "Mithal"),
    ("نموذجة", "Namoudhja"),
    ("افتراض", "Iftiradh"),
    ("خيال", "Khayal"),
    ("عيّنة", "Ayyina"),
    ("رواية", "Riwaya"),
    ("حكاية", "Hikaya"),
    ("صورة", "Soura"),
    ("فكرة", "Fikra"),
    ("لعبة", "Loba"),
    ("حلم", "Holm"),
]
LAST = [
    ("المثالي", "Mithali"),
    ("التجريبي", "Tajribi"),
    ("الافتراضي", "Iftiradhi"),
    ("النموذجي", "Namoudhaji"),
    ("الخيالي", "Khayali"),
    ("بن عيّنة", "Ben Ayyina"),
    ("الورقي", "Waraqi"),
    ("السينمائي", "Sinamai"),
    ("المسرحي", "Masrahi"),
    ("الروائي", "Riwai"),
]


@dataclass(frozen=True)
class Cast:
    """One fictional person: address, role, place, and what they are called."""

    login: str
    role: Role | None
    function_ar: str = ""
    function_fr: str = ""
    region: str = ""
    committee: str = ""

    @property
    def email(self) -> str:
        return f"{self.login}@{DOMAIN}"


CENTRE = [
    Cast("central-officer", Role.CENTRAL_OFFICER, "مكلّف بالملفات بالإدارة المركزية", "Chargé de dossier central"),
    Cast("central-officer-2", Role.CENTRAL_OFFICER, "مكلّفة بالملفات بالإدارة المركزية", "Chargée de dossier central"),
    Cast("central-director", Role.CENTRAL_DIRECTOR, "المدير العام", "Directeur général"),
    Cast("minister", Role.MINISTER_SIGNATORY, "الوزير", "Ministre"),
    Cast("rapporteur", Role.RAPPORTEUR, "مقرّر", "Rapporteur"),
    Cast("rapporteur-2", Role.RAPPORTEUR, "مقرّرة", "Rapporteure"),
    Cast("secretary", Role.COMMITTEE_SECRETARY, "كاتب اللجنة", "Secrétaire de la commission", committee="equivalence"),
    Cast("chair", Role.COMMITTEE_CHAIR, "رئيس اللجنة", "Président de la commission", committee="equivalence"),
    *(
        Cast(f"member-{n}", Role.COMMITTEE_MEMBER, "عضو اللجنة", "Membre de la commission", committee="equivalence")
        for n in range(1, 7)
    ),
    Cast("jury-president", Role.JURY_PRESIDENT, "رئيس لجنة الاختبار", "Président du jury"),
    Cast("legal-officer", Role.LEGAL_OFFICER, "مكلّف بالشؤون القانونية", "Chargé des affaires juridiques"),
    Cast("registrar", Role.REGISTRAR, "مكلّف بالسجلات", "Responsable des registres"),
    Cast("statistician", Role.STATISTICS_OFFICER, "مكلّف بالإحصاء", "Chargé des statistiques"),
    Cast("finance-officer", Role.FINANCE_OFFICER, "مكلّف بالمالية", "Chargé des affaires financières"),
    Cast("auditor", Role.AUDITOR, "مدقّق", "Auditeur"),
    Cast("administrator", Role.ADMINISTRATOR, "مدير المنظومة", "Administrateur"),
    Cast("administrator-2", Role.ADMINISTRATOR, "مديرة المنظومة", "Administratrice"),
]
APPLICANTS = [Cast("applicant", None), Cast("applicant-2", None), Cast("applicant-3", None)]
DELEGATE = Cast("delegate", None, "رئيس الديوان", "Chef de cabinet")
REGIONAL = [
    ("front-desk", Role.FRONT_DESK, "عون مكتب الضبط", "Agent du guichet"),
    ("front-desk-2", Role.FRONT_DESK, "عونة مكتب الضبط", "Agente du guichet"),
    ("officer", Role.REGIONAL_OFFICER, "مكلّف بالملفات", "Chargé de dossier régional"),
    ("officer-2", Role.REGIONAL_OFFICER, "مكلّفة بالملفات", "Chargée de dossier régional"),
    ("director", Role.REGIONAL_DIRECTOR, "المدير الجهوي", "Directeur régional"),
    ("lead-inspector", Role.LEAD_INSPECTOR, "رئيس مهمة تفقّد", "Chef de mission"),
    ("inspector", Role.INSPECTOR, "متفقّد", "Inspecteur"),
]
# Roles that EQV-01 does not call on, so that every role has its person; in Tunis, or for every region.
OTHERS = [
    Cast("inspector", Role.INSPECTOR, "متفقّد", "Inspecteur", Region.TUNIS),
    Cast("lead-inspector", Role.LEAD_INSPECTOR, "رئيس مهمة تفقّد", "Chef de mission", Region.TUNIS),
    Cast("jury-member", Role.JURY_MEMBER, "عضو لجنة اختبار", "Membre du jury"),
    Cast("jury-member-2", Role.JURY_MEMBER, "عضوة لجنة اختبار", "Membre du jury"),
    Cast("jury-member-3", Role.JURY_MEMBER, "عضو لجنة اختبار", "Membre du jury"),
    Cast("external-authority", Role.EXTERNAL_AUTHORITY, "إدارة مستشارة", "Administration consultée"),
    Cast("cosignatory", Role.COSIGNATORY, "ممثّل وزارة شريكة", "Représentant du ministère cosignataire"),
    Cast("complaints-officer", Role.COMPLAINTS_OFFICER, "مكلّف بالعلاقات مع المواطن", "Relations avec le citoyen"),
    Cast("counsellor", Role.COUNSELLOR, "مستشار توجيه", "Conseiller d'orientation"),
    Cast("evaluator", Role.EVALUATOR, "مقيّم مشاريع", "Évaluateur"),
    Cast("evaluator-2", Role.EVALUATOR, "مقيّمة مشاريع", "Évaluatrice"),
    Cast("evaluator-3", Role.EVALUATOR, "مقيّم مشاريع", "Évaluateur"),
    Cast("finance-officer-2", Role.FINANCE_OFFICER, "مكلّفة بالمالية", "Chargée des affaires financières"),
]


def regional_login(name: str, region: str) -> str:
    """`officer.tn-11`; the accounts of Tunis are the ones that the guide names."""
    return f"{name}.{region.lower()}"


def regional(region: str) -> list[Cast]:
    return [Cast(regional_login(n, region), role, ar, fr, region) for n, role, ar, fr in REGIONAL]


def everybody() -> list[Cast]:
    return [*APPLICANTS, *CENTRE, DELEGATE, *OTHERS, *(c for r in Region.values for c in regional(r))]


def name_of(index: int) -> tuple[str, str]:
    """A name in both scripts, another for each index until the combinations are used up."""
    first, last = FIRST[index % len(FIRST)], LAST[(index // len(FIRST) + index) % len(LAST)]
    return f"{first[0]} {last[0]}", f"{first[1]} {last[1]}"


def settle(*, on: date) -> dict[str, User]:
    """Creates everybody who is not there yet, posts them and lends the minister's signature; by login."""
    existing = {u.email: u for u in User.objects.filter(email__endswith=f"@{DOMAIN}")}
    found: dict[str, User] = {}
    first = User(email=f"bootstrap@{DOMAIN}")
    first.set_password(PASSWORD)
    password = first.password  # hashed once: three hundred argon2 hashes would take minutes
    for index, cast in enumerate(everybody()):
        user = existing.get(cast.email) or _create(cast, index, password)
        found[cast.login] = user
    root = found["administrator"]
    for cast in everybody():
        if cast.role and not found[cast.login].postings.exists():
            _post(found[cast.login], cast, root, on)
    _seat(found, root, on)
    if not found["delegate"].delegations.exists():
        actions.delegate_signature(
            delegate=found["delegate"],
            by=root,
            record=record.append,
            number="2026/07",
            decided_on=on,
            delegator="وزير التشغيل والتكوين المهني – le ministre chargé de la formation professionnelle",
            field=["EQV"],
            excludes=[],
            limit="قرارات المعادلة والتصنيف والتثبت – décisions d’équivalence, de classification, d’authentification",
            since=on,
            until=on.replace(year=on.year + 3, day=min(on.day, 28)),
        )
    return found


def _seat(found: dict[str, User], root: User, on: date) -> None:
    """The same members sit in every committee; the one of a region has its secretary at the counter there."""
    for name in sorted({"equivalence", *committees()}):
        region = name.partition(":")[2]
        secretary = found[regional_login("front-desk-2", region)] if region else found["secretary"]
        members = [(found[f"member-{n}"], Role.COMMITTEE_MEMBER) for n in range(1, 5)]
        chair = found["chair"]
        for user, role in (
            (secretary, Role.COMMITTEE_SECRETARY),
            (chair, Role.COMMITTEE_CHAIR),
            (chair, Role.COMMITTEE_MEMBER),
            *members,
        ):
            if not user.postings.filter(role=role, committee=name).exists():
                actions.post(user=user, role=role, committee=name, since=on, by=root, record=record.append)


def _create(cast: Cast, index: int, password: str) -> User:
    name_ar, name_fr = name_of(index)
    user = User(
        email=cast.email,
        name_ar=name_ar,
        name_fr=name_fr,
        function_ar=cast.function_ar,
        function_fr=cast.function_fr,
        password=password,
        identity=f"cin:{9_000_000 + index:08d}",
    )
    user.save()
    from allauth.account.models import EmailAddress  # the demonstration's addresses count as verified

    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def _post(user: User, cast: Cast, root: User, on: date) -> None:
    actions.post(
        user=user,
        role=str(cast.role),
        region=cast.region,
        committee=cast.committee,
        since=on,
        by=root,
        record=record.append,
    )
