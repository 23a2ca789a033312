"""The procedures in service, by code and version, and the committees that they call on."""

from typing import TYPE_CHECKING, Any

from accounts.regions import Region
from workflow.procedure import Procedure

if TYPE_CHECKING:
    from workflow.models import Case

_registry: dict[tuple[str, int], type[Procedure]] = {}


def register(cls: type[Procedure]) -> type[Procedure]:
    """Puts a procedure into service; two classes of one code differ by their version."""
    key = (cls.code, cls.version)
    if _registry.get(key) not in (None, cls):
        raise ValueError(f"{cls.code} version {cls.version} is registered twice")
    _registry[key] = cls
    return cls


def is_in_service(code: str) -> bool:
    return any(c == code for c, _version in _registry)


def procedures() -> list[type[Procedure]]:
    """The newest version of every procedure in service, by code."""
    newest: dict[str, type[Procedure]] = {}
    for (code, _version), cls in sorted(_registry.items()):
        newest[code] = cls
    return list(newest.values())


def procedure_of(case: "Case") -> type[Procedure]:
    """The class whose version the case was filed under."""
    return _registry[case.procedure, case.version]


def named(code: str) -> type[Procedure]:
    """The newest version of a procedure.

    Raises:
        KeyError: no procedure has this code.
    """
    return _registry[code, max(v for c, v in _registry if c == code)]


def committee_in(procedure: type[Procedure], region: str) -> str:
    """The name of the committee that hears the cases of a procedure in a region, or whose secretary serves it; "" for none.

    A committee sits for the country, or there is one in each region: its name then ends with the region.
    """
    committee = procedure.committee
    if not committee:
        return procedure.secretariat
    return f"{committee}:{region}" if _sits_in_each_region(committee) else str(committee)


def _sits_in_each_region(committee: Any) -> bool:
    return bool(getattr(committee, "is_regional", False))


def committee_of(case: "Case") -> str:
    """The name of the committee that hears the case; "" for none."""
    return committee_in(procedure_of(case), case.region)


def committees() -> dict[str, Any]:
    """The committees that procedures call on, by name; each knows the documents of its sessions."""
    heard = [p for p in procedures() if p.committee]
    return {
        committee_in(p, region): p.committee
        for p in heard
        for region in (Region.values if _sits_in_each_region(p.committee) else [""])
    }
