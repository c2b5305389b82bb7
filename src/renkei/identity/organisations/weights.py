"""Fitted by `python benchmarks/identity.py --fit` on the train part of the S2AFF affiliations; not by hand."""

WEIGHTS = {
    "any": -3.283,
    "uncovered": -1.724,
    "partly": -1.556,
    "tells": 1.067,
    "tells little": -0.527,
    "unsure": 1.007,
    "exact": 0.974,
    "one word": 0.096,
    "of a kind": 0.317,
    "other name": -0.548,
    "gap": -0.564,
    "disorder": 0.459,
    "parts": -0.255,
    "word before": -0.445,
    "word after": -0.526,
    "unexplained": -1.712,
    "part alone": 0.407,
    "whole text": 0.572,
    "unit before": -0.990,
    "late": -0.255,
    "other country": -2.607,
    "city": 1.396,
    "city in name": -0.001,
    "one word placed": 0.619,
    "acronym": -0.762,
    "acronym shared": 0.340,
    "acronym alone": 0.663,
    "acronym too": 1.097,
    "well known": 1.053,
    "better known than its equals": -0.138,
    "equals": -0.834,
    "beaten": -0.189,
    "in a longer name": -0.220,
    "child there": 1.905,
    "child holds it": -0.072,
    "parent there": -1.191,
}
"""Figure of a candidate → what it adds to its score; the score of none is 0."""

CALIBRATION = (0.4866, 1.0881, 0.2527, 0.0025)
"""Of `judging.signs`: what each adds to the logit of the confidence."""
