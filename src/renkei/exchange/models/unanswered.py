"""A model that gave no answer that can be used."""


class Unanswered(Exception):
    """Why, in words that hold neither the key nor anything that the other side sent."""
