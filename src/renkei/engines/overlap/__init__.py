"""Overlap: the same work paid twice, by five tests; each finding with its evidence, the pairs in order."""

from renkei.engines.overlap.finding import Finding
from renkei.engines.overlap.options import OverlapOptions
from renkei.engines.overlap.overlap import Overlap, overlap
from renkei.engines.overlap.text import TextOptions

__all__ = ["Finding", "Overlap", "OverlapOptions", "TextOptions", "overlap"]
