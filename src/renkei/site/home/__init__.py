"""The first page: what is open, what is coming, what came of it."""
