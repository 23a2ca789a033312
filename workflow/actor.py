"""Who acts: a person by a title held today, or the system."""

from dataclasses import dataclass

from accounts.models import User
from accounts.roles import Role
from accounts.standing import Holding, Standing


@dataclass(frozen=True, slots=True)
class Actor:
    """The person, the role used, and on whose behalf; a user of None is the system."""

    user: User | None
    role: str
    standing: Standing | None = None
    holding: Holding | None = None

    @property
    def is_system(self) -> bool:
        return self.user is None

    @property
    def persons(self) -> frozenset[int]:
        """The person, and the one in whose place they act: duties bind both."""
        if self.user is None:
            return frozenset()
        absent = self.holding.on_behalf_of if self.holding else None
        return frozenset({self.user.pk} | ({absent} if absent else set()))

    @property
    def on_behalf_of(self) -> str:
        """As the ledger writes it: "user:7" for an absent colleague, "delegation:2026/12" for a lent signature."""
        if self.holding and self.holding.on_behalf_of:
            return f"user:{self.holding.on_behalf_of}"
        if self.holding and self.holding.delegation:
            return f"delegation:{self.holding.delegation}"
        return ""


SYSTEM = Actor(user=None, role=Role.SYSTEM)
