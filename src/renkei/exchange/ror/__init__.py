"""ROR, the registry of research organisations: its dump and tables of it, in the layout that identifying reads."""

from renkei.exchange.ror.read import read_ror

__all__ = ["read_ror"]
