"""Documents as files, to be read: plain text, HTML and PDF."""

from renkei.exchange.documents.document import KINDS, LARGEST, read_document
from renkei.exchange.documents.unreadable import Unreadable

__all__ = ["KINDS", "LARGEST", "Unreadable", "read_document"]
