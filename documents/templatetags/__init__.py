"""Tags that pages of other parts use to lead to documents."""
