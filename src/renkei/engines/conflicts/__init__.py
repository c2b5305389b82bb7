"""Conflicts: every tie between a reviewer and an application that a rule counts, with its evidence and dates."""

from renkei.engines.conflicts.conflicts import Changed, Conflicts, broken, changes, conflicts, renewed
from renkei.engines.conflicts.material import LEFT_OUT, Material

__all__ = ["LEFT_OUT", "Changed", "Conflicts", "Material", "broken", "changes", "conflicts", "renewed"]
