"""Who may see and do what: pure questions about a case, a person's standing and the part each has taken."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from accounts.queries import holders
from accounts.roles import COMMITTEE_ROLES, CONSULTED_ROLES, REACH, Reach, Role
from accounts.standing import Holding, Standing, standing_of
from workflow import concerned, opinions, parameters, partners
from workflow.actor import Actor
from workflow.machine import Transition
from workflow.models import AgendaItem, Assignment, Case
from workflow.procedure import Procedure
from workflow.procedures import committee_in, procedure_of, procedures
from workflow.refusals import DutiesConflict, NotEntitled
from workflow.terms import Duty

# Which earlier parts in a case exclude a person from a duty, by which rule.
EXCLUDES: dict[Duty, tuple[tuple[Duty, str], ...]] = {
    Duty.REGISTERS: ((Duty.FILES, "SD-03"),),
    Duty.INSTRUCTS: ((Duty.SIGNS, "SD-02"), (Duty.DECIDED, "SD-02")),
    Duty.PROPOSES: ((Duty.DECIDED, "SD-02"),),
    Duty.PRESIDES: ((Duty.OPENS, "SD-09"),),
    Duty.VOTES: tuple((part, "SD-08") for part in (Duty.REGISTERS, Duty.INSTRUCTS, Duty.REPORTS, Duty.PROPOSES, Duty.INSPECTS)),
    Duty.SIGNS: (
        (Duty.REGISTERS, "SD-01"),
        (Duty.INSTRUCTS, "SD-01"),
        (Duty.REPORTS, "SD-01"),
        (Duty.PROPOSES, "SD-01"),
        (Duty.VOTES, "SD-08"),
        (Duty.INSPECTS, "SD-06"),
        (Duty.DECIDED, "SD-02"),
    ),
}
# Parts in an examination: who took one before a decision was overturned leaves the next to a colleague, where there is one.
EXAMINING = (Duty.INSTRUCTS, Duty.REPORTS, Duty.INSPECTS, Duty.PROPOSES)
SENTENCES = {
    "SD-01": _("You took part in examining this case, so you cannot sign its decision."),
    "SD-02": _("You took part in the decision in this matter, so you neither examine nor decide the appeal against it."),
    "SD-03": _("You typed this application at the counter: another person must register it."),
    "SD-06": _("You inspected this place or wrote the report: another person decides what follows."),
    "SD-08": _("You already took part in this case, so you cannot vote or sign on it."),
    "SD-09": _("You opened this case, so you do not preside over the committee that hears it."),
    "SD-19": _("This is your own case, or that of a person with whom you declared a tie."),
}


def is_party(case: Case, user: User) -> bool:
    """Whether the person is the applicant, or acts for the organisation that is."""
    if case.applicant_id is not None and case.applicant_id == user.pk:
        return True
    if case.organisation_id is None or case.stage in procedure_of(case).concealed:
        return False
    members = Membership.objects.filter(user=user, organisation_id=case.organisation_id)
    return members.filter(Q(until__isnull=True) | Q(until__gte=_today())).filter(since__lte=_today()).exists()


def _today() -> date:
    return timezone.localdate()


def _reaching(case: Case, standing: Standing, *, procedure: type[Procedure], transition: str = "") -> Iterable[Holding]:
    committee = committee_in(procedure, case.region)
    for holding in standing.holdings:
        # A draft typed at the counter lies in no region until it is filed.
        region = holding.region if procedure.is_draft(case.stage) else case.region
        if holding.reaches(region=region, committee=committee, procedure=case.procedure, transition=transition):
            yield holding


def _is_assigned(case: Case, role: str, holding: Holding, user: User) -> bool:
    people = {user.pk, holding.on_behalf_of or user.pk}
    if role in CONSULTED_ROLES:
        return opinions.of_authority(people).filter(case=case).exists()
    return Assignment.objects.filter(case=case, role=role, user_id__in=people, ended_at__isnull=True).exists()


def entitle(case: Case, transition: Transition, user: User) -> Actor:
    """The title by which the person may perform the transition on this case today.

    Raises:
        NotEntitled: the person holds none of its roles here.
        DutiesConflict: a rule of the separation of duties forbids it.
    """
    standing = standing_of(user)
    procedure = procedure_of(case)
    sees_it = not procedure.is_draft(case.stage) or case.author_id == user.pk
    if Role.APPLICANT in transition.by and sees_it and user.is_active and is_party(case, user):
        return Actor(user, Role.APPLICANT, standing)
    # A draft is its author's, at the counter too: who typed it for somebody may throw it away.
    if transition.terms.clears and procedure.is_draft(case.stage) and case.author_id == user.pk and user.is_active:
        return Actor(user, Role.APPLICANT, standing)
    # An administrator has no power over cases, whatever else was posted by mistake.
    if standing.holds(Role.ADMINISTRATOR):
        raise NotEntitled
    if Role.PARTNER in transition.by and user.is_active and partners.is_partner(case, user):
        actor = Actor(user, Role.PARTNER, standing)
        check_duties(case, transition.terms.duty, actor)
        return actor
    if Role.TRAINEE in transition.by and user.is_active and concerned.may_speak(case, user):
        return Actor(user, Role.TRAINEE, standing)
    conflict: DutiesConflict | None = None
    for holding in _reaching(case, standing, procedure=procedure, transition=transition.name):
        if holding.role not in transition.by or (procedure.is_draft(case.stage) and case.author_id != user.pk):
            continue
        if REACH[holding.role] is Reach.ASSIGNED and not _is_assigned(case, holding.role, holding, user):
            continue
        actor = Actor(user, holding.role, standing, holding)
        try:
            check_duties(case, transition.terms.duty, actor)
        except DutiesConflict as refusal:
            conflict = refusal
            continue
        return actor
    raise conflict or NotEntitled()


def persons_of(user: User) -> frozenset[int]:
    """The person, and those in whose place they may act today."""
    return frozenset({user.pk, *(h.on_behalf_of for h in standing_of(user).holdings if h.on_behalf_of)})


def check_duties(case: Case, duty: Duty | None, actor: Actor) -> None:
    """Refuses what the separation of duties forbids; an absent person's parts bind their substitute too."""
    if actor.is_system or actor.standing is None:
        return
    if case.applicant_identity and case.applicant_identity in _tied_to(actor):
        raise DutiesConflict("SD-19", SENTENCES["SD-19"])
    if case.applicant_id in actor.persons:
        raise DutiesConflict("SD-19", SENTENCES["SD-19"])
    for earlier, rule in EXCLUDES.get(duty, ()) if duty else ():
        if actor.persons & set(case.duties.get(earlier, ())):
            raise DutiesConflict(rule, SENTENCES[rule])
    registered = actor.persons & set(case.duties.get(Duty.REGISTERS, ()))
    if duty is Duty.INSTRUCTS and registered and _another_officer_could(case, actor):
        raise DutiesConflict("SD-03", _("You registered this case: a colleague of your office must examine it."))
    examined = actor.persons & set(case.duties.get(Duty.EXAMINED, ()))
    if duty in EXAMINING and examined and _another_could(case, actor, but=frozenset(case.duties[Duty.EXAMINED])):
        raise DutiesConflict("SD-02", _("You examined this request before its decision was overturned: a colleague examines it."))


