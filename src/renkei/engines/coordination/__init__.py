"""Coordination: the programmes and projects of several agencies laid over fields, regions, stages and years."""

from renkei.engines.coordination.coordinate import coordinate
from renkei.engines.coordination.options import CoordinationError, CoordinationOptions
from renkei.engines.coordination.result import Coordination

__all__ = ["Coordination", "CoordinationError", "CoordinationOptions", "coordinate"]
