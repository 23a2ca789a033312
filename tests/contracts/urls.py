"""Every address of the site: who is let in. An address that is not in this table may not exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from accounts.roles import COMMITTEE_ROLES, POSTED_ROLES, Role
from workflow.procedures import procedures

# Who reads the case of the tests, a case of Tunis that waits for its signature, beside the applicant: section 4 of the
# regulation, read by hand. People named for a case, and members of its session, are told apart in the tests.
READERS = frozenset({
    Role.FRONT_DESK, Role.REGIONAL_OFFICER, Role.REGIONAL_DIRECTOR, Role.COMPLAINTS_OFFICER, Role.CENTRAL_OFFICER,
    Role.CENTRAL_DIRECTOR, Role.COMMITTEE_SECRETARY, Role.COMMITTEE_CHAIR, Role.MINISTER_SIGNATORY, Role.REGISTRAR, Role.AUDITOR,
})  # fmt: skip
REGIONAL = frozenset({Role.FRONT_DESK, Role.REGIONAL_OFFICER, Role.REGIONAL_DIRECTOR, Role.COMPLAINTS_OFFICER})
REGISTER_READERS = frozenset({Role.REGISTRAR, Role.AUDITOR, Role.CENTRAL_OFFICER, Role.CENTRAL_DIRECTOR, Role.REGIONAL_DIRECTOR})
INDEX_READERS = REGISTER_READERS | {
    *(Role.REGIONAL_OFFICER, Role.INSPECTOR, Role.LEAD_INSPECTOR, Role.LEGAL_OFFICER, Role.FRONT_DESK),
    *(Role.COMPLAINTS_OFFICER, Role.COUNSELLOR, Role.FINANCE_OFFICER),
}
SESSION_READERS = frozenset({Role.COMMITTEE_SECRETARY, Role.COMMITTEE_CHAIR, Role.AUDITOR, Role.CENTRAL_DIRECTOR})
# Who opens cases of the ministry's own motion, read from the regulation of the procedures that may be opened so.
OPENERS = frozenset({Role.REGIONAL_DIRECTOR, Role.CENTRAL_DIRECTOR})
# Who plans campaigns, and who acts on or reads the reports that they ask for.
CAMPAIGNERS = frozenset({
    Role.CENTRAL_OFFICER, Role.CENTRAL_DIRECTOR, Role.REGIONAL_OFFICER, Role.REGIONAL_DIRECTOR, Role.LEGAL_OFFICER,
})  # fmt: skip
WORDING_READERS = frozenset({Role.REGISTRAR, Role.LEGAL_OFFICER, Role.CENTRAL_DIRECTOR, Role.AUDITOR})
RESTRICTION_READERS = frozenset({Role.LEGAL_OFFICER, Role.CENTRAL_DIRECTOR, Role.AUDITOR})
WORKERS = POSTED_ROLES - {Role.ADMINISTRATOR, Role.AUDITOR, Role.STATISTICS_OFFICER}


@dataclass(frozen=True)
class Rule:
    """Who is let in: "public", "signed in", "roles" (others are forbidden), "scope" (for others it does not exist)."""

    kind: str
    roles: frozenset[Any] = frozenset()
    scope: str = ""
    posts: bool = False
    applicant: bool = False  # whether the applicant of the case is among those who see it


def public(*, posts: bool = False) -> Rule:
    return Rule("public", posts=posts)


def signed_in(*, posts: bool = False) -> Rule:
    return Rule("signed in", posts=posts)


def kept_for(*roles: Any, posts: bool = False) -> Rule:
    return Rule("roles", frozenset(roles), posts=posts)


def of_the_case(*, posts: bool = False) -> Rule:
    return Rule("scope", READERS, "case", posts, applicant=True)


ADMIN = kept_for(Role.ADMINISTRATOR)
ADMIN_POSTS = kept_for(Role.ADMINISTRATOR, posts=True)
# The front desk of the region and the registry deliver the documents of a case; not those of their own.
DELIVERED = Rule("scope", frozenset({Role.FRONT_DESK, Role.REGISTRAR}), "case")
DELIVERED_POSTS = Rule("scope", DELIVERED.roles, "case", posts=True)
REGISTRAR_POSTS = kept_for(Role.REGISTRAR, posts=True)
OF_A_STRUCTURE = Rule("scope", scope="structure")
TABLE: dict[str, Rule] = {
    # Open to anyone
    "workflow:home": public(),
    "workflow:catalogue": public(),
    "workflow:procedure": public(),
    "verify": public(posts=True),
    "verify_code": public(),
    "verify_state": public(),
    "verify_worker": public(),
    "seal_keys": public(),
    "revoked": public(),
    "did": public(),
    "credential_status": public(),
    "set_language": public(posts=True),
    "help": public(),
    "accessibility": public(),
    "privacy": public(),
    "source_code": public(),
    "healthz": public(),
    "readyz": public(),
    # A person's own
    "workflow:my_cases": signed_in(),
    "workflow:new_case": signed_in(posts=True),
    "workflow:search": signed_in(),
    "workflow:notices": signed_in(posts=True),
    "workflow:notice_preferences": signed_in(posts=True),
    # Of one structure: those who act for it today, and nobody else.
    "workflow:providers": signed_in(),
    "workflow:provider": OF_A_STRUCTURE,
    "workflow:provider_calendar": OF_A_STRUCTURE,
    "workflow:lists": Rule("scope", scope="structure", posts=True),
    "workflow:list_model": OF_A_STRUCTURE,
    "workflow:enrolments_file": OF_A_STRUCTURE,
    # A list that was sent: its author alone.
    "workflow:list": Rule("scope", scope="list", posts=True),
    "workflow:list_errors": Rule("scope", scope="list"),
    # Only where a procedure in service may be opened so.
    "workflow:openings": kept_for(*OPENERS, Role.LEGAL_OFFICER),
    "workflow:opening": kept_for(*OPENERS, posts=True),
    # Only where a procedure in service has campaigns.
    "workflow:campaigns": kept_for(*CAMPAIGNERS),
    "workflow:plan_campaign": kept_for(Role.CENTRAL_OFFICER, Role.CENTRAL_DIRECTOR, posts=True),
    "workflow:campaign": kept_for(*CAMPAIGNERS, posts=True),
    # One case
    "workflow:case": of_the_case(),
    "workflow:application": of_the_case(posts=True),
    "workflow:contact": of_the_case(posts=True),
    "workflow:check": of_the_case(posts=True),
    "workflow:answer_request": of_the_case(posts=True),
    "workflow:answer_item": of_the_case(posts=True),
    "workflow:act": of_the_case(posts=True),
    "workflow:letter": of_the_case(posts=True),
    "workflow:message": of_the_case(posts=True),
    "workflow:note": of_the_case(posts=True),
    "documents:document": of_the_case(),
    "documents:document_docx": of_the_case(),
    # A receipt is no credential: nobody finds one there. tests/integration/documents/test_credentials.py has one that is.
    "documents:credential": of_the_case(),
    "documents:draft": of_the_case(posts=True),
    "documents:draft_file": of_the_case(),
    "documents:preview": of_the_case(),
    "documents:preview_pdf": of_the_case(),
    "documents:preview_letter": of_the_case(),
    "documents:deliveries": kept_for(Role.FRONT_DESK, Role.REGISTRAR),
    "documents:delivery": DELIVERED,
    "documents:prepare_delivery": DELIVERED_POSTS,
    "documents:delivery_slip": DELIVERED,
    "documents:delivery_step": DELIVERED_POSTS,
    "forms:attachments": of_the_case(posts=True),
    "forms:attachment": of_the_case(),
    "forms:remove": of_the_case(posts=True),
    # One task
    "workflow:take": of_the_case(posts=True),
    "workflow:release": of_the_case(posts=True),
    "workflow:reassign": of_the_case(posts=True),
    "workflow:snooze": of_the_case(posts=True),
    # Work
    "workflow:queues": kept_for(*WORKERS),
    "workflow:queue": kept_for(Role.CENTRAL_OFFICER, Role.CENTRAL_DIRECTOR, posts=True),
    "workflow:counter": kept_for(*sorted({p.counter for p in procedures()}), posts=True),
    "workflow:signature": kept_for(Role.MINISTER_SIGNATORY, Role.COSIGNATORY, posts=True),
    "workflow:restrictions": kept_for(*RESTRICTION_READERS),
    "workflow:propose_restriction": kept_for(Role.LEGAL_OFFICER, posts=True),
    "workflow:end_restriction": kept_for(Role.LEGAL_OFFICER, posts=True),
    "workflow:prolong_restriction": kept_for(Role.LEGAL_OFFICER, posts=True),
    "workflow:restriction_proposal": kept_for(*RESTRICTION_READERS, posts=True),
    "workflow:committees": kept_for(*COMMITTEE_ROLES, Role.AUDITOR, Role.CENTRAL_DIRECTOR, posts=True),
    "workflow:session": Rule("scope", SESSION_READERS, "session"),
    "workflow:session_act": Rule("scope", SESSION_READERS, "session", posts=True),
    "workflow:my_absences": kept_for(*POSTED_ROLES, posts=True),
    # The record
    "workflow:ledger": kept_for(Role.AUDITOR),
    "workflow:ledger_stream": kept_for(Role.AUDITOR),
    "workflow:ledger_verification": kept_for(Role.AUDITOR, posts=True),
    "workflow:ledger_export": kept_for(Role.AUDITOR),
    # Settings
    "workflow:administration": ADMIN,
    "workflow:users": ADMIN,
    "workflow:new_user": ADMIN_POSTS,
    "workflow:user": ADMIN_POSTS,
    "workflow:end_posting": ADMIN_POSTS,
    "workflow:withdraw_interest": ADMIN_POSTS,
    "workflow:delegations": ADMIN_POSTS,
    "workflow:revoke_delegation": ADMIN_POSTS,
    "workflow:calendar": ADMIN_POSTS,
    "workflow:holiday": ADMIN_POSTS,
    "workflow:parameters": ADMIN_POSTS,
    "workflow:decide_parameter": ADMIN_POSTS,
    "workflow:work": ADMIN_POSTS,
    # Registers
    "registers:index": kept_for(*INDEX_READERS),
    "registers:listing": kept_for(*REGISTER_READERS),
    "registers:entry": kept_for(*REGISTER_READERS),
    "registers:extract": kept_for(*REGISTER_READERS),
    "documents:void_numbers": kept_for(Role.REGISTRAR, Role.AUDITOR, Role.CENTRAL_DIRECTOR),
    "documents:propose_void": REGISTRAR_POSTS,
    "documents:decide_void": kept_for(Role.REGISTRAR, Role.CENTRAL_DIRECTOR, posts=True),
    "documents:wordings": kept_for(*WORDING_READERS),
    "documents:wording_edit": kept_for(Role.REGISTRAR, Role.LEGAL_OFFICER, posts=True),
    "documents:wording": kept_for(*WORDING_READERS, posts=True),
    "documents:wording_letter": kept_for(*WORDING_READERS),
    "documents:wording_pdf": kept_for(*WORDING_READERS),
    "registers:merge": REGISTRAR_POSTS,
    "registers:void_proposals": kept_for(Role.REGISTRAR),
    "registers:propose_void": REGISTRAR_POSTS,
    "registers:decide_void": REGISTRAR_POSTS,
}
# Signing in and the person's own account: pages of the sign-in application, none of which names another person.
OPEN_ACCOUNT = frozenset(
    "account_login account_logout account_inactive account_signup account_email_verification_sent account_reset_password"
    " account_confirm_login_code account_confirm_email account_reset_password_from_key_done account_reset_password_from_key"
    " account_reset_password_done mfa_authenticate mfa_login_webauthn".split()
)
OWN_ACCOUNT = frozenset(
    "account_reauthenticate account_email account_change_password account_set_password mfa_index mfa_reauthenticate"
    " mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes mfa_generate_recovery_codes mfa_download_recovery_codes"
    " mfa_list_webauthn mfa_add_webauthn mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_edit_webauthn"
    " usersessions_list".split()
)


def patterns(resolver: Any = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site by its full name."""
    for found in (resolver or get_resolver()).url_patterns:
        if isinstance(found, URLResolver):
            yield from patterns(found, f"{namespace}{found.namespace}:" if found.namespace else namespace)
        else:
            yield f"{namespace}{found.name}", found
