"""What the ministry keeps: persons, awarding bodies, decisions, certificates; entered and amended, never overwritten."""
