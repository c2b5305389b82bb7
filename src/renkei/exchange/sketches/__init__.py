"""Files that two agencies exchange: sketches, and the key that both hold."""

from renkei.exchange.sketches.key_file import new_key, read_key
from renkei.exchange.sketches.sketch_file import VERSION, read_sketch, sketch_bytes

__all__ = ["VERSION", "new_key", "read_key", "read_sketch", "sketch_bytes"]
