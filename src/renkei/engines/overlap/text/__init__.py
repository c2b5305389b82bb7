"""Overlap by text: the same words, a passage in common, or the same said in other words."""

from renkei.engines.overlap.text.options import TextOptions
from renkei.engines.overlap.text.pairs import ROUTES, TextPairs, text_pairs
from renkei.engines.overlap.text.passages import Passage, passages

__all__ = ["ROUTES", "Passage", "TextOptions", "TextPairs", "passages", "text_pairs"]
