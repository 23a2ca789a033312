"""What a type of document is: what it is called, who issues it, how it is numbered and what it says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from documents import batches, issuing, replacement
from documents.batches import Item
from documents.contexts import offices, parties, sessions
from documents.contexts.offices import Office
from documents.credentials.achievements import Reader
from documents.rendering.letters import html_of
from documents.wording import Language, languages_of
from documents.zones import versions
from workflow.actor import Actor
from workflow.models import Case, CommitteeSession, Event
from workflow.procedure import Procedure
from workflow.procedures import procedure_of

Build = Callable[[Procedure], Mapping[str, Any]]


@dataclass(frozen=True)
class DocumentType:
    """A type of document of a case: what it is called, who issues it, how it is numbered and what it says."""

    code: str
    title: Any
    build: Build
    each: Callable[[Procedure], Sequence[Item]] = batches.alone  # one document for each of these
    office: Callable[[Procedure], Office] = offices.of_actor
    addressee: Callable[[Case], Mapping[str, Any]] = parties.addressee
    is_decision: bool = False  # numbered with the other decisions of the procedure's family
    is_for_applicant: bool = True
    may_be_appealed: bool = False  # as a decision may be: its delivery is proved too
    grants: Callable[[Mapping[str, Any]], bool] | None = None  # by its content, gives what was asked: announces no appeal
    is_served: bool = False  # a time of the procedure depends on when it arrives: its delivery is proved too
    is_automatic: bool = False  # bears no person's name
    is_receipt: bool = False  # bears one, and commits the ministry rather than the person
    needs_signature: bool = False  # its signatory is shown the exact letter, and approves its digest
    enter_number: Callable[..., Any] | None = None  # writes the number into the register of decisions
    achievement: Reader | None = None  # what its verifiable credential says; None: it is none
    replaces: Callable[[Procedure], Sequence[tuple[UUID, str]]] | None = None  # the acts whose place it takes, and why
    proclaims: Callable[[Procedure], None] | None = None  # tells the structures concerned, as notices
    when: Callable[[Procedure], bool] | None = None  # issued by its act only then; without it, always

    def is_due(self, act: Procedure) -> bool:
        return self.when is None or self.when(act)

    @property
    def is_sealed(self) -> bool:
        """Whether the ministry's seal is put under it, rather than the signature of what a person approved."""
        return self.is_automatic or self.is_receipt

    @property
    def needs_delivery(self) -> bool:
        """Whether a time limit begins on the day on which the person has it, so that this day must be proved."""
        return self.is_for_applicant and (self.opens_appeal or self.is_served)

    @property
    def opens_appeal(self) -> bool:
        """Whether its notification opens the time limit for an appeal."""
        return self.is_decision or self.may_be_appealed

    def announces_appeal(self, content: Mapping[str, Any]) -> bool:
        """Whether the person is told of that time limit: not where they were given what they asked for."""
        return self.opens_appeal and not (self.grants and self.grants(content))

    @property
    def template(self) -> str:
        return self.code

    @property
    def languages(self) -> tuple[Language, ...]:
        """Arabic and French; the reference is the one in which the applicant writes."""
        return languages_of(self.template)

    def series_of(self, case: Case | None) -> str:
        return case.procedure[:3] if self.is_decision and case else self.code

    def drawn(self, act: Procedure) -> list[Item]:
        """What each of its documents says, as drafts; nearly every act issues one.

        Raises:
            CannotBeDrawnUp: a fact is missing.
        """
        try:
            common = {
                "draft": True,
                "number": None,
                "date": act.today.isoformat(),
                "letterhead": offices.letterhead(self.office(act)),
                "addressee": self.addressee(act.case),
                "case": parties.case_reference(act.case),
                "signature": None if self.is_automatic else parties.signature(act.actor),
                "verification": None,
                **self.build(act),
            }
            items = [replace(item, says=self._worded({**common, **item.says}, act)) for item in self.each(act)]
        except (LookupError, TypeError, ValueError) as error:
            issuing.logger.exception("document %s", self.code)
            raise issuing.CannotBeDrawnUp from error
        return [replace(item, says=issuing.drawn_up(self, item.says)) for item in items]

    def _worded(self, said: dict[str, Any], act: Procedure) -> dict[str, Any]:
        return {**said, **versions.worded(self.template, on=act.today, facts=said)}

    def content(self, act: Procedure) -> dict[str, Any]:
        """What the letter says, as a draft; of a batch, the first one.

        Raises:
            CannotBeDrawnUp: a fact is missing, or the act issues none.
        """
        found = self.drawn(act)
        if not found:
            raise issuing.CannotBeDrawnUp
        return dict(found[0].says)

    def order(self, *, procedure: Procedure, event: Event, at: datetime) -> list[dict[str, Any]]:
        """Writes what will be issued after commit, one line for each act; called inside the transaction of the act."""
        ordered = issuing.order(
            self,
            items=self.drawn(procedure),
            office=self.office(procedure),
            on=procedure.today,
            at=at,
            by=procedure.actor.user,
            reference=procedure.case.language,
            case=procedure.case,
            event=event,
        )
        for act, why in self.replaces(procedure) if self.replaces else ():
            replacement.replace(act=act, successor=UUID(ordered[0]["act"]), reason=why, by=procedure.actor.user)
        if self.proclaims:
            self.proclaims(procedure)
        return ordered

    def drafts(self, *, case: Case, actor: Actor) -> list[dict[str, Any]]:
        """The contents as they would be signed now: one for each document of the act."""
        return [dict(item.says) for item in self.drawn(procedure_of(case)(case, actor=actor))]

    def draft(self, *, case: Case, actor: Actor) -> dict[str, Any]:
        """The content as it would be signed now; of a batch, the first one."""
        return self.content(procedure_of(case)(case, actor=actor))

    def draft_digest(self, *, case: Case, actor: Actor) -> str:
        """SHA-256 of all that would be signed; where it is one document, the same as this then keeps."""
        return issuing.digest_of_all(self, self.drafts(case=case, actor=actor))

    def draft_html(self, *, case: Case, actor: Actor, language: Language) -> str:
        """The letter in one language, marked as a draft; of a batch, the first one."""
        return html_of(template=self.template, language=language, context=self.draft(case=case, actor=actor))


