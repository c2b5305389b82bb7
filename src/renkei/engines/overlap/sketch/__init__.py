"""Sketches: what two agencies that share a key can compare without showing each other their texts."""

from renkei.engines.overlap.sketch.comparing import Compared, CompareOptions, SketchError, compare
from renkei.engines.overlap.sketch.key import Key
from renkei.engines.overlap.sketch.making import NUMBERS, Named, Sketch, sketch
from renkei.engines.overlap.sketch.whole import KINDS, WholeSketch, whole_sketch

__all__ = [
    "KINDS",
    "NUMBERS",
    "CompareOptions",
    "Compared",
    "Key",
    "Named",
    "Sketch",
    "SketchError",
    "WholeSketch",
    "compare",
    "sketch",
    "whole_sketch",
]
