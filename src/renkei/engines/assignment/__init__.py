"""Assignment: who reads what, by total affinity, worst served first, or by lot with a cap; each panel explained."""

from renkei.engines.assignment.assign import assign
from renkei.engines.assignment.collision import Unassignable
from renkei.engines.assignment.explain import REASONS
from renkei.engines.assignment.options import FAIR, AssignmentError, AssignmentOptions, Fair
from renkei.engines.assignment.result import Assignment, Figures

__all__ = [
    "FAIR",
    "REASONS",
    "Assignment",
    "AssignmentError",
    "AssignmentOptions",
    "Fair",
    "Figures",
    "Unassignable",
    "assign",
]
