"""What Takwin promises, tried with real processes that race, repeat themselves and are killed."""
