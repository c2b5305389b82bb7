"""`meetings:` in programme.yaml: how many tables a forum has, and how long a meeting takes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Meetings:
    """What a forum publishes: its number of `tables`, where no table `halls` says it, and a meeting's `length`.

    The length is in minutes. Without a length a meeting takes its whole slot.
    """

    tables: int | None = None
    length: int | None = None