def _tied_to(actor: Actor) -> set[str]:
    """Identities whose cases are closed to the actor, or to the person in whose place they act."""
    found = set[str]()
    for standing in (actor.standing, _standing_of_absent(actor)):
        found |= {standing.identity, *standing.interests} if standing else set()
    return found


def _standing_of_absent(actor: Actor) -> Standing | None:
    absent = actor.holding.on_behalf_of if actor.holding else None
    return standing_of(User.objects.get(pk=absent)) if absent else None


def note_part(case: Case, duty: Duty, actor: Actor) -> None:
    """Binds the actor, and whoever they stand in for, to the part that they take in the case; not saved."""
    case.duties = {**case.duties, str(duty): sorted({*case.duties.get(duty, ()), *actor.persons})}


def _another_officer_could(case: Case, actor: Actor) -> bool:
    if not parameters.value("registration.other_officer_instructs"):
        return False
    return _another_could(case, actor, but=frozenset())


def _another_could(case: Case, actor: Actor, *, but: frozenset[int]) -> bool:
    return holders(role=actor.role, region=case.region).exclude(pk__in=actor.persons | but).exists()


def can_perform(case: Case, transition: Transition, user: User) -> bool:
    try:
        entitle(case, transition, user)
    except (NotEntitled, DutiesConflict):
        return False
    return True


def _reads_all(procedure: type[Procedure], role: str) -> bool:
    return role == Role.AUDITOR or (role in procedure.readers and not procedure.readers[Role(role)])


def _acting_roles(procedure: type[Procedure]) -> frozenset[str]:
    return frozenset(str(r) for t in procedure.machine.transitions.values() for r in t.by)


