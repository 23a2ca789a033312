"""The law: stages, fragments, conditions, and one file per procedure."""
