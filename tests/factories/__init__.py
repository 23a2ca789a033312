"""Makes what tests need, without surprises."""
