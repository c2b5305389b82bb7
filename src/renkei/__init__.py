"""Renkei runs a science and technology cooperation programme, from the agreement to the award."""

__version__ = "0.1.0"
