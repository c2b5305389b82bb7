"""Indexes on disk: made from tables, asked without them, brought up to date by what has changed."""
