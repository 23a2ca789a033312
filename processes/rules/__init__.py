"""Why a transition is not possible now, by family; what all procedures share is in `processes.conditions`."""
