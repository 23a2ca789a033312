"""What the sample letters say, by family."""