def case_role(case: Case, user: User) -> str | None:
    """By which role the person may read the case: "applicant", a held role, or none. The same answer as `visible_to`."""
    if not user.is_authenticated or not user.is_active:
        return None
    if procedure_of(case).is_draft(case.stage):
        return Role.APPLICANT if case.author_id == user.pk else None
    if is_party(case, user):
        return Role.APPLICANT
    standing = standing_of(user)
    if standing.holds(Role.ADMINISTRATOR):
        return None
    if partners.is_partner(case, user):
        return Role.PARTNER
    if concerned.may_speak(case, user):
        return Role.TRAINEE
    procedure = procedure_of(case)
    acting = _acting_roles(procedure)
    for holding in _reaching(case, standing, procedure=procedure):
        role = holding.role
        if _reads_all(procedure, role) or case.stage in procedure.readers.get(Role(role), ()):
            return role
        if role not in acting or case.stage not in procedure.confined.get(Role(role), (case.stage,)):
            continue
        if REACH[role] is Reach.ASSIGNED:
            if _was_assigned(case, role, holding, user):
                return role
        elif role == Role.COMMITTEE_MEMBER:
            if AgendaItem.objects.filter(case=case, session__members__user=user, removed_at__isnull=True).exists():
                return role
        else:
            return role
    return Role.AUDITOR if user.has_perm("workflow.view_case", case) else None


def _was_assigned(case: Case, role: str, holding: Holding, user: User) -> bool:
    if role in CONSULTED_ROLES:  # they see the case for the time of what was put to them
        return _is_assigned(case, role, holding, user)
    people = {user.pk, holding.on_behalf_of or user.pk}
    return Assignment.objects.filter(case=case, role=role, user_id__in=people).exists()


def can_see(case: Case, user: User) -> bool:
    return case_role(case, user) is not None


def visible_to(user: User) -> "QuerySet[Case]":
    """Every case that the person may read by posting or as a party; exceptional grants open single pages only."""
    if not user.is_authenticated or not user.is_active:
        return Case.objects.none()
    own = Q(applicant=user) | of_organisations(user)
    standing = standing_of(user)
    staff = Q(pk__in=[])
    if not standing.holds(Role.ADMINISTRATOR):
        staff |= Q(pk__in=partners.put_to([user.pk]).values("case"))
        staff |= Q(pk__in=concerned.concerning([user.pk]).values("case"))
        for procedure in procedures():
            for holding in standing.holdings:
                staff |= _where(procedure, holding, user)
    draft = _drafts()
    return Case.objects.filter((draft & Q(author=user)) | (~draft & (own | staff)))


def _drafts() -> Q:
    """Cases that are still drafts."""
    return Q(stage__in={p.initial for p in procedures() if p.is_draft(p.initial)})


def of_organisations(user: User) -> Q:
    """Cases of the organisations for which the person acts, as far as these know of them."""
    members = Membership.objects.filter(user=user, since__lte=_today())
    members = members.filter(Q(until__isnull=True) | Q(until__gte=_today()))
    return Q(organisation__in=members.values("organisation")) & ~_concealed()


def _concealed() -> Q:
    """Cases of which the organisation concerned does not know yet."""
    found = Q(pk__in=[])
    for procedure in procedures():
        if procedure.concealed:
            found |= Q(procedure=procedure.code, stage__in=procedure.concealed)
    return found


def _where(procedure: type[Procedure], holding: Holding, user: User) -> Q:
    nothing = Q(pk__in=[])
    role, here = holding.role, Q(procedure=procedure.code)
    if holding.delegation and not {procedure.code, procedure.code[:3]} & set(holding.field):
        return nothing
    if REACH[role] is Reach.REGION and holding.region:
        here &= Q(region=holding.region)
    if role in COMMITTEE_ROLES:
        name, _colon, region = holding.committee.partition(":")
        if name != str(procedure.committee or procedure.secretariat):
            return nothing
        here &= Q(region=region) if region else Q()
    if _reads_all(procedure, role):
        return here
    stages = procedure.readers.get(Role(role), ())
    found = here & Q(stage__in=stages) if stages else nothing
    if role not in _acting_roles(procedure):
        return found
    here &= Q(stage__in=procedure.confined[Role(role)]) if role in procedure.confined else Q()
    if REACH[role] is Reach.ASSIGNED:
        people = {user.pk, holding.on_behalf_of or user.pk}
        if role in CONSULTED_ROLES:
            return found | here & Q(pk__in=opinions.of_authority(people).values("case"))
        return found | here & Q(pk__in=Assignment.objects.filter(role=role, user_id__in=people).values("case"))
    if role == Role.COMMITTEE_MEMBER:
        items = AgendaItem.objects.filter(session__members__user=user, removed_at__isnull=True)
        return found | here & Q(pk__in=items.values("case"))
    return found | here
