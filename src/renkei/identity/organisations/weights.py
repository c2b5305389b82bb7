"""Fitted by `python benchmarks/identity.py --fit` on the train part of S2AFF; not by hand."""

WEIGHTS = {
    "any": -3.246,
    "uncovered": -1.726,
    "partly": -1.458,
    "tells": 1.051,
    "tells little": -0.505,
    "unsure": 1.014,
    "exact": 1.132,
    "one word": 0.056,
    "of a kind": 0.301,
    "other name": -0.643,
    "gap": -0.505,
    "disorder": 0.331,
    "parts": -0.162,
    "word before": -0.451,
    "word after": -0.549,
    "unexplained": -1.786,
    "part alone": 0.304,
    "whole text": 0.596,
    "unit before": -0.926,
    "late": -0.256,
    "other country": -2.692,
    "city": 1.367,
    "city in name": 0.035,
    "one word placed": 0.594,
    "acronym": -0.672,
    "acronym shared": 0.363,
    "acronym alone": 0.736,
    "acronym too": 1.092,
    "well known": 1.040,
    "better known than its equals": -0.120,
    "equals": -0.805,
    "beaten": -0.207,
    "in a longer name": -0.229,
    "child there": 1.901,
    "child holds it": -0.058,
    "parent there": -1.163,
}
"""Figure of a candidate → what it adds to its score; the score of none is 0."""

CALIBRATION = (0.5806, 1.1345, 0.3191, 0.0051)
"""Of `judging.signs`: what each adds to the logit of the confidence."""
