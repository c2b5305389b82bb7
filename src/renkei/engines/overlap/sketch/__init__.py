"""Sketches: what two agencies that share a key can compare without showing each other their texts."""

from renkei.engines.overlap.sketch.comparing import Compared, CompareOptions, SketchError, compare
from renkei.engines.overlap.sketch.key import Key
from renkei.engines.overlap.sketch.making import NUMBERS, Sketch, sketch

__all__ = ["NUMBERS", "CompareOptions", "Compared", "Key", "Sketch", "SketchError", "compare", "sketch"]
