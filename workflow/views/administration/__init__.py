"""The administrators' screens: accounts, delegations, calendar, parameters, work; and everybody's own absences."""

from workflow.views.administration.accounts import new_user, users
from workflow.views.administration.away import my_absences
from workflow.views.administration.days_off import calendar, holiday
from workflow.views.administration.entrance import index
from workflow.views.administration.lent_signature import delegations, revoke_delegation
from workflow.views.administration.one_account import end_posting, user, withdraw_interest
from workflow.views.administration.state import work
from workflow.views.administration.values import decide_parameter, parameters

__all__ = [
    "calendar",
    "decide_parameter",
    "delegations",
    "end_posting",
    "holiday",
    "index",
    "my_absences",
    "new_user",
    "parameters",
    "revoke_delegation",
    "user",
    "users",
    "withdraw_interest",
    "work",
]
