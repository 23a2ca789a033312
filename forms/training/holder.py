"""Applications of a structure about one of its sessions: who it is, and which region examines the case."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from forms.application import Application
from forms.blocks import identity_of_provider
from forms.entries import EntryField
from registers import providers, sessions
from registers.models import Provider, Session
from registers.normalise import fold

if TYPE_CHECKING:
    from workflow.models import Case


def own_providers(case: "Case") -> list[Provider]:
    """The active structures for which the organisation that files may act."""
    found = providers.of_organisation(case.organisation.uuid) if case.organisation else Provider.objects.none()
    return list(found.filter(status=Provider.Status.ACTIVE))


def own_sessions(case: "Case") -> Iterable[Session]:
    """Their sessions that are neither closed nor cancelled."""
    return [session for provider in own_providers(case) for session in sessions.of(provider=provider)]


class SessionField(EntryField):
    """One of the sessions of the structures for which the applicant acts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"register": lambda: Session, "offers": own_sessions, **kwargs})


def words_of_provider(provider: Provider, *more: str) -> str:
    """What searches find a case of the structure by."""
    named = (provider.corporate_name_ar, provider.corporate_name_fr, provider.rne_id, provider.number, *more)
    return fold(" ".join(word for word in named if word))


class OfSession(Application):
    """An application about a session that the register knows; the region of its site examines it."""

    @classmethod
    def session(cls, case: "Case") -> Session:
        return sessions.get(str(cls.answer(case, "session")))

    @classmethod
    def provider(cls, case: "Case") -> Provider:
        return providers.get(cls.session(case).provider)

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        session = cls.session(case)
        return identity_of_provider(str(session.provider), region=session.region, language=case.language)

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return bool(cls.answer(case, "session") == cls.answer(other, "session"))

    @classmethod
    def search_text(cls, case: "Case") -> str:
        session = cls.session(case)
        return words_of_provider(cls.provider(case), session.number, session.title_ar, session.title_fr)
