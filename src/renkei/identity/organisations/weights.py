"""Fitted by `python benchmarks/identity.py --fit` on the train part of the S2AFF affiliations; not by hand."""

WEIGHTS = {
    "any": -3.022,
    "uncovered": -1.830,
    "partly": -1.730,
    "tells": 0.995,
    "tells little": -0.534,
    "unsure": 1.043,
    "exact": 0.762,
    "one word": -0.157,
    "of a kind": 0.394,
    "other name": -0.600,
    "gap": -1.114,
    "disorder": 0.267,
    "parts": 0.287,
    "word before": -0.654,
    "word after": -0.685,
    "unexplained": -1.451,
    "part alone": 0.423,
    "whole text": 0.392,
    "unit before": -0.881,
    "late": -0.707,
    "other country": -2.580,
    "city": 1.392,
    "city in name": 0.063,
    "one word placed": 0.461,
    "acronym": -0.750,
    "acronym shared": 0.213,
    "acronym alone": 0.679,
    "acronym too": 0.610,
    "well known": 1.067,
    "better known than its equals": -0.151,
    "equals": -0.753,
    "beaten": -0.234,
    "in a longer name": -0.356,
    "child there": 1.987,
    "child holds it": -0.376,
    "parent there": -0.812,
}
"""Figure of a candidate → what it adds to its score; the score of none is 0."""

CALIBRATION = (0.5513, 1.0502, 0.2194, 0.0097)
"""Of `judging.signs`: what each adds to the logit of the confidence."""
