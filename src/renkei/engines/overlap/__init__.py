"""Overlap: the same work paid twice, or asked to be."""
