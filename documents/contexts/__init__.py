"""From a case or a committee session to what its letters are told: plain facts, the same in every language."""
