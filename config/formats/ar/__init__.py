"""Formats of dates and numbers of this language."""
