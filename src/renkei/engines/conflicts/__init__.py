"""Conflicts: every tie between a reviewer and an application that a rule counts, with its evidence and dates."""

from renkei.engines.conflicts.conflicts import Changed, Conflicts, broken, changes, conflicts, renewed
from renkei.engines.conflicts.material import Material

__all__ = ["Changed", "Conflicts", "Material", "broken", "changes", "conflicts", "renewed"]
