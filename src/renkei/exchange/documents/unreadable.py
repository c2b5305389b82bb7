"""Why a file is no document that can be read."""


class Unreadable(Exception):
    """Says in words what is wrong with a file and what to do."""
