"""People, the organisations they act for, their postings, absences and delegations of signature."""
