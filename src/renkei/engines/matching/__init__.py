"""Matching: which offers answer which needs and why, and which organisations may work together."""

from renkei.engines.matching.cooperation import Cooperation, cooperation
from renkei.engines.matching.match import match
from renkei.engines.matching.options import MatchError, MatchOptions
from renkei.engines.matching.result import Matches

__all__ = ["Cooperation", "MatchError", "MatchOptions", "Matches", "cooperation", "match"]