@dataclass(frozen=True)
class SessionDocumentType:
    """A type of document of a committee session; pass `order_session` to the act that issues it."""

    code: str
    title: Any
    build: Callable[[CommitteeSession], Mapping[str, Any]]
    role: Role  # of the person who signs it
    is_for_applicant: bool = False
    is_sealed: bool = False
    needs_signature: bool = False
    needs_delivery: bool = False
    opens_appeal: bool = False
    enter_number: None = None

    def announces_appeal(self, content: Mapping[str, Any]) -> bool:
        return False

    @property
    def template(self) -> str:
        return self.code

    @property
    def languages(self) -> tuple[Language, ...]:
        return languages_of(self.template)

    def series_of(self, case: Case | None) -> str:
        return self.code

    def order_session(self, *, session: CommitteeSession, by: User) -> list[dict[str, Any]]:
        """Writes what will be issued after commit; called inside the transaction that convenes or closes."""
        at = timezone.now()
        said = {
            "draft": True,
            "number": None,
            "date": timezone.localdate(at).isoformat(),
            "verification": None,
            **sessions.frame(session, by, role=self.role),
            **self.build(session),
        }
        said |= versions.worded(self.template, on=timezone.localdate(at), facts=said)
        when: dict[str, Any] = {"on": timezone.localdate(at), "at": at, "by": by}
        return issuing.order(self, items=[Item(said)], office=offices.CENTRAL, reference="ar", session=session, **when)
