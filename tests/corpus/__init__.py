"""Files and names to try the gate with, made when they are needed."""
