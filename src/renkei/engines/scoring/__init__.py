"""Reviews to scores: consensus with its error, rank intervals, the reviewers' severity and agreement."""

from renkei.engines.scoring.options import ScoreError, ScoreOptions
from renkei.engines.scoring.score import TOTAL, Scoring, score

__all__ = ["TOTAL", "ScoreError", "ScoreOptions", "Scoring", "score"]
