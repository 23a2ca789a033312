"""Formats of dates and numbers as they are written in Tunisia, one package per language."""
