"""Search over all that the reader may see."""
