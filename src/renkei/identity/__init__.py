"""Organisations and people: who is the same as whom."""
