"""Decisions: the selection meeting, its scenarios and minutes, and what is adopted in it."""
