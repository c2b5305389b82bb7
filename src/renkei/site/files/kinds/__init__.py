"""What a file is, by its content: only these kinds are taken, and only where nothing in them runs."""

from renkei.site.files.kinds.known import KNOWN, Kind, kind_of

__all__ = ["KNOWN", "Kind", "kind_of"]
